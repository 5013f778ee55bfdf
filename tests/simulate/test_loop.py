"""A ForEach: its iterations, how they start and fail, and what reaches the execution."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.simulate import InputError
from tests.simulate.definitions import (
    call,
    clock,
    condition,
    definition,
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
    statuses,
)

ITEM = {"item": get("ForEach.CurrentItem")}


def iterations(entries: dict[int, Any], name: str = "B") -> dict[str, Any]:
    """What is given of single iterations of the body's step."""
    return {"iterations": {index: {name: entry} for index, entry in entries.items()}}


def test_body_runs_once_for_each_item() -> None:
    trace = definition(for_each("Each", [call("B", Arguments=ITEM)], ["x", 2])).simulate()

    assert trace.status == "Succeeded"
    assert order(trace) == ["Each", "B-0", "B-1"]
    assert [trace[name].arguments for name in ("B-0", "B-1")] == [{"item": "x"}, {"item": 2}]
    assert [(trace[name].parent, trace[name].iteration) for name in ("B-0", "B-1")] == [
        ("Each", 0),
        ("Each", 1),
    ]
    assert (trace["Each"].parent, trace["Each"].iteration) == (None, None)


def test_one_iteration_runs_after_another_without_concurrency() -> None:
    trace = definition(for_each("Each", [call("B")], [1, 2, 3])).simulate()

    assert [clock(trace, f"B-{index}")[0] for index in range(3)] == [
        "00:00:00",
        "00:01:00",
        "00:02:00",
    ]
    assert clock(trace, "Each") == ("00:00:00", "00:03:00")


def test_so_many_iterations_run_at_a_time_at_most() -> None:
    each = for_each("Each", [call("B")], [1, 2, 3], concurrency=2)
    trace = definition(each).simulate(given=given(Each=iterations({0: lasts(90)})))

    assert clock(trace, "B-0") == ("00:00:00", "00:01:30")
    assert clock(trace, "B-1") == ("00:00:00", "00:01:00")
    assert clock(trace, "B-2") == ("00:01:00", "00:02:00")


def test_for_each_takes_no_slot_and_its_children_do() -> None:
    each = for_each("Each", [call("B")], [1, 2], concurrency=2)
    trace = definition(call("A"), each).simulate(max_parallel=1)

    assert order(trace) == ["A", "Each", "B-0", "B-1"]
    assert clock(trace, "Each") == ("00:00:00", "00:03:00")
    assert clock(trace, "B-0") == ("00:01:00", "00:02:00")


def test_steps_of_a_body_wait_for_each_other() -> None:
    body = [call("B"), call("D", "B")]
    trace = definition(for_each("Each", body, [1, 2], concurrency=2)).simulate()

    assert order(trace) == ["Each", "B-0", "B-1", "D-0", "D-1"]
    assert clock(trace, "D-1") == ("00:01:00", "00:02:00")


def test_body_reads_a_step_outside_which_the_for_each_waits_for() -> None:
    told = call("A", OutputParameters=outputs(x="String"))
    body = [call("B", Arguments=reads("Steps.A.OutputParameters['x']"))]
    trace = definition(for_each("Each", body, [1]), told).simulate(
        given=given(A={"outputs": {"x": "told"}})
    )

    assert order(trace) == ["A", "Each", "B-0"]
    assert trace["B-0"].arguments == {"a0": "told"}


def test_step_after_a_for_each_waits_for_all_iterations() -> None:
    trace = definition(for_each("Each", [call("B")], [1, 2]), call("After", "Each")).simulate()

    assert clock(trace, "After") == ("00:02:00", "00:03:00")


# Failures


def test_failed_iteration_fails_the_for_each_and_it_the_execution() -> None:
    trace = definition(for_each("Each", [call("B")], [1, 2]), call("After", "Each")).simulate(
        given=given(Each=iterations({1: fails()}))
    )

    assert trace.status == "Failed"
    assert statuses(trace) == {
        "Each": "Failed",
        "B-0": "Succeeded",
        "B-1": "Failed",
        "After": "NotExecuted",
    }
    assert reasons(trace) == {
        "Each": "'B-1' failed",
        "B-1": "ClientError",
        "After": "after the failure of Each",
    }


def test_iterations_not_started_are_listed() -> None:
    trace = definition(for_each("Each", [call("B"), call("D", "B")], [1, 2])).simulate(
        given=given(Each=iterations({0: fails()}))
    )

    assert statuses(trace) == {
        "Each": "Failed",
        "B-0": "Failed",
        "D-0": "NotExecuted",
        "B-1": "NotExecuted",
        "D-1": "NotExecuted",
    }
    assert reasons(trace) == {
        "Each": "'B-0' failed",
        "B-0": "ClientError",
        "D-0": "after the failure of B-0",
        "B-1": "after the failure of B-0",
        "D-1": "needs B-1, which did not run",
    }
    assert (trace["B-1"].parent, trace["B-1"].iteration) == ("Each", 1)


def test_failure_in_a_body_does_not_stop_the_steps_outside() -> None:
    steps = [for_each("Each", [call("B")], [1]), call("Long"), call("After", "Long")]
    steps += [call("Handler", on("Each", "Failed"))]
    trace = definition(*steps).simulate(given=given(B=fails(), Long=lasts(100)))

    assert trace.status == "CompletedWithFailures"
    assert (trace["Handler"].status, trace["After"].status) == ("Succeeded", "Succeeded")


def test_iterations_that_run_finish_after_a_failure() -> None:
    body = [call("B"), call("D", "B")]
    trace = definition(for_each("Each", body, [1, 2, 3], concurrency=2)).simulate(
        given=given(Each=iterations({0: {**fails(), **lasts(30)}}))
    )

    assert [trace[name].status for name in ("B-1", "D-1")] == ["Succeeded", "Succeeded"]
    assert [trace[name].status for name in ("D-0", "B-2", "D-2")] == ["NotExecuted"] * 3
    assert clock(trace, "Each") == ("00:00:00", "00:02:00")


def test_iteration_that_waits_for_a_slot_does_not_start_after_a_failure() -> None:
    trace = definition(for_each("Each", [call("B")], [1, 2], concurrency=2)).simulate(
        given=given(Each=iterations({0: fails()})), max_parallel=1
    )

    assert statuses(trace) == {"Each": "Failed", "B-0": "Failed", "B-1": "NotExecuted"}
    assert reasons(trace)["B-1"] == "after the failure of B-0"
    assert clock(trace, "Each") == ("00:00:00", "00:01:00")


def test_failure_of_the_same_instant_keeps_the_next_iteration() -> None:
    """Iteration 0 ends first, in document order, but nothing starts before 1 is taken in."""
    trace = definition(for_each("Each", [call("B")], [1, 2, 3], concurrency=2)).simulate(
        given=given(Each=iterations({1: fails()}))
    )

    assert [trace[f"B-{index}"].status for index in range(3)] == [
        "Succeeded",
        "Failed",
        "NotExecuted",
    ]
    assert reasons(trace)["B-2"] == "after the failure of B-1"


def test_first_failure_in_time_is_the_reason() -> None:
    each = for_each("Each", [call("B")], [1, 2, 3], concurrency=2)
    first = {0: {**fails(), **lasts(90)}, 1: fails()}
    trace = definition(each).simulate(given=given(Each=iterations(first)))

    assert reasons(trace) == {
        "Each": "'B-1' failed",
        "B-0": "ClientError",
        "B-1": "ClientError",
        "B-2": "after the failure of B-1",
    }


def test_handled_failure_of_an_iteration_stays_in_it() -> None:
    body = [call("B"), call("Handler", on("B", "Failed"))]
    trace = definition(for_each("Each", body, [1, 2]), call("After", "Each")).simulate(
        given=given(Each=iterations({0: fails()}))
    )

    assert (trace.status, trace.failure_reason) == ("Succeeded", None)
    assert statuses(trace) == {
        "Each": "Succeeded",
        "B-0": "Failed",
        "Handler-0": "Succeeded",
        "B-1": "Succeeded",
        "After": "Succeeded",
        "Handler-1": "NotExecuted",
    }
    assert reasons(trace)["Handler-1"] == "waits for the failure of B-1, which succeeded"


def test_handler_that_does_not_run_in_the_end_leaves_the_iteration_failed() -> None:
    body = [call("A"), call("B"), call("Handler", on("B", "Failed"), on("A", "Failed"))]
    trace = definition(for_each("Each", body, [1, 2])).simulate(
        given=given(B=fails(), A=lasts(100))
    )

    assert statuses(trace) == {
        "Each": "Failed",
        "A-0": "Succeeded",
        "B-0": "Failed",
        "Handler-0": "NotExecuted",
        "A-1": "NotExecuted",
        "B-1": "NotExecuted",
        "Handler-1": "NotExecuted",
    }
    assert trace["Each"].reason == "'B-0' failed"


def test_stopped_iteration_fails_the_for_each() -> None:
    trace = definition(for_each("Each", [call("B")], [1, 2])).simulate(
        given=given(B={"stops": True})
    )

    assert (trace["Each"].status, trace["Each"].reason) == ("Failed", "'B-0' stopped")
    assert trace["B-1"].reason == "after the failure of B-0"


def test_iteration_takes_its_own_entry_before_that_of_the_body_step() -> None:
    steps = given(B=lasts(10), Each=iterations({1: lasts(20)}))
    trace = definition(for_each("Each", [call("B")], [1, 2])).simulate(given=steps)

    assert clock(trace, "B-0") == ("00:00:00", "00:00:10")
    assert clock(trace, "B-1") == ("00:00:10", "00:00:30")


@pytest.mark.parametrize(
    ("base", "own"),
    [({"fails": "always"}, {"fails": []}), ({"stops": True}, {"stops": False})],
)
def test_entry_of_an_iteration_takes_back_that_of_the_body_step(
    base: dict[str, Any], own: dict[str, Any]
) -> None:
    trace = definition(for_each("Each", [call("B")], [1])).simulate(
        given=given(B=base, Each=iterations({0: own}))
    )

    assert trace["B-0"].status == "Succeeded"


def test_for_each_that_runs_finishes_after_a_failure_outside() -> None:
    steps = [for_each("Each", [call("B")], [1, 2]), call("Bad"), call("After", "Each")]
    trace = definition(*steps).simulate(given=given(Bad={**fails(), **lasts(30)}))

    assert trace.status == "Failed"
    assert (trace["Each"].status, trace["B-1"].status) == ("Succeeded", "Succeeded")
    assert trace["After"].reason == "after the failure of Bad"


def test_for_each_that_runs_finishes_when_input_is_needed_outside() -> None:
    asked = call("Ask", OutputParameters=outputs(x="Integer"))
    decided = condition("C", left=get("Steps.Ask.OutputParameters['x']"))
    trace = definition(asked, for_each("Each", [call("B")], [1, 2]), decided).simulate()

    assert trace.status == "NeedsInput"
    assert clock(trace, "Each") == ("00:00:00", "00:02:00")
    assert statuses(trace) == {
        "Ask": "Succeeded",
        "Each": "Succeeded",
        "B-0": "Succeeded",
        "B-1": "Succeeded",
        "C": "NotExecuted",
    }
    assert [trace[name].order for name in ("Ask", "Each", "B-0", "B-1")] == [1, 2, 3, 4]


def test_for_each_in_a_branch_not_taken_has_no_iterations() -> None:
    each = for_each("Each", [call("B")], [1, 2])
    trace = definition(condition("C", [each], right=2)).simulate()

    assert reasons(trace) == {"Each": "branch not taken: IfSteps of C"}


@pytest.mark.parametrize(
    ("items", "fault"),
    [
        ('["x"]', "'Each' has no such item: the last is number 0, counted from 0"),
        ("[]", "'Each' has no items"),
    ],
)
def test_iteration_beyond_the_items_of_the_execution_is_refused(items: str, fault: str) -> None:
    each = for_each("Each", [call("B")], get("Parameters.Items"))
    looped = definition(each, parameters={"Items": items})

    with pytest.raises(InputError) as error:
        looped.simulate(given=given(Each=iterations({7: fails()})))

    assert [(found.path, found.message) for found in error.value.faults] == [
        (("steps", "Each", "iterations", 7), fault)
    ]


def test_iteration_of_a_for_each_that_does_not_run_is_not_asked_for() -> None:
    each = for_each("Each", [call("B")], get("Parameters.Items"))
    trace = definition(condition("C", [each], right=2), parameters={"Items": "[1]"}).simulate(
        given=given(Each=iterations({7: fails()}))
    )

    assert trace["Each"].status == "NotExecuted"


# What others read


def test_counts_of_the_children_are_told() -> None:
    body = [call("B"), call("Handler", on("B", "Failed"))]
    paths = ("Status", "InputItemCount", "TotalStepCount", "SucceededStepCount", "FailedStepCount")
    reader = call("After", Arguments=reads(*(f"Steps.Each.{path}" for path in paths)))
    trace = definition(for_each("Each", body, [1, 2]), reader).simulate(
        given=given(Each=iterations({0: fails()}))
    )

    assert list(trace["After"].arguments.values()) == ["Succeeded", 2, 4, 2, 1]


def test_counts_are_told_of_a_for_each_whose_selector_fails() -> None:
    body = [call("B", OutputParameters=outputs(x="Boolean"))]
    field = get("IterationOutput.B.OutputParameters['x']")
    each = for_each("Each", body, [1, 2], Selector={"Pick": "MaxBy", "Field": field})
    told = reads("Steps.Each.Status", "Steps.Each.InputItemCount", "Steps.Each.SucceededStepCount")
    trace = definition(each, call("After", on("Each", "Any"), Arguments=told)).simulate(
        given=given(B={"outputs": {"x": True}})
    )

    assert trace["Each"].status == "Failed"
    assert list(trace["After"].arguments.values()) == ["Failed", 2, 2]


def output_of(path: str, given_steps: dict[str, Any], *depends_on: Any) -> Any:
    body = [call("B", OutputParameters=outputs(x="Integer"))]
    reader = call("After", *depends_on, Arguments=reads(f"Steps.Each.{path}"))
    return definition(for_each("Each", body, [1, 2]), reader).simulate(given=given_steps)["After"]


def test_output_of_an_iteration_is_read() -> None:
    world = given(Each=iterations({1: {"outputs": {"x": 7}}}))
    after = output_of("IterationOutputs[1].B.OutputParameters['x']", world)

    assert after.arguments == {"a0": 7}


def test_output_of_one_of_several_body_steps_is_read() -> None:
    body = [call("A", OutputParameters=outputs(x="Integer")), call("B", "A")]
    read = "Steps.Each.IterationOutputs[0].A.OutputParameters['x']"
    reader = call("After", Arguments=reads(read))
    trace = definition(for_each("Each", body, [1]), reader).simulate(
        given=given(A={"outputs": {"x": 3}})
    )

    assert trace["After"].arguments == {"a0": 3}


def test_iteration_that_does_not_exist_fails_the_reader() -> None:
    items = get("Steps.A.OutputParameters['list']")
    path = "Steps.Each.IterationOutputs[1].B.OutputParameters['x']"
    steps = [
        call("A", OutputParameters=outputs(list="String")),
        for_each("Each", [call("B", OutputParameters=outputs(x="Integer"))], items),
        call("After", Arguments=reads(path)),
    ]
    trace = definition(*steps).simulate(given=given(A={"outputs": {"list": "[1]"}}))

    assert trace["After"].status == "Failed"
    assert trace["After"].reason == "Steps[After].Arguments.a0: 'Each' has no iteration '1'"


def test_failed_for_each_has_no_iteration_outputs() -> None:
    path = "IterationOutputs[0].B.OutputParameters['x']"
    after = output_of(path, given(Each=iterations({1: fails()})), on("Each", "Any"))

    assert after.status == "Failed"
    lacking = "'Each' did not succeed, so it has no 'IterationOutputs[0]'"
    assert after.reason == f"Steps[After].Arguments.a0: {lacking}"
