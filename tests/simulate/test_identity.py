"""Who and when an execution is."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.simulate import InputError
from pipelint.simulate._identity import next_id, read_time
from tests.simulate.definitions import call, definition, reads

NAMES = (
    "PipelineName",
    "PipelineArn",
    "PipelineExecutionId",
    "PipelineExecutionArn",
    "StartDateTime",
    "CurrentDateTime",
)


def variables(given: dict[str, Any], *depends_on: str) -> dict[str, Any]:
    """The execution variables, as a step reads them that starts after a minute."""
    reader = call("B", "A", Arguments=reads(*(f"Execution.{name}" for name in NAMES)))
    trace = definition(call("A"), reader).simulate(given={"execution": given})
    return dict(zip(NAMES, trace["B"].arguments.values(), strict=True))


def test_variables_that_nobody_gave_are_the_same_in_every_run() -> None:
    arn = "arn:aws:sagemaker:us-east-1:111122223333:pipeline/pipeline"

    assert variables({}) == {
        "PipelineName": "pipeline",
        "PipelineArn": arn,
        "PipelineExecutionId": "pipelint0000",
        "PipelineExecutionArn": f"{arn}/execution/pipelint0000",
        "StartDateTime": "2020-12-01T00:00:00Z",
        "CurrentDateTime": "2020-12-01T00:01:00Z",
    }


def test_variables_go_with_those_that_are_given() -> None:
    told = variables({"PipelineName": "houses", "PipelineExecutionId": "abc123"})

    assert told["PipelineExecutionArn"] == (
        "arn:aws:sagemaker:us-east-1:111122223333:pipeline/houses/execution/abc123"
    )


def test_given_start_sets_the_clock() -> None:
    trace = definition(call("A")).simulate(
        given={"execution": {"StartDateTime": "2024-02-29T23:59:30Z"}}
    )

    assert trace["A"].started_at == "2024-02-29T23:59:30Z"
    assert trace["A"].ended_at == "2024-03-01T00:00:30Z"


def test_given_start_in_another_zone_is_told_in_utc() -> None:
    trace = definition(call("A")).simulate(
        given={"execution": {"StartDateTime": "2024-01-01T01:00:00+02:00"}}
    )

    assert trace["A"].started_at == "2023-12-31T23:00:00Z"
    assert trace.execution["StartDateTime"] == "2024-01-01T01:00:00+02:00"


def test_given_start_that_is_no_time_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        definition(call("A")).simulate(given={"execution": {"StartDateTime": "soon"}})

    [fault] = caught.value.faults
    assert tuple(fault) == (
        ("execution", "StartDateTime"),
        "is no time: 'soon', expected 2020-12-01T00:00:00Z",
    )


@pytest.mark.parametrize(
    ("one", "following"),
    [
        (None, "pipelint0001"),
        ("pipelint0000", "pipelint0001"),
        ("pipelint0009", "pipelint0010"),
        ("pipelint9999", "pipelint10000"),
        ("abc123", "abc124"),
        ("abc", "abc1"),
    ],
)
def test_next_id_has_the_next_number(one: str | None, following: str) -> None:
    assert next_id(one) == following


@pytest.mark.parametrize("text", ["", "yesterday", "2020-13-01", "0001-01-01T00:00:00+14:00"])
def test_text_that_is_no_time_gives_none(text: str) -> None:
    assert read_time(text) is None
