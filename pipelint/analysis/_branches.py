"""Branches: under which outcomes a step runs, and which steps can never run."""

from __future__ import annotations

from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipelint.analysis._graph import Edge
    from pipelint.model import Step


class Guard(NamedTuple):
    """A step behind it runs only if `condition`, a Condition step, has the outcome `side`."""

    condition: Step
    side: bool

    @property
    def opposite(self) -> Guard:
        """The other branch."""
        return Guard(self.condition, not self.side)


def guards(step: Step) -> tuple[Guard, ...]:
    """The branches that a step stands in, the outermost first."""
    found: list[Guard] = []
    inner: Step | None = step
    while inner is not None:
        if inner.side is not None and inner.parent_step is not None:
            found.append(Guard(inner.parent_step, inner.side.side))
        inner = inner.parent_step
    return tuple(reversed(found))


def requirements(
    ordered: Iterable[Step], incoming: Mapping[Step, Iterable[Edge]]
) -> dict[Step, frozenset[Guard]]:
    """The outcomes that each step needs: those of its branches and of all that it waits for.

    Dependencies are ANDed, and a step that was not executed satisfies no trigger. `ordered` must
    be in an order of the graph; steps on cycles are left out of it and of the result.
    """
    needed: dict[Step, frozenset[Guard]] = {}
    for step in ordered:
        wanted = frozenset(guards(step))
        for edge in incoming.get(step, ()):
            wanted |= needed.get(edge.source, frozenset())
        needed[step] = wanted
    return needed


def contradicts(needed: frozenset[Guard]) -> bool:
    """Whether no execution has all of these outcomes."""
    return any(guard.opposite in needed for guard in needed)
