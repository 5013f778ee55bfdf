"""Why a step did not run: the first reason that applies."""

from __future__ import annotations

from pipelint.catalog import TRIGGERS
from pipelint.records import NamedTuple
from pipelint.simulate._run import RAN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from pipelint.analysis import Facts
    from pipelint.simulate._run import Group, Run

    IdleKind = Literal["branch", "unmet", "failure", "other-end", "input"]

#: The end of another step that a trigger waits for.
ENDS: Mapping[str, str] = {
    "Completed": "success",
    "Failed": "failure",
    "Stopped": "stop",
    "Any": "end",
}


class Idle(NamedTuple):
    """Why a step did not run; its text is the reason in the trace.

    `step` names the one that kept it: the Condition whose branch was not taken, what did not run,
    failed or came to another end; empty where there is none. `side` is the branch it stands in, as
    `IfSteps`, and `end` the end that it waits for.
    """

    kind: IdleKind
    step: str = ""
    side: str = ""
    end: str = ""

    def __str__(self) -> str:
        return _WORDS[self.kind].format(**self._asdict())


_WORDS = {
    "branch": "branch not taken: {side} of {step}",
    "unmet": "needs {step}, which did not run",
    "failure": "after the failure of {step}",
    "other-end": "waits for the {end} of {step}, which succeeded",
    "input": "needs input",
}


def why_idle(run: Run, facts: Facts) -> Idle | None:
    """Why a step did not run, once the execution is over; None for one that ran."""
    if run.status != "NotExecuted":
        return None
    # As no steps wait for each other, what nothing else kept would have run with the input.
    return _branch(run, facts) or _unmet(run) or _after(run.group) or Idle("input")


def _branch(run: Run, facts: Facts) -> Idle | None:
    for step, side in facts.branch(run.step):
        # A condition around a ForEach is over when its body runs.
        condition = run.group.runs.get(step)
        if condition is None or condition.status != "Succeeded":
            continue
        if condition.outcome is not side:
            return Idle("branch", condition.name, "IfSteps" if side else "ElseSteps")
    return None


def _unmet(run: Run) -> Idle | None:
    """A step that this one needs and that did not run, or not to the end that it needs."""
    sources = [(wait.trigger, run.group.runs[wait.step]) for wait in run.plan.waits]
    for _, source in sources:
        if source.status == "NotExecuted" and source is not run:
            return Idle("unmet", source.name)
    for trigger, source in sources:
        if source.status in RAN and source.status not in TRIGGERS[trigger]:
            # A step that stopped is told like one that failed.
            if source.status != "Succeeded":
                return Idle("failure", source.name)
            return Idle("other-end", source.name, end=ENDS[trigger])
    return None


def _after(group: Group) -> Idle | None:
    stopped = group.stopped
    if stopped is None or stopped.status is None:
        return None
    return Idle("failure", stopped.name)
