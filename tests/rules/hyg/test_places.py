"""Places in S3 that one execution takes from another."""

from __future__ import annotations

import pytest

from pipelint_rules.hyg.places import (
    checkpoints_shared_by_executions,
    output_shared_by_executions,
)
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step


def joined(*values: object) -> Json:
    return {"Std:Join": {"On": "/", "Values": list(values)}}


def prep(uri: object) -> Json:
    output = {"OutputName": "o", "S3Output": {"S3Uri": uri}}
    return step("Prep", "Processing", Arguments={"ProcessingOutputConfig": {"Outputs": [output]}})


def training(uri: object) -> Json:
    return step("Train", Arguments={"CheckpointConfig": {"S3Uri": uri}})


_FIXED = ["s3://b/out", joined("s3:/", "b", "out")]
_MOVING = [
    joined("s3://b", {"Get": "Execution.PipelineExecutionId"}),
    joined("s3://b", {"Get": "Parameters.P"}),
    {"Get": "Parameters.P"},
    None,
    5,
]


@pytest.mark.parametrize("uri", _FIXED)
def test_an_output_in_a_fixed_place_is_an_info(uri: object) -> None:
    [finding] = lint(output_shared_by_executions, pipeline([prep(uri)]))

    assert (finding.severity, finding.pointer) == (
        "info",
        "/Steps/0/Arguments/ProcessingOutputConfig/Outputs/0/S3Output/S3Uri",
    )
    assert finding.message == "all executions of the pipeline write to this 'S3Uri'"
    assert finding.hint == 'join {"Get": "Execution.PipelineExecutionId"} into the path'


def test_the_output_of_a_transform_is_looked_at() -> None:
    scored = step("Score", "Transform", Arguments={"TransformOutput": {"S3OutputPath": "s3://b/o"}})
    [finding] = lint(output_shared_by_executions, pipeline([scored]))

    assert finding.pointer == "/Steps/0/Arguments/TransformOutput/S3OutputPath"


@pytest.mark.parametrize("uri", _MOVING)
def test_places_that_may_differ_are_silent(uri: object) -> None:
    assert lint(output_shared_by_executions, pipeline([prep(uri)])) == ()
    assert lint(checkpoints_shared_by_executions, pipeline([training(uri)])) == ()


def test_the_output_of_a_training_has_the_name_of_its_job_below() -> None:
    trained = step("Train", Arguments={"OutputDataConfig": {"S3OutputPath": "s3://b/o"}})

    assert lint(output_shared_by_executions, pipeline([trained])) == ()


@pytest.mark.parametrize("uri", _FIXED)
def test_checkpoints_in_a_fixed_place_are_a_warning(uri: object) -> None:
    [finding] = lint(checkpoints_shared_by_executions, pipeline([training(uri)]))

    assert (finding.severity, finding.pointer) == (
        "warning",
        "/Steps/0/Arguments/CheckpointConfig/S3Uri",
    )
    assert finding.message == "a new execution begins with the checkpoints of the last one"


def test_branches_and_bodies_are_looked_at() -> None:
    found = lint(
        checkpoints_shared_by_executions,
        pipeline([condition([training("s3://b/c")]), for_each([training("s3://b/c")])]),
    )

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/IfSteps/0/Arguments/CheckpointConfig/S3Uri",
        "/Steps/1/Arguments/ForEachBody/0/Arguments/CheckpointConfig/S3Uri",
    ]
