"""Step caching: where it may stand, how long it lasts, and what makes it useless."""

from __future__ import annotations

from pipelint import CacheConfig, Problem, Step, rule
from pipelint_rules._place_names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-caching.html"
_ENABLING = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-caching-enabling.html"
_PROCESSING = '[{"Name": "P", "Type": "Processing", "Arguments": {}, "CacheConfig": '
_DATE_UNITS, _TIME_UNITS = "YMWD", "HMS"
#: Whole months that somebody may mean; other numbers before a date's `M` look like minutes.
_MONTHS = frozenset({"1", "2", "3", "4", "6", "9", "12", "18", "24", "36"})


@rule(
    "POL020",
    on=Step,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_GUIDE,
    bad=[
        '[{"Name": "F", "Type": "Fail", "Arguments": {"ErrorMessage": "no"},'
        ' «"CacheConfig"»: {"Enabled": true, "ExpireAfter": "P1D"}}]'
    ],
    good=[_PROCESSING + '{"Enabled": true, "ExpireAfter": "P1D"}}]'],
)
def cache_not_taken(step: Step, facts: Facts) -> Iterator[Problem]:
    """A step of a type that cannot be cached has a `CacheConfig`.

    The guide lists the types that can be cached: Processing, Training, Tuning, AutoML, Transform,
    ClarifyCheck, QualityCheck and EMR; the SDK lets a few more have it. Whether the service
    refuses it elsewhere or ignores it is not known.
    """
    definition = step.definition
    if (
        definition is not None
        and definition.cache is None
        and step.literal("CacheConfig") is not None
    ):
        yield Problem(
            step.key_of("CacheConfig"), f"a {step.type} step cannot be cached", hint="leave it out"
        )


@rule(
    "POL021",
    on=CacheConfig,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_ENABLING,
    bad=[
        _PROCESSING + '{"Enabled": true, "ExpireAfter": «"two weeks"»}}]',
        _PROCESSING + '{"Enabled": true, "ExpireAfter": «"P1.5D"»}}]',
        _PROCESSING + '{"Enabled": true, "ExpireAfter": «"12H"»}}]',
    ],
    good=[
        _PROCESSING + '{"Enabled": true, "ExpireAfter": "P30D"}}]',
        _PROCESSING + '{"Enabled": true, "ExpireAfter": "30dT5h"}}]',
        _PROCESSING + '{"Enabled": true, "ExpireAfter": "T12H"}}]',
    ],
)
def bad_cache_duration(cache: CacheConfig, facts: Facts) -> Iterator[Problem]:
    """`ExpireAfter` is not a duration in the form of ISO 8601.

    Whole numbers with a unit each: years, months, weeks and days (`Y`, `M`, `W`, `D`), then `T`,
    then hours and minutes (`H`, `M`). `P30D`, `30d`, `PT12H` and `T30m` are all right, `12H`
    lacks its `T`. Where `Enabled` is false the value is ignored; there it is a warning.
    """
    expiry = cache.get("ExpireAfter")
    if expiry is not None and isinstance(expiry.value, str) and read_duration(expiry.value) is None:
        yield Problem(
            expiry.place,
            f"{shown(expiry.value)} is no ISO 8601 duration",
            hint="such as 'P30D' (days), 'PT12H' (hours), 'PT30M' (minutes)",
            severity="warning" if _is_off(cache) else None,
        )


def _is_off(cache: CacheConfig) -> bool:
    """Whether caching is switched off, so that `ExpireAfter` is ignored."""
    return cache.literal("Enabled") is False


def read_duration(text: str) -> dict[str, str] | None:
    """The digits of a duration by unit, those of its time as `TH`, `TM`, `TS`."""
    date, mark, time = text.upper().removeprefix("P").partition("T")
    found = _read_part(date, _DATE_UNITS, "")
    timed = _read_part(time, _TIME_UNITS, "T")
    if found is None or timed is None or (mark and not timed) or not (found or timed):
        return None
    return {**found, **timed}


def _read_part(text: str, units: str, prefix: str) -> dict[str, str] | None:
    """`1Y2M` as digits by unit; None where the units are others, or in another order."""
    found: dict[str, str] = {}
    digits = ""
    for char in text:
        if char in "0123456789":
            digits += char
        elif digits and char in units:
            found[prefix + char] = digits
            units, digits = units[units.index(char) + 1 :], ""
        else:
            return None
    return None if digits else found


def _duration(cache: CacheConfig) -> tuple[Node, dict[str, str]] | None:
    """The value of `ExpireAfter` and what it means, where it is a duration and not ignored."""
    expiry = cache.get("ExpireAfter")
    if expiry is None or not isinstance(expiry.value, str) or _is_off(cache):
        return None
    duration = read_duration(expiry.value)
    return None if duration is None else (expiry, duration)


@rule(
    "POL022",
    on=CacheConfig,
    severity="warning",
    stage="silent",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/2736",
    bad=[_PROCESSING + '{"Enabled": true, "ExpireAfter": «"P30M"»}}]'],
    good=[
        _PROCESSING + '{"Enabled": true, "ExpireAfter": "PT30M"}}]',
        _PROCESSING + '{"Enabled": true, "ExpireAfter": "P6M"}}]',
    ],
)
def months_for_minutes(cache: CacheConfig, facts: Facts) -> Iterator[Problem]:
    """`ExpireAfter` counts months where minutes look meant.

    `P30M` is valid and means thirty months: results of years ago are used again. Minutes need a
    `T`: `PT30M`. Numbers of months that people do mean (1, 2, 3, 4, 6, 9, 12, 18, 24, 36), and
    months beside years, are not reported.
    """
    found = _duration(cache)
    if found is None:
        return
    expiry, duration = found
    months = duration.get("M", "").lstrip("0")
    if months and months not in _MONTHS and "Y" not in duration:
        yield Problem(
            expiry.place,
            f"{shown(expiry.value)} is {months} months",
            hint=f"for minutes write 'PT{months}M'",
        )


@rule(
    "POL023",
    on=CacheConfig,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_ENABLING,
    bad=[_PROCESSING + '{"Enabled": true, "ExpireAfter": «"PT90S"»}}]'],
    good=[_PROCESSING + '{"Enabled": true, "ExpireAfter": "PT2M"}}]'],
)
def seconds_in_cache_duration(cache: CacheConfig, facts: Facts) -> Iterator[Problem]:
    """`ExpireAfter` has seconds, which the guide does not mention.

    It lists years, months, weeks, days, hours and minutes. Whether the service takes seconds is
    not known.
    """
    found = _duration(cache)
    if found is not None and "TS" in found[1]:
        expiry = found[0]
        yield Problem(expiry.place, f"{shown(expiry.value)} has seconds", hint="round to minutes")


@rule(
    "POL024",
    on=CacheConfig,
    severity="warning",
    stage="create",
    evidence="E2",
    since="0.1",
    source=_ENABLING,
    bad=[
        '[{"Name": "P", "Type": "Processing", "Arguments": {}, «"CacheConfig"»: {"Enabled": true}}]'
    ],
    good=[
        _PROCESSING + '{"Enabled": true, "ExpireAfter": "P30D"}}]',
        _PROCESSING + '{"Enabled": false}}]',
    ],
)
def cache_without_expiry(cache: CacheConfig, facts: Facts) -> Iterator[Problem]:
    """Caching is on and `ExpireAfter` is missing.

    The guide: "When you turn on step caching, you must also define a timeout." Definitions without
    it are in use, so the service seems to take them; for how long results are used again is not
    documented. A key that the object does not take (`ExpiresAfter`) is reported instead of this.
    """
    known = all(cache.shape.member(key) for key in cache.children if isinstance(key, str))
    if cache.literal("Enabled") is True and cache.get("ExpireAfter") is None and known:
        yield Problem(
            cache.lacking,
            "'CacheConfig' lacks 'ExpireAfter'",
            hint="add 'ExpireAfter', such as 'P30D'",
        )
