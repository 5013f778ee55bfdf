"""One project, for those that check its definitions one by one."""

from __future__ import annotations

from functools import cached_property

from pipelint.errors import PipelintError
from pipelint.project._definition import check_definition
from pipelint.project._ruleset import load_ruleset
from pipelint.project._run import known_findings, without_suppressed, without_those
from pipelint.targets import BLOCKING, STANDARD_INPUT, TargetError, Targets, expand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from pipelint.lint import FileReport, Finding
    from pipelint.project._ruleset import Ruleset
    from pipelint.text import Source

_NO_STANDARD_INPUT = TargetError(
    STANDARD_INPUT, "standard input cannot be a configured definition: name a file"
)


class Project:
    """The definitions of a project, and the rules that its configuration enables."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset

    @classmethod
    def at(cls, folder: str) -> Project:
        """The project whose configuration is the nearest one from a folder upwards.

        Raises:
            PipelintError: the configuration or a pack is at fault.
        """
        return cls(load_ruleset(None, isolated=False, start=folder))

    @cached_property
    def configured(self) -> Targets:
        """The definitions that the configuration names, none where it names none.

        Standard input is none: it can be read once, by one command.
        """
        config = self.ruleset.config
        if not config.definitions:
            return Targets((), ())
        targets, errors = expand((), config)
        named = tuple(each for each in targets if each.path != STANDARD_INPUT)
        refused = (_NO_STANDARD_INPUT,) if named != targets else ()
        return Targets(named, (*errors, *refused))

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The families that have an enabled rule about definitions, in order."""
        return tuple(dict.fromkeys(rule.family for rule in self.ruleset.configured))

    @cached_property
    def known(self) -> Collection[str]:
        """The fingerprints in the baseline, none without one.

        Raises:
            PipelintError: it cannot be read.
        """
        return known_findings(self.ruleset.config.baseline)

    def check(self, source: Source) -> FileReport:
        """The findings on a definition, without those that are suppressed or in the baseline.

        Raises:
            PipelintError: it is no definition, or the baseline cannot be read.
        """
        config = self.ruleset.config
        try:
            report = check_definition(source, config, self.ruleset.configured)
        except PipelintError as error:
            raise PipelintError(f"{source.name}: {error}") from None
        [report], _ = without_suppressed([report], config)
        return without_those(report, self.known)


def blocking(report: FileReport) -> tuple[Finding, ...]:
    """The errors with which a definition cannot be executed."""
    return tuple(
        finding
        for finding in report.findings
        if finding.severity == "error" and finding.code[:-3] in BLOCKING
    )
