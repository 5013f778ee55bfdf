"""From places to spans: one descent along the wanted paths, the rest skipped at C speed."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder

from pipelint.text._places import Path, Place, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from typing import Any

    # Yields a routine for a value inside, is sent the value's end; at last yields its own end.
    Routine = Generator[Any, Any, None]

_SPACE = re.compile(r"[ \t\n\r]*")
# What one code point of a decoded string looks like in the text.
_UNIT = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]",
    re.DOTALL,
)


class _BrokenTextError(Exception):
    """The text cannot be read further."""


class _Node:
    """A wanted value or one of its ancestors; `start` is -1 until it is found, `end` too."""

    __slots__ = ("children", "end", "key", "start")

    def __init__(self) -> None:
        self.children: dict[str | int, _Node] = {}
        self.forget()

    def forget(self) -> None:
        self.key: Span | None = None
        self.start = self.end = -1


class _Reader:
    """Reads one text; every value outside the wanted paths is skipped as a whole."""

    __slots__ = ("decoder", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        # `str` keeps the digits: no number is too long. Control characters do not stop it.
        self.decoder = JSONDecoder(parse_int=str, parse_float=str, strict=False)

    def find(self, root: _Node) -> None:
        """Fill in the places of a tree of nodes, as far as the text can be read."""
        # A stack of routines instead of recursion: paths may be as long as they like.
        routines = [self.read(root, self.space(0))]
        end: int | None = None
        try:
            while routines:
                result = routines[-1].send(end)
                if isinstance(result, int):
                    routines.pop()
                    end = result
                else:
                    routines.append(result)
                    end = None
        except _BrokenTextError:
            # What was not reached keeps its -1, and gives the opening of an ancestor.
            return

    def read(self, node: _Node, start: int) -> Routine:
        node.start = start
        opening = self.text[start : start + 1]
        if node.children and opening == "{":
            node.end = yield self.read_object(node, start)
        elif node.children and opening == "[":
            node.end = yield self.read_list(node, start)
        else:
            node.end = self.skip(start)
        yield node.end

    def read_object(self, node: _Node, start: int) -> Routine:
        at = self.space(start + 1)
        while self.text[at : at + 1] != "}":
            key, end = self.string(at)
            value_start = self.space(self.expect(":", self.space(end)))
            child = node.children.get(key)
            if child is None:
                at = self.skip(value_start)
            else:
                _forget(child)
                child.key = Span(at, end)
                at = yield self.read(child, value_start)
            at = self.separator(at, "}")
        yield at + 1

    def read_list(self, node: _Node, start: int) -> Routine:
        at, index = self.space(start + 1), 0
        while self.text[at : at + 1] != "]":
            child = node.children.get(index)
            at = self.skip(at) if child is None else (yield self.read(child, at))
            at = self.separator(at, "]")
            index += 1
        yield at + 1

    def separator(self, at: int, closer: str) -> int:
        """The start of the next element, or of the closing bracket."""
        at = self.space(at)
        if self.text[at : at + 1] == closer:
            return at
        return self.space(self.expect(",", at))

    def space(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def expect(self, character: str, at: int) -> int:
        if self.text[at : at + 1] != character:
            raise _BrokenTextError
        return at + 1

    def string(self, at: int) -> tuple[str, int]:
        self.expect('"', at)
        return self.decode(at)

    def skip(self, at: int) -> int:
        return self.decode(at)[1]

    def decode(self, at: int) -> tuple[Any, int]:
        try:
            return self.decoder.raw_decode(self.text, at)
        except (JSONDecodeError, RecursionError) as error:
            raise _BrokenTextError from error


def locate(text: str, places: Sequence[Place]) -> list[Span]:
    """The span of each place; linear in the text, whatever the number of places."""
    root = _Node()
    for place in places:
        if place.span is None:
            _want(root, _target(place))
    if root.children or any(place.span is None for place in places):
        _Reader(text).find(root)
    return [place.span or _span(text, root, place) for place in places]


def _target(place: Place) -> Path:
    return place.path if place.at is None else place.at


def _want(root: _Node, path: Path) -> None:
    node = root
    for token in path:
        node = node.children.setdefault(token, _Node())


def _forget(node: _Node) -> None:
    """An earlier occurrence of a repeated key does not count, nor does what it holds."""
    nodes = [node]
    while nodes:
        node = nodes.pop()
        node.forget()
        nodes.extend(node.children.values())


def _span(text: str, root: _Node, place: Place) -> Span:
    node = root
    for token in _target(place):
        child = node.children[token]
        if child.start < 0:
            return _opening(text, node)
        node = child
    if place.aspect == "key" and node.key is not None:
        return node.key
    if place.aspect != "value" or node.end < 0:
        return _opening(text, node)
    if place.part is not None and text[node.start] == '"':
        return _part(text, node, place.part)
    return Span(node.start, node.end)


def _opening(text: str, node: _Node) -> Span:
    """The opening bracket of a value; a value without brackets is its own opening."""
    if node.end < 0 or text[node.start] in "{[":
        start = max(0, min(node.start, len(text) - 1))
        return Span(start, min(start + 1, len(text)))
    return Span(node.start, node.end)


def _part(text: str, node: _Node, part: tuple[int, int]) -> Span:
    """The text of a stretch of the decoded string, clipped to the string."""
    first, last = node.start + 1, node.end - 1
    if text.find("\\", first, last) < 0:
        length, offsets = last - first, None
    else:
        offsets = [*_unit_starts(text, first, last), last]
        length = len(offsets) - 1
    start, end = (max(0, min(offset, length)) for offset in part)
    if offsets is None:
        return Span(first + start, first + max(start, end))
    return Span(offsets[start], offsets[max(start, end)])


def _unit_starts(text: str, first: int, last: int) -> Iterator[int]:
    return (unit.start() for unit in _UNIT.finditer(text, first, last))
