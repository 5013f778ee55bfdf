"""Scenarios are run: the definition is loaded and simulated, the trace compared."""

from __future__ import annotations

from functools import cached_property

from pipelint.errors import PipelintError
from pipelint.records import NamedTuple
from pipelint.report import Account, located
from pipelint.simulate import InputError, InputFault, placed, simulate
from pipelint.targets import load
from pipelint.testing._expectations import differences, misnamed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Literal

    from pipelint.analysis import Facts
    from pipelint.simulate import Trace
    from pipelint.testing._expectations import Difference
    from pipelint.testing._scenarios import Scenario, ScenarioFile
    from pipelint.text import Path

    Outcome = Literal["passed", "failed", "error"]


class ScenarioResult(NamedTuple):
    """What came of a scenario.

    `errors` say why it could not be judged, each with file and line; then there are no
    `differences`. `trace` is None where there was no execution.
    """

    scenario: Scenario
    differences: tuple[Difference, ...] = ()
    errors: tuple[str, ...] = ()
    trace: Trace | None = None

    @property
    def outcome(self) -> Outcome:
        """Whether the execution is as expected."""
        if self.errors:
            return "error"
        return "failed" if self.differences else "passed"


class ScenarioRunner:
    """Runs the scenarios of one file, each once and in any order.

    The definition is read once. A scenario that takes cached runs from another one lets that run
    first. `executable` gives what is known of the definition at a path, or raises an InputError
    with what keeps it from being executed; unless given, these are the errors of built-in rules.
    """

    def __init__(
        self, file: ScenarioFile, executable: Callable[[str], Facts] | None = None
    ) -> None:
        self.file = file
        self._executable = executable or _loaded
        self._results: dict[str, ScenarioResult] = {}

    def run(self, scenario: Scenario) -> ScenarioResult:
        """What comes of a scenario of the file; never raises for what is written there."""
        found = self._results.get(scenario.name)
        if found is None:
            found = self._results[scenario.name] = self._run(scenario)
        return found

    def _run(self, scenario: Scenario) -> ScenarioResult:
        try:
            trace = self._simulated(scenario)
        except PipelintError as error:
            return ScenarioResult(scenario, errors=error.messages)
        account = self._account(scenario, trace)
        faults = self._placed(misnamed(scenario.expect, account), (*scenario.path, "expect"))
        if faults:
            return ScenarioResult(scenario, errors=tuple(map(str, faults)), trace=trace)
        return ScenarioResult(scenario, tuple(differences(scenario.expect, account)), (), trace)

    def _simulated(self, scenario: Scenario) -> Trace:
        facts = self._facts
        cached = self._cached(scenario)
        try:
            return simulate(
                facts,
                given=scenario.given,
                cache_from=cached,
                max_parallel=scenario.max_parallel,
                lenient=scenario.lenient,
            )
        except InputError as error:
            raise InputError(self._refused(error.faults, scenario)) from None

    def _refused(self, faults: Iterable[InputFault], scenario: Scenario) -> list[InputFault]:
        """What does not fit among what is given; a parameter that is not given has no line."""
        base = (*scenario.path, "given")
        found = [
            InputFault((*base, *fault.path), fault.message)
            if fault.parameter is None or self.file.data.has((*base, *fault.path))
            else InputFault(scenario.path, f"{fault.message} in given.parameters")
            for fault in faults
        ]
        return placed(found, self.file.data)

    @property
    def _facts(self) -> Facts:
        """What is known of the definition, which can be executed."""
        if isinstance(self._definition, PipelintError):
            raise self._definition.with_traceback(None)
        return self._definition

    @cached_property
    def _definition(self) -> Facts | PipelintError:
        where = self.file.data.place(("definition",))
        try:
            return self._executable(self.file.beside(self.file.definition))
        except InputError as error:
            intro = f"{where}: the definition cannot be executed"
            return InputError([InputFault((), f"{intro}: {each}") for each in error.faults])
        except PipelintError as error:
            return PipelintError(f"{where}: {error}")

    def _cached(self, scenario: Scenario) -> Trace | None:
        if not isinstance(scenario.cache_from, str):
            return scenario.cache_from
        earlier = {each.name: each for each in self.file.scenarios}[scenario.cache_from]
        trace = self.run(earlier).trace
        if trace is None:
            message = f"'{earlier.name}' could not be executed: there is nothing to take from it"
            raise InputError(self._placed([InputFault(("cache_from",), message)], scenario.path))
        return trace

    def _account(self, scenario: Scenario, trace: Trace) -> Account:
        data, base = self.file.data, (*scenario.path, "given")

        def origin(path: Path) -> str:
            where = (*base, *path)
            return f"line {data.line(where)}" if data.has(where) else ""

        return Account(self.file.definition, self._facts, trace, origin)

    def _placed(self, faults: Iterable[InputFault], base: Path) -> list[InputFault]:
        """Faults below an entry of the file, with their lines."""
        found = [InputFault((*base, *path), message) for path, message in faults]
        return placed(found, self.file.data)


def _loaded(path: str) -> Facts:
    definition = load(path)
    if definition.blocking:
        raise InputError([InputFault((), located(each)) for each in definition.blocking])
    return definition.facts
