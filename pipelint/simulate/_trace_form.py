"""The JSON form of a trace, as far as it is relied on when one is read."""

from __future__ import annotations

from pipelint.analysis import json_name
from pipelint.simulate._identity import read_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    Kinds = tuple[type, ...]

SCHEMA_VERSION = 1

_NONE = type(None)
_TRACE: Mapping[str, Kinds] = {
    "status": (str,),
    "failure_reason": (str, _NONE),
    "parameters": (dict,),
    "needs": (list,),
    "steps": (list,),
}
_NEED: Mapping[str, Kinds] = {"step": (str,), "pointer": (str,), "given": (str,)}
_STEP: Mapping[str, Kinds] = {
    "name": (str,),
    "type": (str,),
    "status": (str,),
    "order": (int, _NONE),
    "arguments": (dict,),
    "response": (dict,),
    "outcome": (bool, _NONE),
    "decision": (list, _NONE),
    "attempts": (int,),
    "policy": (str, _NONE),
    "cache_hit": (bool,),
    "reason": (str, _NONE),
    "started_at": (str, _NONE),
    "ended_at": (str, _NONE),
    "parent": (str, _NONE),
    "iteration": (int, _NONE),
}
#: Beyond the contract: a trace may lack them.
_MORE: Mapping[str, Kinds] = {"execution": (dict,), "cache_key": (dict, _NONE), "made_up": (list,)}


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
    yield from _misfits(value, _TRACE, "")
    for member, kinds in (("needs", _NEED), ("steps", _STEP)):
        for at, each in enumerate(value[member]):
            yield from _misfits(each, kinds, f"{member}[{at}]")
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


def _misfits(value: Any, kinds: Mapping[str, Kinds], path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"'{path}' is {json_name(value)}, not an object"
        return
    for member, types in {**kinds, **_MORE}.items():
        where = f"'{path}.{member}'" if path else f"'{member}'"
        if member not in value:
            if member in kinds:
                yield f"{where} is missing"
        elif not isinstance(value[member], types) or (
            isinstance(value[member], bool) and bool not in types
        ):
            yield f"{where} is {json_name(value[member])}"
