"""Why a step ran in a simulated execution, or did not."""

from __future__ import annotations

from pipelint.model import Reference
from pipelint.report._account import step_of
from pipelint.report._account_lines import details, ending
from pipelint.report._behind import conditions, sources, stops
from pipelint.report._decisions import decision_lines
from pipelint.report._line import Piece
from pipelint.report._values import shown
from pipelint.report._words import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelint.report._account import Account
    from pipelint.report._line import Line
    from pipelint.simulate import StepRun


def why_report(account: Account, name: str) -> list[Line]:
    """Why the step of that name ran or did not, and in turn why what kept it did not.

    Raises:
        KeyError: there is no such step.
    """
    pending = [account.trace[name]]
    seen: set[str] = set()
    lines: list[Line] = []
    while pending:
        run = pending.pop(0)
        if run.name not in seen:
            seen.add(run.name)
            lines += [_verdict(run), *_indented(_told(run, account))]
            pending += [each for each in _behind(run, account) if not each.ran]
    return lines


def _verdict(run: StepRun) -> Line:
    name = Piece(printable(run.name), "code")
    if run.ran:
        return (name, Piece(f" ran as number {run.order}: "), *ending(run))
    return (name, Piece(printable(f" did not run: {run.reason}")))


def _told(run: StepRun, account: Account) -> Iterator[Line]:
    """What is known of one step: what it did, and what it hangs on."""
    yield from details(run, account)
    for need in account.trace.needs:
        if need.step == run.name:
            yield _line(f"decides by {need.given}, which nobody gave")
    if run.selection is not None:
        yield _line(_selected(run, account))
    if run.parent is not None:
        loop = account.trace[run.parent]
        yield _line(f"is of iteration {run.iteration} of {loop.name} ({_state(loop)})")
    for condition, side in conditions(run, account):
        branch = "IfSteps" if side else "ElseSteps"
        yield _line(f"stands in {branch} of {condition.name}, which {_decided(condition)}")
        yield from _indented(decision_lines(condition, account))
    needed = sources(run, account)
    for source, end in needed:
        yield _line(f"needs the {end} of {source.name} ({_state(source)})")
    for other in stops(run, account):
        if all(other is not source for source, _ in needed):
            yield _line(f"the execution ended with {other.name} ({_state(other)})")


def _selected(run: StepRun, account: Account) -> str:
    """Which iteration a ForEach selected, and the value by which it did."""
    step = step_of(run, account.facts)
    assert step is not None
    assert run.selection is not None
    name, value = run.selection
    field = step.get("Arguments", "Selector", "Field")
    read = field.text.split(".", 2)[2] if isinstance(field, Reference) else ""
    pick = step.literal("Arguments", "Selector", "Pick")
    return f"selects {name}: {pick} {read} is {shown(value, account)}"


def _behind(run: StepRun, account: Account) -> Iterator[StepRun]:
    """What a step hangs on that did not run."""
    if run.ran:
        return
    if run.parent is not None:
        yield account.trace[run.parent]
    yield from (condition for condition, _ in conditions(run, account))
    yield from (source for source, _ in sources(run, account))


def _decided(run: StepRun) -> str:
    if run.outcome is not None:
        return f"was {'true' if run.outcome else 'false'}"
    return f"did not run: {run.reason}" if not run.ran else f"failed: {run.reason}"


def _state(run: StepRun) -> str:
    if not run.ran:
        return f"did not run: {run.reason}"
    return f"{run.status}: {run.reason}" if run.reason else run.status


def _line(text: str) -> Line:
    return (Piece(printable(text)),)


def _indented(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        yield (Piece("  "), *line)
