"""Findings as test results: a suite a definition, a failed case a finding.

So do ESLint and ruff. A definition without findings has one case that passed, or it would not be
seen to be checked at all.
"""

from __future__ import annotations

from pipelint.report._junit import Case, Suite, junit_report
from pipelint.report._line import plain
from pipelint.report._text import finding_lines
from pipelint.report._where import file_of, where

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.lint import FileReport, Finding, Unread
    from pipelint.report._run import Run
    from pipelint.text import Source

_CLEAN = Case("no problems")


def junit_check(run: Run) -> str:
    """The run as JUnit XML: a suite a definition, a failed case a finding."""
    return junit_report(check_suites(run))


def check_suites(run: Run) -> list[Suite]:
    """A suite for what could not be read, for each definition, and for the configuration.

    GitLab keeps one case of a class and name, so two callables of one file are two suites.
    """
    unread = [_unread(error) for error in run.errors]
    definitions = [_suite(report, _cases(report) or [_CLEAN]) for report in run.definitions]
    own = run.configuration
    configuration = [_suite(own, _cases(own))] if own is not None and own.findings else []
    return [*unread, *definitions, *configuration]


def _suite(report: FileReport, cases: Sequence[Case]) -> Suite:
    return Suite(report.file, cases, file_of(report))


def _unread(error: Unread) -> Suite:
    case = Case("the file can be read", "error", error.message, f"{error}\n")
    return Suite(error.target, [case], error.file)


def _cases(report: FileReport) -> Sequence[Case]:
    names = _unique([_name(finding) for finding in report.findings])
    return [
        _case(name, finding, report.source)
        for name, finding in zip(names, report.findings, strict=True)
    ]


def _name(finding: Finding) -> str:
    """A name without a line, so that a result has a history as the file changes."""
    path = f": {finding.path}" if finding.path else ""
    return f"{finding.code} {finding.rule}{path}"


def _unique(names: Sequence[str]) -> list[str]:
    """The names, equal ones numbered: GitLab keeps one case of a name."""
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique


def _case(name: str, finding: Finding, source: Source) -> Case:
    return Case(
        name,
        "failed",
        finding.message,
        plain(finding_lines(finding, source)),
        where(finding).start.line,
        finding.severity,
        [("path", finding.path), ("fingerprint", finding.fingerprint)],
    )
