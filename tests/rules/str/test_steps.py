from __future__ import annotations

import pytest

from pipelint_rules.str.members import missing_key
from pipelint_rules.str.steps import (
    misplaced_step_key,
    missing_arguments,
    property_files_of_another_step,
    unknown_step_key,
    unknown_step_type,
)
from tests.rules.linting import condition, for_each, lint, pipeline, step


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CreateModel", "Model"),
        ("createmodel", "Model"),
        ("TrainingStep", "Training"),
        ("training", "Training"),
        ("ForeachStep", "ForEach"),
        ("CreateModelPackage", "RegisterModel"),
    ],
)
def test_an_alias_or_another_case_is_an_error_with_the_type_that_is_meant(
    written: str, meant: str
) -> None:
    [finding] = lint(unknown_step_type, pipeline([step("A", written)]))

    assert (finding.severity, finding.pointer) == ("error", "/Steps/0/Type")
    assert finding.hint == f"write '{meant}'"


def test_a_type_like_no_other_is_a_warning_that_names_the_catalog() -> None:
    [finding] = lint(unknown_step_type, pipeline([step("A", "Quantum")]))

    assert finding.severity == "warning"
    assert "the catalog is botocore" in (finding.hint or "")


def test_types_in_branches_and_bodies_are_looked_at() -> None:
    found = lint(
        unknown_step_type,
        pipeline(
            [condition([step("A", "lambda")], [step("B", "fail")]), for_each([step("C", "x")])]
        ),
    )

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/IfSteps/0/Type",
        "/Steps/0/Arguments/ElseSteps/0/Type",
        "/Steps/1/Arguments/ForEachBody/0/Type",
    ]


def test_a_key_that_the_request_has_is_told_to_move() -> None:
    [finding] = lint(unknown_step_key, pipeline([step("A", "Processing", Environment={})]))

    assert finding.pointer == "/Steps/0/Environment"
    assert finding.message == "a Processing step has no key 'Environment'"
    assert finding.hint == "move it into 'Arguments'"


def test_unknown_keys_of_a_step_of_unknown_type_are_silent() -> None:
    definition = pipeline([step("A", "Quantum", Qubits=3)])

    assert lint(unknown_step_key, definition) == ()
    assert lint(misplaced_step_key, definition) == ()


def test_a_key_of_another_type_names_the_types_that_take_it() -> None:
    [finding] = lint(misplaced_step_key, pipeline([step("A", "Processing", FunctionArn="arn")]))

    assert finding.pointer == "/Steps/0/FunctionArn"
    assert finding.hint == "it belongs to steps of type Lambda"


def test_a_model_name_beside_the_arguments_of_a_transform_is_told_to_move() -> None:
    [finding] = lint(misplaced_step_key, pipeline([step("A", "Transform", ModelName="m")]))

    assert finding.hint == "move it into 'Arguments'"


def test_keys_that_are_null_are_not_misplaced() -> None:
    definition = pipeline([step("A", "QualityCheck", CheckType="DATA_QUALITY", ModelName=None)])

    assert lint(misplaced_step_key, definition) == ()


def test_empty_property_files_are_silent_on_any_step() -> None:
    assert lint(property_files_of_another_step, pipeline([step("A", PropertyFiles=[])])) == ()


def test_arguments_in_another_case_are_missing_and_not_unknown_as_well() -> None:
    definition = pipeline([{"Name": "A", "Type": "Training", "arguments": {}}])

    [finding] = lint(missing_arguments, definition)

    assert (finding.pointer, finding.hint) == (
        "/Steps/0/arguments",
        "write 'Arguments' for 'arguments'",
    )
    assert lint(unknown_step_key, definition) == ()


def test_null_arguments_of_a_lambda_are_a_warning() -> None:
    [finding] = lint(
        missing_arguments, pipeline([step("A", "Lambda", FunctionArn="arn", Arguments=None)])
    )

    assert (finding.severity, finding.pointer) == ("warning", "/Steps/0/Arguments")


def test_a_step_of_unknown_type_may_lack_arguments_but_no_name() -> None:
    definition = pipeline([{"Type": "Quantum"}])

    assert lint(missing_arguments, definition) == ()
    [finding] = lint(missing_key, definition)
    assert finding.message == "a step without a name has no 'Name'"
