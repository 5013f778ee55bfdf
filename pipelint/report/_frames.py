"""The lines of a definition around a finding, with carets under what is meant."""

from __future__ import annotations

from pipelint.records import NamedTuple
from pipelint.report._line import Piece
from pipelint.report._words import printable
from pipelint.text import frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.lint import Finding, Related
    from pipelint.report._line import Line, Role
    from pipelint.text import Frame, Source, Span

#: A message that would end beyond this column stands under the frame.
_WIDTH = 100
#: Indentation that a frame keeps; a deeply nested line would begin in the middle of the terminal.
_INDENT = 2
_MARGIN = "   "


class _Note(NamedTuple):
    """An underline with words beside it; columns of the row's text, the end exclusive."""

    begin: int
    end: int
    sign: str
    role: Role
    words: Line


class _Row(NamedTuple):
    """A shown line; `removed` columns of its indentation are left out."""

    number: int | None
    text: str
    removed: int
    notes: list[_Note]


class Framed(NamedTuple):
    """The lines of a frame, and whether they hold the message."""

    lines: list[Line]
    has_message: bool


def framed(finding: Finding, related: Sequence[Related], source: Source) -> Framed:
    """The frame of a finding and of its related places, and the message where it fits in."""
    rows: list[_Row] = []
    view = _view(source, finding.span, context=1)
    text = printable(finding.message)
    fits = _fits(text, view)
    message = (Piece(" " + text, finding.severity),) if fits else ()
    note = (Piece(f"   ({_reflowed(source)})", "note"),) if view.reflowed else ()
    _add(rows, view, ("^", finding.severity), (*message, *note))
    for other in related:
        view = _view(source, other.span, context=0)
        _add(rows, view, ("-", "related"), _related_words(other, view))
    width = max((len(str(row.number)) for row in rows if row.number is not None), default=0)
    return Framed([line for row in rows for line in _row_lines(row, width)], fits)


def _fits(message: str, view: Frame) -> bool:
    line = view.lines[-1]
    column = _columns(line.text[_removed(view) : line.marks[-1][1]])
    return column + len(message) < _WIDTH - len(_MARGIN)


def _view(source: Source, span: Span, context: int) -> Frame:
    """The lines of a frame up to the last marked one; what follows helps less than it takes."""
    view = frame(source, span, context)
    last = max(index for index, line in enumerate(view.lines) if line.marks)
    return view._replace(lines=view.lines[: last + 1])


def _reflowed(source: Source) -> str:
    # A line end at the end of the text begins a line that holds nothing.
    one = source.line_starts()[1:] in ([], [len(source.text)])
    return "one-line file, shown indented" if one else "long line, shown indented"


def _related_words(other: Related, view: Frame) -> Line:
    words = Piece(" " + printable(other.message), "related")
    if view.reflowed:
        # Without line numbers nothing else says where this is.
        return (words, Piece(f"   ({other.start.line}:{other.start.column})", "note"))
    return (words,)


def _add(rows: list[_Row], view: Frame, mark: tuple[str, Role], words: Line) -> None:
    """Append the lines of a frame; a line that is shown already is marked."""
    shown = {row.number: row for row in rows if row.number is not None}
    for index, line in enumerate(view.lines, start=1):
        row = shown.get(line.number) if line.number is not None else None
        if row is None:
            removed = _removed(view)
            row = _Row(line.number, line.text[removed:], removed, [])
            rows.append(row)
        for begin, end in line.marks:
            bounds = max(0, begin - row.removed), max(0, end - row.removed)
            row.notes.append(_Note(*bounds, *mark, words if index == len(view.lines) else ()))


def _removed(view: Frame) -> int:
    """How many columns of the indentation that all lines share are left out."""
    indents = [len(line.text) - len(line.text.lstrip(" ")) for line in view.lines if line.text]
    return max(0, min(indents, default=0) - _INDENT)


def _row_lines(row: _Row, width: int) -> list[Line]:
    number = "" if row.number is None else str(row.number)
    first = (Piece(f"{_MARGIN}{number:>{width}} | ", "gutter"), Piece(row.text))
    return [first, *(_underline(row.text, note, width) for note in row.notes)]


def _underline(text: str, note: _Note, width: int) -> Line:
    before = " " * _columns(text[: note.begin])
    signs = note.sign * max(1, _columns(text[note.begin : note.end]))
    gutter = Piece(f"{_MARGIN}{'':>{width}} | ", "gutter")
    return (gutter, Piece(before), Piece(signs, note.role), *note.words)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes; East Asian characters take two."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)
