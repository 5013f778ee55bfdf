"""An execution in local mode and one of the simulator, brought to what both tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pipelint import Facts
from pipelint.simulate import StepRun, Trace
from tests.oracle.local_mode import LocalStep, Record


def both(record: Record, trace: Trace, facts: Facts) -> tuple[dict[str, Any], dict[str, Any]]:
    """The steps whose ends both sides tell: as local mode has them, and as the simulator has."""
    names = compared(record, facts)
    return (
        {name: recorded(record.steps[name]) for name in names},
        {name: simulated(name, trace, record) for name in names},
    )


def compared(record: Record, facts: Facts) -> list[str]:
    """The steps whose ends both sides tell.

    After a failure local mode stops at once, and what it has run by then hangs on the order of a
    set; so then only the failed step is compared, what it needs and what needs it.
    """
    failed = [name for name, step in record.steps.items() if step.status == "Failed"]
    if not failed:
        return list(record.steps)
    edges = [(edge.source.name or "", edge.target.name or "") for edge in facts.edges]
    back = [(after, before) for before, after in edges]
    return [*reached(failed, edges), *reached(failed, back)]


def reached(names: list[str], edges: list[tuple[str, str]]) -> Iterator[str]:
    """These names and all that can be reached from them."""
    pending, seen = list(names), set(names)
    while pending:
        name = pending.pop()
        yield name
        new = {after for before, after in edges if before == name} - seen
        pending += new
        seen |= new


def recorded(step: LocalStep) -> dict[str, Any]:
    """What local mode tells of a step, in the words of a trace."""
    is_condition = step.outcome is not None or step.decision
    return {
        "status": step.status or "NotExecuted",
        "arguments": None if is_condition else as_json(step.arguments),
        "outcome": step.outcome,
        "decision": [tuple(as_json(each)) for each in step.decision],
        "reason": reason(step.reason) if step.status == "Failed" else None,
    }


def simulated(name: str, trace: Trace, record: Record) -> dict[str, Any]:
    """What a trace tells of a step, as far as local mode tells it as well."""
    step, local = trace[name], record.steps[name]
    has_arguments = step.type != "Condition" and step.ran and local.arguments is not None
    return {
        "status": step.status,
        "arguments": as_json(step.arguments) if has_arguments else None,
        "outcome": step.outcome,
        "decision": decision(step, local),
        "reason": reason(step.reason) if step.status == "Failed" else None,
    }


def decision(step: StepRun, local: LocalStep) -> list[tuple[Any, Any, bool | None]]:
    """The comparisons; local mode leaves out those that can no longer change the outcome."""
    results = [each.result for each in local.decision]
    return [
        (each["left"], each["right"], None if result is None else each["result"])
        for each, result in zip(step.decision or (), results, strict=True)
    ]


def reason(text: str | None) -> str | None:
    """The reason of a failure; that an expression has no value each side says in its own words."""
    unresolved = ("Invalid json path", "is undefined", "has no", "null cannot be")
    return "unresolved" if text and any(words in text for words in unresolved) else text


def as_json(value: Any) -> Any:
    """A value as JSON has it.

    The SDK writes the time into the URIs of what it uploads, and builds once for each side.
    """
    return json.loads(re.sub(r"\b\d{4}(-\d\d){5}-\d{3}\b", "<time>", json.dumps(value)))
