"""Which attempts a step has: retry policies, their counters, delays and ends."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.simulate import StepRun
from pipelint.simulate._policies import seconds_of
from tests.simulate.definitions import call, clock, definition, fails, given, training

THROTTLED, FAULT = "Step.THROTTLING", "Step.SERVICE_FAULT"
INTERNAL, CAPACITY = "SageMaker.JOB_INTERNAL_ERROR", "SageMaker.CAPACITY_ERROR"
LIMIT = "SageMaker.RESOURCE_LIMIT"


def policy(*kinds: str, **members: Any) -> dict[str, Any]:
    return {"ExceptionType": [*kinds], **members}


def tried(*failures: Any, policies: Any = (), kind: str = "Training", **entry: Any) -> StepRun:
    """A step whose first attempts fail so, each of a minute."""
    step = {**training("A"), "Type": kind}
    if policies:
        step["RetryPolicies"] = [*policies]
    world = given(A={"fails": [*failures], **entry})
    return definition(step).simulate(given=world)["A"]


def test_attempts_fail_in_order_and_then_one_succeeds() -> None:
    run = tried(CAPACITY, CAPACITY, policies=[policy(CAPACITY)])

    assert (run.status, run.attempts, run.policy, run.reason) == (
        "Succeeded",
        3,
        "/Steps/0/RetryPolicies/0",
        None,
    )
    # Three minutes, and between them 1 and 2 seconds.
    assert run.ended_at == "2020-12-01T00:03:03Z"


def test_failure_that_no_policy_names_is_not_retried() -> None:
    run = tried(LIMIT, policies=[policy(CAPACITY)])

    assert (run.status, run.attempts, run.policy, run.reason) == ("Failed", 1, None, LIMIT)
    assert run.ended_at == "2020-12-01T00:01:00Z"


@pytest.mark.parametrize("kind", [THROTTLED, FAULT])
def test_faults_of_a_step_are_retried_without_a_policy(kind: str) -> None:
    run = tried(kind, kind)

    assert (run.status, run.attempts, run.policy) == ("Succeeded", 3, "default")
    assert run.ended_at == "2020-12-01T00:03:03Z"


def test_default_retries_five_times() -> None:
    """One counter for both types; six minutes, and 1 + 2 + 4 + 8 + 16 seconds."""
    run = tried(*[THROTTLED, FAULT] * 3)

    assert (run.status, run.attempts, run.policy, run.reason) == ("Failed", 6, "default", FAULT)
    assert run.ended_at == "2020-12-01T00:06:31Z"


def test_failures_of_a_job_are_not_retried_without_a_policy() -> None:
    assert tried(CAPACITY).attempts == 1


def test_policy_overrides_the_default_for_the_types_that_it_names() -> None:
    never = policy(THROTTLED, MaxAttempts=0)

    assert tried(THROTTLED, policies=[never]).attempts == 1
    assert tried(FAULT, policies=[never]).policy == "default"


def test_policy_without_limits_retries_five_times() -> None:
    run = tried(*[CAPACITY] * 9, policies=[policy(CAPACITY)])

    assert (run.status, run.attempts) == ("Failed", 6)
    assert run.ended_at == "2020-12-01T00:06:31Z"


@pytest.mark.parametrize(("number", "attempts"), [(0, 1), (1, 2), (5, 6), (20, 21)])
def test_max_attempts_counts_retries(number: int, attempts: int) -> None:
    limited = policy(CAPACITY, MaxAttempts=number, BackoffRate=1.0)
    run = tried(*[CAPACITY] * 30, policies=[limited])

    assert (run.status, run.attempts) == ("Failed", attempts)


def test_delays_grow_by_the_rate() -> None:
    slow = policy(CAPACITY, IntervalSeconds=10, BackoffRate=3.0, MaxAttempts=5)
    run = tried(CAPACITY, CAPACITY, CAPACITY, policies=[slow])

    # Four minutes, and 10 + 30 + 90 seconds.
    assert run.ended_at == "2020-12-01T00:06:10Z"


def test_rate_of_zero_delays_once() -> None:
    once = policy(CAPACITY, IntervalSeconds=10, BackoffRate=0.0, MaxAttempts=5)

    # Zero to the power of zero is one.
    assert tried(CAPACITY, CAPACITY, policies=[once]).ended_at == "2020-12-01T00:03:10Z"


def test_nothing_is_tried_after_the_policy_has_expired() -> None:
    """Retries begin at 61, 123 and 187 s; a fourth would at 255."""
    run = tried(*[CAPACITY] * 9, policies=[policy(CAPACITY, ExpireAfterMin=4)])

    assert (run.status, run.attempts) == ("Failed", 4)
    assert run.ended_at == "2020-12-01T00:04:07Z"


def test_expiry_does_not_limit_the_number() -> None:
    often = policy(CAPACITY, ExpireAfterMin=60, BackoffRate=1.0)

    assert tried(*[CAPACITY] * 9, policies=[often]).attempts == 10


@pytest.mark.parametrize(("interval", "attempts"), [(60, 2), (61, 1)])
def test_last_instant_before_the_expiry_is_still_good(interval: int, attempts: int) -> None:
    limited = policy(CAPACITY, ExpireAfterMin=2, IntervalSeconds=interval)

    assert tried(CAPACITY, policies=[limited]).attempts == attempts


@pytest.mark.parametrize("entry", [{}, {"duration": 0}])
def test_expiry_of_zero_never_retries(entry: dict[str, Any]) -> None:
    never = policy(CAPACITY, ExpireAfterMin=0, IntervalSeconds=0)

    assert tried(CAPACITY, policies=[never], **entry).attempts == 1


def test_each_policy_has_its_own_counter() -> None:
    policies = [policy(CAPACITY, MaxAttempts=1), policy(LIMIT, MaxAttempts=2, IntervalSeconds=10)]
    run = tried(CAPACITY, LIMIT, LIMIT, policies=policies)

    assert (run.status, run.attempts, run.policy) == ("Succeeded", 4, "/Steps/0/RetryPolicies/1")
    assert run.policies == ("/Steps/0/RetryPolicies/0", "/Steps/0/RetryPolicies/1")
    # Each counts its own delays: 1, then 10 and 20.
    assert run.ended_at == "2020-12-01T00:04:31Z"


def test_counter_of_one_policy_ends_what_another_would_still_retry() -> None:
    policies = [policy(CAPACITY, MaxAttempts=1), policy(LIMIT, MaxAttempts=9)]
    run = tried(CAPACITY, LIMIT, CAPACITY, policies=policies)

    assert (run.status, run.attempts, run.reason) == ("Failed", 3, CAPACITY)
    assert run.policy == "/Steps/0/RetryPolicies/1"


def test_types_of_one_policy_share_its_counter() -> None:
    run = tried(CAPACITY, LIMIT, policies=[policy(CAPACITY, LIMIT, MaxAttempts=1)])

    assert (run.status, run.attempts) == ("Failed", 2)


def test_first_policy_that_names_the_type_applies() -> None:
    policies = [policy(LIMIT), policy(CAPACITY, MaxAttempts=0), policy(CAPACITY, MaxAttempts=9)]

    assert tried(CAPACITY, policies=policies).attempts == 1


@pytest.mark.parametrize("kind", ["Tuning", "AutoML"])
def test_internal_error_of_a_search_is_never_retried(kind: str) -> None:
    retried = [policy(INTERNAL, CAPACITY)]

    assert tried(INTERNAL, policies=retried, kind=kind).attempts == 1
    assert tried(CAPACITY, policies=retried, kind=kind).attempts == 2


@pytest.mark.parametrize("kind", ["Training", "Processing", "Transform", "Model", "EMR"])
def test_internal_error_of_another_step_is_retried(kind: str) -> None:
    assert tried(INTERNAL, policies=[policy(INTERNAL)], kind=kind).attempts == 2


def test_step_that_always_fails_fails_with_a_type_that_no_policy_names() -> None:
    step = training("A", RetryPolicies=[policy(CAPACITY, LIMIT, INTERNAL)])
    run = definition(step).simulate(given=given(A=fails()))["A"]

    assert (run.status, run.attempts, run.reason) == ("Failed", 1, "ClientError")


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        ("ClientError", "ClientError"),
        ({"reason": "no such file"}, "no such file"),
        ({"type": "X", "reason": ""}, "X"),
        ({"type": "", "reason": ""}, "ClientError"),
        ("", "ClientError"),
        ({"type": CAPACITY, "reason": "no room"}, "no room"),
        ("Acme.ODD", "Acme.ODD"),
    ],
)
def test_reason_is_that_of_the_last_attempt_or_its_type(failure: Any, reason: str) -> None:
    run = tried(failure, policies=[policy(LIMIT)])

    assert (run.status, run.attempts, run.reason) == ("Failed", 1, reason)


@pytest.mark.parametrize("kind", ["ClientError", "Acme.ODD"])
def test_type_that_the_service_does_not_know_is_never_retried(kind: str) -> None:
    step = call("A", RetryPolicies=[policy(CAPACITY, kind)])
    # ARG and POL errors do not keep a definition from being executed.
    run = definition(step).simulate(given=given(A=fails(kind)))["A"]

    assert (run.status, run.attempts, run.policy) == ("Failed", 1, None)


def test_attempts_after_retries_may_stop() -> None:
    run = tried(CAPACITY, policies=[policy(CAPACITY)], stops=True)

    assert (run.status, run.attempts, run.reason) == ("Stopped", 2, None)
    assert run.ended_at == "2020-12-01T00:02:01Z"


def test_each_attempt_takes_the_duration() -> None:
    run = tried(CAPACITY, policies=[policy(CAPACITY)], duration=90)

    assert run.ended_at == "2020-12-01T00:03:01Z"


def test_delay_beyond_the_calendar_ends_with_it() -> None:
    slow = policy(CAPACITY, IntervalSeconds=43200, BackoffRate=1e300, MaxAttempts=5)
    step = training("A", RetryPolicies=[slow])
    trace = definition(step, call("B", "A")).simulate(given=given(A=fails(*[CAPACITY] * 3)))

    assert trace.status == "Succeeded"
    assert trace["A"].ended_at == "9999-12-31T23:59:59.999999Z"
    assert clock(trace, "B") == ("23:59:59.999999", "23:59:59.999999")


@pytest.mark.parametrize("number", [10**400, 1e300])
def test_numbers_beyond_all_limits_are_many(number: float) -> None:
    endless = policy(CAPACITY, MaxAttempts=number, IntervalSeconds=0, BackoffRate=number)

    assert tried(*[CAPACITY] * 9, policies=[endless]).attempts == 10


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("P30D", 30 * 86400),
        ("p30d", 30 * 86400),
        ("30d", 30 * 86400),
        ("P1M", 30 * 86400),
        ("5y", 5 * 365 * 86400),
        ("P2W", 14 * 86400),
        ("T16m", 16 * 60),
        ("PT1H", 3600),
        ("30dT5h", 30 * 86400 + 5 * 3600),
        ("P4DT12H", 4 * 86400 + 12 * 3600),
        ("P1Y1MT1M", 395 * 86400 + 60),
        ("PT0S", 0),
    ],
)
def test_durations_are_read(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "P", "PT", "T", "banana", "30h", "P1.5D", "-P1D", None, 30])
def test_other_texts_are_no_durations(text: object) -> None:
    assert seconds_of(text) is None
