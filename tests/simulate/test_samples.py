"""Values that make a comparison true, or false."""

from __future__ import annotations

import operator
from typing import Any

import pytest

from pipelint.simulate._samples import sample, sample_time

COMPARED = {
    "Equals": operator.eq,
    "NotEquals": operator.ne,
    "GreaterThan": operator.gt,
    "GreaterThanOrEqualTo": operator.ge,
    "LessThan": operator.lt,
    "LessThanOrEqualTo": operator.le,
}


@pytest.mark.parametrize("kind", COMPARED)
@pytest.mark.parametrize("bound", [0, 7, -0.5, 0.8, 1e300, "bb", "train"])
@pytest.mark.parametrize("is_left", [True, False])
@pytest.mark.parametrize("wanted", [True, False])
def test_sample_makes_the_comparison_come_out_as_wanted(
    kind: str, bound: Any, is_left: bool, wanted: bool
) -> None:
    found = sample(kind, bound, is_left=is_left, wanted=wanted)

    sides = (found, bound) if is_left else (bound, found)
    assert COMPARED[kind](*sides) is wanted
    assert type(found) is type(bound)


@pytest.mark.parametrize(
    ("kind", "bound", "found"),
    [
        ("GreaterThan", 0.8, 0.9),
        ("GreaterThanOrEqualTo", 0.8, 0.8),
        ("LessThan", 3, 2),
        ("NotEquals", True, False),
        ("GreaterThan", True, None),
        ("LessThan", "b", None),
    ],
)
def test_sample_is_near_the_bound(kind: str, bound: Any, found: Any) -> None:
    assert sample(kind, bound, is_left=True, wanted=True) == found


@pytest.mark.parametrize("kind", COMPARED)
@pytest.mark.parametrize("bound", ["2020", "2021-06-01", "x"])
@pytest.mark.parametrize("is_left", [True, False])
@pytest.mark.parametrize("wanted", [True, False])
def test_time_makes_the_comparison_come_out_as_wanted(
    kind: str, bound: str, is_left: bool, wanted: bool
) -> None:
    found = sample_time(kind, bound, is_left=is_left, wanted=wanted)

    if found is not None:
        sides = (found, bound) if is_left else (bound, found)
        assert COMPARED[kind](*sides) is wanted


def test_time_may_lie_before_or_after_the_bound() -> None:
    assert sample_time("GreaterThan", "2020", is_left=True, wanted=True) == "2020-12-01T00:00:00Z"
    assert sample_time("LessThan", "2020", is_left=True, wanted=True) == "1970-01-01T00:00:00Z"
    assert sample_time("GreaterThan", "2021", is_left=True, wanted=True) == "2100-01-01T00:00:00Z"
    assert sample_time("Equals", "2020", is_left=True, wanted=True) is None
