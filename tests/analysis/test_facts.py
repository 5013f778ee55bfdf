"""Names, types, uses and order of a definition."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelint.analysis import Facts
from pipelint.model import Condition, Join, JsonGet, Reference, Step, read
from pipelint.text import Source

Json = dict[str, Any]
PARAMETERS = [
    {"Name": "Text"},
    {"Name": "Count", "Type": "Integer"},
    {"Name": "Rate", "Type": "Float"},
    {"Name": "Twice", "Type": "Integer"},
    {"Name": "Twice", "Type": "String"},
]


def facts_of(*steps: Json) -> Facts:
    text = json.dumps({"Version": "2020-12-01", "Parameters": PARAMETERS, "Steps": steps})
    return Facts(*read(Source.from_text(text, "a.json")))


def step(name: str, kind: str = "Training", **keys: object) -> Json:
    return {"Name": name, "Type": kind, "Arguments": {}, **keys}


def get(name: str) -> Json:
    return {"Get": f"Parameters.{name}"}


def words(paths: list[Any]) -> list[str]:
    return [".".join(map(str, node.path[3:])) for node in paths]


def named(facts: Facts) -> dict[str, Step]:
    return {one.name: one for one in facts.index[Step]}


def before(facts: Facts, name: str) -> set[str | None]:
    return {one.name for one in facts.runs_before(named(facts)[name])}


# Names


def test_elements_are_found_by_name_in_file_order() -> None:
    facts = facts_of(step("B"), step("A"))

    assert list(facts.steps) == ["B", "A"]
    assert list(facts.parameters) == ["Text", "Count", "Rate"]
    assert facts.steps["A"].path == ("Steps", 1)


def test_a_name_that_is_given_twice_means_nothing() -> None:
    branch = step("C", "Condition", Arguments={"IfSteps": [step("A")]})
    facts = facts_of(step("A"), step("B"), branch)

    assert list(facts.steps) == ["B", "C"]
    assert facts.ambiguous_steps == {"A"}
    assert facts.ambiguous_parameters == {"Twice"}


def test_what_has_no_name_is_neither_named_nor_ambiguous() -> None:
    facts = facts_of({"Type": "Fail"}, {"Type": "Fail"}, {"Name": 1})

    assert (dict(facts.steps), facts.ambiguous_steps) == ({}, frozenset())


# Types


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "String"),
        (1, "Integer"),
        (get("Count"), "Integer"),
        (get("Text"), "String"),
        (get("Twice"), "Any"),
        (get("Nothing"), "Any"),
        ({"Get": "Execution.PipelineName"}, "String"),
        ({"Std:Join": {"On": "", "Values": [1]}}, "String"),
        ({"Std:JsonGet": {"Path": "a"}}, "Any"),
    ],
)
def test_the_type_of_a_value(value: object, expected: str) -> None:
    facts = facts_of(step("A", "Lambda", Arguments={"a": value}))

    node = facts.steps["A"].get("Arguments", "a")
    assert node is not None
    assert facts.type_of(node) == expected


def test_expressions_that_do_not_fit_their_place_are_mistyped() -> None:
    join = {"Std:Join": {"On": "", "Values": [get("Count")]}}
    arguments = {
        "HyperParameters": {"a": get("Count"), "b": get("Text"), "c": join, "d": get("Twice")},
        "ResourceConfig": {"InstanceCount": get("Text"), "VolumeSizeInGB": get("Count")},
        "StoppingCondition": {"MaxRuntimeInSeconds": join, "MaxWaitTimeInSeconds": get("Rate")},
        "InputDataConfig": get("Text"),
    }
    facts = facts_of(
        step("A", Arguments=arguments), step("L", "Lambda", Arguments={"a": get("Rate")})
    )

    assert words(list(facts.mistyped)) == [
        "HyperParameters.a",
        "ResourceConfig.InstanceCount",
        "StoppingCondition.MaxWaitTimeInSeconds",
        "StoppingCondition.MaxRuntimeInSeconds",
    ]


def test_the_uses_of_a_parameter_are_in_file_order() -> None:
    join = {"Std:Join": {"On": "", "Values": [get("Count")]}}
    facts = facts_of(
        step("L", "Lambda", Arguments={"b": get("Count"), "a": join, "c": get("Twice")})
    )

    uses = {parameter.name: words(list(found)) for parameter, found in facts.uses.items()}
    assert uses == {"Count": ["b", "a.Std:Join.Values.0"]}


# Order


def test_what_runs_before_a_step_is_followed_through_all_kinds_of_edges() -> None:
    inner = step("In", Arguments={"ModelArtifacts": {"Get": "Steps.B.TrainingJobName"}})
    facts = facts_of(
        step("A"),
        step("B", DependsOn=["A"]),
        step("C", "Condition", DependsOn=["D"], Arguments={"IfSteps": [inner]}),
        step("D"),
        step("E"),
    )

    assert before(facts, "A") == set()
    assert before(facts, "B") == {"A"}
    assert before(facts, "In") == {"A", "B", "C", "D"}


def test_a_step_on_a_cycle_runs_before_itself() -> None:
    facts = facts_of(step("A", DependsOn=["B"]), step("B", DependsOn=["A"]))

    assert before(facts, "A") == {"A", "B"}
    assert facts.order == ()


def test_what_waits_for_a_loop_waits_for_its_body() -> None:
    each = step("Each", "ForEach", Arguments={"ForEachBody": [step("Body")]})
    facts = facts_of(each, step("After", DependsOn=["Each"]))

    assert before(facts, "After") == {"Each", "Body"}


# Sharing


def test_facts_are_computed_once() -> None:
    condition = {"Type": "Equals", "LeftValue": get("Text"), "RightValue": "a"}
    check = step("C", "Condition", Arguments={"Conditions": [condition], "IfSteps": [step("A")]})
    facts = facts_of(check)
    [reference] = facts.index[Reference]
    [compared] = facts.index[Condition]

    for name in ("steps", "parameters", "uses", "mistyped", "edges", "order", "requirements"):
        assert getattr(facts, name) is getattr(facts, name)
    assert facts.resolution(reference) is facts.resolution(reference)
    assert facts.results(compared) is facts.results(compared)
    assert facts.misfits("kind") == facts.misfits("kind")


def test_what_others_make_of_facts_is_made_once_and_goes_with_them() -> None:
    made = []

    def numbers(facts: Facts) -> list[int]:
        made.append(facts.pipeline)
        return [1]

    facts = facts_of(step("A"))
    first, second = facts.once(numbers), facts.once(numbers)

    assert first is second
    assert len(made) == 1


def test_a_document_that_is_no_definition_has_no_facts() -> None:
    facts = Facts(*read(Source.from_text("[1]", "a.json")))

    assert facts.pipeline is None
    assert list(facts.nodes) == []
    assert (dict(facts.steps), facts.edges, facts.cycles, facts.order) == ({}, (), (), ())
    assert [facts.index[kind] for kind in (Join, JsonGet)] == [[], []]
