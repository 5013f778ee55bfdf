"""Where a finding is shown: at its lines, or where the Python is that made its definition."""

from __future__ import annotations

from pipelint.records import NamedTuple
from pipelint.report._words import printable
from pipelint.text import Position

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.lint import FileReport, Finding


class Where(NamedTuple):
    """A stretch of a file, the end exclusive; a whole line where there is no end."""

    file: str
    start: Position
    end: Position | None


def where(finding: Finding) -> Where:
    """The place in a file that a person can open."""
    if finding.origin is None:
        return Where(finding.file, finding.start, finding.end)
    return Where(finding.origin.file, Position(finding.origin.line, 1), None)


def located(finding: Finding) -> str:
    """A finding in one line, which begins with its place."""
    start, origin = finding.start, finding.origin
    if origin is None:
        place = start.of(finding.file)
    else:
        # The whole document has no path.
        path = f": {finding.path}" if finding.path else ""
        place = f"{origin.file}:{origin.line}{path}"
    return f"{place}: {finding.code} {finding.message}"


def file_of(report: FileReport) -> str:
    """The file of a definition, of one that Python made that of its callable."""
    origin = report.source.origin
    return report.file if origin is None else origin.file


def place_of(finding: Finding) -> str:
    """The same in words: `a.json:3:5`, or `pipeline.py:12 (get_pipeline)` for what Python made."""
    start, origin = finding.start, finding.origin
    if origin is None:
        return start.of(printable(finding.file))
    return f"{printable(origin.file)}:{origin.line} ({printable(finding.file.rpartition(':')[2])})"
