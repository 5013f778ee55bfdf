"""The grammar of a `Get`: `Steps.Train.FinalMetricDataList['val:acc'].Value`.

Source: every producer writes member names after dots, list indexes as `[0]`, and names of list
elements or map keys as `['name']` (SageMaker Python SDK, sagemaker/workflow/properties.py).
"""

from __future__ import annotations

import re
from typing import NamedTuple

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

_ACCESSOR = re.compile(r"\.(?P<member>[^.\[\]]+)|\[(?P<index>[0-9]+)\]|\['(?P<key>[^']*)'\]")


class Segment(NamedTuple):
    """One accessor of a path; `start` and `end` are offsets of its name in the text."""

    kind: Literal["member", "index", "key"]
    text: str
    start: int
    end: int


class PathFault(NamedTuple):
    """What is wrong with the writing of a path; offsets as in `Segment`."""

    message: str
    hint: str | None
    start: int
    end: int


class GetPath(NamedTuple):
    """A `Get` taken apart: `root . name accessors`.

    `name` is the parameter, variable or step; None where the text ends after the root.
    After a fault `segments` holds what was read before it.
    """

    root: str
    name: Segment | None
    segments: tuple[Segment, ...]
    fault: PathFault | None


def parse_get(text: str) -> GetPath:
    """Take the text of a `Get` apart; a text that is no path has a fault, never an exception."""
    end = _end_of_name(text, 0)
    segments: list[Segment] = []
    position, fault = end, None
    while position < len(text):
        match = _ACCESSOR.match(text, position)
        if match is None:
            fault = _fault(text, position)
            break
        kind = match.lastgroup
        assert kind is not None
        start, stop = match.span(kind)
        segments.append(Segment(kind, match[kind], start, stop))  # type: ignore[arg-type]  # a group's name is a kind
        position = match.end()
    name = segments[0] if segments and segments[0].kind == "member" else None
    return GetPath(text[:end], name, tuple(segments[1:] if name else segments), fault)


def _end_of_name(text: str, start: int) -> int:
    ends = [at for at in (text.find(".", start), text.find("[", start)) if at >= 0]
    return min(ends, default=len(text))


def _fault(text: str, position: int) -> PathFault:
    if text[position] == "]":
        return PathFault("']' has no '['", None, position, position + 1)
    if text[position] == ".":
        return PathFault("a name is missing after '.'", None, position, position + 1)
    if text[position] != "[":
        hint = "put a '.' before a member"
        return PathFault("an accessor must begin with '.' or '['", hint, position, len(text))
    close = text.find("]", position)
    if close < 0:
        return PathFault("'[' is never closed", "add ']'", position, len(text))
    return _bracket_fault(text[position + 1 : close], position, close + 1)


def _bracket_fault(inner: str, start: int, end: int) -> PathFault:
    name = inner.strip().strip("\"'")
    if inner.strip().lstrip("-").isdigit():
        if inner.strip().startswith("-"):
            return PathFault("an index counts from 0", "negative indexes do not exist", start, end)
        hint = f"write [{inner.strip()}]"
        return PathFault("an index has no blanks", hint, start, end)
    if inner in ("*", "") or (":" in inner and inner[:1] not in "\"'"):
        return PathFault(f"'[{inner}]' selects more than one value", "name one element", start, end)
    hint = f"write ['{name}']"
    return PathFault("a name in brackets stands in single quotes", hint, start, end)
