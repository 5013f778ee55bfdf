"""From a definition and its inputs to the trace of one execution."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelint import PipelintError, load
from pipelint.simulate import InputError
from tests.simulate.definitions import (
    ARN,
    call,
    condition,
    definition,
    fails,
    for_each,
    get,
    given,
    order,
    outputs,
    training,
)

HINT = " (pass what the file holds, not its path)"
FAILED = "Step failure: One or multiple steps failed"


def faults(**inputs: Any) -> list[tuple[tuple[str | int, ...], str]]:
    steps = [call("A"), for_each("Each", [call("B")], [1]), condition("C")]
    with pytest.raises(InputError) as caught:
        definition(*steps).simulate(**inputs)
    return [tuple(fault) for fault in caught.value.faults]


def test_trace_tells_all_of_a_step() -> None:
    trace = definition(
        call("A", Arguments={"x": get("Parameters.N")}), parameters={"N": 3}
    ).simulate(parameters={"N": "4"})

    assert trace.as_json() == {
        "schema_version": 1,
        "status": "Succeeded",
        "failure_reason": None,
        "execution": {
            "PipelineName": "pipeline",
            "PipelineArn": "arn:aws:sagemaker:us-east-1:111122223333:pipeline/pipeline",
            "PipelineExecutionId": "pipelint0000",
            "PipelineExecutionArn": (
                "arn:aws:sagemaker:us-east-1:111122223333:pipeline/pipeline/execution/pipelint0000"
            ),
            "StartDateTime": "2020-12-01T00:00:00Z",
        },
        "parameters": {"N": 4},
        "needs": [],
        "steps": [
            {
                "name": "A",
                "type": "Lambda",
                "status": "Succeeded",
                "order": 1,
                "arguments": {"x": 4},
                "response": {"OutputParameters": {}},
                "made_up": [],
                "outcome": None,
                "decision": None,
                "attempts": 1,
                "policy": None,
                "cache_hit": False,
                "cache_key": {"FunctionArn": ARN, "Arguments": {"x": 4}},
                "reason": None,
                "started_at": "2020-12-01T00:00:00Z",
                "ended_at": "2020-12-01T00:01:00Z",
                "parent": None,
                "iteration": None,
            }
        ],
    }


@pytest.mark.parametrize(
    ("entry", "status", "reason"),
    [
        ({}, "Succeeded", None),
        (fails(), "Failed", FAILED),
        ({"stops": True}, "Failed", FAILED),
    ],
)
def test_failure_reason_is_that_of_the_service(
    entry: dict[str, Any], status: str, reason: str | None
) -> None:
    trace = definition(call("A")).simulate(given=given(A=entry))

    assert (trace.status, trace.failure_reason) == (status, reason)


def test_parameters_come_before_those_that_are_given() -> None:
    trace = definition(call("A"), parameters={"N": 1, "M": 1}).simulate(
        parameters={"N": 2}, given={"parameters": {"N": 3, "M": 4}}
    )

    assert trace.parameters == {"N": 2, "M": 4}


def test_decision_tells_what_was_compared() -> None:
    trace = definition(
        condition("C", left=get("Parameters.N"), right=2), parameters={"N": 1}
    ).simulate()

    assert trace["C"].outcome is False
    assert trace["C"].decision == [
        {"pointer": "/Steps/0/Arguments/Conditions/0", "left": 1, "right": 2, "result": False}
    ]


def test_same_inputs_give_the_same_trace() -> None:
    steps = [training("A"), call("B", "A", OutputParameters=outputs(x="Float"))]

    assert definition(*steps).simulate().as_json() == definition(*steps).simulate().as_json()


# Fakes


def test_fake_gets_the_resolved_request_and_says_what_the_step_does() -> None:
    asked: list[dict[str, Any]] = []

    def fake(arguments: dict[str, Any]) -> dict[str, Any]:
        asked.append(arguments)
        return {"outputs": {"x": 7}}

    steps = [
        call("A", Arguments={"n": get("Parameters.N")}, OutputParameters=outputs(x="Integer")),
        condition("C", left=get("Steps.A.OutputParameters['x']"), right=7),
    ]
    trace = definition(*steps, parameters={"N": 3}).simulate(fakes={"A": fake})

    assert asked == [{"n": 3}]
    assert trace["C"].outcome is True


def test_fake_of_a_step_that_does_not_run_is_not_asked() -> None:
    def fake(_: dict[str, Any]) -> dict[str, Any]:
        raise AssertionError("asked")

    trace = definition(condition("C", [call("A")], right=2)).simulate(fakes={"A": fake})

    assert order(trace) == ["C"]


def test_answer_of_a_fake_that_does_not_fit_is_refused_at_its_place() -> None:
    with pytest.raises(InputError) as caught:
        definition(call("A")).simulate(fakes={"A": lambda _: {"duration": "long"}})

    [fault] = caught.value.faults
    assert tuple(fault) == (("fakes", "A", "duration"), "is no number of seconds")


@pytest.mark.parametrize("name", ["B", "B-0", "B-12", "A"])
def test_fake_may_name_a_step_or_a_child(name: str) -> None:
    listed = for_each("Each", [call("B")], get("Parameters.Items"))
    steps = definition(call("A"), listed, parameters={"Items": "[1]"})

    assert steps.simulate(fakes={name: lambda _: {}}).status == "Succeeded"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Zzz", "is not a step of this definition"),
        ("A-0", "is not a step of this definition"),
        ("B-x", "is not a step of this definition"),
        ("B-1", "'Each' has no such item: the last is number 0, counted from 0"),
        ("Eahc", "is not a step of this definition: did you mean 'Each'?"),
        ("C", "a Condition step has no fake"),
        ("Each", "a ForEach step has no fake"),
    ],
)
def test_fake_of_no_step_that_asks_is_refused(name: str, message: str) -> None:
    assert faults(fakes={name: lambda _: {}}) == [(("fakes", name), message)]


@pytest.mark.parametrize(("fake", "what"), [({"duration": 1}, "an object"), (None, "null")])
def test_fake_that_cannot_be_called_is_refused(fake: Any, what: str) -> None:
    assert faults(fakes={"A": fake}) == [
        (("fakes", "A"), f"is {what}, not a function: 'given' takes what is always the same")
    ]


# Inputs


@pytest.mark.parametrize(
    ("argument", "value", "fault"),
    [
        ("parameters", ["P=1"], (("parameters",), "is a list, not a mapping")),
        ("fakes", [1], (("fakes",), "is a list, not a mapping")),
        ("given", [1], (("given",), "is a list, not a mapping")),
        ("given", 5, (("given",), "is an integer, not a mapping")),
        ("given", "g.yaml", (("given",), f"is a string, not a mapping{HINT}")),
        ("given", Path("g.yaml"), (("given",), f"is a path, not a mapping{HINT}")),
        ("parameters", "p.yaml", (("parameters",), f"is a string, not a mapping{HINT}")),
        ("fakes", len, (("fakes",), "is of the type 'builtin_function_or_method', not a mapping")),
        ("max_parallel", Path("2"), ((), "'max_parallel' is a path, not an integer")),
        (
            "cache_from",
            Path("trace.json"),
            ((), "'cache_from' is a path, not a trace (Trace.from_json reads one)"),
        ),
        ("max_parallel", "2", ((), "'max_parallel' is a string, not an integer")),
        ("max_parallel", True, ((), "'max_parallel' is a boolean, not an integer")),
        (
            "cache_from",
            "trace.json",
            ((), "'cache_from' is a string, not a trace (Trace.from_json reads one)"),
        ),
        (
            "cache_from",
            {},
            ((), "'cache_from' is an object, not a trace (Trace.from_json reads one)"),
        ),
    ],
)
def test_argument_of_another_type_is_refused(argument: str, value: Any, fault: Any) -> None:
    assert faults(**{argument: value}) == [fault]


def test_number_of_a_step_that_cannot_be_read_keeps_it_from_being_executed() -> None:
    text = definition(call("A", Arguments={"x": "?"})).source.text

    with pytest.raises(PipelintError, match=r":\d+:\d+: cannot be executed: '1e999' is"):
        load(text.replace('"?"', "1e999")).simulate()


def test_no_step_at_a_time_is_refused() -> None:
    assert faults(max_parallel=0) == [((), "at least one step must be allowed to run at a time")]


def test_all_faults_are_told_at_once() -> None:
    found = faults(given={"steps": {"A": {"duration": -1}}}, parameters={"P": 1}, max_parallel=0)

    assert [path for path, _ in found] == [("steps", "A", "duration"), ("parameters", "P"), ()]
