"""Why a step did not run: the first reason that applies."""

from __future__ import annotations

from pipelint.simulate import Idle
from tests.simulate.definitions import (
    call,
    condition,
    definition,
    fails,
    get,
    given,
    on,
    outputs,
    reasons,
)


def test_reason_is_a_value_whose_text_is_that_of_the_trace() -> None:
    steps = [
        call("A"),
        condition("C", [call("No")], [call("Bad")], "A", right=2),
        call("B", "No"),
        call("D", on("A", "Failed")),
        call("E", "Bad"),
    ]

    trace = definition(*steps).simulate(given=given(Bad=fails()))

    idle = {step.name: step.idle for step in trace.steps if step.idle is not None}
    assert idle == {
        "No": Idle("branch", "C", "IfSteps"),
        "B": Idle("unmet", "No"),
        "D": Idle("other-end", "A", end="failure"),
        "E": Idle("failure", "Bad"),
    }
    assert {"Bad": "ClientError", **{name: str(idle[name]) for name in idle}} == reasons(trace)


def test_steps_that_ran_have_no_reason() -> None:
    assert reasons(definition(call("A"), condition("C", [call("B")])).simulate()) == {}


def test_branch_not_taken_comes_before_a_step_that_did_not_run() -> None:
    never = condition("C", [call("Yes")], right=2)
    other = condition("D", [call("X", "Yes")], right=2)

    assert reasons(definition(never, other).simulate()) == {
        "Yes": "branch not taken: IfSteps of C",
        "X": "branch not taken: IfSteps of D",
    }


def test_outer_branch_comes_before_the_inner() -> None:
    inner = condition("Inner", [call("X")])
    trace = definition(condition("Outer", [], [inner])).simulate()

    assert reasons(trace)["X"] == "branch not taken: ElseSteps of Outer"


def test_step_that_did_not_run_comes_before_a_failure() -> None:
    steps = [call("Bad"), call("B", "Long"), call("D", "B"), call("Long")]
    trace = definition(*steps).simulate(given=given(Bad=fails(), Long={"duration": 90}))

    assert reasons(trace) == {
        "Bad": "ClientError",
        "B": "after the failure of Bad",
        "D": "needs B, which did not run",
    }


def test_of_several_steps_that_did_not_run_the_first_in_the_document_is_named() -> None:
    steps = [condition("C", [call("X"), call("Y")], right=2), call("B", "Y", "X")]

    assert reasons(definition(*steps).simulate())["B"] == "needs X, which did not run"


def test_step_that_did_not_run_comes_before_needed_input() -> None:
    asked = call("Ask", OutputParameters=outputs(x="Integer"))
    decided = condition("C", [call("Yes")], left=get("Steps.Ask.OutputParameters['x']"))
    trace = definition(asked, decided, call("B", "Yes"), call("D", "Ask")).simulate()

    assert reasons(trace) == {
        "C": "needs input",
        "Yes": "needs C, which did not run",
        "B": "needs Yes, which did not run",
        "D": "needs input",
    }


def test_failure_of_the_step_itself_comes_before_the_one_that_stopped_the_execution() -> None:
    steps = [call("Handled"), call("H", on("Handled", "Failed")), call("B", "Handled")]
    trace = definition(*steps, call("Bad", "Long"), call("Long")).simulate(
        given=given(Handled=fails(), Bad=fails())
    )

    assert reasons(trace)["B"] == "after the failure of Handled"


def test_step_that_waits_for_another_end_says_so() -> None:
    steps = [call("A"), call("B", on("A", "Failed")), call("D", on("A", "Stopped"))]

    assert reasons(definition(*steps).simulate()) == {
        "B": "waits for the failure of A, which succeeded",
        "D": "waits for the stop of A, which succeeded",
    }
