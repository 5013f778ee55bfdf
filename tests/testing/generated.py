"""Many examples of a strategy at once, the same in every run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")


def many(strategy: st.SearchStrategy[T], count: int) -> list[T]:
    """So many examples, the simplest first."""
    found: list[T] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(example: T) -> None:
        found.append(example)

    collect()
    return found


def simplest(strategy: st.SearchStrategy[T]) -> T:
    """What comes first: every choice is the first of its kind."""
    return many(strategy, 1)[0]


def steps_in(definition: Any) -> Iterator[Any]:
    """All steps of a definition, those in branches and bodies, too."""
    pending = [*definition["Steps"]]
    while pending:
        step = pending.pop()
        yield step
        for key in ("IfSteps", "ElseSteps", "ForEachBody"):
            pending.extend(step["Arguments"].get(key, ()))


def values_in(value: Any) -> Iterator[Any]:
    """A value and all that is in it."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from values_in(each)


def conditions_in(step: Any) -> Iterator[Any]:
    """The conditions of a step, those inside of others, too."""
    pending = [*step["Arguments"].get("Conditions", ())]
    while pending:
        condition = pending.pop()
        yield condition
        pending.extend(condition.get("Conditions", ()))
        if "Condition" in condition:
            pending.append(condition["Condition"])
