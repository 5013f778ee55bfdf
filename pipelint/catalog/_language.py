"""The shapes of the pipeline language itself: the document, its parameters, its conditions."""

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
_STEPS = f"{_GUIDE}/build-and-manage-steps-types.html"
# The service's words for a key that a condition does not have: "Cannot parse object, unknown
# property 'Expression'".
_UNKNOWN_KEY = f"{_SDK}/issues/2746"
_PARAMETERS = f"{_GUIDE}/build-and-manage-parameters.html"

# How a condition is written that compares two operands, and one that looks into a list.
_COMPARISON: RawShape = {
    "kind": "structure",
    "members": {
        "Type": "ConditionTypeName",
        "LeftValue": "ConditionOperand",
        "RightValue": "ConditionOperand",
    },
    "required": ("Type", "LeftValue", "RightValue"),
    "evidence": {"members": "E1", "required": "E1"},
    "source": _UNKNOWN_KEY,
}
_MEMBERSHIP: RawShape = {
    "kind": "structure",
    "members": {
        "Type": "ConditionTypeName",
        "QueryValue": "ConditionOperand",
        "Values": "ConditionValues",
    },
    "required": ("Type", "QueryValue", "Values"),
    "evidence": {"members": "E1", "required": "E1"},
    "source": f"{_SDK}/pull/2347",
}
# Only the published schema has these two, and with the keys of an older `In`.
_UNSURE = {"exists": "E4", "members": "E4", "required": "E4"}

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
    # Conditions.
    "ConditionArguments": {
        "kind": "structure",
        "members": {"Conditions": "ConditionList", "IfSteps": "StepList", "ElseSteps": "StepList"},
        "required": ("Conditions",),
        "source": _STEPS,
    },
    "ConditionList": {"kind": "list", "item": "Condition", "literal": True, "source": _STEPS},
    "Condition": {
        "kind": "variant",
        "by": "Type",
        "cases": {
            "Equals": "Condition.Equals",
            "GreaterThan": "Condition.GreaterThan",
            "GreaterThanOrEqualTo": "Condition.GreaterThanOrEqualTo",
            "LessThan": "Condition.LessThan",
            "LessThanOrEqualTo": "Condition.LessThanOrEqualTo",
            "In": "Condition.In",
            "Not": "Condition.Not",
            "Or": "Condition.Or",
            "NotEquals": "Condition.NotEquals",
            "NotIn": "Condition.NotIn",
        },
        "otherwise": "Condition.?",
        "literal": True,
        "source": _STEPS,
    },
    "Condition.Equals": _COMPARISON,
    "Condition.GreaterThan": _COMPARISON,
    "Condition.GreaterThanOrEqualTo": _COMPARISON,
    "Condition.LessThan": _COMPARISON,
    "Condition.LessThanOrEqualTo": _COMPARISON,
    "Condition.In": _MEMBERSHIP,
    "Condition.Not": {
        "kind": "structure",
        "members": {"Type": "ConditionTypeName", "Condition": "Condition"},
        "required": ("Type", "Condition"),
        "evidence": {"members": "E1", "required": "E1"},
        "source": _UNKNOWN_KEY,
    },
    "Condition.Or": {
        "kind": "structure",
        "members": {"Type": "ConditionTypeName", "Conditions": "ConditionList"},
        "required": ("Type", "Conditions"),
        "evidence": {"members": "E1", "required": "E1"},
        "source": _UNKNOWN_KEY,
    },
    "Condition.NotEquals": {**_COMPARISON, "evidence": _UNSURE, "source": _SCHEMA},
    "Condition.NotIn": {**_MEMBERSHIP, "evidence": _UNSURE, "source": _SCHEMA},
    # What any condition may hold, so that it is read although its type is not known.
    "Condition.?": {
        "kind": "structure",
        "members": {
            "Type": "ConditionTypeName",
            "LeftValue": "ConditionOperand",
            "RightValue": "ConditionOperand",
            "QueryValue": "ConditionOperand",
            "Values": "ConditionValues",
            "Condition": "Condition",
            "Conditions": "ConditionList",
        },
        "required": ("Type",),
        "open": True,
        "source": _SDK,
    },
    "ConditionTypeName": {
        "kind": "string",
        "enum": (
            "Equals",
            "GreaterThan",
            "GreaterThanOrEqualTo",
            "LessThan",
            "LessThanOrEqualTo",
            "In",
            "Not",
            "Or",
            "NotEquals",
            "NotIn",
        ),
        "literal": True,
        "evidence": {"enum": "E2"},
        "source": _STEPS,
    },
    "ConditionOperand": {"kind": "any", "source": _STEPS},
    "ConditionValues": {"kind": "list", "item": "ConditionOperand", "source": _SDK},
    "ConditionOutcome": {"kind": "boolean", "source": _SDK},
    # Values without a shape of their own.
    "Any": {"kind": "any", "source": _SDK},
    "Text": {"kind": "string", "source": _SDK},
    "NullableText": {"kind": "string", "nullable": True, "source": _SDK},
    "Count": {"kind": "integer", "source": _SDK},
}
