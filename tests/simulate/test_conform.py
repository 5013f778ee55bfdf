"""Data against a schema: each fault in our words, at the smallest place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import pipelint
from pipelint.simulate import InputFault
from pipelint.simulate._conform import _WORDS, faults

PACKAGE = Path(pipelint.__file__).parent
SCHEMAS = [
    json.loads((PACKAGE / name).read_text(encoding="utf-8"))
    for name in ("simulate/given.schema.json", "testing/scenarios.schema.json")
]
#: What says nothing about the value, or is told by what it holds.
SILENT = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "examples", "default",
    "properties", "propertyNames", "items",
}  # fmt: skip


def schemas_in(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and those inside it, wherever a schema can stand."""
    if not isinstance(schema, dict):
        return
    yield schema
    for key in ("$defs", "properties"):
        for inner in schema.get(key, {}).values():
            yield from schemas_in(inner)
    for key in ("additionalProperties", "items"):
        yield from schemas_in(schema.get(key))
    for inner in schema.get("oneOf", ()):
        yield from schemas_in(inner)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: str(schema["title"]))
def test_schema_is_one(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: str(schema["title"]))
def test_there_are_words_for_all_that_a_schema_can_find(schema: dict[str, Any]) -> None:
    keywords = {keyword for inner in schemas_in(schema) for keyword in inner}

    assert keywords - SILENT <= set(_WORDS)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: str(schema["title"]))
def test_every_example_conforms(schema: dict[str, Any]) -> None:
    whole = {key: schema[key] for key in ("$schema", "$id", "$defs")}
    examples = [
        (example, {**whole, **inner})
        for inner in schemas_in(schema)
        for example in inner.get("examples", ())
    ]

    assert examples
    assert [fault for example, inner in examples for fault in faults(example, inner, SCHEMAS)] == []


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: str(schema["title"]))
def test_every_property_teaches_what_it_is(schema: dict[str, Any]) -> None:
    mute = [
        name
        for inner in schemas_in(schema)
        for name, each in inner.get("properties", {}).items()
        if not {"title", "description", "$ref"} & set(each) and name not in VARIABLES
    ]

    assert mute == []


#: Their names say it all.
VARIABLES = set(SCHEMAS[0]["properties"]["execution"]["properties"])

TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("schema", "value", "found"),
    [
        ({"type": "object"}, [], [((), "is a list, not a mapping")]),
        ({"type": "array"}, "a", [((), "is 'a', not a list")]),
        ({"type": "boolean"}, "yes", [((), "is 'yes', not a boolean (true or false)")]),
        ({"type": ["object", "null"]}, 1, [((), "is 1, not a mapping")]),
        ({"type": ["string", "number"]}, None, [((), "is null, not a string or a number")]),
        ({"type": "integer"}, True, [((), "is true, not an integer")]),
        ({"items": TEXT}, ["a", 1.5], [((1,), "is 1.5, not a string")]),
        ({"minimum": 1}, 0, [((), "is 0, expected a number from 1")]),
        ({"minItems": 1}, [], [((), "is empty")]),
        ({"minLength": 1}, "", [((), "is empty")]),
        (
            {"minProperties": 1, "properties": {"a": TEXT, "b": TEXT}},
            {},
            [((), "is empty: expected 'a' or 'b'")],
        ),
        ({"uniqueItems": True}, ["a", "b", "a"], [((2,), "'a' is given twice")]),
        (
            {"enum": ["Failed", "Succeeded"]},
            "Suceeded",
            [((), "is 'Suceeded': did you mean 'Succeeded'?")],
        ),
        ({"enum": ["a", "b", "c"]}, 1, [((), "is 1, expected 'a', 'b' or 'c'")]),
        ({"const": "always"}, "never", [((), "is 'never', expected 'always'")]),
        ({"required": ["a", "b", "c"]}, {"b": 1}, [((), "'a' is missing"), ((), "'c' is missing")]),
        (
            {"properties": {"fails": TEXT}, "additionalProperties": False},
            {"fials": "a", "x": "b"},
            [
                (("fials",), "unknown key: did you mean 'fails'?"),
                (("x",), "unknown key: expected 'fails'"),
            ],
        ),
        (
            {"propertyNames": {"title": "an index", "pattern": "^[0-9]+$"}},
            {"0": 1, "a": 2},
            [(("a",), "is not an index")],
        ),
    ],
)  # fmt: skip
def test_fault_is_told_in_our_words(
    schema: dict[str, Any], value: Any, found: list[tuple[tuple[str | int, ...], str]]
) -> None:
    assert faults(value, schema) == [InputFault(*each) for each in found]


FAILS = {
    "oneOf": [
        {"const": "always"},
        {
            "title": "a list of types",
            "type": "array",
            "items": {
                "oneOf": [
                    {"title": "a type", "type": "string"},
                    {"title": "a mapping", "type": "object", "properties": {"type": TEXT}},
                ]
            },
        },
    ]
}


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("alwys", [((), "is 'alwys': did you mean 'always'?")]),
        (3, [((), "is 3, expected 'always' or a list of types")]),
        ({}, [((), "is a mapping, expected 'always' or a list of types")]),
        ([1], [((0,), "is 1, expected a type or a mapping")]),
        (["a", {"type": 1}], [((1, "type"), "is 1, not a string")]),
        ("always", []),
        (["a", {"type": "b"}], []),
    ],
)
def test_fault_among_alternatives_is_that_of_the_one_that_was_meant(
    value: Any, found: list[tuple[tuple[str | int, ...], str]]
) -> None:
    assert faults({"a": value}, {"properties": {"a": FAILS}}) == [
        InputFault(("a", *path), message) for path, message in found
    ]


def test_schema_may_refer_to_another_one() -> None:
    other = {"$schema": SCHEMAS[0]["$schema"], "$id": "https://acme.example/b.json", **TEXT}
    schema = {"$id": "https://acme.example/a.json", "items": {"$ref": "b.json"}}

    assert faults([1], schema, [other]) == [InputFault((0,), "is 1, not a string")]


def test_what_has_no_words_of_ours_is_told_all_the_same() -> None:
    assert faults(3, {"multipleOf": 2}) == [InputFault((), "3 is not a multiple of 2")]


def test_long_value_is_cut() -> None:
    [fault] = faults("9" * 5000, {"type": "object"})

    assert fault.message == f"is '{'9' * 58}…, not a mapping"
