"""Where a finding is shown: at its lines, or where the Python is that made its definition."""

from __future__ import annotations

from pipelint.records import NamedTuple
from pipelint.report._words import printable
from pipelint.text import Position

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.lint import Finding


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
        place = f"{finding.file}:{start.line}:{start.column}"
    else:
        # The whole document has no path.
        path = f": {finding.path}" if finding.path else ""
        place = f"{origin.file}:{origin.line}{path}"
    return f"{place}: {finding.code} {finding.message}"


def file_of(target: str) -> str:
    """The file of a target that cannot be read: of `pipeline.py:get_pipeline` the path."""
    path, _, name = target.rpartition(":")
    is_name = all(part.isidentifier() for part in name.split("."))
    return path if is_name and path.endswith(".py") else target


def place_of(finding: Finding) -> str:
    """The same in words: `a.json:3:5`, or `pipeline.py:12 (get_pipeline)` for what Python made."""
    start, origin = finding.start, finding.origin
    if origin is None:
        return f"{printable(finding.file)}:{start.line}:{start.column}"
    return f"{printable(origin.file)}:{origin.line} ({printable(finding.file.rpartition(':')[2])})"
