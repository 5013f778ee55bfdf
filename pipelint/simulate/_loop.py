"""The iterations of a ForEach: which may start, by which it fails, and what others read of them."""

from __future__ import annotations

from pipelint.simulate._run import Group
from pipelint.simulate._value import UnresolvedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint.model import Segment
    from pipelint.simulate._run import Run
    from pipelint.simulate._value import Tree, Value
    from pipelint.text import Path


class Loop:
    """The state of a ForEach whose items are known.

    `iterations` are those that were begun, by index. `culprit` is the step by which it fails.
    `selected` is the run of the body step that its selector came to, `value` that of its field.
    `missing` are the paths in `given` of what would say how many items there are.
    """

    __slots__ = (
        "_active",
        "culprit",
        "items",
        "iterations",
        "missing",
        "owner",
        "selected",
        "value",
    )

    def __init__(self, owner: Run, items: Sequence[Tree]) -> None:
        self.owner = owner
        self.items = items
        self.iterations: list[Group] = []
        self.missing: tuple[Path, ...] = ()
        self.culprit: Run | None = None
        self.selected: Run | None = None
        self.value: Value | None = None
        #: The iterations that are not over.
        self._active: list[Group] = []

    @property
    def is_over(self) -> bool:
        """Whether no iteration runs."""
        return not self._active

    def begin(self) -> Iterator[Group]:
        """Begin as many iterations as may run at a time, none after one has failed."""
        limit = self.owner.plan.concurrency
        while self.culprit is None and len(self._active) < limit and self._has_more():
            group = self._group(len(self.iterations))
            self.iterations.append(group)
            self._active.append(group)
            yield group

    def take_in(self) -> None:
        """Take in what has ended in the body; after a failure what waits for a slot is left out."""
        known = (group.culprit for group in self._active if group.stopped or not group.open)
        culprits = [each for each in known if each is not None]
        if self.culprit is None and culprits:
            self.culprit = min(culprits, key=lambda each: (each.ended or 0.0, each.key))
        self._active = [group for group in self._active if group.open]
        if self.culprit is not None:
            self._active = [*self._started(self.culprit)]

    def _started(self, culprit: Run) -> Iterator[Group]:
        """The iterations of which a step has started; the others are left out."""
        for group in self._active:
            if all(each.order is None for each in group.runs.values()):
                group.leave_out(culprit)
            else:
                yield group

    def not_begun(self) -> Iterator[Group]:
        """The iterations that were not begun."""
        return map(self._group, range(len(self.iterations), len(self.items)))

    def ends(self) -> list[str | None]:
        """How the steps of its body have ended, in all iterations."""
        return [run.status for group in self.iterations for run in group.runs.values()]

    def _has_more(self) -> bool:
        return len(self.iterations) < len(self.items)

    def _group(self, index: int) -> Group:
        return Group(self.owner, index, self.items[index])

    def inner(self, segments: Sequence[Segment]) -> tuple[Run, Sequence[Segment]] | None:
        """Whose property a path of the ForEach leads to, and the rest of it; None for its own.

        Raises:
            UnresolvedError: it leads to an iteration that there is not.
        """
        first, name = segments[0].text, self.owner.name
        if first == "Selected":
            if self.selected is None:
                raise UnresolvedError(f"'{name}' has selected no iteration")
            return self.selected, segments[1:]
        if first != "IterationOutputs":
            return None
        index = segments[1].text if len(segments) > 1 else ""
        if not index.isdecimal() or int(index) >= len(self.iterations) or len(segments) < 4:
            raise UnresolvedError(f"'{name}' has no iteration '{index}'")
        body = segments[2].text
        runs = self.iterations[int(index)].runs.values()
        run = next((run for run in runs if run.plan.name == body), None)
        if run is None:
            raise UnresolvedError(f"the body of '{name}' has no step '{body}'")
        return run, segments[3:]
