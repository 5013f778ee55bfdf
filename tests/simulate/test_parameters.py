"""Parameters at the start: what is given, as a text or typed, the defaults, and refusals."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelint.simulate import InputError
from pipelint.simulate._words import in_words
from tests.simulate.requests import execute, get, value_of


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def declared(kind: str | None, **more: Any) -> dict[str, Any]:
    """A parameter `P`."""
    return {"Name": "P", **({} if kind is None else {"Type": kind}), **more}


def started(kind: str | None, value: Any, **more: Any) -> Any:
    """What `P` is after a start with a value."""
    return value_of(get("Parameters.P"), parameters=[declared(kind, **more)], start={"P": value})


def refusals(parameter: dict[str, Any], start: dict[str, Any]) -> list[str]:
    """Why a start is refused."""
    with pytest.raises(InputError) as caught:
        execute(parameters=[parameter], start=start)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("kind", "default"),
    [("String", "a"), ("String", ""), ("Integer", 0), ("Float", 0.5), ("Boolean", False)],
)
def test_default_stands_in_for_what_is_not_given(kind: str, default: Any) -> None:
    found = value_of(get("Parameters.P"), parameters=[declared(kind, DefaultValue=default)])

    assert (found, type(found)) == (default, type(default))


def test_whole_number_as_the_default_of_a_float_is_a_float() -> None:
    trace = execute(parameters=[declared("Float", DefaultValue=6)])

    assert repr(trace.parameters["P"]) == "6.0"


def test_parameter_without_a_type_is_a_string() -> None:
    assert started(None, "1") == "1"
    assert refusals(declared(None), {"P": 1}) == [
        "parameters.P: Unexpected type: is an integer, 'P' is of type 'String'"
    ]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("String", "true", "true"),
        ("String", " ", " "),
        ("String", "None", "None"),
        ("Integer", "3", 3),
        ("Integer", "+3", 3),
        ("Integer", "-03", -3),
        ("Float", "5", 5.0),
        ("Float", "-0.25", -0.25),
        ("Float", "1e-07", 1e-7),
        ("Float", "1E+2", 100.0),
        ("Boolean", "True", True),
        ("Boolean", "false", False),
        ("Boolean", "FALSE", False),
    ],
)
def test_text_of_a_start_is_read_as_the_type(kind: str, text: str, value: Any) -> None:
    found = started(kind, text)

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", ["1.0", "1e3", "", " 1", "1 ", "0x1", "1_000", "٣", "+", "one"])
def test_text_that_is_no_integer_is_refused(text: str) -> None:
    words = f"{quoted(text)} is no Integer" if text else TOO_SHORT

    assert refusals(declared("Integer"), {"P": text}) == [f"parameters.P: {words}"]


@pytest.mark.parametrize(
    "text", ["+1", "1.", ".5", "01", "NaN", "Infinity", "-inf", "1e", " 1.0", "1,5", "٣"]
)
def test_text_that_is_no_json_number_is_refused_as_a_float(text: str) -> None:
    assert refusals(declared("Float"), {"P": text}) == [
        f"parameters.P: {quoted(text)} is no Float: expected a number as JSON writes it"
    ]


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 400, 10**400])
def test_number_beyond_a_float_is_refused(number: Any) -> None:
    assert refusals(declared("Float"), {"P": number}) == [
        f"parameters.P: {in_words(number)} is beyond the numbers of a Float"
    ]


@pytest.mark.parametrize("default", [math.inf, math.nan, 10**400], ids=str)
def test_default_beyond_a_float_is_refused_until_a_value_is_given(default: float) -> None:
    parameter = declared("Float", DefaultValue=default)

    assert refusals(parameter, {}) == [
        "parameters.P: the default of 'P' is beyond the numbers that can be read: give a value"
    ]
    assert started("Float", 1.5, DefaultValue=default) == 1.5


@pytest.mark.parametrize("text", ["yes", "1", "0", "tru", " true", "True "])
def test_text_that_is_no_boolean_is_refused(text: str) -> None:
    assert refusals(declared("Boolean"), {"P": text}) == [
        f"parameters.P: {quoted(text)} is no Boolean: expected 'true' or 'false'"
    ]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("String", "a"),
        ("Integer", 3),
        ("Float", 0.5),
        ("Float", 2),
        ("Float", 1.7e308),
        ("Boolean", True),
    ],
)
def test_typed_value_is_taken(kind: str, value: Any) -> None:
    assert started(kind, value) == value


@pytest.mark.parametrize(
    ("kind", "value", "what"),
    [
        ("String", 1, "an integer"),
        ("String", True, "a boolean"),
        ("String", ["a"], "a list"),
        ("String", None, "null"),
        ("Integer", True, "a boolean"),
        ("Integer", 1.0, "1.0, a number with a fraction"),
        ("Integer", None, "null"),
        ("Float", False, "a boolean"),
        ("Boolean", 1, "an integer"),
        ("Boolean", {}, "an object"),
    ],
)
def test_typed_value_of_another_type_is_refused(kind: str, value: Any, what: str) -> None:
    assert refusals(declared(kind), {"P": value}) == [
        f"parameters.P: Unexpected type: is {what}, 'P' is of type '{kind}'"
    ]


TOO_SHORT = '[string "" is too short (length: 0, required minimum: 1)]'


@pytest.mark.parametrize("kind", ["String", "Integer", "Boolean"])
def test_empty_text_is_refused_in_the_words_of_the_service(kind: str) -> None:
    assert refusals(declared(kind), {"P": ""}) == [f"parameters.P: {TOO_SHORT}"]


def test_text_is_taken_up_to_1024_characters() -> None:
    long = "a" * 1025

    assert started("String", long[:-1]) == long[:-1]
    assert refusals(declared("String"), {"P": long}) == [
        f'parameters.P: [string "{long[:59]}…" is too long (length: 1025, maximum allowed: 1024)]'
    ]


def test_value_outside_of_the_enum_is_refused() -> None:
    mode = declared("String", EnumValues=["train", "score"])

    assert started("String", "score", EnumValues=["train", "score"]) == "score"
    assert refusals(mode, {"P": "scor"}) == [
        'parameters.P: "scor" is none of the EnumValues "train", "score": did you mean \'score\'?'
    ]


def test_unknown_parameter_is_refused_with_a_suggestion() -> None:
    parameter = {"Name": "Count", "Type": "Integer", "DefaultValue": 1}

    assert refusals(parameter, {"Cuont": 2}) == [
        "parameters.Cuont: Unknown parameter 'Cuont': did you mean 'Count'?"
    ]


def test_parameter_without_a_default_has_to_be_given() -> None:
    assert refusals(declared("String"), {}) == [
        "parameters.P: Parameter 'P' is undefined: it has no default, so give a value"
    ]


def test_all_refusals_are_told_at_once() -> None:
    assert refusals(declared("Integer"), {"P": "a", "Q": 1}) == [
        "parameters.Q: Unknown parameter 'Q'",
        'parameters.P: "a" is no Integer',
    ]


def test_trace_holds_the_typed_parameters_in_file_order() -> None:
    parameters = [
        {"Name": "B", "Type": "Integer", "DefaultValue": 1},
        {"Name": "A", "Type": "Boolean"},
    ]

    trace = execute(parameters=parameters, start={"A": "True"})

    assert list(trace.parameters.items()) == [("B", 1), ("A", True)]


@given(
    st.integers(-(10**50), 10**50)
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
)
def test_text_that_the_sdk_sends_for_a_value_is_that_value(value: float) -> None:
    kind = {int: "Integer", bool: "Boolean", float: "Float"}[type(value)]

    found = started(kind, str(value))

    assert (found, type(found)) == (value, type(value))


@given(st.text(alphabet="0123456789+-.eE", min_size=1, max_size=12))
def test_text_is_a_float_exactly_if_it_is_a_json_number(text: str) -> None:
    try:
        number = float(json.loads(text))
    except ValueError:
        number = math.inf
    if math.isfinite(number):
        assert started("Float", text) == number
    else:
        assert refusals(declared("Float"), {"P": text})[0].startswith(
            f"parameters.P: {quoted(text)} is "
        )
