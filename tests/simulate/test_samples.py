"""Values that make a comparison true, or false."""

from __future__ import annotations

import operator
from typing import Any

import pytest

from pipelint.simulate._samples import sample

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
