"""A JSON value of a definition, with its place and its expected shape.

Nodes are made by `pipelint.model.read` and do not change afterwards. They compare by identity:
two steps that are written alike are still two steps.
"""

from __future__ import annotations

from pipelint.catalog import shape as shape_named
from pipelint.text import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipelint.catalog import Shape
    from pipelint.model._steps import Step
    from pipelint.text import Path


class Node:
    """A JSON value of a definition.

    `key` is the member's name or the index under which it stands in `parent`; `step` is the
    innermost step around it, None outside of steps.
    """

    # Of the values inside, the walk makes nodes of lists, objects and elements: `_made`. Two values
    # in three are literals; their nodes, of class `_plain`, are made when somebody asks for them.
    __slots__ = ("_complete", "_made", "_plain", "key", "parent", "shape", "step", "value")

    def __init__(
        self, value: object, shape: Shape, key: str | int, parent: Node | None, step: Step | None
    ) -> None:
        self.value = value
        self.shape = shape
        self.key = key
        self.parent = parent
        self.step = step
        self._made: dict[str | int, Node] = _NOTHING
        self._complete = True
        self._plain: type[Node] = Node

    def hold(self, made: dict[str | int, Node], plain: type[Node]) -> None:
        """Take the values that the walk has made; `plain` is the class of the others."""
        self._made = made
        self._plain = plain
        self._complete = False

    @property
    def children(self) -> Mapping[str | int, Node]:
        """The values inside, by name, or by index, in file order; empty in an expression's text."""
        if not self._complete:
            self._made = dict(self._all_children())
            self._complete = True
        return self._made

    def _all_children(self) -> Iterator[tuple[str | int, Node]]:
        value, made = self.value, self._made
        pairs = value.items() if isinstance(value, dict) else enumerate(elements_of(value))
        for key, inner in pairs:
            yield key, made.get(key) or self._literal(key, inner)

    def _literal(self, key: str | int, value: object) -> Node:
        kind = Argument if key == "Arguments" and self is self.step else self._plain
        return kind(value, self.shape_of(key), key, self, self.step)

    def shape_of(self, key: str | int) -> Shape:
        """The shape that the value under a key of this object or list has."""
        inner = self.shape
        if not isinstance(self, Expression):
            if inner.kind in ("map", "list") and (inner.kind == "list") is isinstance(key, int):
                return inner.item
            if isinstance(key, str) and (member := inner.member(key)) is not None:
                return member
        return shape_named("Any")

    @property
    def path(self) -> Path:
        """The JSON path from the root of the definition."""
        keys: list[str | int] = []
        node: Node = self
        while node.parent is not None:
            keys.append(node.key)
            node = node.parent
        return tuple(reversed(keys))

    @property
    def in_arguments(self) -> bool:
        """Whether it is, or lies in, the `Arguments` of its step."""
        node: Node | None = self
        while node is not None and node is not self.step:
            if node.parent is self.step:
                return node.key == "Arguments"
            node = node.parent
        return False

    @property
    def place(self) -> Place:
        """The value's whole text."""
        return Place(self.path)

    @property
    def lacking(self) -> Place:
        """Where a finding about a missing member points.

        The marked text is the key that holds this value; of a step the value of its `Name`;
        else the opening bracket.
        """
        return Place(
            self.path, aspect="key" if isinstance(self.key, str) and self.parent else "opening"
        )

    def key_of(self, member: str) -> Place:
        """The key of a member of this object, for findings about an unknown or repeated key."""
        return Place((*self.path, member), aspect="key")

    def part(self, start: int, end: int) -> Place:
        """A part of this string; offsets in the decoded text, end exclusive."""
        return Place(self.path, part=(start, end))

    def get(self, *keys: str | int) -> Node | None:
        """The value inside this one at the end of the keys, None where there is none."""
        node: Node | None = self
        for key in keys:
            if node is None:
                return None
            node = node._made.get(key) or (None if node._complete else node.children.get(key))
        return node

    def literal(self, *keys: str | int) -> object:
        """The JSON value at the end of the keys; None where there is none, or an expression."""
        node = self.get(*keys[:-1])
        if node is None:
            return None
        if keys and isinstance(node.value, dict):
            value = node.value.get(keys[-1])
            if not isinstance(value, (dict, list)):
                return value
        inner = node.get(*keys[-1:])
        return None if inner is None or isinstance(inner, Expression) else inner.value

    @property
    def items(self) -> tuple[Node, ...]:
        """The elements of a list, the member values of an object, in file order."""
        return tuple(self.children.values())

    def walk(self) -> Iterator[Node]:
        """This value and all inside it, parents first, in file order."""
        pending: list[Node] = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.items))


class Expression(Node):
    """A `Get`, `Std:Join` or `Std:JsonGet`: an object that the service replaces by a value."""

    __slots__ = ()


class Argument(Node):
    """A value in the arguments of a step, with the shape that the request gives it."""

    __slots__ = ()


_NOTHING: dict[str | int, Node] = {}


def elements_of(value: object) -> Sequence[object]:
    """The elements of a list; empty for any other value."""
    return value if isinstance(value, list) else ()


def members_of(value: object) -> Mapping[str, object]:
    """The members of an object; empty for any other value."""
    return value if isinstance(value, dict) else {}


def text_of(value: object, key: str) -> str | None:
    """A member of an object that is a string; None for all others."""
    found = members_of(value).get(key)
    return found if isinstance(found, str) else None
