from __future__ import annotations

import pytest

from pipelint_rules.cnd.constant import (
    comparison_with_itself,
    constant_condition,
    contradictory_conditions,
    dead_branch,
    impossible_value,
    incompatible_branches,
)
from tests.rules.linting import Json, lint, pipeline, step

MODE = {"Name": "Mode", "Type": "String", "EnumValues": ["train", "score"]}
PARAMETERS: list[Json] = [
    {"Name": "Full", "Type": "Boolean", "DefaultValue": False},
    {"Name": "N", "Type": "Integer", "DefaultValue": 1},
    MODE,
]
GET_MODE, GET_N, GET_FULL = ({"Get": f"Parameters.{name}"} for name in ("Mode", "N", "Full"))
RULES = (
    comparison_with_itself,
    constant_condition,
    contradictory_conditions,
    dead_branch,
    impossible_value,
    incompatible_branches,
)


def compare(left: object, right: object, kind: str = "Equals") -> Json:
    return {"Type": kind, "LeftValue": left, "RightValue": right}


def definition(*conditions: object, others: tuple[object, ...] = (), **sides: object) -> Json:
    lists = {"IfSteps": [step("Retrain"), step("Register")], "ElseSteps": [], **sides}
    check = step("Check", "Condition", Arguments={"Conditions": list(conditions), **lists})
    return pipeline([check, *others], PARAMETERS)


def codes(definition: Json) -> list[str]:
    return [finding.rule for rule in RULES for finding in lint(rule, definition)]


def test_a_dead_branch_is_told_with_all_that_never_runs() -> None:
    notify = step("Notify", DependsOn=["Register"])

    [finding] = lint(dead_branch, definition(compare(GET_MODE, "retrain"), others=(notify,)))

    assert finding.pointer == "/Steps/0/Arguments/Conditions/0/RightValue"
    assert finding.message == (
        "'Mode' is never 'retrain', so 'Retrain' and 'Register' never run,"
        " nor does 'Notify', which needs them"
    )
    assert finding.hint == (
        "compare with 'train' or 'score', or add it to the EnumValues of 'Mode'"
    )
    assert [(each.pointer, each.message) for each in finding.related] == [
        ("/Parameters/2/EnumValues", "all values that a start may give")
    ]


def test_the_steps_of_a_large_branch_are_counted() -> None:
    many = [step(f"S{at}") for at in range(8)]

    [finding] = lint(dead_branch, definition(compare(GET_MODE, "retrain"), IfSteps=many))

    assert finding.message.endswith("so 'S0', 'S1', 'S2', 'S3' and 4 more steps never run")


def test_a_branch_that_runs_always_makes_the_other_one_dead() -> None:
    every = {"Type": "In", "QueryValue": GET_MODE, "Values": ["train", "score"]}

    [finding] = lint(dead_branch, definition(every, ElseSteps=[step("Other")]))

    assert finding.message == ("this condition is true in every execution, so 'Other' never runs")


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ([compare(False, True)], ["constant-condition"]),
        ([compare(True, True)], ["constant-condition"]),
        ([compare(GET_N, GET_N)], ["comparison-with-itself"]),
        ([compare(GET_MODE, "retrain")], ["dead-branch"]),
        ([compare(GET_MODE, "retrain", "NotEquals")], ["impossible-value"]),
        ([compare(GET_MODE, "train"), compare(GET_MODE, "score")], ["contradictory-conditions"]),
        ([compare(GET_N, 2.5)], ["dead-branch"]),
        ([compare(GET_N, 2), compare(GET_MODE, "retrain")], ["dead-branch"]),
        ([{"Type": "Not", "Condition": compare(GET_MODE, "retrain")}], ["impossible-value"]),
        (
            [{"Type": "Or", "Conditions": [compare(1, 1), compare(GET_N, 1)]}],
            ["constant-condition"],
        ),
        (
            [{"Type": "Or", "Conditions": [compare(GET_N, 1), compare(GET_N, 1, "NotEquals")]}],
            ["constant-condition"],
        ),
        ([compare(GET_FULL, False)], []),
        ([compare(GET_N, 1)], []),
        ([compare(GET_MODE, "train")], []),
        ([compare(GET_MODE, 1)], []),
        ([], []),
    ],
)
def test_one_cause_is_one_finding(conditions: list[object], found: list[str]) -> None:
    assert codes(definition(*conditions)) == found


def test_a_frozen_value_is_told_with_what_never_runs() -> None:
    [finding] = lint(constant_condition, definition(compare(False, True)))

    assert finding.pointer == "/Steps/0/Arguments/Conditions/0"
    assert finding.message == (
        "this condition is false in every execution, so 'Retrain' and 'Register' never run"
    )


def test_contradictory_conditions_leave_out_those_that_have_no_part_in_it() -> None:
    [finding] = lint(
        contradictory_conditions,
        definition(
            compare(GET_N, 5, "GreaterThan"),
            compare(GET_MODE, "train"),
            compare(GET_N, 3, "LessThan"),
        ),
    )

    assert finding.pointer == "/Steps/0/Arguments/Conditions/2"
    assert finding.message == "this is never true together with another condition of the list"
    assert [each.pointer for each in finding.related] == ["/Steps/0/Arguments/Conditions/0"]


def test_a_default_outside_of_the_enum_values_can_occur() -> None:
    odd = {**MODE, "DefaultValue": "retrain"}
    check = step("Check", "Condition", Arguments={"Conditions": [compare(GET_MODE, "retrain")]})

    assert codes(pipeline([check], [odd])) == []


def test_a_value_of_a_list_is_reported_alone() -> None:
    query = {"Type": "In", "QueryValue": GET_MODE, "Values": ["train", "retrain", "again"]}

    findings = lint(impossible_value, definition(query))

    assert [(each.pointer[-8:], each.message) for each in findings] == [
        ("Values/1", "'Mode' is never 'retrain'"),
        ("Values/2", "'Mode' is never 'again'"),
    ]


def test_joined_texts_that_never_occur_are_told() -> None:
    joined = {"Std:Join": {"On": "-", "Values": ["x", GET_MODE]}}

    [finding] = lint(dead_branch, definition(compare(joined, "x_train")))

    assert finding.message.startswith("the joined text is never 'x_train', so ")
    assert finding.hint == "it can be 'x-train' or 'x-score'"


def test_a_step_that_needs_outcomes_which_exclude_each_other() -> None:
    other = {
        **step("Other", "Condition"),
        "Arguments": {
            "Conditions": [compare(GET_MODE, "score")],
            "IfSteps": [step("Score", DependsOn=["Retrain"]), step("Tell", DependsOn=["Score"])],
        },
    }

    [finding] = lint(incompatible_branches, definition(compare(GET_MODE, "train"), others=(other,)))

    assert finding.message == (
        "'Score' needs 'Check' to be true and 'Other' to be true, which never comes together,"
        " so it never runs"
    )
