"""What a check found, as text for people and in the formats of programs."""

from __future__ import annotations

from pipelint._lazy import later
from pipelint.report._line import Line, Piece, plain
from pipelint.report._run import Run
from pipelint.report._summary import explain_line, summary_line
from pipelint.report._words import counted, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.report._account import Account
    from pipelint.report._account_lines import account_report
    from pipelint.report._cases import junit_check
    from pipelint.report._colour import coloured, markdown
    from pipelint.report._github import github_report
    from pipelint.report._gitlab import gitlab_report
    from pipelint.report._inputs import given_file
    from pipelint.report._json import json_report
    from pipelint.report._page import rule_page
    from pipelint.report._rules import json_rules, rule_table
    from pipelint.report._sarif import sarif_report
    from pipelint.report._statistics import statistics_lines
    from pipelint.report._text import text_report
    from pipelint.report._where import located
    from pipelint.report._why import why_report

__all__ = [
    "Account",
    "Line",
    "Piece",
    "Run",
    "account_report",
    "coloured",
    "counted",
    "explain_line",
    "github_report",
    "gitlab_report",
    "given_file",
    "json_report",
    "json_rules",
    "junit_check",
    "located",
    "markdown",
    "plain",
    "printable",
    "rule_page",
    "rule_table",
    "sarif_report",
    "statistics_lines",
    "summary_line",
    "text_report",
    "why_report",
]

# A check of a clean file is told in one line.
__getattr__ = later(
    __name__,
    {
        "_account": ("Account",),
        "_account_lines": ("account_report",),
        "_cases": ("junit_check",),
        "_colour": ("coloured", "markdown"),
        "_github": ("github_report",),
        "_gitlab": ("gitlab_report",),
        "_inputs": ("given_file",),
        "_json": ("json_report",),
        "_page": ("rule_page",),
        "_rules": ("json_rules", "rule_table"),
        "_sarif": ("sarif_report",),
        "_statistics": ("statistics_lines",),
        "_text": ("text_report",),
        "_where": ("located",),
        "_why": ("why_report",),
    },
)
