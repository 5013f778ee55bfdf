"""Definitions that are not executed whatever rules say of them."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint import PipelintError
from pipelint.simulate import needed, simulate
from tests.simulate.definitions import call, condition, definition, fail, for_each, get


def refusal(*steps: dict[str, Any]) -> str:
    with pytest.raises(PipelintError) as caught:
        simulate(definition(*steps).facts)
    return str(caught.value)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (
            [call("A", "B"), call("B", "A")],
            "the steps wait in a circle: 'A' waits for 'B' and 'B' for 'A'",
        ),
        (
            [call("Z"), call("A", "C"), call("B", "A", "Z"), call("C", "B"), call("After", "C")],
            "the steps wait in a circle: 'A' waits for 'C', 'C' for 'B' and 'B' for 'A'",
        ),
        ([call("A", "A")], "'A' waits for itself"),
        (
            [condition("If", [call("A")], [], "A")],
            "the steps wait in a circle: 'If' waits for 'A' and 'A' for 'If'",
        ),
        (
            [for_each("Loop", [call("A", "B"), call("B", "A")], [1])],
            "the steps wait in a circle: 'A' waits for 'B' and 'B' for 'A'",
        ),
    ],
)
def test_steps_that_wait_for_each_other_are_named(steps: list[dict[str, Any]], said: str) -> None:
    assert refusal(*steps).endswith(f": cannot be executed: {said}")


def test_place_is_the_name_of_the_first_one() -> None:
    assert refusal(call("A"), call("B", "B")).startswith("<mapping>:12:15: ")


def test_steps_of_one_name_are_refused_at_the_second() -> None:
    steps = [fail("A"), fail("A")]

    assert refusal(*steps) == "<mapping>:13:15: cannot be executed: step name 'A' is given twice"


def test_step_that_waits_for_a_later_one_is_executed() -> None:
    trace = simulate(definition(call("A", "B"), call("B")).facts)

    assert [step.name for step in trace.steps] == ["B", "A"]


def test_inputs_of_what_is_not_executed_can_be_asked_for() -> None:
    steps = [condition("If", [call("A")], [], "A", left=get("Steps.A.OutputParameters['x']"))]

    assert needed(definition(*steps).facts) is not None
