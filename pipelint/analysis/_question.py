"""Conditions as they are evaluated: comparisons of terms, joined by Not, And and Or."""

from __future__ import annotations

import json

from pipelint.model import Expression
from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from pipelint.model import Condition, Node

    Scalar = str | int | float | bool


class Other(NamedTuple):
    """A value that equals none of those which an expression is compared with."""


OTHER = Other()

_ORDERINGS: dict[str, Callable[[object, object], bool]] = {
    "GreaterThan": lambda a, b: a > b,  # type: ignore[operator]  # both are of one type
    "GreaterThanOrEqualTo": lambda a, b: a >= b,  # type: ignore[operator]  # as above
    "LessThan": lambda a, b: a < b,  # type: ignore[operator]  # as above
    "LessThanOrEqualTo": lambda a, b: a <= b,  # type: ignore[operator]  # as above
}
_PAIRS = ("Equals", "NotEquals")
_LISTS = ("In", "NotIn")


class Term(NamedTuple):
    """An operand. `key` is the same for expressions that are written alike, None for a literal."""

    node: Node
    key: str | None

    @property
    def stable(self) -> bool:
        """Whether it has one value within an execution."""
        return self.key is None or "Execution.CurrentDateTime" not in self.key


class Question(NamedTuple):
    """A condition: `kind` is its type, or `And`, or `?` where it has no known meaning.

    The first term of a comparison is compared with each of the others.
    """

    kind: str
    terms: tuple[Term, ...] = ()
    inner: tuple[Question, ...] = ()

    def comparisons(self) -> Iterator[Question]:
        """The comparisons in it, in the order of the document."""
        if self.terms:
            yield self
        for question in self.inner:
            yield from question.comparisons()

    def variables(self) -> Iterator[Term]:
        """The operands that are expressions, as often as they occur."""
        for comparison in self.comparisons():
            yield from (term for term in comparison.terms if term.key is not None)

    def partners(self, key: str | None) -> Iterator[tuple[Node, bool]]:
        """What an expression is compared with, and whether by an ordering."""
        for comparison in self.comparisons():
            first, *others = comparison.terms
            for other in others:
                for one, partner in ((first, other), (other, first)):
                    if one.key == key:
                        yield partner.node, comparison.kind in _ORDERINGS


#: What has no known meaning; it is undecided.
UNKNOWN = Question("?")


def read(condition: Condition) -> Question:
    """A condition as a question; what is not written as it should be has no known meaning."""
    kind, get = condition.type or "?", condition.get
    if kind in _PAIRS or kind in _ORDERINGS:
        operands = [get("LeftValue"), get("RightValue")]
    elif kind in _LISTS:
        values = get("Values")
        listed = values.items if values is not None and isinstance(values.value, list) else ()
        operands = [get("QueryValue"), *listed]
    elif kind in ("Not", "Or"):
        return _combined(kind, condition)
    else:
        return UNKNOWN
    terms = tuple(_term(node) for node in operands if node is not None)
    return Question(kind, terms) if 1 < len(terms) == len(operands) else UNKNOWN


def _combined(kind: str, condition: Condition) -> Question:
    inner = condition.inner
    listed = condition.literal("Conditions")
    expected = 1 if kind == "Not" else len(listed) if isinstance(listed, list) else 0
    if not inner or len(inner) != expected:
        return UNKNOWN
    return Question(kind, inner=tuple(read(each) for each in inner))


def _term(node: Node) -> Term:
    return Term(node, key_of(node) if isinstance(node, Expression) else None)


def key_of(expression: Node) -> str:
    """The same text for expressions that are written alike, whatever their white space."""
    return json.dumps(expression.value, sort_keys=True)


def groups(questions: Iterable[Question]) -> list[list[Question]]:
    """The questions in groups that have no expression in common."""
    found: list[tuple[set[str | None], list[Question]]] = []
    for question in questions:
        keys = {term.key for term in question.variables()}
        members = [question]
        apart = []
        for group in found:
            if group[0].isdisjoint(keys):
                apart.append(group)
            else:
                keys |= group[0]
                members = [*group[1], *members]
        found = [*apart, (keys, members)]
    return [members for _, members in found]


def evaluate(
    question: Question, values: Mapping[str | None, Scalar | Other], exact: AbstractSet[str | None]
) -> bool | None:
    """The result for a choice of values by key; None where it is not decided.

    `exact` holds the expressions whose listed values are all that they can have; the others
    were given representatives, which do not tell how two of them compare.
    """
    if question.kind == "Not":
        return _not(evaluate(question.inner[0], values, exact))
    if question.inner:
        results = [evaluate(each, values, exact) for each in question.inner]
        return every(results) if question.kind == "And" else _not(every(map(_not, results)))
    if not question.terms:
        return None
    first, *others = question.terms
    ordering = _ORDERINGS.get(question.kind)
    if ordering is not None:
        return _compare(first, others[0], values, exact, ordering)
    differ = [_not(_compare(first, other, values, exact, None)) for other in others]
    return every(differ) if question.kind in ("NotEquals", "NotIn") else _not(every(differ))


def every(results: Iterable[bool | None]) -> bool | None:
    """Whether all are true; None where that is not decided."""
    found = list(results)
    if False in found:
        return False
    return None if None in found else True


def _not(result: bool | None) -> bool | None:
    return None if result is None else not result


def _compare(
    one: Term,
    other: Term,
    values: Mapping[str | None, Scalar | Other],
    exact: AbstractSet[str | None],
    ordering: Callable[[object, object], bool] | None,
) -> bool | None:
    """One comparison; without an ordering it is for equality."""
    if one.key is not None and one.key == other.key and one.stable:
        return True if ordering is None else ordering(0, 0)
    if not any(term.key is None or term.key in exact for term in (one, other)):
        return None
    left, right = (_value(term, values) for term in (one, other))
    if left is None or right is None:
        return None
    if OTHER in (left, right):
        return False if ordering is None else None
    if _kind(left) is not _kind(right):
        return None
    if ordering is None:
        return left == right
    return ordering(left, right) if _has_order(left) and _has_order(right) else None


def _value(term: Term, values: Mapping[str | None, Scalar | Other]) -> Scalar | Other | None:
    if term.key is not None:
        return values.get(term.key)
    value = term.node.value
    return value if isinstance(value, (str, int, float)) else None


def _kind(value: object) -> type:
    return float if type(value) is int else type(value)


def _has_order(value: object) -> bool:
    """Whether it is known how the service orders a value.

    Texts are ordered, but the test that shows it fits an order of the numbers in them as well:
    https://github.com/aws/sagemaker-python-sdk/blob/master-v2/tests/integ/sagemaker/workflow/test_pipeline_var_behaviors.py
    """
    if isinstance(value, str):
        return not looks_numeric(value)
    return not isinstance(value, bool)


def looks_numeric(text: str) -> bool:
    """Whether a text can be read as a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True
