"""Why a condition has the same result in every execution, and what never runs for it."""

from __future__ import annotations

from pipelint import Condition, Expression, Node, Parameter, Reference, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Final

    from pipelint import Facts

#: Steps that a message names; of more it says how many.
MAX_NAMED = 5

EQUALITIES = ("Equals", "NotEquals", "In", "NotIn")


class Verdict:
    """A Condition step that has the outcome `outcome` in every execution.

    `cause` is the condition that decides it alone; None where several contradict each other,
    which are `together` then.
    """

    __slots__ = ("cause", "outcome", "together")

    def __init__(
        self, outcome: bool, cause: Condition | None, together: tuple[Condition, ...] = ()
    ) -> None:
        self.outcome: Final = outcome
        self.cause: Final = cause
        self.together: Final = together


def verdict(step: Step, facts: Facts) -> Verdict | None:
    """Why a Condition step has one outcome; None where it can have both."""
    outcomes = facts.outcomes(step)
    if len(outcomes) != 1:
        return None
    [outcome] = outcomes
    for condition in step.conditions:
        if facts.results(condition) == {outcome}:
            return Verdict(outcome, next(constants(condition, facts)))
    return Verdict(outcome, None, _contradicting(step.conditions, facts))


def _contradicting(conditions: Sequence[Condition], facts: Facts) -> tuple[Condition, ...]:
    """Conditions that are never true together, but would be without any of them."""
    kept = list(conditions)
    for condition in conditions:
        rest = [each for each in kept if each is not condition]
        if facts.results(*rest) == {False}:
            kept = rest
    return tuple(kept)


def constants(condition: Condition, facts: Facts) -> Iterator[Condition]:
    """The innermost conditions in it, or itself, whose result is always the same."""
    found = [each for inner in condition.inner for each in constants(inner, facts)]
    yield from found
    if not found and len(facts.results(condition)) == 1:
        yield condition


def pairs(condition: Condition) -> Iterator[tuple[Node, Node]]:
    """What a condition compares: the first operand with each of the others."""
    if len(condition.operands) > 1:
        first, *others = condition.operands
        yield from ((first, other) for other in others)


def is_literal(condition: Condition) -> bool:
    """Whether it is a comparison without any expression."""
    operands = condition.operands
    return bool(operands) and not any(isinstance(node, Expression) for node in operands)


def compares_with_itself(condition: Condition) -> bool:
    """Whether an expression is compared with itself."""
    return any(is_same(one, other) for one, other in pairs(condition))


def is_same(one: Node, other: Node) -> bool:
    """Whether both are the same expression."""
    return isinstance(one, Expression) and one.value == other.value


class Impossible:
    """A literal that an expression with known values is compared with, and never is."""

    __slots__ = ("expression", "literal", "values")

    def __init__(self, literal: Node, expression: Node, values: tuple[object, ...]) -> None:
        self.literal: Final = literal
        self.expression: Final = expression
        self.values: Final = values


def impossible(condition: Condition, facts: Facts) -> Iterator[Impossible]:
    """The texts that a condition looks for and that cannot occur, in file order."""
    if condition.type not in EQUALITIES:
        return
    for pair in pairs(condition):
        for expression, literal in (pair, pair[::-1]):
            if not isinstance(expression, Expression) or not isinstance(literal.value, str):
                continue
            values = facts.values_of(expression)
            if values and literal.value not in values and isinstance(values[0], str):
                yield Impossible(literal, expression, values)


def parameter_of(expression: Node, facts: Facts) -> Parameter | None:
    """The parameter that an expression is the value of."""
    if not isinstance(expression, Reference):
        return None
    target = facts.resolution(expression).target
    return target if isinstance(target, Parameter) else None


def words(expression: Node, facts: Facts) -> str:
    """An expression in a message: the parameter's name, or what kind of value it is."""
    parameter = parameter_of(expression, facts)
    if parameter is not None:
        return f"'{parameter.name}'"
    return f"'{expression.text}'" if isinstance(expression, Reference) else "the joined text"


def dead_steps(step: Step, outcome: bool, facts: Facts) -> tuple[list[Step], list[Step]]:
    """What never runs if a Condition step always has an outcome.

    First the steps of the other branch, then those elsewhere that need one of them.
    """
    needy = [
        each
        for each, needed in facts.requirements.items()
        if any(guard.condition is step and guard.side is not outcome for guard in needed)
    ]
    order = {each: index for index, each in enumerate(facts.index[Step])}
    needy.sort(key=order.__getitem__)
    inside = [each for each in needy if any(g.condition is step for g in facts.branch(each))]
    return inside, [each for each in needy if each not in inside]


def never_run(step: Step, outcome: bool, facts: Facts) -> str | None:
    """`'Retrain' and 'Register' never run, nor does 'Notify', which needs them`."""
    inside, others = dead_steps(step, outcome, facts)
    if not inside:
        return None
    text = f"{_listed(inside)} never run" + ("s" if len(inside) == 1 else "")
    if others:
        does = "does" if len(others) == 1 else "do"
        needs = "needs" if len(others) == 1 else "need"
        text += f", nor {does} {_listed(others)}, which {needs} {_it(inside)}"
    return text


def _it(steps: Sequence[Step]) -> str:
    return "it" if len(steps) == 1 else "them"


def _listed(steps: Sequence[Step]) -> str:
    names = [step.label for step in steps]
    if len(names) > MAX_NAMED:
        names[MAX_NAMED - 1 :] = [f"{len(names) - MAX_NAMED + 1} more steps"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
