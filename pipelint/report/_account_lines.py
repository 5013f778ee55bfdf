"""The account of a simulated execution for people: what ran, in which order, and why."""

from __future__ import annotations

from pipelint.analysis import as_type
from pipelint.report._account import step_of
from pipelint.report._decisions import decision_lines
from pipelint.report._line import BLANK, Piece
from pipelint.report._values import cut_json, in_json, leaves
from pipelint.report._words import counted, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipelint.analysis import Facts
    from pipelint.report._account import Account
    from pipelint.report._line import Line, Role
    from pipelint.simulate import StepRun

_ROLES: dict[str, Role] = {
    "Succeeded": "fix",
    "Failed": "error",
    "Stopped": "warning",
    "NotExecuted": "note",
    "CompletedWithFailures": "warning",
    "NeedsInput": "warning",
}


def account_report(account: Account) -> list[Line]:
    """The account of a simulated execution."""
    return [
        *_heading(account),
        BLANK,
        *_steps(account),
        BLANK,
        *_ending(account),
    ]


def _heading(account: Account) -> Iterator[Line]:
    trace = account.trace
    steps = len(account.facts.steps)
    words = f"{counted(steps, 'step')}, {counted(len(trace.parameters), 'parameter')}"
    changed = [_set(name, account) for name in trace.parameters if _is_set(name, account)]
    more = f" ({len(changed)} set: {', '.join(changed)})" if changed else ""
    yield (Piece(printable(account.file), "path"), Piece(printable(f": {words}{more}")))


def _is_set(name: str, account: Account) -> bool:
    return bool(account.origin(("parameters", name)))


def _set(name: str, account: Account) -> str:
    parameter = account.facts.parameters[name]
    value = account.trace.parameters[name]
    default = parameter.default
    if default is None:
        return f"{name} = {cut_json(value)}"
    known = as_type(default.value, parameter.kind)
    return f"{name} = {cut_json(value)}, default {cut_json(known)}"


def _steps(account: Account) -> Iterator[Line]:
    trace = account.trace
    orders = {step.name: step.order for step in trace.steps}
    last = max((order for order in orders.values() if order), default=0)
    digits = max(2, len(str(last)))
    indents = {step.name: "  " * _depth(step, account.facts) for step in trace.steps}
    width = max((len(indents[s.name]) + len(printable(s.name)) for s in trace.steps), default=0)
    for step in trace.steps:
        number = "-" if step.order is None else str(step.order)
        name = f"{indents[step.name]}{printable(step.name)}"
        yield (
            Piece(f"{number:>{digits}}  ", "gutter"),
            Piece(name, "code"),
            Piece(" " * (width - len(name) + 2)),
            *_outcome(step, account.facts, orders),
        )
        margin = Piece(" " * (digits + 2) + indents[step.name] + "  ")
        for line in details(step, account):
            yield (margin, *line)


def _depth(step: StepRun, facts: Facts) -> int:
    found = step_of(step, facts)
    depth = 0
    while found is not None and found.parent_step is not None:
        found = found.parent_step
        depth += 1
    return depth


def _outcome(step: StepRun, facts: Facts, orders: Mapping[str, int | None]) -> Line:
    if step.status == "NotExecuted":
        return (Piece(f"NotExecuted ({_short(step, orders)})", "note"),)
    pieces = ending(step)
    read = sorted(number for name in _read(step, facts) if (number := orders.get(name)))
    if read and step.type != "Condition":
        pieces.append(Piece(f"   reads {', '.join(map(str, read))}", "note"))
    return tuple(pieces)


def ending(step: StepRun) -> list[Piece]:
    """How a step ended that ran: `Succeeded after 3 attempts`."""
    pieces = [Piece(_status(step), _ROLES[step.status])]
    if step.cache_hit:
        pieces.append(Piece(", cached"))
    if step.attempts > 1:
        pieces.append(Piece(f" after {step.attempts} attempts"))
    return pieces


def _status(step: StepRun) -> str:
    if step.outcome is None:
        return step.status
    return "true, takes IfSteps" if step.outcome else "false, takes ElseSteps"


def _short(step: StepRun, orders: Mapping[str, int | None]) -> str:
    """The reason with the number of a condition in the place of its name, as in the list."""
    idle = step.idle
    if idle is None or idle.kind != "branch":
        return printable(step.reason or "")
    return printable(f"{idle.side} of {orders.get(idle.step) or idle.step}")


def _read(step: StepRun, facts: Facts) -> set[str]:
    found = step_of(step, facts)
    edges = () if found is None else facts.incoming.get(found, ())
    return {edge.source.name for edge in edges if edge.kind == "reference" and edge.source.name}


def details(step: StepRun, account: Account) -> Iterator[Line]:
    """What is to be said of a step beside its end: its failure, its decision, its request."""
    if step.status == "Failed":
        yield (Piece(printable(failure(step, account)), "message"),)
    if step.policies:
        yield (Piece(retried_by(step), "note"),)
    if step.cache_miss:
        yield (Piece(printable(f"runs again: {step.missed}"), "note"),)
    yield from decision_lines(step, account)
    if account.verbose and step.ran:
        for path, value in leaves(step.arguments):
            yield (Piece(printable(f"{path} = {in_json(value)}"), "note"),)


def failure(step: StepRun, account: Account) -> str:
    """Why a step failed; where a given file lacks what it reads, with the place of the file."""
    path = step.lacking or ()
    around = (account.origin(path[:size]) for size in range(len(path), 1, -1))
    where = next((each for each in around if each), "")
    return f"{step.reason or 'without a reason'}{f' ({where})' if where else ''}"


def retried_by(step: StepRun) -> str:
    """The policies by which a step was retried: `retried by RetryPolicies[0]`."""
    return f"retried by {' and '.join(map(_policy, step.policies))}"


def _policy(pointer: str) -> str:
    if pointer == "default":
        return "the service's default"
    return f"RetryPolicies[{pointer.rpartition('/')[2]}]"


def _ending(account: Account) -> Iterator[Line]:
    trace = account.trace
    words = f": {_ran(account)}{_at_a_time(trace.most_at_once)}."
    if trace.status == "NeedsInput":
        yield from _needs(account)
        return
    yield (Piece(trace.status, _ROLES[trace.status]), Piece(words))
    if trace.failure_reason is not None:
        yield (Piece(trace.failure_reason, "note"),)
    count = len(trace.made_up)
    if account.verbose and count:
        yield (Piece(f"Made up, deciding no branch: {counted(count, 'value')}:", "note"),)
        for path, value in trace.made_up.items():
            yield (Piece(printable(f"  {path} = {in_json(value)}"), "note"),)
    elif count:
        more = "-v lists them with the resolved requests"
        yield (Piece(f"Made up, deciding no branch: {counted(count, 'value')} ({more}).", "note"),)
    yield (Piece("Not simulated: your scripts, data, IAM, quotas.", "note"),)


def _ran(account: Account) -> str:
    """How many of the definition's steps ran, one of a body in any iteration."""
    ran = {step_of(step, account.facts) for step in account.trace.steps if step.ran}
    return f"{len(ran)} of {counted(len(account.facts.steps), 'step')} ran"


def _needs(account: Account) -> Iterator[Line]:
    needs = account.trace.needs
    steps = list(dict.fromkeys(need.step for need in needs))
    decide = f"{' and '.join(steps)} {'decides' if len(steps) == 1 else 'decide'}"
    yield (
        Piece("NeedsInput", "warning"),
        Piece(printable(f": {decide} by what nobody gave. Give it in the file of --given:")),
    )
    for need in needs:
        yield (Piece("  "), Piece(printable(need.given), "message"))
    yield (Piece("pipelint simulate --init writes such a file, to fill in.", "note"),)


def _at_a_time(most: int) -> str:
    """How many steps that work run at once, at most."""
    if most < 1:
        return ""
    return ", one at a time" if most == 1 else f", up to {most} at a time"
