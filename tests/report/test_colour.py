"""Colours change no text."""

from __future__ import annotations

import json
import re

from pipelint.report import Piece, Run, coloured, markdown, plain, text_report
from tests.report.marked import a_report

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def test_coloured_text_without_its_escapes_is_the_plain_text() -> None:
    text = "[\n  «" + json.dumps("[red]名 " * 40, ensure_ascii=False) + "»,\n  ‹1›, :smile:\n]"
    report = a_report(text, {"message": "long " * 60, "hint": "[b]x[/b]"}, related=("[1]",))
    lines = text_report(Run((report,)))

    shown = coloured(lines)

    assert ESCAPE.sub("", shown) == plain(lines)
    assert shown != plain(lines)


def test_roles_have_colours_of_the_terminal() -> None:
    line = (Piece("error", "error"), Piece(" "), Piece("DEP002", "code"), Piece(" x"))

    assert coloured([line]) == "\x1b[1;31merror\x1b[0m \x1b[1mDEP002\x1b[0m x\n"


def test_blank_line_stays_blank() -> None:
    assert coloured([()]) == "\n"


def test_markdown_fits_the_width() -> None:
    shown = ESCAPE.sub("", markdown("# Title\n\n" + "many words " * 40, 40))

    assert "Title" in shown
    assert max(map(len, shown.splitlines())) <= 40
