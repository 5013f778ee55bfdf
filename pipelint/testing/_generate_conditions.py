"""Conditions that can come out either way."""

from __future__ import annotations

from pipelint.testing._generate_draft import TYPES, Source
from pipelint.testing._generate_expressions import joined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pipelint.testing._generate_draft import Place

    _Json = dict[str, Any]

_EQUALITIES = ("Equals",)
_ORDERINGS = ("GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo")
#: The published schema alone has these, so the linter warns.
_UNCONFIRMED, _NOT_IN = ("NotEquals",), ("NotIn",)
_LITERALS: dict[str, tuple[Any, ...]] = {
    "String": ("blue", "m", "ü"),
    "Integer": (1, 3, -2),
    "Float": (0.5, 0.25, 3.0),
    "Boolean": (True, False),
}
_DEEPEST = 2


def conditions(place: Place) -> list[_Json]:
    """The conditions of a step: one, at times three, which must all hold."""
    return [_condition(place, 0) for _ in range(1 + place.draft.below(3) // 2 * 2)]


def _condition(place: Place, depth: int) -> _Json:
    form = place.draft.below(8)
    if form == 7 and depth < _DEEPEST:
        return {"Type": "Not", "Condition": _condition(place, depth + 1)}
    if form == 6 and depth < _DEEPEST:
        inner = [_condition(place, depth + 1) for _ in range(1 + place.draft.below(2))]
        return {"Type": "Or", "Conditions": inner}
    left = _variable(place)
    if form == 5:
        return _membership(place, left)
    return _comparison(place, left, other=form == 4)


def _variable(place: Place) -> Source:
    """An expression that this step, and those behind which it stands, do not compare yet."""
    free = _free(place, *TYPES)
    at = place.draft.below(len(free) + 5)
    if at < len(free):
        return _taken(place, free[at])
    at -= len(free)
    if at == 4:
        return _join(place)
    source = place.draft.parameter(("count", "flag", "number", "text")[at], place.draft.below(4))
    return _taken(place, source)


def _free(place: Place, *types: str) -> list[Source]:
    compared = (place.draft.compared[condition] for condition, _ in place.needs)
    gone = place.taken.union(*compared) if place.draft.clean else place.taken
    return [source for source in place.readable(*types) if source.key not in gone]


def _taken(place: Place, source: Source) -> Source:
    place.use(source)
    place.taken |= {source.key}
    return source


def _join(place: Place) -> Source:
    """A join, with a part whose values nobody can list."""
    expression = joined(place)
    free = [source for source in _free(place, "String") if not source.members]
    source = place.draft.pick(free) if free else place.draft.parameter("text", 1)
    _taken(place, source)
    expression["Std:Join"]["Values"].append(source.expression)
    return _taken(place, Source(expression, "String"))


def _comparison(place: Place, left: Source, *, other: bool) -> _Json:
    kind = _operator(place, left)
    right = _operand(place, left, ordered=kind in _ORDERINGS, other=other)
    return {"Type": kind, "LeftValue": left.expression, "RightValue": right}


def _operator(place: Place, left: Source) -> str:
    orderings = () if left.type == "Boolean" or left.members else _ORDERINGS
    unconfirmed = () if place.draft.clean else _UNCONFIRMED
    kind: str = place.draft.pick((*_EQUALITIES, *orderings, *unconfirmed))
    return kind


def _operand(place: Place, left: Source, *, ordered: bool, other: bool) -> Any:
    if not other or left.members:
        return _literal(place, left)
    types = ("Integer", "Float") if left.type in ("Integer", "Float") else (left.type,)
    free = [source for source in _free(place, *types) if not source.members]
    # Texts in an order may be numbers, of which the linter warns; a word is none.
    if not free or (ordered and left.type == "String"):
        return _literal(place, left)
    return _taken(place, place.draft.pick(free)).expression


def _literal(place: Place, left: Source) -> Any:
    return place.draft.pick(left.members or _LITERALS[left.type])


def _membership(place: Place, left: Source) -> _Json:
    """Whether a value is one of some, not one of all that it can be."""
    known = left.members or _LITERALS[left.type]
    count = 1 + place.draft.below(min(len(known) - 1, 2))
    values: list[Any] = list(known[:count])
    if not left.members:
        free = [source for source in _free(place, left.type) if not source.members]
        if free and left.type != "Boolean" and place.draft.below(2):
            values.append(_taken(place, place.draft.pick(free)).expression)
    kind = place.draft.pick(("In",) if place.draft.clean else ("In", *_NOT_IN))
    return {"Type": kind, "QueryValue": left.expression, "Values": values}
