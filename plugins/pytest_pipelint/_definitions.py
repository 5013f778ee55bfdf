"""Definitions as tests: one for each family of rules, and one for their property."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from pipelint import PipelintError
from pipelint.lint import SEVERITIES, FileReport, Finding
from pipelint.report import Run, located, plain, text_report
from pipelint.targets import Target
from pytest_pipelint import PipelintWarning
from pytest_pipelint._items import DefinitionItem, FailedError, UnreadableItem, refuse
from pytest_pipelint._project import project_of
from pytest_pipelint._properties import PropertyItem


class DefinitionFile(pytest.File):
    """A file with a definition."""

    def collect(self) -> Iterator[pytest.Item]:
        """The tests of the definition."""
        target = project_of(self.config).project.target(os.path.relpath(self.path))
        yield from _tests(self, target)


class ConfigurationFile(pytest.File):
    """The configuration, for what it names that no file below the rootdir holds."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Each callable and each file outside, and an error for what is not there."""
        tested = project_of(self.config)
        for name, target in tested.anchored:
            yield AnchoredDefinition.from_parent(
                self, path=self.path, name=name, nodeid=f"{self.nodeid}::{name}", target=target
            )
        for fault in tested.faults:
            yield UnreadableItem.from_parent(
                self, name=fault.target, kind="pipelint_check", message=str(fault)
            )


class AnchoredDefinition(pytest.File):
    """A definition from a Python callable or object, or from a file outside the rootdir.

    It is a file to pytest, which captures what processes print while files are collected.
    """

    def __init__(self, *, target: Target, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target = target

    def collect(self) -> Iterator[pytest.Item]:
        """The tests of the definition; a callable is called."""
        yield from _tests(self, self.target)


def _tests(parent: pytest.Collector, target: Target) -> Iterator[pytest.Item]:
    tested = project_of(parent.config)
    # Pytest shows what is printed during collection where that fails, and this does not.
    printed = StringIO()
    try:
        definition = tested.read(target, printed)
    except PipelintError as error:
        yield UnreadableItem.from_parent(
            parent,
            name="definition",
            kind="pipelint_check",
            message=str(error),
            printed=printed.getvalue(),
        )
        return
    for family in tested.project.families:
        yield FamilyItem.from_parent(parent, name=family, definition=definition)
    yield PropertyItem.from_parent(parent, name="property", definition=definition)


class FamilyItem(DefinitionItem):
    """The rules of one family on a definition."""

    kind = "pipelint_check"

    def setup(self) -> None:
        """Check the definition: one that is none is an error, not a failure."""
        try:
            _ = self.definition.report
        except PipelintError as error:
            refuse(str(error))

    def runtest(self) -> None:
        """Fail for what is at or above the threshold, warn of other warnings.

        Raises:
            FailedError: there are findings, as `pipelint check` prints them; last those of which
                a warning is an error to pytest.
        """
        tested = self.definition.tested
        report = self.definition.report
        threshold = SEVERITIES.index(tested.fail_on)
        found = [each for each in report.findings if self._is_own(each)]
        failing = [each for each in found if SEVERITIES.index(each.severity) <= threshold]
        warned = [each for each in found if each.severity == "warning" and each not in failing]
        failing += [each for each in warned if _warn(each)]
        if failing:
            raise FailedError(_told(report._replace(findings=tuple(failing))))

    def _is_own(self, finding: Finding) -> bool:
        """Whether a finding is of this family; a crash of a rule is told whatever is enabled."""
        families = self.definition.tested.project.families
        return self.name == (finding.family if finding.family in families else families[0])


def _warn(finding: Finding) -> bool:
    """Show a finding as a warning of pytest, at its line; whether that is an error, as by `-W`."""
    file, line = finding.origin or (finding.file, finding.start.line)
    try:
        warnings.warn_explicit(located(finding), PipelintWarning, file, line)
    except PipelintWarning:
        return True
    return False


def _told(report: FileReport) -> str:
    return plain(text_report(Run((report,)))).rstrip("\n")
