"""The account of a simulated execution for people: what ran, in which order, and why."""

from __future__ import annotations

import json

from pipelint.model import Condition, Join, JsonGet, Reference
from pipelint.records import NamedTuple
from pipelint.report._line import BLANK, Piece
from pipelint.report._words import counted, printable
from pipelint.simulate import given_path
from pipelint.simulate._child_names import child_name
from pipelint.simulate._template import function_of
from pipelint.text import path_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pipelint.analysis import Facts
    from pipelint.model import Node, Step
    from pipelint.report._line import Line, Role
    from pipelint.simulate import Decision, StepRun, Trace, Value
    from pipelint.text import Path

_OPERATORS = {
    "Equals": "==",
    "NotEquals": "!=",
    "GreaterThan": ">",
    "GreaterThanOrEqualTo": ">=",
    "LessThan": "<",
    "LessThanOrEqualTo": "<=",
    "In": "in",
    "NotIn": "not in",
}
_ROLES: dict[str, Role] = {
    "Succeeded": "fix",
    "Failed": "error",
    "Stopped": "warning",
    "NotExecuted": "note",
    "CompletedWithFailures": "warning",
    "NeedsInput": "warning",
}
#: A text that is longer is cut where only its kind matters.
_LONGEST = 60


class Account(NamedTuple):
    """What an account is made of.

    `origin` says where an input came from, as `good.yaml:4` or `-p`; an empty text for a value of
    the definition. `verbose` adds the resolved requests.
    """

    file: str
    facts: Facts
    trace: Trace
    origin: Callable[[Path], str]
    verbose: bool = False


def account_lines(account: Account) -> list[Line]:
    """The account of one execution."""
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
        return f"{name} = {_json(value)}"
    known = default.value
    if parameter.type == "Float" and type(known) is int:
        known = float(known)
    return f"{name} = {_json(value)}, default {_json(known)}"


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


def step_of(step: StepRun, facts: Facts) -> Step | None:
    """The step of the definition that ran; of a child of a ForEach that in its body."""
    return facts.steps.get(step.step_name)


def run_beside(run: StepRun, name: str, account: Account) -> StepRun | None:
    """What a step did that is named in the definition, as seen from another one's iteration."""
    names = (child_name(name, run.iteration), name)
    return next((account.trace[each] for each in names if each in account.trace), None)


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
            yield (Piece(printable(f"{path} = {_whole(value)}"), "note"),)


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


def decision_lines(step: StepRun, account: Account) -> Iterator[Line]:
    """What a Condition step compared with what, and the values with where they came from.

    One comparison is the outcome of the step; of several each is told with its result, further in
    than the `Or` or `Not` that holds it.
    """
    decisions = step.decisions or ()
    holders: list[str] = []
    for decision in decisions:
        while holders and not decision.pointer.startswith(f"{holders[-1]}/"):
            holders.pop()
        for line in _compared(decision, account, with_result=len(decisions) > 1):
            yield (Piece("  " * len(holders)), *line)
        holders.append(decision.pointer)


def _compared(decision: Decision, account: Account, *, with_result: bool) -> Iterator[Line]:
    if decision.left is None:
        yield (Piece(f"{decision.type}: {_json(decision.result)}", "note"),)
        return
    node = _node(decision.pointer, account.facts)
    operands = node.operands if isinstance(node, Condition) else ()
    others = decision.right if isinstance(decision.right, list) else [decision.right]
    left = [_name(operands[0]), shown(decision.left, account)]
    right = [
        _several([_name(operand) for operand in operands[1:]], decision.right),
        _several([shown(value, account) for value in others if value], decision.right),
    ]
    operator = _OPERATORS.get(decision.type, decision.type)
    width = max(map(len, left))
    rows = (0, 1) if left[0] != left[1] or right[0] != right[1] else (0,)
    for at in rows:
        words = f"{left[at]:<{width}} {operator} {right[at]}"
        result = f"   {_json(decision.result)}" if with_result and at == rows[-1] else ""
        yield (Piece(printable(words)), Piece(result, "note"))


def _several(words: Sequence[str], right: object) -> str:
    return f"[{', '.join(words)}]" if isinstance(right, list) else "".join(words)


def _node(pointer: str, facts: Facts) -> Node | None:
    pipeline = facts.pipeline
    return None if pipeline is None else pipeline.get(*path_at(facts.document.value, pointer))


def _name(node: Node) -> str:
    """An operand in the fewest words."""
    if isinstance(node, Reference):
        return node.text.partition(".")[2]
    if isinstance(node, JsonGet):
        path = node.file_path
        return f"{_file(node)}: {'' if path is None else path.value}"
    if isinstance(node, Join):
        separator = node.on.value if node.on is not None else ""
        return str(separator).join(_name(part) for part in node.parts)
    return node.value if isinstance(node.value, str) else _json(node.value)


def _file(node: JsonGet) -> str:
    source = node.property_file
    if isinstance(source, Reference):
        return source.text.rpartition(".")[2]
    uri = node.s3_uri
    producer = None if uri is None else function_of(uri)
    if producer is not None:
        return producer
    return "a file in S3" if uri is None else _name(uri)


def shown(value: Value, account: Account) -> str:
    """A value in JSON, with where it came from."""
    origin = "" if value.origin is None else account.origin(value.origin)
    if value.origin is not None and value.origin[0] == "default":
        origin = "default"
    return f"{_json(value.value)} ({origin})" if origin else _json(value.value)


def _whole(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(value: object) -> str:
    text = _whole(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """The scalars in JSON, each with its path in the accessors of a `Get`."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    if not inner:
        if path:
            yield path, value
        return
    for key, each in inner:
        word = given_path((key,))
        joined = f"{path}{word}" if word.startswith("[") else f"{path}.{word}" if path else word
        yield from leaves(each, joined)


def _ending(account: Account) -> Iterator[Line]:
    trace = account.trace
    words = f": {_ran(account)}{_at_a_time(trace)}."
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
            yield (Piece(printable(f"  {path} = {_whole(value)}"), "note"),)
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


def _at_a_time(trace: Trace) -> str:
    """How many jobs run at once, at most."""
    now = most = 0
    jobs = {step.name for step in trace.steps if step.works}
    for event in trace.events:
        if event.step in jobs and event.kind == "started":
            now += 1
            most = max(most, now)
        elif event.step in jobs and event.kind in ("succeeded", "failed", "stopped"):
            now -= 1
    if most < 1:
        return ""
    return ", one at a time" if most == 1 else f", up to {most} at a time"
