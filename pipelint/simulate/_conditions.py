"""Conditions: the values compared, and what comes of it."""

from __future__ import annotations

import operator

from pipelint.records import NamedTuple
from pipelint.simulate._template import expression
from pipelint.simulate._value import UnresolvedError, Value
from pipelint.simulate._words import in_words
from pipelint.text import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.model import Condition, Node
    from pipelint.simulate._template import Scope
    from pipelint.text import Path

    _Operand = Callable[[Scope], Value]

_ORDERINGS: dict[str, Callable[[Any, Any], bool]] = {
    "GreaterThan": operator.gt,
    "GreaterThanOrEqualTo": operator.ge,
    "LessThan": operator.lt,
    "LessThanOrEqualTo": operator.le,
}
_WORDS = {str: "text", bool: "a boolean", int: "a number", float: "a number"}


class Decision(NamedTuple):
    """One condition object: what was compared, and the result.

    Of `In` and `NotIn`, `right` is a list; of `Not` and `Or` both sides are None.
    """

    pointer: str
    type: str
    left: Value | None
    right: Value | list[Value] | None
    result: bool


class UndecidedError(Exception):
    """Values that decide are missing: (pointer of the operand, path of the entry in `given`)."""

    def __init__(self, missing: Sequence[tuple[str, Path]]) -> None:
        super().__init__("input is needed")
        self.missing = tuple(missing)


class Question(NamedTuple):
    """A condition made ready: its operands, or the conditions inside.

    `operands` have their pointers, left first; `Not` and `Or` have none.
    """

    type: str
    pointer: str
    operands: tuple[tuple[str, _Operand], ...]
    inner: tuple[Question, ...] = ()

    def all(self) -> Iterator[Question]:
        """This one and those inside, in the order of the document."""
        pending = [self]
        while pending:
            each = pending.pop()
            yield each
            pending.extend(reversed(each.inner))


def question(condition: Condition, facts: Facts) -> Question:
    """A condition made ready for evaluation."""
    values = condition.get("Values")
    listed = values.items if values is not None and isinstance(values.value, list) else ()
    sides = [condition.get(key) for key in ("LeftValue", "RightValue", "QueryValue")]
    operands = [node for node in (*sides, *listed) if node is not None]
    return Question(
        condition.type or "",
        pointer(condition.path),
        tuple(_operand(node, facts) for node in operands),
        tuple(question(inner, facts) for inner in condition.inner),
    )


def _operand(node: Node, facts: Facts) -> tuple[str, _Operand]:
    return pointer(node.path), expression(node, facts)


def decide(questions: Sequence[Question], scope: Scope) -> tuple[bool, tuple[Decision, ...]]:
    """The outcome of ANDed conditions, and each comparison, the outer ones first.

    All operands are evaluated and all comparisons made.

    Raises:
        UndecidedError: an operand was made up.
        UnresolvedError: an operand has no value, or two cannot be compared.
    """
    values: dict[str, Value] = {}
    missing: list[tuple[str, Path]] = []
    for each in questions:
        for where, operand in (pair for inner in each.all() for pair in inner.operands):
            value = values[where] = operand(scope)
            missing.extend((where, path) for path in value.missing)
    if missing:
        raise UndecidedError(missing)
    decisions: list[Decision] = []
    results = [_decide(each, values, decisions) for each in questions]
    return all(results), tuple(decisions)


def _decide(question: Question, values: dict[str, Value], decisions: list[Decision]) -> bool:
    at = len(decisions)
    decisions.append(Decision(question.pointer, question.type, None, None, False))
    if question.type in ("Not", "Or"):
        inner = [_decide(each, values, decisions) for each in question.inner]
        result = not all(inner) if question.type == "Not" else any(inner)
        decisions[at] = decisions[at]._replace(result=result)
        return result
    operands = [values[where] for where, _ in question.operands]
    if not operands:
        raise UnresolvedError("a condition has no operands", question.pointer)
    left, *others = operands
    result = _compare(question, left, others)
    right: Value | list[Value] | None = others
    if question.type not in ("In", "NotIn"):
        right = others[0] if others else None
    decisions[at] = decisions[at]._replace(left=left, right=right, result=result)
    return result


def _compare(question: Question, left: Value, others: Sequence[Value]) -> bool:
    kind = question.type
    if kind in ("In", "NotIn"):
        found = [_equal(left, other, question.pointer) for other in others]
        return any(found) is (kind == "In")
    if len(others) != 1:
        raise UnresolvedError(f"a condition of type '{kind}' compares two values", question.pointer)
    if kind in ("Equals", "NotEquals"):
        return _equal(left, others[0], question.pointer) is (kind == "Equals")
    ordering = _ORDERINGS.get(kind)
    if ordering is None:
        raise UnresolvedError(f"there is no condition of type '{kind}'", question.pointer)
    if _kind(left, question.pointer) == "a boolean":
        raise UnresolvedError(f"'{kind}' does not order booleans", question.pointer)
    _check(left, others[0], question.pointer)
    return bool(ordering(left.value, others[0].value))


def _equal(left: Value, right: Value, where: str) -> bool:
    _check(left, right, where)
    return bool(left.value == right.value)


def _check(left: Value, right: Value, where: str) -> None:
    one, other = _kind(left, where), _kind(right, where)
    if one != other:
        values = f"{in_words(left.value)}, {in_words(right.value)}"
        raise UnresolvedError(f"{one} cannot be compared with {other}: {values}", where)


def _kind(value: Value, where: str) -> str:
    found = _WORDS.get(type(value.value))
    if found is None:
        what = "null" if value.value is None else "a list or an object"
        raise UnresolvedError(f"{what} cannot be compared", where)
    return found
