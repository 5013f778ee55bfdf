"""The state of the steps of an execution, and of the groups that run together."""

from __future__ import annotations

from tests.simulate.definitions import (
    call,
    clock,
    condition,
    definition,
    fail,
    fails,
    for_each,
    given,
    lasts,
    on,
)


def test_steps_come_by_order_and_those_that_did_not_run_as_in_the_document() -> None:
    steps = [
        condition("C", [call("X"), call("Y")], [call("Z")], "A", right=2),
        call("Last", "X"),
        call("A"),
    ]
    trace = definition(*steps).simulate()

    assert [(step.name, step.order) for step in trace.steps] == [
        ("A", 1),
        ("C", 2),
        ("Z", 3),
        ("X", None),
        ("Y", None),
        ("Last", None),
    ]


def test_children_that_did_not_run_come_after_their_for_each_by_iteration() -> None:
    each = for_each("Each", [call("A"), call("B", "A")], [1, 2])
    trace = definition(each, call("After", "Each")).simulate(given=given(A=fails()))

    assert [step.name for step in trace.steps] == [
        "Each",
        "A-0",
        "B-0",
        "A-1",
        "B-1",
        "After",
    ]


def test_condition_fail_and_for_each_take_no_slot() -> None:
    steps = [
        call("Long"),
        condition("C"),
        for_each("Each", [call("B")], [1]),
        fail("F", "", on("Long", "Any")),
    ]
    trace = definition(*steps).simulate(max_parallel=1, given=given(Long=lasts(10)))

    assert clock(trace, "C")[0] == clock(trace, "Each")[0] == "00:00:00"
    assert clock(trace, "F")[0] == "00:00:10"


def test_fake_of_a_child_and_of_its_body_step() -> None:
    each = for_each("Each", [call("B", Arguments={"i": {"Get": "ForEach.CurrentItem"}})], [1, 2])
    asked = []

    def body(arguments: dict[str, object]) -> dict[str, object]:
        asked.append(arguments)
        return {"duration": 5}

    trace = definition(each).simulate(fakes={"B": body, "B-1": lambda _: {"duration": 7}})

    assert asked == [{"i": 1}]
    assert clock(trace, "B-0") == ("00:00:00", "00:00:05")
    assert clock(trace, "B-1") == ("00:00:05", "00:00:12")
