"""The grammar of a `Get`: `Steps.Train.FinalMetricDataList['val:acc'].Value`.

Source: every producer writes member names after dots, list indexes as `[0]`, and names of list
elements or map keys as `['name']` (SageMaker Python SDK, sagemaker/workflow/properties.py).
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

ROOTS = (
    "Parameters",
    "Execution",
    "Steps",
    "PipelineExperimentConfig",
    "ForEach",
    "IterationOutput",
)

_LOOSE_BRACKET = re.compile(r"""\[ *(?:"(?P<name>[^"']*)"|(?P<exact>'[^']*'|[0-9]+)) *\]""")
_ACCESSOR = re.compile(r"\.(?P<member>[^.\[\]]+)|\[(?P<index>[0-9]{1,9})\]|\['(?P<key>[^']*)'\]")


class Segment(NamedTuple):
    """One accessor of a path; `start` and `end` are offsets of its name in the text."""

    kind: Literal["member", "index", "key"]
    text: str
    start: int
    end: int

    @property
    def key(self) -> str | int:
        """What is looked for in an object or, by its index, in a list."""
        return int(self.text) if self.kind == "index" else self.text


class PathFault(NamedTuple):
    """What is wrong with the writing of a path; offsets as in `Segment`.

    `certain`: the text cannot name anything. Otherwise it is only known that no producer writes
    paths in this way.
    """

    message: str
    hint: str | None
    start: int
    end: int
    certain: bool = False


class GetPath(NamedTuple):
    """A `Get` taken apart: `root . name accessors`.

    `name` is the parameter, variable or step; None where the text ends after the root.
    After a fault `segments` holds what was read before it.
    """

    root: str
    name: Segment | None
    segments: tuple[Segment, ...]
    fault: PathFault | None


@lru_cache(maxsize=4096)  # the same few texts stand all over a definition
def parse_get(text: str) -> GetPath:
    """Take the text of a `Get` apart; a text that is no path has a fault, never an exception."""
    end = _end_of_name(text, 0)
    segments, fault = _accessors(text, end)
    name = segments[0] if segments and segments[0].kind == "member" else None
    return GetPath(text[:end], name, segments[1:] if name else segments, fault)


@lru_cache(maxsize=4096)
def parse_accessors(text: str) -> tuple[tuple[Segment, ...], PathFault | None]:
    """The accessors of a path that begins with a member (`a.b[0]`), an index or a name."""
    end = _end_of_name(text, 0)
    first = (Segment("member", text[:end], 0, end),) if end else ()
    segments, fault = _accessors(text, end)
    return (*first, *segments), fault


@lru_cache(maxsize=4096)
def parse_json_path(text: str) -> tuple[tuple[Segment, ...], PathFault | None]:
    """The accessors of the `Path` of a `Std:JsonGet`.

    The documentation calls it a JsonPath, so a `$` for the root at its beginning is passed over.
    Double quotes and blanks in brackets are as good as single quotes and none, as they are in the
    SDK's local mode.
    https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-propertyfile.html
    The offsets are those in the text without them.
    """
    body = text[1:].removeprefix(".") if text.startswith(("$.", "$[")) else text
    return parse_accessors(_LOOSE_BRACKET.sub(_tidy, body))


def _tidy(bracket: re.Match[str]) -> str:
    name = bracket["name"]
    return f"[{bracket['exact']}]" if name is None else f"['{name}']"


def _accessors(text: str, position: int) -> tuple[tuple[Segment, ...], PathFault | None]:
    segments: list[Segment] = []
    while position < len(text):
        match = _ACCESSOR.match(text, position)
        if match is None:
            return tuple(segments), _fault(text, position)
        kind = match.lastgroup
        assert kind is not None
        start, stop = match.span(kind)
        segments.append(Segment(kind, match[kind], start, stop))  # type: ignore[arg-type]  # a group's name is a kind
        position = match.end()
    return tuple(segments), None


def _end_of_name(text: str, start: int) -> int:
    ends = [at for at in (text.find(".", start), text.find("[", start)) if at >= 0]
    return min(ends, default=len(text))


def _fault(text: str, position: int) -> PathFault:
    char = text[position]
    if char == "]":
        return PathFault("']' has no '['", None, position, position + 1, certain=True)
    if char == ".":
        return PathFault("a name is missing after '.'", None, position, position + 1, certain=True)
    if char != "[":
        hint = "write '.' before a member, '[' before an index or a name"
        return PathFault("an accessor begins with '.' or '['", hint, position, len(text))
    close = text.find("]", position)
    if close < 0:
        return PathFault("'[' is never closed", "add ']'", position, len(text), certain=True)
    return _bracket_fault(text[position + 1 : close], position, close + 1)


def _bracket_fault(inner: str, start: int, end: int) -> PathFault:
    bare = inner.strip()
    if bare.lstrip("+-").isdecimal():
        if bare.startswith("-"):
            hint = "negative indexes are not known to exist"
            return PathFault("an index counts from 0", hint, start, end)
        hint = f"write [{bare.lstrip('+')}]"
        return PathFault("an index is written in few digits and nothing else", hint, start, end)
    if bare in ("*", "") or (":" in bare and bare[0] not in "\"'"):
        return PathFault(f"'[{inner}]' does not name one element", None, start, end)
    name = bare.strip("\"'")
    if "'" in name:
        return PathFault("a name in brackets cannot hold a single quote", None, start, end)
    hint = f"write ['{name}']"
    return PathFault("a name in brackets stands in single quotes", hint, start, end)
