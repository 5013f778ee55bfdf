"""Which iteration of a ForEach is selected."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.simulate import Trace
from tests.simulate.definitions import (
    call,
    clock,
    definition,
    fails,
    for_each,
    get,
    given,
    on,
    outputs,
    reads,
)

SELECTED = reads("Steps.Each.Selected.OutputParameters['name']")


def selected(
    pick: str, values: list[Any], kind: str = "Float", world: dict[str, Any] | None = None
) -> Trace:
    """An execution in which each iteration has its value, and its index as a name."""
    body = [call("B", OutputParameters=outputs(x=kind, name="String"))]
    field = get("IterationOutput.B.OutputParameters['x']")
    each = for_each("Each", body, [*range(len(values))], Selector={"Pick": pick, "Field": field})
    told = {
        index: {"B": {"outputs": {"x": value, "name": f"n{index}"}}}
        for index, value in enumerate(values)
    }
    steps = given(Each={"iterations": told}) if world is None else world
    return definition(each, call("After", Arguments=SELECTED)).simulate(given=steps)


@pytest.mark.parametrize(
    ("pick", "values", "name"),
    [
        ("MaxBy", [1.5, 3.0, 2.0], "n1"),
        ("MinBy", [1.5, 3.0, -2.0], "n2"),
        ("MaxBy", [1.0, 3.0, 3.0], "n1"),
        ("MinBy", [1.0, 3.0, 1.0], "n0"),
        ("MaxBy", [1.0], "n0"),
    ],
)
def test_largest_or_smallest_value_is_selected_and_of_equal_ones_the_first(
    pick: str, values: list[float], name: str
) -> None:
    assert selected(pick, values)["After"].arguments == {"a0": name}


def test_texts_are_ordered_by_code_point() -> None:
    trace = selected("MaxBy", ["b", "Z", "aa"], "String")

    assert trace["After"].arguments == {"a0": "n0"}


def test_made_up_field_never_decides() -> None:
    trace = selected("MaxBy", [1.0, 2.0], world={})

    assert (trace.status, trace["Each"].status, trace["Each"].reason) == (
        "NeedsInput",
        "NotExecuted",
        "needs input",
    )
    assert [(need.step, need.pointer, need.given) for need in trace.needs] == [
        ("Each", "/Steps/0/Arguments/Selector/Field", f"steps.Each.iterations.{index}.B.outputs.x")
        for index in range(2)
    ]


def test_for_each_that_cannot_select_has_started_before_its_body() -> None:
    trace = selected("MaxBy", [1.0, 2.0], world={})

    assert [(step.name, step.order) for step in trace.steps[:3]] == [
        ("Each", 1),
        ("B-0", 2),
        ("B-1", 3),
    ]
    assert clock(trace, "Each") == ("00:00:00", None)
    assert (trace["Each"].status, trace["Each"].attempts) == ("NotExecuted", 0)
    assert ("started", "Each") in [(event.kind, event.step) for event in trace.events]


def test_booleans_have_no_order() -> None:
    trace = selected("MaxBy", [True, False], "Boolean")

    assert trace["Each"].status == "Failed"
    assert trace["Each"].reason == (
        "Steps[Each].Arguments.Selector.Field: the selector's field has no order: true"
    )


def test_field_of_a_step_that_failed_fails_the_for_each() -> None:
    body = [
        call("B", OutputParameters=outputs(x="Integer")),
        call("Handler", on("B", "Failed")),
    ]
    field = get("IterationOutput.B.OutputParameters['x']")
    each = for_each("Each", body, [1], Selector={"Pick": "MaxBy", "Field": field})
    trace = definition(each).simulate(given=given(B=fails()))

    assert (trace.status, trace["Each"].status) == ("Failed", "Failed")
    assert trace["Each"].reason == (
        "Steps[Each].Arguments.Selector.Field: 'B-0' did not succeed, so it has no 'x'"
    )


def test_nothing_is_selected_of_an_empty_list() -> None:
    body = [call("B", OutputParameters=outputs(x="Integer", name="String"))]
    field = get("IterationOutput.B.OutputParameters['x']")
    items = get("Steps.A.OutputParameters['list']")
    each = for_each("Each", body, items, Selector={"Pick": "MaxBy", "Field": field})
    listing = call("A", OutputParameters=outputs(list="String"))
    trace = definition(listing, each, call("After", Arguments=SELECTED)).simulate(
        given=given(A={"outputs": {"list": "[]"}})
    )

    assert (trace["Each"].status, trace["After"].status) == ("Succeeded", "Failed")
    assert trace["After"].reason == "Steps[After].Arguments.a0: 'Each' has selected no iteration"
