"""Where the tables of a TOML array stand in the text, which readers of TOML do not tell."""

from __future__ import annotations

import re

from pipelint.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
# Strings and comments are passed over as wholes, since they may look like headers. A header or
# key is tried first: only at the beginning of a line can it be one.
_TOKEN = re.compile(
    rf"""
    ^[ \t]*(?:
        (?P<array>\[\[[ \t]*(?P<array_key>{_KEY})[ \t]*\]\])
      | (?P<table>\[[ \t]*(?P<table_key>{_KEY})[ \t]*\])
      | (?P<key>{_KEY})[ \t]*=
    )
    | \"\"\"(?:\\.|[^\\])*?\"\"\"
    | '''.*?'''
    | "(?:\\.|[^"\\\n])*"
    | '[^'\n]*'
    | \#[^\n]*
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


def table_spans(text: str, wanted: Sequence[str], count: int) -> list[Span]:
    """The spans of the headers `[[wanted]]`, in order; of an inline array its key `count` times.

    `wanted` holds the parts of the dotted key, `count` is the number of tables in the array. A
    text that hides the array in another way gives its first character.
    """
    headers: list[Span] = []
    table: tuple[str, ...] = ()
    for token in _TOKEN.finditer(text):
        if token["array"] is not None:
            table = _parts(token["array_key"])
            if table == tuple(wanted):
                headers.append(Span(*token.span("array")))
        elif token["table"] is not None:
            table = _parts(token["table_key"])
        elif token["key"] is not None and (*table, *_parts(token["key"])) == tuple(wanted):
            return [Span(*token.span("key"))] * count
    return headers if len(headers) == count else [Span(0, min(1, len(text)))] * count


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))
