"""A text with its name: decoding, lines and columns, and the way from places to spans."""

from __future__ import annotations

import json
from bisect import bisect_right

from pipelint.text._places import Fault, Place, Position, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.text._places import Origin

_MARK = "\ufeff"
_MARK_BYTES = b"\xef\xbb\xbf"


class Source:
    """The text of one document.

    `name` is the file's as the user gave it, `text` the decoded text without byte-order mark,
    `faults` what was wrong with its encoding. Every offset counts code points of `text`. `origin`
    is what the text was made from, None for the text of a file.
    """

    __slots__ = ("_line_starts", "_string_starts", "faults", "name", "origin", "text")

    def __init__(
        self,
        name: str,
        text: str,
        faults: tuple[Fault, ...] = (),
        origin: Origin | None = None,
    ) -> None:
        self.name = name
        self.text = text
        self.faults = faults
        self.origin = origin
        self._line_starts: list[int] | None = None
        self._string_starts: list[int] | None = None

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> Source:
        """A file's content; what is not UTF-8 is decoded as well as can be, with a fault."""
        text, faults = _decode(data)
        return cls(name, text, faults)

    @classmethod
    def from_text(cls, text: str, name: str, origin: Origin | None = None) -> Source:
        """A text that is decoded already; a byte-order mark at its beginning is a fault."""
        if text.startswith(_MARK):
            return cls(name, text[1:], (_byte_order_mark(text[1:]),), origin)
        return cls(name, text, (), origin)

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {len(self.text)} characters)"

    def position(self, offset: int) -> Position:
        """The line and column of an offset; a line ends at LF, CR or CRLF."""
        starts = self.line_starts()
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def named(self, position: Position) -> str:
        """A place in words: `a.json:3:5`; of a text that was made, where that was done."""
        if self.origin is not None:
            return f"{self.origin.file}:{self.origin.line}"
        return position.of(self.name)

    def locate(self, places: Sequence[Place]) -> list[Span]:
        """The marked spans of places, in the same order, found in one pass over the text.

        A place that the text does not have gives the opening of its nearest ancestor. Of a
        repeated key the last occurrence is meant, as in the parsed value.
        """
        # Only a document with something to say pays for the import.
        from pipelint.text._locate import locate

        return locate(self.text, places)

    def line_starts(self) -> list[int]:
        """The offset at which each line begins, in order; found at the first call."""
        if self._line_starts is None:
            from pipelint.text._lines import line_starts

            self._line_starts = line_starts(self.text)
        return self._line_starts

    def string_starts(self) -> list[int]:
        """The offset of the opening quote of each string, in order; found at the first call."""
        if self._string_starts is None:
            from pipelint.text._lines import string_starts

            self._string_starts = string_starts(self.text)
        return self._string_starts


def _decode(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    encoding = json.detect_encoding(data)
    if encoding.startswith(("utf-16", "utf-32")):
        text = data.decode(encoding, "replace").removeprefix(_MARK)
        return text, (_other_encoding(encoding[:6].upper(), text),)
    skipped = len(_MARK_BYTES) if data.startswith(_MARK_BYTES) else 0
    body = data[skipped:]
    try:
        text, broken = body.decode("utf-8"), None
    except UnicodeDecodeError as error:
        text, broken = body.decode("utf-8", "replace"), _broken_utf8(error, skipped)
    mark = _byte_order_mark(text) if skipped else None
    return text, tuple(fault for fault in (mark, broken) if fault is not None)


def _first_character(text: str) -> Place:
    return Place((), span=Span(0, min(1, len(text))))


def _byte_order_mark(text: str) -> Fault:
    return Fault(
        "byte-order-mark",
        "the text begins with a byte-order mark",
        _first_character(text),
        "save it as UTF-8 without a byte-order mark (BOM)",
    )


def _other_encoding(encoding: str, text: str) -> Fault:
    return Fault(
        "encoding",
        f"the text is encoded as '{encoding}', not as UTF-8",
        _first_character(text),
        "save it as UTF-8",
    )


def _broken_utf8(error: UnicodeDecodeError, skipped: int) -> Fault:
    """The fault of the first byte that is not UTF-8, `skipped` bytes after a file's beginning."""
    # The text before it is sound, so it has as many characters in the replaced text as here.
    start = len(error.object[: error.start].decode("utf-8"))
    byte = error.object[error.start]
    return Fault(
        "encoding",
        f"byte '0x{byte:02X}' at offset {error.start + skipped} is not UTF-8",
        Place((), span=Span(start, start + 1)),
        "save the text as UTF-8",
    )
