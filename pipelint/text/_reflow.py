"""The surroundings of a span in a minified text, as an indented writer would print them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import zip_longest

from pipelint.records import NamedTuple
from pipelint.text._lines import STRING
from pipelint.text._places import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint.text._source import Source

    Mark = tuple[int, int]
    _Piece = tuple[str, Mark | None]

#: Objects and lists without others in them stay on one line up to this length.
_MAX_INLINE = 90
_MAX_WIDTH = 120
_SHOWN_LINES = 3
#: How far the layout reads before the span's beginning, in characters,
_BEFORE = 2000
#: and behind it, in tokens: those of three lines.
_BEHIND = 150
#: A token is not cut shorter than this while others can be cut.
_MIN_TOKEN = 16
_INDENT = "  "
_SPACED = {":": ": ", ",": ", "}
_CLOSERS = {"{": "}", "[": "]"}
_PUNCTUATION = frozenset("{}[],:")
_TOKEN = re.compile(rf'{STRING}|[\[\]{{}},:]|[^\s\[\]{{}},:"]+')


class _Token(NamedTuple):
    """A bracket, comma, colon, string or word at its offset in the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Line(NamedTuple):
    """A line of the view; `depth` is relative to the beginning of the window."""

    depth: int
    tokens: tuple[_Token, ...]

    @property
    def opens(self) -> bool:
        return self.tokens[-1].text in _CLOSERS


def reflow(source: Source, span: Span) -> list[_Piece]:
    """The marked lines of the indented view, behind the line that opens what they are in."""
    lines = list(_lines(_window(source, span)))
    marked = _marked(lines, span)
    shown = lines[marked.start : marked.stop]
    header = _header(lines, marked.start)
    outermost = min((line.depth for line in shown), default=0)
    margin = _INDENT if header else ""
    result: list[_Piece] = [(header, None)] if header else []
    result += [_render(line, span, margin + _INDENT * (line.depth - outermost)) for line in shown]
    return result


def _window(source: Source, span: Span) -> list[_Token]:
    """The tokens around the beginning of a span."""
    tokens: list[_Token] = []
    behind = 0
    for match in _TOKEN.finditer(source.text, _window_start(source, span)):
        # A tab may only stand in a string by mistake; one column keeps the width and the marks.
        tokens.append(_Token(match.start(), match[0].replace("\t", " ")))
        behind += match.start() > span.start
        if behind == _BEHIND:
            break
    return tokens


def _window_start(source: Source, span: Span) -> int:
    """A place before the span that is not within a string, where tokens can be read from."""
    start = max(0, span.start - _BEFORE)
    strings = source.string_starts()
    before = bisect_right(strings, start) - 1
    string = _TOKEN.match(source.text, strings[before]) if before >= 0 else None
    return string.start() if string and string.end() > start else start


def _lines(tokens: Sequence[_Token]) -> Iterator[_Line]:
    """Tokens as lines: one for each member, short flat objects and lists undivided."""
    depth, index = 0, 0
    line: list[_Token] = []
    while index < len(tokens):
        token, length = tokens[index], _inline_length(tokens, index)
        opens = token.text in _CLOSERS and length == 1
        if token.text in _CLOSERS.values():
            if line:
                yield _Line(depth, tuple(line))
            line, depth = [], depth - 1
        line += tokens[index : index + length]
        index += length
        if opens or token.text == ",":
            yield _Line(depth, tuple(line))
            line, depth = [], depth + opens
    if line:
        yield _Line(depth, tuple(line))


def _inline_length(tokens: Sequence[_Token], index: int) -> int:
    """How many tokens from here stay together: 1, or those of a short flat object or list."""
    closer = _CLOSERS.get(tokens[index].text)
    if closer is None:
        return 1
    width = 0
    for end in range(index, len(tokens)):
        text = tokens[end].text
        width += len(_SPACED.get(text, text))
        if width > _MAX_INLINE or (end > index and text in _CLOSERS):
            return 1
        if text == closer:
            return end - index + 1
    return 1


def _marked(lines: Sequence[_Line], span: Span) -> range:
    """The indexes of the lines to show: those under the span, else the one before it."""
    first = bisect_right([line.tokens[-1].end for line in lines], span.start)
    behind = max(span.end, span.start + 1)
    if first == len(lines) or lines[first].tokens[0].start >= behind:
        first = max(0, first - 1)
    stop = first + 1
    while stop < min(len(lines), first + _SHOWN_LINES) and lines[stop].tokens[0].start < span.end:
        stop += 1
    return range(first, min(stop, len(lines)))


def _header(lines: Sequence[_Line], first: int) -> str:
    """The line that opens the object around a line, from its key on; empty if out of sight.

    For an element of a list it is the list's opening and the element's own: `"Steps": [… {`.
    """
    parts: list[str] = []
    depth = lines[first].depth if first < len(lines) else 0
    child = first
    for index in range(first - 1, -1, -1):
        line = lines[index]
        if not line.opens or line.depth >= depth:
            continue
        depth = line.depth
        parts.insert(0, _text(line.tokens) + (" …" if child > index + 1 and parts else ""))
        child = index
        if len(line.tokens) > 1:
            return _cut(" ".join(parts), (0, 0), _MAX_WIDTH)[0]
    return ""


def _render(line: _Line, span: Span, margin: str) -> tuple[str, Mark]:
    """A line's text with the span's columns in it, no wider than allowed."""
    pieces = _fit(_pieces(line.tokens, span), _MAX_WIDTH - len(margin))
    text, begin, end = margin, -1, -1
    for piece, mark in pieces:
        if mark is not None:
            begin = begin if begin >= 0 else len(text) + mark[0]
            end = len(text) + mark[1]
        text += piece
    return _cut(text, (begin, end), _MAX_WIDTH)


def _pieces(tokens: Sequence[_Token], span: Span) -> list[_Piece]:
    """Tokens as they are printed; at least one has a mark, which may be empty."""
    pieces = [
        _piece(token, following, span) for token, following in zip_longest(tokens, tokens[1:])
    ]
    if all(mark is None for _, mark in pieces):
        # Between tokens: behind the last one that ends before the span.
        index = max(0, bisect_right([token.end for token in tokens], span.start) - 1)
        text, at = pieces[index][0], len(tokens[index].text)
        pieces[index] = text, (at, at)
    return pieces


def _piece(token: _Token, following: _Token | None, span: Span) -> _Piece:
    """A token as it is printed, and the columns of it that the span covers."""
    text = token.text
    if following:
        apart = not {token.text, following.text} & _PUNCTUATION
        text = _SPACED.get(text, text + " " if apart else text)
    begin = max(span.start, token.start) - token.start
    end = min(span.end, token.end) - token.start
    inside = begin < end or (span.start == span.end and begin == end < len(token.text))
    return text, (begin, end) if inside else None


def _fit(pieces: Sequence[_Piece], width: int) -> list[_Piece]:
    """Cut the longest tokens, around their marks, until the line is narrow enough."""
    fitted = list(pieces)
    while (excess := sum(len(text) for text, _ in fitted) - width) > 0:
        longest = max(range(len(fitted)), key=lambda index: len(fitted[index][0]))
        text, mark = fitted[longest]
        if len(text) <= _MIN_TOKEN:
            break
        cut, moved = _cut(text, mark or (0, 0), max(_MIN_TOKEN, len(text) - excess))
        fitted[longest] = cut, moved if mark else None
    return fitted


def _cut(text: str, mark: Mark, width: int) -> tuple[str, Mark]:
    """At most `width` characters of a text around a mark, with `…` where some are missing."""
    if len(text) <= width:
        return text, mark
    begin, end = mark
    side = max(1, (width - (end - begin)) // 2)
    left = max(0, min(begin - side, len(text) - width))
    right = left + width
    head = "…" if left else text[0]
    tail = "…" if right < len(text) else text[-1]
    cut = head + text[left + 1 : right - 1] + tail
    return cut, (max(begin, left) - left, min(end, right) - left)


def _text(tokens: Sequence[_Token]) -> str:
    return "".join(_SPACED.get(token.text, token.text) for token in tokens)
