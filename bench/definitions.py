"""Definitions to measure with, made here: as an SDK writes them, and clean.

A definition trains one model for each market: prepare, train, evaluate, and register the
model if it is good enough. `width` is the number of channels and data sets of each step, `settings`
the number of hyperparameters, variables and metadata that each carries.
"""

from __future__ import annotations

import json

SCIKIT = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3"
XGBOOST = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"


def small() -> str:
    """A definition of about 10 KB: six steps, one line."""
    return definition(markets=1, width=2, settings=4)


def large() -> str:
    """A definition of about 285 KB: forty-eight steps, one line."""
    return definition(markets=8, width=9, settings=62)


def definition(*, markets: int, width: int, settings: int) -> str:
    """The definition as one line of JSON; every parameter is used and every name is its own."""
    names = [f"Market{number:02d}" for number in range(1, markets + 1)]
    document = {
        "Version": "2020-12-01",
        "Metadata": {},
        "Parameters": [*_shared_parameters(), *(_threshold(name) for name in names)],
        "PipelineExperimentConfig": {
            "ExperimentName": {"Get": "Execution.PipelineName"},
            "TrialName": {"Get": "Execution.PipelineExecutionId"},
        },
        "Steps": [step for name in names for step in _market(name, width, settings)],
    }
    return json.dumps(document)


def _shared_parameters() -> list[object]:
    return [
        {"Name": "Bucket", "Type": "String"},
        {"Name": "ExecutionRole", "Type": "String"},
        {"Name": "ProcessingInstanceType", "Type": "String", "DefaultValue": "ml.m5.xlarge"},
        {"Name": "ProcessingInstanceCount", "Type": "Integer", "DefaultValue": 1},
        {"Name": "TrainingInstanceType", "Type": "String", "DefaultValue": "ml.m5.2xlarge"},
        {"Name": "Rounds", "Type": "Integer", "DefaultValue": 50},
        {
            "Name": "ApprovalStatus",
            "Type": "String",
            "DefaultValue": "PendingManualApproval",
            "EnumValues": ["PendingManualApproval", "Approved", "Rejected"],
        },
    ]


def _threshold(name: str) -> object:
    return {"Name": f"{name}Threshold", "Type": "Float", "DefaultValue": 6.5}


def _market(name: str, width: int, settings: int) -> list[object]:
    splits = [f"split-{number}" for number in range(1, width + 1)]
    return [
        _prepare(name, splits, settings),
        _train(name, splits, settings),
        _evaluate(name, splits, settings),
        _decide(name, settings),
    ]


def _parameter(name: str) -> object:
    return {"Get": f"Parameters.{name}"}


def _join(on: str, *values: object) -> object:
    return {"Std:Join": {"On": on, "Values": list(values)}}


def _uri(*parts: object) -> object:
    return _join("/", "s3:/", _parameter("Bucket"), *parts)


def _run_uri(*parts: object) -> object:
    return _uri({"Get": "Execution.PipelineExecutionId"}, *parts)


def _output_of(step: str, output: str) -> object:
    return {"Get": f"Steps.{step}.ProcessingOutputConfig.Outputs['{output}'].S3Output.S3Uri"}


def _variables(settings: int) -> dict[str, object]:
    plain = {f"SETTING_{number:02d}": f"value-{number}" for number in range(1, settings, 2)}
    tables = {
        f"TABLE_{number:02d}": _uri("tables", f"part-{number:02d}")
        for number in range(2, settings, 2)
    }
    return {**plain, **tables, "DATA_BUCKET": _parameter("Bucket")}


def _input(name: str, uri: object) -> object:
    return {
        "InputName": name,
        "AppManaged": False,
        "S3Input": {
            "S3Uri": uri,
            "LocalPath": f"/opt/ml/processing/input/{name}",
            "S3DataType": "S3Prefix",
            "S3InputMode": "File",
            "S3DataDistributionType": "FullyReplicated",
            "S3CompressionType": "None",
        },
    }


def _output(step: str, name: str) -> object:
    return {
        "OutputName": name,
        "AppManaged": False,
        "S3Output": {
            "S3Uri": _run_uri(step, "output", name),
            "LocalPath": f"/opt/ml/processing/output/{name}",
            "S3UploadMode": "EndOfJob",
        },
    }


def _retries(*kinds: str) -> list[object]:
    return [
        {
            "BackoffRate": 2.0,
            "IntervalSeconds": 60,
            "MaxAttempts": 5,
            "ExceptionType": list(kinds),
        }
    ]


def _processing(image: str, script: str, count: object) -> dict[str, object]:
    return {
        "ProcessingResources": {
            "ClusterConfig": {
                "InstanceType": _parameter("ProcessingInstanceType"),
                "InstanceCount": count,
                "VolumeSizeInGB": 30,
            }
        },
        "AppSpecification": {
            "ImageUri": image,
            "ContainerEntrypoint": ["python3", f"/opt/ml/processing/input/code/{script}"],
        },
        "RoleArn": _parameter("ExecutionRole"),
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    }


def _prepare(market: str, splits: list[str], settings: int) -> object:
    step = f"{market}-Prepare"
    inputs = [_input(f"source-{split}", _uri("raw", market, split)) for split in splits]
    return {
        "Name": step,
        "Type": "Processing",
        "Arguments": {
            **_processing(SCIKIT, "prepare.py", _parameter("ProcessingInstanceCount")),
            "ProcessingInputs": [*inputs, _input("code", _uri("code/prepare.py"))],
            "ProcessingOutputConfig": {"Outputs": [_output(step, split) for split in splits]},
            "Environment": _variables(settings),
        },
        "RetryPolicies": _retries("Step.THROTTLING", "SageMaker.CAPACITY_ERROR"),
        "CacheConfig": {"Enabled": True, "ExpireAfter": "P30D"},
    }


def _channel(market: str, split: str) -> object:
    return {
        "ChannelName": split,
        "ContentType": "text/csv",
        "DataSource": {
            "S3DataSource": {
                "S3DataType": "S3Prefix",
                "S3DataDistributionType": "FullyReplicated",
                "S3Uri": _output_of(f"{market}-Prepare", split),
            }
        },
    }


def _train(market: str, splits: list[str], settings: int) -> object:
    step = f"{market}-Train"
    extra = {f"feature_weight_{number:02d}": f"0.{number:02d}" for number in range(1, settings)}
    return {
        "Name": step,
        "Type": "Training",
        "Arguments": {
            "AlgorithmSpecification": {"TrainingImage": XGBOOST, "TrainingInputMode": "File"},
            "RoleArn": _parameter("ExecutionRole"),
            "OutputDataConfig": {"S3OutputPath": _run_uri(step, "model")},
            "StoppingCondition": {"MaxRuntimeInSeconds": 86400},
            "ResourceConfig": {
                "InstanceType": _parameter("TrainingInstanceType"),
                "InstanceCount": 1,
                "VolumeSizeInGB": 30,
            },
            "InputDataConfig": [_channel(market, split) for split in splits],
            "HyperParameters": {
                "objective": "reg:squarederror",
                "num_round": _join("", _parameter("Rounds")),
                "max_depth": "5",
                **extra,
            },
            "Environment": _variables(settings),
        },
        "RetryPolicies": _retries("SageMaker.JOB_INTERNAL_ERROR", "SageMaker.CAPACITY_ERROR"),
    }


def _evaluate(market: str, splits: list[str], settings: int) -> object:
    step = f"{market}-Evaluate"
    model = {"Get": f"Steps.{market}-Train.ModelArtifacts.S3ModelArtifacts"}
    # With the model and the code there are at most ten inputs.
    data = [_input(split, _output_of(f"{market}-Prepare", split)) for split in splits[:8]]
    outputs = ["evaluation", *(f"errors-{split}" for split in splits[1:])]
    return {
        "Name": step,
        "Type": "Processing",
        "Arguments": {
            **_processing(XGBOOST, "evaluate.py", 1),
            "ProcessingInputs": [
                _input("model", model),
                *data,
                _input("code", _uri("code/evaluate.py")),
            ],
            "ProcessingOutputConfig": {"Outputs": [_output(step, name) for name in outputs]},
            "Environment": _variables(settings),
        },
        "PropertyFiles": [
            {
                "PropertyFileName": "Report",
                "OutputName": "evaluation",
                "FilePath": "evaluation.json",
            }
        ],
    }


def _measured(market: str) -> object:
    report = {"Get": f"Steps.{market}-Evaluate.PropertyFiles.Report"}
    return {"Std:JsonGet": {"PropertyFile": report, "Path": "regression_metrics.mse.value"}}


def _decide(market: str, settings: int) -> object:
    return {
        "Name": f"{market}-Decide",
        "Type": "Condition",
        "Arguments": {
            "Conditions": [
                {
                    "Type": "LessThanOrEqualTo",
                    "LeftValue": _measured(market),
                    "RightValue": _parameter(f"{market}Threshold"),
                }
            ],
            "IfSteps": [_register(market, settings)],
            "ElseSteps": [
                {
                    "Name": f"{market}-TooBad",
                    "Type": "Fail",
                    "Arguments": {
                        "ErrorMessage": _join(
                            " ", market, "is above", _parameter(f"{market}Threshold")
                        )
                    },
                }
            ],
        },
    }


def _register(market: str, settings: int) -> object:
    report = _join("/", _output_of(f"{market}-Evaluate", "evaluation"), "evaluation.json")
    return {
        "Name": f"{market}-Register",
        "Type": "RegisterModel",
        "Arguments": {
            "ModelPackageGroupName": f"{market}-models",
            "ModelApprovalStatus": _parameter("ApprovalStatus"),
            "InferenceSpecification": {
                "Containers": [
                    {
                        "Image": XGBOOST,
                        "ModelDataUrl": {
                            "Get": f"Steps.{market}-Train.ModelArtifacts.S3ModelArtifacts"
                        },
                        "Environment": _variables(min(settings, 16)),
                    }
                ],
                "SupportedContentTypes": ["text/csv"],
                "SupportedResponseMIMETypes": ["text/csv"],
                "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
                "SupportedTransformInstanceTypes": ["ml.m5.large"],
            },
            "ModelMetrics": {
                "ModelQuality": {"Statistics": {"ContentType": "application/json", "S3Uri": report}}
            },
            "CustomerMetadataProperties": {
                f"property-{number:02d}": f"text {number}"
                for number in range(1, min(settings, 50) + 1)
            },
        },
    }
