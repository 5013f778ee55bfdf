from __future__ import annotations

from pipelint_rules.str.limits import (
    malformed_text,
    overlong_text,
    unlisted_value,
    wrong_number_of_elements,
)
from tests.rules.linting import for_each, lint, pipeline, step


def test_a_default_that_is_too_long_for_a_message_is_reported_at_the_default() -> None:
    definition = pipeline(
        [step("A", "Fail", Arguments={"ErrorMessage": {"Get": "Parameters.Why"}})],
        [{"Name": "Why", "Type": "String", "DefaultValue": "x" * 3073}],
    )

    [finding] = lint(overlong_text, definition)

    assert finding.pointer == "/Parameters/0/DefaultValue"
    assert finding.message == "the default of parameter 'Why' has 3073 characters"
    assert [(other.pointer, other.message) for other in finding.related] == [
        ("/Steps/0/Arguments/ErrorMessage", "used as 'ErrorMessage'")
    ]


def test_descriptions_take_3072_characters() -> None:
    definition = pipeline([step("A", Description="x" * 3072), step("B", Description="x" * 3073)])

    [finding] = lint(overlong_text, definition)

    assert (finding.pointer, finding.hint) == ("/Steps/1/Description", "at most 3072 are allowed")


def test_long_names_are_left_to_others() -> None:
    assert lint(overlong_text, pipeline([step("x" * 99)], [{"Name": "x" * 300}])) == ()


def test_the_fifty_first_output_is_one_too_many() -> None:
    outputs = [{"OutputName": f"o{i}", "OutputType": "String"} for i in range(52)]

    [finding] = lint(
        wrong_number_of_elements,
        pipeline([step("A", "Lambda", FunctionArn="f", OutputParameters=outputs)]),
    )

    assert finding.pointer == "/Steps/0/OutputParameters/50"
    assert finding.message == "'OutputParameters' has 52 elements"


def test_a_hundred_items_are_silent_and_no_body_is_an_error() -> None:
    [finding] = lint(
        wrong_number_of_elements, pipeline([for_each([], IterableItems=list(range(100)))])
    )

    assert (finding.pointer, finding.hint) == (
        "/Steps/0/Arguments/ForEachBody",
        "at least 1 is needed",
    )


def test_an_experiment_name_with_an_underscore_is_a_warning_at_the_default() -> None:
    definition = {
        **pipeline([], [{"Name": "E", "DefaultValue": "my_exp"}]),
        "PipelineExperimentConfig": {"ExperimentName": {"Get": "Parameters.E"}, "TrialName": "t"},
    }

    [finding] = lint(malformed_text, definition)

    assert (finding.severity, finding.pointer) == ("warning", "/Parameters/0/DefaultValue")


def test_a_check_of_the_other_step_is_named() -> None:
    [finding] = lint(unlisted_value, pipeline([step("A", "QualityCheck", CheckType="MODEL_BIAS")]))

    assert finding.pointer == "/Steps/0/CheckType"
    assert finding.hint == (
        "it is a check of ClarifyCheck steps; QualityCheck has 'DATA_QUALITY' and 'MODEL_QUALITY'"
    )


def test_a_trigger_in_another_case_gets_a_suggestion() -> None:
    [finding] = lint(
        unlisted_value, pipeline([step("A", DependsOn=[{"Step": "B", "Trigger": "failed"}])])
    )

    assert (finding.pointer, finding.hint) == (
        "/Steps/0/DependsOn/0/Trigger",
        "did you mean 'Failed'?",
    )


def test_values_of_requests_versions_and_retries_are_left_to_others() -> None:
    definition = {
        **pipeline(
            [
                step("A", "RegisterModel", Arguments={"ModelApprovalStatus": "Yes"}),
                step("B", RetryPolicies=[{"ExceptionType": ["Nope"]}]),
            ],
            [{"Name": "P", "Type": "string"}],
        ),
        "Version": "1",
    }

    assert lint(unlisted_value, definition) == ()
