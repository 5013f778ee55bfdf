"""One project, for those that check its definitions one by one."""

from __future__ import annotations

import os
from functools import cached_property

from pipelint.errors import PipelintError
from pipelint.project._definition import check_definition
from pipelint.project._ruleset import load_ruleset
from pipelint.project._run import known_findings, without_suppressed, without_those
from pipelint.report import located, printable
from pipelint.simulate import InputError, InputFault
from pipelint.targets import Definition, Targets, expand, read
from pipelint.text import STANDARD_INPUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipelint.analysis import Facts
    from pipelint.lint import FileReport, Finding, Rule
    from pipelint.project._ruleset import Ruleset
    from pipelint.targets import Target
    from pipelint.text import Source

_NO_STANDARD_INPUT = "standard input cannot be a definition of a project: name a file"


class Project:
    """The definitions of a project, and the rules that its configuration enables."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self._outcomes: dict[str, Facts | PipelintError] = {}

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
        return _files(expand((), config)) if config.definitions else Targets((), ())

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
        return self._report(source, self.ruleset.configured)

    def blocking(self, source: Source) -> tuple[Finding, ...]:
        """The errors with which a definition cannot be executed, also of rules not selected.

        Raises:
            PipelintError: it is no definition, or the baseline cannot be read.
        """
        return self._report(source, self._guarding).blocking

    @cached_property
    def _guarding(self) -> Sequence[Rule]:
        return self.ruleset.guarding

    def target(self, word: str) -> Target:
        """The one definition that a word stands for, relative to the working directory.

        Raises:
            PipelintError: it stands for none, or for several.
        """
        targets, errors = _files(expand([word], self.ruleset.config))
        for error in errors:
            raise PipelintError(printable(str(error)))
        if len(targets) != 1:
            raise PipelintError(f"{word}: means {len(targets)} definitions: name one of them")
        return targets[0]

    def executable(self, word: str) -> Facts:
        """What is known of a definition that can be executed; each is read once.

        The word is relative to the working directory.

        Raises:
            InputError: it cannot be executed; each of its faults is an error of the definition.
            PipelintError: there is none, or it cannot be read.
        """
        target = self.target(word)
        key = target.file if target.python is not None else os.path.realpath(target.path)
        if key not in self._outcomes:
            self._outcomes[key] = self._outcome(target)
        found = self._outcomes[key]
        if isinstance(found, PipelintError):
            raise found.with_traceback(None)
        return found

    def _outcome(self, target: Target) -> Facts | PipelintError:
        try:
            source = read(target)
        except PipelintError as error:
            return PipelintError(printable(f"{target.file}: {error}"))
        try:
            faults = [located(each) for each in self.blocking(source)]
        except PipelintError as error:
            faults = [str(error)]
        if faults:
            return InputError([InputFault((), each) for each in faults])
        return Definition(source).facts

    def _report(self, source: Source, rules: Sequence[Rule]) -> FileReport:
        config = self.ruleset.config
        try:
            report = check_definition(source, config, rules)
        except PipelintError as error:
            raise PipelintError(f"{source.name}: {error}") from None
        [report], _ = without_suppressed([report], config)
        return without_those(report, self.known)


def _files(found: Targets) -> Targets:
    """The targets without standard input, which is refused."""
    named = tuple(each for each in found.targets if each.path != STANDARD_INPUT)
    others = (each for each in found.targets if each.path == STANDARD_INPUT)
    return Targets(named, (*found.errors, *(each.unread(_NO_STANDARD_INPUT) for each in others)))
