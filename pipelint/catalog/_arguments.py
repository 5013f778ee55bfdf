"""The shapes of `Arguments` and of properties that are not those of one API request."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelint.catalog._raw import RawShape

_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_METADATA = f"{_API}/API_PipelineExecutionStepMetadata.html"
_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_SDK = "https://github.com/aws/sagemaker-python-sdk"

ARGUMENTS: Mapping[str, RawShape] = {
    "FailArguments": {
        "kind": "structure",
        "members": {"ErrorMessage": "FailErrorMessage"},
        "required": ("ErrorMessage",),
        "source": _GUIDE,
    },
    "FailErrorMessage": {
        "kind": "string",
        "max": 3072,
        "source": f"{_API}/API_FailStepMetadata.html",
    },
    # Lambda and Callback: a payload that is the author's own. Null stays null.
    "LambdaArguments": {"kind": "map", "item": "PayloadValue", "source": _GUIDE},
    "CallbackArguments": {"kind": "map", "item": "PayloadValue", "source": _GUIDE},
    "PayloadValue": {"kind": "any", "nullable": True, "source": _GUIDE},
    "OutputParameterValues": {"kind": "map", "item": "Any", "source": _GUIDE},
    # EMR.
    "EMRArguments": {
        "kind": "structure",
        "members": {
            "StepConfig": "emr:StepConfig",
            "ClusterId": "EMRClusterId",
            "ClusterConfig": "emr:RunJobFlowInput",
            "ExecutionRoleArn": "EMRExecutionRoleArn",
        },
        "required": ("StepConfig",),
        "source": _GUIDE,
    },
    "EMRClusterId": {"kind": "string", "max": 256, "source": f"{_API}/API_EMRStepMetadata.html"},
    "EMRExecutionRoleArn": {"base": "emr:ArnType", "source": _SDK},
    # The SDK has this property as a Python value only; whether the service resolves it is unknown.
    "EMRClusterIdProperty": {"kind": "string", "evidence": {"exists": "E4"}, "source": _SDK},
    "EMRServerlessArguments": {
        "kind": "structure",
        "members": {
            "ExecutionRoleArn": "EMRServerlessRoleArn",
            "ApplicationId": "EMRServerlessApplicationId",
            "ApplicationConfig": "emr-serverless:CreateApplicationRequest",
            "JobConfig": "emr-serverless:StartJobRunRequest",
        },
        "required": ("ExecutionRoleArn", "JobConfig"),
        "source": _SDK,
    },
    "EMRServerlessRoleArn": {"base": "emr-serverless:IAMRoleArn", "source": _SDK},
    "EMRServerlessApplicationId": {"base": "emr-serverless:ApplicationId", "source": _SDK},
    # AutoML: two reports that no API response has.
    "BestCandidateProperties": {
        "kind": "structure",
        "members": {"ModelInsightsJsonReportPath": "Text", "ExplainabilityJsonReportPath": "Text"},
        "source": _GUIDE,
    },
    # Job: a text of JSON, which property paths may lead into. Below it everything is a String.
    "JobConfigDocumentProperty": {
        "base": "JobConfigDocument",
        "open": True,
        "evidence": {"open": "E2"},
        "source": _SDK,
    },
    "JobCustomerDetails": {"kind": "any", "source": _SDK},
    # Lineage.
    "LineageArguments": {
        "kind": "structure",
        "members": {
            "Actions": "LineageActions",
            "Artifacts": "LineageArtifacts",
            "Contexts": "LineageContexts",
            "Associations": "LineageAssociations",
        },
        "source": _SDK,
    },
    "LineageActions": {
        "kind": "list",
        "item": "CreateActionRequest",
        "max": 5,
        "source": f"{_API}/API_LineageMetadata.html",
    },
    "LineageArtifacts": {
        "kind": "list",
        "item": "CreateArtifactRequest",
        "max": 5,
        "source": f"{_API}/API_LineageMetadata.html",
    },
    "LineageContexts": {
        "kind": "list",
        "item": "CreateContextRequest",
        "max": 5,
        "source": f"{_API}/API_LineageMetadata.html",
    },
    "LineageAssociations": {
        "kind": "list",
        "item": "LineageAssociation",
        "max": 10,
        "source": f"{_API}/API_LineageMetadata.html",
    },
    "LineageAssociation": {
        "kind": "structure",
        "members": {
            "Source": "LineageReference",
            "Destination": "LineageReference",
            "AssociationType": "AssociationEdgeType",
        },
        "required": ("Source", "Destination"),
        "source": _SDK,
    },
    # Either `Name` and `Type` of an entity that the same step makes, or an `Arn`.
    "LineageReference": {
        "kind": "structure",
        "members": {"Name": "Text", "Type": "LineageEntityType", "Arn": "AssociationEntityArn"},
        "source": _SDK,
    },
    "LineageEntityType": {
        "kind": "string",
        "enum": ("Action", "Artifact", "Context"),
        "literal": True,
        "source": _SDK,
    },
    "LineageArns": {"kind": "map", "item": "Text", "source": _SDK},
    "LineageAssociationValues": {"kind": "list", "item": "Any", "source": _SDK},
    # Cleanup.
    "CleanupArguments": {
        "kind": "structure",
        "members": {"Resources": "CleanupResources"},
        "required": ("Resources",),
        "source": _SDK,
    },
    "CleanupResources": {
        "kind": "structure",
        "members": {"S3": "CleanupSources"},
        "required": ("S3",),
        "source": _SDK,
    },
    "CleanupSources": {
        "kind": "list",
        "item": "CleanupSource",
        "min": 1,
        "evidence": {"min": "E2"},
        "source": _SDK,
    },
    "CleanupSource": {
        "kind": "structure",
        "members": {"StepName": "DependencyName", "S3Uris": "CleanupUris"},
        "required": ("StepName",),
        "source": _SDK,
    },
    "CleanupUris": {
        "kind": "list",
        "item": "Text",
        "min": 1,
        "evidence": {"min": "E2"},
        "source": _SDK,
    },
    # ForEach.
    "ForEachArguments": {
        "kind": "structure",
        "members": {
            "IterableItems": "IterableItems",
            "MaxConcurrency": "ForEachConcurrency",
            "ForEachBody": "ForEachBody",
            "Selector": "ForEachSelector",
        },
        "required": ("IterableItems", "MaxConcurrency", "ForEachBody"),
        "source": _SDK,
    },
    # A list, or a reference to a text that holds a JSON list.
    "IterableItems": {
        "kind": "variant",
        "by": "json",
        "cases": {"array": "IterableItemList"},
        "otherwise": "IterableItemText",
        "source": _SDK,
    },
    "IterableItemList": {
        "kind": "list",
        "item": "Any",
        "min": 1,
        "max": 100,
        "evidence": {"min": "E2", "max": "E2"},
        "source": _SDK,
    },
    "IterableItemText": {"kind": "string", "source": _SDK},
    "ForEachConcurrency": {
        "kind": "integer",
        "min": 1,
        "max": 50,
        "evidence": {"min": "E2", "max": "E2"},
        "source": _SDK,
    },
    "ForEachBody": {
        "kind": "list",
        "item": "Step",
        "min": 1,
        "literal": True,
        "evidence": {"min": "E2"},
        "source": _SDK,
    },
    "ForEachSelector": {
        "kind": "structure",
        "members": {"Pick": "ForEachPick", "Field": "Any"},
        "required": ("Pick", "Field"),
        "source": _SDK,
    },
    "ForEachPick": {
        "kind": "string",
        "enum": ("MaxBy", "MinBy"),
        "literal": True,
        "evidence": {"enum": "E2"},
        "source": _SDK,
    },
    # What these hold depends on the steps of the body.
    "IterationOutputs": {"kind": "list", "item": "IterationOutput", "source": _SDK},
    "IterationOutput": {"kind": "structure", "open": True, "source": _SDK},
    "SelectedOutput": {"kind": "structure", "open": True, "source": _SDK},
    # Bedrock: the first letter of the members is a capital here.
    "BedrockCustomModelArguments": {
        "base": "bedrock:CreateCustomModelRequest",
        "capital": True,
        "source": _METADATA,
    },
    "BedrockCustomModelProperties": {
        "base": "bedrock:GetCustomModelResponse",
        "capital": True,
        "source": _METADATA,
    },
    "BedrockCustomModelDeploymentArguments": {
        "base": "bedrock:CreateCustomModelDeploymentRequest",
        "capital": True,
        "source": _METADATA,
    },
    "BedrockCustomModelDeploymentProperties": {
        "base": "bedrock:GetCustomModelDeploymentResponse",
        "capital": True,
        "source": _METADATA,
    },
    "BedrockModelImportArguments": {
        "base": "bedrock:CreateModelImportJobRequest",
        "capital": True,
        "source": _METADATA,
    },
    "BedrockModelImportProperties": {
        "base": "bedrock:GetModelImportJobResponse",
        "capital": True,
        "source": _METADATA,
    },
    "BedrockProvisionedModelThroughputArguments": {
        "base": "bedrock:CreateProvisionedModelThroughputRequest",
        "capital": True,
        "source": _METADATA,
    },
    "BedrockProvisionedModelThroughputProperties": {
        "base": "bedrock:GetProvisionedModelThroughputResponse",
        "capital": True,
        "source": _METADATA,
    },
}
