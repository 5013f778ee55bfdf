"""What a run of the check gives to a reporter."""

from __future__ import annotations

from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.lint import FileReport, Finding, Severity, Unread


class Run(NamedTuple):
    """The reports on all definitions, in the order in which they were named.

    `configuration` holds the findings on the configuration file, None where there are none;
    `errors` are the targets that could not be read.
    """

    definitions: tuple[FileReport, ...]
    configuration: FileReport | None = None
    errors: tuple[Unread, ...] = ()

    @property
    def reports(self) -> tuple[FileReport, ...]:
        """The definitions' reports, then the configuration's."""
        return self.definitions + (() if self.configuration is None else (self.configuration,))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all reports, in order."""
        return tuple(finding for report in self.reports for finding in report.findings)

    @property
    def suppressed(self) -> int:
        """How many findings a suppression or the baseline took away."""
        return sum(report.suppressed for report in self.reports)

    def number_of(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(finding.severity == severity for finding in self.findings)
