"""Faults in the names and types of parameters and steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelint import load
from tests.property.seeds import (
    Path,
    Seed,
    at,
    drop,
    entries,
    gets,
    parameters,
    put,
    steps,
    target,
    values,
)


def reference_to_no_parameter(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Parameters."):
        yield put(path, {"Get": f"{text}q"})


def parameter_not_declared(definition: Any) -> Iterator[Seed]:
    for path, parameter in parameters(definition):
        used = uses(definition, parameter)
        if used:
            yield drop(path, *used)


def uses(definition: Any, parameter: Any) -> list[Path]:
    whole = f"Parameters.{parameter['Name']}"
    return [path for path, text in gets(definition, whole) if text == whole]


def parameter_with_another_name(definition: Any) -> Iterator[Seed]:
    for path, parameter in parameters(definition):
        used = uses(definition, parameter)
        if used:
            yield put((*path, "Name"), "Another", *used)


def parameter_declared_twice(definition: Any) -> Iterator[Seed]:
    last = ("Parameters", len(definition["Parameters"]))
    for _, parameter in parameters(definition):
        yield put(last, parameter, (*last, "Name"))


def default_of_another_type(definition: Any) -> Iterator[Seed]:
    for path, parameter in parameters(definition):
        if "DefaultValue" in parameter:
            wrong = 5 if parameter["Type"] in ("String", "Boolean") else "x"
            yield put((*path, "DefaultValue"), wrong)


def default_outside_of_its_enumeration(definition: Any) -> Iterator[Seed]:
    for path, parameter in parameters(definition):
        if "EnumValues" in parameter and "DefaultValue" in parameter:
            yield put((*path, "DefaultValue"), "another")


def enumeration_with_a_number(definition: Any) -> Iterator[Seed]:
    for path, parameter in parameters(definition):
        if "EnumValues" in parameter:
            yield put((*path, "EnumValues", len(parameter["EnumValues"])), 5)


def parameter_of_no_type(definition: Any) -> Iterator[Seed]:
    for path, _ in parameters(definition):
        yield put((*path, "Type"), "Text")


def text_parameter_of_another_type(definition: Any) -> Iterator[Seed]:
    """Found at each of its uses where a string is wanted."""
    facts = load(definition).facts
    for path, parameter in parameters(definition):
        if parameter["Type"] == "String":
            target = facts.parameters[parameter["Name"]]
            wanted = [u.path for u in facts.uses.get(target, ()) if facts.expected(u) == "String"]
            if wanted:
                yield put(path, {"Name": parameter["Name"], "Type": "Integer"}, *wanted)


def items_without_brackets(definition: Any) -> Iterator[Seed]:
    for path, value in values(definition, "DefaultValue"):
        name = at(definition, path[:-1])["Name"]
        if isinstance(value, str) and value.startswith("[") and _iterates(definition, name):
            yield put(path, "a, b")


def _iterates(definition: Any, name: str) -> bool:
    listed = (value for _, value in values(definition, "IterableItems"))
    return {"Get": f"Parameters.{name}"} in listed


def step_name_twice(definition: Any) -> Iterator[Seed]:
    found = [*steps(definition)]
    for (path, _), (_, before) in zip(found[1:], found, strict=False):
        yield put((*path, "Name"), before["Name"])


def step_with_another_name(definition: Any) -> Iterator[Seed]:
    """Found at each `DependsOn` entry and reference that still has the old one."""
    for path, step in steps(definition):
        name = step["Name"]
        used = [p for p, _ in gets(definition, f"Steps.{name}.")]
        for other, each in steps(definition):
            listed = entries(each)
            used += [(*other, "DependsOn", i) for i, e in enumerate(listed) if target(e) == name]
        if used:
            yield put((*path, "Name"), "Another", *used)


def reference_to_no_step(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        _, name, rest = text.split(".", 2)
        yield put(path, {"Get": f"Steps.{name}q.{rest}"})


def step_of_no_type(definition: Any) -> Iterator[Seed]:
    for path, _ in steps(definition):
        yield put((*path, "Type"), "Trainig")


def step_without_a_type(definition: Any) -> Iterator[Seed]:
    for path, _ in steps(definition):
        yield drop((*path, "Type"))


def step_without_a_name(definition: Any) -> Iterator[Seed]:
    for path, _ in steps(definition):
        yield drop((*path, "Name"))


def step_name_with_a_space(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        yield put((*path, "Name"), f"{step['Name']} x")


def unknown_key_of_a_step(definition: Any) -> Iterator[Seed]:
    for path, _ in steps(definition):
        yield put((*path, "Dependson"), [])


def step_in_a_body_that_may_not_be(definition: Any) -> Iterator[Seed]:
    for path, body in values(definition, "ForEachBody"):
        fail = {"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}}
        yield put((*path, len(body)), fail, (*path, len(body), "Type"))
