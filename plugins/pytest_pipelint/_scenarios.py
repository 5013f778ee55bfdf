"""Scenario files as tests: one for each scenario."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from pipelint import PipelintError
from pipelint.report import printable
from pipelint.testing import Scenario, ScenarioRunner, failure_text, read_scenarios
from pytest_pipelint._items import FailedError, Item, UnreadableItem, refuse
from pytest_pipelint._project import project_of


class ScenarioCollector(pytest.File):
    """A file with scenarios."""

    def collect(self) -> Iterator[pytest.Item]:
        """The scenarios; an error if the file is at fault."""
        try:
            file = read_scenarios(os.path.relpath(self.path))
        except PipelintError as error:
            yield UnreadableItem.from_parent(
                self,
                name="scenarios",
                kind="pipelint_scenario",
                message="\n".join(error.messages),
            )
            return
        runner = ScenarioRunner(file, project_of(self.config).project.executable)
        for scenario in file.scenarios:
            yield ScenarioItem.from_parent(
                self, name=printable(scenario.name), scenario=scenario, runner=runner
            )


class ScenarioItem(Item):
    """One execution of a definition against what is expected of it."""

    kind = "pipelint_scenario"

    def __init__(self, *, scenario: Scenario, runner: ScenarioRunner, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scenario = scenario
        self.runner = runner

    def setup(self) -> None:
        """Execute it: what cannot be executed is an error, not a failure."""
        result = self.runner.run(self.scenario)
        if result.outcome == "error":
            refuse(failure_text(result, self.runner.file).rstrip("\n"))

    def runtest(self) -> None:
        """Compare.

        Raises:
            FailedError: there are differences, each with its causes.
        """
        result = self.runner.run(self.scenario)
        if result.outcome == "failed":
            raise FailedError(failure_text(result, self.runner.file).rstrip("\n"))

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """The file, the line of the scenario (from 0), and what it is called."""
        line = self.runner.file.data.line(self.scenario.path)
        return self.path, None if line is None else line - 1, self.title
