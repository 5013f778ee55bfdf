from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelint.analysis import Facts, Guard
from pipelint.model import Step, read
from pipelint.text import Source

Json = dict[str, Any]
MODE = {"Name": "Mode", "Type": "String", "EnumValues": ["train", "score"]}


def facts_of(steps: list[Json]) -> Facts:
    text = json.dumps({"Version": "2020-12-01", "Parameters": [MODE], "Steps": steps})
    return Facts(*read(Source.from_bytes(text.encode(), "definition.json")))


def step(name: str, *depends_on: object) -> Json:
    return {"Name": name, "Type": "Lambda", "DependsOn": list(depends_on)}


def mode_is(value: str) -> Json:
    return {"Type": "Equals", "LeftValue": {"Get": "Parameters.Mode"}, "RightValue": value}


def condition(
    name: str, if_steps: list[Json], else_steps: list[Json], *conditions: Json, needs: Any = ()
) -> Json:
    free = {"Type": "Equals", "LeftValue": {"Get": f"Parameters.{name}"}, "RightValue": 1}
    arguments = {"Conditions": list(conditions) or [free], "IfSteps": if_steps}
    return {
        **step(name, *needs),
        "Type": "Condition",
        "Arguments": {**arguments, "ElseSteps": else_steps},
    }


def words(guards: Iterable[Guard]) -> list[str]:
    return [f"{guard.condition.name} {guard.side}" for guard in guards]


def never(facts: Facts) -> list[str | None]:
    return [each.name for each in facts.index[Step] if facts.never_runs(each)]


def test_the_outermost_branch_of_a_step_comes_first() -> None:
    facts = facts_of([condition("C", [], [condition("D", [step("A")], [])])])

    assert words(facts.branch(facts.steps["A"])) == ["C False", "D True"]
    assert words(facts.branch(facts.steps["D"])) == ["C False"]
    assert words(facts.branch(facts.steps["C"])) == []


def test_a_step_needs_what_the_steps_need_that_it_waits_for() -> None:
    facts = facts_of([condition("C", [step("A")], []), step("B", "A"), step("D", "B")])

    assert words(facts.requirements[facts.steps["D"]]) == ["C True"]


def test_a_branch_needs_what_its_condition_waits_for() -> None:
    facts = facts_of(
        [condition("C", [step("A")], []), condition("D", [], [step("B")], needs=["A"])]
    )

    needed = facts.requirements[facts.steps["B"]]
    assert sorted(words(needed)) == ["C True", "D False"]


def test_steps_on_a_cycle_need_nothing_that_is_known() -> None:
    facts = facts_of([condition("C", [step("A", "B"), step("B", "A")], [])])

    assert [each.name for each in facts.requirements] == ["C"]
    assert never(facts) == []


def test_a_step_that_needs_both_branches_never_runs_nor_what_needs_it() -> None:
    facts = facts_of(
        [
            condition("C", [step("A")], [step("B")]),
            step("Join", "A", {"Step": "B", "Trigger": "Any"}),
            step("After", "Join"),
        ]
    )

    assert never(facts) == ["Join", "After"]


def test_a_step_of_one_branch_that_needs_the_other_never_runs() -> None:
    facts = facts_of([condition("C", [step("A")], [step("B", "A")])])

    assert never(facts) == ["B"]


def test_a_branch_of_a_constant_condition_never_runs() -> None:
    facts = facts_of([condition("C", [step("A")], [step("B")], mode_is("retrain"))])

    assert facts.outcomes(facts.steps["C"]) == {False}
    assert never(facts) == ["A"]


def test_a_branch_of_a_condition_that_never_runs_never_runs() -> None:
    inner = condition("D", [step("A")], [step("B")])
    facts = facts_of([condition("C", [inner], [], mode_is("retrain"))])

    assert never(facts) == ["D", "A", "B"]


def test_outcomes_of_two_conditions_that_exclude_each_other() -> None:
    facts = facts_of(
        [
            condition("C", [step("Train")], [], mode_is("train")),
            condition("D", [step("Score", "Train")], [step("Other", "Train")], mode_is("score")),
        ]
    )

    assert never(facts) == ["Score"]


def test_conditions_that_cannot_be_read_exclude_nothing() -> None:
    odd = condition("D", [step("A")], [step("B")])
    for conditions in ([], None, [3], [{"Type": "Odd"}], [{"Type": "Or", "Conditions": [{}, 3]}]):
        odd["Arguments"]["Conditions"] = conditions

        facts = facts_of([odd])

        assert facts.outcomes(facts.steps["D"]) == {True, False}
        assert never(facts) == []


@st.composite
def branching(draw: st.DrawFn) -> list[Json]:
    """Conditions on a mode, with steps in their branches that wait for each other."""
    values = st.sampled_from(["train", "score", "retrain"])
    names = iter(f"S{at}" for at in range(20))
    earlier: list[str] = []

    def some(count: int) -> list[Json]:
        made = []
        for _ in range(count):
            needs = draw(st.lists(st.sampled_from(earlier), max_size=2)) if earlier else []
            name = next(names)
            earlier.append(name)
            made.append(step(name, *needs))
        return made

    found: list[Json] = some(1)
    for at in range(draw(st.integers(1, 3))):
        needs = draw(st.lists(st.sampled_from(earlier), max_size=1))
        sides = some(draw(st.integers(0, 2))), some(draw(st.integers(0, 2)))
        found.append(condition(f"C{at}", *sides, mode_is(draw(values)), needs=needs))
        found += some(draw(st.integers(0, 1)))
    return found


def run(facts: Facts, mode: str) -> set[str | None]:
    """What runs with a mode: a step once all that it waits for ran, in the branches taken."""
    ran: set[str | None] = set()
    for each in facts.order:
        needed = [edge.source.name for edge in facts.incoming.get(each, ())]
        taken = True
        if each.side is not None and each.parent_step is not None:
            asked = each.parent_step.conditions[0].value["RightValue"]
            taken = (asked == mode) is each.side.side
        if taken and ran.issuperset(needed):
            ran.add(each.name)
    return ran


@given(branching())
@settings(deadline=None)
def test_never_runs_is_true_of_the_steps_that_run_with_no_mode(steps: list[Json]) -> None:
    facts = facts_of(steps)
    ran = set().union(*(run(facts, mode) for mode in ("train", "score")))

    assert {name for name in facts.steps if facts.never_runs(facts.steps[name])} == (
        set(facts.steps) - ran
    )


@given(branching())
@settings(deadline=None)
def test_a_step_that_runs_has_the_outcomes_that_it_needs(steps: list[Json]) -> None:
    facts = facts_of(steps)

    for mode, each in product(("train", "score"), facts.order):
        if each.name in run(facts, mode):
            for guard in facts.requirements[each]:
                asked = guard.condition.conditions[0].value["RightValue"]
                assert (asked == mode) is guard.side
