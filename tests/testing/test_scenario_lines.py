"""What came of scenarios, for people."""

from __future__ import annotations

from pathlib import Path

from pipelint.report import plain
from pipelint.testing import ScenarioFile, ScenarioResult, ScenarioRunner, read_scenarios
from pipelint.testing._scenario_lines import (
    failure_lines,
    failure_message,
    summary_line,
    verdict_line,
)
from tests.testing.quality import write_quality

SCENARIOS = """\
  - name: good
    given: {steps: {Ask: {outputs: {mse: 4.2}}}}
    expect: {runs: [Tell]}
  - name: bad
    given: {steps: {Ask: {outputs: {mse: 7.2}}}}
    expect:
      runs: [Tell]
      outcomes: {Good: true}
      attempts: {Prep: 2, Tell: 1}
  - name: misnamed
    given: {steps: {Ask: {outputs: {mse: 7.2}}}}
    expect: {runs: [Tel]}
"""


def run(folder: Path) -> tuple[ScenarioFile, list[ScenarioResult]]:
    file = read_scenarios(write_quality(folder, SCENARIOS))
    runner = ScenarioRunner(file)
    return file, [runner.run(scenario) for scenario in file.scenarios]


def test_verdict_names_file_and_scenario(tmp_path: Path) -> None:
    file, results = run(tmp_path)

    assert plain(verdict_line(result, file) for result in results) == (
        f"ok      {file.path}::good\nFAILED  {file.path}::bad\nERROR   {file.path}::misnamed\n"
    )


def test_name_with_a_control_character_stays_on_its_line(tmp_path: Path) -> None:
    file, [result, *_] = run(tmp_path)
    scenario = result.scenario._replace(name="a\n\x1b[2Jb")

    line = verdict_line(result._replace(scenario=scenario), file)

    assert plain([line]) == f"ok      {file.path}::a\\n\\u001b[2Jb\n"


def test_difference_shows_place_expectation_and_cause_and_each_cause_once(tmp_path: Path) -> None:
    file, [_, bad, _] = run(tmp_path)

    assert plain(failure_lines(bad, file)).replace(f"{tmp_path}/", "") == (
        """\
test_quality.pipeline.yaml:9: expect.runs[0]
  expected  Tell runs
  actual    Tell did not run: branch not taken: IfSteps of Good
            Good is false
              Ask.OutputParameters['mse'] <= Limit
              7.2 (line 7)                <= 6.0 (default)

test_quality.pipeline.yaml:10: expect.outcomes.Good
  expected  Good is true
  actual    Good is false
              Ask.OutputParameters['mse'] <= Limit
              7.2 (line 7)                <= 6.0 (default)

test_quality.pipeline.yaml:11: expect.attempts.Prep
  expected  Prep makes 2 attempts
  actual    Prep makes 1 attempt

test_quality.pipeline.yaml:11: expect.attempts.Tell
  expected  Tell makes 1 attempt
  actual    Tell did not run: branch not taken: IfSteps of Good
"""
    )


def test_error_is_shown_with_its_place(tmp_path: Path) -> None:
    file, [_, _, misnamed] = run(tmp_path)

    assert plain(failure_lines(misnamed, file)) == (
        f"{file.path}:14: scenarios[2].expect.runs[0]: no step is named 'Tel': "
        "did you mean 'Tell'?\n"
    )


def test_message_is_the_first_fault(tmp_path: Path) -> None:
    file, results = run(tmp_path)

    assert [failure_message(result) for result in results] == [
        "",
        "expected: Tell runs; actual: Tell did not run: branch not taken: IfSteps of Good",
        f"{file.path}:14: scenarios[2].expect.runs[0]: no step is named 'Tel': "
        "did you mean 'Tell'?",
    ]


def test_summary_counts(tmp_path: Path) -> None:
    _, [good, bad, misnamed] = run(tmp_path)

    assert plain(
        [
            summary_line([good, bad, bad, misnamed], 2),
            summary_line([good], 1),
        ]
    ) == (
        "4 scenarios in 2 files: 1 passed, 2 failed, 1 in error\n1 scenario in 1 file: 1 passed\n"
    )
