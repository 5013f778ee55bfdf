"""Scenarios are run: what passes, what fails, and what cannot be judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelint import load
from pipelint.analysis import Facts
from pipelint.testing import Expectations, ScenarioResult, ScenarioRunner, read_scenarios
from tests.testing.quality import QUALITY, write_quality

SCENARIOS = """\
  - name: a good model is told of
    given: {steps: {Ask: {outputs: {mse: 4.2}}}}
    expect: {status: Succeeded, runs: [Tell, Last], not_executed: [Refuse]}
  - name: a bad model is told of
    given:
      steps: {Ask: {outputs: {mse: 7.2}}}
    expect: {runs: [Tell]}
"""


def results(path: str) -> list[ScenarioResult]:
    file = read_scenarios(path)
    runner = ScenarioRunner(file)
    return [runner.run(scenario) for scenario in file.scenarios]


def errors(folder: Path, scenarios: str) -> list[str]:
    """The errors of the only scenario, without the name of the file."""
    path = write_quality(folder, scenarios)
    [result] = results(path)
    assert result.outcome == "error"
    return [error.removeprefix(f"{path}:") for error in result.errors]


def test_scenarios_pass_and_fail(tmp_path: Path) -> None:
    good, bad = results(write_quality(tmp_path, SCENARIOS))

    assert (good.outcome, good.differences, good.errors) == ("passed", (), ())
    assert (bad.outcome, bad.errors) == ("failed", ())
    [difference] = bad.differences
    assert difference.actual == "Tell did not run: branch not taken: IfSteps of Good"


def test_parameter_that_is_not_given_is_told_at_the_scenario(tmp_path: Path) -> None:
    path = write_quality(tmp_path, "  - {name: a, expect: {status: Succeeded}}\n")
    definition = {
        **QUALITY,
        "Parameters": [{"Name": "Limit", "Type": "Float"}, QUALITY["Parameters"][1]],
    }
    (tmp_path / "quality.json").write_text(json.dumps(definition))

    [result] = results(path)

    assert result.errors == (
        f"{path}:3: scenarios[0]: Parameter 'Limit' is undefined: it has no default, "
        "so give a value in given.parameters",
    )


def test_result_has_the_trace(tmp_path: Path) -> None:
    good, _ = results(write_quality(tmp_path, SCENARIOS))

    assert good.trace is not None
    assert good.trace.status == "Succeeded"


def test_causes_name_the_lines_of_what_was_given(tmp_path: Path) -> None:
    _, bad = results(write_quality(tmp_path, SCENARIOS))

    [difference] = bad.differences
    words = "".join(piece.text for piece in difference.why[2])
    assert words.split() == ["7.2", "(line", "8)", "<=", "6.0", "(default)"]


def test_scenario_takes_cached_runs_from_an_earlier_one(tmp_path: Path) -> None:
    path = write_quality(
        tmp_path,
        "  - {name: one, given: &g {steps: {Ask: {outputs: {mse: 1}}}}, expect: {runs: [Prep]}}\n"
        "  - {name: two, given: *g, cache_from: one, expect: {cache_hits: [Prep]}}\n"
        "  - {name: three, given: *g, cache_from: two, expect: {attempts: {Prep: 0}}}\n",
    )

    assert [result.outcome for result in results(path)] == ["passed"] * 3


def test_scenario_alone_lets_those_run_that_it_takes_from(tmp_path: Path) -> None:
    path = write_quality(
        tmp_path,
        "  - {name: one, given: &g {steps: {Ask: {outputs: {mse: 1}}}}, expect: {runs: [Prep]}}\n"
        "  - {name: two, given: *g, cache_from: one, expect: {cache_hits: [Prep]}}\n",
    )
    file = read_scenarios(path)

    assert ScenarioRunner(file).run(file.scenarios[1]).outcome == "passed"


def test_scenario_takes_cached_runs_from_a_trace(tmp_path: Path) -> None:
    good, _ = results(write_quality(tmp_path, SCENARIOS))
    assert good.trace is not None
    (tmp_path / "trace.json").write_text(json.dumps(good.trace.as_json()))

    [cached] = results(
        write_quality(
            tmp_path,
            "  - {name: a, given: {steps: {Ask: {outputs: {mse: 1}}}}, cache_from: trace.json,"
            " expect: {cache_hits: [Prep]}}\n",
        )
    )

    assert cached.outcome == "passed"


def test_steps_that_run_at_once_are_limited(tmp_path: Path) -> None:
    text = "  - {name: a, max_parallel: 1, given: {steps: {Ask: {outputs: {mse: 1}}}}, "

    [result] = results(write_quality(tmp_path, f"{text}expect: {{order: [[Prep, Ask]]}}}}\n"))

    assert result.outcome == "passed"


def test_responses_may_be_what_the_api_does_not_know(tmp_path: Path) -> None:
    given = "given: {steps: {Prep: {properties: {Nme: 1}}, Ask: {outputs: {mse: 1}}}}"
    text = "  - {{name: a, {}{}, expect: {{runs: [Prep]}}}}\n"

    [strict] = results(write_quality(tmp_path, text.format("", given)))
    [lenient] = results(write_quality(tmp_path, text.format("lenient: true, ", given)))

    assert (strict.outcome, lenient.outcome) == ("error", "passed")


def test_inputs_that_do_not_fit_are_told_with_their_lines(tmp_path: Path) -> None:
    found = errors(
        tmp_path,
        "  - name: a\n    given:\n      parameters:\n        Limit: high\n"
        "      steps:\n        Aks: {}\n    expect: {runs: [Ask]}\n",
    )

    assert found[0].startswith("6: scenarios[0].given.parameters.Limit: ")
    assert found[1:] == [
        "8: scenarios[0].given.steps.Aks: is not a step of this definition: did you mean 'Ask'?"
    ]


def test_expectations_that_name_nothing_are_told_with_their_lines(tmp_path: Path) -> None:
    found = errors(
        tmp_path,
        "  - name: a\n    given: {steps: {Ask: {outputs: {mse: 1}}}}\n    expect:\n"
        "      not_executed:\n        - Refuse\n        - Tel\n      outcomes: {Prep: true}\n",
    )

    assert found == [
        "8: scenarios[0].expect.not_executed[1]: no step is named 'Tel': did you mean 'Tell'?"
    ]


def test_definition_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = write_quality(tmp_path, SCENARIOS)
    (tmp_path / "quality.json").unlink()

    first, second = results(path)

    assert first.errors == second.errors
    assert first.errors == (
        f"{path}:1: {tmp_path}/quality.json: cannot be read: No such file or directory",
    )


def test_definition_with_errors_is_shown_in_each_scenario(tmp_path: Path) -> None:
    path = write_quality(tmp_path, SCENARIOS)
    ask = {**QUALITY["Steps"][1], "DependsOn": ["Prpe"]}
    steps = [QUALITY["Steps"][0], ask, *QUALITY["Steps"][2:]]
    (tmp_path / "quality.json").write_text(json.dumps({**QUALITY, "Steps": steps}, indent=1))

    first, second = results(path)

    assert first.errors == second.errors
    [error] = first.errors
    intro, code, words = error.partition("DEP002")
    assert intro.startswith(
        f"{path}:1: the definition cannot be executed: {tmp_path}/quality.json:"
    )
    assert code
    assert "'Prpe'" in words


def test_caller_may_say_which_errors_keep_a_definition_from_being_executed(
    tmp_path: Path,
) -> None:
    path = write_quality(tmp_path, SCENARIOS)
    last = {**QUALITY["Steps"][-1], "Name": "the last"}
    (tmp_path / "quality.json").write_text(
        json.dumps({**QUALITY, "Steps": [*QUALITY["Steps"][:-1], last]})
    )
    file = read_scenarios(path)
    scenario = file.scenarios[0]._replace(expect=Expectations(runs=("the last",)))
    asked: list[str] = []

    def executable(definition: str) -> Facts:
        asked.append(definition)
        return load(definition).facts

    assert ScenarioRunner(file).run(scenario).outcome == "error"
    assert ScenarioRunner(file, executable).run(scenario).outcome == "passed"
    assert asked == [f"{tmp_path}/quality.json"]


def test_scenario_that_cannot_be_executed_has_nothing_to_take_from(tmp_path: Path) -> None:
    path = write_quality(
        tmp_path,
        "  - {name: one, given: {steps: {Aks: {}}}, expect: {runs: [Prep]}}\n"
        "  - {name: two, cache_from: one, expect: {cache_hits: [Prep]}}\n",
    )

    _, second = results(path)

    assert second.errors == (
        f"{path}:4: scenarios[1].cache_from: 'one' could not be executed: "
        "there is nothing to take from it",
    )


def test_scenario_that_fails_can_be_taken_from(tmp_path: Path) -> None:
    path = write_quality(
        tmp_path,
        "  - {name: one, given: &g {steps: {Ask: {outputs: {mse: 1}}}}, expect: {status: Failed}}\n"
        "  - {name: two, given: *g, cache_from: one, expect: {cache_hits: [Prep]}}\n",
    )

    assert [result.outcome for result in results(path)] == ["failed", "passed"]


@pytest.mark.parametrize(
    ("name", "entry", "expect"),
    [
        (
            "churn",
            "Evaluate: {property_files: {Report: {metrics: {auc: {value: 0.9}}}}}",
            "status: Succeeded, outcomes: {GoodEnough: true}, not_executed: [TooWeak]",
        ),
        (
            "deployment",
            "Ask: {outputs: {approved: true}}",
            "status: Succeeded, order: [[Ask, Approved]]",
        ),
        (
            "monitoring",
            "Market: {outputs: {gain: 1.5}}",
            "status: Succeeded, runs: [Market-0, Market-1, Tidy]",
        ),
    ],
)
def test_larger_definitions_are_simulated(
    tmp_path: Path, root: Path, name: str, entry: str, expect: str
) -> None:
    definition = root / "tests" / "data" / "definitions" / f"{name}.json"
    path = tmp_path / "test_a.pipeline.yaml"
    path.write_text(
        f"definition: {json.dumps(str(definition))}\nscenarios:\n"
        f"  - {{name: a, given: {{steps: {{{entry}}}}}, expect: {{{expect}}}}}\n",
    )

    [result] = results(str(path))

    assert (result.outcome, result.differences, result.errors) == ("passed", (), ())
