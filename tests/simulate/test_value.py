"""Values in trees: their JSON, and the inputs that are missing for them."""

from __future__ import annotations

from typing import Any

from pipelint.simulate import Value
from pipelint.simulate._value import literal, made_up_in, missing_in, plain

A, B = ("steps", "A"), ("steps", "B")
TREE = {
    "a": Value(1, "Integer", (B, A)),
    "b": [Value({"c": [True]}, "Any", (A,)), "text", None],
    "c": {"d": Value("x", "String")},
}


def test_json_of_a_tree_has_no_values_in_it() -> None:
    assert plain(TREE) == {"a": 1, "b": [{"c": [True]}, "text", None], "c": {"d": "x"}}


def test_json_of_a_tree_shares_nothing_with_it() -> None:
    inner: dict[str, Any] = {"c": [True]}

    found = plain({"b": [Value(inner, "Any")], "a": [inner]})
    found["b"][0]["c"].append(False)
    found["a"][0]["c"].append(False)

    assert inner == {"c": [True]}


def test_missing_inputs_of_a_tree_come_once_each_in_their_order() -> None:
    assert missing_in(TREE) == (B, A)
    assert missing_in({"a": 1, "b": [None]}) == ()


def test_made_up_values_of_a_tree_are_told_by_their_pointers() -> None:
    assert made_up_in(TREE) == ("/a", "/b/0")
    assert made_up_in({"a/b": [1, Value(1, "Integer", (A,))]}) == ("/a~1b/1",)


def test_literal_has_the_type_of_its_json() -> None:
    kinds = [literal(each).type for each in ("a", 1, 1.0, True, None, [], {})]

    assert kinds == ["String", "Integer", "Float", "Boolean", "Any", "List", "Structure"]
