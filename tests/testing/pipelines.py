"""Small definitions whose executions can go wrong, and steps to build others of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Step = dict[str, Any]

ROLE = "arn:aws:iam::111122223333:role/pipelines"


def pipeline(*steps: Step, parameters: Sequence[Step] = ()) -> dict[str, Any]:
    return {"Version": "2020-12-01", "Parameters": [*parameters], "Steps": [*steps]}


def parameter(name: str, kind: str = "String", default: object = None, **more: Any) -> Step:
    least = {"Name": name, "Type": kind}
    return {**least, **({} if default is None else {"DefaultValue": default}), **more}


def get(path: str) -> dict[str, str]:
    return {"Get": path}


def join(*values: object, on: str = "-") -> Step:
    return {"Std:Join": {"On": on, "Values": [*values]}}


def training(name: str = "Train", *, count: object = 1, seconds: object = 60, **more: Any) -> Step:
    arguments = {
        "AlgorithmSpecification": {"TrainingImage": "image", "TrainingInputMode": "File"},
        "OutputDataConfig": {"S3OutputPath": "s3://bucket/models"},
        "ResourceConfig": {
            "InstanceType": "ml.m5.xlarge",
            "InstanceCount": count,
            "VolumeSizeInGB": 10,
        },
        "RoleArn": ROLE,
        "StoppingCondition": {"MaxRuntimeInSeconds": seconds},
        **more.pop("arguments", {}),
    }
    return {"Name": name, "Type": "Training", "Arguments": arguments, **more}


def processing(name: str = "Prep", *, seconds: object = 60, **more: Any) -> Step:
    arguments = {
        "AppSpecification": {"ImageUri": "image"},
        "ProcessingResources": {
            "ClusterConfig": {
                "InstanceType": "ml.m5.xlarge",
                "InstanceCount": 1,
                "VolumeSizeInGB": 10,
            }
        },
        "RoleArn": ROLE,
        "StoppingCondition": {"MaxRuntimeInSeconds": seconds},
        **more.pop("arguments", {}),
    }
    return {"Name": name, "Type": "Processing", "Arguments": arguments, **more}


def function(name: str, arguments: Step | None = None, *outputs: str, **more: Any) -> Step:
    """A Lambda step; outputs are written as `name: Integer`."""
    named = [each.partition(": ") for each in outputs]
    return {
        "Name": name,
        "Type": "Lambda",
        "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f",
        "Arguments": arguments or {},
        "OutputParameters": [
            {"OutputName": output, "OutputType": kind} for output, _, kind in named
        ],
        **more,
    }


def fail(name: str = "Stop", message: object = "no", **more: Any) -> Step:
    return {"Name": name, "Type": "Fail", "Arguments": {"ErrorMessage": message}, **more}


def decide(
    left: object,
    kind: str,
    right: object,
    *,
    yes: Sequence[Step] = (),
    no: Sequence[Step] = (),
    name: str = "Check",
) -> Step:
    condition = {"Type": kind, "LeftValue": left, "RightValue": right}
    arguments = {"Conditions": [condition], "IfSteps": [*yes], "ElseSteps": [*no]}
    return {"Name": name, "Type": "Condition", "Arguments": arguments}


N = get("Steps.Count.OutputParameters['n']")

#: It reads, behind one side of a condition, what a step that succeeded does not have.
ONE_BRANCH = pipeline(
    function("Count", None, "n: Integer"),
    training(),
    decide(N, "GreaterThan", 3, yes=[function("Tell", {"why": get("Steps.Train.FailureReason")})]),
)
#: The handler of a failure reads what a failed step does not have.
FAILED_STEP = pipeline(
    training(),
    function(
        "Tell",
        {"model": get("Steps.Train.ModelArtifacts.S3ModelArtifacts")},
        DependsOn=[{"Step": "Train", "Trigger": "Any"}],
    ),
)
#: Two names fit each, and not together.
LONG_JOIN = pipeline(
    training(arguments={"TrainingJobName": join(get("Parameters.A"), get("Parameters.B"))}),
    parameters=[parameter("A", default="a"), parameter("B", default="b")],
)
#: What one step takes is handed on to another one that does not.
THROUGH = pipeline(
    training(seconds=get("Parameters.Seconds")),
    processing(seconds=get("Steps.Train.StoppingCondition.MaxRuntimeInSeconds")),
    parameters=[parameter("Seconds", "Integer", 60)],
)
