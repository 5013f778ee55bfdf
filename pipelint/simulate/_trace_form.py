"""The JSON form of a trace, as far as it is relied on when one is read."""

from __future__ import annotations

from pipelint.analysis import json_name
from pipelint.records import NamedTuple
from pipelint.simulate._identity import read_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    Kinds = tuple[type, ...]

SCHEMA_VERSION = 1

_NONE = type(None)


class Member(NamedTuple):
    """A member in the JSON form: what its value may be, and whether it may be missing.

    The contract does not name those that may.
    """

    kinds: Kinds
    optional: bool = False


# In the order in which they are written.
TRACE: Mapping[str, Member] = {
    "status": Member((str,)),
    "failure_reason": Member((str, _NONE)),
    "execution": Member((dict,), optional=True),
    "parameters": Member((dict,)),
    "needs": Member((list,)),
    "steps": Member((list,)),
}
NEED: Mapping[str, Member] = {
    "step": Member((str,)),
    "pointer": Member((str,)),
    "given": Member((str,)),
}
STEP: Mapping[str, Member] = {
    "name": Member((str,)),
    "type": Member((str,)),
    "status": Member((str,)),
    "order": Member((int, _NONE)),
    "arguments": Member((dict,)),
    "response": Member((dict,)),
    "made_up": Member((list,), optional=True),
    "outcome": Member((bool, _NONE)),
    "decision": Member((list, _NONE)),
    "attempts": Member((int,)),
    "policy": Member((str, _NONE)),
    "cache_hit": Member((bool,)),
    "cache_key": Member((dict, _NONE), optional=True),
    "reason": Member((str, _NONE)),
    "started_at": Member((str, _NONE)),
    "ended_at": Member((str, _NONE)),
    "parent": Member((str, _NONE)),
    "iteration": Member((int, _NONE)),
}

_STATUSES = ("Succeeded", "Failed", "CompletedWithFailures", "NeedsInput")
_STEP_STATUSES = ("Succeeded", "Failed", "Stopped", "NotExecuted")


def trace_fault(value: Any) -> str | None:
    """Why a value is no trace, with the place in it; None where it is one."""
    return next(_faults(value), None)


def _faults(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"it is {json_name(value)}, not an object"
        return
    version = value.get("schema_version")
    if version != SCHEMA_VERSION:
        said = "'schema_version' is missing" if version is None else f"of version {version!r}"
        yield f"{said}, expected version {SCHEMA_VERSION}"
    yield from _misfits(value, TRACE, "")
    for member, form in (("needs", NEED), ("steps", STEP)):
        for at, each in enumerate(value[member]):
            yield from _misfits(each, form, f"{member}[{at}]")
    yield from _execution(value.get("execution", {}))
    yield from _unknown("status", value["status"], _STATUSES)
    for at, step in enumerate(value["steps"]):
        yield from _unknown(f"steps[{at}].status", step["status"], _STEP_STATUSES)
        for member in ("started_at", "ended_at"):
            yield from _no_time(f"steps[{at}].{member}", step[member])


def _execution(variables: Mapping[str, Any]) -> Iterator[str]:
    for name, value in variables.items():
        if not isinstance(value, str):
            yield f"'execution.{name}' is {json_name(value)}"
    yield from _no_time("execution.StartDateTime", variables.get("StartDateTime"))


def _unknown(where: str, word: str, known: Sequence[str]) -> Iterator[str]:
    if word not in known:
        yield f"'{where}' is '{word}', expected one of {', '.join(map(repr, known))}"


def _no_time(where: str, text: str | None) -> Iterator[str]:
    if text is not None and read_time(text) is None:
        yield f"'{where}' is no time: '{text}'"


def _misfits(value: Any, form: Mapping[str, Member], path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"'{path}' is {json_name(value)}, not an object"
        return
    for name, member in form.items():
        where = f"'{path}.{name}'" if path else f"'{name}'"
        if name not in value:
            if not member.optional:
                yield f"{where} is missing"
        elif not isinstance(value[name], member.kinds) or (
            isinstance(value[name], bool) and bool not in member.kinds
        ):
            yield f"{where} is {json_name(value[name])}"
