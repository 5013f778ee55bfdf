"""An execution that is told to people, and what is asked of it everywhere."""

from __future__ import annotations

from pipelint.records import NamedTuple
from pipelint.simulate import child_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelint.analysis import Facts
    from pipelint.model import Step
    from pipelint.simulate import StepRun, Trace
    from pipelint.text import Path


class Account(NamedTuple):
    """What an account is made of.

    `origin` says where an input came from, as `good.yaml:4` or `-p`; an empty text for a value of
    the definition, and where that is not known. `verbose` adds the resolved requests.
    """

    file: str
    facts: Facts
    trace: Trace
    origin: Callable[[Path], str] = lambda path: ""
    verbose: bool = False


def step_of(step: StepRun, facts: Facts) -> Step | None:
    """The step of the definition that ran; of a child of a ForEach that in its body."""
    return facts.steps.get(step.step_name)


def run_beside(run: StepRun, name: str, account: Account) -> StepRun | None:
    """What a step did that is named in the definition, as seen from another one's iteration."""
    names = (child_name(name, run.iteration), name)
    return next((account.trace[each] for each in names if each in account.trace), None)
