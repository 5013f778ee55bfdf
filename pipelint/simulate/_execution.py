"""The execution: which step starts when, how it ends, and what that does to the others."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count

from pipelint.catalog import TRIGGERS
from pipelint.model import logical_path
from pipelint.simulate._answers import respond
from pipelint.simulate._caches import look_up
from pipelint.simulate._conditions import UndecidedError, decide
from pipelint.simulate._errors import InputError, InputFault
from pipelint.simulate._given import Entry, merged
from pipelint.simulate._given_reader import read_entry
from pipelint.simulate._items import beyond_count, items
from pipelint.simulate._loop import Loop
from pipelint.simulate._paths import given_path
from pipelint.simulate._policies import ATTEMPT, attempts
from pipelint.simulate._run import RAN, Group, Run
from pipelint.simulate._scope import Outside, RunScope
from pipelint.simulate._selectors import select
from pipelint.simulate._trace import Event, Need
from pipelint.simulate._value import UnresolvedError, Value, plain
from pipelint.text import path_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pipelint.model import Step
    from pipelint.simulate._caches import Cached
    from pipelint.simulate._given import Given
    from pipelint.simulate._identity import Identity
    from pipelint.simulate._plan import Plans
    from pipelint.simulate._trace import EventKind
    from pipelint.text import Path


class Execution:
    """One execution of a definition; `run` makes it, the other attributes tell of it afterwards.

    The clock is simulated. Ready steps start in the order of (time, place in the document), and
    all ends of one instant are taken in before anything starts.
    """

    def __init__(
        self,
        plans: Plans,
        parameters: Mapping[str, Value],
        given: Given,
        identity: Identity,
        *,
        fakes: Mapping[str, Callable[[Any], Any]],
        cached: Mapping[str, Cached],
        max_parallel: int,
        lenient: bool,
    ) -> None:
        self.plans = plans
        self.given = given
        self.identity = identity
        self.fakes = fakes
        self.cached = cached
        self.free = max_parallel
        self.lenient = lenient
        self.now = 0.0
        self.events: list[Event] = []
        self.needs: list[Need] = []
        self.runs: list[Run] = []
        self.top = Group(None, None, None)
        self._outside = Outside(plans, parameters, given, identity, lambda: self.now)
        self._orders = count(1)
        # Heaps of (time, place) with the step; those of the second kind take no slot.
        self._waiting: list[tuple[float, tuple[int, ...], Run]] = []
        self._at_once: list[tuple[float, tuple[int, ...], Run]] = []
        self._ends: list[tuple[float, tuple[int, ...], Run]] = []
        # The ForEach steps in whose body something has ended.
        self._touched: dict[Loop, None] = {}

    def run(self) -> None:
        """Run it to its end."""
        self._open(self.top)
        while True:
            self._take_ends()
            run = self._next()
            if run is not None:
                self._start(run)
            elif self._ends:
                self.now = self._ends[0][0]
            else:
                break
        self._close()

    def _close(self) -> None:
        """Close what did not come to an end, and put in order what was noted ahead of its time."""
        for run in self.runs:
            if run.status is None:
                run.status, run.order = "NotExecuted", None
        self.events.sort(key=lambda event: event.seconds)

    @property
    def made_up(self) -> Mapping[Path, Any]:
        """What steps read of what nobody gave, by its path in `given`."""
        return self._outside.made_up

    # Starting

    def _open(self, group: Group) -> None:
        """Begin with a group: its steps that wait for nothing are ready."""
        self._list(group)
        group.open = len(group.runs)
        for run in group.runs.values():
            if not run.waiting:
                self._ready(run)

    def _list(self, group: Group) -> None:
        owner = group.owner
        for plan in self.plans.groups.get(None if owner is None else owner.step, ()):
            run = Run(plan, group, self._entry(plan.step, group))
            group.runs[plan.step] = run
            self.runs.append(run)

    def _entry(self, step: Step, group: Group) -> Entry:
        name = step.name or ""
        base = self.given.steps.get(name) or Entry(("steps", name))
        if group.owner is None or group.index is None:
            return base
        root = (*group.owner.entry.root, "iterations", group.index, name)
        own = group.owner.entry.iterations.get(group.index, {}).get(name)
        return merged(base, own, root)

    def _ready(self, run: Run) -> None:
        heap = self._waiting if run.step.works else self._at_once
        heappush(heap, (self.now, run.key, run))

    def _next(self) -> Run | None:
        """The step to be started now, None where there is none or no slot is free."""
        heaps = [self._at_once, self._waiting] if self.free > 0 else [self._at_once]
        for heap in heaps:
            while heap and not self._may_start(heap[0][2]):
                heappop(heap)
        filled = [heap for heap in heaps if heap]
        return heappop(min(filled, key=lambda heap: heap[0][:2]))[2] if filled else None

    def _may_start(self, run: Run) -> bool:
        if not run.is_pending or run.group.stopped is not None:
            return False
        # A ForEach that runs finishes, and so do its iterations.
        return not self.needs or run.group.owner is not None

    def _start(self, run: Run) -> None:
        try:
            self._resolve(run, RunScope(self._outside, run))
        except UndecidedError as error:
            self._needs_input(run, error)
        except UnresolvedError as error:
            self._note_start(run)
            self._fail_at_once(run, error)
        else:
            self._note_start(run)
            self._begin(run)

    def _resolve(self, run: Run, scope: RunScope) -> None:
        """What it has to do; it starts only if that is decided."""
        kind = run.step.type
        if kind == "ForEach":
            run.loop = Loop(run, items(run, scope))
            _refuse_beyond(run, len(run.loop.items))
            concurrency = run.plan.concurrency
            run.arguments = {"IterableItems": run.loop.items, "MaxConcurrency": concurrency}
            return
        arguments = run.plan.arguments(scope)
        assert isinstance(arguments, dict)
        run.arguments = arguments
        run.settings = {key: made(scope) for key, made in run.plan.settings.items()}
        if kind == "Condition":
            run.outcome, run.decisions = decide(run.plan.questions, scope)

    def _note_start(self, run: Run) -> None:
        run.started = self.now
        run.order = next(self._orders)
        self.events.append(Event(self.now, "started", run.name))

    def _begin(self, run: Run) -> None:
        if run.step.works:
            self._work(run)
            return
        run.attempts = 1
        if run.loop is not None and run.loop.items and run.step in self.plans.groups:
            self._open_iterations(run.loop)
        elif run.step.type == "Fail":
            message = plain(run.arguments.get("ErrorMessage"))
            run.reason = str(message) if message not in (None, "") else None
            self._end(run, "Failed", self.now)
        else:
            self._end(run, "Succeeded", self.now)

    def _fail_at_once(self, run: Run, error: UnresolvedError) -> None:
        run.attempts = 1
        run.unresolved, run.lacking = error.pointer, error.entry
        run.reason = (
            f"{self._words(error.pointer)}: {error.reason}" if error.pointer else error.reason
        )
        self._end(run, "Failed", self.now)

    def _words(self, pointer: str) -> str:
        document = self.plans.facts.document.value
        return logical_path(document, path_at(document, pointer))

    def _needs_input(self, run: Run, error: UndecidedError) -> None:
        """Nothing more starts; what runs finishes."""
        self.needs.extend(
            Need(run.name, pointer, given_path(path), path) for pointer, path in error.missing
        )
        # A ForEach that cannot select has started, and its body has run.
        run.attempts = 0
        self._settle(run, "NotExecuted")

    def _work(self, run: Run) -> None:
        """A job, a call: anything that takes time and may be tried again."""
        cache = run.plan.cache
        if cache is not None:
            hit, run.cache_miss = look_up(run, cache, self.cached, self.identity, self.now)
            if hit is not None:
                run.cache_hit = True
                run.old = hit.response
                self._end(run, "Succeeded", self.now)
                return
        fake = self.fakes.get(run.name) or self.fakes.get(run.plan.name)
        if fake is not None:
            run.entry = self._faked(run, fake)
        entry = run.entry
        seconds = ATTEMPT if entry.duration is None else entry.duration
        made = attempts(run.step, run.plan.policies, entry.fails, seconds)
        run.attempts, run.policies = made.number, made.policies
        for at, kind in made.events:
            self.events.append(Event(self.now + at, kind, run.name))
        if made.failure is not None:
            run.reason = made.failure.reason or made.failure.type
        run.holds_slot = True
        self.free -= 1
        ending = "Failed" if made.failure is not None else "Stopped" if entry.stops else "Succeeded"
        self._end(run, ending, self.now + made.seconds)

    def _faked(self, run: Run, fake: Callable[[Any], Any]) -> Entry:
        entry, faults = read_entry(
            fake(plain(run.arguments)),
            run.step,
            run.entry.root,
            self.plans.facts,
            lenient=self.lenient,
        )
        if faults:
            size = len(run.entry.root)
            raise InputError(
                [InputFault(("fakes", run.name, *path[size:]), text) for path, text in faults]
            )
        return entry

    # Ending

    def _end(self, run: Run, ending: str, at: float) -> None:
        run.ending = ending
        # As exact as times are written: what reads alike is one instant.
        run.ended = round(at, 6)
        heappush(self._ends, (run.ended, run.key, run))

    def _take_ends(self) -> None:
        """Take in all that ends now; only then a ForEach goes on, and may end itself."""
        while self._touched or self._ends_now():
            while self._ends_now():
                run = heappop(self._ends)[2]
                self.free += run.holds_slot
                run.holds_slot = False
                self._settle(run, run.ending)
            touched, self._touched = self._touched, {}
            for loop in touched:
                self._go_on(loop)

    def _ends_now(self) -> bool:
        return bool(self._ends) and self._ends[0][0] <= self.now

    def _settle(self, run: Run, status: str) -> None:
        """A step is over, and with it those that can run no more."""
        handlers = self._handlers(run, status)
        over = self._over(run, status)
        if status in ("Failed", "Stopped"):
            run.group.failures.append((run, handlers))
            if not handlers and run.group.stopped is None:
                run.group.stopped = run
                over.extend(each for each in run.group.runs.values() if each.is_pending)
        while over:
            dead = over.pop()
            if dead.is_pending:
                over.extend(self._over(dead, "NotExecuted"))
        owner = run.group.owner
        if owner is not None and owner.loop is not None:
            self._touched[owner.loop] = None

    def _over(self, run: Run, status: str) -> list[Run]:
        """Note the end of one step; gives those that can never start."""
        run.status = status
        run.group.open -= 1
        if status in RAN:
            respond(run, self.identity, old=run.old)
            kind: EventKind = status.lower()  # type: ignore[assignment]  # one of three
            self.events.append(Event(self.now, kind, run.name))
        dead = []
        for step, wait in self.plans.dependents.get(run.step, ()):
            other = run.group.runs[step]
            if not other.is_pending:
                continue
            if status in TRIGGERS[wait.trigger] and wait.outcome in (None, run.outcome):
                other.waiting -= 1
                if not other.waiting:
                    self._ready(other)
            else:
                dead.append(other)
        return dead

    def _handlers(self, run: Run, status: str) -> tuple[Run, ...]:
        """The steps that still may run because this one failed or stopped."""
        # A Fail step is there to end the execution, whatever waits for it.
        if status not in ("Failed", "Stopped") or run.step.type == "Fail":
            return ()
        runs = (
            run.group.runs[step]
            for step, wait in self.plans.dependents.get(run.step, ())
            if status in TRIGGERS[wait.trigger]
        )
        return tuple(each for each in runs if each.is_pending)

    # ForEach

    def _open_iterations(self, loop: Loop) -> None:
        for group in loop.begin():
            self._open(group)

    def _go_on(self, loop: Loop) -> None:
        """Something in the body has ended: more iterations start, or it is over."""
        loop.take_in()
        self._open_iterations(loop)
        if loop.is_over:
            self._iterations_ended(loop)

    def _iterations_ended(self, loop: Loop) -> None:
        run = loop.owner
        if loop.culprit is not None:
            run.reason = f"'{loop.culprit.name}' {str(loop.culprit.status).lower()}"
            for group in loop.not_begun():
                self._list(group)
                group.leave_out(loop.culprit)
            self._end(run, "Failed", self.now)
            return
        try:
            loop.selected, loop.value = select(loop, self._outside)
        except UnresolvedError as error:
            self._fail_at_once(run, error)
        except UndecidedError as error:
            self._needs_input(run, error)
        else:
            self._end(run, "Succeeded", self.now)


def _refuse_beyond(run: Run, count: int) -> None:
    """Refuse what is given of iterations that a ForEach of so many items does not have."""
    root = (*run.entry.root, "iterations")
    faults = [
        InputFault((*root, index), fault)
        for index in run.entry.iterations
        if (fault := beyond_count(index, count, run.step)) is not None
    ]
    if faults:
        raise InputError(faults)
