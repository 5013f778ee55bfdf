"""The shapes of the pipeline language itself: the document and the envelope of a step."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelint.catalog._raw import RawShape

# The root of the typed walk.
DEFINITION = "Definition"

_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg"
_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_SDK = "https://github.com/aws/sagemaker-python-sdk"
_PARAMETERS = f"{_GUIDE}/build-and-manage-parameters.html"
_CACHING = f"{_GUIDE}/pipelines-caching-enabling.html"
_RETRYING = f"{_GUIDE}/pipelines-retry-policy.html"
_BASELINES = f"{_GUIDE}/pipelines-quality-clarify-baseline-lifecycle.html"

LANGUAGE: Mapping[str, RawShape] = {
    # The document.
    "Definition": {
        "kind": "structure",
        "members": {
            "Version": "DefinitionVersion",
            "Metadata": "DefinitionMetadata",
            "Parameters": "ParameterList",
            "PipelineExperimentConfig": "PipelineExperimentConfig",
            "MlflowConfig": "PipelineMlflowConfig",
            "Steps": "StepList",
        },
        "required": ("Version", "Steps"),
        # Every known producer writes a version; the published schema does not require it. It also
        # lacks two keys that the service takes, so it does not tell which keys are refused.
        "evidence": {"required.Version": "E4", "members": "E4", "required.Steps": "E2"},
        "source": _SCHEMA,
    },
    "DefinitionVersion": {
        "kind": "string",
        "enum": ("2020-12-01",),
        "literal": True,
        "source": _SCHEMA,
    },
    "DefinitionMetadata": {
        "kind": "map",
        "key": "DefinitionMetadataKey",
        "item": "DefinitionMetadataValue",
        "literal": True,
        "source": _SCHEMA,
    },
    "DefinitionMetadataKey": {
        "kind": "string",
        "min": 1,
        "max": 128,
        "pattern": r"[A-Za-z0-9\-_]{1,128}",
        "literal": True,
        "source": _SCHEMA,
    },
    "DefinitionMetadataValue": {
        "kind": "string",
        "min": 0,
        "max": 1024,
        "literal": True,
        "source": _SCHEMA,
    },
    "PipelineExperimentConfig": {
        "kind": "structure",
        "members": {"ExperimentName": "PipelineExperimentName", "TrialName": "PipelineTrialName"},
        "nullable": True,
        "evidence": {"members": "E4"},
        "source": f"{_GUIDE}/pipelines-experiments.html",
    },
    "PipelineExperimentName": {
        "kind": "string",
        "min": 1,
        "max": 120,
        "pattern": "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,119}",
        "source": f"{_API}/API_CreateExperiment.html",
    },
    "PipelineTrialName": {
        "kind": "string",
        "min": 1,
        "max": 120,
        "pattern": "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,119}",
        "source": f"{_API}/API_CreateTrial.html",
    },
    "PipelineMlflowConfig": {
        "kind": "structure",
        "members": {"MlflowResourceArn": "NullableText", "MlflowExperimentName": "NullableText"},
        "nullable": True,
        "evidence": {"members": "E4"},
        "source": _SDK,
    },
    # Parameters.
    "ParameterList": {"kind": "list", "item": "Parameter", "literal": True, "source": _SCHEMA},
    "Parameter": {
        "kind": "structure",
        "members": {
            "Name": "ParameterName",
            "Type": "ParameterType",
            "DefaultValue": "ParameterDefault",
            "EnumValues": "ParameterEnum",
            "Description": "ParameterDescription",
        },
        # A parameter without a type is a String.
        "required": ("Name",),
        "evidence": {"members": "E4"},
        "source": _PARAMETERS,
    },
    "ParameterName": {
        "kind": "string",
        "min": 1,
        "max": 256,
        "pattern": r"[A-Za-z0-9\-_]*",
        "literal": True,
        "source": f"{_API}/API_Parameter.html",
    },
    "ParameterType": {
        "kind": "string",
        "enum": ("String", "Integer", "Float", "Boolean"),
        "literal": True,
        "evidence": {"enum": "E2"},
        "source": _PARAMETERS,
    },
    "ParameterDefault": {"kind": "any", "literal": True, "source": _PARAMETERS},
    "ParameterEnum": {
        "kind": "list",
        "item": "ParameterEnumValue",
        "max": 16,
        "literal": True,
        "evidence": {"max": "E1"},
        "source": f"{_SDK}/issues/2314",
    },
    "ParameterEnumValue": {"kind": "string", "literal": True, "source": _SDK},
    "ParameterDescription": {
        "kind": "string",
        "min": 0,
        "max": 4096,
        "literal": True,
        "source": _SCHEMA,
    },
    # The envelope of a step.
    "StepList": {"kind": "list", "item": "Step", "literal": True, "source": _SCHEMA},
    "Step": {"kind": "variant", "by": "Type", "otherwise": "Step.?", "source": _SCHEMA},
    "StepName": {
        "kind": "string",
        "min": 1,
        "max": 64,
        "pattern": r"[A-Za-z0-9\-_]*",
        "literal": True,
        # A `Get` cannot name a step with other characters.
        "evidence": {"pattern": "E2", "min": "E2", "max": "E2"},
        "source": f"{_API}/API_PipelineExecutionStep.html",
    },
    "StepTypeName": {"kind": "string", "literal": True, "source": _SCHEMA},
    "StepDisplayName": {
        "kind": "string",
        "min": 0,
        "max": 256,
        "source": f"{_API}/API_PipelineExecutionStep.html",
    },
    "StepDescription": {
        "kind": "string",
        "min": 0,
        "max": 3072,
        "source": f"{_API}/API_PipelineExecutionStep.html",
    },
    "DependsOn": {"kind": "list", "item": "Dependency", "literal": True, "source": _SCHEMA},
    "Dependency": {
        "kind": "variant",
        "by": "json",
        "cases": {"object": "DependencyTrigger"},
        "otherwise": "DependencyName",
        "literal": True,
        "source": _SDK,
    },
    "DependencyName": {"kind": "string", "literal": True, "source": _SCHEMA},
    "DependencyTrigger": {
        "kind": "structure",
        "members": {"Step": "DependencyName", "Trigger": "TriggerName"},
        "required": ("Step", "Trigger"),
        "literal": True,
        "evidence": {"members": "E4", "required.Trigger": "E4"},
        "source": _SDK,
    },
    "TriggerName": {
        "kind": "string",
        # The SDK writes a plain name for "Completed".
        "enum": ("Completed", "Failed", "Stopped", "Any"),
        "literal": True,
        "evidence": {"enum": "E2"},
        "source": _SDK,
    },
    "CacheConfig": {
        "kind": "structure",
        "members": {"Enabled": "CacheEnabled", "ExpireAfter": "CacheDuration"},
        "literal": True,
        "evidence": {"members": "E4"},
        "source": _CACHING,
    },
    "CacheEnabled": {"kind": "boolean", "literal": True, "source": _CACHING},
    "CacheDuration": {"kind": "string", "literal": True, "source": _CACHING},
    "RetryPolicies": {"kind": "list", "item": "RetryPolicy", "literal": True, "source": _RETRYING},
    "RetryPolicy": {
        "kind": "structure",
        "members": {
            "ExceptionType": "RetryExceptionTypes",
            "IntervalSeconds": "RetryInterval",
            "BackoffRate": "RetryBackoff",
            "MaxAttempts": "RetryAttempts",
            "ExpireAfterMin": "RetryExpiry",
        },
        "required": ("ExceptionType",),
        "literal": True,
        "evidence": {"members": "E4", "required": "E2"},
        "source": _RETRYING,
    },
    "RetryExceptionTypes": {
        "kind": "list",
        "item": "RetryExceptionType",
        "min": 1,
        "literal": True,
        "evidence": {"min": "E2"},
        "source": _RETRYING,
    },
    "RetryExceptionType": {
        "kind": "string",
        "enum": (
            "Step.SERVICE_FAULT",
            "Step.THROTTLING",
            "SageMaker.JOB_INTERNAL_ERROR",
            "SageMaker.CAPACITY_ERROR",
            "SageMaker.RESOURCE_LIMIT",
            # Named by the published schema alone.
            "Emr.RESOURCE_LIMIT",
        ),
        "literal": True,
        "evidence": {"enum": "E2"},
        "source": _RETRYING,
    },
    "RetryInterval": {
        "kind": "integer",
        "min": 0,
        "max": 43200,
        "literal": True,
        "evidence": {"max": "E2"},
        "source": _RETRYING,
    },
    "RetryBackoff": {"kind": "float", "min": 0, "literal": True, "source": _RETRYING},
    "RetryAttempts": {
        "kind": "integer",
        "min": 0,
        "max": 20,
        "literal": True,
        "evidence": {"max": "E2"},
        "source": _RETRYING,
    },
    "RetryExpiry": {
        "kind": "integer",
        "min": 0,
        "max": 14400,
        "literal": True,
        "evidence": {"max": "E2"},
        "source": _RETRYING,
    },
    "PropertyFiles": {
        "kind": "list",
        "item": "PropertyFile",
        "literal": True,
        "source": f"{_GUIDE}/build-and-manage-propertyfile.html",
    },
    "PropertyFile": {
        "kind": "structure",
        "members": {
            "PropertyFileName": "PropertyFileText",
            "OutputName": "PropertyFileText",
            "FilePath": "PropertyFileText",
        },
        "required": ("PropertyFileName", "OutputName", "FilePath"),
        "literal": True,
        "evidence": {"members": "E4"},
        "source": f"{_GUIDE}/build-and-manage-propertyfile.html",
    },
    "PropertyFileText": {
        "kind": "string",
        "literal": True,
        "source": f"{_GUIDE}/build-and-manage-propertyfile.html",
    },
    "OutputParameters": {
        "kind": "list",
        "item": "OutputParameter",
        "max": 50,
        "literal": True,
        "source": f"{_API}/API_CallbackStepMetadata.html",
    },
    "OutputParameter": {
        "kind": "structure",
        "members": {"OutputName": "OutputParameterName", "OutputType": "OutputParameterType"},
        "required": ("OutputName", "OutputType"),
        "evidence": {"members": "E4"},
        "source": _SCHEMA,
    },
    "OutputParameterName": {
        "kind": "string",
        "max": 256,
        "source": f"{_API}/API_OutputParameter.html",
    },
    "OutputParameterType": {
        "kind": "string",
        "enum": ("String", "Integer", "Boolean", "Float"),
        "literal": True,
        "source": _SCHEMA,
    },
    "FunctionArn": {"kind": "string", "source": _SCHEMA},
    "SqsQueueUrl": {
        "kind": "string",
        "max": 256,
        "source": f"{_API}/API_CallbackStepMetadata.html",
    },
    # Step-level keys of the check steps. The SDK writes null for those that are not set.
    "CheckType": {
        "kind": "string",
        "enum": (
            "DATA_BIAS",
            "MODEL_BIAS",
            "MODEL_EXPLAINABILITY",
            "DATA_QUALITY",
            "MODEL_QUALITY",
        ),
        "literal": True,
        "source": _SCHEMA,
    },
    "ClarifyCheckType": {
        "kind": "string",
        "enum": ("DATA_BIAS", "MODEL_BIAS", "MODEL_EXPLAINABILITY"),
        "literal": True,
        "source": _SCHEMA,
    },
    "QualityCheckType": {
        "kind": "string",
        "enum": ("DATA_QUALITY", "MODEL_QUALITY"),
        "literal": True,
        "source": _SCHEMA,
    },
    "CheckModelPackageGroupName": {"base": "ArnOrName", "nullable": True, "source": _BASELINES},
    "CheckModelName": {"kind": "string", "nullable": True, "source": _SDK},
    "CheckFlag": {"kind": "boolean", "nullable": True, "source": _BASELINES},
    "BaselineUri": {"kind": "string", "nullable": True, "source": _BASELINES},
    # Values without a shape of their own.
    "Any": {"kind": "any", "source": _SDK},
    "Text": {"kind": "string", "source": _SDK},
    "NullableText": {"kind": "string", "nullable": True, "source": _SDK},
    "Count": {"kind": "integer", "source": _SDK},
}
