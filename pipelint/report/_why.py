"""Why a step ran in a simulated execution, or did not."""

from __future__ import annotations

from pipelint.report._account import decision_lines, step_of
from pipelint.report._line import Piece
from pipelint.report._words import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint.model import Step
    from pipelint.report._account import Account
    from pipelint.report._line import Line
    from pipelint.simulate import StepRun

_TRIGGERS = {"Completed": "success", "Failed": "failure", "Stopped": "stop", "Any": "end"}


def why_lines(account: Account, name: str) -> list[Line]:
    """Why the step of that name ran or did not, and in turn why what it hangs on did.

    Raises:
        KeyError: there is no such step.
    """
    run = account.trace[name]
    return [*_verdict(run), *_causes(run, account, frozenset({name}))]


def _verdict(run: StepRun) -> Iterator[Line]:
    did = f"ran as number {run.order}: {run.status}"
    what = did if run.ran else f"did not run: {run.reason}"
    yield (Piece(printable(run.name), "code"), Piece(printable(f" {what}")))
    if run.status == "Failed" and run.reason:
        yield (Piece("  "), Piece(printable(run.reason), "message"))


def _causes(run: StepRun, account: Account, seen: frozenset[str]) -> Iterator[Line]:
    """What it hangs on, indented, each cause once."""
    for line in _branches(run, account):
        yield (Piece("  "), *line)
    for source, words in _sources(run, account):
        yield (Piece("  "), Piece(printable(words)))
        if source.status == "NotExecuted" and source.name not in seen:
            for line in _causes(source, account, seen | {source.name}):
                yield (Piece("  "), *line)


def _branches(run: StepRun, account: Account) -> Iterator[Line]:
    step = step_of(run, account.facts)
    for guard in () if step is None else account.facts.branch(step):
        condition = guard.condition.name or ""
        if condition not in account.trace:
            continue
        decided = account.trace[condition]
        side = "IfSteps" if guard.side else "ElseSteps"
        yield (Piece(printable(f"stands in {side} of {condition}, {_decided(decided)}")),)
        for decision in decided.decisions or ():
            for line in decision_lines(decision, account):
                yield (Piece("  "), *line)


def _decided(run: StepRun) -> str:
    if run.outcome is None:
        return f"which was not decided ({run.status})"
    return f"which was {'true' if run.outcome else 'false'}"


def _sources(run: StepRun, account: Account) -> Iterator[tuple[StepRun, str]]:
    step = step_of(run, account.facts)
    found: dict[str, tuple[Step, str]] = {}
    for edge in () if step is None else account.facts.incoming.get(step, ()):
        if edge.kind in ("depends-on", "reference") and edge.source.name is not None:
            wanted = _TRIGGERS.get(edge.trigger or "", "success")
            if edge.kind == "depends-on" or edge.source.name not in found:
                found[edge.source.name] = (edge.source, wanted)
    for name, (_, wanted) in found.items():
        if name in account.trace:
            source = account.trace[name]
            state = source.status if source.ran else f"not executed: {source.reason}"
            yield source, f"needs the {wanted} of {name} ({state})"
