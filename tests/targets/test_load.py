"""Definitions in Python: from what they are loaded, how they are checked and simulated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pipelint
from pipelint.errors import PipelintError
from pipelint.simulate import InputError
from pipelint.targets import load

STOP = {"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}}
DEFINITION = {"Version": "2020-12-01", "Steps": [STOP]}
TEXT = json.dumps(DEFINITION)
#: What a step is asked for, and a reader of the answer.
ASK = {
    "Version": "2020-12-01",
    "Parameters": [{"Name": "Count", "Type": "Integer", "DefaultValue": 1}],
    "Steps": [
        {
            "Name": "Ask",
            "Type": "Lambda",
            "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f",
            "Arguments": {"count": {"Get": "Parameters.Count"}},
            "OutputParameters": [{"OutputName": "n", "OutputType": "Integer"}],
        },
        {
            "Name": "Tell",
            "Type": "Lambda",
            "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f",
            "Arguments": {"n": {"Get": "Steps.Ask.OutputParameters['n']"}},
        },
    ],
}


class Pipeline:
    """Something that has a definition, as a pipeline of the SDK has."""

    def __init__(self, definition: Any, name: str | None = "abalone") -> None:
        self._definition = definition
        self.name = name

    def definition(self) -> Any:
        return self._definition


def steps_of(source: Any) -> list[str]:
    """The names of the steps of what is loaded."""
    return list(load(source).facts.steps)


@pytest.mark.parametrize(
    "source",
    [TEXT, f"\n  {TEXT}", DEFINITION, Pipeline(TEXT), Pipeline(DEFINITION), Pipeline(TEXT, None)],
    ids=["text", "indented text", "mapping", "object", "object of a mapping", "nameless object"],
)
def test_definition_is_loaded_from(source: Any) -> None:
    assert steps_of(source) == ["Stop"]


def test_definition_is_loaded_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(TEXT, encoding="utf-8")

    assert steps_of(path) == ["Stop"]
    assert steps_of(str(path)) == ["Stop"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (TEXT, "<text>"),
        (DEFINITION, "<mapping>"),
        (Pipeline(TEXT), "<abalone>"),
        (Pipeline(TEXT, None), "<Pipeline>"),
    ],
)
def test_definition_says_where_it_is_from(source: Any, name: str) -> None:
    assert repr(load(source)) == f"<Definition {name!r}>"


def test_lines_of_a_mapping_are_those_of_its_indented_json() -> None:
    [finding] = load({**DEFINITION, "Steps": [{**STOP, "DependsOn": ["Stpo"]}]}).check()

    assert (finding.code, finding.file, finding.start.line) == ("DEP002", "<mapping>", 11)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            3,
            "'int' is no definition: expected a path, a text that begins with '{', a mapping or an "
            "object with 'definition()'",
        ),
        (
            Pipeline,
            "the class 'Pipeline' is no definition: expected a path, a text that begins with '{', "
            "a mapping or an object with 'definition()'",
        ),
        (None, "'NoneType' is no definition: expected a path, a text that begins with '{', a "
            "mapping or an object with 'definition()'"),
        ("nowhere.json", "nowhere.json: cannot be read: No such file or directory"),
        ("a\0b", "'a\\x00b': cannot be read: embedded null byte"),
        (Pipeline(3), "<abalone>: 'definition()' gave 'int', not a text"),
        ({"Steps": {1, 2}}, "<mapping> is no JSON: Object of type set is not JSON serializable"),
        (
            Pipeline({"Steps": object}),
            "<abalone> is no JSON: Object of type type is not JSON serializable",
        ),
    ],
    ids=["number", "a class", "null", "missing file", "null byte", "number from an object", "set",
         "class"],
)  # fmt: skip
def test_what_is_no_definition_is_refused(source: Any, message: str) -> None:
    with pytest.raises(PipelintError) as caught:
        load(source)

    assert str(caught.value) == message


def test_folder_is_no_definition(tmp_path: Path) -> None:
    with pytest.raises(PipelintError) as caught:
        load(tmp_path)

    assert str(caught.value) == f"{tmp_path}: cannot be read: Is a directory"


def test_check_gives_the_findings_of_the_rules_that_are_on_by_default() -> None:
    definition = load({**DEFINITION, "Steps": [{**STOP, "DependsOn": ["Stpo"]}]})

    [finding] = definition.check()

    assert (finding.code, finding.pointer) == ("DEP002", "/Steps/0/DependsOn/0")
    assert load(DEFINITION).check() == ()


def test_execution_is_simulated_with_parameters_and_what_is_given() -> None:
    trace = load(ASK).simulate(
        parameters={"Count": "3"}, given={"steps": {"Ask": {"outputs": {"n": 7}}}}
    )

    assert trace.status == "Succeeded"
    assert trace["Ask"].arguments == {"count": 3}
    assert trace["Tell"].at("n") == 7


def test_fake_gets_the_resolved_request_and_answers_for_the_step() -> None:
    def ask(request: dict[str, Any]) -> dict[str, Any]:
        return {"outputs": {"n": request["count"] * 10}}

    trace = load(ASK).simulate(parameters={"Count": 4}, fakes={"Ask": ask})

    assert trace["Tell"].arguments == {"n": 40}


def test_trace_is_a_cache_for_the_next_execution() -> None:
    cached = {**ASK, "Steps": [{**ASK["Steps"][0], "CacheConfig": {"Enabled": True}}]}  # type: ignore[index]
    definition = load(cached)

    again = definition.simulate(cache_from=definition.simulate())

    assert again["Ask"].cache_hit
    assert again.execution["PipelineExecutionId"] == "pipelint0001"


def test_lenient_takes_what_the_response_does_not_have() -> None:
    train = {"Name": "Train", "Type": "Training", "Arguments": {}}
    definition = load({**DEFINITION, "Steps": [train]})
    given = {"steps": {"Train": {"properties": {"Novelty": 1}}}}

    assert definition.simulate(given=given, lenient=True)["Train"].response["Novelty"] == 1
    with pytest.raises(InputError) as caught:
        definition.simulate(given=given)
    assert str(caught.value) == "steps.Train.properties.Novelty: is not a property of 'Train'"


def test_definition_with_an_error_of_its_references_is_not_simulated() -> None:
    broken = {**DEFINITION, "Steps": [{**STOP, "DependsOn": ["Stpo", "Nobody"]}]}

    with pytest.raises(PipelintError) as caught:
        load(broken).simulate()

    assert str(caught.value) == (
        "<mapping>:11:9: cannot be executed: DEP002 step 'Stpo' is not defined in this pipeline "
        "(and 1 more)"
    )


def test_error_of_what_a_callable_makes_is_placed_at_the_callable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {**DEFINITION, "Steps": [{**STOP, "DependsOn": ["Stpo"]}]}
    made = f"class Made:\n    def definition(self):\n        return {broken!r}\n\npipe = Made\n"
    (tmp_path / "p.py").write_text(made, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(PipelintError, match=r"^p\.py:1: cannot be executed: DEP002 "):
        load("p.py:pipe").simulate()


def test_definition_that_is_no_json_is_checked_and_not_simulated() -> None:
    definition = load('{"Version": ')

    [finding] = definition.check()

    assert finding.code == "DOC001"
    with pytest.raises(PipelintError, match=r"^<text>:1:12: cannot be executed: DOC001 "):
        definition.simulate()


def test_warning_and_error_of_an_argument_do_not_keep_from_simulating() -> None:
    train = {"Name": "Train", "Type": "Training", "Arguments": {"Nothing": 1}}
    definition = load({**DEFINITION, "Steps": [train]})

    assert "error" in {finding.severity for finding in definition.check()}
    assert definition.blocking == ()
    assert definition.simulate().status == "Succeeded"


def test_package_offers_it() -> None:
    assert pipelint.load(TEXT).simulate().status == "Failed"
