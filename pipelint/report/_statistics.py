"""How often each rule reports."""

from __future__ import annotations

from pipelint.report._line import Piece

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.report._line import Line
    from pipelint.report._run import Run


def statistics_lines(run: Run) -> list[Line]:
    """A line a rule and severity, the most frequent first, then by code."""
    counts: dict[tuple[str, str, str], int] = {}
    for finding in run.findings:
        key = (finding.code, finding.severity, finding.rule)
        counts[key] = counts.get(key, 0) + 1
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    width = max((len(str(number)) for number in counts.values()), default=0)
    return [
        (Piece(f"{number:>{width}}  "), Piece(code, "code"), Piece(f"  {severity:<7}  {name}"))
        for (code, severity, name), number in order
    ]
