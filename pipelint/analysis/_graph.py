"""The dependency graph: which step waits for which, and why."""

from __future__ import annotations

from itertools import pairwise

from pipelint.model import Dependency, Node, Step
from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Literal, TypeVar

    from pipelint.analysis._facts import Facts

    EdgeKind = Literal["depends-on", "reference", "branch", "body"]
    N = TypeVar("N", bound=Node)


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
    """All edges between steps whose names are known and given once.

    They come by kind, then by the place of the step that waits, then by the path of the entry.
    """
    return (*_explicit(facts), *_through_references(facts), *_into_lists(facts))


def _explicit(facts: Facts) -> Iterator[Edge]:
    for target, dependency in _by_step(facts.index[Dependency], facts):
        source = facts.steps.get(dependency.target or "")
        if source is not None:
            yield Edge(source, target, "depends-on", dependency.trigger, dependency)


def _through_references(facts: Facts) -> Iterator[Edge]:
    for target, reference in _by_step(facts.references_to("Steps"), facts):
        source = facts.steps.get(reference.name or "")
        if source is not None:
            yield Edge(source, target, "reference", "Completed", reference)


def _by_step(entries: Iterable[N], facts: Facts) -> Iterator[tuple[Step, N]]:
    """Entries with their steps, in an order that does not depend on that of any members."""
    place = {step: index for index, step in enumerate(facts.index[Step])}
    found = [(each.step, each) for each in entries if each.step is not None]
    return iter(sorted(found, key=lambda pair: (place[pair[0]], pair[1].path)))


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
        if edge.kind in ("depends-on", "reference"):
            for inner in _inside(edge.source.body):
                yield inner, edge.target, edge


def _inside(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _inside(step.body)
        for branch in step.branches:
            yield from _inside(branch.steps)


def order(steps: Sequence[Step], pairs: Iterable[tuple[Step, Step]]) -> list[Step]:
    """The steps in an order in which each comes after all it waits for (Kahn).

    Steps on a cycle, and those behind one, are left out. Those that wait for nothing come first,
    in the order of `steps`.
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


def cycles(steps: Sequence[Step], edges: Iterable[Edge]) -> Iterator[tuple[Edge, ...]]:
    """Cycles such that none is left without their first edges, in the order of these.

    Each begins with a `DependsOn` entry or `Get` by which a step waits for a later one, goes on
    with what that one waits for, and leads back on the shortest way. Several entries by which
    one step waits for another count as the first of them. `steps` are in file order.
    """
    ways = _Ways(edges)
    place = {step: index for index, step in enumerate(steps)}
    # A step in a list comes after the step that holds it, so these all have an origin to change.
    backward = [pair for pair in ways.edges if place[pair[0]] >= place[pair[1]]]
    if not backward:
        return
    import networkx  # costs more than a whole check, and only a cycle needs it

    graph: networkx.DiGraph[Step] = networkx.DiGraph(list(ways.edges))
    parts = networkx.strongly_connected_components(graph)
    part = {step: index for index, steps in enumerate(parts) for step in steps}
    for before, after in sorted(backward, key=lambda pair: (place[pair[1]], place[pair[0]])):
        if part[before] != part[after]:
            continue
        while graph.has_edge(before, after) and networkx.has_path(graph, after, before):
            path = networkx.shortest_path(graph, after, before)
            first, *back = (ways.first(*pair) for pair in ((before, after), *pairwise(path)))
            yield (first, *reversed(back))
            graph.remove_edges_from(ways.without(first))


class _Ways:
    """The edges by which one step waits for another, by the steps before and after."""

    __slots__ = ("_pairs", "edges")

    def __init__(self, edges: Iterable[Edge]) -> None:
        self.edges: dict[tuple[Step, Step], dict[tuple[Step, Step], Edge]] = {}
        self._pairs: dict[tuple[Step, Step], list[tuple[Step, Step]]] = {}
        for before, after, edge in waits(edges):
            ends = (edge.source, edge.target)
            self.edges.setdefault((before, after), {}).setdefault(ends, edge)
            self._pairs.setdefault(ends, []).append((before, after))

    def first(self, before: Step, after: Step) -> Edge:
        """The first edge by which `after` waits for `before`."""
        return next(iter(self.edges[before, after].values()))

    def without(self, edge: Edge) -> list[tuple[Step, Step]]:
        """Forget an edge and those with the same ends; what no longer waits is given."""
        ends = (edge.source, edge.target)
        pairs = list(dict.fromkeys(self._pairs.pop(ends)))
        for pair in pairs:
            del self.edges[pair][ends]
        return [pair for pair in pairs if not self.edges[pair]]
