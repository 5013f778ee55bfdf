"""A small pipeline with a decision, and its scenarios, to try things with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LAMBDA = {
    "Type": "Lambda",
    "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f",
    "Arguments": {},
}

#: Ask -> Good? yes: Tell -> Each (Score for "a" and "b") -> Last; no: Refuse. Prep is cached.
QUALITY: dict[str, Any] = {
    "Version": "2020-12-01",
    "Parameters": [
        {"Name": "Limit", "Type": "Float", "DefaultValue": 6.0},
        {"Name": "Mode", "Type": "String", "DefaultValue": "1"},
    ],
    "Steps": [
        {
            "Name": "Prep",
            "Type": "Processing",
            "CacheConfig": {"Enabled": True, "ExpireAfter": "P30D"},
            "Arguments": {
                "ProcessingResources": {
                    "ClusterConfig": {
                        "InstanceType": "ml.m5.xlarge",
                        "InstanceCount": 1,
                        "VolumeSizeInGB": 30,
                    }
                },
                "AppSpecification": {
                    "ImageUri": "111122223333.dkr.ecr.us-east-1.amazonaws.com/prep:1",
                    "ContainerArguments": ["--a", {"Get": "Parameters.Mode"}],
                },
                "RoleArn": "arn:aws:iam::111122223333:role/pipeline",
            },
            "RetryPolicies": [
                {
                    "ExceptionType": ["SageMaker.CAPACITY_ERROR"],
                    "IntervalSeconds": 1,
                    "BackoffRate": 2.0,
                    "MaxAttempts": 5,
                }
            ],
        },
        {
            **LAMBDA,
            "Name": "Ask",
            "DependsOn": ["Prep"],
            "OutputParameters": [{"OutputName": "mse", "OutputType": "Float"}],
        },
        {
            "Name": "Good",
            "Type": "Condition",
            "Arguments": {
                "Conditions": [
                    {
                        "Type": "LessThanOrEqualTo",
                        "LeftValue": {"Get": "Steps.Ask.OutputParameters['mse']"},
                        "RightValue": {"Get": "Parameters.Limit"},
                    }
                ],
                "IfSteps": [{**LAMBDA, "Name": "Tell"}],
                "ElseSteps": [
                    {
                        "Name": "Refuse",
                        "Type": "Fail",
                        "Arguments": {"ErrorMessage": "not good enough"},
                    }
                ],
            },
        },
        {
            "Name": "Each",
            "Type": "ForEach",
            "DependsOn": ["Tell"],
            "Arguments": {
                "IterableItems": ["a", "b"],
                "MaxConcurrency": 1,
                "ForEachBody": [{**LAMBDA, "Name": "Score"}],
            },
        },
        {**LAMBDA, "Name": "Last", "DependsOn": ["Each"]},
    ],
}


def write_quality(folder: Path, scenarios: str, name: str = "test_quality.pipeline.yaml") -> str:
    """Write the definition and a file with scenarios for it; gives the path of the latter."""
    (folder / "quality.json").write_text(json.dumps(QUALITY, indent=2), encoding="utf-8")
    path = folder / name
    path.write_text(f"definition: quality.json\nscenarios:\n{scenarios}", encoding="utf-8")
    return str(path)
