"""Partial evaluation: which values an expression can have, which outcomes a condition."""

from __future__ import annotations

import json
from itertools import pairwise, product
from typing import NamedTuple

from pipelint.model import Condition, Expression, Join, Parameter, Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeGuard

    from pipelint.analysis._facts import Facts
    from pipelint.model import Node

    Scalar = str | int | float | bool
    _Domains = dict[str, tuple[Scalar, ...]]


class Trial(NamedTuple):
    """One choice of values, by the key of each expression.

    `exact` holds the expressions whose listed values are all that they can have; the others
    were given representatives.
    """

    values: Mapping[str, Scalar]
    exact: frozenset[str]


#: Beyond that many combinations a condition counts as undecided.
MAX_COMBINATIONS = 4096


def values_of(node: Node, facts: Facts) -> tuple[Scalar, ...] | None:
    """All values that a node can have, or None where they cannot be listed."""
    if not isinstance(node, Expression):
        return (node.value,) if isinstance(node.value, (str, int, float)) else None
    if isinstance(node, Reference):
        return _values_of_reference(node, facts)
    return _values_of_join(node, facts) if isinstance(node, Join) else None


def _values_of_reference(reference: Reference, facts: Facts) -> tuple[Scalar, ...] | None:
    resolution = facts.resolution(reference)
    if resolution.type == "Boolean":
        return (False, True)
    target = resolution.target
    if not isinstance(target, Parameter) or not target.enum_values:
        return None
    listed = [entry.value for entry in target.enum_values]
    if target.default is not None:
        listed.append(target.default.value)
    if not all(isinstance(value, str) for value in listed):
        return None
    return tuple(dict.fromkeys(value for value in listed if isinstance(value, str)))


def _values_of_join(join: Join, facts: Facts) -> tuple[Scalar, ...] | None:
    separator = join.on.value if join.on is not None else ""
    parts = [values_of(part, facts) for part in join.parts]
    if not isinstance(separator, str) or any(part is None for part in parts):
        return None
    choices = [part for part in parts if part is not None]
    if _size(choices) > MAX_COMBINATIONS:
        return None
    texts = (separator.join(map(rendered, chosen)) for chosen in product(*choices))
    return tuple(dict.fromkeys(texts))


def rendered(value: Scalar) -> str:
    """A value as `Std:Join` writes it: booleans in lower case, floats as Python's repr."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def outcomes(conditions: Sequence[Condition], facts: Facts) -> frozenset[bool]:
    """The outcomes that ANDed conditions can have, over all values of what they compare.

    An expression without a known set of values is tried with representatives: each value it
    is compared with, and one value between, below and above them. Between two such values
    no comparison changes its result, so the trial is complete. What two such expressions
    have to do with each other is not known, and neither is a comparison of unlike types.
    """
    known, free = _domains(conditions, facts)
    domains = known | free
    if _size(domains.values()) > MAX_COMBINATIONS:
        return frozenset((True, False))
    found: set[bool] = set()
    for chosen in product(*domains.values()):
        trial = Trial(dict(zip(domains, chosen, strict=True)), frozenset(known))
        result = _all(evaluate(condition, trial) for condition in conditions)
        found |= {True, False} if result is None else {result}
        if len(found) == 2:
            break
    return frozenset(found)


def _size(choices: Iterable[Sequence[Scalar]]) -> int:
    size = 1
    for choice in choices:
        size *= len(choice)
    return size


def _domains(conditions: Sequence[Condition], facts: Facts) -> tuple[_Domains, _Domains]:
    """The values to be tried, by key: of expressions with known values, and of the others."""
    known: dict[str, tuple[Scalar, ...]] = {}
    compared: dict[str, list[Scalar]] = {}
    whole: set[str] = set()
    for one, other in _comparisons(conditions):
        for node, partner in ((one, other), (other, one)):
            if not isinstance(node, Expression):
                continue
            values = values_of(node, facts)
            if values is not None:
                known[key_of(node)] = values
                continue
            compared.setdefault(key_of(node), []).extend(values_of(partner, facts) or ())
            if facts.type_of(node) == "Integer":
                whole.add(key_of(node))
    free = {
        key: _representatives(values, key in whole) for key, values in compared.items() if values
    }
    return known, free


def _comparisons(conditions: Iterable[Condition]) -> Iterator[tuple[Node, Node]]:
    for condition in conditions:
        operands = condition.operands
        if len(operands) > 1:
            first, *others = operands
            yield from ((first, other) for other in others)
        yield from _comparisons(condition.inner)


def key_of(expression: Node) -> str:
    """The same text for expressions that are written alike, whatever their white space."""
    return json.dumps(expression.value, sort_keys=True)


def _representatives(values: Sequence[Scalar], whole: bool) -> tuple[Scalar, ...]:
    if any(isinstance(value, bool) for value in values):
        return (False, True)
    numbers = sorted(set(filter(_is_number, values)))
    texts = sorted({value for value in values if isinstance(value, str)})
    found: list[Scalar] = [*texts, *(text + "\0" for text in texts), *([""] if texts else [])]
    for number in numbers:
        found += _around(number, whole)
    if not whole:
        found += [(low + high) / 2 for low, high in pairwise(numbers)]
    return tuple(dict.fromkeys(found))


def _around(number: float, whole: bool) -> Iterator[float]:
    floor = int(number // 1)
    yield from (floor - 1, floor, floor + 1) if whole else (number - 1, number, number + 1)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15


def evaluate(condition: Condition, trial: Trial) -> bool | None:
    """The result of one condition in a trial; None where it is not decided."""
    kind, inner = condition.type, condition.inner
    if kind == "Not":
        return _not(evaluate(inner[0], trial)) if len(inner) == 1 else None
    if kind == "Or":
        results = [_not(evaluate(each, trial)) for each in inner]
        return _not(_all(results)) if inner else None
    if kind in ("NotEquals", "NotIn"):
        return _not(_any_equal(condition, trial))
    if kind in ("Equals", "In"):
        return _any_equal(condition, trial)
    return _ordered(condition, trial)


def _any_equal(condition: Condition, trial: Trial) -> bool | None:
    if len(condition.operands) < 2:
        return None
    first, *others = condition.operands
    differ = [_not(_compare(first, other, trial, lambda a, b: a == b)) for other in others]
    return _not(_all(differ))


_ORDERINGS: dict[str, Callable[[float, float], bool]] = {
    "GreaterThan": lambda a, b: a > b,
    "GreaterThanOrEqualTo": lambda a, b: a >= b,
    "LessThan": lambda a, b: a < b,
    "LessThanOrEqualTo": lambda a, b: a <= b,
}


def _ordered(condition: Condition, trial: Trial) -> bool | None:
    compare = _ORDERINGS.get(condition.type or "")
    if compare is None or len(condition.operands) != 2:
        return None
    return _compare(*condition.operands, trial, compare)


def _compare(one: Node, other: Node, trial: Trial, compare: Callable[..., bool]) -> bool | None:
    if _same(one, other):
        return compare(0, 0)
    left, right = _value(one, trial), _value(other, trial)
    if left is None or right is None or not (_is_exact(one, trial) or _is_exact(other, trial)):
        return None
    if isinstance(left, bool) != isinstance(right, bool):
        return None
    if isinstance(left, str) != isinstance(right, str):
        return None
    return compare(left, right)


def _same(one: Node, other: Node) -> bool:
    """Whether both are the same expression, which has one value within an execution."""
    return (
        isinstance(one, Expression)
        and isinstance(other, Expression)
        and key_of(one) == key_of(other)
    )


def _is_exact(node: Node, trial: Trial) -> bool:
    return not isinstance(node, Expression) or key_of(node) in trial.exact


def _value(node: Node, trial: Trial) -> Scalar | None:
    if isinstance(node, Expression):
        return trial.values.get(key_of(node))
    return node.value if isinstance(node.value, (str, int, float)) else None


def _not(result: bool | None) -> bool | None:
    return None if result is None else not result


def _all(results: Iterable[bool | None]) -> bool | None:
    found = list(results)
    if False in found:
        return False
    return None if None in found else True
