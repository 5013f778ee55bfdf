from __future__ import annotations

import pytest

from pipelint_rules.nam.members import (
    duplicate_output_name,
    duplicate_parameter_name,
    malformed_parameter_name,
)
from pipelint_rules.nam.steps import (
    duplicate_step_name,
    malformed_step_name,
    name_of_an_iteration,
    similar_step_names,
)
from tests.rules.linting import condition, for_each, lint, pipeline, step


def test_a_name_in_both_branches_is_given_twice() -> None:
    definition = pipeline([condition([step("A")], [step("A", "Processing")])])

    [finding] = lint(duplicate_step_name, definition)

    assert finding.pointer == "/Steps/0/Arguments/ElseSteps/0/Name"
    assert finding.message == "step name 'A' is given twice"
    assert [(other.pointer, other.message) for other in finding.related] == [
        ("/Steps/0/Arguments/IfSteps/0/Name", "first given here")
    ]


def test_a_copy_in_another_list_is_to_be_removed() -> None:
    [finding] = lint(duplicate_step_name, pipeline([condition([step("A")]), step("A")]))

    assert finding.hint == "remove one of the two copies: a step stands in one list only"


def test_a_name_given_three_times_is_reported_twice() -> None:
    found = lint(duplicate_step_name, pipeline([step("A"), for_each([step("A")]), step("A")]))

    assert [finding.pointer for finding in found] == [
        "/Steps/1/Arguments/ForEachBody/0/Name",
        "/Steps/2/Name",
    ]
    assert {finding.related[0].pointer for finding in found} == {"/Steps/0/Name"}


def test_names_that_differ_in_case_are_an_info_across_lists() -> None:
    [finding] = lint(similar_step_names, pipeline([condition([step("train")]), step("Train")]))

    assert (finding.severity, finding.pointer) == ("info", "/Steps/1/Name")


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        (
            "Is it good?",
            "step name 'Is it good?' has a blank in it",
            "name it 'Is-it-good', and keep the text as its 'DisplayName'",
        ),
        (
            "a.b",
            "step name 'a.b' has '.' in it",
            "name it 'a-b', and keep the text as its 'DisplayName'",
        ),
        ("é", "step name 'é' has 'é' in it", "use 1 to 64 letters, digits, '-' and '_'"),
        ("", "a step's name is empty", "use 1 to 64 letters, digits, '-' and '_'"),
    ],
)
def test_a_name_gets_a_legal_proposal(name: str, message: str, hint: str) -> None:
    [finding] = lint(malformed_step_name, pipeline([step(name)]))

    assert (finding.pointer, finding.message, finding.hint) == ("/Steps/0/Name", message, hint)


def test_a_name_of_64_characters_is_silent() -> None:
    assert lint(malformed_step_name, pipeline([step("x" * 64)])) == ()


def test_only_names_of_steps_in_a_body_are_reserved() -> None:
    definition = pipeline(
        [for_each([step("A")]), step("B"), step("B-1"), step("A-x"), step("A-07")]
    )

    [finding] = lint(name_of_an_iteration, definition)

    assert finding.pointer == "/Steps/4/Name"
    assert finding.related[0].pointer == "/Steps/0/Arguments/ForEachBody/0/Name"


def test_a_parameter_given_twice_is_a_warning_with_the_first() -> None:
    [finding] = lint(duplicate_parameter_name, pipeline([], [{"Name": "P"}, {"Name": "P"}]))

    assert (finding.severity, finding.pointer) == ("warning", "/Parameters/1/Name")
    assert finding.related[0].pointer == "/Parameters/0/Name"


@pytest.mark.parametrize(
    ("name", "severity"), [("a b", "warning"), ("x" * 65, "warning"), ("x" * 257, "error")]
)
def test_only_a_parameter_name_beyond_the_api_is_an_error(name: str, severity: str) -> None:
    [finding] = lint(malformed_parameter_name, pipeline([], [{"Name": name}]))

    assert (finding.severity, finding.pointer) == (severity, "/Parameters/0/Name")


@pytest.mark.parametrize("name", ["a", "A_b-1", "_", "-", "x" * 64])
def test_legal_parameter_names_are_silent(name: str) -> None:
    assert lint(malformed_parameter_name, pipeline([], [{"Name": name}])) == ()


def test_outputs_that_are_expressions_have_no_name_to_compare() -> None:
    output = {"OutputName": {"Get": "Parameters.N"}, "OutputType": "String"}

    definition = pipeline([step("L", "Lambda", OutputParameters=[output, output])])

    assert lint(duplicate_output_name, definition) == ()


def test_the_order_of_keys_does_not_change_which_name_is_the_second() -> None:
    arguments = {"ElseSteps": [step("A")], "Conditions": [], "IfSteps": [step("A"), step("a")]}

    definition = pipeline([step("C", "Condition", Arguments=arguments)])

    [finding] = lint(duplicate_step_name, definition)
    assert finding.pointer == "/Steps/0/Arguments/ElseSteps/0/Name"
