from __future__ import annotations

import json

import pytest

from pipelint.analysis import Facts
from pipelint.model import read
from pipelint.text import Source


def attempts(arguments: object, step_type: str = "Training") -> list[tuple[object, str]]:
    """The keys that make values of a step's arguments look like expressions, with their place."""
    steps = [{"Name": "S", "Type": step_type, "Arguments": arguments}]
    text = json.dumps({"Version": "2020-12-01", "Steps": steps})
    facts = Facts(*read(Source.from_text(text, "definition.json")))
    return [(misfit.node.path[3:], misfit.detail) for misfit in facts.misfits("no-expression")]


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ({"Std:Concat": []}, "Std:Concat"),
        ({"Std:Join": []}, "Std:Join"),
        ({"Std:Join": {}, "Note": ""}, "Std:Join"),
        ({"Get": "Parameters.X", "Default": ""}, "Get"),
        ({"Get": 5}, "Get"),
        ({"Ref": "X"}, "Ref"),
        ({"Fn::Sub": "${X}"}, "Fn::Sub"),
    ],
)
def test_an_object_that_is_written_like_an_expression_is_one_where_a_text_is_wanted(
    value: object, key: str
) -> None:
    arguments = {"OutputDataConfig": {"S3OutputPath": value}}

    assert attempts(arguments) == [(("OutputDataConfig", "S3OutputPath"), key)]


@pytest.mark.parametrize(
    "value", [{"Get": "Parameters.X"}, {"Std:Join": {"On": "", "Values": []}}, {"Other": 1}, {}]
)
def test_expressions_and_plain_objects_are_no_attempts(value: object) -> None:
    assert attempts({"OutputDataConfig": {"S3OutputPath": value}}) == []


def test_data_may_have_the_keys_of_other_languages_but_none_with_std() -> None:
    payload = {"a": {"Ref": "X"}, "b": {"Get": 5}, "c": {"Std:Add": [1, 2]}}

    assert attempts(payload, "Lambda") == [(("c",), "Std:Add")]


def test_a_map_may_have_an_entry_called_get() -> None:
    assert attempts({"Environment": {"Get": "Parameters.X", "A": "b"}}) == []
