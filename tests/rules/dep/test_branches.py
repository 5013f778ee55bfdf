from __future__ import annotations

import pytest

from pipelint_rules.dep.branches import (
    dependency_on_both_branches,
    dependency_on_one_branch,
    dependency_on_other_branch,
)
from tests.rules.linting import condition, for_each, lint, pipeline, step

BOTH = condition([step("A")], [step("B")])


def test_the_other_way_and_both_branches_are_related() -> None:
    [finding] = lint(
        dependency_on_both_branches, pipeline([step("Join", DependsOn=["B", "A"]), BOTH])
    )

    assert finding.severity == "error"
    assert finding.pointer == "/Steps/0/DependsOn/1"
    assert finding.message == (
        "'Join' waits for steps of both branches of 'Check', so it never runs"
    )
    assert [(each.pointer, each.message) for each in finding.related] == [
        ("/Steps/0/DependsOn/0", "here it waits for 'B'"),
        ("/Steps/1/Arguments/ElseSteps/0", "'B' runs only if 'Check' is false"),
        ("/Steps/1/Arguments/IfSteps/0", "'A' runs only if 'Check' is true"),
    ]


@pytest.mark.parametrize("trigger", ["Any", "Failed", "Stopped"])
def test_another_trigger_makes_it_a_warning(trigger: str) -> None:
    entries = ["A", {"Step": "B", "Trigger": trigger}]

    [finding] = lint(dependency_on_both_branches, pipeline([BOTH, step("Join", DependsOn=entries)]))

    assert finding.severity == "warning"


def test_another_trigger_on_the_way_makes_it_a_warning() -> None:
    steps = [
        BOTH,
        step("Mid", DependsOn=[{"Step": "B", "Trigger": "Any"}]),
        step("Join", DependsOn=["A", "Mid"]),
    ]

    [finding] = lint(dependency_on_both_branches, pipeline(steps))

    assert finding.severity == "warning"
    assert finding.pointer == "/Steps/2/DependsOn/1"


def test_only_the_first_step_of_a_chain_is_reported() -> None:
    steps = [BOTH, step("Join", DependsOn=["A", "B"]), step("After", DependsOn=["Join", "A"])]

    [finding] = lint(dependency_on_both_branches, pipeline(steps))

    assert finding.pointer == "/Steps/1/DependsOn/1"


def test_a_step_that_reads_the_outcome_waits_for_no_branch() -> None:
    outcome = {"o": {"Get": "Steps.Check.Outcome"}}
    definition = pipeline([BOTH, step("Join", "Lambda", Arguments=outcome, DependsOn=["A"])])

    assert lint(dependency_on_both_branches, definition) == ()


def test_a_step_of_another_condition_is_reported_at_its_own_entry() -> None:
    other = {**condition([step("D", DependsOn=["B"])]), "Name": "Other", "DependsOn": ["A"]}

    [finding] = lint(dependency_on_both_branches, pipeline([BOTH, other]))

    assert finding.pointer == "/Steps/1/Arguments/IfSteps/0/DependsOn/0"


def test_a_step_that_waits_for_the_other_branch_through_others() -> None:
    steps = [
        condition([step("A")], [step("B", DependsOn=["Mid"])]),
        step("Mid", DependsOn=["A"]),
    ]

    [finding] = lint(dependency_on_other_branch, pipeline(steps))

    assert finding.severity == "error"
    assert finding.message == "'B' waits for the other branch of 'Check', so it never runs"
    assert [(each.pointer, each.message) for each in finding.related] == [
        ("/Steps/0/Arguments/ElseSteps/0", "'B' runs only if 'Check' is false"),
        ("/Steps/0/Arguments/IfSteps/0", "'A' runs only if 'Check' is true"),
    ]


def test_several_reads_from_the_other_branch_are_one_finding() -> None:
    read = {"Get": "Steps.A.P"}
    definition = pipeline([condition([step("A")], [step("B", Arguments={"x": read, "y": read})])])

    [finding] = lint(dependency_on_other_branch, definition)

    assert finding.pointer == "/Steps/0/Arguments/ElseSteps/0/Arguments/x"


def test_a_loop_in_a_branch_is_bound_to_it() -> None:
    each = for_each([step("Body", "Lambda", DependsOn=["B"])])

    [finding] = lint(dependency_on_other_branch, pipeline([condition([each], [step("B")])]))

    assert finding.pointer == ("/Steps/0/Arguments/IfSteps/0/Arguments/ForEachBody/0/DependsOn/0")


def test_a_step_outside_is_told_on_what_it_depends() -> None:
    [finding] = lint(
        dependency_on_one_branch, pipeline([BOTH, step("Tell", DependsOn=["B"]), step("Free")])
    )

    assert finding.severity == "info"
    assert finding.message == (
        "'Tell' runs only if the outcome of 'Check' is false, since it waits for 'B'"
    )


def test_a_step_that_never_runs_is_not_told_so() -> None:
    definition = pipeline([BOTH, step("Join", DependsOn=["A", "B"])])

    assert lint(dependency_on_one_branch, definition) == ()
