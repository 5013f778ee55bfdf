"""What a ForEach step iterates over, as far as the definition says it."""

from __future__ import annotations

import json

from pipelint import Expression, Node, Parameter, Reference, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_TYPES = {str: "String", bool: "Boolean", int: "Integer", float: "Float"}


class Item:
    """An item: where it is written, its type (None where it is not known), and its value.

    `value` is None for an expression.
    """

    __slots__ = ("node", "type", "value")

    def __init__(self, node: Node, kind: str | None, value: object) -> None:
        self.node = node
        self.type = kind
        self.value = value


def items_of(loop: Step, facts: Facts) -> Iterator[Item]:
    """The items of a list, or those that a parameter has by default."""
    node = loop.get("Arguments", "IterableItems")
    if node is None:
        return
    if isinstance(node.value, list):
        for each in node.items:
            value = None if isinstance(each, Expression) else each.value
            yield Item(each, facts.type_of(each), value)
        return
    target = facts.resolution(node).target if isinstance(node, Reference) else None
    if isinstance(target, Parameter) and target.default is not None:
        for value in listed(target.default.value) or ():
            yield Item(target.default, _TYPES.get(type(value)), value)


def listed(text: object) -> list[object] | None:
    """The list that a text holds as JSON; None where it holds none."""
    try:
        found = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else None
