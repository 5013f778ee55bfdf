"""What made a step run, or kept it from running: the decisions and failures behind it."""

from __future__ import annotations

from pipelint.report import Piece, printable
from pipelint.report._account import decision_lines, failure, run_beside, step_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint.report import Account, Line
    from pipelint.simulate import StepRun


def line(text: str) -> Line:
    """A line of plain words."""
    return (Piece(printable(text)),)


def failed(run: StepRun, account: Account) -> str:
    """That a step failed, and why, or that it was stopped."""
    if run.status == "Stopped":
        return f"{run.name} was stopped"
    return f"{run.name} failed: {failure(run, account)}"


def idle(run: StepRun) -> str:
    """That a step did not run, and why."""
    return f"{run.name} did not run: {run.reason}"


def causes(run: StepRun, account: Account) -> tuple[Line, ...]:
    """The decisions by which a step ran; for one that did not, what kept it, in turn."""
    return tuple(_causes(run, account, {run.name}))


def decided(run: StepRun, account: Account) -> Iterator[Line]:
    """The outcome of a Condition step with the values that it compared; nothing for others."""
    if run.outcome is not None:
        yield line(f"{run.name} is {'true' if run.outcome else 'false'}")
        for each in decision_lines(run, account):
            yield _indented(each)


def _causes(run: StepRun, account: Account, seen: set[str]) -> Iterator[Line]:
    """`seen` has the steps that need not be told again."""
    for condition, side in _guards(run, account):
        if condition.outcome is side if run.ran else condition.outcome is not side:
            yield from decided(condition, account)
    if run.ran:
        return
    for source in _sources(run, account):
        if source.name in seen or source.status == "Succeeded":
            continue
        seen.add(source.name)
        yield line(failed(source, account) if source.ran else idle(source))
        for each in _causes(source, account, seen):
            yield _indented(each)


def _guards(run: StepRun, account: Account) -> Iterator[tuple[StepRun, bool]]:
    """The decided conditions that a step stands behind, each with its side."""
    step = step_of(run, account.facts)
    for guard in () if step is None else account.facts.branch(step):
        condition = run_beside(run, guard.condition.name or "", account)
        if condition is not None and condition.outcome is not None:
            yield condition, guard.side


def _sources(run: StepRun, account: Account) -> Iterator[StepRun]:
    """What a step waits for, and what stopped the execution before it."""
    step = step_of(run, account.facts)
    for edge in () if step is None else account.facts.incoming.get(step, ()):
        source = run_beside(run, edge.source.name or "", account)
        if source is not None and edge.kind in ("depends-on", "reference"):
            yield source
    for other in account.trace.steps:
        if run.reason == f"after the failure of {other.name}":
            yield other


def _indented(each: Line) -> Line:
    return (Piece("  "), *each)
