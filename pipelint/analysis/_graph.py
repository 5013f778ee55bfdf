"""The dependency graph: which step waits for which, and why."""

from __future__ import annotations

from typing import NamedTuple

from pipelint.model import Dependency, Node, Reference, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Literal

    from pipelint.analysis._facts import Facts

    EdgeKind = Literal["depends-on", "reference", "branch", "body"]


class Edge(NamedTuple):
    """`target` waits for `source`.

    `trigger` is the state of `source` that lets `target` start (`Completed`, `Failed`, `Stopped`,
    `Any`; None for the edge from a Condition or ForEach step to a step inside it). `origin` is
    the entry of `DependsOn`, the `Get`, or the step inside.
    """

    source: Step
    target: Step
    kind: EdgeKind
    trigger: str | None
    origin: Node


def edges(facts: Facts) -> tuple[Edge, ...]:
    """All edges between steps whose names are known and given once, by kind, in file order."""
    return (*_explicit(facts), *_through_references(facts), *_into_lists(facts))


def _explicit(facts: Facts) -> Iterator[Edge]:
    for dependency in facts.index[Dependency]:
        source = facts.steps.get(dependency.target or "")
        if source is not None and dependency.step is not None:
            yield Edge(source, dependency.step, "depends-on", dependency.trigger, dependency)


def _through_references(facts: Facts) -> Iterator[Edge]:
    for reference in facts.index[Reference]:
        source = facts.steps.get(reference.name or "") if reference.root == "Steps" else None
        if source is not None and reference.step is not None:
            yield Edge(source, reference.step, "reference", "Completed", reference)


def _into_lists(facts: Facts) -> Iterator[Edge]:
    for step in facts.index[Step]:
        if step.parent_step is not None:
            kind: EdgeKind = "branch" if step.side is not None else "body"
            yield Edge(step.parent_step, step, kind, None, step)


def waits(edges: Iterable[Edge]) -> Iterator[tuple[Step, Step, Edge]]:
    """Who waits for whom, as (before, after, edge).

    What waits for a ForEach step waits for the steps in its body as well; what waits for a
    Condition step waits for its evaluation only.
    """
    for edge in edges:
        yield edge.source, edge.target, edge
        if edge.kind != "body" and edge.target.parent_step is not edge.source:
            for inner in edge.source.body:
                yield inner, edge.target, edge


def order(steps: Sequence[Step], pairs: Iterable[tuple[Step, Step]]) -> list[Step]:
    """The steps in an order in which each comes after all it waits for (Kahn).

    Steps on a cycle, and those behind one, are left out. Ties go by the place in `steps`.
    """
    after: dict[Step, list[Step]] = {step: [] for step in steps}
    missing = dict.fromkeys(steps, 0)
    for before, then in pairs:
        after[before].append(then)
        missing[then] += 1
    ready = [step for step in steps if not missing[step]]
    for step in ready:  # grows while it is walked
        for then in after[step]:
            missing[then] -= 1
            if not missing[then]:
                ready.append(then)
    return ready
