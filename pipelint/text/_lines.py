"""Where lines and strings begin in a text."""

from __future__ import annotations

import re

_LINE_END = r"\r\n?|\n"
#: A string with its quotes; one that is not closed ends with its line.
STRING = r'"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?'


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins; a line ends at LF, CR or CRLF."""
    return [0, *(end.end() for end in re.finditer(_LINE_END, text))]


def string_starts(text: str) -> list[int]:
    """The offset of the opening quote of each string, also in a text that is not sound."""
    return [string.start() for string in re.finditer(STRING, text)]
