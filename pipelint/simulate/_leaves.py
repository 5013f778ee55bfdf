"""The scalars of a response: as they are known, else made up."""

from __future__ import annotations

import json

from pipelint.analysis import as_type, scalar_fault, type_of_shape
from pipelint.catalog import shape as shape_named
from pipelint.records import NamedTuple
from pipelint.simulate._plausible import plausible
from pipelint.simulate._value import (
    ABSENT,
    UnresolvedError,
    Value,
    literal,
    missing_in,
    plain,
    sources_in,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pipelint.catalog import Shape
    from pipelint.simulate._span import Span
    from pipelint.simulate._spot import Spot
    from pipelint.simulate._value import Tree
    from pipelint.text import Path

_NAMES = ("Name", "Arn")
#: The member of a response that is given beside the others.
OUTPUTS = "OutputParameters"


class Leaves(NamedTuple):
    """The scalars of the response of a step, by its name.

    `root` is the path in `given` of its `properties`. Nothing is made up of a step that did not
    succeed.
    """

    name: str
    root: Path
    span: Span
    succeeded: bool

    def value(self, spot: Spot) -> Value:
        """The value at a place.

        Raises:
            UnresolvedError: the step did not succeed, and does not tell it.
        """
        found, shape = spot.found, spot.shape
        if type(found) in (dict, list):
            return _whole(found, shape)
        if found is not ABSENT and found is not None:
            return _as_float(found if type(found) is Value else literal(found), shape)
        if not self.succeeded:
            raise self.refusal(spot.path[-1])
        kind = "String" if shape.kind == "any" else type_of_shape(shape)
        text = shape_named("Text") if shape.kind == "any" else shape
        made = self._made(text, spot.path)
        where = self._given_at(spot.path)
        return Value(made, kind, (where,), where)

    def _made(self, shape: Shape, path: Path) -> Any:
        member = _member(path)
        seconds = self.span.length(member, shape)
        if seconds is not None:
            return seconds
        time = self.span.time(member) if shape.kind == "timestamp" else ""
        made = plausible(shape, self.name, member, time)
        return _apart(made, path, shape) if member.endswith(_NAMES) else made

    def _given_at(self, path: Path) -> Path:
        """Where a value would be given: an output has a place of its own."""
        if path[0] == OUTPUTS:
            return (*self.root[:-1], "outputs", *path[1:])
        return (*self.root, *path)

    def refusal(self, member: str | int) -> UnresolvedError:
        """Why the response has no such member."""
        if not self.succeeded:
            return UnresolvedError(f"'{self.name}' did not succeed, so it has no '{member}'")
        return UnresolvedError(f"the response of '{self.name}' has no '{member}'")


def _member(path: Path) -> str:
    return next((key for key in reversed(path) if isinstance(key, str)), "value")


def _apart(name: str, path: Path, shape: Shape) -> str:
    """The name of a thing; things in one list have different ones, if their API takes them."""
    indexes = [key for key in path if isinstance(key, int)]
    if not any(indexes):
        return name
    tail = "".join(f"-{index}" for index in indexes)
    begin = name if shape.max is None else name[: int(shape.max) - len(tail)]
    return f"{begin}{tail}" if scalar_fault(f"{begin}{tail}", shape) is None else name


def _whole(tree: Tree, shape: Shape) -> Value:
    """Free data that is not read to its end; a text that holds JSON is written again."""
    value, missing, parts = plain(tree), missing_in(tree), sources_in(tree)
    if shape.kind == "string":
        return Value(json.dumps(value), "String", missing, None, parts)
    return Value(value, "Any", missing, None, parts)


def _as_float(value: Value, shape: Shape) -> Value:
    """The same; JSON does not tell a whole Float from an Integer."""
    if shape.kind != "float" or type(value.value) is not int:
        return value
    found = as_type(value.value, "Float")
    if type(found) is int:
        return value
    # An Integer that the request holds is another input than the Float made of it.
    origin = value.origin if value.type == "Float" else None
    return Value(found, "Float", value.missing, origin, value.sources)
