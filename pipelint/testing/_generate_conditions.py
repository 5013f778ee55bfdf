"""Conditions that can come out either way."""

from __future__ import annotations

from pipelint.testing._generate_draft import TYPES, Supply
from pipelint.testing._generate_expressions import joined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pipelint.testing._generate_draft import Site

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


def conditions(site: Site) -> list[_Json]:
    """The conditions of a step: one, at times three, which must all hold."""
    return [_condition(site, 0) for _ in range(1 + site.draft.below(3) // 2 * 2)]


def _condition(site: Site, depth: int) -> _Json:
    form = site.draft.below(8)
    if form == 7 and depth < _DEEPEST:
        return {"Type": "Not", "Condition": _condition(site, depth + 1)}
    if form == 6 and depth < _DEEPEST:
        inner = [_condition(site, depth + 1) for _ in range(1 + site.draft.below(2))]
        return {"Type": "Or", "Conditions": inner}
    left = _variable(site)
    if form == 5:
        return _membership(site, left)
    return _comparison(site, left, other=form == 4)


def _variable(site: Site) -> Supply:
    """An expression that this step, and those behind which it stands, do not compare yet."""
    free = _free(site, *TYPES)
    at = site.draft.below(len(free) + 5)
    if at < len(free):
        return _taken(site, free[at])
    at -= len(free)
    if at == 4:
        return _join(site)
    supply = site.draft.parameter(("count", "flag", "number", "text")[at], site.draft.below(4))
    return _taken(site, supply)


def _free(site: Site, *types: str) -> list[Supply]:
    compared = (site.draft.compared[condition] for condition, _ in site.needs)
    gone = site.taken.union(*compared) if site.draft.clean else site.taken
    return [supply for supply in site.readable(*types) if supply.key not in gone]


def _taken(site: Site, supply: Supply) -> Supply:
    site.use(supply)
    site.taken |= {supply.key}
    return supply


def _join(site: Site) -> Supply:
    """A join, with a part whose values nobody can list."""
    expression = joined(site)
    free = [supply for supply in _free(site, "String") if not supply.members]
    supply = site.draft.pick(free) if free else site.draft.parameter("text", 1)
    _taken(site, supply)
    expression["Std:Join"]["Values"].append(supply.expression)
    return _taken(site, Supply(expression, "String"))


def _comparison(site: Site, left: Supply, *, other: bool) -> _Json:
    kind = _operator(site, left)
    right = _operand(site, left, ordered=kind in _ORDERINGS, other=other)
    return {"Type": kind, "LeftValue": left.expression, "RightValue": right}


def _operator(site: Site, left: Supply) -> str:
    orderings = () if left.type == "Boolean" or left.members else _ORDERINGS
    unconfirmed = () if site.draft.clean else _UNCONFIRMED
    kind: str = site.draft.pick((*_EQUALITIES, *orderings, *unconfirmed))
    return kind


def _operand(site: Site, left: Supply, *, ordered: bool, other: bool) -> Any:
    if not other or left.members:
        return _literal(site, left)
    types = ("Integer", "Float") if left.type in ("Integer", "Float") else (left.type,)
    free = [supply for supply in _free(site, *types) if not supply.members]
    # Texts in an order may be numbers, of which the linter warns; a word is none.
    if not free or (ordered and left.type == "String"):
        return _literal(site, left)
    return _taken(site, site.draft.pick(free)).expression


def _literal(site: Site, left: Supply) -> Any:
    return site.draft.pick(left.members or _LITERALS[left.type])


def _membership(site: Site, left: Supply) -> _Json:
    """Whether a value is one of some, not one of all that it can be."""
    known = left.members or _LITERALS[left.type]
    count = 1 + site.draft.below(min(len(known) - 1, 2))
    values: list[Any] = list(known[:count])
    if not left.members:
        free = [supply for supply in _free(site, left.type) if not supply.members]
        if free and left.type != "Boolean" and site.draft.below(2):
            values.append(_taken(site, site.draft.pick(free)).expression)
    kind = site.draft.pick(("In",) if site.draft.clean else ("In", *_NOT_IN))
    return {"Type": kind, "QueryValue": left.expression, "Values": values}
