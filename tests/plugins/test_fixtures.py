"""The fixtures, and what a test that uses them shows where it fails."""

from __future__ import annotations

import json

import pytest

from tests.plugins.projects import BROKEN, CLEAN, FACTORY, Project
from tests.testing.pipelines import ONE_BRANCH

GIVEN = "given={'steps': {'Count': {'outputs': {'n': 2}}}}"


@pytest.fixture
def told(project: Project) -> Project:
    """A definition in which a step is decided upon."""
    project.write("defs/a.json", ONE_BRANCH)
    return project


def text(result: pytest.RunResult) -> str:
    return result.stdout.str()


@pytest.mark.parametrize("arguments", [(), ("--pipelint",)])
@pytest.mark.parametrize("below", [".", "tests"])
def test_definitions_are_named_from_the_top(
    told: Project, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], below: str
) -> None:
    told.write(
        "tests/test_a.py",
        f"""
        from pathlib import Path

        def test_load(pipelint):
            assert "Tell" in pipelint.load("defs/a.json").facts.steps
            assert "Tell" in pipelint.load(Path("defs") / "a.json").facts.steps

        def test_check(pipelint):
            assert [finding.code for finding in pipelint.check("defs/a.json")] == ["REF044"]

        def test_simulate(pipelint):
            trace = pipelint.simulate("defs/a.json", {GIVEN})
            assert trace.status == "Succeeded"
            assert not trace.ran("Tell")
        """,
    )
    monkeypatch.chdir(told.path / below)

    told.plain(*arguments).assert_outcomes(passed=3)


def test_other_definitions_are_taken_as_well(project: Project) -> None:
    project.write("acme.py", FACTORY)
    project.write(
        "test_a.py",
        f"""
        import json
        import pytest
        from acme import get_pipeline

        DEFINITION = {CLEAN!r}

        @pytest.mark.parametrize(
            "source", [DEFINITION, json.dumps(DEFINITION), get_pipeline(), "acme.py:get_pipeline"]
        )
        def test_simulate(pipelint, source):
            assert pipelint.simulate(source).ran("Stop")
            assert pipelint.simulate(pipelint.load(source)).status == "Failed"
        """,
    )
    project.write("pytest.ini", "[pytest]\npythonpath = .\n")

    project.process().assert_outcomes(passed=4)


def test_a_check_is_by_the_configuration(told: Project) -> None:
    told.write("pipelint.toml", 'ignore = ["REF044"]\n')
    told.write(
        "test_a.py", "def test_a(pipelint):\n    assert pipelint.check('defs/a.json') == ()\n"
    )

    told.plain().assert_outcomes(passed=1)


def test_each_configured_definition_is_given(project: Project) -> None:
    project.write("build/a.json", CLEAN)
    project.write("acme.py", FACTORY)
    project.write("pipelint.toml", 'definitions = ["build/a.json", "acme.py:get_pipeline"]\n')
    project.write(
        "test_a.py",
        "def test_a(pipeline_definition):\n    assert pipeline_definition.check() == ()\n",
    )

    result = project.plain("-v")

    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(
        ["test_a.py::test_a[[]build/a.json[]] PASSED*", "test_a.py::test_a[[]acme.py:*[]] PASSED*"]
    )


def test_one_that_cannot_be_read_is_an_error_with_one_message(project: Project) -> None:
    project.write("pipelint.toml", 'definitions = ["gone.json", "acme.py:get_pipeline"]\n')
    project.write("acme.py", "def get_pipeline():\n    raise ValueError('no bucket')\n")
    project.write("test_a.py", "def test_a(pipeline_definition):\n    pass\n")

    result = project.plain()

    result.assert_outcomes(errors=2)
    lines = result.outlines
    [first, second] = [at for at, line in enumerate(lines) if "ERROR at setup" in line]
    assert lines[first + 1 : second] == [
        "acme.py:get_pipeline: raised ValueError: no bucket (acme.py:2)"
    ]
    assert lines[second + 1] == "gone.json: no such file or folder"


def test_without_configured_definitions_that_is_said(project: Project) -> None:
    project.write("test_a.py", "def test_a(pipeline_definition):\n    pass\n")

    result = project.plain()

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*pipelint's configuration names no 'definitions'"])


def test_a_configuration_at_fault_is_one_line(project: Project) -> None:
    project.write("pipelint.toml", "definitons = []\n")
    project.write("test_a.py", "def test_a(pipeline_definition):\n    pass\n")
    project.write("test_b.py", "def test_b(pipelint):\n    pipelint.check('a.json')\n")

    first, second = project.plain("test_a.py"), project.plain("test_b.py")

    for result in (first, second):
        result.stdout.fnmatch_lines(["pipelint: *pipelint.toml: unknown key 'definitons': *"])
        assert "Traceback" not in text(result)
        assert "_project.py" not in text(result)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("load('gone.json')", "*gone.json: no such file or folder"),
        ("check('gone.json')", "*gone.json: no such file or folder"),
        ("simulate('broken.json')", "*broken.json:1:*: cannot be executed: DEP002 *"),
        ("simulate('defs/a.json', {'P': 1})", "*parameters.P: *"),
        ("load('broken.json').simulate()", "*broken.json:1:*: cannot be executed: DEP002 *"),
    ],
)
def test_errors_are_told_without_the_way_through_pipelint(
    told: Project, call: str, said: str
) -> None:
    told.write("broken.json", BROKEN)
    told.write("test_a.py", f"def test_a(pipelint):\n    pipelint.{call}\n")

    result = told.plain()

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E  *Error: " + said])
    assert "_load.py" not in text(result)
    assert "_simulation.py" not in text(result)
    assert "_fixtures.py" not in text(result)


def failing(told: Project, assertion: str) -> pytest.RunResult:
    told.write(
        "test_a.py",
        f"""
        def test_a(pipelint):
            trace = pipelint.simulate("defs/a.json", {GIVEN})
            assert {assertion}
        """,
    )
    result = told.plain()
    result.assert_outcomes(failed=1)
    return result


def test_a_failed_test_tells_why_a_step_did_not_run(told: Project) -> None:
    result = failing(told, 'trace.ran("Tell")')

    result.stdout.fnmatch_lines(
        [
            "E * where False = *('Tell')",
            "E * <Trace: Succeeded, 3 of 4 steps ran; "
            "Tell: branch not taken: IfSteps of Check>.ran",
        ]
    )


def test_a_failed_test_shows_the_account_of_the_execution(told: Project) -> None:
    result = failing(told, 'trace.status == "Failed"')

    result.stdout.fnmatch_lines(
        [
            "E * 'Succeeded' == 'Failed'",
            "*- pipelint: trace -*",
            "*defs/a.json: 4 steps, 0 parameters",
            " 1  Count *Succeeded",
            "*2 * > 3",
            " -    Tell  NotExecuted (IfSteps of 3)",
        ]
    )


def test_the_account_has_the_requests_where_pytest_is_verbose(told: Project) -> None:
    failing(told, 'trace.status == "Failed"')

    quiet, verbose = told.plain(), told.plain("-v")

    assert "AlgorithmSpecification" not in text(quiet)
    verbose.stdout.fnmatch_lines(["*- pipelint: trace -*", "*AlgorithmSpecification*"])


def test_an_argument_that_is_another_one_is_shown(told: Project) -> None:
    name = 'trace["Train"].arguments["ResourceConfig"]["InstanceType"]'

    result = failing(told, f'{name} == "ml.m5.large"')

    result.stdout.fnmatch_lines(["E * 'ml.m5.xlarge' == 'ml.m5.large'"])


@pytest.mark.parametrize(
    ("assertion", "said"),
    [
        ('trace.ran("Tel")', "no step is named 'Tel': did you mean 'Tell'?"),
        ('trace["Tel"].arguments', "no step is named 'Tel': did you mean 'Tell'?"),
        ('trace["Train"].at("RoleArm")', "*no member 'RoleArm' *: did you mean 'RoleArn'?"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(told: Project, assertion: str, said: str) -> None:
    result = failing(told, assertion)

    result.stdout.fnmatch_lines([f"E * KeyError: *{said}*"])
    assert "_trace.py" not in text(result)


def test_a_passed_test_shows_nothing(told: Project) -> None:
    told.write(
        "test_a.py",
        f"""
        def test_a(pipelint):
            trace = pipelint.simulate("defs/a.json", {GIVEN})
            assert trace.ran("Train")
        """,
    )

    result = told.plain("-rA")

    result.assert_outcomes(passed=1)
    assert "pipelint: trace" not in text(result)


def test_the_account_is_in_the_junit_file_and_comes_from_workers(told: Project) -> None:
    failing(told, 'trace.ran("Tell")')

    result = told.process("-n", "2", "--junitxml=out.xml")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*- pipelint: trace -*"])


def test_definitions_are_read_once_for_all_tests(project: Project) -> None:
    project.write("acme.py", f"print('called')\n{FACTORY}")
    project.write("pipelint.toml", 'definitions = ["acme.py:get_pipeline"]\n')
    test = "def test_{0}(pipeline_definition):\n    assert pipeline_definition.blocking == ()\n"
    project.write("test_a.py", test.format("a") + test.format("b"))

    result = project.process("-s")

    result.assert_outcomes(passed=2)
    assert (text(result) + result.stderr.str()).count("called") == 1


def test_a_definition_of_many_lines_is_placed(project: Project) -> None:
    project.write("a.json", json.dumps(BROKEN, indent=2))
    project.write(
        "test_a.py",
        """
        def test_a(pipelint):
            [finding] = pipelint.check("a.json")
            assert (finding.code, finding.start.line) == ("DEP002", 11)
        """,
    )

    project.plain().assert_outcomes(passed=1)


@pytest.mark.parametrize(
    "verdict",
    [
        'ignore = ["DEP002"]',
        'severity = {DEP002 = "warning"}',
        '[[suppress]]\nrules = ["DEP002"]\nfiles = ["defs/*.json"]\nreason = "it is made later"',
    ],
)
def test_what_the_project_accepts_keeps_no_test_from_executing(
    project: Project, verdict: str
) -> None:
    project.write("pipelint.toml", f"{verdict}\n")
    project.write("defs/a.json", BROKEN)
    project.write(
        "test_a.py",
        """
        def test_loaded(pipelint):
            assert pipelint.load("defs/a.json").simulate().status == "Failed"

        def test_named(pipelint):
            assert pipelint.simulate("defs/a.json").status == "Failed"
        """,
    )

    project.plain().assert_outcomes(passed=2)
    project.write("pipelint.toml", "")
    project.plain().assert_outcomes(failed=2)
