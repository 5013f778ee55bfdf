from __future__ import annotations

from pipelint_rules.str.members import missing_key, null_value, unknown_key, unknown_setting
from tests.rules.linting import condition, for_each, lint, pipeline, step


def test_a_function_arn_among_the_arguments_is_told_to_move_out() -> None:
    [finding] = lint(missing_key, pipeline([step("A", "Lambda", Arguments={"FunctionArn": "arn"})]))

    assert (finding.pointer, finding.message) == ("/Steps/0", "'A' has no 'FunctionArn'")
    assert finding.hint == "take 'FunctionArn' out of 'Arguments', to stand beside it"


def test_a_dependency_without_trigger_is_a_warning_and_one_without_step_an_error() -> None:
    found = lint(missing_key, pipeline([step("A", DependsOn=[{"Step": "B"}, {"Trigger": "Any"}])]))

    assert [(finding.pointer, finding.severity) for finding in found] == [
        ("/Steps/0/DependsOn/0", "warning"),
        ("/Steps/0/DependsOn/1", "error"),
    ]


def test_a_key_in_another_case_is_reported_once_as_the_missing_one() -> None:
    definition = pipeline([step("A", "Processing", PropertyFiles=[
        {"PropertyFileName": "F", "OutputName": "o", "Filepath": "f.json"}
    ])])  # fmt: skip

    [finding] = lint(missing_key, definition)

    assert finding.pointer == "/Steps/0/PropertyFiles/0/Filepath"
    assert finding.hint == "write 'FilePath' for 'Filepath'"
    assert lint(unknown_key, definition) == ()


def test_members_of_a_request_are_left_to_others() -> None:
    definition = pipeline([step("A", "Processing"), step("B", "Model", Arguments={"Nope": 1})])

    for rule in (missing_key, unknown_key, unknown_setting):
        assert lint(rule, definition) == ()


def test_unknown_keys_are_found_in_branches_with_what_other_languages_call_them() -> None:
    inner = step("A", "Processing", RetryPolicies=[{"ExceptionType": [], "MaxAttempt": 2}])

    [finding] = lint(unknown_key, pipeline([condition([inner])]))

    assert finding.pointer == "/Steps/0/Arguments/IfSteps/0/RetryPolicies/0/MaxAttempt"
    assert finding.hint == "did you mean 'MaxAttempts'?"


def test_a_step_key_among_a_conditions_arguments_is_told_to_stand_beside() -> None:
    [finding] = lint(
        unknown_setting,
        pipeline([condition([], Arguments={"Conditions": [], "DependsOn": ["A"]})]),
    )

    assert finding.pointer == "/Steps/0/Arguments/DependsOn"
    assert finding.hint == "'DependsOn' stands beside 'Arguments', not inside"


def test_payloads_take_any_key() -> None:
    definition = pipeline([step("A", "Lambda", FunctionArn="f", Arguments={"x": None, "y": {}})])

    for rule in (unknown_setting, null_value):
        assert lint(rule, definition) == ()


def test_null_is_an_error_where_a_value_must_be_and_else_a_warning() -> None:
    definition = pipeline([{"Name": None, "Type": "Training", "Arguments": {}, "DependsOn": None}])

    found = lint(null_value, definition)

    assert [(finding.pointer, finding.severity) for finding in found] == [
        ("/Steps/0/Name", "error"),
        ("/Steps/0/DependsOn", "warning"),
    ]


def test_null_keys_of_check_steps_are_silent() -> None:
    check = step("A", "QualityCheck", CheckType="DATA_QUALITY", SkipCheck=None,
                 ModelPackageGroupName=None, SuppliedBaselineStatistics=None)  # fmt: skip

    assert lint(null_value, pipeline([check])) == ()


def test_a_for_each_lacks_its_body() -> None:
    each = for_each([])
    arguments = each["Arguments"]
    assert isinstance(arguments, dict)
    del arguments["ForEachBody"]

    [finding] = lint(missing_key, pipeline([each]))

    assert (finding.pointer, finding.message) == (
        "/Steps/0/Arguments",
        "'Arguments' has no 'ForEachBody'",
    )
