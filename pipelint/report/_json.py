"""Findings for programs, in a format that carries its version."""

from __future__ import annotations

import json

from pipelint import __version__
from pipelint.catalog import stamp
from pipelint.lint import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.lint import Finding, Related
    from pipelint.report._run import Run

SCHEMA_VERSION = 1


def json_report(run: Run) -> str:
    """The run as a JSON document, in ASCII, so that lone surrogates are no trouble."""
    report = {
        "schema_version": SCHEMA_VERSION,
        "tool": {
            "name": "pipelint",
            "version": __version__,
            "catalog": f"botocore {stamp().botocore}",
        },
        "summary": _summary(run),
        "errors": [{"file": each.target, "message": each.message} for each in run.errors],
        "findings": [_finding(finding) for finding in run.findings],
    }
    return json.dumps(report, indent=2) + "\n"


def _summary(run: Run) -> dict[str, int]:
    return {
        "files": len(run.definitions),
        **{f"{severity}s": run.number_of(severity) for severity in SEVERITIES},
        "suppressed": run.suppressed,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity,
        "stage": finding.stage,
        "evidence": finding.evidence,
        "message": finding.message,
        "hint": finding.hint,
        "fingerprint": finding.fingerprint,
        "path": finding.path,
        "file": finding.file,
        "pointer": finding.pointer,
        "step": finding.step,
        "line": finding.start.line,
        "column": finding.start.column,
        "end_line": finding.end.line,
        "end_column": finding.end.column,
        "origin": None if finding.origin is None else finding.origin._asdict(),
        "related": [_related(other) for other in finding.related],
        "url": finding.url,
    }


def _related(other: Related) -> dict[str, object]:
    return {
        "message": other.message,
        "pointer": other.pointer,
        "line": other.start.line,
        "column": other.start.column,
    }
