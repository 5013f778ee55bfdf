"""Scenario files: executions of one definition, and what is expected of each."""

from __future__ import annotations

import os
import re

from pipelint.errors import PipelintError, suggestion
from pipelint.model import is_definition
from pipelint.records import NamedTuple
from pipelint.simulate import (
    MAX_PARALLEL,
    InputError,
    InputFault,
    Trace,
    given_schema,
    placed,
    read_schema,
    read_trace,
    sound,
)
from pipelint.targets import beside
from pipelint.text import read_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pipelint.simulate import Schema
    from pipelint.text import Data, Path


_GIVEN = "#/$defs/given"


class Expectations(NamedTuple):
    """What is expected of one execution: all that is not empty or None.

    `arguments` maps steps to paths into their requests, and these to values. The requests of the
    steps in `valid_requests` have the API's form. `failure` is a regular expression that compiles.
    """

    status: str | None = None
    runs: tuple[str, ...] = ()
    runs_exactly: tuple[str, ...] | None = None
    not_executed: tuple[str, ...] = ()
    statuses: Mapping[str, str] = {}
    order: tuple[tuple[str, ...], ...] = ()
    arguments: Mapping[str, Mapping[str, Any]] = {}
    valid_requests: tuple[str, ...] = ()
    outcomes: Mapping[str, bool] = {}
    attempts: Mapping[str, int] = {}
    cache_hits: tuple[str, ...] = ()
    failure: str | None = None


class Scenario(NamedTuple):
    """One execution, and what is expected of it.

    `path` leads to it in its file. `cache_from` is the trace that cached runs are taken from, or
    the name of an earlier scenario whose trace it is.
    """

    name: str
    path: Path
    expect: Expectations
    given: Mapping[str, Any] = {}
    cache_from: Trace | str | None = None
    max_parallel: int = MAX_PARALLEL
    lenient: bool = False


class ScenarioFile(NamedTuple):
    """The scenarios of a file, in their order; `definition` is the path as it is written there.

    `data` knows the lines: `data.place(scenario.path)` is where a scenario stands.
    """

    path: str
    definition: str
    scenarios: tuple[Scenario, ...]
    data: Data

    def beside(self, path: str) -> str:
        """A path or target that is relative to the file, relative to the working directory."""
        return beside(os.path.dirname(self.path), path)


def scenarios_schema() -> Schema:
    """The published schema of scenario files; it refers to that of what is given."""
    return read_schema(os.path.join(os.path.dirname(__file__), "scenarios.schema.json"))


def editor_schema() -> Schema:
    """The schema of scenario files in one piece, for editors: it refers to nothing outside."""
    given = {k: v for k, v in given_schema().items() if k not in ("$schema", "$id")}
    whole = scenarios_schema()
    inside = _moved(given, "#/$defs/", f"{_GIVEN}/$defs/")
    found = _moved(whole, "given.schema.json", _GIVEN)
    return {**found, "$defs": {**found["$defs"], "given": inside}}


def _moved(value: Any, begin: str, to: str) -> Any:
    """A schema whose references that begin so lead to another place."""
    if isinstance(value, list):
        return [_moved(each, begin, to) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: to + each.removeprefix(begin)
        if key == "$ref" and each.startswith(begin)
        else _moved(each, begin, to)
        for key, each in value.items()
    }


def read_scenarios(path: str) -> ScenarioFile:
    """The scenarios of a file in YAML or JSON.

    Raises:
        PipelintError: the file cannot be read.
        InputError: what it holds is at fault; each fault begins with the file and the line.
    """
    data = read_file(path)
    if data.value is None:
        message = "is empty: expected 'definition' and 'scenarios'"
        raise InputError(placed([InputFault((), message)], data))
    if is_definition(data.value) and "scenarios" not in data.value:
        message = f"is a pipeline definition, no scenario file: pipelint check {path}"
        raise InputError([InputFault((), f"{path}: {message}")])
    sound(data, scenarios_schema(), [given_schema()])
    listed = data.value["scenarios"]
    file = ScenarioFile(path, data.value["definition"], (), data)
    reader = _Reader(file, [each["name"] for each in listed])
    scenarios = tuple(reader.scenario(at, each) for at, each in enumerate(listed))
    if reader.faults:
        raise InputError(placed(reader.faults, data))
    return file._replace(scenarios=scenarios)


class _Reader:
    """Reads the scenarios of one file, whose form is sound; what is wrong is in `faults`."""

    def __init__(self, file: ScenarioFile, names: Sequence[str]) -> None:
        self.file = file
        self.names = names
        self.faults: list[InputFault] = []

    def scenario(self, at: int, value: Mapping[str, Any]) -> Scenario:
        path = ("scenarios", at)
        name = self.names[at]
        if name in self.names[:at]:
            first = self.file.data.line(("scenarios", self.names.index(name)))
            message = f"'{name}' is the name of another scenario (line {first})"
            self.faults.append(InputFault((*path, "name"), message))
        return Scenario(
            name,
            path,
            self.expectations(value["expect"], (*path, "expect")),
            value.get("given") or {},
            self.cache(value.get("cache_from"), at),
            int(value.get("max_parallel", MAX_PARALLEL)),
            value.get("lenient", False),
        )

    def expectations(self, value: Mapping[str, Any], path: Path) -> Expectations:
        try:
            re.compile(value.get("failure", ""))
        except (re.error, OverflowError, RecursionError) as error:
            message = f"is no regular expression: {error}"
            self.faults.append(InputFault((*path, "failure"), message))
        return Expectations(**{key: _frozen(each) for key, each in value.items()})

    def cache(self, word: str | None, at: int) -> Trace | str | None:
        if word is None or word in self.names[:at]:
            return word
        try:
            return self.trace(word, at)
        except PipelintError as error:
            self.faults.append(InputFault(("scenarios", at, "cache_from"), str(error)))
            return None

    def trace(self, word: str, at: int) -> Trace:
        path = self.file.beside(word)
        if word in self.names:
            raise PipelintError(f"'{word}' is no earlier scenario: they run in their order")
        if not os.path.isfile(path):
            near = suggestion(word, self.names[:at])
            raise PipelintError(f"'{word}' is neither an earlier scenario nor a file{near}")
        return read_trace(path)


def _frozen(value: Any) -> Any:
    """Lists as tuples, to the depth that expectations have; the values of arguments stay."""
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    return value
