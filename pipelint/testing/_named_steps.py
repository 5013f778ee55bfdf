"""The steps that an expectation can name: those of an execution, and iterations that were none."""

from __future__ import annotations

from pipelint.errors import suggestion
from pipelint.simulate import Idle, StepRun, beyond_count, beyond_items, child_name, child_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint.report import Account
    from pipelint.simulate import Child


def fault_of_name(name: str, account: Account) -> str | None:
    """Why no execution of the definition has a step of that name, None where one can have it."""
    if name in account.trace:
        return None
    child = child_named(name, account.facts)
    if child is not None:
        return _beyond(child, account)
    step = account.facts.steps.get(name)
    loop = None if step is None else step.loop
    if loop is not None:
        first = child_name(name, 0)
        return f"stands in the body of '{loop.name}': name it with its iteration, as '{first}'"
    near = suggestion(name, _names(account))
    there_are = ", ".join(run.name for run in account.trace.steps)
    return f"no step is named '{name}'{near or f': there are {there_are}'}"


def step_named(name: str, account: Account) -> StepRun:
    """What the step of that name did; one of a ForEach without iterations did not run.

    Raises:
        KeyError: there is no such step.
    """
    child = None if name in account.trace else child_named(name, account.facts)
    if child is None or _beyond(child, account) is not None:
        return account.trace[name]
    return _not_executed(name, child, account.trace[child.loop.name or ""])


def _not_executed(name: str, child: Child, loop: StepRun) -> StepRun:
    idle = Idle("failure" if loop.ran else "unmet", loop.name)
    return StepRun(
        name,
        child.body.type or "",
        "NotExecuted",
        reason=str(idle),
        parent=loop.name,
        iteration=child.iteration,
        idle=idle,
    )


def _beyond(child: Child, account: Account) -> str | None:
    """Why a ForEach has no such child: by its items in the execution, else by its definition."""
    items = account.trace[child.loop.name or ""].arguments.get("IterableItems")
    if items is None:
        return beyond_items(child.iteration, child.loop)
    return beyond_count(child.iteration, len(items), child.loop)


def _names(account: Account) -> Iterator[str]:
    yield from (step.name for step in account.trace.steps)
    yield from account.facts.steps
