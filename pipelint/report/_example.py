"""The examples of a rule, as they are shown to its reader."""

from __future__ import annotations

import re

#: A longer line is broken at the elements of its outermost bracket.
_WIDTH = 90
_INDENT = "  "
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^"\[\]{},]+|.', re.DOTALL)


def example_text(text: str) -> str:
    """An example with carets under what its marks «…» stand around."""
    lines = [short for line in text.splitlines() for short in _broken(line, "")]
    return "\n".join(shown for line in lines for shown in _marked(line))


def _broken(line: str, indent: str) -> list[str]:
    """A line as several, none too long where a bracket allows it."""
    elements = _elements(line) if len(indent) + len(line) > _WIDTH else []
    if not elements:
        return [indent + line]
    head, *inner, tail = elements
    within = (short for element in inner for short in _broken(element, indent + _INDENT))
    return [indent + head, *within, indent + tail]


def _elements(line: str) -> list[str]:
    """The text to the first bracket, its elements with their commas, the text from its end on.

    Empty where the bracket is not closed, as in an example of broken JSON.
    """
    parts, depth, closed = [""], 0, False
    for token in _TOKEN.findall(line):
        depth -= token in ("]", "}")
        if token in ("]", "}") and depth == 0 and not closed:
            parts.append("")
            closed = True
        parts[-1] += token
        depth += token in ("[", "{")
        if depth == 1 and not closed and token in ("[", "{", ","):
            parts.append("")
    return [part.strip() for part in parts] if closed else []


def _marked(line: str) -> list[str]:
    """A line without its marks, and beneath it the carets where it has some."""
    plain = carets = ""
    depth = 0
    for character in line:
        if character == "«":
            depth += 1
        elif character == "»":
            depth -= 1
            # Nothing between the marks: the caret stands at the character behind them.
            carets += "" if carets.endswith("^") else "^"
        else:
            plain += character
            carets += ("^" if depth else " ") * (len(plain) > len(carets))
    return [plain, carets.rstrip()] if carets.strip() else [plain]
