"""What is tried before anything random."""

from __future__ import annotations

from typing import Any

from pipelint import load
from pipelint.testing._boundaries import boundary_executions
from tests.testing.pipelines import (
    LONG_JOIN,
    N,
    decide,
    fail,
    function,
    get,
    parameter,
    pipeline,
    training,
)

COUNT = function("Count", None, "n: Integer")


def executions(*steps: Any, parameters: Any = ()) -> list[Any]:
    return boundary_executions(load(pipeline(*steps, parameters=parameters)).facts)


def test_thresholds_and_their_neighbours_come_first() -> None:
    found = executions(COUNT, decide(N, "GreaterThan", 3, yes=[fail()]))

    assert [world["steps"]["Count"]["outputs"]["n"] for _, world in found[1:4]] == [3, 2, 4]


def test_one_thing_is_changed_at_a_time() -> None:
    found = executions(
        COUNT,
        decide(N, "GreaterThan", 3, yes=[fail()]),
        decide(get("Parameters.P"), "LessThan", 5, yes=[fail("End")], name="Other"),
        parameters=[parameter("P", "Integer", 5)],
    )

    base = ({}, {"steps": {"Count": {"outputs": {"n": 4}}}})
    assert found[0] == base
    assert ({"P": 4}, base[1]) in found
    assert ({"P": 6}, base[1]) in found
    assert [each for each in found if each[0] and each[1] != base[1]] == []


def test_parameters_that_are_joined_are_long_together() -> None:
    found = boundary_executions(load(LONG_JOIN).facts)

    assert ({"A": "a" * 40, "B": "a" * 40}, {}) in found


def test_a_failure_is_tried_that_somebody_waits_for() -> None:
    found = executions(training(), fail(DependsOn=[{"Step": "Train", "Trigger": "Failed"}]))

    assert ({}, {"steps": {"Train": {"fails": "always"}}}) in found
