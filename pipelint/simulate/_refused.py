"""Definitions that nothing can execute, also where the rules that say so are ignored."""

from __future__ import annotations

from itertools import pairwise

from pipelint.errors import PipelintError
from pipelint.model import Step
from pipelint.simulate._plan import plans_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.analysis import Facts
    from pipelint.simulate._plan import Plan, Plans
    from pipelint.text import Place, Source


def executable(facts: Facts) -> Plans:
    """The plans of a definition whose steps can be told apart and have an order.

    Raises:
        PipelintError: steps have one name, or wait for each other; it names those.
    """
    source = facts.document.source
    _refuse_repeated_names(facts.index[Step], source)
    plans = plans_of(facts)
    _refuse_circles([plan for group in plans.groups.values() for plan in group], source)
    return plans


def refusal(place: Place, message: str, source: Source) -> PipelintError:
    """The error that says why a definition cannot be executed, with the place of that."""
    [span] = source.locate([place])
    where = source.position(span.start)
    return PipelintError(f"{source.named(where)}: cannot be executed: {message}")


def _refuse_repeated_names(steps: Sequence[Step], source: Source) -> None:
    # What is told of one of them could be about the other.
    names: set[str] = set()
    for step in steps:
        if step.name in names:
            raise refusal(step.lacking, f"step name {step.label} is given twice", source)
        if step.name is not None:
            names.add(step.name)


def _refuse_circles(plans: Sequence[Plan], source: Source) -> None:
    places = {plan.step: plan.place for plan in plans}
    # Where each waits for earlier ones alone, which is usual, there is no circle.
    if all(places[wait.step] < plan.place for plan in plans for wait in plan.waits):
        return
    from graphlib import CycleError, TopologicalSorter

    try:
        TopologicalSorter(
            {plan.step: [wait.step for wait in plan.waits] for plan in plans}
        ).prepare()
    except CycleError as error:
        # Each of them waits for the one before it; the first comes again at the end.
        _, *circle = error.args[1][::-1]
        first = circle.index(min(circle, key=places.__getitem__))
        circle = [*circle[first:], *circle[:first]]
        raise refusal(circle[0].lacking, _words(circle), source) from None


def _words(circle: Sequence[Step]) -> str:
    """Who waits for whom: each for the next one, the last for the first."""
    first, *others = circle
    if not others:
        return f"{first.label} waits for itself"
    parts = [f"{step.label} for {before.label}" for step, before in pairwise([*circle, first])]
    parts[0] = f"{first.label} waits for {others[0].label}"
    return f"the steps wait in a circle: {', '.join(parts[:-1])} and {parts[-1]}"
