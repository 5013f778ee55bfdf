"""When a step ran, as its response tells it."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.catalog import shape
from pipelint.simulate._identity import identity
from pipelint.simulate._span import Span
from tests.simulate.requests import execute, function, get, step, training

SPAN = Span(identity({}), 60.0, 3660.0)


def told(kind: str, *members: str, **arguments: Any) -> dict[str, Any]:
    """What a step of a type that starts after a minute and takes an hour tells, by path."""
    reads = {str(at): get(f"Steps.Job.{member}") for at, member in enumerate(members)}
    trace = execute(
        function("First"),
        step("Job", kind, arguments, DependsOn=["First"]),
        {**function("Read"), "Arguments": reads},
        given={"steps": {"Job": {"duration": 3600}}},
    )

    assert trace["Read"].status == "Succeeded", trace["Read"].reason
    return dict(zip(members, trace["Read"].arguments.values(), strict=True))


@pytest.mark.parametrize(
    ("kind", "beginnings", "ends"),
    [
        (
            "Training",
            ("CreationTime", "TrainingStartTime", "SecondaryStatusTransitions[0].StartTime"),
            ("TrainingEndTime", "LastModifiedTime", "SecondaryStatusTransitions[0].EndTime"),
        ),
        (
            "Processing",
            ("CreationTime", "ProcessingStartTime"),
            ("ProcessingEndTime", "LastModifiedTime"),
        ),
        ("EMR", ("Status.Timeline.CreationDateTime",), ("Status.Timeline.EndDateTime",)),
        ("EMRServerless", ("jobRun.createdAt", "jobRun.startedAt"), ("jobRun.endedAt",)),
    ],
)
def test_times_are_those_of_the_start_and_the_end_of_the_step(
    kind: str, beginnings: tuple[str, ...], ends: tuple[str, ...]
) -> None:
    assert told(kind, *beginnings, *ends) == {
        **dict.fromkeys(beginnings, "2020-12-01T00:01:00Z"),
        **dict.fromkeys(ends, "2020-12-01T01:01:00Z"),
    }


@pytest.mark.parametrize(
    ("kind", "member"),
    [
        ("Training", "TrainingTimeInSeconds"),
        ("Training", "BillableTimeInSeconds"),
        ("Tuning", "ConsumedResources.RuntimeInSeconds"),
        ("EMRServerless", "jobRun.totalExecutionDurationSeconds"),
    ],
)
def test_seconds_that_a_job_took_are_those_of_the_step(kind: str, member: str) -> None:
    assert told(kind, member) == {member: 3600}


def test_limit_is_no_length() -> None:
    assert told("Training", "StoppingCondition.MaxRuntimeInSeconds") == {
        "StoppingCondition.MaxRuntimeInSeconds": 1
    }


def test_seconds_are_at_least_as_many_as_the_api_tells() -> None:
    trace = execute(
        training(),
        {**function("Read"), "Arguments": {"x": get("Steps.Train.BillableTimeInSeconds")}},
        given={"steps": {"Train": {"duration": 0}}},
    )

    assert trace["Read"].arguments == {"x": 1}


def test_member_that_is_no_length_has_none() -> None:
    assert SPAN.length("MaxRuntimeInSeconds", shape("MaxRuntimeInSeconds")) is None
    assert SPAN.time("CreationTime") == "2020-12-01T00:01:00Z"
