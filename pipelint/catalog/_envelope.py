"""The shapes of a step without its arguments: its name, dependencies, caching, retries, outputs."""

from __future__ import annotations

from pipelint.catalog._steps import STEP_TYPES
from pipelint.catalog._vocabulary import TRIGGERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelint.catalog._raw import RawShape

_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg"
_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_SDK = "https://github.com/aws/sagemaker-python-sdk"
_CACHING = f"{_GUIDE}/pipelines-caching-enabling.html"
_RETRYING = f"{_GUIDE}/pipelines-retry-policy.html"
_BASELINES = f"{_GUIDE}/pipelines-quality-clarify-baseline-lifecycle.html"
_FILES = f"{_GUIDE}/build-and-manage-propertyfile.html"

ENVELOPE: Mapping[str, RawShape] = {
    "StepList": {"kind": "list", "item": "Step", "literal": True, "source": _SCHEMA},
    "Step": {
        "kind": "variant",
        "by": "Type",
        "cases": {name: f"Step.{name}" for name in STEP_TYPES},
        "otherwise": "Step.?",
        "source": _SCHEMA,
    },
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
        "enum": tuple(TRIGGERS),
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
        "source": _FILES,
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
        "source": _FILES,
    },
    "PropertyFileText": {
        "kind": "string",
        "literal": True,
        "source": _FILES,
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
}

# Every step-level key of the language. A step is read with all of them, whether its type takes
# them or not, so that what stands in a misplaced one is known as well.
_STEP_MEMBERS: Mapping[str, str] = {
    "Name": "StepName",
    "Type": "StepTypeName",
    "Arguments": "Any",
    "DisplayName": "StepDisplayName",
    "Description": "StepDescription",
    "DependsOn": "DependsOn",
    "CacheConfig": "CacheConfig",
    "RetryPolicies": "RetryPolicies",
    "PropertyFiles": "PropertyFiles",
    "OutputParameters": "OutputParameters",
    "FunctionArn": "FunctionArn",
    "SqsQueueUrl": "SqsQueueUrl",
    "CheckType": "CheckType",
    "ModelPackageGroupName": "CheckModelPackageGroupName",
    "ModelName": "CheckModelName",
    "SkipCheck": "CheckFlag",
    "FailOnViolation": "CheckFlag",
    "RegisterNewBaseline": "CheckFlag",
    "SuppliedBaselineConstraints": "BaselineUri",
    "SuppliedBaselineStatistics": "BaselineUri",
}


def step_shape(name: str) -> RawShape:
    """The shape of a whole step of the type `name`, or with "?" of a type that is not known.

    Raises:
        KeyError: no step type has that name.
    """
    if name == "?":
        return {
            "kind": "structure",
            "members": _STEP_MEMBERS,
            "required": ("Name", "Type"),
            "open": True,
            "source": _SCHEMA,
        }
    step_type = STEP_TYPES[name]
    own = {"Arguments": step_type.arguments, "CheckType": step_type.check_type}
    needed = ("Arguments",) if step_type.needs_arguments else ()
    return {
        "kind": "structure",
        "members": {**_STEP_MEMBERS, **own},
        "required": ("Name", "Type", *needed, *step_type.required_keys),
        "evidence": {"members": "E4"},
        "source": step_type.source,
    }
