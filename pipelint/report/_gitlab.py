"""Findings as a report of GitLab's Code Quality.

The format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format (2026-11),
a part of https://github.com/codeclimate/platform/blob/master/spec/analyzers/SPEC.md.
"""

from __future__ import annotations

import json

from pipelint.lint import fingerprints
from pipelint.report._where import where
from pipelint.report._words import well_formed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.lint import Finding
    from pipelint.report._run import Run

_SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}
#: The name of the check that an input passes which can be read.
_UNREADABLE = "unreadable-input"


def gitlab_report(run: Run) -> str:
    """The run as a JSON array, in ASCII; an input that could not be read is an entry as well."""
    entries = [*_errors(run), *(_finding(finding) for finding in run.findings)]
    return json.dumps(entries, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    file, start, end = where(finding)
    path = f" {finding.path}" if finding.path else ""
    fix = "" if finding.hint is None else f"; fix: {finding.hint}"
    return _entry(
        f"{finding.code}{path}: {finding.message}{fix}",
        finding.rule,
        finding.fingerprint,
        _SEVERITIES[finding.severity],
        file,
        (start.line, start.line if end is None else end.line),
    )


def _errors(run: Run) -> list[dict[str, object]]:
    own = fingerprints([(_UNREADABLE, error.target, "") for error in run.errors])
    return [
        _entry(str(error), _UNREADABLE, fingerprint, "blocker", error.file, (1, 1))
        for error, fingerprint in zip(run.errors, own, strict=True)
    ]


def _entry(
    description: str,
    check: str,
    fingerprint: str,
    severity: str,
    file: str,
    lines: tuple[int, int],
) -> dict[str, object]:
    begin, end = lines
    return {
        "description": well_formed(description),
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": well_formed(file), "lines": {"begin": begin, "end": end}},
    }
