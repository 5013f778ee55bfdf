from __future__ import annotations

from pipelint_rules.str.for_each import (
    concurrency_out_of_range,
    not_iterable,
    selector_without_iteration_output,
    step_type_in_body,
)
from pipelint_rules.str.kinds import wrong_kind_of_value
from tests.rules.linting import condition, for_each, lint, pipeline, step


def test_a_for_each_may_not_hold_a_condition_or_a_for_each() -> None:
    found = lint(step_type_in_body, pipeline([for_each([condition([]), for_each([]), step("A")])]))

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/ForEachBody/0/Type",
        "/Steps/0/Arguments/ForEachBody/1/Type",
    ]


def test_a_reference_to_a_text_can_be_iterated_over() -> None:
    each = for_each([step("A")], IterableItems={"Get": "Parameters.Items"})

    assert lint(not_iterable, pipeline([each])) == ()


def test_a_number_is_nothing_to_iterate_over() -> None:
    each = for_each([step("A")], IterableItems=5)

    [finding] = lint(not_iterable, pipeline([each]))

    assert finding.message == "'IterableItems' is 5, not a list"
    assert lint(wrong_kind_of_value, pipeline([each])) == ()


def test_objects_lists_and_null_are_no_items() -> None:
    each = for_each([step("A")], IterableItems=["a", 1.5, True, {"Get": "Parameters.X"}, [], None])

    found = lint(not_iterable, pipeline([each]))

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/IterableItems/4",
        "/Steps/0/Arguments/IterableItems/5",
    ]


def test_a_concurrency_through_a_parameter_is_reported_at_the_default() -> None:
    definition = pipeline(
        [for_each([step("A")], MaxConcurrency={"Get": "Parameters.N"})],
        [{"Name": "N", "Type": "Integer", "DefaultValue": 0}],
    )

    [finding] = lint(concurrency_out_of_range, definition)

    assert finding.pointer == "/Parameters/0/DefaultValue"
    assert finding.hint == "give a number between 1 and 50"
    assert [other.pointer for other in finding.related] == ["/Steps/0/Arguments/MaxConcurrency"]


def test_a_selector_may_use_the_first_name_of_its_scope() -> None:
    each = for_each(
        [step("A")], Selector={"Pick": "MinBy", "Field": {"Get": "ChildOutput.TrainingJobName"}}
    )

    assert lint(selector_without_iteration_output, pipeline([each])) == ()


def test_a_selector_with_a_literal_field_is_an_error() -> None:
    each = for_each([step("A")], Selector={"Pick": "MinBy", "Field": "loss"})

    [finding] = lint(selector_without_iteration_output, pipeline([each]))

    assert finding.pointer == "/Steps/0/Arguments/Selector/Field"
