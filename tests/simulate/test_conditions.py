"""Conditions: what each compares, what comes of it, and what cannot be compared."""

from __future__ import annotations

import operator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelint.simulate import Trace
from tests.simulate.requests import (
    among,
    check,
    condition,
    execute,
    function,
    get,
    join,
    json_get,
    processing,
    result_of,
    step,
    training,
)

ORDERINGS = ["GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo"]
FIRST = "/Steps/0/Arguments/Conditions/0"
PLACE = "Steps[Check].Arguments.Conditions[0]"


def decided(*conditions: Any) -> bool | None:
    """The outcome of literal conditions."""
    return execute(check(*conditions))["Check"].outcome


def failure(*conditions: Any) -> str | None:
    """Why a Condition step fails."""
    found = execute(check(*conditions))["Check"]

    assert (found.status, found.outcome) == ("Failed", None)
    return found.reason


@pytest.mark.parametrize(
    ("kind", "left", "right", "result"),
    [
        ("Equals", 1, 1, True),
        ("Equals", 3, 3.0, True),
        ("Equals", "a", "A", False),
        ("Equals", True, True, True),
        ("Equals", True, False, False),
        ("NotEquals", 1, 2, True),
        ("NotEquals", 3, 3.0, False),
        ("GreaterThan", 2, 1, True),
        ("GreaterThan", 1, 1, False),
        ("GreaterThan", 1.5, 1, True),
        ("GreaterThanOrEqualTo", 1, 1.0, True),
        ("GreaterThanOrEqualTo", 0.9, 1, False),
        ("LessThan", 1, 1.0, False),
        ("LessThan", 1, 1.5, True),
        ("LessThanOrEqualTo", 1.0, 1, True),
        ("LessThanOrEqualTo", 2, 1, False),
        ("GreaterThan", "10", "9", False),
        ("LessThan", "Z", "a", True),
        ("LessThan", "\uffff", "\U00010000", True),
        ("LessThanOrEqualTo", "", "a", True),
    ],
)
def test_two_values_are_compared(kind: str, left: Any, right: Any, result: bool) -> None:
    assert decided(condition(kind, left, right)) is result


@pytest.mark.parametrize(
    ("kind", "query", "values", "result"),
    [
        ("In", 3, [1, 3.0], True),
        ("In", "a", ["b", "c"], False),
        ("In", "a", [], False),
        ("NotIn", "a", ["b", "c"], True),
        ("NotIn", "a", ["a"], False),
        ("NotIn", "a", [], True),
        ("In", True, [False, True], True),
    ],
)
def test_query_is_compared_with_every_value(
    kind: str, query: Any, values: list[Any], result: bool
) -> None:
    assert decided(among(kind, query, *values)) is result


def negated(inner: Any) -> dict[str, Any]:
    return {"Type": "Not", "Condition": inner}


def either(*inner: Any) -> dict[str, Any]:
    return {"Type": "Or", "Conditions": list(inner)}


YES, NO = condition("Equals", 1, 1), condition("Equals", 1, 2)


@pytest.mark.parametrize(
    ("conditions", "result"),
    [
        ([], True),
        ([YES, YES], True),
        ([YES, NO], False),
        ([either()], False),
        ([either(NO, NO)], False),
        ([either(NO, YES)], True),
        ([negated(NO)], True),
        ([negated(negated(NO))], False),
        ([negated(either(NO, among("In", "a", "a")))], False),
        ([either(NO, negated(either(NO, NO)))], True),
        ([YES, negated(NO), either(NO, YES)], True),
    ],
)
def test_conditions_are_combined(conditions: list[Any], result: bool) -> None:
    assert decided(*conditions) is result


@pytest.mark.parametrize("kind", ["Equals", "NotEquals", *ORDERINGS])
@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("1", 1, 'text cannot be compared with a number: "1", 1'),
        (0.5, "a", 'a number cannot be compared with text: 0.5, "a"'),
        (1, None, "null cannot be compared"),
        (None, None, "null cannot be compared"),
        (1, True, "a number cannot be compared with a boolean: 1, true"),
    ],
)
def test_values_of_other_types_fail_the_step(kind: str, left: Any, right: Any, words: str) -> None:
    assert failure(condition(kind, left, right)) == f"{PLACE}: {words}"


@pytest.mark.parametrize("kind", ["Equals", "NotEquals"])
def test_boolean_is_compared_with_a_boolean_alone(kind: str) -> None:
    assert failure(condition(kind, True, 1)) == (
        f"{PLACE}: a boolean cannot be compared with a number: true, 1"
    )
    assert failure(condition(kind, True, "true")) == (
        f'{PLACE}: a boolean cannot be compared with text: true, "true"'
    )


@pytest.mark.parametrize("kind", ORDERINGS)
def test_booleans_have_no_order(kind: str) -> None:
    assert failure(condition(kind, True, False)) == f"{PLACE}: '{kind}' does not order booleans"


@pytest.mark.parametrize("kind", ["In", "NotIn"])
def test_query_fails_at_a_value_of_another_type_even_after_an_equal_one(kind: str) -> None:
    assert failure(among(kind, "a", "a", 1)) == (
        f'{PLACE}: text cannot be compared with a number: "a", 1'
    )


def test_comparison_that_decides_nothing_any_more_is_made_all_the_same() -> None:
    bad = condition("GreaterThan", 1, "a")
    words = 'a number cannot be compared with text: 1, "a"'

    assert failure(NO, bad) == f"Steps[Check].Arguments.Conditions[1]: {words}"
    assert failure(either(YES, bad)) == f"{PLACE}.Conditions[1]: {words}"
    assert failure(negated(bad)) == f"{PLACE}.Condition: {words}"


def test_operand_without_a_value_fails_the_step_though_another_condition_is_false() -> None:
    missing = condition("Equals", get("Steps.Train.HyperParameters['a']"), "1")

    trace = execute(training(), check(NO, missing))

    assert trace["Check"].reason == (
        "Steps[Check].Arguments.Conditions[1].LeftValue: the response of 'Train' has no 'a'"
    )


def test_path_that_a_given_file_lacks_fails_the_step() -> None:
    given = {"steps": {"Prep": {"property_files": {"Report": {"mse": 1}}}}}

    trace = execute(processing(), check(condition("Equals", json_get("auc"), 1)), given=given)

    assert trace["Check"].reason == (
        "Steps[Check].Arguments.Conditions[0].LeftValue: the file 'Report' of 'Prep' has no 'auc'"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "null cannot be compared"), ([1], "a list or an object cannot be compared")],
)
def test_null_or_container_in_a_given_file_fails_the_step(content: Any, words: str) -> None:
    given = {"steps": {"Prep": {"property_files": {"Report": {"auc": content}}}}}

    trace = execute(processing(), check(condition("Equals", 1, json_get("auc"))), given=given)

    assert trace["Check"].reason == f"Steps[Check].Arguments.Conditions[0]: {words}"


def test_decision_has_every_comparison_with_its_operands_the_outer_first() -> None:
    conditions = [negated(either(condition("LessThan", 2, 1), among("In", "a", "b", "a"))), YES]

    assert execute(check(*conditions))["Check"].decision == [
        {"pointer": FIRST, "left": None, "right": None, "result": False},
        {"pointer": f"{FIRST}/Condition", "left": None, "right": None, "result": True},
        {"pointer": f"{FIRST}/Condition/Conditions/0", "left": 2, "right": 1, "result": False},
        {
            "pointer": f"{FIRST}/Condition/Conditions/1",
            "left": "a",
            "right": ["b", "a"],
            "result": True,
        },
        {"pointer": "/Steps/0/Arguments/Conditions/1", "left": 1, "right": 1, "result": True},
    ]


# Made-up values


def needs(trace: Trace) -> list[tuple[str, str, str]]:
    """The inputs for which an execution waits."""
    assert trace.status == "NeedsInput"
    return [(need.step, need.pointer, need.given) for need in trace.needs]


@pytest.mark.parametrize(
    ("operand", "given"),
    [
        (json_get("mse['a.b'][0].value"), "steps.Prep.property_files.Report.mse['a.b'][0].value"),
        (get("Steps.Ask.OutputParameters['n']"), "steps.Ask.outputs.n"),
        (get("Steps.Train.BillableTimeInSeconds"), "steps.Train.properties.BillableTimeInSeconds"),
        (
            get("Steps.Train.FinalMetricDataList['val:acc'].Value"),
            "steps.Train.properties.FinalMetricDataList.val:acc.Value",
        ),
        (get("Execution.PipelineName"), "execution.PipelineName"),
        (get("Execution.CurrentDateTime"), "execution.CurrentDateTime"),
        (json_get("a", S3Uri="s3://b/m.json"), "s3['s3://b/m.json'].a"),
        (json_get("Result[1]", S3Uri=result_of("Train")), "steps.Train.result[1]"),
        (join("x-", join(get("Execution.PipelineName"), on="/")), "execution.PipelineName"),
    ],
)  # fmt: skip
def test_made_up_operand_needs_input(operand: Any, given: str) -> None:
    steps = (processing(), training(), function(n="Integer"))

    trace = execute(*steps, check(condition("Equals", operand, 1)))

    assert needs(trace) == [("Check", "/Steps/3/Arguments/Conditions/0/LeftValue", given)]
    assert trace["Check"].status == "NotExecuted"
    assert trace["Check"].reason == "needs input"


def test_all_missing_entries_of_a_step_are_told() -> None:
    text = join(get("Steps.Ask.OutputParameters['s']"), get("Execution.PipelineName"))
    conditions = [
        negated(condition("Equals", 1, get("Steps.Ask.OutputParameters['n']"))),
        among("In", text, "a", json_get("b")),
    ]

    trace = execute(processing(), function(n="Integer", s="String"), check(*conditions))

    where = "/Steps/2/Arguments/Conditions"
    assert needs(trace) == [
        ("Check", f"{where}/0/Condition/RightValue", "steps.Ask.outputs.n"),
        ("Check", f"{where}/1/QueryValue", "steps.Ask.outputs.s"),
        ("Check", f"{where}/1/QueryValue", "execution.PipelineName"),
        ("Check", f"{where}/1/Values/1", "steps.Prep.property_files.Report.b"),
    ]


@pytest.mark.parametrize(
    "operand",
    [
        get("Steps.Train.OutputDataConfig.S3OutputPath"),
        get("Steps.Train.TrainingJobStatus"),
        join("a", get("Parameters.P")),
    ],
)
def test_echo_status_and_parameters_decide(operand: Any) -> None:
    parameter = {"Name": "P", "Type": "String", "DefaultValue": "b"}

    trace = execute(training(), check(condition("Equals", operand, "x")), parameters=[parameter])

    assert (trace.status, trace["Check"].outcome) == ("Succeeded", False)


def test_what_a_person_gives_decides() -> None:
    given = {"steps": {"Ask": {"outputs": {"n": 5}}}}
    compared = condition("GreaterThan", get("Steps.Ask.OutputParameters['n']"), 4.5)

    trace = execute(function(n="Integer"), check(compared), given=given)

    assert trace["Check"].outcome is True
    [decision] = trace["Check"].decisions or ()
    assert decision.left is not None
    assert not isinstance(decision.right, list)
    assert decision.left.origin == ("steps", "Ask", "outputs", "n")


def test_outcome_of_a_condition_decides_another() -> None:
    again = check(condition("Equals", get("Steps.Check.Outcome"), True), name="Again")

    assert execute(check(NO), again)["Again"].outcome is False


def test_made_up_items_and_selectors_need_input() -> None:
    loop = {"MaxConcurrency": 1, "ForEachBody": [function("Body", score="Float")]}
    pick = {"Pick": "MaxBy", "Field": get("IterationOutput.Body.OutputParameters['score']")}
    items = step(
        "Each", "ForEach", {**loop, "IterableItems": get("Steps.Ask.OutputParameters['s']")}
    )
    selector = step("Each", "ForEach", {**loop, "IterableItems": ["a", "b"], "Selector": pick})

    assert needs(execute(function(s="String"), items)) == [
        ("Each", "/Steps/1/Arguments/IterableItems", "steps.Ask.outputs.s")
    ]
    assert needs(execute(selector)) == [
        (
            "Each",
            "/Steps/0/Arguments/Selector/Field",
            f"steps.Each.iterations.{i}.Body.outputs.score",
        )
        for i in range(2)
    ]


OPERATORS = {
    "Equals": operator.eq,
    "NotEquals": operator.ne,
    "GreaterThan": operator.gt,
    "GreaterThanOrEqualTo": operator.ge,
    "LessThan": operator.lt,
    "LessThanOrEqualTo": operator.le,
}
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)


@given(st.sampled_from([*OPERATORS]), st.tuples(NUMBERS, NUMBERS) | st.tuples(st.text(), st.text()))
def test_comparison_is_that_of_numbers_and_of_code_points(
    kind: str, operands: tuple[Any, Any]
) -> None:
    assert decided(condition(kind, *operands)) is OPERATORS[kind](*operands)


@given(st.integers(0, 3), st.lists(st.integers(0, 3), max_size=3))
def test_in_is_an_or_of_equals_and_not_in_its_negation(query: int, values: list[int]) -> None:
    found = decided(among("In", query, *values))

    assert found is decided(either(*(condition("Equals", query, value) for value in values)))
    assert found is decided(negated(among("NotIn", query, *values)))
