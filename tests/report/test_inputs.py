"""The file of `simulate --init`: every input that decides, and accepted as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from pipelint.analysis import Facts
from pipelint.model import read
from pipelint.report import given_file
from pipelint.simulate import needed
from pipelint.simulate._given_file import given_in
from pipelint.text import Source
from tests.testing.quality import LAMBDA, QUALITY


def text_of(definition: Mapping[str, Any]) -> str:
    facts = Facts(*read(Source.from_text(json.dumps(definition), "quality.json")))
    return given_file("quality.json", needed(facts))


def test_input_is_commented_with_its_type_and_what_it_decides() -> None:
    parameters = [{"Name": "Limit", "Type": "Float"}, QUALITY["Parameters"][1]]

    assert text_of({**QUALITY, "Parameters": parameters}).splitlines() == [
        "# What the outside world does, for `pipelint simulate quality.json --given FILE`.",
        "# 2 values to fill in; those below are samples.",
        "parameters:",
        "  Limit: 1.0  # Float, has no default",
        "steps:",
        "  Ask:",
        "    outputs:",
        "      mse: 1.0  # Float, Good compares it with 1.0",
    ]


def test_parameter_with_an_enum_is_commented_with_its_values() -> None:
    mode = {"Name": "Mode", "Type": "String", "EnumValues": ["on", "off"]}
    steps = [{**LAMBDA, "Name": "Tell"}]

    text = text_of({"Version": "2020-12-01", "Parameters": [mode], "Steps": steps})

    assert text.splitlines()[2:] == [
        "parameters:",
        '  Mode: "on"  # String, has no default, one of "on", "off"',
    ]


def test_known_parameters_alone_are_a_file_as_well() -> None:
    assert given_file("a.json", (), {"Mode": "on"}).splitlines()[1:] == [
        "# Nothing else has to be given: no input decides.",
        "parameters:",
        '  Mode: "on"  # -p',
    ]


def test_definition_that_needs_nothing_says_so() -> None:
    steps = [{**LAMBDA, "Name": "Tell"}]

    assert text_of({"Version": "2020-12-01", "Steps": steps}).splitlines()[1:] == [
        "# Nothing has to be given: no input decides."
    ]


@pytest.mark.parametrize("name", ["yes", "no", "null", "a: b", "#", "7", "a'b\"c", "ünï", "- x"])
def test_name_that_yaml_would_read_otherwise_is_quoted(name: str) -> None:
    ask = {**QUALITY["Steps"][1], "OutputParameters": [{"OutputName": name, "OutputType": "Float"}]}
    quoted = name.replace("'", "")
    ask["OutputParameters"][0]["OutputName"] = quoted
    good = json.loads(json.dumps(QUALITY["Steps"][2]))
    left = {"Get": f"Steps.Ask.OutputParameters['{quoted}']"}
    good["Arguments"]["Conditions"][0]["LeftValue"] = left
    text = text_of({**QUALITY, "Steps": [QUALITY["Steps"][0], ask, good]})

    assert list(given_in(text.encode(), "given.yaml").value["steps"]["Ask"]["outputs"]) == [quoted]


def test_value_that_turns_the_line_around_is_escaped_and_read_again() -> None:
    text = given_file("a.json", (), {"Mode": "\u202e\x1b\x85\U000e0001"})

    assert text.splitlines()[-1] == r'  Mode: "\u202e\u001b\u0085\U000e0001"  # -p'
    assert given_in(text.encode(), "given.yaml").value == {
        "parameters": {"Mode": "\u202e\x1b\x85\U000e0001"}
    }
