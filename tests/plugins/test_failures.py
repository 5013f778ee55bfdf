"""What a user reads where something is wrong."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from pipelint.cli import main
from tests.plugins.projects import BROKEN, CLEAN, FACTORY, Project
from tests.testing.pipelines import FAILED_STEP, ONE_BRANCH, fail, get, parameter, pipeline

#: An unused parameter is a finding of info, a failed step's property one of warning.
INFO = pipeline(fail(), parameters=[parameter("Spare", default="a")])


def text(result: pytest.RunResult) -> str:
    return result.stdout.str()


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    main(["check", *arguments])
    return capsys.readouterr().out


def test_findings_are_printed_as_by_the_command(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("a.pipeline.json", json.dumps(BROKEN, indent=2))
    expected = printed(capsys, "a.pipeline.json").split("\n\n")[0].splitlines()

    result = project.run("-k", "DEP")

    result.assert_outcomes(failed=1)
    assert expected[0].startswith("error DEP002 unknown-dependency")
    start = result.outlines.index(expected[0])
    assert result.outlines[start : start + len(expected)] == expected


def test_a_definition_with_errors_is_not_executed(project: Project) -> None:
    project.write("a.pipeline.json", BROKEN)

    result = project.run("-k", "property")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["it cannot be executed: a.pipeline.json:1:*: DEP002 step 'Strat' is not defined *"]
    )
    assert "Traceback" not in text(result)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (json.dumps(BROKEN), "it cannot be executed: a.pipeline.json:1:*: DEP002 *"),
        ("{", "it cannot be executed: a.pipeline.json:1:*: DOC001 *"),
    ],
)
def test_so_it_is_where_the_rule_is_not_selected(project: Project, text: str, said: str) -> None:
    project.write("pipelint.toml", 'select = ["ARG"]\n')
    project.write("a.pipeline.json", text)

    result = project.run("-k", "property")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([said])


def test_steps_that_wait_for_each_other_are_told_though_the_rule_is_ignored(
    project: Project,
) -> None:
    steps = [
        {**CLEAN["Steps"][0], "Name": name, "DependsOn": [other]} for name, other in ("AB", "BA")
    ]
    project.write("a.pipeline.json", {**CLEAN, "Steps": steps})
    project.write("pipelint.toml", 'ignore = ["DEP"]\n')

    result = project.run("-k", "property")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*a.pipeline.json:1:*: cannot be executed: *'A' waits for 'B' *"])
    assert "Traceback" not in text(result)


def test_an_error_of_a_whole_definition_from_python_is_placed_at_its_line(project: Project) -> None:
    project.write("pipelint.toml", 'definitions = ["p.py:get_pipeline"]\n')
    project.write("p.py", FACTORY.replace(repr(CLEAN), "'{'"))

    result = project.run("-k", "property")

    result.stdout.fnmatch_lines(["it cannot be executed: p.py:6: DOC001 *"])


# What cannot be read

FACTORIES = {
    "raises": "def get_pipeline():\n    raise ValueError('no bucket')\n",
    "gives": "def get_pipeline():\n    return 5\n",
    "wants": "def get_pipeline(region):\n    return region\n",
    "imports": "import acme_is_not_here\n",
    "lacks": "def get_pipelines():\n    pass\n",
    "aborts": "def get_pipeline():\n    raise BaseException('enough')\n",
    "fails": "import pytest\n\ndef get_pipeline():\n    pytest.fail('no bucket')\n",
    "skips": "import pytest\n\ndef get_pipeline():\n    pytest.skip('no bucket')\n",
}
SAID = {
    "raises": "p.py:get_pipeline: raised ValueError: no bucket (p.py:2)",
    "gives": "p.py:get_pipeline: get_pipeline() gave 'int', which has no 'definition()'",
    "wants": "p.py:get_pipeline: get_pipeline wants arguments ('region'): *",
    "imports": "p.py:get_pipeline: cannot be imported: ModuleNotFoundError: *acme_is_not_here*",
    "lacks": "p.py:get_pipeline: the module has no 'get_pipeline': did you mean 'get_pipelines'?",
    "aborts": "p.py:get_pipeline: raised BaseException: enough (p.py:2)",
    "fails": "p.py:get_pipeline: raised Failed: no bucket (p.py:4)",
    "skips": "p.py:get_pipeline: raised Skipped: no bucket (p.py:4)",
}


@pytest.mark.parametrize("kind", sorted(FACTORIES))
def test_a_factory_that_gives_no_definition_is_one_error(project: Project, kind: str) -> None:
    project.write("pipelint.toml", 'definitions = ["p.py:get_pipeline", "q.py:get_pipeline"]\n')
    project.write("p.py", FACTORIES[kind])
    project.write("q.py", FACTORY)

    assert_one_error(project, SAID[kind], "pipelint.toml::p.py:get_pipeline::definition")


LOUD = """\
import os, sys
os.system('echo runs it')
print('reads it')
print('warns of it', file=sys.stderr)
"""


@pytest.mark.parametrize("ci", ["", "true"])  # in CI a summary holds the whole of a message
def test_what_a_factory_prints_is_shown_only_where_it_fails(
    project: Project, monkeypatch: pytest.MonkeyPatch, ci: str
) -> None:
    monkeypatch.setenv("CI", ci)
    project.write("pipelint.toml", 'definitions = ["p.py:get_pipeline"]\n')
    project.write("p.py", f"{LOUD}{FACTORY}")

    quiet = project.process("--pipelint", "-k", "REF")
    project.write("p.py", f"{LOUD}{FACTORIES['raises']}")
    failed = project.run("-k", "definition")

    quiet.assert_outcomes(passed=1)
    assert "reads it" not in text(quiet)
    assert "warns of it" not in text(quiet) + quiet.stderr.str()
    assert "runs it" not in text(quiet)
    failed.assert_outcomes(errors=1)
    at = failed.outlines.index("p.py:get_pipeline: raised ValueError: no bucket (p.py:6)")
    assert failed.outlines[at + 1].strip("-") == " Captured stderr collect "
    assert failed.outlines[at + 2 : at + 4] == ["reads it", "warns of it"]
    assert text(failed).count("reads it") == 1


@pytest.mark.parametrize("capture", ["fd", "sys", "tee-sys", "no"])
def test_what_a_factory_prints_is_never_in_the_standard_output(
    project: Project, capture: str
) -> None:
    project.write("pipelint.toml", 'definitions = ["p.py:get_pipeline"]\n')
    project.write("p.py", f"{LOUD}{FACTORY}")

    result = project.process("--pipelint", "-k", "REF", f"--capture={capture}")

    result.assert_outcomes(passed=1)
    assert "runs it" not in text(result)
    assert "reads it" not in text(result)


def test_what_a_factory_prints_is_shown_where_nothing_is_captured(project: Project) -> None:
    project.write("pipelint.toml", 'definitions = ["p.py:get_pipeline"]\n')
    project.write("p.py", f"{LOUD}{FACTORY}")

    result = project.run("-k", "REF", "-s")

    assert "reads it" in result.stderr.str()


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("gone.json", "gone.json: no such file or folder"),
        ("gone/*.json", "gone/[*].json: no definition matches this pattern"),
        ("acme.gone:get", "acme.gone:get: cannot be imported: ModuleNotFoundError: *"),
        ("gone.py:get", "gone.py:get: no such file"),
        ("-", "-: standard input cannot be a definition of a project: name a file"),
    ],
)
def test_what_is_configured_and_not_there_is_one_error(
    project: Project, word: str, said: str
) -> None:
    project.write("pipelint.toml", f'definitions = ["{word}", "q.py:get_pipeline"]\n')
    project.write("q.py", FACTORY)

    assert_one_error(project, said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("definition: a.json\nscenarios: 5\n", "test_a.pipeline.yaml:2: scenarios: *"),
        ("definition: [\n", "test_a.pipeline.yaml:*"),
        ("", "test_a.pipeline.yaml*"),
    ],
)
def test_a_bad_scenario_file_is_one_error(project: Project, content: str, said: str) -> None:
    project.write("test_a.pipeline.yaml", content)
    project.write("q.pipeline.json", CLEAN)

    result = assert_one_error(project, said, "test_a.pipeline.yaml::scenarios")

    assert "Traceback" not in text(result)


def test_a_scenario_that_cannot_be_executed_is_an_error(project: Project) -> None:
    project.write("q.pipeline.json", CLEAN)
    project.write(
        "test_a.pipeline.yaml",
        """\
        definition: q.pipeline.json
        scenarios:
          - name: no such step
            given: {steps: {Stopp: {fails: always}}}
            expect: {status: Failed}
        """,
    )

    assert_one_error(
        project,
        "test_a.pipeline.yaml:4: scenarios[[]0[]].given.steps.Stopp: is not a step of *",
        "test_a.pipeline.yaml::no such step",
    )


def assert_one_error(project: Project, said: str, node: str | None = None) -> pytest.RunResult:
    """One item is an error with this message alone; the others run, and junit has the same."""
    result = project.run("--junitxml=out.xml")

    outcomes = result.parseoutcomes()
    assert outcomes.pop("passed") > 5
    assert outcomes in ({"error": 1}, {"errors": 1})
    [title] = [at for at, line in enumerate(result.outlines) if "ERROR at setup" in line]
    message = result.outlines[title + 1]
    result.stdout.fnmatch_lines([said])
    assert result.outlines[title + 2].startswith(("===", "- generated xml"))
    if node is not None:
        result.stdout.fnmatch_lines([f"ERROR {node} - *"])
    [error] = ElementTree.parse(project.path / "out.xml").iter("error")
    assert message in (error.text or "")
    assert "pytest_pipelint" not in (error.text or "")
    return result


def test_an_unreadable_file_is_told_without_a_traceback(project: Project) -> None:
    project.write("a.pipeline.json", '{"Steps": ')
    project.write("b.pipeline.json", "[1]")

    result = project.run("-k", "DOC or REF")

    result.assert_outcomes(failed=2, passed=2)
    result.stdout.fnmatch_lines(["error DOC001 syntax-error *", "error DOC007 not-a-definition *"])
    assert "Traceback" not in text(result)


def test_what_is_no_definition_is_an_error_where_no_rule_says_so(project: Project) -> None:
    project.write("b.pipeline.json", "[1]")
    project.write("pipelint.toml", 'select = ["REF"]\n')

    result = project.run("-k", "REF")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["b.pipeline.json: is no pipeline definition *"])


@pytest.mark.parametrize(
    ("configuration", "said"),
    [
        ("definitons = []\n", "*pipelint.toml: unknown key 'definitons': did you mean *"),
        ('baseline = "gone.json"\n', "*gone.json: baseline cannot be read: *"),
        ('packs = ["acme_gone"]\n', "*acme_gone*"),
        ("definitions = [\n", "*pipelint.toml*"),
    ],
)
def test_a_configuration_at_fault_is_one_usage_error(
    project: Project, configuration: str, said: str
) -> None:
    project.write("a.pipeline.json", CLEAN)
    project.write("pipelint.toml", configuration)

    result = project.run()

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    lines = [line for line in result.errlines if line]
    result.stderr.fnmatch_lines([f"ERROR: pipelint: {said}"])
    assert len(lines) == 1


# Severities


def test_warnings_are_warnings_of_pytest(project: Project) -> None:
    project.write("a.pipeline.json", json.dumps(FAILED_STEP, indent=2))

    result = project.run("-k", "REF")

    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines(
        ["a.pipeline.json::REF", "*PipelintWarning: a.pipeline.json:*: REF043 'ModelArtifacts' *"]
    )


def test_warnings_fail_where_pytest_makes_errors_of_them(project: Project) -> None:
    project.write("a.pipeline.json", FAILED_STEP)
    project.write("pytest.ini", "[pytest]\nfilterwarnings = error\n")

    result = project.run("-k", "REF")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["warning REF043 *", "*a.pipeline.json:1:*", "*may not exist*"])
    assert "Traceback" not in text(result)
    assert "warn_explicit" not in text(result)


def test_a_warning_that_is_an_error_hides_no_other_finding(project: Project) -> None:
    steps = [{"Name": "Q", "Type": "Fail"}]
    project.write("a.pipeline.json", {**CLEAN, "Extra": 1, "Other": 2, "Steps": steps})

    result = project.run("-W", "error", "-k", "STR")

    result.assert_outcomes(failed=1)
    codes = [line.split()[:2] for line in result.outlines if re.match("(error|warning) STR", line)]
    assert codes == [["error", "STR014"], ["warning", "STR005"], ["warning", "STR005"]]


@pytest.mark.parametrize(
    ("definition", "word", "outcomes"),
    [
        (FAILED_STEP, "error", {"passed": 1, "warnings": 1}),
        (FAILED_STEP, "warning", {"failed": 1}),
        (INFO, "warning", {"passed": 1}),
        (INFO, "info", {"failed": 1}),
    ],
)
def test_the_option_says_what_fails(
    project: Project, definition: Any, word: str, outcomes: dict[str, int]
) -> None:
    project.write("a.pipeline.json", definition)
    family = "PAR" if definition is INFO else "REF"

    project.run("-k", family, "--pipelint-fail-on", word).assert_outcomes(**outcomes)


def test_so_does_the_configuration_and_the_option_wins(project: Project) -> None:
    project.write("a.pipeline.json", FAILED_STEP)
    project.write("pipelint.toml", 'fail-on = "warning"\n')

    project.run("-k", "REF").assert_outcomes(failed=1)
    project.run("-k", "REF", "--pipelint-fail-on=error").assert_outcomes(passed=1, warnings=1)


def test_severities_of_the_configuration_hold(project: Project) -> None:
    project.write("a.pipeline.json", BROKEN)
    project.write("pipelint.toml", 'severity = {DEP002 = "warning"}\n')

    project.run("-k", "DEP").assert_outcomes(passed=1, warnings=1)


def test_suppressions_hold(project: Project) -> None:
    project.write("a.pipeline.json", BROKEN)
    project.write(
        "pipelint.toml",
        """
        [[suppress]]
        rules = ["DEP002"]
        steps = ["Stop"]
        reason = "made later"
        """,
    )

    project.run("-k", "DEP").assert_outcomes(passed=1)


def test_a_baseline_holds(project: Project) -> None:
    project.write("a.pipeline.json", BROKEN)
    assert main(["check", "a.pipeline.json", "--write-baseline", "known.json"]) == 0
    project.write("pipelint.toml", 'baseline = "known.json"\n')

    project.run("-k", "DEP").assert_outcomes(passed=1)


# Scenarios and properties

FAILING = """\
definition: a.pipeline.json
scenarios:
  - name: many are told
    given: {steps: {Count: {outputs: {n: 2}}}}
    expect: {runs: [Tell]}
"""


def test_a_scenario_tells_the_difference_and_its_reason(project: Project) -> None:
    project.write("a.pipeline.json", ONE_BRANCH)
    project.write("test_a.pipeline.yaml", FAILING)

    result = project.run("-m", "pipelint_scenario")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*_ test_a.pipeline.yaml many are told _*",
            "test_a.pipeline.yaml:5: expect.runs*",
            "  expected  *Tell*",
            "  actual    *",
            "*Check is false",
            "*2 * > 3",
        ]
    )
    assert "Traceback" not in text(result)


def test_scenario_files_share_what_a_callable_gives(project: Project) -> None:
    project.write("p.py", f"{FACTORY}\nopen('calls', 'a').write('called ')\n")
    for name in ("a", "b"):
        project.write(
            f"tests/test_{name}.pipeline.yaml",
            """
            definition: ../p.py:get_pipeline
            scenarios: [{name: it stops, expect: {status: Failed}}]
            """,
        )

    result = project.run()

    result.assert_outcomes(passed=2)
    assert (project.path / "calls").read_text(encoding="utf-8") == "called "


def test_a_callable_that_goes_elsewhere_leaves_the_others_where_they_are(project: Project) -> None:
    elsewhere = FACTORY.replace("return Made()", "os.chdir('/')\n    return Made()")
    project.write("p.py", f"import os\n{elsewhere}")
    project.write("b.json", CLEAN)
    for name, definition in (("a", "p.py:get_pipeline"), ("b", "b.json")):
        scenarios = "[{name: it stops, expect: {status: Failed}}]"
        text = f"definition: {definition}\nscenarios: {scenarios}\n"
        project.write(f"test_{name}.pipeline.yaml", text)

    project.run().assert_outcomes(passed=2)


def test_a_property_tells_what_is_given_to_see_it_again(project: Project) -> None:
    project.write("a.pipeline.json", ONE_BRANCH)

    result = project.run("-m", "pipelint_property")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*_ a.pipeline.json property _*",
            "a.pipeline.json:1:*: Tell fails: the response of 'Train' has no 'FailureReason'",
            "To see it again, put this into a file for pipelint simulate --given:",
            "  steps:",
            "    Count:",
            "      outputs:",
            "        n: 4",
        ]
    )
    assert "Falsifying" not in text(result)
    assert "Traceback" not in text(result)


@pytest.mark.parametrize("arguments", [(), ("-n", "2")])
def test_steps_that_no_example_reached_are_told(
    project: Project, arguments: tuple[str, ...]
) -> None:
    mode = parameter("Mode", default="a", EnumValues=["a", "b"])
    condition = {"Type": "Equals", "LeftValue": get("Parameters.Mode"), "RightValue": "c"}
    check = {"Conditions": [condition], "IfSteps": [fail("Never")], "ElseSteps": [fail()]}
    steps = [{"Name": "Check", "Type": "Condition", "Arguments": check}]
    project.write("a.pipeline.json", pipeline(*steps, parameters=[mode]))

    result = project.process("--pipelint", "-m", "pipelint_property", *arguments)

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        [
            "*= pipelint =*",
            "a.pipeline.json::property: Steps reached 2/3; never: Never; "
            "never taken: IfSteps of Check",
        ]
    )


def test_nothing_is_told_where_all_was_reached_unless_asked_for(project: Project) -> None:
    project.write("a.pipeline.json", CLEAN)

    quiet, loud = project.run("-k", "property"), project.run("-k", "property", "-v")

    assert "Steps reached" not in text(quiet)
    loud.stdout.fnmatch_lines(["a.pipeline.json::property: Steps reached 1/1"])


# Without Hypothesis

#: Blocks its import, as where it is not installed.
NO_HYPOTHESIS = "import sys\nsys.modules['hypothesis'] = None\n"


def test_without_hypothesis_the_property_alone_fails_and_says_what_to_install(
    project: Project,
) -> None:
    project.write("conftest.py", NO_HYPOTHESIS)
    project.write("a.pipeline.json", CLEAN)
    project.write("b.pipeline.json", CLEAN)
    project.write(
        "test_a.pipeline.yaml",
        """
        definition: a.pipeline.json
        scenarios: [{name: it stops, expect: {status: Failed}}]
        """,
    )
    project.write(
        "test_own.py", "def test_own(pipelint):\n    pipelint.load('a.pipeline.json').simulate()\n"
    )

    result = project.process("--pipelint", "-p", "no:hypothesispytest")

    outcomes = result.parseoutcomes()
    assert outcomes.pop("passed") > 5
    assert outcomes == {"failed": 2}
    at = result.outlines.index("Hypothesis is not installed: pip install 'pipelint[pytest]'")
    assert result.outlines[at + 1].startswith("___")


# Saved failures


def saved(project: Project) -> list[str]:
    return sorted(path.name for path in (project.path / "found").iterdir())


def test_a_saved_failure_is_a_scenario_that_fails(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("defs/a.pipeline.json", ONE_BRANCH)
    result = project.run("-m", "pipelint_property", "--pipelint-save-failures", "found")
    capsys.readouterr()

    assert saved(project) == ["test_defs_a.pipeline.yaml"]
    result.stdout.fnmatch_lines(["Saved as *test_defs_a.pipeline.yaml"])
    assert main(["test", "found"]) == 1
    assert "::Tell gets through" in capsys.readouterr().out
    project.run("found").assert_outcomes(failed=1)


def test_so_is_that_of_a_callable(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("acme/__init__.py", "")
    project.write("acme/pipes.py", FACTORY.replace(repr(CLEAN), repr(ONE_BRANCH)))
    project.write(
        "pipelint.toml", 'definitions = ["acme/pipes.py:get_pipeline", "acme.pipes:get_pipeline"]\n'
    )
    project.run("-m", "pipelint_property", "--pipelint-save-failures", "found")
    capsys.readouterr()

    assert saved(project) == [
        "test_acme_pipes_get_pipeline.pipeline.yaml",
        "test_acme_pipes_py_get_pipeline.pipeline.yaml",
    ]
    assert main(["test", "found"]) == 1
    assert "2 scenarios in 2 files: 2 failed" in capsys.readouterr().out


def test_failures_of_definitions_of_one_name_are_saved_apart(project: Project) -> None:
    project.write("one/a.pipeline.json", ONE_BRANCH)
    project.write("two/a.pipeline.json", FAILED_STEP)

    project.run("-m", "pipelint_property", "--pipelint-save-failures", "found")

    assert saved(project) == ["test_one_a.pipeline.yaml", "test_two_a.pipeline.yaml"]


def test_a_failure_is_saved_once_and_over_no_other_file(project: Project) -> None:
    project.write("a.pipeline.json", ONE_BRANCH)
    own = project.write("found/test_a.pipeline.yaml", FAILING)

    for _ in range(2):
        project.run("-m", "pipelint_property", "--pipelint-save-failures", "found", "-k", "a.pipe")

    assert own.read_text(encoding="utf-8") == FAILING
    assert saved(project) == ["test_a.pipeline.yaml", "test_a_2.pipeline.yaml"]


def test_a_saved_failure_that_somebody_changed_is_kept(project: Project) -> None:
    project.write("a.pipeline.json", ONE_BRANCH)
    command = ["-m", "pipelint_property", "--pipelint-save-failures", "found", "-k", "a.pipe"]
    project.run(*command)
    path = project.path / "found/test_a.pipeline.yaml"
    changed = path.read_text(encoding="utf-8").replace("gets through", "is mended")
    path.write_text(changed, encoding="utf-8")

    project.run(*command)

    assert path.read_text(encoding="utf-8") == changed
    assert saved(project) == ["test_a.pipeline.yaml", "test_a_2.pipeline.yaml"]


def test_a_failure_that_cannot_be_saved_is_told_all_the_same(project: Project) -> None:
    project.write("a.pipeline.json", ONE_BRANCH)
    project.write("taken", "a file")

    result = project.run("-m", "pipelint_property", "--pipelint-save-failures", "taken/found")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "a.pipeline.json:1:*: Tell fails: *",
            "*n: 4",
            "Not saved, as *taken/found cannot be written: Not a directory",
        ]
    )
    assert "Traceback" not in text(result)


def test_the_profile_of_the_project_holds(project: Project) -> None:
    definition = pipeline(fail(message=get("Parameters.A")), parameters=[parameter("A")])
    project.write("a.pipeline.json", definition)
    project.write(
        "conftest.py",
        """
        from hypothesis import Phase, settings
        from hypothesis.database import ExampleDatabase, InMemoryExampleDatabase

        class Told(InMemoryExampleDatabase):
            def fetch(self, key):
                print("looked for", key)
                return super().fetch(key)

        settings.register_profile("own", database=Told(), derandomize=False)
        settings.load_profile("own")
        """,
    )

    result = project.process("--pipelint", "-k", "property", "-s")

    result.stdout.fnmatch_lines(["*looked for b?a.pipeline.json::property*"])
