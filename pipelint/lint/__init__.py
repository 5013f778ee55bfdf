"""Rules, what they report, and the run that brings both together."""

from __future__ import annotations

from pipelint.lint._problem import SEVERITIES, STAGES, Finding, Problem, Related
from pipelint.lint._rule import Rule, rule
from pipelint.lint._runner import FileReport, check_source

__all__ = [
    "SEVERITIES",
    "STAGES",
    "FileReport",
    "Finding",
    "Problem",
    "Related",
    "Rule",
    "check_source",
    "rule",
]
