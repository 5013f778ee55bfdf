"""A run in one line."""

from __future__ import annotations

from pipelint.lint import SEVERITIES
from pipelint.report._words import counted, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.lint import FileReport
    from pipelint.report._run import Run

#: More codes make the line longer than anybody reads.
_SHOWN = 3


def summary_line(run: Run) -> str:
    """What was checked and how many findings there are; empty where nothing could be read."""
    return _counts(run) if run.findings else _clean(run)


def explain_line(run: Run) -> str:
    """How to learn more of the rules that reported, up to three, the gravest first."""
    findings = sorted(run.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    codes = list(dict.fromkeys(finding.code for finding in findings))
    more = f" (and {len(codes) - _SHOWN} more)" if len(codes) > _SHOWN else ""
    return f"why it matters: pipelint explain {' '.join(codes[:_SHOWN])}{more}"


def _counts(run: Run) -> str:
    numbers = {severity: run.number_of(severity) for severity in SEVERITIES}
    words = [counted(number, severity) for severity, number in numbers.items() if number]
    return f"{', '.join(words)} in {_affected(run)}{_suppressed(run, '; ')}"


def _affected(run: Run) -> str:
    affected = [report for report in run.definitions if report.findings]
    words = []
    if affected:
        one = len(run.definitions) == 1
        words.append(
            printable(affected[0].file)
            if one
            else f"{len(affected)} of {len(run.definitions)} definitions"
        )
    if run.configuration is not None and run.configuration.findings:
        words.append(printable(run.configuration.file))
    return " and ".join(words)


def _clean(run: Run) -> str:
    if not run.definitions:
        return ""
    if len(run.definitions) == 1:
        return _one_clean(run, run.definitions[0])
    total = counted(len(run.definitions), "definition")
    return f"{total} checked, no problems{_suppressed(run, ' (', ')')}"


def _one_clean(run: Run, report: FileReport) -> str:
    size = f"{counted(report.steps, 'step')}, {counted(report.parameters, 'parameter')}"
    return f"{printable(report.file)}: no problems ({size}{_suppressed(run, '; ')})"


def _suppressed(run: Run, before: str, after: str = "") -> str:
    return f"{before}{run.suppressed} suppressed{after}" if run.suppressed else ""
