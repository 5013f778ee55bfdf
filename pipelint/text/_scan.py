"""The exact reading of a text that is not in order: every fault with its place.

Accepts what `json.loads` accepts, without recursion, and keeps no values.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress

from pipelint.records import NamedTuple
from pipelint.text._places import Fault, Path, Place, Span
from pipelint.text._syntax import (
    Bracket,
    Complaint,
    bad_key,
    bad_string,
    bad_value,
    extra_text,
    no_colon,
    no_separator,
    text_ends,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from pipelint.text._places import Kind

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*')
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_SCALAR = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null|NaN|-?Infinity"
)
_CONSTANTS = frozenset({"NaN", "Infinity", "-Infinity"})
_CLOSERS = {"{": "}", "[": "]"}


class _LastFaultError(Exception):
    """The last fault that was noted ends the reading."""


class _Step(NamedTuple):
    """Where the reading stands: before a value, or after one."""

    at: int
    after_value: bool


class _Container:
    """An object or list that is being read; `token` is the current key or index."""

    __slots__ = ("closer", "keys", "start", "token")

    def __init__(self, start: int, closer: str) -> None:
        self.start = start
        self.closer = closer
        self.keys: dict[str, Span] = {}
        self.token: str | int = 0

    def bracket(self) -> Bracket:
        return Bracket(self.start, self.closer)


def scan(text: str, max_depth: int) -> tuple[Fault, ...]:
    """All faults of a text in order; nothing behind a syntax error or a bracket too deep."""
    scanner = _Scanner(text, max_depth)
    with suppress(_LastFaultError):
        scanner.read_document()
    return tuple(scanner.faults)


class _Scanner:
    """Reads one text; `open` holds the containers around the current place, outermost first."""

    __slots__ = ("faults", "max_depth", "open", "text")

    def __init__(self, text: str, max_depth: int) -> None:
        self.text = text
        self.max_depth = max_depth
        self.faults: list[Fault] = []
        self.open: list[_Container] = []

    def read_document(self) -> None:
        step = _Step(self.space(0), after_value=False)
        while not step.after_value or self.open:
            step = self.after_value(step.at) if step.after_value else self.value(step.at)
        end = self.space(step.at)
        if end < len(self.text):
            self.stop(extra_text(self.text, end))

    def value(self, at: int) -> _Step:
        opening = self.text[at : at + 1]
        if opening in _CLOSERS:
            return self.enter(at, _CLOSERS[opening])
        if opening == '"':
            return _Step(self.string(at), after_value=True)
        return _Step(self.scalar(at), after_value=True)

    def enter(self, at: int, closer: str) -> _Step:
        if len(self.open) == self.max_depth:
            self.note(
                "depth",
                f"the nesting is deeper than {self.max_depth} levels",
                Place((), span=Span(at, at + 1)),
            )
            raise _LastFaultError
        self.open.append(_Container(at, closer))
        inside = self.space(at + 1)
        if self.text[inside : inside + 1] == closer:
            return self.leave(inside)
        return self.element(inside)

    def leave(self, at: int) -> _Step:
        self.open.pop()
        return _Step(at + 1, after_value=True)

    def element(self, at: int) -> _Step:
        """Go to the value of the next element: past its key, in an object."""
        container = self.open[-1]
        if container.closer == "]":
            return _Step(at, after_value=False)
        if self.text[at : at + 1] != '"':
            self.stop_or_end(at, bad_key(self.text, at))
        end = self.string(at)
        self.key(container, Span(at, end))
        colon = self.space(end)
        if self.text[colon : colon + 1] != ":":
            self.stop_or_end(colon, no_colon(self.text, colon, container.token))
        return _Step(self.space(colon + 1), after_value=False)

    def key(self, container: _Container, span: Span) -> None:
        key = json.loads(self.text[span.start : span.end])
        container.token = key
        first = container.keys.setdefault(key, span)
        if first is not span:
            self.note(
                "duplicate-key",
                f"key '{key}' is repeated in the same object",
                Place(self.path(), span=span),
                "keep one of them: readers of JSON drop all but the last",
                ((Place(self.path(), span=first), "first given here"),),
            )

    def after_value(self, at: int) -> _Step:
        container = self.open[-1]
        at = self.space(at)
        found = self.text[at : at + 1]
        if found == container.closer:
            return self.leave(at)
        following = self.space(at + 1)
        if found != "," or self.text[following : following + 1] == container.closer:
            complaint = no_separator(self.text, at, container.bracket(), following)
            self.stop_or_end(at, complaint)
        if isinstance(container.token, int):
            container.token += 1
        return self.element(following)

    def string(self, at: int) -> int:
        match = _STRING.match(self.text, at)
        end = match.end() if match else at
        if self.text[end : end + 1] != '"':
            self.stop(bad_string(self.text, at, end))
        return end + 1

    def scalar(self, at: int) -> int:
        match = _SCALAR.match(self.text, at)
        # A word that only begins like a value (`01`, `nulls`) is bad as a whole.
        if match is None or _goes_on(self.text[match.end() : match.end() + 1]):
            self.stop_or_end(at, bad_value(self.text, at))
        if match[0] in _CONSTANTS:
            self.note(
                "constant",
                f"'{match[0]}' is not a JSON value",
                Place(self.path(), span=Span(*match.span())),
                "JSON has finite numbers only; use null or a string",
            )
        elif _INTEGER.fullmatch(match[0]) and not _is_convertible(match[0]):
            self.note(
                "number",
                f"the integer has {len(match[0].lstrip('-'))} digits, more than can be read",
                Place(self.path(), span=Span(*match.span())),
            )
        elif match[0][-1:].isdigit() and not _is_finite(match[0]):
            self.note(
                "number",
                f"'{match[0]}' is larger than any number that can be read",
                Place(self.path(), span=Span(*match.span())),
            )
        return match.end()

    def path(self) -> Path:
        return tuple(container.token for container in self.open)

    def space(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def note(
        self,
        kind: Kind,
        message: str,
        place: Place,
        hint: str | None = None,
        related: tuple[tuple[Place, str], ...] = (),
    ) -> None:
        self.faults.append(Fault(kind, message, place, hint, related))

    def stop_or_end(self, at: int, complaint: Complaint) -> NoReturn:
        """Stop with the complaint, unless the text ends here, which is the plainer fault."""
        if at < len(self.text):
            self.stop(complaint)
        self.stop(text_ends(self.text, self.open[-1].bracket() if self.open else None))

    def stop(self, complaint: Complaint) -> NoReturn:
        related = tuple((Place((), span=span), words) for span, words in complaint.related)
        place = Place((), span=complaint.span)
        self.note("syntax", complaint.message, place, complaint.hint, related)
        raise _LastFaultError


def _goes_on(character: str) -> bool:
    return character.isalnum() or (character != "" and character in "_.+-")


def _is_finite(number: str) -> bool:
    return bool(_INTEGER.fullmatch(number)) or abs(float(number)) != float("inf")


def _is_convertible(digits: str) -> bool:
    # The limit is the running Python's own, so that the fast path and this one agree.
    try:
        int(digits)
    except ValueError:
        return False
    return True
