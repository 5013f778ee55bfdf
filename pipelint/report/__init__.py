"""What a check found, as text for people and in the formats of programs.

The functions import the module that does the work: a check of a clean file pays for none.
"""

from __future__ import annotations

from pipelint.report._line import Line, Piece, plain
from pipelint.report._run import Run
from pipelint.report._summary import explain_line, summary_line
from pipelint.report._words import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from pipelint.lint import Finding, Rule
    from pipelint.report._account import Account
    from pipelint.simulate import Input

__all__ = [
    "Account",
    "Line",
    "Piece",
    "Run",
    "account_report",
    "coloured",
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


def text_report(run: Run) -> list[Line]:
    """The findings of a run as lines, a blank one after each finding."""
    from pipelint.report._text import findings_lines

    return findings_lines(run)


def statistics_lines(run: Run) -> list[Line]:
    """How many findings there are of each rule, the most frequent first."""
    from pipelint.report._statistics import statistics_lines as lines

    return lines(run)


def json_report(run: Run) -> str:
    """The run in the versioned format for programs, in ASCII, with a line end."""
    from pipelint.report._json import json_report as report

    return report(run)


def sarif_report(run: Run, rules: Iterable[Rule]) -> str:
    """The run as a SARIF 2.1.0 log; `rules` holds at least the rules that reported."""
    from pipelint.report._sarif import sarif_report as report

    return report(run, rules)


def github_report(run: Run) -> str:
    """The run as workflow commands of GitHub Actions, one a line."""
    from pipelint.report._github import github_report as report

    return report(run)


def gitlab_report(run: Run) -> str:
    """The run as a report of GitLab's Code Quality."""
    from pipelint.report._gitlab import gitlab_report as report

    return report(run)


def junit_check(run: Run) -> str:
    """The run as JUnit XML: a suite a file, a failed case a finding."""
    from pipelint.report._cases import check_suites
    from pipelint.report._junit import junit_report

    return junit_report(check_suites(run))


def located(finding: Finding) -> str:
    """A finding in one line, which begins with its place."""
    from pipelint.report._where import located as line

    return line(finding)


def rule_table(rules: Sequence[Rule]) -> list[Line]:
    """The rules, one a line, under a heading."""
    from pipelint.report._rules import rule_table as table

    return table(rules)


def json_rules(rules: Sequence[Rule]) -> str:
    """The rules in a versioned format for programs, in ASCII, with a line end."""
    from pipelint.report._rules import json_rules as listed

    return listed(rules)


def rule_page(rule: Rule) -> str:
    """All that is known of a rule, in Markdown."""
    from pipelint.report._page import rule_page as page

    return page(rule)


def account_report(account: Account) -> list[Line]:
    """The account of a simulated execution."""
    from pipelint.report._account_lines import account_lines

    return account_lines(account)


def why_report(account: Account, step: str) -> list[Line]:
    """Why a step ran in a simulated execution, or did not.

    Raises:
        KeyError: there is no such step.
    """
    from pipelint.report._why import why_lines

    return why_lines(account, step)


def given_file(file: str, inputs: Sequence[Input], known: Mapping[str, Any] | None = None) -> str:
    """A file for `--given` with the inputs that a definition can need, to be filled in."""
    from pipelint.report._inputs import given_file as text

    return text(file, inputs, known)


def coloured(lines: Iterable[Line]) -> str:
    """The text of lines with the escape sequences of a terminal's colours."""
    from pipelint.report._colour import coloured as text

    return text(lines)


def markdown(page: str, width: int) -> str:
    """A Markdown page laid out for a terminal of so many columns."""
    from pipelint.report._colour import markdown as text

    return text(page, width)


def __getattr__(name: str) -> object:
    if name != "Account":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipelint.report import _account

    return _account.Account
