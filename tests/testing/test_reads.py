"""What files hold: of the types that the readers want."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint import load
from pipelint.testing.strategies import outcomes
from tests.testing.generated import many


def read(uri: str, path: str) -> dict[str, Any]:
    return {"Std:JsonGet": {"S3Uri": {"Std:Join": {"On": "", "Values": [uri]}}, "Path": path}}


def compare(kind: str, left: Any, right: Any) -> dict[str, Any]:
    return {"Type": kind, "LeftValue": left, "RightValue": right}


def drawn(*conditions: dict[str, Any], parameters: Any = ()) -> list[dict[str, Any]]:
    """What the files in S3 hold, by URI."""
    arguments = {"Conditions": [*conditions], "IfSteps": [], "ElseSteps": []}
    check = {"Name": "Check", "Type": "Condition", "Arguments": arguments}
    definition = {"Version": "2020-12-01", "Parameters": [*parameters], "Steps": [check]}
    return [given["s3"] for given in many(outcomes(load(definition)), 40)]


@pytest.mark.parametrize(
    ("other", "kind"), [(1, int), (0.5, float), ("a", str), (True, bool), ("", str)]
)
def test_a_value_has_the_type_of_what_it_is_compared_with(other: object, kind: type) -> None:
    for files in drawn(compare("Equals", read("s3://b/r.json", "a.b[1]"), other)):
        _, value = files["s3://b/r.json"]["a"]["b"]
        assert type(value) is kind


def test_values_that_are_compared_with_each_other_are_numbers() -> None:
    for files in drawn(compare("LessThan", read("s3://b/x", "a"), read("s3://b/y", "a"))):
        assert {type(files[uri]["a"]) for uri in files} == {float}


def test_values_that_are_compared_in_a_row_have_one_type() -> None:
    first, second, third = (read(f"s3://b/{name}", "a") for name in "xyz")
    rows = drawn(
        compare("Equals", first, second),
        compare("Equals", second, third),
        compare("Equals", third, "m"),
    )

    assert all(type(files[uri]["a"]) is str for files in rows for uri in files)
    assert any(files["s3://b/z"]["a"] == "m" for files in rows)


def test_all_that_is_read_of_a_file_is_in_it() -> None:
    first, *others = drawn(
        compare("Equals", read("s3://b/x", "a"), 1),
        compare("Equals", read("s3://b/x", "c['d e']"), 1),
    )

    assert first == {"s3://b/x": {"a": 1, "c": {"d e": 1}}}
    for files in others:
        a, d = files["s3://b/x"]["a"], files["s3://b/x"]["c"]["d e"]
        assert files == {"s3://b/x": {"a": a, "c": {"d e": d}}}
        assert (type(a), type(d)) == (int, int)


def call(name: str, **arguments: Any) -> dict[str, Any]:
    return {
        "Name": name,
        "Type": "Lambda",
        "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f",
        "OutputParameters": [],
        "Arguments": arguments,
    }


def test_a_value_that_is_an_item_has_the_type_that_the_body_wants() -> None:
    model = {
        "Name": "Make",
        "Type": "Model",
        "Arguments": {"ModelName": {"Get": "ForEach.CurrentItem"}},
    }
    arguments = {
        "IterableItems": [read("s3://b/x", "a")],
        "MaxConcurrency": 1,
        "ForEachBody": [model],
    }
    each = {"Name": "Each", "Type": "ForEach", "Arguments": arguments}

    for given in many(outcomes(load({"Version": "2020-12-01", "Steps": [each]})), 20):
        assert type(given["s3"]["s3://b/x"]["a"]) is str


def test_a_file_that_decides_through_a_request_has_all_that_is_read_of_it() -> None:
    echoed = {"Get": "Steps.Make.Environment['A']"}
    arguments = {"Conditions": [compare("Equals", echoed, "m")], "IfSteps": [], "ElseSteps": []}
    definition = {
        "Version": "2020-12-01",
        "Steps": [
            {
                "Name": "Make",
                "Type": "Processing",
                "Arguments": {"Environment": {"A": read("s3://b/x", "a")}},
            },
            call("Tell", x=read("s3://b/x", "c")),
            {"Name": "Check", "Type": "Condition", "Arguments": arguments},
        ],
    }

    for given in many(outcomes(load(definition)), 20):
        assert given["s3"]["s3://b/x"].keys() == {"a", "c"}
