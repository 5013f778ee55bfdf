"""Faults in what waits for what, and what decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.property.seeds import (
    Seed,
    conditions,
    drop,
    entries,
    parameters,
    put,
    steps,
    values,
    with_entry,
)


def dependency_on_nothing(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        edit, place = with_entry(path, step, "Nobody")
        yield Seed((edit,), (place,))


def dependency_on_itself(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        edit, place = with_entry(path, step, step["Name"])
        yield Seed((edit,), (place,))


def dependency_twice(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        if entries(step):
            edit, place = with_entry(path, step, entries(step)[0])
            yield Seed((edit,), (place,))


def dependency_on_a_fail_step(definition: Any) -> Iterator[Seed]:
    for _, fail in steps(definition, "Fail"):
        for path, step in steps(definition):
            if step["Type"] != "Fail" and len(path) == 2:
                edit, place = with_entry(path, step, fail["Name"])
                yield Seed((edit,), (place,))


def dependency_on_a_condition(definition: Any) -> Iterator[Seed]:
    for at_, condition in steps(definition, "Condition"):
        for path, step in steps(definition):
            if path[: len(at_)] != at_ and "ForEachBody" not in path:
                edit, place = with_entry(path, step, condition["Name"])
                yield Seed((edit,), (place,))


def dependency_on_the_other_branch(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition, "Condition"):
        sides = [step["Arguments"][key] for key in ("IfSteps", "ElseSteps")]
        if all(sides) and sides[0][0]["Type"] != "Fail":
            edit, place = with_entry(
                (*path, "Arguments", "ElseSteps", 0), sides[1][0], sides[0][0]["Name"]
            )
            yield Seed((edit,), (place,))


def unknown_trigger(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "Trigger"):
        yield put(path, "Finished")


def cleanup_after_nothing(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "StepName"):
        yield put(path, "Nobody")


def unknown_condition_type(definition: Any) -> Iterator[Seed]:
    for path, _ in conditions(definition):
        yield put((*path, "Type"), "IsEqual")


def condition_without_an_operand(definition: Any) -> Iterator[Seed]:
    for path, _ in conditions(definition):
        yield drop((*path, "RightValue"))


def null_operand(definition: Any) -> Iterator[Seed]:
    for path, _ in conditions(definition):
        yield put((*path, "RightValue"), None)


def number_compared_with_a_text(definition: Any) -> Iterator[Seed]:
    for path, condition in conditions(definition):
        if isinstance(condition["RightValue"], float) and _is_typed(condition["LeftValue"]):
            yield put((*path, "RightValue"), "high")


def boolean_compared_with_a_text(definition: Any) -> Iterator[Seed]:
    for path, condition in conditions(definition):
        if isinstance(condition["RightValue"], bool) and _is_typed(condition["LeftValue"]):
            yield put((*path, "RightValue"), "true")


def _is_typed(operand: Any) -> bool:
    """Whether the type is known: not of what a file holds, nor of an item."""
    return isinstance(operand, dict) and operand.get("Get", "Std").split(".")[0] in (
        "Parameters",
        "Steps",
    )


def ordered_booleans(definition: Any) -> Iterator[Seed]:
    for path, condition in conditions(definition):
        if isinstance(condition["RightValue"], bool) and _is_typed(condition["LeftValue"]):
            yield put((*path, "Type"), "LessThan", (*path, "LeftValue"))


def value_that_never_comes(definition: Any) -> Iterator[Seed]:
    known = {p["Name"] for _, p in parameters(definition) if "EnumValues" in p}
    for path, condition in conditions(definition):
        name = str(condition["LeftValue"].get("Get", "")).removeprefix("Parameters.")
        if condition["Type"] == "Equals" and name in known:
            yield put((*path, "RightValue"), "never")


def no_conditions(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "Conditions"):
        yield put(path, [])
