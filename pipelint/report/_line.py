"""A line of output: pieces of text, each with the part that it plays."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    Role = Literal[
        "", "error", "warning", "info", "code", "told", "path", "place", "gutter", "related",
        "message", "fix", "note", "heading",
    ]  # fmt: skip


class Piece(NamedTuple):
    """A stretch of a line; `role` says what it is, which a terminal shows by its colour."""

    text: str
    role: Role = ""


Line = tuple[Piece, ...]

#: Between findings.
BLANK: Line = ()


def line_text(line: Line) -> str:
    """The text of one line, without a line end or the blanks before that."""
    return "".join(piece.text for piece in line).rstrip(" ")


def plain(lines: Iterable[Line]) -> str:
    """The text of lines, each with its end."""
    return "".join(line_text(line) + "\n" for line in lines)
