"""The items of a ForEach, and what is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

import pipelint
from pipelint.simulate import least_items, needed, sample_given
from pipelint.simulate._items import sample_item
from tests.simulate.definitions import (
    call,
    clock,
    definition,
    for_each,
    get,
    given,
    order,
    outputs,
    reads,
    statuses,
    training,
)

ITEM = {"item": get("ForEach.CurrentItem")}


def samples(*steps: dict[str, Any], parameters: list[dict[str, str]] | None = None) -> Any:
    """What `--init` gives for a definition, with which it is executed to its end."""
    loaded = pipelint.load(
        {"Version": "2020-12-01", "Parameters": parameters or [], "Steps": [*steps]}
    )
    found = sample_given(needed(loaded.facts))

    assert loaded.simulate(given=found).status == "Succeeded"
    return found


def test_parameter_that_is_iterated_over_is_needed_as_a_list() -> None:
    steps = [for_each("Each", [call("B", Arguments=ITEM)], get("Parameters.I"))]

    assert samples(*steps, parameters=[{"Name": "I", "Type": "String"}]) == {
        "parameters": {"I": '["a"]'}
    }


def test_parameter_with_enum_values_is_needed_as_one_of_them() -> None:
    steps = [for_each("Each", [call("B", Arguments=ITEM)], get("Parameters.I"))]
    lists: Any = {"Name": "I", "Type": "String", "EnumValues": ['["x", "y"]', "[]"]}

    assert samples(*steps, parameters=[lists]) == {"parameters": {"I": '["x", "y"]'}}


def test_list_has_as_many_items_as_others_read_iterations_of() -> None:
    body = [call("B", Arguments=ITEM, OutputParameters=outputs(n="Integer"))]
    read = "Steps.Each.IterationOutputs[1].B.OutputParameters['n']"
    steps = [
        call("A", OutputParameters=outputs(x="String")),
        for_each("Each", body, get("Steps.A.OutputParameters['x']")),
        call("After", Arguments=reads(read)),
    ]

    assert samples(*steps) == {"steps": {"A": {"outputs": {"x": '["a", "a"]'}}}}


def test_list_is_no_longer_than_the_language_allows() -> None:
    read = "Steps.Each.IterationOutputs[100000000].B.OutputParameters['n']"
    steps = [
        for_each("Each", [call("B", OutputParameters=outputs(n="Integer"))], get("Parameters.I")),
        call("After", Arguments=reads(read)),
    ]
    parameter = {"Name": "I", "Type": "String"}
    facts = pipelint.load(
        {"Version": "2020-12-01", "Parameters": [parameter], "Steps": steps}
    ).facts

    assert least_items(facts.steps["Each"], facts) == 100


def test_empty_list_succeeds_at_once() -> None:
    steps = [
        call("A", OutputParameters=outputs(x="String")),
        for_each("Each", [call("B")], get("Steps.A.OutputParameters['x']")),
        call("After", "Each"),
    ]
    trace = definition(*steps).simulate(given=given(A={"outputs": {"x": "[]"}}))

    assert trace.status == "Succeeded"
    assert clock(trace, "Each") == ("00:01:00", "00:01:00")
    assert order(trace) == ["A", "Each", "After"]


def listed(text: str) -> Any:
    steps = [
        call("A", OutputParameters=outputs(x="String")),
        for_each("Each", [call("B", Arguments=ITEM)], get("Steps.A.OutputParameters['x']")),
    ]
    return definition(*steps).simulate(given=given(A={"outputs": {"x": text}}))


def test_made_up_element_is_needed_at_its_place() -> None:
    read = "Steps.A.OutputParameters['x']"
    joined = {"Std:Join": {"On": "", "Values": [get("Execution.PipelineName"), get(read)]}}
    items = ["a", get(read), joined]
    steps = [call("A", OutputParameters=outputs(x="String")), for_each("Each", [call("B")], items)]
    where = "/Steps/1/Arguments/IterableItems"

    trace = definition(*steps).simulate()

    assert [(need.pointer, need.given) for need in trace.needs] == [
        (f"{where}/1", "steps.A.outputs.x"),
        (f"{where}/2", "execution.PipelineName"),
        (f"{where}/2", "steps.A.outputs.x"),
    ]
    assert [(each.pointer, each.given) for each in needed(definition(*steps).facts)] == [
        (f"{where}/1", "steps.A.outputs.x"),
        (f"{where}/2", "execution.PipelineName"),
    ]


def test_items_are_read_from_a_text() -> None:
    trace = listed(json.dumps(["x", 2, None]))

    assert [trace[f"B-{index}"].arguments["item"] for index in range(2)] == ["x", 2]
    assert trace["Each"].arguments == {"IterableItems": ["x", 2, None], "MaxConcurrency": 1}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{}", "'IterableItems' is no list: {}"),
        ("none", "'IterableItems' is no JSON list: \"none\""),
        ("[NaN]", "'IterableItems' is no JSON list: \"[NaN]\""),
        ("[1e999]", "'IterableItems' is no JSON list: \"[1e999]\""),
        ("7", "'IterableItems' is no list: 7"),
    ],
)
def test_text_that_is_no_list_fails(text: str, fault: str) -> None:
    trace = listed(text)

    assert trace["Each"].status == "Failed"
    assert trace["Each"].reason == f"Steps[Each].Arguments.IterableItems: {fault}"


def test_text_that_is_nested_beyond_reading_fails() -> None:
    assert listed("[" * 200_000)["Each"].status == "Failed"


def test_made_up_items_never_decide() -> None:
    steps = [
        call("A", OutputParameters=outputs(x="String")),
        for_each("Each", [call("B")], get("Steps.A.OutputParameters['x']")),
    ]
    trace = definition(*steps).simulate()

    assert trace.status == "NeedsInput"
    [need] = trace.needs
    assert need[:3] == ("Each", "/Steps/1/Arguments/IterableItems", "steps.A.outputs.x")
    assert statuses(trace) == {"A": "Succeeded", "Each": "NotExecuted"}
    assert trace["Each"].attempts == 0


def test_one_made_up_item_of_a_written_list_never_decides() -> None:
    steps = [
        call("A", OutputParameters=outputs(x="String")),
        for_each("Each", [call("B")], ["known", get("Steps.A.OutputParameters['x']")]),
    ]

    assert definition(*steps).simulate().status == "NeedsInput"


@pytest.mark.parametrize(
    ("reads", "item"),
    [
        ({}, "a"),
        ({"MaxRuntimeInSeconds": ""}, 1),
        ({"MaxWaitTimeInSeconds": "n", "x": "names[1]"}, {"n": 1, "names": ["a", "a"]}),
        ({"x": "n", "MaxRuntimeInSeconds": "n"}, {"n": 1}),
        ({"MaxRuntimeInSeconds": "n", "x": "n"}, {"n": 1}),
    ],
)
def test_an_item_has_what_the_body_reads(reads: dict[str, str], item: object) -> None:
    limits = {key: get(f"ForEach.CurrentItem.{path}".strip(".")) for key, path in reads.items()}
    body = training("Fit", Arguments={"StoppingCondition": limits})
    facts = definition(for_each("Each", [body], ["x"])).facts

    assert sample_item(facts.steps["Each"], facts) == item
