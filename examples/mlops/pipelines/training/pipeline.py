"""The training pipeline: prepare, train, evaluate, and register a model that is good enough.

With the SageMaker SDK `get_pipeline` would return its `Pipeline`, which has `definition()` as well;
this one needs nothing but Python.
"""

from __future__ import annotations

import json

REGISTRY = "683313688378.dkr.ecr.us-east-1.amazonaws.com"
SCIKIT = f"{REGISTRY}/sagemaker-scikit-learn:1.2-1-cpu-py3"
XGBOOST = f"{REGISTRY}/sagemaker-xgboost:1.7-1"
FOLDER = "/opt/ml/processing"


class Pipeline:
    """A pipeline by its definition."""

    def __init__(self, parameters: list[dict], steps: list[dict]) -> None:
        self.parameters = parameters
        self.steps = steps

    def definition(self) -> str:
        """The definition, as CreatePipeline takes it."""
        return json.dumps(
            {"Version": "2020-12-01", "Parameters": self.parameters, "Steps": self.steps}
        )


def get_pipeline() -> Pipeline:
    """The pipeline that is deployed and tested."""
    parameters = [
        {"Name": "Bucket", "Type": "String"},
        {"Name": "InputData", "Type": "String"},
        {"Name": "Role", "Type": "String"},
        {"Name": "TrainingInstanceType", "Type": "String", "DefaultValue": "ml.m5.2xlarge"},
        {"Name": "MinimalAuc", "Type": "Float", "DefaultValue": 0.75},
        {
            "Name": "ApprovalStatus",
            "Type": "String",
            "DefaultValue": "PendingManualApproval",
            "EnumValues": ["PendingManualApproval", "Approved"],
        },
    ]
    return Pipeline(parameters, [_prepare(), _train(), _evaluate(), _check(), _tell()])


def _prepare() -> dict:
    outputs = [_output("train", "Prepare"), _output("test", "Prepare")]
    arguments = _processing("prepare.py", SCIKIT, {"customers": _get("Parameters.InputData")})
    return {
        "Name": "Prepare",
        "Type": "Processing",
        "Arguments": {**arguments, "ProcessingOutputConfig": {"Outputs": outputs}},
        "CacheConfig": {"Enabled": True, "ExpireAfter": "P7D"},
    }


def _train() -> dict:
    train = _get("Steps.Prepare.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri")
    source = {
        "S3DataType": "S3Prefix",
        "S3DataDistributionType": "FullyReplicated",
        "S3Uri": train,
    }
    return {
        "Name": "Train",
        "Type": "Training",
        "Arguments": {
            "AlgorithmSpecification": {"TrainingImage": XGBOOST, "TrainingInputMode": "File"},
            "RoleArn": _get("Parameters.Role"),
            "HyperParameters": {"objective": "binary:logistic", "num_round": "100"},
            "InputDataConfig": [
                {
                    "ChannelName": "train",
                    "ContentType": "text/csv",
                    "DataSource": {"S3DataSource": source},
                }
            ],
            "OutputDataConfig": {"S3OutputPath": _uri("Train")},
            "ResourceConfig": {
                "InstanceType": _get("Parameters.TrainingInstanceType"),
                "InstanceCount": 1,
                "VolumeSizeInGB": 30,
            },
            "StoppingCondition": {"MaxRuntimeInSeconds": 7200},
        },
        "RetryPolicies": [
            {
                "ExceptionType": ["SageMaker.CAPACITY_ERROR"],
                "IntervalSeconds": 300,
                "BackoffRate": 2.0,
                "MaxAttempts": 3,
            }
        ],
    }


def _evaluate() -> dict:
    inputs = {
        "model": _get("Steps.Train.ModelArtifacts.S3ModelArtifacts"),
        "test": _get("Steps.Prepare.ProcessingOutputConfig.Outputs['test'].S3Output.S3Uri"),
    }
    outputs = [_output("evaluation", "Evaluate")]
    return {
        "Name": "Evaluate",
        "Type": "Processing",
        "Arguments": {
            **_processing("evaluate.py", XGBOOST, inputs),
            "ProcessingOutputConfig": {"Outputs": outputs},
        },
        "PropertyFiles": [
            {"PropertyFileName": "Report", "OutputName": "evaluation", "FilePath": "report.json"}
        ],
    }


def _check() -> dict:
    limit = _get("Parameters.MinimalAuc")
    auc = {
        "Std:JsonGet": {
            "PropertyFile": _get("Steps.Evaluate.PropertyFiles.Report"),
            "Path": "metrics.auc",
        }
    }
    return {
        "Name": "GoodEnough",
        "Type": "Condition",
        "Arguments": {
            "Conditions": [
                {
                    "Type": "GreaterThanOrEqualTo",
                    "LeftValue": auc,
                    "RightValue": limit,
                }
            ],
            "IfSteps": [_register()],
            "ElseSteps": [
                {
                    "Name": "TooBad",
                    "Type": "Fail",
                    "Arguments": {"ErrorMessage": _join(" ", "the AUC is below", limit)},
                }
            ],
        },
    }


def _register() -> dict:
    container = {
        "Image": XGBOOST,
        "ModelDataUrl": _get("Steps.Train.ModelArtifacts.S3ModelArtifacts"),
    }
    return {
        "Name": "Register",
        "Type": "RegisterModel",
        "Arguments": {
            "ModelPackageGroupName": "churn",
            "ModelApprovalStatus": _get("Parameters.ApprovalStatus"),
            "InferenceSpecification": {
                "Containers": [container],
                "SupportedContentTypes": ["text/csv"],
                "SupportedResponseMIMETypes": ["text/csv"],
            },
        },
    }


def _tell() -> dict:
    """Tell the team that training failed, whatever the reason."""
    return {
        "Name": "TellTeam",
        "Type": "Lambda",
        "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:tell-team",
        "Arguments": {"execution": _get("Execution.PipelineExecutionArn")},
        "DependsOn": [{"Step": "Train", "Trigger": "Failed"}],
    }


def _processing(script: str, image: str, inputs: dict[str, object]) -> dict:
    code = _join("/", "s3:/", _get("Parameters.Bucket"), "churn/code", script)
    return {
        "ProcessingResources": {
            "ClusterConfig": {
                "InstanceType": "ml.m5.xlarge",
                "InstanceCount": 1,
                "VolumeSizeInGB": 30,
            }
        },
        "AppSpecification": {
            "ImageUri": image,
            "ContainerEntrypoint": ["python3", f"{FOLDER}/input/code/{script}"],
        },
        "RoleArn": _get("Parameters.Role"),
        "ProcessingInputs": [_input(*each) for each in {**inputs, "code": code}.items()],
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    }


def _input(name: str, uri: object) -> dict:
    return {
        "InputName": name,
        "S3Input": {
            "S3Uri": uri,
            "LocalPath": f"{FOLDER}/input/{name}",
            "S3DataType": "S3Prefix",
            "S3InputMode": "File",
        },
    }


def _output(name: str, step: str) -> dict:
    return {
        "OutputName": name,
        "S3Output": {
            "S3Uri": _uri(step, name),
            "LocalPath": f"{FOLDER}/{name}",
            "S3UploadMode": "EndOfJob",
        },
    }


def _uri(*names: str) -> dict:
    execution = _get("Execution.PipelineExecutionId")
    return _join("/", "s3:/", _get("Parameters.Bucket"), "churn", execution, *names)


def _get(path: str) -> dict:
    return {"Get": path}


def _join(on: str, *values: object) -> dict:
    return {"Std:Join": {"On": on, "Values": list(values)}}
