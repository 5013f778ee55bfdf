"""What `pipelint check` writes for programs."""

from __future__ import annotations

from pipelint import report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipelint.lint import Rule
    from pipelint.report import Run

#: By its format, of a run and all known rules. Each report is loaded where it is made.
DOCUMENTS: dict[str, Callable[[Run, Sequence[Rule]], str]] = {
    "json": lambda run, rules: report.json_report(run),
    "sarif": lambda run, rules: report.sarif_report(run, rules=rules),
    "github": lambda run, rules: report.github_report(run),
    "gitlab": lambda run, rules: report.gitlab_report(run),
    "junit": lambda run, rules: report.junit_check(run),
}
