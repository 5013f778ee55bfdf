"""What a step in a simulated execution hangs on, and what ended before it."""

from __future__ import annotations

from pipelint.report._account import run_beside, step_of
from pipelint.simulate import ENDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint.report._account import Account
    from pipelint.simulate import StepRun


def conditions(run: StepRun, account: Account) -> Iterator[tuple[StepRun, bool]]:
    """The Condition steps around a step, each with the side that it stands on: True for if."""
    step = step_of(run, account.facts)
    for guard in () if step is None else account.facts.branch(step):
        condition = run_beside(run, guard.condition.name or "", account)
        if condition is not None:
            yield condition, guard.side


def sources(run: StepRun, account: Account) -> list[tuple[StepRun, str]]:
    """The steps that a step waits for, each once, with the end that it waits for: `success`."""
    step = step_of(run, account.facts)
    wanted: dict[str, str] = {}
    for edge in () if step is None else account.facts.incoming.get(step, ()):
        if edge.kind in ("depends-on", "reference") and edge.source.name is not None:
            end = ENDS.get(edge.trigger or "", ENDS["Completed"])
            if edge.kind == "depends-on" or edge.source.name not in wanted:
                wanted[edge.source.name] = end
    found = ((run_beside(run, name, account), end) for name, end in wanted.items())
    return [(source, end) for source, end in found if source is not None]


def stops(run: StepRun, account: Account) -> Iterator[StepRun]:
    """The step that ended the execution before a step could start; nothing for others."""
    if run.idle is not None and run.idle.kind == "failure":
        yield account.trace[run.idle.step]
