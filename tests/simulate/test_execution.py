"""Which step starts when, how it ends, and what that does to the others."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.simulate import InputError
from tests.simulate.definitions import (
    call,
    clock,
    condition,
    definition,
    fail,
    fails,
    get,
    given,
    lasts,
    on,
    order,
    outputs,
    reads,
    reasons,
    statuses,
    training,
)

FAILED = "Step failure: One or multiple steps failed"
NOT_RUN = (None, None)


# The clock


def test_attempt_takes_a_minute() -> None:
    trace = definition(call("A")).simulate()

    assert trace["A"].started_at == "2020-12-01T00:00:00Z"
    assert trace["A"].ended_at == "2020-12-01T00:01:00Z"
    assert trace["A"].attempts == 1


def test_duration_of_an_attempt_can_be_given() -> None:
    trace = definition(call("A"), call("B", "A")).simulate(given=given(A=lasts(90.5)))

    assert clock(trace, "A") == ("00:00:00", "00:01:30.500000")
    assert clock(trace, "B") == ("00:01:30.500000", "00:02:30.500000")


@pytest.mark.parametrize("seconds", [-1, 10**400, float("nan"), float("inf"), True, "60"])
def test_duration_that_no_clock_can_count_is_refused(seconds: Any) -> None:
    with pytest.raises(InputError) as caught:
        definition(call("A")).simulate(given=given(A=lasts(seconds)))

    [fault] = caught.value.faults
    assert tuple(fault) == (("steps", "A", "duration"), "is no number of seconds")


def test_condition_and_fail_take_no_time() -> None:
    trace = definition(call("A"), condition("C", [fail("F")], (), "A")).simulate()

    assert clock(trace, "C") == ("00:01:00", "00:01:00")
    assert clock(trace, "F") == ("00:01:00", "00:01:00")
    assert (trace["C"].attempts, trace["F"].attempts) == (1, 1)


def test_steps_of_one_instant_start_in_the_order_of_the_document() -> None:
    trace = definition(call("B"), call("A"), condition("C", [call("D")]), call("E")).simulate()

    assert order(trace) == ["B", "A", "C", "D", "E"]
    assert [trace[name].order for name in "BACDE"] == [1, 2, 3, 4, 5]


def test_step_that_is_ready_earlier_starts_before_one_that_stands_before_it() -> None:
    steps = [call("Late", "Long"), call("Long"), call("Short"), call("Early", "Short")]
    trace = definition(*steps).simulate(given=given(Short=lasts(30)))

    assert order(trace) == ["Long", "Short", "Early", "Late"]


def test_all_ends_of_one_instant_are_taken_in_before_anything_starts() -> None:
    steps = [call("Good"), call("Bad"), call("Next", "Good")]
    trace = definition(*steps).simulate(given=given(Bad=fails()))

    assert statuses(trace) == {"Good": "Succeeded", "Bad": "Failed", "Next": "NotExecuted"}
    assert reasons(trace)["Next"] == "after the failure of Bad"


def test_ends_that_read_alike_are_of_one_instant() -> None:
    # As floats, 0.1 + 0.2 is later than 0.3.
    steps = [call("A", "First"), call("First"), call("B")]
    times = given(First=lasts(0.1), A=lasts(0.2), B=lasts(0.3))
    trace = definition(*steps).simulate(given=times)

    assert trace["A"].ended_at == trace["B"].ended_at == "2020-12-01T00:00:00.300000Z"
    assert [tuple(event) for event in trace.events[-2:]] == [
        (0.3, "succeeded", "A"),
        (0.3, "succeeded", "B"),
    ]


def test_job_that_takes_no_time_ends_before_the_next_starts() -> None:
    trace = definition(call("A"), call("B")).simulate(given=given(A=lasts(0)), max_parallel=1)

    assert [tuple(event) for event in trace.events] == [
        (0, "started", "A"),
        (0, "succeeded", "A"),
        (0, "started", "B"),
        (60, "succeeded", "B"),
    ]


def test_events_come_by_time() -> None:
    retried = call("A", RetryPolicies=[{"ExceptionType": ["Step.THROTTLING"]}])
    trace = definition(retried, call("B")).simulate(given=given(A=fails("Step.THROTTLING")))

    assert [tuple(event) for event in trace.events] == [
        (0, "started", "A"),
        (0, "started", "B"),
        (60, "attempt-failed", "A"),
        (60, "succeeded", "B"),
        (61, "retried", "A"),
        (121, "succeeded", "A"),
    ]


# Parallelism


def test_so_many_steps_run_at_once_at_most() -> None:
    trace = definition(call("A"), call("B"), call("C")).simulate(max_parallel=2)

    assert clock(trace, "A") == clock(trace, "B") == ("00:00:00", "00:01:00")
    assert clock(trace, "C") == ("00:01:00", "00:02:00")


def test_fifty_steps_run_at_once_unless_said() -> None:
    trace = definition(*(call(f"S{index}") for index in range(51))).simulate()

    assert clock(trace, "S49") == ("00:00:00", "00:01:00")
    assert clock(trace, "S50") == ("00:01:00", "00:02:00")


def test_condition_needs_no_slot() -> None:
    trace = definition(call("A"), call("B"), condition("C")).simulate(max_parallel=1)

    assert order(trace) == ["A", "C", "B"]
    assert clock(trace, "C") == ("00:00:00", "00:00:00")


def test_fail_step_needs_no_slot() -> None:
    trace = definition(call("A"), call("B"), fail("F")).simulate(max_parallel=1)

    assert statuses(trace) == {"A": "Succeeded", "F": "Failed", "B": "NotExecuted"}


def test_step_keeps_its_slot_while_it_waits_for_a_retry() -> None:
    policy = {"ExceptionType": ["Step.THROTTLING"], "IntervalSeconds": 100}
    steps = [call("A", RetryPolicies=[policy]), call("B")]
    trace = definition(*steps).simulate(given=given(A=fails("Step.THROTTLING")), max_parallel=1)

    assert clock(trace, "A") == ("00:00:00", "00:03:40")
    assert clock(trace, "B") == ("00:03:40", "00:04:40")


# A branch not taken


def test_branch_not_taken_is_left_out_and_the_execution_succeeds() -> None:
    trace = definition(condition("C", [call("Yes")], [call("No"), fail("F")])).simulate()

    assert (trace.status, trace.failure_reason) == ("Succeeded", None)
    assert statuses(trace) == {
        "C": "Succeeded",
        "Yes": "Succeeded",
        "No": "NotExecuted",
        "F": "NotExecuted",
    }
    assert reasons(trace) == dict.fromkeys(["No", "F"], "branch not taken: ElseSteps of C")
    assert (trace["C"].outcome, trace["No"].attempts, clock(trace, "No")) == (True, 0, NOT_RUN)


def test_what_needs_a_step_of_a_branch_not_taken_is_left_out_transitively() -> None:
    steps = [condition("C", [call("Yes")], right=2), call("Next", "Yes"), call("Last", "Next")]
    trace = definition(*steps).simulate()

    assert trace.status == "Succeeded"
    assert reasons(trace) == {
        "Yes": "branch not taken: IfSteps of C",
        "Next": "needs Yes, which did not run",
        "Last": "needs Next, which did not run",
    }


def test_reader_of_a_step_of_a_branch_not_taken_is_left_out() -> None:
    told = call("Yes", OutputParameters=outputs(x="String"))
    steps = [condition("C", [told], right=2)]
    steps.append(call("Reader", Arguments=reads("Steps.Yes.OutputParameters['x']")))
    trace = definition(*steps).simulate()

    assert trace.status == "Succeeded"
    assert reasons(trace)["Reader"] == "needs Yes, which did not run"


@pytest.mark.parametrize("trigger", ["Failed", "Stopped", "Any"])
def test_step_that_did_not_run_satisfies_no_trigger(trigger: str) -> None:
    trace = definition(
        condition("C", [call("Yes")], right=2), call("Handler", on("Yes", trigger))
    ).simulate()

    assert trace.status == "Succeeded"
    assert reasons(trace)["Handler"] == "needs Yes, which did not run"


def test_dependencies_are_anded() -> None:
    steps = [call("A"), condition("C", [call("Yes")], right=2), call("Both", "A", "Yes")]
    trace = definition(*steps).simulate()

    assert reasons(trace)["Both"] == "needs Yes, which did not run"


def test_condition_in_a_branch_decides_for_its_own_branches() -> None:
    inner = condition("Inner", [call("X")], [call("Y")], right=2)
    trace = definition(condition("Outer", [inner], [call("Z")])).simulate()

    assert order(trace) == ["Outer", "Inner", "Y"]
    assert reasons(trace) == {
        "X": "branch not taken: IfSteps of Inner",
        "Z": "branch not taken: ElseSteps of Outer",
    }


def test_condition_in_a_branch_not_taken_leaves_out_both_of_its_own() -> None:
    inner = condition("Inner", [call("X")], [call("Y")])
    trace = definition(condition("Outer", [inner], right=2)).simulate()

    assert reasons(trace) == dict.fromkeys(
        ["Inner", "X", "Y"], "branch not taken: IfSteps of Outer"
    )


def test_step_of_a_branch_waits_for_its_own_dependencies_as_well() -> None:
    trace = definition(call("A"), condition("C", [call("Yes", "A")])).simulate()

    assert clock(trace, "C") == ("00:00:00", "00:00:00")
    assert clock(trace, "Yes") == ("00:01:00", "00:02:00")


# A failed step


def test_unhandled_failure_stops_the_execution() -> None:
    steps = [call("Bad"), call("Long"), call("AfterBad", "Bad"), call("AfterLong", "Long")]
    times = given(Bad=fails(), Long=lasts(100))
    trace = definition(*steps).simulate(given=times)

    assert (trace.status, trace.failure_reason) == ("Failed", FAILED)
    assert statuses(trace) == {
        "Bad": "Failed",
        "Long": "Succeeded",
        "AfterBad": "NotExecuted",
        "AfterLong": "NotExecuted",
    }
    assert clock(trace, "Long") == ("00:00:00", "00:01:40")
    assert reasons(trace) == {
        "Bad": "ClientError",
        "AfterBad": "after the failure of Bad",
        "AfterLong": "after the failure of Bad",
    }


def test_step_that_waits_for_a_slot_does_not_start_after_a_failure() -> None:
    trace = definition(call("Bad"), call("B")).simulate(given=given(Bad=fails()), max_parallel=1)

    assert reasons(trace)["B"] == "after the failure of Bad"


@pytest.mark.parametrize("trigger", ["Failed", "Any"])
def test_handled_failure_completes_with_failures(trigger: str) -> None:
    steps = [call("Bad"), call("Handler", on("Bad", trigger)), call("Next", "Handler")]
    trace = definition(*steps, call("Other", "Long"), call("Long")).simulate(
        given=given(Bad=fails(), Long=lasts(100))
    )

    assert (trace.status, trace.failure_reason) == ("CompletedWithFailures", FAILED)
    assert statuses(trace) == {
        "Bad": "Failed",
        "Long": "Succeeded",
        "Handler": "Succeeded",
        "Other": "Succeeded",
        "Next": "Succeeded",
    }
    assert clock(trace, "Handler") == ("00:01:00", "00:02:00")


def test_other_dependents_of_a_handled_failure_do_not_run() -> None:
    steps = [call("Bad"), call("Handler", on("Bad", "Failed")), call("Next", "Bad")]
    trace = definition(*steps).simulate(given=given(Bad=fails()))

    assert trace.status == "CompletedWithFailures"
    assert reasons(trace)["Next"] == "after the failure of Bad"


def test_handler_of_a_failure_that_does_not_happen_is_left_out() -> None:
    steps = [call("A"), call("Handler", on("A", "Failed")), call("Next", "Handler")]
    trace = definition(*steps).simulate()

    assert trace.status == "Succeeded"
    assert reasons(trace) == {
        "Handler": "waits for the failure of A, which succeeded",
        "Next": "needs Handler, which did not run",
    }


def test_any_runs_after_a_success_too() -> None:
    trace = definition(call("A"), call("Always", on("A", "Any"))).simulate()

    assert (trace.status, trace["Always"].status) == ("Succeeded", "Succeeded")


def test_handler_that_did_not_run_by_then_does_not_handle() -> None:
    late = call("Handler", on("Bad", "Failed"))
    steps = [call("Bad"), condition("C", [late], right=2), call("B", "Long"), call("Long")]
    trace = definition(*steps).simulate(given=given(Bad=fails(), Long=lasts(100)))

    assert trace.status == "Failed"
    assert reasons(trace) == {
        "Bad": "ClientError",
        "Handler": "branch not taken: IfSteps of C",
        "B": "after the failure of Bad",
    }


def test_handler_that_does_not_run_in_the_end_leaves_the_execution_failed() -> None:
    """At the moment of the failure the handler may still run: nothing is stopped."""
    late = call("Handler", on("Bad", "Failed"))
    steps = [call("Bad"), call("Long"), condition("C", [late], (), "Long", right=2)]
    trace = definition(*steps, call("After", "Long")).simulate(
        given=given(Bad=fails(), Long=lasts(100))
    )

    assert (trace.status, trace.failure_reason) == ("Failed", FAILED)
    assert statuses(trace) == {
        "Bad": "Failed",
        "Long": "Succeeded",
        "C": "Succeeded",
        "After": "Succeeded",
        "Handler": "NotExecuted",
    }
    assert reasons(trace)["Handler"] == "branch not taken: IfSteps of C"


def test_one_handler_of_two_is_enough() -> None:
    steps = [call("Bad"), call("H1", on("Bad", "Any")), call("H2", on("Bad", "Failed"))]
    steps += [condition("C", [call("Never")], right=2)]
    steps[1]["DependsOn"].append("Never")
    trace = definition(*steps).simulate(given=given(Bad=fails()))

    assert trace.status == "CompletedWithFailures"
    assert (trace["H1"].status, trace["H2"].status) == ("NotExecuted", "Succeeded")


def test_handler_that_fails_itself_unhandled_fails_the_execution() -> None:
    steps = [call("Bad"), call("Handler", on("Bad", "Failed")), call("Next", "Handler")]
    trace = definition(*steps).simulate(given=given(Bad=fails(), Handler=fails()))

    assert trace.status == "Failed"
    assert reasons(trace)["Next"] == "after the failure of Handler"


def test_handler_whose_failure_is_handled_completes_with_failures() -> None:
    steps = [call("Bad"), call("H1", on("Bad", "Failed")), call("H2", on("H1", "Failed"))]
    trace = definition(*steps).simulate(given=given(Bad=fails(), H1=fails()))

    assert trace.status == "CompletedWithFailures"
    assert order(trace) == ["Bad", "H1", "H2"]


def test_one_unhandled_failure_of_two_fails_the_execution() -> None:
    steps = [call("Bad"), call("Worse"), call("Handler", on("Bad", "Failed"))]
    trace = definition(*steps).simulate(given=given(Bad=fails(), Worse=fails()))

    assert trace.status == "Failed"
    assert reasons(trace)["Handler"] == "after the failure of Worse"


def test_failure_of_a_condition_can_be_handled() -> None:
    steps = [condition("C", [call("Yes")], left="x"), call("Handler", on("C", "Failed"))]
    trace = definition(*steps).simulate()

    assert trace.status == "CompletedWithFailures"
    assert trace["C"].outcome is None
    assert trace["C"].decision is None
    assert reasons(trace) == {
        "C": 'Steps[C].Arguments.Conditions[0]: text cannot be compared with a number: "x", 1',
        "Yes": "after the failure of C",
    }


def test_step_that_reads_what_does_not_exist_fails_at_once() -> None:
    model = reads("Steps.A.ModelArtifacts.S3ModelArtifacts")
    trace = definition(training("A"), call("B", on("A", "Any"), Arguments=model)).simulate(
        given=given(A=fails())
    )

    assert trace["B"].status == "Failed"
    assert trace["B"].reason == (
        "Steps[B].Arguments.a0: 'A' did not succeed, so it has no 'S3ModelArtifacts'"
    )
    assert clock(trace, "B") == ("00:01:00", "00:01:00")
    assert trace["B"].attempts == 1


# A Fail step


def test_fail_step_fails_the_execution_with_its_message() -> None:
    trace = definition(
        call("A"), fail("F", "too low", "A"), call("B", "Long"), call("Long")
    ).simulate(given=given(Long=lasts(100)))

    assert (trace.status, trace.failure_reason) == ("Failed", FAILED)
    assert reasons(trace) == {"F": "too low", "B": "after the failure of F"}
    assert trace["F"].arguments == {"ErrorMessage": "too low"}


def test_fail_step_without_a_message_has_no_reason() -> None:
    trace = definition(fail("F")).simulate()

    assert (trace["F"].status, trace["F"].reason) == ("Failed", None)


def test_message_of_a_fail_step_is_resolved() -> None:
    message = {"Std:Join": {"On": ": ", "Values": ["below", get("Steps.C.Outcome")]}}
    trace = definition(condition("C", [fail("F", message)])).simulate()

    assert trace["F"].reason == "below: true"


def test_fail_step_in_a_branch_with_a_handled_failure_beside_it_fails_the_execution() -> None:
    steps = [
        call("Bad"),
        call("Handler", on("Bad", "Failed")),
        condition("C", [fail("F", "stop")], (), "Handler"),
    ]
    trace = definition(*steps).simulate(given=given(Bad=fails()))

    assert trace.status == "Failed"
    assert trace["F"].reason == "stop"


def test_fail_step_can_be_the_handler_of_a_failure() -> None:
    trace = definition(call("Bad"), fail("F", "gave up", on("Bad", "Failed"))).simulate(
        given=given(Bad=fails())
    )

    assert trace.status == "Failed"
    assert order(trace) == ["Bad", "F"]
    assert trace["F"].reason == "gave up"


# A stopped step


def test_unhandled_stop_fails_the_execution() -> None:
    trace = definition(call("A"), call("B", "A")).simulate(given=given(A={"stops": True}))

    assert (trace.status, trace.failure_reason) == ("Failed", FAILED)
    assert statuses(trace) == {"A": "Stopped", "B": "NotExecuted"}
    assert reasons(trace) == {"B": "after the failure of A"}
    assert clock(trace, "A") == ("00:00:00", "00:01:00")


@pytest.mark.parametrize("trigger", ["Stopped", "Any"])
def test_handled_stop_completes_with_failures(trigger: str) -> None:
    trace = definition(call("A"), call("B", on("A", trigger))).simulate(
        given=given(A={"stops": True})
    )

    assert (trace.status, trace.failure_reason) == ("CompletedWithFailures", FAILED)
    assert statuses(trace) == {"A": "Stopped", "B": "Succeeded"}


def test_failed_does_not_handle_a_stop_nor_stopped_a_failure() -> None:
    stopped = definition(call("A"), call("B", on("A", "Failed"))).simulate(
        given=given(A={"stops": True})
    )
    failed = definition(call("A"), call("B", on("A", "Stopped"))).simulate(given=given(A=fails()))

    assert (stopped.status, stopped["B"].reason) == ("Failed", "after the failure of A")
    assert (failed.status, failed["B"].reason) == ("Failed", "after the failure of A")


# NeedsInput


def deciding(**after: Any) -> list[dict[str, Any]]:
    asked = call("Ask", OutputParameters=outputs(x="Integer"))
    decided = condition("C", [call("Yes")], left=get("Steps.Ask.OutputParameters['x']"))
    return [asked, decided, *after.values()]


def test_made_up_value_never_decides() -> None:
    trace = definition(*deciding()).simulate()

    assert (trace.status, trace.failure_reason) == ("NeedsInput", None)
    assert trace.as_json()["needs"] == [
        {
            "step": "C",
            "pointer": "/Steps/1/Arguments/Conditions/0/LeftValue",
            "given": "steps.Ask.outputs.x",
        }
    ]
    assert statuses(trace) == {"Ask": "Succeeded", "C": "NotExecuted", "Yes": "NotExecuted"}
    assert reasons(trace) == {"C": "needs input", "Yes": "needs C, which did not run"}


def test_step_that_needs_input_has_not_started() -> None:
    trace = definition(*deciding()).simulate()

    assert (clock(trace, "C"), trace["C"].order, trace["C"].attempts) == (NOT_RUN, None, 0)
    assert [tuple(event) for event in trace.events] == [
        (0, "started", "Ask"),
        (60, "succeeded", "Ask"),
    ]


def test_what_runs_finishes_when_input_is_needed_and_nothing_more_starts() -> None:
    steps = deciding(long=call("Long"), after=call("After", "Long"))
    trace = definition(*steps).simulate(given=given(Long=lasts(100)))

    assert trace.status == "NeedsInput"
    assert clock(trace, "Long") == ("00:00:00", "00:01:40")
    assert reasons(trace)["After"] == "needs input"


def test_every_missing_entry_of_the_step_is_told() -> None:
    asked = call("Ask", OutputParameters=outputs(x="Integer", y="Integer"))
    paths = (get("Steps.Ask.OutputParameters['x']"), get("Steps.Ask.OutputParameters['y']"))
    trace = definition(asked, condition("C", left=paths[0], right=paths[1])).simulate()

    assert [(need.pointer, need.given) for need in trace.needs] == [
        ("/Steps/1/Arguments/Conditions/0/LeftValue", "steps.Ask.outputs.x"),
        ("/Steps/1/Arguments/Conditions/0/RightValue", "steps.Ask.outputs.y"),
    ]


def test_failure_after_input_was_needed_is_the_reason_of_what_it_keeps() -> None:
    steps = deciding(long=call("Long"), after=call("After"))
    steps[-1]["DependsOn"] = ["Long"]
    trace = definition(*steps).simulate(given=given(Long={**fails(), **lasts(100)}))

    assert trace.status == "NeedsInput"
    assert reasons(trace)["After"] == "after the failure of Long"
