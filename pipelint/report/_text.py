"""Findings for people: what, when it would show, where, and what to do about it."""

from __future__ import annotations

from pipelint.report._frames import framed
from pipelint.report._line import BLANK, Piece
from pipelint.report._where import place_of
from pipelint.report._words import counted, printable, told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint.lint import Finding
    from pipelint.report._line import Line
    from pipelint.report._run import Run
    from pipelint.text import Source

#: The column at which the header says when the service would tell.
_TOLD = 45
#: Path and place share a line that is no longer than this.
_WIDTH = 80
#: Up to so many related places are shown with their text; more are listed by line.
_FRAMES = 4
_LISTED = 12


def text_report(run: Run) -> list[Line]:
    """The findings of a run as lines, a blank one after each finding."""
    return [
        line
        for report in run.reports
        for finding in report.findings
        for line in (*finding_lines(finding, report.source), BLANK)
    ]


def finding_lines(finding: Finding, source: Source) -> Iterator[Line]:
    """A finding with its text."""
    yield _header(finding)
    yield from _where(finding)
    shown = finding.related if len(finding.related) <= _FRAMES else ()
    frame = framed(finding, shown, source)
    yield from frame.lines
    if not frame.has_message:
        yield (Piece("  "), Piece(printable(finding.message), "message"))
    if not shown:
        yield from _listed(finding)
    if finding.hint is not None:
        yield (Piece("  "), Piece("fix", "fix"), Piece("   " + printable(finding.hint)))


def _header(finding: Finding) -> Line:
    pieces = (
        Piece(finding.severity, finding.severity),
        Piece(" "),
        Piece(finding.code, "code"),
        Piece(" " + finding.rule),
    )
    length = sum(len(piece.text) for piece in pieces)
    return (*pieces, Piece(" " * max(2, _TOLD - length)), Piece(told(finding), "told"))


def _where(finding: Finding) -> Iterator[Line]:
    path = printable(finding.path)
    place = place_of(finding)
    if not path:
        yield (Piece("  "), Piece(place, "place"))
    elif len(path) + len(place) + 5 <= _WIDTH:
        yield (Piece("  "), Piece(path, "path"), Piece("   "), Piece(place, "place"))
    else:
        yield (Piece("  "), Piece(path, "path"))
        yield (Piece("  "), Piece(place, "place"))


def _listed(finding: Finding) -> Iterator[Line]:
    for other in finding.related[:_LISTED]:
        place = other.start.of(printable(finding.file))
        yield (
            Piece("  see   "),
            Piece(place, "place"),
            Piece("  " + printable(other.message), "related"),
        )
    more = len(finding.related) - _LISTED
    if more > 0:
        yield (
            Piece(
                f"        and {counted(more, 'more place')}, which --output-format json lists",
                "note",
            ),
        )
