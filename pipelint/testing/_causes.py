"""What made a step run, or kept it from running: the decisions and failures behind it."""

from __future__ import annotations

from pipelint.report import Piece, conditions, decision_lines, failure, printable, sources, stops

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
    for condition, side in conditions(run, account):
        if condition.outcome is not None and (condition.outcome is side) is run.ran:
            yield from decided(condition, account)
    if run.ran:
        return
    for source in (*(source for source, _ in sources(run, account)), *stops(run, account)):
        if source.name in seen or source.status == "Succeeded":
            continue
        seen.add(source.name)
        yield line(failed(source, account) if source.ran else idle(source))
        for each in _causes(source, account, seen):
            yield _indented(each)


def _indented(each: Line) -> Line:
    return (Piece("  "), *each)
