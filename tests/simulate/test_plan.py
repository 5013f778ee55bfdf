"""What each step waits for."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from pipelint.simulate import simulate
from tests.simulate.definitions import (
    call,
    clock,
    condition,
    definition,
    fail,
    fails,
    for_each,
    get,
    given,
    lasts,
    on,
    order,
    outputs,
    reads,
    reasons,
    training,
)
from tests.simulate.requests import facts_of

STATUS = "Steps.A.TrainingJobStatus"
STOPS = {"stops": True}


@pytest.mark.parametrize("kind", ["Fail", "Lambda", "Training", "Condition", "RegisterModel"])
@pytest.mark.parametrize("arguments", [None, [1], "x", 3, {"Get": "Execution.PipelineName"}])
def test_arguments_that_are_no_object_ask_for_nothing(kind: str, arguments: object) -> None:
    trace = simulate(facts_of({"Name": "A", "Type": kind, "Arguments": arguments}))

    assert trace["A"].ran
    assert trace["A"].arguments == {}


@pytest.mark.parametrize(
    ("trigger", "entry", "runs"),
    [
        ("Completed", {}, True),
        ("Completed", fails(), False),
        ("Completed", STOPS, False),
        ("Failed", {}, False),
        ("Failed", fails(), True),
        ("Failed", STOPS, False),
        ("Stopped", {}, False),
        ("Stopped", fails(), False),
        ("Stopped", STOPS, True),
        ("Any", {}, True),
        ("Any", fails(), True),
        ("Any", STOPS, True),
    ],
)
def test_trigger_is_satisfied_by_its_ends(
    trigger: str, entry: dict[str, object], runs: bool
) -> None:
    trace = definition(call("A"), call("B", on("A", trigger))).simulate(given=given(A=entry))

    assert trace.ran("B") is runs


def test_name_alone_waits_for_a_success() -> None:
    trace = definition(call("B", "A"), call("A")).simulate()

    assert clock(trace, "B") == ("00:01:00", "00:02:00")


def test_reference_makes_a_step_wait() -> None:
    trace = definition(call("B", Arguments=reads(STATUS)), training("A")).simulate()

    assert order(trace) == ["A", "B"]
    assert trace["B"].arguments == {"a0": "Completed"}


@pytest.mark.parametrize(
    "argument",
    [
        {"Std:Join": {"On": "-", "Values": ["x", get(STATUS)]}},
        {"inner": [get(STATUS)]},
    ],
)
def test_reference_inside_of_anything_makes_a_step_wait(argument: object) -> None:
    trace = definition(call("B", Arguments={"x": argument}), training("A")).simulate()

    assert order(trace) == ["A", "B"]


def test_reference_in_a_condition_makes_it_wait() -> None:
    trace = definition(condition("C", left=get(STATUS), right="x"), training("A")).simulate()

    assert clock(trace, "C") == ("00:01:00", "00:01:00")


def test_reference_in_a_message_makes_a_fail_step_wait() -> None:
    trace = definition(fail("F", get(STATUS)), training("A")).simulate()

    assert trace["F"].reason == "Completed"
    assert clock(trace, "F") == ("00:01:00", "00:01:00")


def test_reader_of_a_failed_step_does_not_run() -> None:
    trace = definition(training("A"), call("B", Arguments=reads(STATUS))).simulate(
        given=given(A=fails())
    )

    assert reasons(trace)["B"] == "after the failure of A"


def test_trigger_replaces_what_a_reference_implies() -> None:
    trace = definition(
        training("A"), call("B", on("A", "Failed"), Arguments=reads(STATUS))
    ).simulate(given=given(A=fails()))

    assert trace.status == "CompletedWithFailures"
    assert trace["B"].arguments == {"a0": "Failed"}


def test_trigger_on_one_step_leaves_the_references_to_others() -> None:
    both = call("B", on("A", "Failed"), Arguments=reads(STATUS, "Steps.D.TrainingJobStatus"))
    trace = definition(training("A"), training("D"), both).simulate(
        given=given(A=fails(), D=lasts(90))
    )

    assert clock(trace, "B") == ("00:01:30", "00:02:30")


def test_all_dependencies_must_be_met() -> None:
    steps = [call("A"), call("B"), call("D", on("A", "Any"), on("B", "Failed"))]
    trace = definition(*steps).simulate(given=given(A=fails()))

    # A is handled by what may still run, and B does not fail.
    assert trace.status == "Failed"
    assert reasons(trace)["D"] == "waits for the failure of B, which succeeded"


def test_entry_given_twice_counts_once() -> None:
    trace = definition(call("A"), call("B", "A", "A")).simulate()

    assert (trace.status, clock(trace, "B")) == ("Succeeded", ("00:01:00", "00:02:00"))


def test_step_of_a_branch_waits_for_the_condition() -> None:
    steps = [call("A"), condition("C", [call("Yes")], [], "A")]
    trace = definition(*steps).simulate()

    assert clock(trace, "Yes") == ("00:01:00", "00:02:00")


def test_step_of_a_branch_runs_on_a_trigger_outside() -> None:
    steps = [call("A"), condition("C", [call("Yes", on("A", "Failed"))])]

    assert definition(*steps).simulate(given=given(A=fails())).status == "CompletedWithFailures"
    assert reasons(definition(*steps).simulate()) == {
        "Yes": "waits for the failure of A, which succeeded"
    }


def test_trigger_on_a_condition_does_not_lift_its_branch() -> None:
    handler = call("Yes", on("C", "Failed"))
    trace = definition(condition("C", [handler], left="x")).simulate()

    assert trace.status == "Failed"
    assert reasons(trace)["Yes"] == "after the failure of C"


def test_step_after_a_condition_runs_whatever_the_outcome() -> None:
    steps = [condition("C", [call("Yes")], right=2), call("B", "C")]
    trace = definition(*steps).simulate()

    assert order(trace) == ["C", "B"]


def test_reader_of_an_outcome_runs_whatever_it_is() -> None:
    steps = [condition("C", right=2), call("B", Arguments=reads("Steps.C.Outcome"))]

    assert definition(*steps).simulate()["B"].arguments == {"a0": False}


def test_dependency_of_a_body_is_one_of_its_for_each() -> None:
    steps = [for_each("Each", [call("B", "A")], [1]), call("A")]
    trace = definition(*steps).simulate()

    assert clock(trace, "Each") == ("00:01:00", "00:02:00")


def test_body_can_handle_a_failure_outside() -> None:
    steps = [call("A"), for_each("Each", [call("B", on("A", "Failed"))], [1])]

    assert definition(*steps).simulate(given=given(A=fails())).status == "CompletedWithFailures"
    assert reasons(definition(*steps).simulate()) == {
        "Each": "waits for the failure of A, which succeeded"
    }


@pytest.mark.parametrize(("written", "second"), [(2, "00:00:00"), (1, "00:01:00")])
def test_concurrency_is_as_written(written: int, second: str) -> None:
    trace = definition(for_each("Each", [call("B")], [1, 2], concurrency=written)).simulate()

    assert clock(trace, "B-1")[0] == second


def test_output_of_a_lambda_makes_a_step_wait() -> None:
    told = call("A", OutputParameters=outputs(x="String"))
    trace = definition(call("B", Arguments=reads("Steps.A.OutputParameters['x']")), told).simulate()

    assert order(trace) == ["A", "B"]


def test_definition_that_nobody_needs_is_forgotten() -> None:
    known = definition(call("A"))
    known.simulate()
    seen = ref(known.facts)

    del known
    gc.collect()

    assert seen() is None
