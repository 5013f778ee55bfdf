from __future__ import annotations

import pytest

from pipelint_rules.str.kinds import expression_for_literal, wrong_kind_of_value
from tests.rules.linting import lint, pipeline, step

MODE = {"Get": "Parameters.Mode"}


@pytest.mark.parametrize(
    ("keys", "pointer", "hint"),
    [
        ({"DependsOn": "B"}, "/Steps/0/DependsOn", "wrap it in a list: […]"),
        ({"DisplayName": 7}, "/Steps/0/DisplayName", 'write "7", in quotes'),
        (
            {"CacheConfig": {"Enabled": "True", "ExpireAfter": "P1D"}},
            "/Steps/0/CacheConfig/Enabled",
            "write true, without quotes",
        ),
        (
            {"RetryPolicies": [{"ExceptionType": ["Step.THROTTLING"], "MaxAttempts": "5"}]},
            "/Steps/0/RetryPolicies/0/MaxAttempts",
            "write 5, without quotes",
        ),
        ({"DependsOn": [3]}, "/Steps/0/DependsOn/0", 'write "3", in quotes'),
    ],
)
def test_a_value_of_another_json_type_is_shown_as_it_would_be_right(
    keys: dict[str, object], pointer: str, hint: str
) -> None:
    [finding] = lint(wrong_kind_of_value, pipeline([step("A", "Training", **keys)]))

    assert (finding.pointer, finding.hint) == (pointer, hint)
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("top", "hint"),
    [
        (
            {"Steps": {"Prep": {"Type": "Processing"}}},
            "write a list of its values, each with its key as 'Name'",
        ),
        ({"Steps": {"Prep": step("Prep"), "Train": step("Train")}}, "write a list of its values"),
        ({"Steps": step("Prep")}, "wrap it in a list: […]"),
        (
            {"Parameters": {"InputUri": {"Type": "String"}}, "Steps": []},
            "write a list of its values, each with its key as 'Name'",
        ),
        ({"Parameters": {"Name": "P"}, "Steps": []}, "wrap it in a list: […]"),
    ],
)
def test_an_object_of_elements_is_not_to_be_wrapped(top: dict[str, object], hint: str) -> None:
    [finding] = lint(wrong_kind_of_value, {"Version": "2020-12-01", **top})

    assert finding.pointer == f"/{next(iter(top))}"
    assert finding.hint == hint


def test_a_whole_number_with_a_point_is_a_warning_for_an_integer() -> None:
    policy = {"ExceptionType": ["Step.THROTTLING"], "MaxAttempts": 5.0, "BackoffRate": 2}

    [finding] = lint(wrong_kind_of_value, pipeline([step("A", RetryPolicies=[policy])]))

    assert (finding.pointer, finding.severity) == (
        "/Steps/0/RetryPolicies/0/MaxAttempts",
        "warning",
    )


def test_values_in_requests_and_enums_are_left_to_others() -> None:
    definition = pipeline(
        [step("A", "Model", Arguments={"Containers": "x"})],
        [{"Name": "P", "EnumValues": [1]}],
    )

    assert lint(wrong_kind_of_value, definition) == ()


def test_an_expression_for_a_list_is_an_error_and_for_a_cache_duration_a_warning() -> None:
    definition = pipeline(
        [step("A", DependsOn=MODE, CacheConfig={"Enabled": True, "ExpireAfter": MODE})]
    )

    found = lint(expression_for_literal, definition)

    assert [(finding.pointer, finding.severity) for finding in found] == [
        ("/Steps/0/DependsOn", "error"),
        ("/Steps/0/CacheConfig/ExpireAfter", "warning"),
    ]


def test_an_expression_for_a_dependency_is_an_error() -> None:
    [finding] = lint(expression_for_literal, pipeline([step("A", DependsOn=[MODE])]))

    assert (finding.pointer, finding.severity) == ("/Steps/0/DependsOn/0", "error")


def test_expressions_in_check_keys_and_texts_are_silent() -> None:
    check = step("A", "ClarifyCheck", CheckType="DATA_BIAS", SkipCheck=MODE, DisplayName=MODE,
                 SuppliedBaselineConstraints=MODE, ModelPackageGroupName=MODE)  # fmt: skip

    assert lint(expression_for_literal, pipeline([check])) == ()


def test_a_join_without_its_function_is_told_what_is_missing() -> None:
    definition = {
        **pipeline(),
        "PipelineExperimentConfig": {"ExperimentName": "e", "TrialName": {"On": "", "Values": []}},
    }

    [finding] = lint(wrong_kind_of_value, definition)

    assert finding.pointer == "/PipelineExperimentConfig/TrialName"
    assert finding.hint == 'write {"Std:Join": {"On": …, "Values": […]}}'
