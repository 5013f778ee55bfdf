"""What is said of a job: its name and ARN, its status, and why it failed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulate.definitions import call, condition, definition, get, given, on, reads, training

WHY = {"fails": [{"reason": "no such file"}]}


def response(kind: str, arguments: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    step = {"Name": "My_Step", "Type": kind, "Arguments": arguments}
    return definition(step).simulate(given=given(My_Step=entry))["My_Step"].response


@pytest.mark.parametrize(
    ("kind", "member", "words"),
    [
        ("Processing", "ProcessingJobStatus", ("Completed", "Failed", "Stopped")),
        ("Training", "TrainingJobStatus", ("Completed", "Failed", "Stopped")),
        ("Transform", "TransformJobStatus", ("Completed", "Failed", "Stopped")),
        ("Tuning", "HyperParameterTuningJobStatus", ("Completed", "Failed", "Stopped")),
        ("AutoML", "AutoMLJobStatus", ("Completed", "Failed", "Stopped")),
        ("RegisterModel", "ModelPackageStatus", ("Completed", "Failed", "Failed")),
        ("Endpoint", "EndpointStatus", ("InService", "Failed", "Failed")),
        ("Job", "JobStatus", ("Completed", "Failed", "Stopped")),
        ("BedrockCustomModel", "ModelStatus", ("Active", "Failed", "Failed")),
    ],
)
def test_status_has_the_words_of_the_api(
    kind: str, member: str, words: tuple[str, str, str]
) -> None:
    ends = ({}, WHY, {"stops": True})

    assert tuple(response(kind, {}, end)[member] for end in ends) == words


def test_state_of_an_emr_step_stands_inside() -> None:
    assert response("EMR", {}, {})["Status"] == {"State": "COMPLETED"}
    assert response("EMR", {}, WHY)["Status"] == {"State": "FAILED"}
    assert response("EMR", {}, {"stops": True})["Status"] == {"State": "CANCELLED"}


def test_status_of_a_step_that_succeeded_is_not_made_up() -> None:
    status = get("Steps.A.TrainingJobStatus")
    trace = definition(training("A"), condition("C", left=status, right="Completed")).simulate()

    assert (trace.status, trace["C"].outcome) == ("Succeeded", True)


def test_name_and_arn_tell_of_execution_and_step() -> None:
    told = response("Training", {}, {})

    assert told["TrainingJobName"] == "pipelines-pipelint0000-My-Step"
    assert told["TrainingJobArn"] == (
        "arn:aws:sagemaker:us-east-1:111122223333:training-job/pipelines-pipelint0000-my-step"
    )


def test_name_in_the_request_is_the_beginning_of_the_name() -> None:
    told = response("Training", {"TrainingJobName": "fit"}, {})

    assert told["TrainingJobName"] == "fit-pipelint0000"


def test_name_of_an_endpoint_is_that_of_its_request() -> None:
    assert response("Endpoint", {"EndpointName": "live"}, {})["EndpointName"] == "live"


def test_name_is_no_longer_than_its_shape_allows() -> None:
    step = training("x" * 60)
    told = definition(step).simulate()["x" * 60].response["TrainingJobName"]

    assert told == f"pipelines-pipelint0000-{'x' * 40}"


def test_model_lies_below_the_output_path_of_the_request() -> None:
    told = response("Training", {"OutputDataConfig": {"S3OutputPath": "s3://b/out/"}}, {})

    assert told["ModelArtifacts"] == {
        "S3ModelArtifacts": "s3://b/out/pipelines-pipelint0000-My-Step/output/model.tar.gz"
    }


def test_model_package_has_the_name_of_its_group() -> None:
    told = response("RegisterModel", {"ModelPackageGroupName": "Houses"}, {})

    assert told["ModelPackageArn"] == (
        "arn:aws:sagemaker:us-east-1:111122223333:model-package/houses/1"
    )
    assert told["ModelPackageVersion"] == 1


# What a failed step offers


def test_failed_step_offers_its_request_its_status_and_the_reason() -> None:
    told = response("Training", {"RoleArn": "r", "HyperParameters": {"x": "1"}}, WHY)

    assert told == {
        "RoleArn": "r",
        "HyperParameters": {"x": "1"},
        "FailureReason": "no such file",
        "SecondaryStatus": "Failed",
        "TrainingJobStatus": "Failed",
    }


def test_reason_of_a_failure_may_decide() -> None:
    reason = get("Steps.A.FailureReason")
    decided = condition("C", [], [], on("A", "Failed"), left=reason, right="no such file")
    trace = definition(training("A"), decided).simulate(given=given(A=WHY))

    assert (trace.status, trace["C"].outcome) == ("CompletedWithFailures", True)


@pytest.mark.parametrize(
    ("path", "lacking"),
    [
        ("TrainingJobArn", "TrainingJobArn"),
        ("ModelArtifacts.S3ModelArtifacts", "S3ModelArtifacts"),
        ("CreationTime", "CreationTime"),
    ],
)
def test_other_members_of_a_failed_step_fail_the_reader(path: str, lacking: str) -> None:
    reader = call("B", on("A", "Any"), Arguments=reads(f"Steps.A.{path}"))
    trace = definition(training("A"), reader).simulate(given=given(A=WHY))

    assert trace["B"].reason == (
        f"Steps[B].Arguments.a0: 'A' did not succeed, so it has no '{lacking}'"
    )


def test_step_that_succeeded_has_no_reason() -> None:
    reader = call("B", on("A", "Any"), Arguments=reads("Steps.A.FailureReason"))
    trace = definition(training("A"), reader).simulate()

    assert trace["B"].reason == "Steps[B].Arguments.a0: the response of 'A' has no 'FailureReason'"
    assert "FailureReason" not in trace["A"].response


def test_stopped_step_offers_its_status() -> None:
    reader = call("B", on("A", "Stopped"), Arguments=reads("Steps.A.TrainingJobStatus"))
    trace = definition(training("A"), reader).simulate(given=given(A={"stops": True}))

    assert trace["B"].arguments == {"a0": "Stopped"}
