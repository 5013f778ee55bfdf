"""The state of an execution: one record for each step, and for each group of steps."""

from __future__ import annotations

from pipelint.simulate._child_names import child_name
from pipelint.simulate._value import UnresolvedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelint.model import Segment, Step
    from pipelint.simulate._conditions import Decision
    from pipelint.simulate._given import Entry
    from pipelint.simulate._loop import Loop
    from pipelint.simulate._plan import Plan
    from pipelint.simulate._response import FreeResponse, Response
    from pipelint.simulate._value import Tree, Value
    from pipelint.text import Path

#: The states of a step that has run.
RAN = frozenset({"Succeeded", "Failed", "Stopped"})


class Group:
    """Steps that run together: those of the pipeline, or one iteration of a ForEach.

    `open` counts the steps that are not over. `stopped` is the step whose failure nobody handled:
    nothing more starts. `failures` holds what failed or stopped, each with its handlers.
    """

    __slots__ = ("failures", "index", "item", "open", "outer", "owner", "runs", "stopped")

    def __init__(self, owner: Run | None, index: int | None, item: Tree) -> None:
        self.owner = owner
        self.index = index
        self.item = item
        self.outer = None if owner is None else owner.group
        self.runs: dict[Step, Run] = {}
        self.open = 0
        self.stopped: Run | None = None
        self.failures: list[tuple[Run, tuple[Run, ...]]] = []

    @property
    def culprit(self) -> Run | None:
        """The step by which it failed: nobody handled its end, or no handler ran in the end."""
        if self.stopped is not None:
            return self.stopped
        unhandled = (run for run, by in self.failures if not any(each.status in RAN for each in by))
        return next(unhandled, None)

    @property
    def status(self) -> str:
        """How it ended, once all of its steps are over."""
        if self.culprit is not None:
            return "Failed"
        return "CompletedWithFailures" if self.failures else "Succeeded"

    def leave_out(self, culprit: Run) -> None:
        """End it before any of its steps has started, after the failure of `culprit`."""
        self.stopped, self.open = culprit, 0
        for run in self.runs.values():
            run.status = "NotExecuted"


class Run:
    """A step in an execution; `started` and `ended` are seconds after the start of that.

    `key` sorts steps by their place in the document; a step in the body of a ForEach comes after
    it, by iteration. `status` is None until it is known.
    """

    __slots__ = (
        "arguments",
        "attempts",
        "cache_hit",
        "cache_miss",
        "decisions",
        "ended",
        "ending",
        "entry",
        "group",
        "holds_slot",
        "key",
        "lacking",
        "loop",
        "name",
        "old",
        "order",
        "outcome",
        "plan",
        "policies",
        "reason",
        "response",
        "settings",
        "started",
        "status",
        "unresolved",
        "waiting",
    )

    def __init__(self, plan: Plan, group: Group, entry: Entry) -> None:
        self.plan = plan
        self.group = group
        self.entry = entry
        self.name = child_name(plan.name, group.index)
        owner = group.owner
        self.key: tuple[int, ...] = (
            (plan.place,) if owner is None else (*owner.key, group.index or 0, plan.place)
        )
        self.waiting = len(plan.waits)
        self.status: str | None = None
        self.order: int | None = None
        self.started: float | None = None
        self.ended: float | None = None
        self.arguments: Mapping[str, Tree] = {}
        self.settings: dict[str, Tree] = {}
        self.response: Response | FreeResponse | None = None
        self.reason: str | None = None
        #: The pointer of what had no value, so that the step failed at once.
        self.unresolved: str | None = None
        #: The path in `given` of what a given file lacks, for which it failed.
        self.lacking: Path | None = None
        self.outcome: bool | None = None
        self.decisions: tuple[Decision, ...] | None = None
        self.attempts = 0
        self.policies: tuple[str, ...] = ()
        self.cache_hit = False
        self.cache_miss: tuple[str, ...] = ()
        #: The iterations of a ForEach, once its items are known.
        self.loop: Loop | None = None
        #: How it is about to end.
        self.ending = ""
        self.holds_slot = False
        #: The response of the cached run that it takes.
        self.old: Mapping[str, Tree] | None = None

    @property
    def step(self) -> Step:
        """The step of the definition."""
        return self.plan.step

    @property
    def is_pending(self) -> bool:
        """Whether it may still start."""
        return self.status is None and self.order is None

    def read(self, segments: Sequence[Segment]) -> Value:
        """A property of this step.

        Raises:
            UnresolvedError: there is none.
        """
        if self.loop is not None and self.status == "Succeeded":
            inner = self.loop.inner(segments)
            if inner is not None:
                run, rest = inner
                return run.read(rest)
        if self.response is None:
            raise UnresolvedError(f"'{self.name}' has no properties")
        return self.response.read(segments)
