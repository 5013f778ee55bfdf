"""Why an execution is none that a sound definition has."""

from __future__ import annotations

from pipelint.model import Reference
from pipelint.testing._requests import Fault, misfits, places_of
from pipelint.testing._start_samples import reach_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint.analysis import Facts
    from pipelint.model import Step
    from pipelint.simulate import Trace
    from pipelint.testing._requests import Place


class Judge:
    """Looks at executions of one definition.

    The default of a parameter that does not have the API's form where it stands by itself is the
    linter's matter, which reports it.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        reach = reach_of(facts)
        unfit = {each.node for each in reach.destinations if not reach.fits(each)}
        self._places: dict[Step, Sequence[Place]] = {
            step: [
                each
                for each in places
                if each.node not in unfit
                or not (isinstance(each.node, Reference) and each.node.root == "Parameters")
            ]
            for step, places in places_of(facts).items()
        }

    def faults(self, trace: Trace) -> tuple[Fault, ...]:
        """What goes wrong in an execution; nothing where it gets through."""
        unresolved = [
            Fault(run.name, run.unresolved, run.reason or "")
            for run in trace.steps
            if run.unresolved is not None
        ]
        return (*unresolved, *self._misfits(trace))

    def _misfits(self, trace: Trace) -> Iterator[Fault]:
        for run in trace.steps:
            step = self._facts.steps.get(run.step_name)
            if step is not None and run.ran and run.unresolved is None:
                yield from misfits(run, self._places.get(step, ()))
