"""What an expression turns out to be, and why it may turn out to be nothing."""

from __future__ import annotations

from pipelint.analysis import type_of_json
from pipelint.records import NamedTuple
from pipelint.text import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, TypeAlias

    from pipelint.analysis import Type
    from pipelint.text import Path

    #: JSON with a `Value` in the place of each expression, `ABSENT` where there is nothing. Literal
    #: parts are those of the definition itself and must not be changed.
    Tree: TypeAlias = (
        "Value | Absent | str | int | float | bool | Sequence[Tree] | Mapping[Any, Tree] | None"
    )


class Absent:
    """What `ABSENT` is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "absent"


#: Where there is nothing; null is a value.
ABSENT = Absent()


class Value(NamedTuple):
    """The value of an expression.

    `missing` holds the paths of the entries of `given` that would have to be there for the value
    to be known: it was made up. `origin` is the path of the input that it is: in `given`, that of
    a parameter begins with `parameters`, or with `default` where a start does not give it; None for
    a literal or what was put together. `parts` are the origins of what that was put together of.
    """

    value: Any
    type: Type
    missing: tuple[Path, ...] = ()
    origin: Path | None = None
    parts: tuple[Path, ...] = ()

    @property
    def sources(self) -> tuple[Path, ...]:
        """The paths of all inputs that it is, or was put together of."""
        return self.parts if self.origin is None else (self.origin,)


class UnresolvedError(Exception):
    """An expression that has no value in this execution; the step that it stands in fails.

    `pointer` is the RFC 6901 pointer of the expression; `entry` the path in `given` of what a
    given file lacks, None for all else.
    """

    def __init__(self, reason: str, pointer: str = "", entry: Path | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pointer = pointer
        self.entry = entry


def literal(value: object) -> Value:
    """A value that stands in the definition itself."""
    return Value(value, type_of_json(value))


def put_together(text: str, values: Iterable[Value]) -> Value:
    """The text that was made of some values."""
    missing: dict[Path, None] = {}
    parts: dict[Path, None] = {}
    # Most of what an execution does, so nothing is called.
    for _, _, lacks, origin, inner in values:
        for path in lacks:
            missing[path] = None
        if origin is not None:
            parts[origin] = None
        else:
            for path in inner:
                parts[path] = None
    return Value(text, "String", tuple(missing), None, tuple(parts))


def plain(tree: Tree) -> Any:
    """The JSON of a tree; new lists and objects, down to the leaves."""
    if type(tree) is Value:
        return plain(tree.value) if type(tree.value) in (dict, list) else tree.value
    if type(tree) is dict:
        return {key: plain(inner) for key, inner in tree.items()}
    if type(tree) is list:
        return [plain(inner) for inner in tree]
    return tree


def missing_in(tree: Tree) -> tuple[Path, ...]:
    """The missing entries of all values in a tree, each once, in their order."""
    return tuple(dict.fromkeys(path for value in _values(tree) for path in value.missing))


def sources_in(tree: Tree) -> tuple[Path, ...]:
    """The paths of all inputs in a tree, each once, in their order."""
    return tuple(dict.fromkeys(path for value in _values(tree) for path in value.sources))


def _values(tree: Tree) -> Iterator[Value]:
    pending = [tree]
    while pending:
        part = pending.pop()
        if type(part) is Value:
            yield part
        elif type(part) is dict:
            pending.extend(reversed(part.values()))
        elif type(part) is list:
            pending.extend(reversed(part))


def made_up_in(tree: Tree) -> tuple[str, ...]:
    """The pointers of the values in a tree that were made up."""
    return tuple(map(pointer, _made_up(tree, ())))


def _made_up(tree: Tree, path: Path) -> Iterator[Path]:
    if type(tree) is Value:
        if tree.missing:
            yield path
    elif type(tree) is dict or type(tree) is list:
        for key, inner in tree.items() if type(tree) is dict else enumerate(tree):
            yield from _made_up(inner, (*path, key))
