"""Retry policies and durations: which attempts a job has, and how long a cached run is good.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-retry-policy.html and
https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-caching.html.
"""

from __future__ import annotations

import re
import sys

from pipelint.catalog import shape as shape_named
from pipelint.records import NamedTuple
from pipelint.text import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Literal

    from pipelint.model import Step

    AttemptEvent = tuple[float, Literal["attempt-failed", "retried"]]

MINUTE = 60.0
_HOUR = 60 * MINUTE
_DAY = 24 * _HOUR
#: Of a duration's letters before the T, and after it. How long the service takes a month or a year
#: to be is not published.
_DATE = {"Y": 365 * _DAY, "M": 30 * _DAY, "W": 7 * _DAY, "D": _DAY}
_TIME = {"H": _HOUR, "M": MINUTE, "S": 1.0}
_DURATION = re.compile(r"P?((?:\d+[YMWD])*)(?:T((?:\d+[HMS])*))?", re.IGNORECASE)
_PART = re.compile(r"(\d+)([A-Za-z])")

#: Seconds that an attempt takes of which nothing else is said.
ATTEMPT = MINUTE
#: Retries of a policy that limits neither their number nor their time.
_RETRIES = 5
_INTERVAL, _RATE = 1, 2.0
#: "Step.SERVICE_FAULT and Step.THROTTLING are retried by default."
_RETRIED_BY_DEFAULT = ("Step.SERVICE_FAULT", "Step.THROTTLING")
_INTERNAL = "SageMaker.JOB_INTERNAL_ERROR"


class Failure(NamedTuple):
    """A failing attempt: its exception type, and the reason that the job gives."""

    type: str
    reason: str | None = None


class Policy(NamedTuple):
    """A retry policy.

    `name` is its JSON pointer, or `default`; `interval` and `expiry` count seconds.
    """

    name: str
    types: tuple[str, ...]
    interval: float
    rate: float
    retries: float | None
    expiry: float | None


class Attempts(NamedTuple):
    """The attempts of a step.

    `seconds` are those from the start of the first to the end of the last; `failure` is that of
    the last one, None where it did not fail; `policies` names those by which it was retried, in the
    order of their last use. `events` are the ends of those that failed and the starts of those
    after the first.
    """

    number: int
    seconds: float
    failure: Failure | None
    policies: tuple[str, ...]
    events: tuple[AttemptEvent, ...]


#: The attempts of a step that always fails: no policy can name this type, so there is one.
ALWAYS_FAILS = (Failure("ClientError"),)
_DEFAULT = Policy("default", _RETRIED_BY_DEFAULT, _INTERVAL, _RATE, _RETRIES, None)


def policies(step: Step) -> tuple[Policy, ...]:
    """The retry policies of a step, those that cannot be read left out."""
    listed = step.get("RetryPolicies")
    if listed is None or not isinstance(listed.value, list):
        return ()
    return tuple(
        _policy(entry, f"{pointer(listed.path)}/{index}")
        for index, entry in enumerate(listed.value)
        if isinstance(entry, dict)
    )


def _policy(entry: dict[str, object], name: str) -> Policy:
    types = entry.get("ExceptionType")
    retries, minutes = _number(entry, "MaxAttempts"), _number(entry, "ExpireAfterMin")
    if retries is None and minutes is None:
        retries = _RETRIES
    interval, rate = _number(entry, "IntervalSeconds"), _number(entry, "BackoffRate")
    return Policy(
        name,
        tuple(each for each in types if isinstance(each, str)) if isinstance(types, list) else (),
        _INTERVAL if interval is None else interval,
        _RATE if rate is None else rate,
        retries,
        None if minutes is None else minutes * MINUTE,
    )


def _number(entry: dict[str, object], key: str) -> float | None:
    value = entry.get(key)
    if not isinstance(value, (int, float)) or isinstance(value, bool) or value != value:
        return None
    # What no float holds is more than any execution takes.
    return float(max(0, min(value, sys.maxsize)))


def attempts(
    step: Step, known: Sequence[Policy], failures: Sequence[Failure], seconds: float
) -> Attempts:
    """The attempts of a step whose first ones fail as given.

    An attempt takes so many seconds. The first policy that names an exception's type applies, each
    policy has one counter; the k-th delay is the interval times rate^(k-1).
    """
    used: dict[str, int] = {}
    events: list[AttemptEvent] = []
    retried: dict[str, None] = {}
    now = 0.0
    for number, failure in enumerate(failures, 1):
        now += seconds
        events.append((now, "attempt-failed"))
        policy = _applies(step, known, failure.type)
        delay = None if policy is None else _delay(policy, used, now)
        if policy is None or delay is None:
            return Attempts(number, now, failure, tuple(retried), tuple(events))
        retried.pop(policy.name, None)
        retried[policy.name] = None
        now += delay
        events.append((now, "retried"))
    return Attempts(len(failures) + 1, now + seconds, None, tuple(retried), tuple(events))


def _applies(step: Step, known: Sequence[Policy], kind: str) -> Policy | None:
    if kind not in _retried() or (kind == _INTERNAL and not _survives_internal(step)):
        return None
    return next((each for each in (*known, _DEFAULT) if kind in each.types), None)


def _survives_internal(step: Step) -> bool:
    """Whether a job is run again after an internal error, as far as that is known of its type.

    It is not where policies work for SageMaker's other errors alone: of Tuning and AutoML.
    """
    known = () if step.definition is None else step.definition.retry_exceptions
    return _INTERNAL in known or not any(each.startswith("SageMaker.") for each in known)


def _retried() -> Collection[str]:
    """The exception types that a policy can name to an effect."""
    return shape_named("RetryExceptionType").enum or ()


def _delay(policy: Policy, used: dict[str, int], now: float) -> float | None:
    """The seconds until the next attempt; None where the policy allows none."""
    retry = used[policy.name] = used.get(policy.name, 0) + 1
    if policy.retries is not None and retry > policy.retries:
        return None
    delay = _backoff(policy, retry)
    if policy.expiry is None:
        return delay
    # Even an attempt that takes no time is not made again after 0 minutes.
    return delay if policy.expiry > 0 and now + delay <= policy.expiry else None


def _backoff(policy: Policy, retry: int) -> float:
    try:
        return policy.interval * policy.rate ** (retry - 1)
    except OverflowError:
        return float("inf") if policy.interval else 0.0


def seconds_of(duration: object) -> float | None:
    """The seconds of an ISO 8601 duration, with or without its P; None for other texts."""
    found = _DURATION.fullmatch(duration) if isinstance(duration, str) else None
    if found is None or not any(found.groups()):
        return None
    parts = (
        (text or "", units) for text, units in zip(found.groups(), (_DATE, _TIME), strict=True)
    )
    return sum(
        float(number) * units[unit.upper()]
        for text, units in parts
        for number, unit in _PART.findall(text)
    )
