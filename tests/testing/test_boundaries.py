"""What is tried before anything random."""

from __future__ import annotations

import math
from typing import Any

import pytest

from pipelint import load
from pipelint.testing._boundaries import boundary_executions
from tests.testing.pipelines import (
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


@pytest.mark.parametrize("right", ["2024-01-01T00:00:00Z", "2024-01-01", "2024"])
def test_the_start_is_a_time_at_before_and_after_what_it_is_compared_with(right: str) -> None:
    found = executions(decide(get("Execution.StartDateTime"), "GreaterThan", right))

    starts = [given.get("execution", {}).get("StartDateTime") for _, given in found[1:]]
    assert starts == ["2024-01-01T00:00:00Z", "2023-12-31T23:59:59Z", "2024-01-01T00:00:01Z"]


def test_count_of_a_loop_is_the_threshold_that_its_items_make() -> None:
    body = [function("Body")]
    loop = {"IterableItems": ["x", "y"], "MaxConcurrency": 1, "ForEachBody": body}
    each = {"Name": "Each", "Type": "ForEach", "Arguments": loop}
    same = decide(N, "Equals", get("Steps.Each.SucceededStepCount"))

    found = executions(each, COUNT, same)

    tried = [given["steps"]["Count"]["outputs"]["n"] for _, given in found]
    assert sorted(set(tried)) == [1, 2, 3]


def test_no_number_beyond_a_double_is_tried() -> None:
    most = 1.7976931348623157e308
    definition = load(
        pipeline(
            decide(get("Parameters.P"), "LessThan", most), parameters=[parameter("P", "Float", 0.5)]
        )
    )

    assert [each["P"] for each, _ in boundary_executions(definition.facts)[1:]] == [
        0.5,
        most,
        math.nextafter(most, 0),
    ]


def test_a_failure_is_tried_that_somebody_waits_for() -> None:
    found = executions(training(), fail(DependsOn=[{"Step": "Train", "Trigger": "Failed"}]))

    assert ({}, {"steps": {"Train": {"fails": "always"}}}) in found
