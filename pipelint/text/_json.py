"""From a source to its JSON value: fast where all is well, exact where it is not."""

from __future__ import annotations

import json

from pipelint.records import NamedTuple
from pipelint.text._places import Fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pipelint.text._source import Source

#: Deeper nesting is refused: it is no honest document, and recursion over it could fail.
MAX_DEPTH = 200

_INFINITE = (float("inf"), float("-inf"))
_FATAL = frozenset({"syntax", "depth"})


class Parsed(NamedTuple):
    """A document's value with the faults of its text, in the order of the text.

    `complete` is false where there is no usable value: broken syntax, or too deep.
    """

    value: object
    faults: tuple[Fault, ...]
    complete: bool


def parse(source: Source) -> Parsed:
    """The value of a source, as `json.loads` gives it, and all faults; never raises.

    Of a repeated key the last value counts. `NaN` and the infinities are floats; an integer too
    long for Python and a number too large for a float are infinities. Each is a fault.
    """
    noted: list[str] = []
    try:
        value = _load(source.text, int, noted)
    except (ValueError, RecursionError):
        return _parse_faulty(source)
    if noted or _is_too_deep(source.text, value):
        return _parse_faulty(source)
    return Parsed(value, source.faults, True)


def json_in(text: str) -> Any:
    """The value of a text that holds JSON, as a parameter or the item of a list may.

    Raises:
        ValueError: it holds none, values nested deeper than `MAX_DEPTH`, or numbers that are not
            finite: JSON has no `NaN`, and `1e999` is beyond those that can be read.
    """
    noted: list[str] = []
    try:
        value = _load(text, int, noted)
    except RecursionError as error:
        raise ValueError("the nesting is too deep") from error
    if "constant" in noted or "number" in noted:
        raise ValueError("a number is not finite")
    if _is_too_deep(text, value):
        raise ValueError(f"the nesting is deeper than {MAX_DEPTH} levels")
    return value


def _parse_faulty(source: Source) -> Parsed:
    from pipelint.text._scan import scan

    found = scan(source.text, MAX_DEPTH)
    faults = source.faults + found
    if any(fault.kind in _FATAL for fault in found):
        return Parsed(None, faults, False)
    return Parsed(_load(source.text, _integer, []), faults, True)


def _load(text: str, parse_int: Callable[[str], float], noted: list[str]) -> object:
    """`json.loads` that notes repeated keys, and what is no finite number."""

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        value = dict(pairs)
        if len(value) != len(pairs):
            noted.append("duplicate-key")
        return value

    def constant(name: str) -> float:
        noted.append("constant")
        return float(name)

    def number(digits: str) -> float:
        value = float(digits)
        if value in _INFINITE:
            noted.append("number")
        return value

    return json.loads(
        text,
        object_pairs_hook=members,
        parse_constant=constant,
        parse_int=parse_int,
        parse_float=number,
    )


def _integer(digits: str) -> float:
    """An integer; where it has more digits than Python converts, an infinity."""
    try:
        return int(digits)
    except ValueError:
        return float(digits)


def _is_too_deep(text: str, value: object) -> bool:
    """Whether the value of a text nests deeper than allowed; goes level by level."""
    if text.count("{") + text.count("[") <= MAX_DEPTH:
        return False
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return False
    return True
