"""Colours for terminals; the only module that imports rich."""

from __future__ import annotations

import io

from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelint.report._line import Line, Role

_STYLES: dict[Role, str] = {
    "": "",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "code": "bold",
    "told": "magenta",
    "path": "bold",
    "place": "cyan",
    "gutter": "blue",
    "related": "blue",
    "message": "bold",
    "fix": "bold green",
    "note": "dim",
    "heading": "bold",
}


def coloured(lines: Iterable[Line]) -> str:
    """The text of lines in colours; nothing is wrapped or cut, so that carets stay in place."""
    console = _console(80)
    for line in lines:
        styled = Text.assemble(*((piece.text, _STYLES[piece.role]) for piece in line))
        styled.rstrip()
        console.print(styled, soft_wrap=True)
    return _text(console)


def markdown(page: str, width: int) -> str:
    """A Markdown page laid out in so many columns."""
    console = _console(width)
    console.print(Markdown(page))
    return _text(console)


def _console(width: int) -> Console:
    # The sixteen colours are those that people choose for their terminal.
    return Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        width=width,
        no_color=False,
    )


def _text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()
