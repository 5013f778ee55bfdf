"""Made-up values: of the type and form that the API's model says, and always the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pipelint.analysis import scalar_fault
from pipelint.catalog import STEP_TYPES, Shape, shape
from pipelint.simulate._plausible import arn, kebab, of_type, plausible

TIME = "2020-12-01T00:01:00Z"


def made(name: str, member: str = "Member") -> Any:
    """A value of a shape, by the shape's name."""
    return plausible(shape(name), "Train", member, TIME)


def members(response: str) -> Iterator[tuple[str, Shape]]:
    """The scalars in a response with the members they are, each shape once."""
    pending, seen = [("", shape(response))], set()
    while pending:
        member, each = pending.pop()
        if (member, each.name) in seen:
            continue
        seen.add((member, each.name))
        if each.kind == "structure":
            inner = ((name, each.member(name)) for name in each.members)
            pending.extend((name, found) for name, found in inner if found is not None)
        elif each.kind in ("list", "map"):
            pending.append((member, each.item))
        elif each.kind != "any":
            yield member, each


@pytest.mark.parametrize(
    "response", sorted({name for each in STEP_TYPES.values() for name in each.properties})
)
@pytest.mark.parametrize("step", ["Train", "a_B-c_" * 10, "7"])
def test_value_of_every_property_is_one_that_the_api_could_give(response: str, step: str) -> None:
    misfits = {
        (member, each.name): value
        for member, each in members(response)
        if scalar_fault(value := plausible(each, step, member, TIME), each) is not None
    }

    assert misfits == {}


@pytest.mark.parametrize(
    ("name", "member", "value"),
    [
        ("Timestamp", "CreationTime", TIME),
        ("Boolean", "Enabled", False),
        ("S3Uri", "S3Uri", "s3://pipelint/Train/S3Uri"),
        ("S3Uri", "S3OutputPath", "s3://pipelint/Train/S3OutputPath"),
        ("RoleArn", "RoleArn", "arn:aws:iam::111122223333:role/pipelint"),
        (
            "TrainingJobArn",
            "TrainingJobArn",
            "arn:aws:sagemaker:us-east-1:111122223333:training-job/train",
        ),
        ("ContainerImage", "Image", "111122223333.dkr.ecr.us-east-1.amazonaws.com/pipelint:1"),
        ("TrainingJobName", "TrainingJobName", "Train-TrainingJobName"),
        ("TrainingJobStatus", "TrainingJobStatus", "Completed"),
        ("MetricValue", "Value", 1.0),
        ("TrainingInstanceCount", "InstanceCount", 1),
        ("MemoryInMb", "MinMemoryRequiredInMb", 128),
        (
            "HyperParameterTuningJobArn",
            "TuningJobArn",
            "arn:aws:sagemaker:us-east-1:111122223333:hyper-parameter-tuning-job/train",
        ),
        (
            "bedrock:ModelArn",
            "ModelArn",
            "arn:aws:bedrock:us-east-1::foundation-model/pipelint.model",
        ),
    ],
)
def test_value_is_plausible_for_its_member(name: str, member: str, value: Any) -> None:
    found = made(name, member)

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [("String", "a b"), ("Any", "a b"), ("Integer", 1), ("Float", 1.0), ("Boolean", False)],
)
def test_value_of_a_type(kind: Any, value: Any) -> None:
    found = of_type(kind, "a b")

    assert (found, type(found)) == (value, type(value))


def test_arn_is_in_the_account_and_region_of_made_up_values() -> None:
    assert arn("model", "a") == "arn:aws:sagemaker:us-east-1:111122223333:model/a"


@pytest.mark.parametrize(
    ("words", "text"),
    [("TrainingJob", "training-job"), ("Model", "model"), ("AutoMLJob", "automl-job")],
)
def test_words_are_written_with_hyphens(words: str, text: str) -> None:
    assert kebab(words) == text
