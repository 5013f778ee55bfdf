"""The JSON form of a trace: what is relied on when one is read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelint.analysis import Facts
from pipelint.model import read
from pipelint.simulate import Trace, simulate
from pipelint.simulate._trace_form import trace_fault
from pipelint.text import Source

STEPS = [{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}}]


@pytest.fixture
def trace() -> dict[str, Any]:
    text = json.dumps({"Version": "2020-12-01", "Steps": STEPS})
    found = simulate(Facts(*read(Source.from_text(text, "a.json"))))
    return json.loads(json.dumps(found.as_json()))  # type: ignore[no-any-return]


def test_trace_is_read_as_it_was_written(trace: dict[str, Any]) -> None:
    assert trace_fault(trace) is None
    assert Trace.from_json(trace).as_json() == trace


def test_trace_may_lack_what_the_contract_does_not_name(trace: dict[str, Any]) -> None:
    del trace["execution"], trace["steps"][0]["made_up"], trace["steps"][0]["cache_key"]

    assert trace_fault(trace) is None
    assert Trace.from_json(trace)["Stop"].status == "Failed"


@pytest.mark.parametrize("more", ["made_up", "cache_key", "execution", "note"])
def test_member_that_an_object_does_not_have_is_not_looked_at(
    trace: dict[str, Any], more: str
) -> None:
    trace["needs"] = [{"step": "A", "pointer": "/a", "given": "steps.A", more: "x"}]

    assert trace_fault(trace) is None


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"schema_version": 2}, "of version 2, expected version 1"),
        ({"schema_version": None}, "'schema_version' is missing, expected version 1"),
        ({"status": 5}, "'status' is an integer"),
        ({"steps": {}}, "'steps' is an object"),
        ({"steps": [5]}, "'steps[0]' is an integer, not an object"),
        ({"steps": [{}]}, "'steps[0].name' is missing"),
        ({"needs": [{"step": "a", "pointer": "/"}]}, "'needs[0].given' is missing"),
        ({"execution": []}, "'execution' is a list"),
        (
            {"execution": {"PipelineExecutionId": 7}},
            "'execution.PipelineExecutionId' is an integer",
        ),
        (
            {"execution": {"StartDateTime": "now"}},
            "'execution.StartDateTime' is no time: 'now'",
        ),
        (
            {"status": "Done"},
            "'status' is 'Done', expected one of "
            "'Succeeded', 'Failed', 'CompletedWithFailures', 'NeedsInput'",
        ),
    ],
)
def test_other_form_is_told_with_its_place(
    trace: dict[str, Any], changes: dict[str, Any], fault: str
) -> None:
    assert trace_fault({**trace, **changes}) == fault


@pytest.mark.parametrize(
    ("member", "value", "fault"),
    [
        (
            "status",
            "Done",
            "'steps[0].status' is 'Done', expected one of "
            "'Succeeded', 'Failed', 'Stopped', 'NotExecuted'",
        ),
        ("ended_at", "garbage", "'steps[0].ended_at' is no time: 'garbage'"),
        ("started_at", "", "'steps[0].started_at' is no time: ''"),
        ("attempts", True, "'steps[0].attempts' is a boolean"),
    ],
)
def test_step_that_no_execution_has_is_told_with_its_place(
    trace: dict[str, Any], member: str, value: Any, fault: str
) -> None:
    trace["steps"][0][member] = value

    assert trace_fault(trace) == fault


def test_list_is_no_trace() -> None:
    assert trace_fault([]) == "it is a list, not an object"
