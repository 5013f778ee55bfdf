"""The strategies generate what they promise: everything of the language, boundaries first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipelint import load
from pipelint.catalog import STEP_TYPES, shape
from pipelint.lint import Finding, check_source, load_packs
from pipelint.testing.strategies import definitions, executions, outcomes, parameters
from pipelint.text import Source
from tests.testing.generated import conditions_in, many, simplest, steps_in, values_in

RULES = load_packs(("pipelint_rules",))
ABOUT_EXECUTION = ("REF", "TYP", "DEP", "CND", "PAR")
PARAMETER_TYPES = ("String", "Integer", "Float", "Boolean")

Search = Callable[[Any], Iterator[object]]


@pytest.fixture(scope="module")
def generated() -> list[Any]:
    return many(definitions(max_steps=12), 900)


@pytest.fixture(scope="module")
def clean() -> list[Any]:
    return many(definitions(clean=True), 400)


def findings(definition: Any) -> list[Finding]:
    source = Source.from_text(json.dumps(definition), "a.json")
    return [*check_source(source, RULES, file="a.json").findings]


@pytest.mark.parametrize("kind", sorted(STEP_TYPES))
def test_steps_of_every_type_are_generated(generated: list[Any], kind: str) -> None:
    assert any(step["Type"] == kind for each in generated for step in steps_in(each))


def kinds_of_condition(step: Any) -> Iterator[object]:
    return (condition["Type"] for condition in conditions_in(step))


def conditions_in_conditions(step: Any) -> Iterator[object]:
    for condition in conditions_in(step):
        for inner in (*condition.get("Conditions", ()), condition.get("Condition")):
            if inner is not None:
                yield condition["Type"], inner["Type"] in ("Not", "Or")


def branches(step: Any) -> Iterator[object]:
    for key in ("IfSteps", "ElseSteps"):
        yield from ((key, inner["Type"]) for inner in step["Arguments"].get(key, ()))


def joins(step: Any) -> Iterator[object]:
    for value in values_in(step["Arguments"]):
        if isinstance(value, dict) and "Std:Join" in value:
            for part in value["Std:Join"]["Values"]:
                if isinstance(part, dict):
                    [key] = part
                    yield part["Get"].split(".")[0] if key == "Get" else key
                else:
                    yield type(part).__name__


def json_reads(step: Any) -> Iterator[object]:
    for value in values_in(step["Arguments"]):
        if isinstance(value, dict) and "Std:JsonGet" in value:
            [source] = value["Std:JsonGet"].keys() - {"Path"}
            parts = value["Std:JsonGet"][source].get("Std:Join", {}).get("Values", ())
            yield source, any("Steps." in json.dumps(part) for part in parts)


def retries(step: Any) -> Iterator[object]:
    listed = step.get("RetryPolicies", ())
    yield f"{len(listed)} policies"
    for policy in listed:
        yield from (*policy, *policy["ExceptionType"], policy.get("MaxAttempts"))


def caches(step: Any) -> Iterator[object]:
    if "CacheConfig" in step:
        yield step["CacheConfig"].get("ExpireAfter", "disabled")


def triggers(step: Any) -> Iterator[object]:
    for entry in step.get("DependsOn", ()):
        yield "a name" if isinstance(entry, str) else entry["Trigger"]


def loops(step: Any) -> Iterator[object]:
    if step["Type"] == "ForEach":
        items = step["Arguments"]["IterableItems"]
        yield "a list" if isinstance(items, list) else "an expression"
        yield step["Arguments"].get("Selector", {}).get("Pick")
        yield f"{len(step['Arguments']['ForEachBody'])} steps"
        yield from (f"item {type(item).__name__}" for item in items if isinstance(items, list))


def reads(step: Any) -> Iterator[object]:
    for value in values_in(step["Arguments"]):
        if isinstance(value, dict) and "Get" in value:
            namespace, _, rest = value["Get"].partition(".")
            yield namespace
            yield from (word for word in LOOP_READS if word in rest)


def functions(step: Any) -> Iterator[object]:
    algorithm = step["Arguments"].get("AlgorithmSpecification", {})
    yield "job_driver" if "job_driver" in json.dumps(algorithm) else "another"


def names_for_people(step: Any) -> Iterator[object]:
    yield from (key for key in ("DisplayName", "Description") if key in step)


LOOP_READS = ("IterationOutputs[0]", "Selected", "Outcome", "FailedStepCount", "PropertyFiles")
EXCEPTIONS = {name for step in STEP_TYPES.values() for name in step.retry_exceptions}
PROMISED: list[tuple[Search, set[object]]] = [
    (kinds_of_condition, set(shape("ConditionTypeName").enum or ())),
    (conditions_in_conditions, {(k, inner) for k in ("Not", "Or") for inner in (True, False)}),
    (branches, {(side, kind) for side in ("IfSteps", "ElseSteps") for kind in ("Fail", "Lambda")}),
    (branches, {("IfSteps", "Condition"), ("ElseSteps", "Condition"), ("IfSteps", "ForEach")}),
    (joins, {"Parameters", "Steps", "Std:Join", "Std:JsonGet", "str", "int", "float", "bool"}),
    (json_reads, {("PropertyFile", False), ("S3Uri", True), ("S3Uri", False)}),
    (retries, {"1 policies", "2 policies", "BackoffRate", "ExpireAfterMin", 0, 1, *EXCEPTIONS}),
    (caches, {"P30D", "7d", "PT1H", "P1Y2M3DT4H5M", "t30m", "disabled"}),
    (triggers, {"a name", "Failed", "Any", "Stopped"}),
    (loops, {"a list", "an expression", None, "MaxBy", "MinBy", "1 steps", "2 steps"}),
    (loops, {"item str", "item int", "item dict"}),
    (reads, {"Parameters", "Execution", "Steps", "ForEach", *LOOP_READS}),
    (functions, {"job_driver", "another"}),
    (names_for_people, {"DisplayName", "Description"}),
]


@pytest.mark.parametrize(("search", "promised"), PROMISED)
def test_constructs_of_the_language_are_generated(
    generated: list[Any], search: Search, promised: set[object]
) -> None:
    steps = [step for definition in generated for step in steps_in(definition)]

    assert promised <= {each for step in steps for each in search(step)}


@pytest.mark.parametrize("kind", PARAMETER_TYPES)
@pytest.mark.parametrize("has_default", [True, False])
def test_parameters_of_every_type_are_generated(
    generated: list[Any], kind: str, has_default: bool
) -> None:
    declared = [each for definition in generated for each in definition["Parameters"]]

    assert (kind, has_default) in {(each["Type"], "DefaultValue" in each) for each in declared}


def test_enumerations_are_generated_with_and_without_a_default(generated: list[Any]) -> None:
    declared = [each for definition in generated for each in definition["Parameters"]]

    forms = {"DefaultValue" in each for each in declared if "EnumValues" in each}
    assert forms == {True, False}


def test_a_definition_has_no_more_steps_than_it_may() -> None:
    for definition in many(definitions(max_steps=3), 60):
        # The body of a ForEach has a step in any case.
        assert 1 <= len([*steps_in(definition)]) <= 4


def test_the_simplest_definition_is_one_call() -> None:
    [step] = simplest(definitions())["Steps"]

    assert (step["Type"], step["Arguments"]) == ("Lambda", {})


@pytest.mark.parametrize("arguments", [{"nested": False}, {"clean": True}])
def test_no_condition_stands_in_a_branch_where_none_may(arguments: dict[str, bool]) -> None:
    for definition in many(definitions(**arguments), 100):
        for step in steps_in(definition):
            assert not {("IfSteps", "Condition"), ("ElseSteps", "Condition")} & {*branches(step)}


def test_definitions_have_no_errors(generated: list[Any]) -> None:
    for definition in generated[::5]:
        assert [each for each in findings(definition) if each.severity == "error"] == []


def test_clean_definitions_have_no_warnings_about_their_execution(clean: list[Any]) -> None:
    for definition in clean:
        assert [
            (each.code, each.path, each.message)
            for each in findings(definition)
            if each.severity == "error"
            or (each.severity == "warning" and each.code.startswith(ABOUT_EXECUTION))
        ] == []


@pytest.mark.parametrize("kind", sorted(STEP_TYPES))
def test_clean_definitions_have_steps_of_every_type(clean: list[Any], kind: str) -> None:
    assert any(step["Type"] == kind for each in clean for step in steps_in(each))


# Inputs


def decided(condition: Any, *declared: dict[str, Any], steps: Any = ()) -> dict[str, Any]:
    check = {
        "Name": "Check",
        "Type": "Condition",
        "Arguments": {"Conditions": [condition], "IfSteps": [], "ElseSteps": []},
    }
    return {"Version": "2020-12-01", "Parameters": [*declared], "Steps": [*steps, check]}


def compared(kind: str, value: object) -> dict[str, Any]:
    parameter = {"Name": "A", "Type": kind}
    condition = {"Type": "Equals", "LeftValue": {"Get": "Parameters.A"}, "RightValue": value}
    return decided(condition, parameter)


BOUNDARIES = [
    ("Integer", 5, [5, 4, 6]),
    ("Integer", 2.5, [2, 1, 3]),
    ("Float", 0.5, [0.5, 0.49999999999999994, 0.5000000000000001]),
    ("String", "m", ["m", "m\0", "l"]),
]


@pytest.mark.parametrize(("kind", "threshold", "expected"), BOUNDARIES)
def test_parameters_lie_at_and_beside_what_they_are_compared_with(
    kind: str, threshold: object, expected: list[object]
) -> None:
    strategy = parameters(load(compared(kind, threshold)))

    assert simplest(strategy) == {"A": expected[0]}
    drawn = [each["A"] for each in many(strategy, 40)]
    assert all(value in drawn for value in expected)
    assert any(value not in expected for value in drawn)


@pytest.mark.parametrize(("kind", "threshold", "expected"), BOUNDARIES)
def test_outputs_lie_at_and_beside_what_they_are_compared_with(
    kind: str, threshold: object, expected: list[object]
) -> None:
    ask = {
        "Name": "Ask",
        "Type": "Lambda",
        "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f",
        "OutputParameters": [{"OutputName": "o", "OutputType": kind}],
        "Arguments": {},
    }
    output = {"Get": "Steps.Ask.OutputParameters['o']"}
    condition = {"Type": "LessThan", "LeftValue": output, "RightValue": threshold}
    strategy = outcomes(load(decided(condition, steps=[ask])))

    drawn = [each["steps"]["Ask"]["outputs"]["o"] for each in many(strategy, 40)]
    assert simplest(strategy)["steps"]["Ask"]["outputs"]["o"] == expected[0]
    assert all(value in drawn for value in expected)


def test_every_member_of_an_enumeration_is_given() -> None:
    definition = compared("String", "a")
    definition["Parameters"][0]["EnumValues"] = ["a", "b", "c"]

    drawn = [each["A"] for each in many(parameters(load(definition)), 20)]

    assert drawn[0] == "a"
    assert {*drawn} == {"a", "b", "c"}


def test_parameters_with_a_default_are_given_or_not() -> None:
    definition = compared("Integer", 1)
    definition["Parameters"][0]["DefaultValue"] = 1

    assert {"A" in each for each in many(parameters(load(definition)), 20)} == {True, False}


def test_a_list_of_items_has_the_iterations_that_are_read() -> None:
    definition = {
        "Version": "2020-12-01",
        "Parameters": [{"Name": "Items", "Type": "String"}],
        "Steps": [
            {
                "Name": "Each",
                "Type": "ForEach",
                "Arguments": {
                    "IterableItems": {"Get": "Parameters.Items"},
                    "MaxConcurrency": 1,
                    "ForEachBody": [
                        {
                            "Name": "Score",
                            "Type": "Callback",
                            "SqsQueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/q",
                            "Arguments": {"x": {"Get": "ForEach.CurrentItem.size"}},
                            "OutputParameters": [{"OutputName": "o", "OutputType": "Integer"}],
                        }
                    ],
                },
            },
            {
                "Name": "Tell",
                "Type": "Lambda",
                "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f",
                "OutputParameters": [],
                "Arguments": {
                    "x": {"Get": "Steps.Each.IterationOutputs[1].Score.OutputParameters['o']"}
                },
            },
        ],
    }

    lists = [json.loads(each["Items"]) for each in many(parameters(load(definition)), 30)]

    assert all(len(items) >= 2 for items in lists)
    assert any(len(items) > 2 for items in lists)
    assert all(item.keys() == {"size"} for items in lists for item in items)


def test_failures_stops_and_delays_are_given() -> None:
    definition = load(
        {
            "Version": "2020-12-01",
            "Steps": [
                {
                    "Name": "Ask",
                    "Type": "Lambda",
                    "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f",
                    "OutputParameters": [],
                    "Arguments": {},
                }
            ],
        }
    )

    drawn = many(executions(definition, failures=True), 60)

    entries = [given["steps"]["Ask"] for _, given in drawn if "steps" in given]
    assert {key for entry in entries for key in entry} == {"fails", "stops", "duration"}
    assert any(entry.get("fails") == "always" for entry in entries)
    assert any(isinstance(entry.get("fails"), list) for entry in entries)
    assert any("steps" not in given for _, given in drawn)
