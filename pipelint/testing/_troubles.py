"""Attempts that fail: any, and those that a definition is made for."""

from __future__ import annotations

from hypothesis import strategies as st

from pipelint.catalog import TRIGGERS
from pipelint.simulate import ATTEMPT, Failure, attempts, policies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.analysis import Edge, Facts
    from pipelint.model import Step
    from pipelint.simulate import Policy

    #: What is given of steps, by their names.
    Trouble = dict[str, dict[str, Any]]

#: The most retries that are worth a try.
_MANY = 20
_FAILURES = (
    "SageMaker.CAPACITY_ERROR",
    "Step.THROTTLING",
    "SageMaker.JOB_INTERNAL_ERROR",
    "AlgorithmError",
)


def troubles(facts: Facts) -> st.SearchStrategy[dict[str, dict[str, Any]]]:
    """Attempts that fail, and steps that stop, of up to three steps by their names."""
    names = [name for name, step in facts.steps.items() if step.works]
    if not names:
        return st.just({})
    attempts = st.lists(st.sampled_from(_FAILURES), min_size=1, max_size=7)
    trouble = st.one_of(
        st.just({"fails": "always"}),
        attempts.map(lambda kinds: {"fails": kinds}),
        st.just({"stops": True}),
        st.sampled_from((0, 1, 90.5, 1e6)).map(lambda seconds: {"duration": seconds}),
    )
    return st.dictionaries(st.sampled_from(names), trouble, max_size=3)


def handled_troubles(facts: Facts) -> list[Trouble]:
    """Failing attempts that a retry policy ends well, and what triggers wait for."""
    found: list[Trouble] = []
    for name, step in facts.steps.items():
        if step.works:
            found.extend({name: {"fails": fails}} for fails in _retried(step))
    edges: dict[Step, list[Edge]] = {}
    for edge in facts.edges:
        edges.setdefault(edge.target, []).append(edge)
    for those in edges.values():
        found.extend(_awaited(those))
    return [each for at, each in enumerate(found) if each not in found[:at]]


def _awaited(edges: Sequence[Edge]) -> Iterator[Trouble]:
    """The ends of others without which a step does not run, and those with which it may."""
    ends = [
        (edge.source, TRIGGERS.get(edge.trigger or "", frozenset()))
        for edge in edges
        if edge.source.works and edge.source.name
    ]
    must = {
        step.name or "": {"fails": "always"} if "Failed" in wanted else {"stops": True}
        for step, wanted in ends
        if wanted and "Succeeded" not in wanted
    }
    if must:
        yield must
    for step, wanted in ends:
        if {"Failed", "Succeeded"} <= wanted:
            yield {**must, step.name or "": {"fails": "always"}}


def _retried(step: Step) -> Iterator[list[str]]:
    """The failures that policies of a step end well: one, and as many as they allow."""
    known = policies(step)
    for policy in known:
        for kind in policy.types:
            for count in dict.fromkeys((1, _most(policy))):
                coming = [Failure(kind)] * count
                if attempts(step, known, coming, ATTEMPT).failure is None:
                    yield [kind] * count


def _most(policy: Policy) -> int:
    return 1 if policy.retries is None else min(int(policy.retries), _MANY) or 1


def merged(given: Mapping[str, Any], more: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """What is given, with more for some steps."""
    steps = dict(given.get("steps", {}))
    for name, entry in more.items():
        steps[name] = {**steps.get(name, {}), **entry}
    return {**given, "steps": steps} if steps else dict(given)
