"""Faults in the arguments and the policies of steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelint import load
from pipelint.catalog import STEP_TYPES, shape
from pipelint.model import Node, Reference
from tests.property.seeds import Path, Seed, drop, gets, put, steps, values


def argument_missing(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        request = shape(STEP_TYPES[step["Type"]].arguments)
        for member in request.required:
            if member in step["Arguments"] and step["Type"] not in BUILT_IN:
                yield drop((*path, "Arguments", member))


BUILT_IN = ("Condition", "ForEach", "Fail", "Lambda", "Callback", "Cleanup", "Lineage")


def unknown_argument(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        if step["Type"] not in ("Lambda", "Callback"):
            yield put((*path, "Arguments", "Tagss"), [])


def leaves(definition: Any, *kinds: str) -> Iterator[tuple[Path, Any, Any]]:
    """The literals in places of some kinds, with their shapes, inside of requests."""
    for node in load(definition).facts.index[Node]:
        if node.shape.kind in kinds and "Arguments" in node.path and not _in_expression(node):
            yield node.path, node.value, node.shape


def _in_expression(node: Any) -> bool:
    return any(isinstance(key, str) and key in EXPRESSIONS for key in node.path)


EXPRESSIONS = ("Get", "Std:Join", "Std:JsonGet", "Conditions", "IterableItems")


def text_for_a_number(definition: Any) -> Iterator[Seed]:
    for path, value, _ in leaves(definition, "integer", "float"):
        if value is not None:
            yield put(path, "many")


def number_for_a_text(definition: Any) -> Iterator[Seed]:
    for path, value, _ in leaves(definition, "string"):
        if isinstance(value, str):
            yield put(path, 7)


def object_for_a_text(definition: Any) -> Iterator[Seed]:
    for path, value, _ in leaves(definition, "string"):
        if isinstance(value, str):
            yield put(path, {"a": "b"})


def value_of_no_enumeration(definition: Any) -> Iterator[Seed]:
    for path, value, place in leaves(definition, "string"):
        if isinstance(value, str) and place.enum and value in place.enum:
            yield put(path, "Qqq")


def bad_cache_duration(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "ExpireAfter"):
        yield put(path, "30 days")


def unknown_exception(definition: Any) -> Iterator[Seed]:
    for path, listed in values(definition, "ExceptionType"):
        yield put((*path, len(listed)), "Step.THROTLING")


def too_many_attempts(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "MaxAttempts"):
        yield put(path, 99)


def two_bounds_of_a_retry(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "MaxAttempts"):
        yield put((*path[:-1], "ExpireAfterMin"), 5)


def concurrency_of_nothing(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "MaxConcurrency"):
        yield put(path, 0)


def selector_of_no_step(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "IterationOutput."):
        _, name, rest = text.split(".", 2)
        yield put(path, {"Get": f"IterationOutput.{name}q.{rest}"})


def wrong_version(definition: Any) -> Iterator[Seed]:
    yield put(("Version",), "2020-12-02")


def misspelt_top_level_key(definition: Any) -> Iterator[Seed]:
    yield put(("steps",), [])


def references_of_body_steps(definition: Any) -> Iterator[Seed]:
    """A step of a body, read from outside as if it ran once."""
    body = {s["Name"] for p, s in steps(definition) if p[-2] == "ForEachBody"}
    for reference in load(definition).facts.index[Reference]:
        keys = [segment.text for segment in reference.segments]
        if keys[:1] == ["IterationOutputs"] and keys[2] in body and len(keys) > 3:
            _, _, rest = reference.text.partition(f"].{keys[2]}.")
            yield put(reference.path, {"Get": f"Steps.{keys[2]}.{rest}"})
