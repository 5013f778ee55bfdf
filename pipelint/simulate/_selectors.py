"""The selector of a ForEach: the iteration with the largest or smallest value of a field."""

from __future__ import annotations

from pipelint.model import Reference
from pipelint.simulate._conditions import UndecidedError
from pipelint.simulate._scope import RunScope
from pipelint.simulate._value import UnresolvedError
from pipelint.simulate._words import in_words
from pipelint.text import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pipelint.simulate._loop import Loop
    from pipelint.simulate._run import Group, Run
    from pipelint.simulate._scope import Outside
    from pipelint.simulate._value import Value


def select(loop: Loop, outside: Outside) -> tuple[Run | None, Value | None]:
    """The run of the body step whose field decides, and its value; None without a selector or item.

    Of equal values that of the lowest index is taken.

    Raises:
        UndecidedError: a field was made up.
        UnresolvedError: a field has no value, or the values have no order.
    """
    selector = loop.owner.plan.selector
    if selector is None or not loop.iterations:
        return None, None
    where = pointer(selector.node.path)
    scopes = (RunScope(outside, loop.owner, body=group) for group in loop.iterations)
    values = [selector.field(scope) for scope in scopes]
    missing = [(where, path) for value in values for path in value.missing]
    if missing:
        raise UndecidedError(missing)
    keys = [_ordered(value.value, where) for value in values]
    if len({kind for kind, _ in keys}) > 1:
        raise UnresolvedError("the values of the selector's field are of several types", where)
    best = (max if selector.pick == "MaxBy" else min)(keys)
    index = keys.index(best)
    return _body(loop.iterations[index], selector.node), values[index]


def _ordered(value: Any, where: str) -> tuple[str, Any]:
    if isinstance(value, str):
        return "text", value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "number", value
    raise UnresolvedError(f"the selector's field has no order: {in_words(value)}", where)


def _body(group: Group, field: Reference) -> Run | None:
    return next((run for run in group.runs.values() if run.plan.name == field.name), None)
