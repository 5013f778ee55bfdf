"""Attempts fail only where a retry policy or a trigger is made for it."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint import load
from pipelint.testing._troubles import handled_troubles
from tests.testing.pipelines import fail, pipeline, training


def handled(*steps: Any) -> list[Any]:
    return handled_troubles(load(pipeline(*steps)).facts)


def retried(*types: str, most: int = 2) -> Any:
    policy = {"ExceptionType": [*types], "MaxAttempts": most, "IntervalSeconds": 1}
    return training(RetryPolicies=[policy])


def test_nothing_fails_where_nobody_is_prepared() -> None:
    assert handled(training(), fail(DependsOn=["Train"])) == []


@pytest.mark.parametrize("trigger", ["Failed", "Any"])
def test_a_step_fails_that_a_trigger_waits_for(trigger: str) -> None:
    steps = training(), fail(DependsOn=[{"Step": "Train", "Trigger": trigger}])

    assert handled(*steps) == [{"Train": {"fails": "always"}}]


def test_a_step_stops_where_a_trigger_waits_for_that() -> None:
    steps = training(), fail(DependsOn=[{"Step": "Train", "Trigger": "Stopped"}])

    assert handled(*steps) == [{"Train": {"stops": True}}]


def test_no_other_trigger_makes_it_fail() -> None:
    assert handled(training(), fail(DependsOn=[{"Step": "Train", "Trigger": "Completed"}])) == []


def test_all_fail_that_a_step_needs_the_failures_of() -> None:
    waits = [{"Step": name, "Trigger": "Failed"} for name in ("A", "B")]
    any_end = {"Step": "C", "Trigger": "Any"}
    steps = training("A"), training("B"), training("C"), fail(DependsOn=[*waits, any_end])
    both = {"A": {"fails": "always"}, "B": {"fails": "always"}}

    assert handled(*steps) == [both, {**both, "C": {"fails": "always"}}]


def test_attempts_fail_once_and_as_often_as_they_are_repeated() -> None:
    assert handled(retried("SageMaker.CAPACITY_ERROR")) == [
        {"Train": {"fails": ["SageMaker.CAPACITY_ERROR"]}},
        {"Train": {"fails": ["SageMaker.CAPACITY_ERROR"] * 2}},
    ]


def test_no_more_attempts_fail_than_are_repeated() -> None:
    assert handled(retried("SageMaker.CAPACITY_ERROR", most=1)) == [
        {"Train": {"fails": ["SageMaker.CAPACITY_ERROR"]}}
    ]


def test_both_are_tried() -> None:
    waiting = fail(DependsOn=[{"Step": "Train", "Trigger": "Failed"}])

    assert handled(retried("SageMaker.JOB_INTERNAL_ERROR", most=1), waiting) == [
        {"Train": {"fails": ["SageMaker.JOB_INTERNAL_ERROR"]}},
        {"Train": {"fails": "always"}},
    ]
