"""The account of an execution: how it ended, what it lacks, and what each step did."""

from __future__ import annotations

from pipelint.errors import PipelintError, suggestion
from pipelint.records import NamedTuple
from pipelint.simulate._step_run import StepRun
from pipelint.simulate._trace_form import NEED, SCHEMA_VERSION, trace_fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from pipelint.analysis import Facts
    from pipelint.text import Path

    EventKind = Literal["started", "attempt-failed", "retried", "succeeded", "failed", "stopped"]


class Need(NamedTuple):
    """An entry of `given` without which the execution cannot go on.

    `pointer` is that of the operand, the items or the field of `step`; `given` is the entry's path
    as a person writes it, `path` the same as keys.
    """

    step: str
    pointer: str
    given: str
    path: Path = ()


class Event(NamedTuple):
    """Something that happens in an execution, so many seconds after its start."""

    seconds: float
    kind: EventKind
    step: str


class Trace:
    """An execution: its status, and what each step did.

    `steps` come by `order`, then those that did not run in the order of the document. `needs` are
    the missing inputs of a run that ended with `NeedsInput`. `events` tell what happened when.
    `made_up` are the values that steps read though nobody gave them, by their path in `given`.
    `facts` are those of the definition, None for a trace that was read from its JSON form.
    """

    __slots__ = (
        "_by_name",
        "events",
        "execution",
        "facts",
        "failure_reason",
        "made_up",
        "needs",
        "parameters",
        "status",
        "steps",
    )

    def __init__(
        self,
        *,
        status: str,
        failure_reason: str | None,
        parameters: Mapping[str, Any],
        execution: Mapping[str, str],
        needs: Sequence[Need],
        steps: Sequence[StepRun],
        events: Sequence[Event] = (),
        made_up: Mapping[str, Any] | None = None,
        facts: Facts | None = None,
    ) -> None:
        self.facts = facts
        self.status = status
        self.failure_reason = failure_reason
        self.parameters = dict(parameters)
        self.execution = dict(execution)
        self.needs = tuple(needs)
        self.steps = tuple(steps)
        self.events = tuple(events)
        self.made_up = dict(made_up or {})
        self._by_name = {step.name: step for step in self.steps}

    def __repr__(self) -> str:
        ran = sum(step.ran for step in self.steps)
        # What pytest shows where `assert trace.ran(…)` fails.
        idle = [f"; {step.name}: {step.reason}" for step in self.steps if not step.ran]
        return f"<Trace: {self.status}, {ran} of {len(self.steps)} steps ran{''.join(idle)}>"

    def __getitem__(self, name: str) -> StepRun:
        """What the step of that name did; a child of a ForEach is named `<body>-<index>`.

        Raises:
            KeyError: there is no such step.
        """
        __tracebackhide__ = True  # of pytest: the message says all
        found = self._by_name.get(name)
        if found is None:
            raise KeyError(f"no step is named {name!r}{suggestion(name, self._by_name)}")
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def ran(self, name: str) -> bool:
        """Whether the step of that name ran, to whatever end.

        Raises:
            KeyError: there is no such step.
        """
        __tracebackhide__ = True
        return self[name].ran

    @property
    def most_at_once(self) -> int:
        """How many steps that work ran at once, at most; 0 where there are no events of them."""
        now = most = 0
        for event in self.events:
            if not self[event.step].works:
                continue
            if event.kind == "started":
                now += 1
                most = max(most, now)
            elif event.kind in ("succeeded", "failed", "stopped"):
                now -= 1
        return most

    def as_json(self) -> dict[str, Any]:
        """The JSON form: of a file for `--cache-from`, and of `--output-format json`."""
        return {
            "schema_version": SCHEMA_VERSION,
            "status": self.status,
            "failure_reason": self.failure_reason,
            "execution": dict(self.execution),
            "parameters": dict(self.parameters),
            "needs": [{member: getattr(need, member) for member in NEED} for need in self.needs],
            "steps": [step.as_json() for step in self.steps],
        }

    @classmethod
    def from_json(cls, value: object) -> Trace:
        """A trace from its JSON form.

        Raises:
            PipelintError: the value is none.
        """
        fault = trace_fault(value)
        if fault is not None:
            raise PipelintError(f"is no trace of 'pipelint simulate': {fault}")
        return _read(value)


def _read(value: Any) -> Trace:
    return Trace(
        status=value["status"],
        failure_reason=value["failure_reason"],
        parameters=value["parameters"],
        execution=value.get("execution", {}),
        needs=[Need(**{member: each[member] for member in NEED}) for each in value["needs"]],
        steps=[StepRun.from_json(step) for step in value["steps"]],
    )
