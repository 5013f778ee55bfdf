"""Values that are known before a start: literals, and the defaults of parameters."""

from __future__ import annotations

from pipelint import Expression, Parameter, Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from pipelint import Facts, Node, Place


class Known:
    """A value that a member of a request has, for certain or unless a start changes it.

    `node` is the member; `default` is the parameter's default that it takes the value from,
    None where the value is written in its place.
    """

    __slots__ = ("default", "node", "value")

    def __init__(self, value: object, node: Node, default: Node | None = None) -> None:
        self.value: Final = value
        self.node: Final = node
        self.default: Final = default

    @property
    def origin(self) -> Node:
        """Where the value is written."""
        return self.node if self.default is None else self.default

    @property
    def related(self) -> tuple[tuple[Place, str], ...]:
        """The default, as a further place of a finding at the member."""
        return () if self.default is None else ((self.default.place, "the parameter's default"),)


def known(facts: Facts, holder: Node, *keys: str) -> Known | None:
    """What is known of the member at the end of the keys; None where there is none, or nothing."""
    node = holder.get(*keys)
    if node is None:
        return None
    if not isinstance(node, Expression):
        return Known(node.value, node)
    target = facts.resolution(node).target if isinstance(node, Reference) else None
    if not isinstance(target, Parameter) or target.default is None:
        return None
    return Known(target.default.value, node, target.default)


def number(found: Known | None) -> int | float | None:
    """A known value, if it is a number."""
    value = None if found is None else found.value
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def text(found: Known | None) -> str | None:
    """A known value, if it is a string."""
    value = None if found is None else found.value
    return value if isinstance(value, str) else None


def certain(*found: Known | None) -> bool:
    """Whether no start can change any of the values; what is absent cannot change."""
    return all(each is None or each.default is None for each in found)
