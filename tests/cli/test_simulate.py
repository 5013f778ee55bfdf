"""`pipelint simulate`: what it prints and exits with, and every misuse in one line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from pipelint.simulate._given_file import given_in
from tests.cli.conftest import CLEAN, Done, Project
from tests.testing.quality import LAMBDA, QUALITY

STOP = CLEAN["Steps"][0]
GOOD = """\
steps:
  Ask:
    outputs: {mse: 4.2}
"""


@pytest.fixture
def quality(project: Project) -> Project:
    """The project with the built-in rules, `quality.json` and `good.yaml`."""
    project.write("pipelint.toml", "")
    project.write("quality.json", QUALITY)
    project.write("good.yaml", GOOD)
    return project


def simulate(project: Project, *arguments: str) -> Done:
    return project.run("simulate", "quality.json", *arguments)


def test_execution_that_succeeds_exits_with_0(quality: Project) -> None:
    done = simulate(quality, "-p", "Limit=5", "--given", "good.yaml")

    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "quality.json: 8 steps, 2 parameters (1 set: Limit = 5.0, default 6.0)"
    assert lines[4:7] == [
        " 3  Good       true, takes IfSteps",
        "      Ask.OutputParameters['mse'] <= Limit",
        "      4.2 (good.yaml:3)           <= 5.0 (-p)",
    ]


def test_execution_that_fails_exits_with_1(quality: Project) -> None:
    done = simulate(quality, "-p", "Limit=4", "--given", "good.yaml")

    assert (done.code, done.err) == (1, "")
    assert "\nFailed: 4 of 8 steps ran, one at a time.\n" in done.out


def test_execution_that_completes_with_failures_exits_with_1(quality: Project) -> None:
    handler = {**LAMBDA, "Name": "Mend", "DependsOn": [{"Step": "Do", "Trigger": "Failed"}]}
    steps = [{**LAMBDA, "Name": "Do"}, handler]
    quality.write("quality.json", {"Version": "2020-12-01", "Steps": steps})
    quality.write("given.yaml", "steps: {Do: {fails: always}}")

    done = simulate(quality, "--given", "given.yaml")

    assert done.err == ""
    assert "\nCompletedWithFailures: 2 of 2 steps ran" in done.out
    assert done.code == 1


def test_execution_that_lacks_an_input_exits_with_2_and_names_it(quality: Project) -> None:
    done = simulate(quality)

    assert (done.code, done.err) == (2, "")
    assert done.out.endswith(
        "NeedsInput: Good decides by what nobody gave. Give it in the file of --given:\n"
        "  steps.Ask.outputs.mse\n"
        "pipelint simulate --init writes such a file, to fill in.\n"
    )


def test_definition_with_errors_is_not_executed(quality: Project) -> None:
    quality.write("quality.json", {"Version": "2020-12-01", "Steps": [{"Name": "a b"}]})

    done = simulate(quality)

    assert (done.code, done.err) == (2, "")
    assert "error NAM" in done.out
    assert done.out.endswith("errors in quality.json: it cannot be executed\n")


def wrong_type(quality: Project) -> None:
    """Write the definition with an error that lets it be simulated."""
    prep = json.loads(json.dumps(QUALITY["Steps"][0]))
    prep["Arguments"]["ProcessingResources"]["ClusterConfig"]["VolumeSizeInGB"] = "much"
    quality.write("quality.json", {**QUALITY, "Steps": [prep, *QUALITY["Steps"][1:]]})


def test_errors_that_a_check_finds_are_counted_below_the_account(quality: Project) -> None:
    wrong_type(quality)

    done = simulate(quality, "--given", "good.yaml")

    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("quotas.\ncheck finds 1 error: pipelint check quality.json\n")


def test_errors_of_rules_that_are_ignored_are_not_counted(quality: Project) -> None:
    wrong_type(quality)
    quality.write("pipelint.toml", 'ignore = ["ARG", "TYP"]\n')

    assert simulate(quality, "--given", "good.yaml").out.endswith("quotas.\n")


WAITING = [
    {"Name": name, "Type": "Lambda", "FunctionArn": "arn:f", "Arguments": {}, "DependsOn": [other]}
    for name, other in ("AB", "BA")
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "DOC001"),
        (json.dumps({"Version": "2020-12-01", "Steps": WAITING}), "DEP001"),
        (json.dumps({"Version": "2020-12-01", "Steps": [STOP, STOP]}), "NAM001"),
    ],
)
def test_what_is_selected_lets_no_definition_with_errors_be_executed(
    quality: Project, text: str, code: str
) -> None:
    quality.write("pipelint.toml", 'select = ["ARG"]\n')
    quality.write("quality.json", text)

    done = simulate(quality)

    assert (done.code, done.err) == (2, "")
    assert done.out.startswith(f"error {code} ")
    assert done.out.endswith("1 error in quality.json: it cannot be executed\n")


@pytest.mark.parametrize(
    ("steps", "error"),
    [
        (WAITING, "the steps wait in a circle: 'A' waits for 'B' and 'B' for 'A'"),
        ([STOP, STOP], "step name 'Stop' is given twice"),
    ],
)
def test_what_has_no_order_or_no_names_is_refused_though_rules_are_ignored(
    quality: Project, steps: list[Any], error: str
) -> None:
    quality.write("pipelint.toml", 'ignore = ["DEP", "NAM"]\n')
    quality.write("quality.json", {"Version": "2020-12-01", "Steps": steps})

    done = simulate(quality)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("pipelint: error: quality.json:")
    assert done.err.endswith(f": cannot be executed: {error}\n")


def test_findings_of_a_definition_with_errors_come_in_json_as_well(quality: Project) -> None:
    quality.write("quality.json", "{")

    done = simulate(quality, "--output-format", "json")

    assert done.code == 2
    assert [each["code"] for each in json.loads(done.out)["findings"]] == ["DOC001"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["-p", "Limt=5"], "-p Limt=5: Unknown parameter 'Limt': did you mean 'Limit'?"),
        (["-p", "Limit=a"], '-p Limit=a: "a" is no Float: expected a number as JSON writes it'),
        (["-p", f"Limit={'a' * 99}"], f"-p Limit={'a' * 59}…: \"{'a' * 58}… is no Float: "
         "expected a number as JSON writes it"),
        (["-p", "Limit"], "-p/--parameter: expected NAME=VALUE, found 'Limit' "
         "(pipelint simulate --help tells more)"),
        (["-p", "Limit=1", "-p", "Limit=2"], "-p Limit: is given twice: keep one of them"),
        (["--given", "a.yaml", "--given", "b.yaml"], "--given: is given twice: keep one of them"),
        (["b.json"], "unexpected argument 'b.json' (pipelint simulate --help tells more)"),
        (["--givne", "a"], "unknown option '--givne': did you mean '--given'?"),
        (["--given", "gone.yaml"], "gone.yaml: cannot be read: No such file or directory"),
        (["--given", ""], "'' is no path"),
        (["--cache-from", ""], "--cache-from: '' is no path"),
        (["--given", "."], ".: cannot be read: Is a directory"),
        (["--max-parallel", "0"], "--max-parallel: expected a number from 1, found '0' "
         "(pipelint simulate --help tells more)"),
        (["--max-parallel", "x"], "--max-parallel: expected a number from 1, found 'x' "
         "(pipelint simulate --help tells more)"),
        (["--output-format", "jsn"], "--output-format: unknown value 'jsn': did you mean 'json'? "
         "(pipelint simulate --help tells more)"),
        (["--explain", "Tel"], "--explain Tel: no step is named 'Tel': did you mean 'Tell'?"),
        (["--explain", "12"], "--explain 12: no step is named '12': there are "
         "Prep, Ask, Good, Tell, Refuse, Each, Last"),
        (["--explain", "Score"], "--explain Score: stands in the body of 'Each': "
         "name it with its iteration, as 'Score-0'"),
        (["--init", "--given", "good.yaml"],
         "--init and --given exclude each other: leave one out"),
        (["--init", "--explain", "Tell"], "--init and --explain exclude each other: leave one out"),
        (["--init", "-v"], "--init and -v exclude each other: leave one out"),
        (["--init", "--output-format", "json"],
         "--init and --output-format json exclude each other: leave one out"),
        (["--explain", "Tell", "--output-format", "json"],
         "--explain and --output-format json exclude each other: leave one out"),
        (["--cache-from", "gone.json"], "gone.json: cannot be read: No such file or directory"),
        (["--cache-from", "."], ".: cannot be read: Is a directory"),
        (["--cache-from", "good.yaml"],
         "good.yaml: is no trace of 'pipelint simulate': "
         "'schema_version' is missing, expected version 1"),
        (["--cache-from", "quality.json"],
         "quality.json: is no trace of 'pipelint simulate': "
         "'schema_version' is missing, expected version 1"),
    ],
)  # fmt: skip
def test_misuse_is_told_in_one_line(quality: Project, arguments: list[str], error: str) -> None:
    assert simulate(quality, *arguments) == (2, "", f"pipelint: error: {error}\n")


@pytest.mark.parametrize(
    ("definition", "error"),
    [
        ("gone.json", "gone.json: no such file or folder"),
        ("empty", "empty: no pipeline definition is in this folder"),
        ("two", "two: means 2 definitions: name one of them"),
    ],
)
def test_definition_that_is_not_one_is_told(quality: Project, definition: str, error: str) -> None:
    (quality.folder / "empty").mkdir()
    quality.write("two/a.json", QUALITY)
    quality.write("two/b.json", QUALITY)

    assert quality.run("simulate", definition) == (2, "", f"pipelint: error: {error}\n")


def test_definition_is_required(quality: Project) -> None:
    done = quality.run("simulate")

    assert done.err == (
        "pipelint: error: the following arguments are required: DEFINITION "
        "(pipelint simulate --help tells more)\n"
    )
    assert done.code == 2


def test_parameter_without_a_default_must_be_given(quality: Project) -> None:
    parameters = [{"Name": "Limit", "Type": "Float"}, QUALITY["Parameters"][1]]
    quality.write("quality.json", {**QUALITY, "Parameters": parameters})

    assert simulate(quality) == (
        2,
        "",
        "pipelint: error: quality.json: Parameter 'Limit' is undefined: it has no default, "
        "so give a value (-p Limit=VALUE, or in the file of --given, which --init writes)\n",
    )


def test_value_that_is_no_member_of_the_enum_is_refused(quality: Project) -> None:
    mode = {"Name": "Mode", "Type": "String", "DefaultValue": "on", "EnumValues": ["on", "off"]}
    quality.write("quality.json", {**QUALITY, "Parameters": [QUALITY["Parameters"][0], mode]})

    assert simulate(quality, "-p", "Mode=On").err == (
        'pipelint: error: -p Mode=On: "On" is none of the EnumValues "on", "off": '
        "did you mean 'on'?\n"
    )


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ("hello", ["1: is 'hello', not a mapping"]),
        ("a: [", ["1: did not find expected node content while parsing a flow node"]),
        ("steps:\n\tAsk: {}", ["2: a tab stands where only blanks may: indent with blanks"]),
        ("steps: {}\nsteps: {}", ["2: key 'steps' is given twice (first on line 1)"]),
        ("steps: {}\n---\nsteps: {}", ["2: a second document begins: expected one in a file"]),
        ("steps:\n  Aks: {}",
         ["2: steps.Aks: is not a step of this definition: did you mean 'Ask'?"]),
        ("step: {}\nexecution: {PipelineNam: a}",
         ["1: step: unknown key: did you mean 'steps'?",
          "2: execution.PipelineNam: unknown key: did you mean 'PipelineName'?"]),
        ("steps:\n  Ask:\n    output: {}",
         ["3: steps.Ask.output: unknown key: did you mean 'outputs'?"]),
        ("steps:\n  Ask:\n    outputs: {mse: low}",
         ["3: steps.Ask.outputs.mse: is a string, 'mse' is declared as 'Float'"]),
        ("steps:\n  Prep:\n    properties:\n      ProcessingJobNam: a",
         ["4: steps.Prep.properties.ProcessingJobNam: is not a property of 'Prep': "
          "did you mean 'ProcessingJobName'?"]),
        ("steps:\n  Prep:\n    properties:\n      ProcessingJobName: 5",
         ["4: steps.Prep.properties.ProcessingJobName: is an integer, "
          "the response has a value of type 'string'"]),
        ("steps:\n  Good: {fails: always}",
         ["2: steps.Good.fails: a Condition step has no 'fails'"]),
        ("parameters:\n  Limt: 5",
         ["2: parameters.Limt: Unknown parameter 'Limt': did you mean 'Limit'?"]),
        ("parameters:\n  Mode: 5",
         ["2: parameters.Mode: Unexpected type: is an integer, 'Mode' is of type 'String'"]),
    ],
)  # fmt: skip
def test_given_file_that_does_not_fit_is_told_with_its_lines(
    quality: Project, given: str, errors: list[str]
) -> None:
    quality.write("given.yaml", given)

    assert simulate(quality, "--given", "given.yaml") == (
        2,
        "",
        "".join(f"pipelint: error: given.yaml:{error}\n" for error in errors),
    )


@pytest.mark.parametrize("given", ["", "# nothing", "{}", "steps:"])
def test_empty_given_file_gives_nothing(quality: Project, given: str) -> None:
    quality.write("given.yaml", given)

    assert simulate(quality, "--given", "given.yaml") == simulate(quality)


def test_anchors_of_a_given_file_are_read(quality: Project) -> None:
    quality.write("given.yaml", "steps: {Ask: {outputs: &a {mse: 4.2}}, Each: {iterations: {}}}")

    assert simulate(quality, "--given", "given.yaml").code == 0


def test_lenient_allows_a_response_that_the_api_does_not_know(quality: Project) -> None:
    quality.write("given.yaml", f"{GOOD}  Prep: {{properties: {{ProcessingJobNam: a}}}}\n")

    assert simulate(quality, "--given", "given.yaml").code == 2
    assert simulate(quality, "--given", "given.yaml", "--lenient").code == 0


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_definition_comes_from_standard_input(
    quality: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, json.dumps(QUALITY))

    done = quality.run("simulate", "-", "--given", "good.yaml")

    assert (done.code, done.out.splitlines()[0]) == (0, "-: 8 steps, 2 parameters")


def test_closed_standard_input_gives_nothing(
    quality: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)

    done = simulate(quality, "--given", "-")

    message = "pipelint: error: -: cannot be read: standard input is closed\n"
    assert done == (2, "", message)


def test_what_is_given_comes_from_standard_input(
    quality: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, GOOD)

    done = simulate(quality, "--given", "-")

    assert done.code == 0
    assert "      4.2 (-:3)                   <= 6.0 (default)\n" in done.out


def test_standard_input_is_one_thing(quality: Project) -> None:
    assert quality.run("simulate", "-", "--given", "-").err == (
        "pipelint: error: --given -: standard input is the definition already: name a file\n"
    )


def test_explain_tells_why_a_step_did_not_run(quality: Project) -> None:
    done = simulate(quality, "--given", "good.yaml", "--explain", "Refuse")

    assert done == (
        0,
        "Refuse did not run: branch not taken: ElseSteps of Good\n"
        "  stands in ElseSteps of Good, which was true\n"
        "    Ask.OutputParameters['mse'] <= Limit\n"
        "    4.2 (good.yaml:3)           <= 6.0 (default)\n",
        "",
    )


def test_file_of_init_is_accepted_as_it_is(quality: Project) -> None:
    done = simulate(quality, "--init")

    assert (done.code, done.err) == (0, "")
    quality.write("given.yaml", done.out)
    assert simulate(quality, "--given", "given.yaml").code == 0


def test_file_of_init_keeps_the_parameters_of_the_command_line(quality: Project) -> None:
    parameters = [{"Name": "Limit", "Type": "Float"}, {"Name": "Mode", "Type": "String"}]
    quality.write("quality.json", {**QUALITY, "Parameters": parameters})

    done = simulate(quality, "--init", "-p", "Limit=5")

    assert done.out.splitlines()[1:5] == [
        "# 2 values to fill in; those below without -p are samples.",
        "parameters:",
        "  Limit: 5.0  # -p",
        '  Mode: "Mode"  # String, has no default',
    ]
    quality.write("given.yaml", done.out)
    assert simulate(quality, "--given", "given.yaml").code == 0


def test_init_refuses_parameters_that_a_start_refuses(quality: Project) -> None:
    assert simulate(quality, "--init", "-p", "Limt=5") == (
        2,
        "",
        "pipelint: error: -p Limt=5: Unknown parameter 'Limt': did you mean 'Limit'?\n",
    )


def test_trace_has_the_keys_of_the_contract(quality: Project) -> None:
    trace = json.loads(simulate(quality, "--given", "good.yaml", "--output-format", "json").out)

    assert list(trace) == [
        "schema_version", "status", "failure_reason", "execution", "parameters", "needs", "steps",
    ]  # fmt: skip
    assert {step["name"]: list(step) for step in trace["steps"]} == {
        name: [
            "name", "type", "status", "order", "arguments", "response", "made_up", "outcome",
            "decision", "attempts", "policy", "cache_hit", "cache_key", "reason", "started_at",
            "ended_at", "parent", "iteration",
        ]
        for name in ("Prep", "Ask", "Good", "Tell", "Each", "Score-0", "Score-1", "Last", "Refuse")
    }  # fmt: skip
    assert trace["steps"][2]["decision"] == [
        {
            "pointer": "/Steps/2/Arguments/Conditions/0",
            "left": 4.2,
            "right": 6.0,
            "result": True,
        }
    ]


def test_trace_tells_what_is_needed(quality: Project) -> None:
    done = simulate(quality, "--output-format", "json")

    assert done.code == 2
    assert json.loads(done.out)["needs"] == [
        {
            "step": "Good",
            "pointer": "/Steps/2/Arguments/Conditions/0/LeftValue",
            "given": "steps.Ask.outputs.mse",
        }
    ]


def test_output_is_the_same_in_every_process(quality: Project) -> None:
    arguments = ["simulate", "quality.json", "--given", "good.yaml", "--output-format", "json"]

    outputs = {quality.process(arguments).communicate() for _ in range(2)}

    assert outputs == {(simulate(quality, *arguments[2:]).out.encode(), b"")}


def test_run_takes_the_cached_steps_of_a_trace(quality: Project) -> None:
    first = simulate(quality, "--given", "good.yaml", "--output-format", "json")
    quality.write("trace.json", first.out)

    again = simulate(quality, "--given", "good.yaml", "--cache-from", "trace.json")

    assert again.code == 0
    assert again.out.splitlines()[2] == " 1  Prep       Succeeded, cached"


@pytest.mark.parametrize(
    ("member", "value", "fault"),
    [
        ("ended_at", 5, "'steps[0].ended_at' is an integer"),
        ("cache_key", 5, "'steps[0].cache_key' is an integer"),
        ("response", [], "'steps[0].response' is a list"),
        ("name", None, "'steps[0].name' is null"),
    ],
)
def test_trace_of_another_form_is_told(
    quality: Project, member: str, value: Any, fault: str
) -> None:
    first = simulate(quality, "--given", "good.yaml", "--output-format", "json")
    trace = json.loads(first.out)
    trace["steps"][0][member] = value
    quality.write("trace.json", trace)

    assert simulate(quality, "--cache-from", "trace.json").err == (
        f"pipelint: error: trace.json: is no trace of 'pipelint simulate': {fault}\n"
    )


def test_colours_are_for_people(quality: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = simulate(quality, "--given", "good.yaml").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = simulate(quality, "--given", "good.yaml").out
    monkeypatch.setenv("NO_COLOR", "1")

    assert simulate(quality, "--given", "good.yaml").out == plain
    assert "\x1b" not in plain
    assert "\x1b[1;32mSucceeded\x1b[0m" in coloured


def test_reader_that_went_away_is_no_trouble(quality: Project) -> None:
    process = quality.process(["simulate", "quality.json", "--given", "good.yaml", "-v"])
    assert process.stdout is not None
    process.stdout.close()

    _, err = process.communicate()

    assert (process.returncode, err) == (0, b"")


def test_given_file_of_the_help_is_one(quality: Project) -> None:
    done = quality.run("simulate", "--help")
    shown = done.out.partition("outside world does:\n")[2].partition("What nobody gives")[0]

    given = given_in(shown.encode(), "help")

    assert (done.code, done.err) == (0, "")
    assert given.value["steps"]["Evaluate"]["property_files"] == {"Report": {"mse": 4.2}}
    assert given.value["steps"]["Quota"] == {"outputs": {"allowed": True}}


def test_simulation_without_a_given_file_needs_no_readers(quality: Project, root: Path) -> None:
    definition = str(root / "tests" / "data" / "definitions" / "deployment.json")
    script = (
        "import sys; from pipelint.cli import main; main(sys.argv[1:]); "
        "print(*sorted(sys.modules), file=sys.stderr)"
    )

    _, err = quality.python(script, ["simulate", definition]).communicate()

    assert "pipelint.simulate" in err.decode().split()
    assert not {"yaml", "jsonschema", "rich"} & set(err.decode().split())
