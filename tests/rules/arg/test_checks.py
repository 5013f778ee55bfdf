"""Rules on check steps: what examples do not show."""

from __future__ import annotations

import pytest

from pipelint_rules.arg.checks import (
    check_environment,
    check_without_baseline,
    half_a_baseline,
    incomplete_model_quality,
    model_of_check,
)
from tests.rules.linting import Json, lint, pipeline, step

_SWITCHES: list[Json] = [
    {"Name": "On", "Type": "Boolean", "DefaultValue": True},
    {"Name": "Off", "Type": "Boolean", "DefaultValue": False},
    {"Name": "Open", "Type": "Boolean"},
]


def check(kind: str = "QualityCheck", **keys: object) -> Json:
    return step("Check", kind, **{"CheckType": "DATA_QUALITY", **keys})


def switch(name: str) -> Json:
    return {"Get": f"Parameters.{name}"}


@pytest.mark.parametrize(
    ("skip", "register", "severities"),
    [
        (False, True, ["error"]),
        (None, None, ["error"]),
        (True, False, ["warning"]),
        (True, True, []),
        (switch("Off"), True, ["warning"]),
        (switch("On"), True, []),
        (switch("Open"), False, []),
        (True, switch("Open"), []),
    ],
)
def test_a_check_that_needs_a_baseline_has_one(
    skip: object, register: object, severities: list[str]
) -> None:
    lone = check(SkipCheck=skip, RegisterNewBaseline=register)
    findings = lint(check_without_baseline, pipeline([lone], _SWITCHES))
    assert [finding.severity for finding in findings] == severities


@pytest.mark.parametrize(
    "key", ["SuppliedBaselineConstraints", "SuppliedBaselineStatistics", "ModelPackageGroupName"]
)
def test_a_source_of_a_baseline_is_enough(key: str) -> None:
    assert lint(check_without_baseline, pipeline([check("QualityCheck", **{key: "x"})])) == ()
    [finding] = lint(check_without_baseline, pipeline([check("QualityCheck", **{key: None})]))
    assert finding.message == "'Check' needs an earlier baseline and has none"
    assert finding.pointer == "/Steps/0"


def test_a_clarify_check_has_constraints_only() -> None:
    lone = check("ClarifyCheck", CheckType="DATA_BIAS", SuppliedBaselineConstraints="s3://b/c.json")
    assert lint(half_a_baseline, pipeline([lone])) == ()


def test_the_missing_half_of_a_baseline_is_named() -> None:
    [finding] = lint(
        half_a_baseline, pipeline([check(SuppliedBaselineConstraints="s3://b/c.json")])
    )
    assert finding.message == (
        "'SuppliedBaselineConstraints' comes without 'SuppliedBaselineStatistics'"
    )


def test_a_null_model_counts_as_none() -> None:
    bias = check("ClarifyCheck", CheckType="MODEL_BIAS", ModelName=None)
    [finding] = lint(model_of_check, pipeline([bias]))
    assert finding.message == "a check of type 'MODEL_BIAS' needs 'ModelName'"
    assert (
        lint(
            model_of_check, pipeline([check("ClarifyCheck", CheckType="DATA_BIAS", ModelName=None)])
        )
        == ()
    )


def test_a_probability_stands_for_an_inference() -> None:
    environment = {
        "analysis_type": "MODEL_QUALITY",
        "problem_type": "BinaryClassification",
        "probability_attribute": "p",
        "ground_truth_attribute": "t",
    }
    lone = check(CheckType="MODEL_QUALITY", Arguments={"Environment": environment})
    assert lint(incomplete_model_quality, pipeline([lone])) == ()
    del environment["probability_attribute"]
    [finding] = lint(incomplete_model_quality, pipeline([lone]))
    assert finding.message == "a check of model quality lacks 'inference_attribute'"


def test_an_environment_that_is_known_at_the_start_only_is_not_judged() -> None:
    lone = check(Arguments={"Environment": {"dataset_format": {"Get": "Parameters.Format"}}})
    definition = pipeline([lone], [{"Name": "Format", "Type": "String"}])
    assert lint(check_environment, definition) == ()
