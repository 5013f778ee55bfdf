"""`CacheConfig`: where it may stand, and how durations are read."""

from __future__ import annotations

import pytest

from pipelint.catalog import STEP_TYPES
from pipelint_rules.pol.caching import (
    bad_cache_duration,
    cache_not_taken,
    cache_without_expiry,
    months_for_minutes,
    read_duration,
    seconds_in_cache_duration,
)
from pipelint_rules.str.members import unknown_key
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step

_EXPIRY = "/Steps/0/CacheConfig/ExpireAfter"


def cached(expiry: object, *, enabled: object = True) -> Json:
    return step("Prep", "Processing", CacheConfig={"Enabled": enabled, "ExpireAfter": expiry})


@pytest.mark.parametrize("kind", sorted(STEP_TYPES))
def test_steps_that_cannot_be_cached_are_those_of_the_catalog(kind: str) -> None:
    found = lint(cache_not_taken, pipeline([step("A", kind, CacheConfig={"Enabled": True})]))

    assert [(finding.severity, finding.message) for finding in found] == (
        [("warning", f"a {kind} step cannot be cached")] if STEP_TYPES[kind].cache is None else []
    )


@pytest.mark.parametrize("kind", ["Lambda", "Callback", "Processing", "Quantum"])
def test_steps_that_the_sdk_lets_be_cached_are_silent(kind: str) -> None:
    kept = step("A", kind, CacheConfig={"Enabled": True, "ExpireAfter": "P1D"})

    assert lint(cache_not_taken, pipeline([kept])) == ()


@pytest.mark.parametrize(
    "duration",
    [
        "30d", "5y", "T16m", "30dT5h", "PT1H", "P30D", "p30d", "P4DT12H", "T12H", "T30m", "2w",
        "P1Y2M3W4DT5H6M", "P0D", "PT90S", "P365D",
    ],
)  # fmt: skip
def test_durations_as_the_guide_writes_them_are_right(duration: str) -> None:
    assert lint(bad_cache_duration, pipeline([cached(duration)])) == ()


@pytest.mark.parametrize(
    "duration",
    [
        "", "P", "T", "PT", "banana", "30", "P30", "30 days", " P30D", "P30D ", "12H", "P1.5D",
        "-P1D", "P1D2Y", "P30DT", "P1DT5", "PP1D", "P1D,P2D", "٣d",
    ],
)  # fmt: skip
def test_other_texts_are_errors(duration: str) -> None:
    [finding] = lint(bad_cache_duration, pipeline([cached(duration)]))

    assert (finding.severity, finding.pointer) == ("error", _EXPIRY)
    assert finding.message == f"'{duration}' is no ISO 8601 duration"
    assert finding.hint == "such as 'P30D' (days), 'PT12H' (hours), 'PT30M' (minutes)"


def test_a_duration_that_is_ignored_is_a_warning() -> None:
    [finding] = lint(bad_cache_duration, pipeline([cached("banana", enabled=False)]))

    assert finding.severity == "warning"


@pytest.mark.parametrize("value", [30, None, ["P1D"], {"Get": "Parameters.P"}])
def test_values_of_another_kind_are_left_to_other_rules(value: object) -> None:
    assert lint(bad_cache_duration, pipeline([cached(value)])) == ()


def test_a_number_of_any_length_is_read() -> None:
    assert read_duration("P" + "9" * 5000 + "D") == {"D": "9" * 5000}


def test_the_minutes_of_a_time_are_no_months() -> None:
    assert read_duration("p2mt30m") == {"M": "2", "TM": "30"}


def test_durations_in_branches_and_bodies_are_read() -> None:
    bad = cached("x")
    found = lint(bad_cache_duration, pipeline([condition([], [bad]), for_each([bad])]))

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/ElseSteps/0/CacheConfig/ExpireAfter",
        "/Steps/1/Arguments/ForEachBody/0/CacheConfig/ExpireAfter",
    ]


@pytest.mark.parametrize("duration", ["P30M", "30m", "P5M", "P60M", "P015M"])
def test_a_number_of_months_that_nobody_means_is_a_warning(duration: str) -> None:
    [finding] = lint(months_for_minutes, pipeline([cached(duration)]))

    months = duration.strip("PMm0") if duration == "P015M" else duration.strip("PMm")
    assert (finding.severity, finding.pointer) == ("warning", _EXPIRY)
    assert finding.message == f"'{duration}' is {months} months"
    assert finding.hint == f"for minutes write 'PT{months}M'"


@pytest.mark.parametrize("duration", ["P1M", "P6M", "P12M", "P18M", "PT30M", "P1Y5M", "P30D", "x"])
def test_months_that_people_mean_and_minutes_are_silent(duration: str) -> None:
    assert lint(months_for_minutes, pipeline([cached(duration)])) == ()


def test_what_a_switched_off_cache_says_is_ignored() -> None:
    assert lint(months_for_minutes, pipeline([cached("P30M", enabled=False)])) == ()
    assert lint(seconds_in_cache_duration, pipeline([cached("PT9S", enabled=False)])) == ()


def test_seconds_are_a_warning() -> None:
    [finding] = lint(seconds_in_cache_duration, pipeline([cached("PT1M30S")]))

    assert (finding.severity, finding.message) == ("warning", "'PT1M30S' has seconds")


def test_a_cache_without_expiry_is_a_warning_at_its_key() -> None:
    kept = step("Prep", "Processing", CacheConfig={"Enabled": True})
    [finding] = lint(cache_without_expiry, pipeline([kept]))

    assert (finding.severity, finding.pointer) == ("warning", "/Steps/0/CacheConfig")
    assert finding.message == "'CacheConfig' lacks 'ExpireAfter'"


@pytest.mark.parametrize(
    "config",
    [
        {"Enabled": False},
        {"Enabled": {"Get": "Parameters.Cached"}},
        {"Enabled": "true"},
        {"ExpireAfter": "P1D"},
        {},
    ],
)
def test_a_cache_that_is_not_surely_on_needs_no_expiry(config: Json) -> None:
    assert lint(cache_without_expiry, pipeline([step("P", "Processing", CacheConfig=config)])) == ()


def test_a_misspelt_expiry_is_reported_once() -> None:
    kept = step("P", "Processing", CacheConfig={"Enabled": True, "ExpiresAfter": "P1D"})

    assert lint(cache_without_expiry, pipeline([kept])) == ()
    [finding] = lint(unknown_key, pipeline([kept]))
    assert finding.hint == "did you mean 'ExpireAfter'?"
