"""Partial evaluation: which values an expression can have, which results conditions."""

from __future__ import annotations

from itertools import pairwise, product

from pipelint.analysis._question import OTHER, UNKNOWN, Question, evaluate, every, groups, read
from pipelint.model import Expression, Join, Parameter, Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeGuard

    from pipelint.analysis._branches import Guard
    from pipelint.analysis._facts import Facts
    from pipelint.analysis._question import Other, Scalar, Term
    from pipelint.analysis._types import Type
    from pipelint.model import Condition, Node, Step

    _Domains = dict[str | None, tuple[Scalar | Other, ...]]

#: Beyond that many combinations a value is not listed, and a result counts as undecided.
MAX_COMBINATIONS = 4096

BOTH = frozenset((True, False))


def values_of(node: Node, facts: Facts) -> tuple[Scalar, ...] | None:
    """All values that a node can have, or None where they cannot be listed.

    Values are listed that a node never has, too, where what it depends on goes together.
    """
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
    if not isinstance(target, Parameter) or target.type != "String" or not target.enum_values:
        return None
    # Whether the service takes a default that is none of the values is not known.
    listed = [entry.value for entry in target.enum_values]
    if target.default is not None:
        listed.append(target.default.value)
    texts = tuple(dict.fromkeys(value for value in listed if isinstance(value, str)))
    return texts if all(isinstance(value, str) for value in listed) else None


def _values_of_join(join: Join, facts: Facts) -> tuple[Scalar, ...] | None:
    separator = None if join.on is None else join.on.value
    choices = [values_of(part, facts) for part in join.parts]
    known = [choice for choice in choices if choice is not None]
    if not isinstance(separator, str) or not known or len(known) < len(choices):
        return None
    # How the service writes a number with a fraction is not published.
    if any(isinstance(value, float) for choice in known for value in choice):
        return None
    if _size(known) > MAX_COMBINATIONS:
        return None
    return tuple(dict.fromkeys(separator.join(map(rendered, chosen)) for chosen in product(*known)))


def rendered(value: Scalar) -> str:
    """A value as `Std:Join` writes it: booleans in lower case, floats as Python's repr."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def results(conditions: Sequence[Condition], facts: Facts) -> frozenset[bool]:
    """The results that ANDed conditions can have, over all values of what they compare.

    An expression whose values are not known is tried with representatives: each value that it
    is compared with, and one value between, below and above them. Between two such values
    no comparison changes its result, so the trial is complete. What two such expressions
    have to do with each other is not known, and neither is a comparison of unlike types.
    Without any conditions both results are given: what the service does is not known.
    """
    return _results([read(condition) for condition in conditions], facts)


def outcomes(step: Step, facts: Facts) -> frozenset[bool]:
    """The outcomes that a Condition step can have."""
    return _results(_questions(step, True), facts)


def compatible(guards: Iterable[Guard], facts: Facts) -> bool:
    """Whether Condition steps can have all these outcomes in one execution."""
    questions = [question for guard in guards for question in _questions(*guard)]
    return True in _results(questions, facts)


def _questions(step: Step, side: bool) -> list[Question]:
    """What must all be true for a Condition step to have an outcome."""
    listed = step.literal("Arguments", "Conditions")
    if not isinstance(listed, list) or len(listed) != len(step.conditions) or not listed:
        return [UNKNOWN]
    conditions = [read(condition) for condition in step.conditions]
    if side:
        return conditions
    return [Question("Not", inner=(Question("And", inner=tuple(conditions)),))]


def _results(questions: Sequence[Question], facts: Facts) -> frozenset[bool]:
    if not questions:
        return BOTH
    found = [_results_of_group(group, facts) for group in groups(questions)]
    true = all(True in each for each in found)
    false = any(False in each for each in found)
    return frozenset(result for result, possible in ((True, true), (False, false)) if possible)


def _results_of_group(questions: Sequence[Question], facts: Facts) -> frozenset[bool]:
    domains, exact = _domains(questions, facts)
    if _size(domains.values()) > MAX_COMBINATIONS:
        return BOTH
    found: set[bool] = set()
    for chosen in product(*domains.values()):
        values = dict(zip(domains, chosen, strict=True))
        result = every(evaluate(question, values, exact) for question in questions)
        found |= BOTH if result is None else {result}
        if len(found) == len(BOTH):
            break
    return frozenset(found)


def _size(choices: Iterable[Sequence[object]]) -> int:
    size = 1
    for choice in choices:
        size *= len(choice)
    return size


def _domains(questions: Sequence[Question], facts: Facts) -> tuple[_Domains, frozenset[str | None]]:
    """The values to be tried, by key, and the keys of those that are all there can be.

    An expression that has none here is undecided in every comparison.
    """
    domains: _Domains = {}
    exact: set[str | None] = set()
    for term in {term.key: term for each in questions for term in each.variables()}.values():
        known = values_of(term.node, facts)
        values = _representatives(term, questions, facts) if known is None else known
        if values and term.stable:
            domains[term.key] = values
        if known is not None:
            exact.add(term.key)
    return domains, frozenset(exact)


def _representatives(
    term: Term, questions: Sequence[Question], facts: Facts
) -> tuple[Scalar | Other, ...]:
    """Values for an expression whose values are not known; none where that says nothing."""
    partners = [
        (value, ordered)
        for question in questions
        for partner, ordered in question.partners(term.key)
        for value in values_of(partner, facts) or ()
    ]
    values = [value for value, _ in partners]
    if not all(isinstance(value, (str, bool)) or _is_number(value) for value in values):
        return ()
    kind = facts.type_of(term.node)
    if kind in ("Integer", "Float"):
        return tuple(_numbers(values, _is_whole(term.node, facts)))
    if kind == "String":
        return tuple(_texts(values))
    return _of_any_type(values, [each for each, ordered in partners if ordered], kind)


def _of_any_type(
    values: Sequence[Scalar], ordered: Sequence[Scalar], kind: Type
) -> tuple[Scalar | Other, ...]:
    if kind != "Any":
        return ()
    # What is ordered against a number must be one, else the step fails and has no outcome.
    if ordered and all(map(_is_number, ordered)):
        return tuple(_numbers(values, False))
    if ordered:
        return tuple(_texts(values)) if all(isinstance(each, str) for each in ordered) else ()
    truths = (False, True) if any(isinstance(value, bool) for value in values) else ()
    found = (*_numbers(values, False), *_texts(values), *truths)
    return (*found, OTHER) if found else ()


def _is_whole(node: Node, facts: Facts) -> bool:
    # Nobody says that what a Lambda returns as Integer has no fraction; a start is checked.
    if not isinstance(node, Reference):
        return False
    resolution = facts.resolution(node)
    return resolution.type == "Integer" and isinstance(resolution.target, Parameter)


def _numbers(values: Iterable[Scalar], whole: bool) -> Iterator[float]:
    numbers = sorted({value for value in values if _is_number(value)})
    for number in numbers:
        middle = int(number // 1) if whole else number
        yield from (middle - 1, middle, middle + 1)
    if not whole:
        yield from ((low + high) / 2 for low, high in pairwise(numbers))


def _texts(values: Iterable[Scalar]) -> Iterator[str]:
    texts = sorted({value for value in values if isinstance(value, str)})
    # By code point the text with a NUL behind it is the next one, and the empty text the first.
    for text in texts:
        yield from (text, text + "\0")
    if texts:
        yield ""


def _is_number(value: object) -> TypeGuard[int | float]:
    # Beyond that, adding 1 to a float may not change it.
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15
