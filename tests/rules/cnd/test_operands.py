from __future__ import annotations

import pytest

from pipelint_rules.cnd.lists import empty_list, nested_condition, no_branches, repeated_value
from pipelint_rules.cnd.operands import (
    integer_equals_float,
    mismatched_operands,
    null_operand,
    numbers_as_text,
    ordered_booleans,
    structured_operand,
)
from tests.rules.linting import Json, condition, lint, pipeline, step

JSON = {"Std:JsonGet": {"S3Uri": {"Std:Join": {"On": "/", "Values": ["s3:/", "b"]}}, "Path": "a.b"}}
OUTCOME = {"Get": "Steps.First.Outcome"}
RULES = (
    integer_equals_float,
    mismatched_operands,
    null_operand,
    numbers_as_text,
    ordered_booleans,
    structured_operand,
)


def compare(left: object, right: object, kind: str = "Equals") -> Json:
    return {"Type": kind, "LeftValue": left, "RightValue": right}


def get(kind: str) -> Json:
    return {"Get": f"Parameters.{kind}"}


def definition(*conditions: object, default: object = None) -> Json:
    kinds = ("String", "Integer", "Float", "Boolean")
    parameters: list[dict[str, object]] = [{"Name": kind, "Type": kind} for kind in kinds]
    if default is not None:
        parameters[0]["DefaultValue"] = default
    check = step("Check", "Condition", Arguments={"Conditions": list(conditions)})
    return pipeline([{**condition([]), "Name": "First"}, check], parameters)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (compare(get("Integer"), 3), []),
        (compare(get("Integer"), 3.0), ["integer-equals-float"]),
        (compare(get("Integer"), 3.5), []),
        (compare(get("Float"), 3), ["integer-equals-float"]),
        (compare(get("Float"), 3, "GreaterThan"), []),
        (compare(get("Integer"), "3"), ["mismatched-operands"]),
        (compare(get("String"), 0.8, "GreaterThan"), ["mismatched-operands"]),
        (compare(get("Boolean"), "true"), ["mismatched-operands"]),
        (compare(OUTCOME, "true"), ["mismatched-operands"]),
        (compare(OUTCOME, True), []),
        (compare(get("Boolean"), True, "LessThan"), ["ordered-booleans"]),
        (compare(get("Boolean"), None), ["null-operand"]),
        (compare(get("String"), ["a"]), ["structured-operand"]),
        (compare(JSON, get("String"), "LessThan"), ["numbers-as-text"]),
        (compare(JSON, get("Float"), "LessThan"), []),
        (compare(JSON, "0.8", "LessThan"), ["numbers-as-text"]),
        (compare(JSON, "2024-01-01", "LessThan"), []),
        (compare(JSON, "0.8"), []),
        (compare(get("String"), get("String"), "LessThan"), ["numbers-as-text"]),
        (compare(get("String"), "2024-01-01", "LessThan"), []),
        (compare({"Get": "Parameters.Nope"}, 3), []),
        (compare({"Get": "Execution.PipelineName"}, "demo"), []),
    ],
)
def test_one_cause_is_one_finding(condition: Json, found: list[str]) -> None:
    checked = definition(condition)

    assert [finding.rule for rule in RULES for finding in lint(rule, checked)] == found


def test_a_text_parameter_that_holds_no_number_may_be_ordered() -> None:
    ordered = definition(compare(JSON, get("String"), "LessThan"), default="2024-01-01")

    assert lint(numbers_as_text, ordered) == ()


def test_a_threshold_is_to_be_declared_as_a_number() -> None:
    [finding] = lint(
        numbers_as_text, definition(compare(JSON, get("String"), "LessThan"), default="6.0")
    )

    assert finding.pointer == "/Steps/1/Arguments/Conditions/0/RightValue"
    assert finding.hint == "declare 'String' as a Float or Integer"
    assert [each.pointer for each in finding.related] == ["/Parameters/0/Type"]


@pytest.mark.parametrize(
    ("condition", "place", "message", "hint"),
    [
        (
            compare(get("Boolean"), "True"),
            "RightValue",
            "the text 'True' is compared with parameter 'Boolean' (a Boolean)",
            "write true without quotes",
        ),
        (
            compare("3", get("Integer")),
            "LeftValue",
            "the text '3' is compared with parameter 'Integer' (an Integer)",
            "write 3 without quotes",
        ),
        (
            compare(get("String"), 3),
            "RightValue",
            "the number '3' is compared with parameter 'String' (a String)",
            'write "3"',
        ),
        (
            compare(get("String"), 3, "LessThan"),
            "LeftValue",
            "parameter 'String' (a String) is compared with the number '3'",
            "declare 'String' as an Integer",
        ),
        (
            compare(OUTCOME, 1),
            "RightValue",
            "the number '1' is compared with a Boolean value",
            "write a Boolean",
        ),
    ],
)
def test_the_side_to_be_changed_is_marked(
    condition: Json, place: str, message: str, hint: str
) -> None:
    [finding] = lint(mismatched_operands, definition(condition))

    assert finding.pointer == f"/Steps/1/Arguments/Conditions/0/{place}"
    assert (finding.message, finding.hint) == (message, hint)


def test_conditions_inside_of_others_are_judged() -> None:
    inner = {"Type": "Or", "Conditions": [compare(get("Integer"), "3")]}

    [finding] = lint(mismatched_operands, definition({"Type": "Not", "Condition": inner}))

    assert finding.pointer == ("/Steps/1/Arguments/Conditions/0/Condition/Conditions/0/RightValue")


def test_values_that_differ_in_type_are_not_repeated() -> None:
    query = {"Type": "In", "QueryValue": get("Integer"), "Values": [1, "1", True, 1.0]}

    assert lint(repeated_value, definition(query)) == ()


def test_missing_conditions_are_no_empty_list() -> None:
    odd = step("Check", "Condition", Arguments={"IfSteps": []})

    assert lint(empty_list, pipeline([odd])) == ()
    assert lint(no_branches, pipeline([odd])) == ()


def test_a_condition_whose_outcome_is_read_needs_no_branches() -> None:
    reader = step("Tell", "Lambda", Arguments={"o": {"Get": "Steps.Check.Outcome"}})

    assert lint(no_branches, pipeline([condition([], []), reader])) == ()
    [finding] = lint(no_branches, pipeline([condition([], [])]))
    assert finding.severity == "info"


def test_a_nested_condition_names_the_outer_one() -> None:
    inner = {**condition([]), "Name": "Inner"}

    [finding] = lint(nested_condition, pipeline([condition([], [inner])]))

    assert finding.pointer == "/Steps/0/Arguments/ElseSteps/0"
    assert [each.pointer for each in finding.related] == ["/Steps/0"]
