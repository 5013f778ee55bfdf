"""The account of an execution: what is asked of it, and its JSON form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelint.errors import PipelintError
from pipelint.simulate import Trace, simulate
from pipelint.targets import Definition, load
from pipelint.testing.strategies import definitions, executions
from tests.simulate.requests import (
    check,
    condition,
    execute,
    function,
    get,
    reader,
    step,
    training,
)

TRACE = execute(training(HyperParameters={"a.b": "7"}), check(condition("Equals", 1, 2)))


def test_step_is_found_by_its_name() -> None:
    assert TRACE["Train"].name == "Train"
    assert "Train" in TRACE
    assert "Trian" not in TRACE
    with pytest.raises(KeyError, match=r"no step is named 'Trian': did you mean 'Train'\?"):
        TRACE["Trian"]


def test_step_ran_whatever_its_end() -> None:
    given = {"steps": {"Train": {"fails": "always"}}}

    trace = execute(
        training(), reader("x"), {**reader("y"), "Name": "Z", "DependsOn": ["Train"]}, given=given
    )

    assert (trace.ran("Train"), trace.ran("Read"), trace.ran("Z")) == (True, True, False)
    with pytest.raises(KeyError):
        trace.ran("Nobody")


def test_trace_says_what_it_is() -> None:
    assert repr(TRACE) == "<Trace: Succeeded, 2 of 2 steps ran>"
    assert repr(TRACE["Train"]) == "<Training 'Train': Succeeded>"


def test_json_form_has_what_the_contract_has() -> None:
    trace = execute(check(condition("Equals", 1, 2)))

    assert trace.as_json() == {
        "schema_version": 1,
        "status": "Succeeded",
        "failure_reason": None,
        "execution": trace.execution,
        "parameters": {},
        "needs": [],
        "steps": [
            {
                "name": "Check",
                "type": "Condition",
                "status": "Succeeded",
                "order": 1,
                "arguments": trace["Check"].arguments,
                "response": {"Outcome": False},
                "made_up": [],
                "outcome": False,
                "decision": [
                    {
                        "pointer": "/Steps/0/Arguments/Conditions/0",
                        "left": 1,
                        "right": 2,
                        "result": False,
                    }
                ],
                "attempts": 1,
                "policy": None,
                "cache_hit": False,
                "cache_key": None,
                "reason": None,
                "started_at": "2020-12-01T00:00:00Z",
                "ended_at": "2020-12-01T00:00:00Z",
                "parent": None,
                "iteration": None,
            }
        ],
    }


def test_json_form_tells_what_is_needed() -> None:
    unknown = condition("Equals", get("Steps.Ask.OutputParameters['n']"), 1)

    trace = execute(function(n="Integer"), check(unknown))

    assert trace.as_json()["needs"] == [
        {
            "step": "Check",
            "pointer": "/Steps/1/Arguments/Conditions/0/LeftValue",
            "given": "steps.Ask.outputs.n",
        }
    ]


def test_json_form_tells_the_iteration_of_a_child() -> None:
    loop = {"IterableItems": ["a"], "MaxConcurrency": 1, "ForEachBody": [function("Body")]}

    child = execute(step("Each", "ForEach", loop)).as_json()["steps"][1]

    assert (child["name"], child["parent"], child["iteration"]) == ("Body-0", "Each", 0)


def test_trace_read_from_json_answers_as_the_one_that_was_written() -> None:
    again = Trace.from_json(json.loads(json.dumps(TRACE.as_json())))

    assert again["Train"].at("HyperParameters['a.b']") == "7"
    assert again["Train"].made_up == TRACE["Train"].made_up
    assert again["Check"].decision == TRACE["Check"].decision


@pytest.mark.parametrize("value", [None, [], "a", {}, {"schema_version": 1}])
def test_what_is_no_trace_is_refused(value: Any) -> None:
    with pytest.raises(PipelintError, match="is no trace of 'pipelint simulate': "):
        Trace.from_json(value)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("steps", None),
        ("steps", [{"name": "A"}]),
        ("steps", ["A"]),
        ("steps", [{**TRACE.as_json()["steps"][0], "arguments": ["a", "b"]}]),
        ("parameters", ["a", "b"]),
        ("needs", [{}]),
    ],
)
def test_trace_with_a_broken_member_is_refused(member: str, value: Any) -> None:
    with pytest.raises(PipelintError, match="is no trace of 'pipelint simulate': "):
        Trace.from_json({**TRACE.as_json(), member: value})


def test_trace_of_another_version_is_refused() -> None:
    with pytest.raises(PipelintError) as caught:
        Trace.from_json({**TRACE.as_json(), "schema_version": 2})

    assert str(caught.value) == (
        "is no trace of 'pipelint simulate': of version 2, expected version 1"
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(definitions(max_steps=6), st.data())
def test_json_form_is_json_and_is_read_back_as_it_was(
    definition: dict[str, Any], data: st.DataObject
) -> None:
    loaded: Definition = load(definition)
    parameters, world = data.draw(executions(loaded, failures=True))

    written = simulate(loaded.facts, parameters=parameters, given=world).as_json()

    text = json.dumps(written)
    assert Trace.from_json(json.loads(text)).as_json() == json.loads(text) == written


def test_trace_tells_how_many_jobs_ran_at_once() -> None:
    steps = [*(step(name, "Lambda") for name in "ABC"), check(condition("Equals", 1, 1))]

    assert execute(*steps).most_at_once == 3
    assert execute(check(condition("Equals", 1, 1))).most_at_once == 0
