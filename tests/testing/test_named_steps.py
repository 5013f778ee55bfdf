"""The steps that an expectation can name."""

from __future__ import annotations

import pytest

from pipelint.testing._named_steps import fault_of_name, step_named
from tests.report.accounts import account

BAD = {"Ask": {"outputs": {"mse": 7.2}}}


@pytest.mark.parametrize("name", ["Ask", "Refuse", "Score-0"])
def test_step_that_an_execution_can_have_is_no_fault(name: str) -> None:
    assert fault_of_name(name, account()) is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Aks", "no step is named 'Aks': did you mean 'Ask'?"),
        ("Score", "stands in the body of 'Each': name it with its iteration, as 'Score-0'"),
        (
            "Nope",
            "no step is named 'Nope': "
            "there are Prep, Ask, Good, Tell, Each, Score-0, Score-1, Last, Refuse",
        ),
        ("Ask-0", "no step is named 'Ask-0': did you mean 'Ask'?"),
        ("Score-7", "'Each' has no such item: the last is number 1, counted from 0"),
    ],
)
def test_other_name_is_a_fault(name: str, fault: str) -> None:
    assert fault_of_name(name, account()) == fault


def test_iteration_that_ran_is_that_of_the_trace() -> None:
    found = account()

    assert step_named("Score-1", found) is found.trace["Score-1"]


def test_iteration_beyond_the_items_did_not_run() -> None:
    run = step_named("Score-7", account())

    assert (run.status, run.reason) == ("NotExecuted", "Each has 2 items")
    assert (run.type, run.parent, run.iteration, run.attempts) == ("Lambda", "Each", 7, 0)


def test_iteration_of_a_loop_that_did_not_run_says_so() -> None:
    assert step_named("Score-0", account(steps=BAD)).reason == "needs Each, which did not run"


def test_unknown_step_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="no step is named 'Aks': did you mean 'Ask'"):
        step_named("Aks", account())
