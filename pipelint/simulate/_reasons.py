"""Why a step did not run: the first reason that applies."""

from __future__ import annotations

from pipelint.simulate._run import RAN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.simulate._execution import Execution
    from pipelint.simulate._plan import Need
    from pipelint.simulate._run import Group, Run

#: A step that stopped is told like one that failed.
_AFTER = "after the failure of"
_ENDS = {"Failed": "failure", "Stopped": "stop"}


def reason(run: Run, execution: Execution) -> str | None:
    """The reason of a step that did not run, once the execution is over; None for others."""
    if run.status != "NotExecuted":
        return run.reason
    return (
        _branch(run)
        or _unmet(run)
        or _after(run.group)
        or ("needs input" if execution.needs else None)
        or _waiting(run)
    )


def _branch(run: Run) -> str | None:
    for condition, side in _guards(run):
        if condition.status == "Succeeded" and condition.outcome is not side:
            return f"branch not taken: {'IfSteps' if side else 'ElseSteps'} of {condition.name}"
    return None


def _guards(run: Run) -> list[tuple[Run, bool]]:
    """The Condition steps around a step with the side it stands on, the outermost first."""
    found: list[tuple[Run, bool]] = []
    step = run.step
    while step.side is not None and step.parent_step in run.group.runs:
        found.append((run.group.runs[step.parent_step], step.side.side))
        step = step.parent_step
    return found[::-1]


def _unmet(run: Run) -> str | None:
    """A step that this one needs and that did not run, or not to the end that it needs."""
    sources = [(need, run.group.runs[need.step]) for need in run.plan.needs]
    for _, source in sources:
        if source.status == "NotExecuted" and source is not run:
            return f"needs {source.name}, which did not run"
    for need, source in sources:
        if source.status in RAN and source.status not in need.endings:
            return _other_end(need, source)
    return None


def _other_end(need: Need, source: Run) -> str:
    if source.status in _ENDS:
        return f"{_AFTER} {source.name}"
    wanted = _ENDS.get(need.trigger or "", "end")
    return f"waits for the {wanted} of {source.name}, which succeeded"


def _after(group: Group) -> str | None:
    stopped = group.stopped
    if stopped is None or stopped.status is None:
        return None
    return f"{_AFTER} {stopped.name}"


def _waiting(run: Run) -> str:
    """What is left is a cycle, which the linter reports."""
    needs = [need.step.name for need in run.plan.needs]
    return f"needs {needs[0]}, which did not run" if needs else "was not reached"
