"""`pipelint test`: what it prints, writes and exits with."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Project
from tests.testing.quality import QUALITY, write_quality

GOOD = "  - {name: good, given: {steps: {Ask: {outputs: {mse: 4.2}}}}, expect: {runs: [Tell]}}\n"
BAD = "  - {name: bad, given: {steps: {Ask: {outputs: {mse: 7.2}}}}, expect: {runs: [Tell]}}\n"
MISNAMED = "  - {name: misnamed, given: {steps: {Aks: {}}}, expect: {runs: [Tell]}}\n"

FAILURE = """\
FAILED  test_quality.pipeline.yaml::bad
  test_quality.pipeline.yaml:4: expect.runs[0]
    expected  Tell runs
    actual    Tell did not run: branch not taken: IfSteps of Good
              Good is false
                Ask.OutputParameters['mse'] <= Limit
                7.2 (line 4)                <= 6.0 (default)
"""


@pytest.fixture
def tests(project: Project) -> Project:
    """The project, with the built-in rules."""
    project.write("pipelint.toml", "")
    return project


def test_scenarios_that_pass_exit_with_0(tests: Project) -> None:
    write_quality(tests.folder, GOOD)

    assert tests.run("test") == (
        0,
        "ok      test_quality.pipeline.yaml::good\n\n1 scenario in 1 file: 1 passed\n",
        "",
    )


def test_scenario_that_fails_exits_with_1_and_says_why(tests: Project) -> None:
    write_quality(tests.folder, GOOD + BAD)

    assert tests.run("test", "test_quality.pipeline.yaml") == (
        1,
        "ok      test_quality.pipeline.yaml::good\n"
        "FAILED  test_quality.pipeline.yaml::bad\n"
        f"\n{FAILURE}\n"
        "2 scenarios in 1 file: 1 passed, 1 failed\n",
        "",
    )


def test_scenario_that_cannot_be_judged_exits_with_2(tests: Project) -> None:
    write_quality(tests.folder, BAD + MISNAMED)

    done = tests.run("test")

    assert (done.code, done.err) == (2, "")
    assert done.out.endswith(
        "ERROR   test_quality.pipeline.yaml::misnamed\n"
        "  test_quality.pipeline.yaml:4: scenarios[1].given.steps.Aks: "
        "is not a step of this definition: did you mean 'Ask'?\n"
        "\n2 scenarios in 1 file: 1 failed, 1 in error\n"
    )


def test_quiet_prints_nothing_about_what_passed(tests: Project) -> None:
    write_quality(tests.folder, GOOD + BAD)

    done = tests.run("test", "--quiet")

    assert done == (1, f"\n{FAILURE}\n2 scenarios in 1 file: 1 passed, 1 failed\n", "")


def test_file_that_cannot_be_read_leaves_the_others(tests: Project) -> None:
    write_quality(tests.folder, GOOD)
    tests.write("test_b.pipeline.yaml", "definition: 1\nscenarios:\n  - name: a\n")
    tests.write("test_c.pipeline.yaml", "a: [")

    done = tests.run("test", "gone", "test_c.pipeline.yaml", ".", "test_b.pipeline.yaml")

    assert done.code == 2
    assert done.out == (
        "ok      test_quality.pipeline.yaml::good\n\n1 scenario in 1 file: 1 passed\n"
    )
    assert done.err.splitlines()[0] == "pipelint: error: gone: no such file or folder"
    assert done.err.splitlines()[1].startswith("pipelint: error: test_c.pipeline.yaml:1: ")
    assert done.err.splitlines()[2:] == [
        "pipelint: error: test_b.pipeline.yaml:1: definition: is 1, not a string",
        "pipelint: error: test_b.pipeline.yaml:3: scenarios[0]: 'expect' is missing",
    ]


def test_file_is_run_once(tests: Project) -> None:
    write_quality(tests.folder, GOOD)
    path = "./test_quality.pipeline.yaml"

    done = tests.run("test", path, ".", path)

    assert done.out.count("ok ") == 1


def test_files_are_run_in_their_order(tests: Project) -> None:
    write_quality(tests.folder, GOOD, "test_b.pipeline.yaml")
    write_quality(tests.folder, GOOD, "test_a.pipeline.yml")

    lines = tests.run("test", ".").out.splitlines()

    assert lines[:2] == ["ok      test_a.pipeline.yml::good", "ok      test_b.pipeline.yaml::good"]
    assert lines[-1] == "2 scenarios in 2 files: 2 passed"


def test_no_scenario_file_is_misuse(tests: Project) -> None:
    assert tests.run("test") == (
        2,
        "",
        "pipelint: error: .: no scenario file (test_*.pipeline.yaml) is in this folder\n",
    )


def test_unknown_option_is_misuse(tests: Project) -> None:
    assert tests.run("test", "--junit-xml=a.xml") == (
        2,
        "",
        "pipelint: error: unknown option '--junit-xml': did you mean '--junitxml'?\n",
    )


def test_colours_are_those_of_the_outcome(tests: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write_quality(tests.folder, GOOD + BAD)
    monkeypatch.setenv("FORCE_COLOR", "1")

    lines = tests.run("test").out.splitlines()

    assert lines[0] == "\x1b[1;32mok      \x1b[0mtest_quality.pipeline.yaml::good"
    assert lines[1] == "\x1b[1;31mFAILED  \x1b[0mtest_quality.pipeline.yaml::bad"


def test_results_are_written_as_junit_xml(tests: Project) -> None:
    write_quality(tests.folder, GOOD + BAD + MISNAMED)
    tests.write("test_b.pipeline.yaml", "scenarios: [")

    done = tests.run("test", "--junitxml", "out.xml")

    root = ElementTree.fromstring((tests.folder / "out.xml").read_bytes())
    assert done.code == 2
    assert [(suite.get("name"), suite.get("failures"), suite.get("errors")) for suite in root] == [
        ("test_b.pipeline.yaml", "0", "1"),
        ("test_quality.pipeline.yaml", "1", "1"),
    ]
    assert [case.get("name") for case in root.iter("testcase")] == [
        "the file can be read", "good", "bad", "misnamed",
    ]  # fmt: skip
    [failure] = root.iter("failure")
    assert failure.get("message") == (
        "expected: Tell runs; actual: Tell did not run: branch not taken: IfSteps of Good"
    )
    assert failure.text == "".join(
        line.removeprefix("  ") for line in FAILURE.splitlines(keepends=True)[1:]
    )


def test_results_that_cannot_be_written_are_told(tests: Project) -> None:
    write_quality(tests.folder, GOOD)

    done = tests.run("test", "--junitxml", "gone/out.xml")

    assert (done.code, done.err) == (
        2,
        "pipelint: error: gone/out.xml: cannot be written: No such file or directory\n",
    )


def test_definition_with_errors_is_shown(tests: Project) -> None:
    write_quality(tests.folder, GOOD)
    tests.write("quality.json", json.dumps({"Version": "2020-12-01", "Steps": [{"Name": "a b"}]}))

    done = tests.run("test")

    assert done.code == 2
    assert "test_quality.pipeline.yaml:1: the definition cannot be executed: quality.json:1:" in (
        done.out
    )


def test_configuration_says_which_errors_count(tests: Project) -> None:
    write_quality(tests.folder, GOOD)
    last = {**QUALITY["Steps"][-1], "Name": "the last"}
    tests.write("quality.json", {**QUALITY, "Steps": [*QUALITY["Steps"][:-1], last]})

    assert tests.run("test").code == 2
    tests.write("pipelint.toml", 'ignore = ["NAM"]')
    assert tests.run("test").code == 0
    assert tests.run("test", "--isolated").code == 2


def test_baseline_that_cannot_be_read_is_told_once(tests: Project) -> None:
    tests.write("pipelint.toml", 'baseline = "gone.json"')

    code, out, err = tests.run("test")

    assert (code, out) == (2, "")
    assert "gone.json: baseline cannot be read" in err
    assert err.count("\n") == 1


def test_file_that_is_no_definition_is_told_whatever_is_selected(tests: Project) -> None:
    write_quality(tests.folder, GOOD)
    tests.write("quality.json", "[]")
    tests.write("pipelint.toml", 'ignore = ["DOC"]')

    done = tests.run("test")

    assert done.code == 2
    assert "the definition cannot be executed: quality.json: is no pipeline definition" in done.out


def test_help_shows_a_scenario_that_works(tests: Project) -> None:
    done = tests.run("test", "--help")
    shown = done.out.partition("test_*.pipeline.yaml:\n")[2].partition("\n\n")[0]

    tests.write("test_help.pipeline.yaml", "\n".join(line[2:] for line in shown.splitlines()))
    run = tests.run("test")

    assert (done.code, done.err) == (0, "")
    assert "examples:\n  pipelint test" in done.out
    # All but the definition, which is not there, is in order.
    assert "build/abalone.json: no such file or folder" in run.out


@pytest.mark.parametrize(
    ("arguments", "other"),
    [
        (["a.pipeline.yaml"], "PATH"),
        (["--junitxml", "a.xml"], "--junitxml"),
        (["--quiet"], "--quiet"),
    ],
)
def test_schema_tests_nothing(tests: Project, arguments: list[str], other: str) -> None:
    assert tests.run("test", "--schema", *arguments) == (
        2,
        "",
        f"pipelint: error: --schema and {other} exclude each other: leave one out\n",
    )


def test_definition_is_no_scenario_file(tests: Project) -> None:
    tests.write("a.json", {"Version": "2020-12-01", "Steps": []})

    assert tests.run("test", "a.json") == (
        2,
        "",
        "pipelint: error: a.json: is a pipeline definition, no scenario file: "
        "pipelint check a.json\n",
    )


def test_schema_for_editors_is_in_one_piece(tests: Project) -> None:
    done = tests.run("test", "--schema")
    schema = json.loads(done.out)
    bad = {"definition": "a.json", "scenarios": [{"name": "a", "expect": {"status": "Failed"},
           "given": {"steps": {"Ask": {"fails": ["a", 5]}}}}]}  # fmt: skip

    [error] = Draft202012Validator(schema).iter_errors(bad)

    assert (done.code, done.err) == (0, "")
    assert list(error.absolute_path) == ["scenarios", 0, "given", "steps", "Ask", "fails"]
