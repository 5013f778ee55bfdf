"""The steps that an expectation can name: those of an execution, and iterations that were none."""

from __future__ import annotations

from pipelint.errors import suggestion
from pipelint.report._words import counted
from pipelint.simulate import Idle, StepRun
from pipelint.simulate._items import beyond_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint.model import Step
    from pipelint.report import Account


def fault_of_name(name: str, account: Account) -> str | None:
    """Why no execution of the definition has a step of that name, None where one can have it."""
    if name in account.trace:
        return None
    around = _loop_of(name, account)
    if around is not None:
        return beyond_items(int(name.rpartition("-")[2]), around)
    step = account.facts.steps.get(name)
    loop = None if step is None else _loop(step)
    if loop is not None:
        return f"stands in the body of '{loop.name}': name it with its iteration, as '{name}-0'"
    near = suggestion(name, _names(account))
    there_are = ", ".join(run.name for run in account.trace.steps)
    return f"no step is named '{name}'{near or f': there are {there_are}'}"


def step_named(name: str, account: Account) -> StepRun:
    """What the step of that name did; one of an iteration that there was not did not run.

    Raises:
        KeyError: there is no such step.
    """
    loop = None if name in account.trace else _loop_of(name, account)
    if loop is None:
        return account.trace[name]
    body, _, index = name.rpartition("-")
    return _not_executed(
        name, account.facts.steps[body], int(index), account.trace[loop.name or ""]
    )


def _not_executed(name: str, body: Step, index: int, loop: StepRun) -> StepRun:
    idle = _idle(loop)
    items = len(loop.arguments.get("IterableItems", ()))
    return StepRun(
        name,
        body.type or "",
        "NotExecuted",
        reason=f"{loop.name} has {counted(items, 'item')}" if idle is None else str(idle),
        parent=loop.name,
        iteration=index,
        idle=idle,
    )


def _idle(loop: StepRun) -> Idle | None:
    """Why a ForEach has no iterations; None for one that has items, of which there are too few."""
    if not loop.ran:
        return Idle("unmet", loop.name)
    return None if "IterableItems" in loop.arguments else Idle("failure", loop.name)


def _names(account: Account) -> Iterator[str]:
    yield from (step.name for step in account.trace.steps)
    yield from account.facts.steps


def _loop_of(name: str, account: Account) -> Step | None:
    """The ForEach of which a step could be an iteration, by its name."""
    body, _, index = name.rpartition("-")
    step = account.facts.steps.get(body)
    return _loop(step) if step is not None and index.isdecimal() else None


def _loop(step: Step) -> Step | None:
    around = step.parent_step
    while around is not None and around.type != "ForEach":
        around = around.parent_step
    return around
