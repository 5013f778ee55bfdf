"""Why an execution is none that a sound definition has."""

from __future__ import annotations

from pipelint.model import Reference, logical_path
from pipelint.records import NamedTuple
from pipelint.simulate import in_words
from pipelint.testing._reach import misfit
from pipelint.testing._start_samples import reach_of
from pipelint.text import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.catalog import Shape
    from pipelint.model import Step
    from pipelint.simulate import StepRun, Trace
    from pipelint.text import Path


class Fault(NamedTuple):
    """What goes wrong in a step, at a place of the definition.

    `keys` lead to an argument that does not have the API's form; None for what has no value.
    """

    step: str
    pointer: str
    message: str
    keys: Path | None = None


class _Place(NamedTuple):
    """A place in a step's request: the keys to it from the arguments, from the top its pointer."""

    keys: Path
    pointer: str
    shape: Shape
    words: str


class Judge:
    """Looks at executions of one definition.

    The default of a parameter that does not have the API's form where it stands by itself is the
    linter's matter, which reports it.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._places: dict[Step, list[_Place]] = {}
        self._reach = reach_of(facts)
        self._taken: dict[tuple[str, object], bool] = {}
        for each in self._reach.destinations:
            node = each.node
            is_default = isinstance(node, Reference) and node.root == "Parameters"
            if node.step is not None and (self._reach.fits(each) or not is_default):
                size = len(node.step.path) + 1
                words = logical_path(facts.document.value, node.path)
                place = _Place(node.path[size:], pointer(node.path), each.shape, words)
                self._places.setdefault(node.step, []).append(place)

    def faults(self, trace: Trace) -> tuple[Fault, ...]:
        """What goes wrong in an execution; nothing where it gets through."""
        unresolved = [
            Fault(run.name, run.unresolved, run.reason or "")
            for run in trace.steps
            if run.unresolved is not None
        ]
        return (*unresolved, *self._misfits(trace))

    def is_sensible(self, trace: Trace) -> bool:
        """Whether all places take each parameter of a start, where steps hand it on, too."""
        return all(self._is_taken(name, value) for name, value in trace.parameters.items())

    def _is_taken(self, name: str, value: Any) -> bool:
        key = (name, value)
        if key not in self._taken:
            parameter = self._facts.parameters[name]
            self._taken[key] = self._reach.is_taken(parameter, value)
        return self._taken[key]

    def _misfits(self, trace: Trace) -> Iterator[Fault]:
        for run in trace.steps:
            if not run.ran or run.unresolved is not None:
                continue
            step = self._facts.steps.get(run.step_name)
            for place in () if step is None else self._places.get(step, ()):
                yield from _misfit(run, place)


def _misfit(run: StepRun, place: _Place) -> Iterator[Fault]:
    value = run.known_argument(place.keys)
    kind = None if value is None else misfit(value, place.shape)
    if kind is not None:
        message = f"{place.words} is {in_words(value)}: {_words(kind, place)}"
        yield Fault(run.name, place.pointer, message, place.keys)


def _words(kind: str, place: _Place) -> str:
    shape = place.shape
    if kind == "enum":
        return f"expected one of {', '.join(map(in_words, sorted(shape.enum or ())))}"
    if kind in ("too-long", "too-short"):
        return f"{shape.min or 0} to {shape.max} characters fit"
    if kind == "out-of-range":
        return f"expected a number from {shape.min} to {shape.max}"
    return f"the API's pattern is {shape.pattern}"
