"""Values that make a comparison true, or false."""

from __future__ import annotations

import math
import operator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

#: The comparisons of two values as they are with their sides changed, and where they are not true.
_MIRRORED = {
    "GreaterThan": "LessThan",
    "GreaterThanOrEqualTo": "LessThanOrEqualTo",
    "LessThan": "GreaterThan",
    "LessThanOrEqualTo": "GreaterThanOrEqualTo",
}
_DENIED = {
    "Equals": "NotEquals",
    "In": "NotIn",
    "GreaterThan": "LessThanOrEqualTo",
    "GreaterThanOrEqualTo": "LessThan",
}
_DENIED.update({other: kind for kind, other in _DENIED.items()})
_HOLDS: dict[str, Callable[[str, str], bool]] = {
    "Equals": operator.eq,
    "In": operator.eq,
    "NotEquals": operator.ne,
    "NotIn": operator.ne,
    "GreaterThan": operator.gt,
    "GreaterThanOrEqualTo": operator.ge,
    "LessThan": operator.lt,
    "LessThanOrEqualTo": operator.le,
}
#: The usual one, one before and one after any that a condition is likely to hold.
_TIMES = ("2020-12-01T00:00:00Z", "1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")
#: A Float is so far from a bound that it must not equal.
_STEP = 0.1


def sample(kind: str, bound: Any, *, is_left: bool, wanted: bool) -> Any:
    """A value near a bound with which a comparison of that kind has the wanted result.

    None where none is at hand. The value stands on the left or on the right of the bound, and
    is of its type.
    """
    kind = _from_the_left(kind, is_left=is_left, wanted=wanted)
    if kind == "GreaterThan":
        return _beyond(bound, 1)
    if kind == "LessThan":
        return _beyond(bound, -1)
    if kind in ("NotEquals", "NotIn"):
        return not bound if isinstance(bound, bool) else _beyond(bound, 1)
    return bound


def sample_time(kind: str, bound: str, *, is_left: bool, wanted: bool) -> str | None:
    """A time with which a comparison with any text has the wanted result.

    None where none is at hand.
    """
    holds = _HOLDS.get(_from_the_left(kind, is_left=is_left, wanted=wanted))
    return next((time for time in _TIMES if holds is not None and holds(time, bound)), None)


def _from_the_left(kind: str, *, is_left: bool, wanted: bool) -> str:
    """The comparison that is to be true, with the value that is looked for on its left."""
    if not wanted:
        kind = _DENIED.get(kind, kind)
    return kind if is_left else _MIRRORED.get(kind, kind)


def _beyond(bound: Any, sign: int) -> Any:
    """A value a little above or below another one, None where there is none."""
    if isinstance(bound, str):
        return f"{bound}a" if sign > 0 else bound[:-1] or None
    if isinstance(bound, bool) or not isinstance(bound, (int, float)):
        return None
    if isinstance(bound, int):
        return bound + sign
    found = round(bound + sign * _STEP, 9)
    return found if found != bound else math.nextafter(bound, sign * math.inf)
