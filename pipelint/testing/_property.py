"""The property of a definition: whatever a start and the outside world may do, it gets through."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, Verbosity, example, given, reject
from hypothesis import settings as Settings  # noqa: N812  # it is a class
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from pipelint.records import NamedTuple
from pipelint.simulate import InputError, Trace, simulate
from pipelint.testing._boundaries import boundary_executions, samples
from pipelint.testing._declared import Declared
from pipelint.testing._examples_database import KeyedDatabase
from pipelint.testing._faults import Judge
from pipelint.testing._laid import entry, laid
from pipelint.testing._shrink import smaller
from pipelint.testing._troubles import handled_troubles, merged
from pipelint.testing.strategies import executions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from pipelint.targets import Definition
    from pipelint.testing._requests import Fault
    from pipelint.testing._troubles import Trouble
    from pipelint.text import Path

    #: What is given, with the parameters of the start or without.
    World = dict[str, Any]

#: How often an execution is given what it turns out to lack.
_ROUNDS = 10


class Counterexample(NamedTuple):
    """An execution that the definition does not get through; `given` has its parameters, too."""

    given: Mapping[str, Any]
    trace: Trace
    faults: tuple[Fault, ...]


class Coverage(NamedTuple):
    """What the executions reached: of `steps` those in `never` did not run in any.

    `sides` are the branches that no decision of a condition took, as `IfSteps of Check`.
    """

    executions: int
    steps: int
    never: tuple[str, ...]
    sides: tuple[str, ...]

    def __str__(self) -> str:
        """In words: `Steps reached 11/12; never: RegisterModel`."""
        words = [f"Steps reached {self.steps - len(self.never)}/{self.steps}"]
        words += [f"never: {', '.join(self.never)}"] if self.never else []
        words += [f"never taken: {', '.join(self.sides)}"] if self.sides else []
        return "; ".join(words)

    @property
    def is_complete(self) -> bool:
        """Whether each step ran, and each branch was taken."""
        return not self.never and not self.sides


class Examination(NamedTuple):
    """What came of many executions; without a counterexample all of them got through."""

    coverage: Coverage
    counterexample: Counterexample | None = None


def examine(definition: Definition, settings: Settings | None = None, key: str = "") -> Examination:
    """Execute a definition that has no errors with many inputs, those at boundaries first.

    Each execution has to end in success, by a Fail step or, where a step failed as it may, with
    failures that are handled; every reference has to resolve, and every resolved request has to
    have the API's form. `settings` are Hypothesis's, those of its profile unless given; its
    database keeps examples that fail under `key`.
    """
    trial = _Trial(definition)

    def execute(execution: tuple[World, World]) -> None:
        trial.execute(*execution)

    troubles = handled_troubles(definition.facts)
    test = given(execution=_executions(definition, troubles))(execute)
    for each in reversed(boundary_executions(definition.facts)):
        test = example(execution=each)(test)
    try:
        _settings(settings or Settings(), key)(test)()
    except _FailedError as failed:
        return Examination(trial.coverage, trial.minimal(failed.example))
    except Unsatisfiable:
        # Beside the boundaries nothing was found that could be tried.
        pass
    return Examination(trial.coverage)


def _settings(base: Settings, key: str) -> Settings:
    if base.database is not None:
        base = Settings(base, database=KeyedDatabase(base.database, key))
    return Settings(
        base,
        deadline=None,
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        phases=[phase for phase in base.phases if phase is not Phase.explain],
    )


class _FailedError(Exception):
    def __init__(self, example: Counterexample) -> None:
        super().__init__()
        self.example = example


class _Trial:
    """Executions of one definition, with what they reached."""

    def __init__(self, definition: Definition) -> None:
        self.facts = definition.facts
        self.judge = Judge(self.facts)
        self.samples = dict(samples(self.facts))
        self.executions = 0
        self.reached: set[str] = set()
        self.outcomes: set[tuple[str, bool]] = set()

    def execute(self, parameters: World, outcomes: World) -> None:
        """Execute it once.

        Raises:
            _FailedError: it does not get through.
        """
        try:
            world, trace = self._executed({**outcomes, "parameters": parameters})
        except InputError:  # no start, or no service, gives that
            reject()
        if trace.status == "NeedsInput":
            reject()
        self._note(trace)
        faults = self._faults(world, trace)
        if faults:
            raise _FailedError(Counterexample(world, trace, faults))

    def _faults(self, world: World, trace: Trace) -> tuple[Fault, ...]:
        """What goes wrong; a form that made-up values give to a request does not count."""
        declared = Declared(self.facts, world, trace)
        faults = self.judge.faults(trace)
        return tuple(each for each in faults if all(path in declared for path in each.sources))

    def _executed(self, world: World) -> tuple[World, Trace]:
        """An execution to its end: what it turns out to lack is added to what is given."""
        for _ in range(_ROUNDS):
            trace = simulate(self.facts, given=world)
            missing = [need for need in trace.needs if need.path]
            if not missing:
                break
            world = self._completed(world, [need.path for need in missing])
        return world, trace

    def _completed(self, world: World, missing: Sequence[Path]) -> World:
        """With samples of what is missing; of a file whose place a start says, of all in it."""
        known = [(path, self.samples[path]) for path in missing if path in self.samples]
        world = _filled(world, known)
        others = [path for path in missing if path not in self.samples]
        if not others:
            return world
        files = {path[:2] for path in others}
        read = (each for each in samples(self.facts, world) if each[0][:2] in files)
        return _filled(world, [*read, *((path, "a") for path in others)])

    def _note(self, trace: Trace) -> None:
        self.executions += 1
        for run in trace.steps:
            if run.ran:
                self.reached.add(run.step_name)
                if run.outcome is not None:
                    self.outcomes.add((run.step_name, run.outcome))

    @property
    def coverage(self) -> Coverage:
        """What was reached so far."""
        steps = self.facts.steps
        conditions = [name for name, step in steps.items() if step.type == "Condition"]
        sides = [
            f"{branch} of {name}"
            for name in conditions
            if name in self.reached
            for branch, side in (("IfSteps", True), ("ElseSteps", False))
            if (name, side) not in self.outcomes
        ]
        never = tuple(name for name in steps if name not in self.reached)
        return Coverage(self.executions, len(steps), never, tuple(sides))

    def minimal(self, found: Counterexample) -> Counterexample:
        """The same failure with as little given as shows it."""

        def fails(world: World) -> bool:
            try:
                faults = self._faults(world, simulate(self.facts, given=world))
            except InputError:  # a parameter without a default has to be given
                return False
            return any(fault.pointer == found.faults[0].pointer for fault in faults)

        world = smaller({**found.given}, fails)
        trace = simulate(self.facts, given=world)
        return Counterexample(world, trace, self._faults(world, trace))


def _filled(world: World, entries: Iterable[tuple[Path, Any]]) -> World:
    """What is given, with entries where there are none."""
    for path, value in entries:
        world = laid(world, entry(path, value))
    return world


@st.composite
def _executions(
    draw: st.DrawFn, definition: Definition, troubles: Sequence[Trouble]
) -> tuple[World, World]:
    """The inputs of an execution, at times with a failure that the definition is made for."""
    started, outcomes = draw(executions(definition))
    trouble = draw(st.sampled_from([None, *troubles])) if troubles else None
    return started, outcomes if trouble is None else merged(outcomes, trouble)
