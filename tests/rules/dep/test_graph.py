from __future__ import annotations

import pytest

from pipelint_rules.dep.bodies import dependency_on_body_step
from pipelint_rules.dep.entries import (
    conflicting_triggers,
    dependency_on_condition_step,
    dependency_on_fail_step,
    repeated_dependency,
)
from pipelint_rules.dep.graph import dependency_cycle, unknown_dependency
from tests.rules.linting import condition, for_each, lint, pipeline, step


def reads(*names: str) -> dict[str, object]:
    return {f"a{at}": {"Get": f"Steps.{name}.P"} for at, name in enumerate(names)}


def test_a_cycle_is_told_in_the_order_of_waiting() -> None:
    steps = [step("A", DependsOn=["C"]), step("B", DependsOn=["A"]), step("C", DependsOn=["B"])]

    [finding] = lint(dependency_cycle, pipeline(steps))

    assert finding.message == (
        "the steps wait in a circle: 'A' waits for 'C', 'C' for 'B' and 'B' for 'A'"
    )
    assert [(each.pointer, each.message) for each in finding.related] == [
        ("/Steps/2/DependsOn/0", "'C' depends on 'B'"),
        ("/Steps/1/DependsOn/0", "'B' depends on 'A'"),
    ]


def test_a_long_cycle_is_not_told_in_full() -> None:
    steps = [step(f"S{at}", DependsOn=[f"S{(at + 1) % 20}"]) for at in range(20)]

    [finding] = lint(dependency_cycle, pipeline(steps))

    assert finding.pointer == "/Steps/0/DependsOn/0"
    assert finding.message == (
        "the steps wait in a circle: 'S0' waits for 'S1', 'S1' for 'S2', 'S2' for 'S3',"
        " 'S3' for 'S4', 'S4' for 'S5', 15 more steps for the next one and 'S19' for 'S0'"
    )
    assert len(finding.related) == 19


def test_a_cycle_through_a_branch_is_reported_at_what_the_condition_reads() -> None:
    check = condition([step("Eval", "Processing")])
    check["Arguments"]["Conditions"] = [  # type: ignore[index]  # a step's arguments are a dict
        {"Type": "Equals", "LeftValue": {"Get": "Steps.Eval.P"}, "RightValue": 1}
    ]

    [finding] = lint(dependency_cycle, pipeline([check]))

    assert finding.pointer == "/Steps/0/Arguments/Conditions/0/LeftValue"
    assert [(each.pointer, each.message) for each in finding.related] == [
        ("/Steps/0/Arguments/IfSteps/0", "'Eval' stands in a branch of 'Check'")
    ]


def test_a_body_step_that_reads_from_its_own_loop_is_a_cycle() -> None:
    each = for_each([step("Body", "Lambda", Arguments=reads("Each"))])

    [finding] = lint(dependency_cycle, pipeline([each]))

    assert finding.message == "'Body' waits for 'Each', in whose body it runs"


def test_a_reference_inside_of_functions_and_messages_closes_a_cycle() -> None:
    message = {"Std:Join": {"On": "", "Values": ["a", {"Get": "Steps.B.P"}]}}
    fail = step("A", "Fail", Arguments={"ErrorMessage": message})

    [finding] = lint(dependency_cycle, pipeline([fail, step("B", DependsOn=["A"])]))

    assert finding.pointer == "/Steps/0/Arguments/ErrorMessage/Std:Join/Values/1"
    assert finding.hint == (
        "read the value from a parameter or a fixed location, or drop one of the others"
    )


def test_what_is_behind_a_cycle_is_not_reported() -> None:
    steps = [step("A", DependsOn=["A"]), step("B", DependsOn=["A"])]

    [finding] = lint(dependency_cycle, pipeline(steps))

    assert finding.message == "'A' waits for itself"


@pytest.mark.parametrize(
    ("target", "names", "hint"),
    [
        ("Prpe", ["Prep"], "did you mean 'Prep'?"),
        ("claims", ["Claims"], "did you mean 'Claims'?"),
        (
            "Claims",
            ["Claims-RepackModel-0", "Claims-RegisterModel"],
            "'Claims' of the SDK is called 'Claims-RegisterModel' or 'Claims-RepackModel-0'"
            " in the definition",
        ),
        (
            "Score",
            ["ScoreCreateModelStep", "ScoreTransformStep"],
            "'Score' of the SDK is called 'ScoreCreateModelStep' or 'ScoreTransformStep'"
            " in the definition",
        ),
    ],
)
def test_an_unknown_dependency_is_given_the_name_that_was_meant(
    target: str, names: list[str], hint: str
) -> None:
    steps = [*map(step, names), step("Last", DependsOn=[target])]

    [finding] = lint(unknown_dependency, pipeline(steps))

    assert finding.message == f"step '{target}' is not defined in this pipeline"
    assert finding.hint == hint


def test_a_name_that_is_given_twice_is_no_unknown_dependency() -> None:
    assert (
        lint(unknown_dependency, pipeline([step("A"), step("A"), step("B", DependsOn=["A"])])) == ()
    )


def test_a_trigger_on_an_unknown_step_is_reported_at_its_entry() -> None:
    entry = {"Step": "Nope", "Trigger": "Any"}

    [finding] = lint(unknown_dependency, pipeline([step("B", DependsOn=[entry])]))

    assert finding.pointer == "/Steps/0/DependsOn/0"


def test_a_fail_step_that_depends_on_itself_is_a_cycle_only() -> None:
    definition = pipeline([step("A", "Fail", DependsOn=["A"])])

    assert lint(dependency_on_fail_step, definition) == ()
    assert len(lint(dependency_cycle, definition)) == 1


def test_a_branch_that_depends_on_its_condition_is_told_to_drop_the_entry() -> None:
    check = condition([step("A", DependsOn=["Check"])])

    [finding] = lint(dependency_on_condition_step, pipeline([check]))

    assert finding.severity == "warning"
    assert finding.hint == "a step in a branch waits for its condition anyway, drop this entry"


def test_a_dependency_on_a_condition_is_told_what_works() -> None:
    [finding] = lint(
        dependency_on_condition_step, pipeline([condition([]), step("A", DependsOn=["Check"])])
    )

    assert finding.hint == (
        'to wait for the evaluation, use {"Get": "Steps.Check.Outcome"} in the step'
    )


def test_a_plain_name_and_the_trigger_completed_are_the_same() -> None:
    entries = ["A", {"Step": "A", "Trigger": "Completed"}]
    definition = pipeline([step("A"), step("B", DependsOn=entries)])

    assert lint(conflicting_triggers, definition) == ()
    assert [each.pointer for each in lint(repeated_dependency, definition)] == [
        "/Steps/1/DependsOn/1"
    ]


def test_a_trigger_that_does_not_exist_conflicts_with_none() -> None:
    entries = ["A", {"Step": "A", "Trigger": "failed"}]

    assert lint(conflicting_triggers, pipeline([step("A"), step("B", DependsOn=entries)])) == ()


def test_a_body_step_may_be_awaited_in_its_own_body() -> None:
    body = [step("One", "Lambda"), step("Two", "Lambda", DependsOn=["One"])]

    assert lint(dependency_on_body_step, pipeline([for_each(body)])) == ()


def test_a_body_step_that_is_read_several_times_is_reported_once() -> None:
    steps = [for_each([step("One", "Lambda")]), step("B", Arguments=reads("One", "One"))]

    [finding] = lint(dependency_on_body_step, pipeline(steps))

    assert finding.hint == "read Steps.Each.IterationOutputs[0].One.…"
