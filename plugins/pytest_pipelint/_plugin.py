"""What is collected, once pipelint is asked for, and what is said of it at the end."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

import pytest

from pipelint.targets import SKIPPED
from pipelint.testing import is_scenario_file
from pytest_pipelint._definitions import ConfigurationFile, DefinitionFile
from pytest_pipelint._project import project_of
from pytest_pipelint._properties import COVERAGE
from pytest_pipelint._scenarios import ScenarioCollector

_SUFFIX = ".pipeline.json"
#: The option that says that no path was given.
_NO_PATH = "pipelint_no_path"


class Plugin:
    """The collection of definitions and scenarios."""

    def __init__(self, config: pytest.Config) -> None:
        self.project = project_of(config)
        self.configured = {Path(path).resolve() for path in self.project.files}
        self.configuration = self.project.configuration
        self.opened = _Opened([])
        # Where only the help is asked for, there is no such option.
        if not config.getoption("file_or_dir", None):
            # A worker of xdist gets the options and arguments of the process that started it.
            setattr(config.option, _NO_PATH, True)
            config.args += _outside(self._arguments(), config)
        if config.getoption(_NO_PATH, False):
            self.opened = _Opened([Path(path) for path in self._arguments()])

    def _arguments(self) -> list[str]:
        """What is collected where no path is given, beside what pytest finds."""
        inside = [path for path in self.project.files if self.project.is_inside(path)]
        return [*inside, *([str(self.configuration)] if self._is_anchor() else [])]

    def _is_anchor(self) -> bool:
        """Whether tests belong to the configuration file."""
        return bool(self.project.anchored or self.project.faults)

    @pytest.hookimpl(wrapper=True)
    def pytest_ignore_collect(
        self, collection_path: Path, config: pytest.Config
    ) -> Generator[None, bool | None, bool | None]:
        """Enter folders that pytest leaves out for the configured definitions in them alone."""
        ignored = yield
        return self.opened.ignores(collection_path, config, ignored=ignored)

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """Collect definitions, scenario files, and the configuration for what it anchors."""
        name, is_named = file_path.name, parent.session.isinitpath(file_path)
        if file_path == self.configuration and self._is_anchor():
            # Of a file outside the rootdir pytest makes no id.
            nodeid = os.path.relpath(file_path, self.project.root).replace(os.sep, "/")
            return ConfigurationFile.from_parent(parent, path=file_path, nodeid=nodeid)
        is_configured = file_path.resolve() in self.configured
        if not is_named and not is_configured and _is_skipped(file_path, parent.session):
            return None
        if is_scenario_file(name) or (is_named and name.endswith((".yaml", ".yml"))):
            return ScenarioCollector.from_parent(parent, path=file_path)
        is_definition = name.endswith(_SUFFIX) or (is_named and name.endswith(".json"))
        if is_definition or is_configured:
            return DefinitionFile.from_parent(parent, path=file_path)
        return None

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what the examples of properties reached."""
        lines = [*_coverage(terminalreporter)]
        if lines:
            terminalreporter.section("pipelint")
            for line in lines:
                terminalreporter.line(line)


def _is_skipped(path: Path, session: pytest.Session) -> bool:
    """Whether a path is in a folder that a search skips, below the folder that was named."""
    for folder in path.parents:
        if session.isinitpath(folder) or folder == session.config.rootpath:
            return False
        if folder.name in SKIPPED:
            return True
    return False


def _outside(paths: Sequence[str], config: pytest.Config) -> list[str]:
    """The paths that are in no folder that is collected anyway."""
    folders = [config.invocation_params.dir / word for word in config.args]
    return [path for path in paths if not any(map(Path(path).is_relative_to, folders))]


class _Opened:
    """Folders that pytest leaves out, as `build`, and that hold configured definitions.

    They cannot be arguments as well: of two of which one lies in the other pytest drops one.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._wanted = {*files, *(folder for file in files for folder in file.parents)}
        self._folders: set[Path] = set()

    def ignores(self, path: Path, config: pytest.Config, *, ignored: bool | None) -> bool | None:
        """Whether a path is left out, where it would be `ignored` otherwise."""
        if path not in self._wanted:
            return True if path.parent in self._folders else ignored
        if ignored and _is_refused(path, config):
            return True
        if path.is_dir() and (ignored or path.parent in self._folders):
            self._folders.add(path)
        return None


def _is_refused(path: Path, config: pytest.Config) -> bool:
    """Whether `--ignore` or `--ignore-glob` leave it out."""
    here = config.invocation_params.dir
    globs = [here / word for word in config.getoption("ignore_glob") or ()]
    paths = [os.path.abspath(here / word) for word in config.getoption("ignore") or ()]
    return str(path) in paths or any(fnmatch(str(path), str(each)) for each in globs)


def _coverage(reporter: pytest.TerminalReporter) -> Iterator[str]:
    for reports in reporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == COVERAGE and getattr(report, "when", "") == "call":
                    yield f"{report.nodeid}: {value}"
