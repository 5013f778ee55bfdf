"""A line of output: pieces of text, each with the part that it plays."""

from __future__ import annotations

from pipelint.records import NamedTuple

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


def plain(lines: Iterable[Line]) -> str:
    """The text of lines, each with its end and without blanks before that."""
    return "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines)
