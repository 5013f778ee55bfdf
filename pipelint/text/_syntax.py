"""What is said of broken syntax: the offending character, and what would be right there."""

from __future__ import annotations

import re

from pipelint.records import NamedTuple
from pipelint.text._places import Span

_WORD = re.compile(r"[^\s,:{}\[\]\"'/]+")
# What the word is in JSON. Python and JavaScript write these by hand or with `str`.
_MEANT = {"None": "null", "True": "true", "False": "false", "undefined": "null", "nil": "null"}
_CURLY_QUOTES = "“”„‟"
_SHOWN = 40


class Complaint(NamedTuple):
    """A syntax error: the offending character, and places that explain it."""

    span: Span
    message: str
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()


class Bracket(NamedTuple):
    """An open bracket: its offset, and what closes it."""

    start: int
    closer: str

    @property
    def name(self) -> str:
        return "list" if self.closer == "]" else "object"

    def opened_here(self) -> tuple[tuple[Span, str], ...]:
        return ((_one(self.start), f"the {self.name} is opened here"),)


def text_ends(text: str, innermost: Bracket | None) -> Complaint:
    """The text ends too early; `innermost` is the bracket that is still open."""
    span = Span(max(0, len(text) - 1), len(text))
    if innermost is None:
        return Complaint(span, "the text is empty", "a JSON document is one value, often '{…}'")
    return Complaint(
        span,
        f"the text ends inside the {innermost.name}",
        f"is the file cut off, or a '{innermost.closer}' missing?",
        innermost.opened_here(),
    )


def extra_text(text: str, at: int) -> Complaint:
    """Something stands behind the document's value."""
    found = text[at]
    if found in "]}":
        return Complaint(_one(at), f"'{found}' closes nothing", "remove it")
    return _comment(text, at) or Complaint(
        _one(at),
        f"'{_word(text, at)}' stands behind the end of the document",
        "a file holds one JSON value",
    )


def bad_key(text: str, at: int) -> Complaint:
    """Where a key must stand is something else."""
    word = _word(text, at)
    if text[at : at + 1] == ",":
        return Complaint(_one(at), "a comma has no member before it", "remove one comma")
    return _general(text, at) or Complaint(
        _one(at),
        f"'{word}' stands where a key is expected",
        f'write "{word}"' if _is_plain(word) else "a key is a string in double quotes",
    )


def no_colon(text: str, at: int, key: str | int) -> Complaint:
    """A key is not followed by a colon."""
    return _comment(text, at) or Complaint(
        _one(at), f"key '{key}' has no colon and value behind it", f'write "{key}": …'
    )


def no_separator(text: str, at: int, innermost: Bracket, following: int) -> Complaint:
    """A value is followed neither by a comma and one more, nor by the closing bracket."""
    found, closer = text[at : at + 1], innermost.closer
    if found == "," and text[following : following + 1] == closer:
        message = f"a trailing comma stands before the closing '{closer}'"
        return Complaint(_one(at), message, "remove it")
    expected = f"expected ',' or '{closer}'"
    if found and found in "]}":
        message = f"'{found}' does not close the {innermost.name}"
        return Complaint(_one(at), message, expected, innermost.opened_here())
    missing = Complaint(_one(at), f"a comma is missing before '{_word(text, at)}'", expected)
    return _comment(text, at) or missing


def bad_value(text: str, at: int) -> Complaint:
    """Where a value must stand is something else."""
    found, word = text[at : at + 1], _word(text, at)
    if found and found in ",:]}":
        return Complaint(_one(at), f"a value is missing before '{found}'")
    if word in _MEANT:
        return Complaint(_one(at), f"'{word}' is not a JSON value", f"write {_MEANT[word]}")
    if word.lower() in {"true", "false", "null"}:
        return Complaint(_one(at), f"'{word}' is not a JSON value", f"write {word.lower()}")
    if word.lstrip("+-.")[:1].isdecimal():
        return Complaint(
            _one(at),
            f"'{word}' is not a JSON number",
            "a number has no leading zero or plus, and digits on both sides of its point",
        )
    return _general(text, at) or Complaint(
        _one(at), f"'{word}' is not a JSON value", "put a string in double quotes"
    )


def bad_string(text: str, start: int, at: int) -> Complaint:
    """A string breaks off at `at`."""
    opened = ((_one(start), "the string begins here"),)
    found = text[at : at + 1]
    if not found:
        return Complaint(_one(start), "the string is not closed", "put a '\"' at its end")
    if found == "\\" and text[at + 1 : at + 2] == "u":
        return Complaint(
            _one(at), "'\\u' is not followed by four hexadecimal digits", related=opened
        )
    if found == "\\":
        escape = _printable(text[at : at + 2])
        hint = "write '\\\\' for a backslash"
        return Complaint(_one(at), f"'{escape}' is not a JSON escape", hint, opened)
    if found in "\r\n":
        hint = "close it with '\"', or write '\\n' for a line end in it"
        return Complaint(_one(at), "the line ends inside a string", hint, opened)
    escape = "\\t" if found == "\t" else f"\\u{ord(found):04x}"
    return Complaint(
        _one(at), f"control character U+{ord(found):04X} in a string", f"write '{escape}'", opened
    )


def _general(text: str, at: int) -> Complaint | None:
    """What is wrong wherever it stands."""
    found = text[at : at + 1]
    if found == "'":
        return Complaint(_one(at), "a single quote begins a string", "use double quotes")
    if found and found in _CURLY_QUOTES:
        return Complaint(_one(at), f"'{found}' begins a string", "use the plain quote '\"'")
    return _comment(text, at)


def _comment(text: str, at: int) -> Complaint | None:
    mark = next((mark for mark in ("//", "/*", "#") if text.startswith(mark, at)), None)
    if mark is None:
        return None
    return Complaint(_one(at), f"'{mark}' begins a comment", "JSON has no comments: remove it")


def _word(text: str, at: int) -> str:
    """What stands at an offset, as a message shows it: a word, else one character."""
    match = _WORD.match(text, at)
    word = match[0] if match else text[at : at + 1]
    return _printable(word if len(word) <= _SHOWN else word[:_SHOWN] + "…")


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _is_plain(word: str) -> bool:
    return word.replace("_", "").replace("-", "").isalnum()


def _one(at: int) -> Span:
    return Span(at, at + 1)
