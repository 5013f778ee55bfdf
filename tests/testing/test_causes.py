"""What made a step run, or kept it from running."""

from __future__ import annotations

from typing import Any

from pipelint.report import Account, plain
from pipelint.testing._causes import causes, decided, failed, idle
from tests.report.accounts import account
from tests.testing.quality import LAMBDA

BAD = {"Ask": {"outputs": {"mse": 7.2}}}
VALUES = [
    "  Ask.OutputParameters['mse'] <= Limit",
    "  7.2 (given.yaml:4)          <= 6.0 (default)",
]


def causes_of(name: str, found: Account) -> list[str]:
    return plain(causes(found.trace[name], found)).splitlines()


def test_step_that_ran_has_the_decisions_that_let_it() -> None:
    assert causes_of("Refuse", account(steps=BAD)) == ["Good is false", *VALUES]


def test_step_behind_no_condition_ran_without_a_cause() -> None:
    assert causes_of("Ask", account()) == []


def test_idle_step_has_the_causes_of_what_it_waits_for() -> None:
    assert causes_of("Each", account(steps=BAD)) == [
        "Tell did not run: branch not taken: IfSteps of Good",
        "  Good is false",
        *(f"  {line}" for line in VALUES),
    ]


def test_failure_before_it_keeps_a_step_from_running() -> None:
    found = account(steps={"Ask": {"fails": [{"reason": "no rows"}]}})

    assert causes_of("Good", found) == ["Ask failed: no rows"]


def test_step_of_an_iteration_waits_for_its_neighbour() -> None:
    body = [{**LAMBDA, "Name": "Score"}, {**LAMBDA, "Name": "Tell", "DependsOn": ["Score"]}]
    arguments = {"IterableItems": ["a"], "MaxConcurrency": 1, "ForEachBody": body}
    loop: dict[str, Any] = {"Name": "Each", "Type": "ForEach", "Arguments": arguments}

    found = account(
        {"Version": "2020-12-01", "Steps": [loop]}, steps={"Score": {"fails": "always"}}
    )

    assert causes_of("Tell-0", found) == ["Score-0 failed: ClientError"]


def test_cause_that_several_steps_share_is_told_once() -> None:
    steps = [
        {**LAMBDA, "Name": "A"},
        {**LAMBDA, "Name": "B", "DependsOn": ["A"]},
        {**LAMBDA, "Name": "C", "DependsOn": ["A", "B"]},
    ]

    found = account({"Version": "2020-12-01", "Steps": steps}, steps={"A": {"fails": "always"}})

    assert causes_of("C", found) == [
        "A failed: ClientError",
        "B did not run: after the failure of A",
    ]


def test_only_a_condition_decides() -> None:
    found = account()

    assert list(decided(found.trace["Ask"], found)) == []


def test_end_of_a_step_is_told_in_words() -> None:
    found = account(steps={"Ask": {"stops": True}})

    assert failed(found.trace["Ask"], found) == "Ask was stopped"
    assert idle(found.trace["Good"]) == "Good did not run: after the failure of Ask"
