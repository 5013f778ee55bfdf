"""Values that make a comparison true, or false."""

from __future__ import annotations

import math

TYPE_CHECKING = False
if TYPE_CHECKING:
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
#: A Float is so far from a bound that it must not equal.
_STEP = 0.1


def sample(kind: str, bound: Any, *, is_left: bool, wanted: bool) -> Any:
    """A value near a bound with which a comparison of that kind has the wanted result.

    None where none is at hand. The value stands on the left or on the right of the bound, and
    is of its type.
    """
    if not wanted:
        kind = _DENIED.get(kind, kind)
    if not is_left:
        kind = _MIRRORED.get(kind, kind)
    if kind == "GreaterThan":
        return _beyond(bound, 1)
    if kind == "LessThan":
        return _beyond(bound, -1)
    if kind in ("NotEquals", "NotIn"):
        return not bound if isinstance(bound, bool) else _beyond(bound, 1)
    return bound


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
