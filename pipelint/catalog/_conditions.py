"""The shapes of condition steps and of the conditions in them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelint.catalog._raw import RawShape

_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_SDK = "https://github.com/aws/sagemaker-python-sdk"
# The service's words for a key that a condition does not have: "Cannot parse object, unknown
# property 'Expression'".
_UNKNOWN_KEY = f"{_SDK}/issues/2746"

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

CONDITIONS: Mapping[str, RawShape] = {
    "ConditionArguments": {
        "kind": "structure",
        "members": {"Conditions": "ConditionList", "IfSteps": "StepList", "ElseSteps": "StepList"},
        "required": ("Conditions",),
        "source": _GUIDE,
    },
    "ConditionList": {"kind": "list", "item": "Condition", "literal": True, "source": _GUIDE},
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
        "source": _GUIDE,
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
        "source": _GUIDE,
    },
    "ConditionOperand": {"kind": "any", "source": _GUIDE},
    "ConditionValues": {"kind": "list", "item": "ConditionOperand", "source": _SDK},
    "ConditionOutcome": {"kind": "boolean", "source": _SDK},
}
