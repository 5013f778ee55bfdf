"""The project that a run of pytest is about: its configuration, and its definitions."""

from __future__ import annotations

import os
from contextlib import nullcontext, redirect_stderr
from functools import cached_property
from pathlib import Path

import pytest

from pipelint import PipelintError
from pipelint.project import Project
from pipelint.report import located, printable
from pipelint.targets import Definition, Target, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from pipelint.lint import FileReport, Unread
    from pipelint.text import Source

#: What a configuration file may be called.
_CONFIGURATIONS = ("pipelint.toml", "pyproject.toml")

_KEY: pytest.StashKey[TestedProject] = pytest.StashKey()


class TestedDefinition:
    """A definition that several tests are about: it is checked and understood once."""

    __test__ = False

    def __init__(self, source: Source, path: str, tested: TestedProject) -> None:
        self.source = source
        #: Where it is, relative to the working directory; of a callable the word for it.
        self.path = path
        self.tested = tested

    @cached_property
    def report(self) -> FileReport:
        """The findings of all enabled rules."""
        return self.tested.project.check(self.source)

    @cached_property
    def definition(self) -> Definition:
        """The definition, to be executed."""
        return Definition(self.source, self.tested.project.blocking)

    @cached_property
    def blocking(self) -> list[str]:
        """Why it cannot be executed: a line for each error."""
        return [located(finding) for finding in self.tested.project.blocking(self.source)]


class TestedProject:
    """What the tests of one run share."""

    __test__ = False

    def __init__(self, config: pytest.Config) -> None:
        self.project = Project.at(_start(config))
        # A baseline that cannot be read is told once, not by each test.
        _ = self.project.known
        self.fail_on = config.getoption("--pipelint-fail-on") or self.project.ruleset.config.fail_on
        self.root = config.rootpath
        #: Whether pytest shows nothing of what is printed, unless something fails.
        self.captures = config.getoption("capture") != "no"

    @property
    def configuration(self) -> Path | None:
        """The configuration file, None without one."""
        path = self.project.ruleset.config.path
        return None if path is None else Path(path)

    @property
    def files(self) -> list[str]:
        """The absolute paths of the definitions that the configuration names."""
        targets = self.project.configured.targets
        return [os.path.abspath(each.path) for each in targets if each.python is None]

    @property
    def anchored(self) -> list[tuple[str, Target]]:
        """What belongs to the configuration file, by names: callables, and files outside.

        Pytest has no ids for files outside its rootdir.
        """
        return [
            (self._anchored_name(each), each)
            for each in self.project.configured.targets
            if each.python is not None or not self.is_inside(os.path.abspath(each.path))
        ]

    def is_inside(self, path: str) -> bool:
        """Whether an absolute path is below the rootdir."""
        return Path(path).is_relative_to(self.root)

    def _anchored_name(self, target: Target) -> str:
        if target.python is not None:
            return target.file
        return os.path.relpath(target.path, self.project.ruleset.config.folder).replace(os.sep, "/")

    @property
    def faults(self) -> Sequence[Unread]:
        """What the configuration names and is not there."""
        return self.project.configured.errors

    def read(self, target: Target, printed: TextIO | None = None) -> TestedDefinition:
        """What a target stands for; a callable is called, and what it prints may be kept.

        Raises:
            PipelintError: it cannot be read.
        """
        try:
            with redirect_stderr(printed) if printed and self.captures else nullcontext():
                return TestedDefinition(read(target), _path(target), self)
        except PipelintError as error:
            raise PipelintError(printable(f"{target.file}: {error}")) from error


def project_of(config: pytest.Config) -> TestedProject:
    """The project of a run, read at the first call.

    Raises:
        pytest.UsageError: its configuration is at fault.
    """
    if _KEY not in config.stash:
        try:
            config.stash[_KEY] = TestedProject(config)
        except PipelintError as error:
            raise pytest.UsageError(f"pipelint: {error}") from None
    return config.stash[_KEY]


def _path(target: Target) -> str:
    python = target.python
    if python is None or not python.module.endswith(".py"):
        return target.path
    return f"{os.path.join(python.folder, python.module)}:{python.name}"


def _start(config: pytest.Config) -> str:
    """Where the configuration is looked for: from the working directory, in the project.

    The id of a test that belongs to a configuration file names that one, wherever it is run.
    """
    here = config.invocation_params.dir
    files = (os.path.abspath(here / word.partition("::")[0]) for word in config.args)
    named = {os.path.dirname(file) for file in files if os.path.basename(file) in _CONFIGURATIONS}
    if len(named) == 1:
        return named.pop()
    return str(here if here.is_relative_to(config.rootpath) else config.rootpath)
