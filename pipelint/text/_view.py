"""The lines of a source that a reader is shown around a span.

A file with lines of a bearable length is shown as it is. Of a minified file the surroundings of
the span are shown as an indented writer would print them, token by token, so that numbers and
escapes keep their spelling.
"""

from __future__ import annotations

from pipelint.records import NamedTuple
from pipelint.text._places import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.text._source import Source

#: A file whose marked line is longer counts as minified, in characters.
MAX_LINE = 160

_SHOWN_LINES = 3
_TAB = "    "


class FrameLine(NamedTuple):
    """A line of a frame; `number` counts from 1 and is `None` where the view is reflowed.

    `marks` are ranges of columns of `text`, from 0, the end exclusive; an empty range stands
    for a place between two characters, such as the end of the line.
    """

    number: int | None
    text: str
    marks: tuple[tuple[int, int], ...] = ()


class Frame(NamedTuple):
    """The lines around a span; `reflowed` says that they are not the file's own lines."""

    lines: tuple[FrameLine, ...]
    reflowed: bool


def frame(source: Source, span: Span, context: int = 1) -> Frame:
    """The lines that hold a span, at most three, and up to `context` more on both sides.

    A reflowed frame has the line that opens the enclosing object instead of the context. The
    cost depends on the surroundings of the span only, except for the tables of line and string
    starts that a source makes once.
    """
    first = source.position(span.start).line - 1
    reflowed = _reflowed(source, span) if len(_line(source, first)) > MAX_LINE else ()
    if reflowed:
        return Frame(reflowed, True)
    return Frame(_own_lines(source, span, first, context), False)


def _reflowed(source: Source, span: Span) -> tuple[FrameLine, ...]:
    """The lines of the indented view; none where the text has only blanks around the span."""
    from pipelint.text._reflow import reflow

    return tuple(FrameLine(None, *_show(text, mark)) for text, mark in reflow(source, span))


def _own_lines(source: Source, span: Span, first: int, context: int) -> tuple[FrameLine, ...]:
    starts = source.line_starts()
    last = source.position(max(span.start, span.end - 1)).line - 1
    shown = min(last, first + _SHOWN_LINES - 1)
    # Behind a span that is not shown to its end, the next line would look unmarked.
    after = min(shown + context, len(starts) - 1) if shown == last else shown
    return tuple(
        _own_line(source, index, span if first <= index <= shown else None)
        for index in range(max(0, first - context), after + 1)
    )


def _own_line(source: Source, index: int, span: Span | None) -> FrameLine:
    text = _line(source, index)
    mark = None if span is None else _mark(text, source.line_starts()[index], span)
    if len(text) > MAX_LINE:
        text = text[: MAX_LINE - 1] + "…"
        mark = mark and (min(mark[0], MAX_LINE), min(mark[1], MAX_LINE))
    return FrameLine(index + 1, *_show(text, mark))


def _mark(text: str, start: int, span: Span) -> tuple[int, int]:
    """The columns of a line that a span covers; on further lines not the indentation."""
    if span.start < start:
        begin = len(text) - len(text.lstrip())
    else:
        begin = min(span.start - start, len(text))
    return begin, max(begin, min(span.end - start, len(text)))


def _line(source: Source, index: int) -> str:
    """A line without its end."""
    starts = source.line_starts()
    end = starts[index + 1] if index + 1 < len(starts) else len(source.text)
    return source.text[starts[index] : end].rstrip("\r\n")


def _show(text: str, mark: tuple[int, int] | None) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text that is safe on a terminal, and its mark moved by the tabs that grew."""
    shown = "".join(map(_printable, text))
    if mark is None:
        return shown, ()
    begin, end = (offset + (len(_TAB) - 1) * text.count("\t", 0, offset) for offset in mark)
    return shown, ((begin, end),)


def _printable(character: str) -> str:
    """One column for a character, whatever it is, so that marks stay; four for a tab."""
    if character.isprintable():
        return character
    if character == "\t":
        return _TAB
    if character < " ":
        return chr(0x2400 + ord(character))
    return " " if character.isspace() and character not in "\x85\u2028\u2029" else "\ufffd"
