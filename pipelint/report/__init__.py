"""What a check found, as text for people and in the formats of programs."""

from __future__ import annotations

from pipelint._lazy import later
from pipelint.report._line import BLANK, Line, Piece, plain
from pipelint.report._run import Run
from pipelint.report._summary import explain_line, summary_line
from pipelint.report._words import counted, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.report._account import Account, step_of
    from pipelint.report._account_lines import account_report, failure, retried_by
    from pipelint.report._behind import conditions, sources, stops
    from pipelint.report._cases import junit_check
    from pipelint.report._colour import coloured, markdown
    from pipelint.report._decisions import decision_lines
    from pipelint.report._github import github_report
    from pipelint.report._gitlab import gitlab_report
    from pipelint.report._inputs import given_file, given_lines
    from pipelint.report._json import json_report
    from pipelint.report._junit import Case, Suite, junit_report
    from pipelint.report._line import Role as Role
    from pipelint.report._page import rule_page
    from pipelint.report._rules import json_rules, rule_table
    from pipelint.report._sarif import sarif_report
    from pipelint.report._statistics import statistics_lines
    from pipelint.report._text import text_report
    from pipelint.report._where import located
    from pipelint.report._why import why_report

__all__ = [
    "BLANK",
    "Account",
    "Case",
    "Line",
    "Piece",
    "Run",
    "Suite",
    "account_report",
    "coloured",
    "conditions",
    "counted",
    "decision_lines",
    "explain_line",
    "failure",
    "github_report",
    "gitlab_report",
    "given_file",
    "given_lines",
    "json_report",
    "json_rules",
    "junit_check",
    "junit_report",
    "located",
    "markdown",
    "plain",
    "printable",
    "retried_by",
    "rule_page",
    "rule_table",
    "sarif_report",
    "sources",
    "statistics_lines",
    "step_of",
    "stops",
    "summary_line",
    "text_report",
    "why_report",
]

# A check of a clean file is told in one line.
__getattr__ = later(
    __name__,
    {
        "_account": ("Account", "step_of"),
        "_account_lines": ("account_report", "failure", "retried_by"),
        "_behind": ("conditions", "sources", "stops"),
        "_cases": ("junit_check",),
        "_colour": ("coloured", "markdown"),
        "_decisions": ("decision_lines",),
        "_github": ("github_report",),
        "_gitlab": ("gitlab_report",),
        "_inputs": ("given_file", "given_lines"),
        "_json": ("json_report",),
        "_junit": ("Case", "Suite", "junit_report"),
        "_page": ("rule_page",),
        "_rules": ("json_rules", "rule_table"),
        "_sarif": ("sarif_report",),
        "_statistics": ("statistics_lines",),
        "_text": ("text_report",),
        "_where": ("located",),
        "_why": ("why_report",),
    },
)
