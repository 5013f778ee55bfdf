"""The steps that an expectation can name."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.testing._named_steps import fault_of_name, step_named
from tests.report.accounts import account
from tests.simulate.requests import function, get, step


def listed(items: str) -> dict[str, Any]:
    """A definition with a ForEach over a list that a start gives."""
    loop = {"IterableItems": get(items), "MaxConcurrency": 1, "ForEachBody": [function("B")]}
    return {
        "Version": "2020-12-01",
        "Parameters": [{"Name": "Items", "Type": "String", "DefaultValue": "[1, 2]"}],
        "Steps": [step("Each", "ForEach", loop)],
    }


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


def test_iteration_beyond_the_items_of_the_execution_is_a_fault() -> None:
    found = account(listed("Parameters.Items"), parameters={"Items": "[1]"}, steps={})

    assert fault_of_name("B-0", found) is None
    assert (
        fault_of_name("B-7", found)
        == "'Each' has no such item: the last is number 0, counted from 0"
    )
    with pytest.raises(KeyError, match="no step is named 'B-7'"):
        step_named("B-7", found)


def test_iteration_of_a_loop_without_items_is_a_fault() -> None:
    found = account(listed("Parameters.Items"), parameters={"Items": "[]"}, steps={})

    assert fault_of_name("B-0", found) == "'Each' has no items"


def test_iteration_of_a_loop_that_had_no_list_is_no_fault() -> None:
    found = account(listed("Parameters.Items"), parameters={"Items": "x"}, steps={})

    assert fault_of_name("B-7", found) is None
    assert step_named("B-7", found).status == "NotExecuted"


def test_iteration_of_a_loop_that_did_not_run_says_so() -> None:
    found = account(steps=BAD)
    run = step_named("Score-0", found)

    assert fault_of_name("Score-0", found) is None
    assert (run.status, run.reason) == ("NotExecuted", "needs Each, which did not run")
    assert (run.type, run.parent, run.iteration, run.attempts) == ("Lambda", "Each", 0, 0)


def test_unknown_step_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="no step is named 'Aks': did you mean 'Ask'"):
        step_named("Aks", account())
