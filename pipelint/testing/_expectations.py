"""An execution against what is expected of it: each difference, and why it is so."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from pipelint.catalog import STEP_TYPES
from pipelint.errors import PipelintError, suggestion
from pipelint.model import parse_accessors
from pipelint.records import NamedTuple
from pipelint.report import counted, retried_by, step_of
from pipelint.simulate import InputFault, given_path, shortened, unknown_member
from pipelint.testing._causes import causes, decided, failed, idle, line
from pipelint.testing._named_steps import fault_of_name, step_named
from pipelint.testing._requests import misfits, places_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from pipelint.report import Account, Line
    from pipelint.simulate import StepRun
    from pipelint.testing._scenarios import Expectations
    from pipelint.text import Path

_NO_REQUEST = "is a Condition step, which makes no request"
#: A longer value is cut: the one that differs lies deeper.
_LONGEST = 200


class Difference(NamedTuple):
    """What was expected and what was the case, in words.

    `path` leads to the expectation among those of the scenario. `why` are lines for people on
    what made it so.
    """

    path: Path
    expected: str
    actual: str
    why: tuple[Line, ...] = ()


def misnamed(expect: Expectations, account: Account) -> list[InputFault]:
    """Expectations that no execution could meet: of steps, and of arguments, that are not there."""
    found = [
        InputFault(path, fault)
        for path, name in _names(expect)
        if (fault := fault_of_name(name, account)) is not None
    ]
    return found or [
        *_not_conditions(expect, account),
        *_no_requests(expect, account),
        *_no_arguments(expect, account),
    ]


def _names(expect: Expectations) -> Iterator[tuple[Path, str]]:
    """The steps that are named, each with its path."""
    for key in ("runs", "runs_exactly", "not_executed", "valid_requests", "cache_hits"):
        for at, name in enumerate(getattr(expect, key) or ()):
            yield (key, at), name
    for row, steps in enumerate(expect.order):
        for at, name in enumerate(steps):
            yield ("order", row, at), name
    for key in ("statuses", "arguments", "outcomes", "attempts"):
        for name in getattr(expect, key):
            yield (key, name), name


def _not_conditions(expect: Expectations, account: Account) -> Iterator[InputFault]:
    for name in expect.outcomes:
        kind = step_named(name, account).type
        if kind != "Condition":
            yield InputFault(("outcomes", name), f"is a {kind} step: only a Condition has outcomes")


def _no_requests(expect: Expectations, account: Account) -> Iterator[InputFault]:
    for name, values in expect.arguments.items():
        if values and step_named(name, account).type == "Condition":
            yield InputFault(("arguments", name), _NO_REQUEST)
    for at, name in enumerate(expect.valid_requests):
        kind = step_named(name, account).type
        if kind == "Condition":
            yield InputFault(("valid_requests", at), _NO_REQUEST)
        elif kind not in STEP_TYPES:
            message = f"is of the type '{kind}', whose requests are not known"
            yield InputFault(("valid_requests", at), message)


def _no_arguments(expect: Expectations, account: Account) -> Iterator[InputFault]:
    for name, values in expect.arguments.items():
        run = step_named(name, account)
        for path in values if run.type != "Condition" else ():
            fault = _no_argument(run, path)
            if fault is not None:
                yield InputFault(("arguments", name, path), fault)


def _no_argument(run: StepRun, path: str) -> str | None:
    """Why no request of the step's type can have the argument; one that it has may be any."""
    try:
        run.at(path)
    except PipelintError as error:
        return str(error)
    except KeyError:
        unknown = unknown_member(run.type, parse_accessors(path)[0])
        if unknown is not None:
            member, shape = unknown
            near = suggestion(member, shape.members)
            return f"no member {member!r} in the arguments of '{run.name}'{near}"
    return None


def differences(expect: Expectations, account: Account) -> list[Difference]:
    """Where an execution is not as expected, in the order of the contract.

    All that is named must be there: see `misnamed`. An execution that lacks an input is one
    difference, whatever else it made of the expectations.
    """
    if account.trace.status == "NeedsInput" and expect.status != "NeedsInput":
        return [_unfinished(expect, account)]
    return [
        *_status(expect, account),
        *_runs(expect, account),
        *_statuses(expect, account),
        *_order(expect, account),
        *_arguments(expect, account),
        *_valid_requests(expect, account),
        *_outcomes(expect, account),
        *_attempts(expect, account),
        *_cache_hits(expect, account),
        *_failure(expect, account),
    ]


def _unfinished(expect: Expectations, account: Account) -> Difference:
    path: Path = () if expect.status is None else ("status",)
    return Difference(
        path,
        expect.status or "an execution that comes to its end",
        "NeedsInput",
        tuple(_ends(account)),
    )


def _status(expect: Expectations, account: Account) -> Iterator[Difference]:
    status = account.trace.status
    if expect.status not in (None, status):
        yield Difference(("status",), expect.status or "", status, tuple(_ends(account)))


def _ends(account: Account) -> Iterator[Line]:
    """Why an execution ended as it did: what it lacks, what failed, else what was decided."""
    trace = account.trace
    ends = [run for run in trace.steps if run.status in ("Failed", "Stopped")]
    for need in trace.needs:
        yield line(f"{need.step} decides by {need.given}, which nobody gave")
    for run in ends:
        yield line(failed(run, account))
        yield from causes(run, account)
    if not trace.needs and not ends:
        for run in trace.steps:
            yield from decided(run, account)


def _runs(expect: Expectations, account: Account) -> Iterator[Difference]:
    for key in ("runs", "runs_exactly"):
        for at, name in enumerate(getattr(expect, key) or ()):
            run = step_named(name, account)
            if not run.ran:
                yield _idle((key, at), f"{name} runs", run, account)
    if expect.runs_exactly is not None:
        yield from _others(expect.runs_exactly, account)
    for at, name in enumerate(expect.not_executed):
        run = step_named(name, account)
        if run.ran:
            yield _ran(("not_executed", at), f"{name} does not run", run, account)


def _statuses(expect: Expectations, account: Account) -> Iterator[Difference]:
    for name, wanted in expect.statuses.items():
        run = step_named(name, account)
        where, expected = ("statuses", name), f"{name} is {wanted}"
        if not run.ran and wanted != run.status:
            yield _idle(where, expected, run, account)
        elif wanted != run.status:
            ended = f"{name} succeeded" if run.status == "Succeeded" else failed(run, account)
            yield Difference(where, expected, ended, causes(run, account))


def _others(listed: Sequence[str], account: Account) -> Iterator[Difference]:
    """The steps that ran and are not listed, in one difference."""
    others = [run for run in account.trace.steps if run.ran and run.name not in listed]
    path, expected = ("runs_exactly",), "no other step runs"
    if len(others) == 1:
        yield _ran(path, expected, others[0], account)
    elif others:
        names = ", ".join(f"{run.name} (number {run.order})" for run in others)
        why = dict.fromkeys(each for run in others for each in causes(run, account))
        yield Difference(path, expected, f"others ran: {names}", tuple(why))


def _ran(path: Path, expected: str, run: StepRun, account: Account) -> Difference:
    did = f"{run.name} ran as number {run.order}: {run.status}"
    return Difference(path, expected, did, causes(run, account))


def _idle(path: Path, expected: str, run: StepRun, account: Account) -> Difference:
    return Difference(path, expected, idle(run), causes(run, account))


def _order(expect: Expectations, account: Account) -> Iterator[Difference]:
    for row, names in enumerate(expect.order):
        runs = [step_named(name, account) for name in names]
        for at, run in enumerate(runs):
            if run.order is None:
                yield _idle(("order", row, at), f"{run.name} runs", run, account)
        started = [(at, run) for at, run in enumerate(runs) if run.order is not None]
        for (_, first), (at, second) in pairwise(started):
            if (first.order or 0) > (second.order or 0):
                expected = f"{first.name} starts before {second.name}"
                numbers = f"number {second.order}, {first.name} as number {first.order}"
                yield Difference(
                    ("order", row, at), expected, f"{second.name} started as {numbers}"
                )


def _arguments(expect: Expectations, account: Account) -> Iterator[Difference]:
    for name, values in expect.arguments.items():
        run = step_named(name, account)
        for path, value in values.items():
            where, expected = ("arguments", name, path), f"{path} of {name} is {_json(value)}"
            if not run.ran:
                yield _idle(where, expected, run, account)
            elif run.unresolved is not None:
                yield Difference(where, expected, failed(run, account))
            else:
                for deeper, wanted, found in _unequal_argument(run, path, value):
                    yield Difference(where, f"{_joined(path, deeper)} of {name} is {wanted}", found)


def _unequal_argument(run: StepRun, path: str, wanted: Any) -> Iterator[tuple[Path, str, str]]:
    try:
        found = run.at(path)
    except KeyError as error:
        yield (), _json(wanted), str(error.args[0]).removeprefix(f"{path!r}: ")
    else:
        yield from _unequal(wanted, found)


def _valid_requests(expect: Expectations, account: Account) -> Iterator[Difference]:
    """What does not have the API's form; a step that did not run made no request."""
    places = places_of(account.facts) if expect.valid_requests else {}
    for at, name in enumerate(expect.valid_requests):
        run = step_named(name, account)
        where, expected = ("valid_requests", at), f"the request of {name} has the API's form"
        if run.unresolved is not None:
            yield Difference(where, expected, failed(run, account))
        elif run.ran:
            step = account.facts.steps[run.step_name]
            for fault in misfits(run, places.get(step, ())):
                yield Difference(where, expected, fault.message)


def _joined(path: str, deeper: Path) -> str:
    words = given_path(deeper)
    return f"{path}.{words}" if words and not words.startswith("[") else path + words


def _unequal(wanted: Any, found: Any, path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """The smallest parts that differ, in words; numbers are equal by value, as in JSON."""
    if isinstance(wanted, dict) and isinstance(found, dict) and wanted.keys() == found.keys():
        for key in wanted:
            yield from _unequal(wanted[key], found[key], (*path, key))
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for at, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from _unequal(one, other, (*path, at))
    elif wanted != found or isinstance(wanted, bool) is not isinstance(found, bool):
        yield path, _json(wanted), _json(found)


def _outcomes(expect: Expectations, account: Account) -> Iterator[Difference]:
    for name, wanted in expect.outcomes.items():
        run = step_named(name, account)
        where, expected = ("outcomes", name), f"{name} is {_json(wanted)}"
        if not run.ran:
            yield _idle(where, expected, run, account)
        elif run.outcome is None:
            yield Difference(where, expected, failed(run, account))
        elif run.outcome is not wanted:
            why = tuple(decided(run, account))[1:]
            yield Difference(where, expected, f"{name} is {_json(run.outcome)}", why)


def _attempts(expect: Expectations, account: Account) -> Iterator[Difference]:
    for name, wanted in expect.attempts.items():
        run = step_named(name, account)
        where, expected = ("attempts", name), f"{name} makes {counted(wanted, 'attempt')}"
        if run.attempts == wanted:
            continue
        if not run.ran:
            yield _idle(where, expected, run, account)
        elif run.cache_hit:
            yield Difference(where, expected, f"{name} takes a cached run")
        else:
            why = (line(retried_by(run)),) if run.policies else ()
            yield Difference(
                where, expected, f"{name} makes {counted(run.attempts, 'attempt')}", why
            )


def _cache_hits(expect: Expectations, account: Account) -> Iterator[Difference]:
    for at, name in enumerate(expect.cache_hits):
        run = step_named(name, account)
        where, expected = ("cache_hits", at), f"{name} takes a cached run"
        if not run.ran:
            yield _idle(where, expected, run, account)
        elif not run.cache_hit:
            yield Difference(where, expected, f"{name} runs anew: {_missed(run, account)}")


def _missed(run: StepRun, account: Account) -> str:
    step = step_of(run, account.facts)
    if step is not None and step.literal("CacheConfig", "Enabled") is not True:
        return "it has no cache configuration that is enabled"
    return run.missed or "there is no earlier run that succeeded"


def _failure(expect: Expectations, account: Account) -> Iterator[Difference]:
    if expect.failure is None:
        return
    ends = [run for run in account.trace.steps if run.status == "Failed"]
    if any(re.search(expect.failure, run.reason or "") for run in ends):
        return
    expected = f"a step fails with a reason that matches '{shortened(expect.failure)}'"
    actual = "; ".join(failed(run, account) for run in ends) or "no step failed"
    yield Difference(("failure",), expected, actual)


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
