"""The steps that a rule is about, by their types: a rule is not asked about the others."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipelint import Facts, Step

    Among = Callable[[Facts], Sequence[Step]]


def of_type(*types: str) -> Among:
    """The steps of these types."""
    return lambda facts: facts.steps_of(*types)


#: Steps that run a processing job: the arguments of check steps are a processing job's, too.
PROCESSING = of_type("Processing", "ClarifyCheck", "QualityCheck")
#: Steps that run training jobs.
TRAINING = of_type("Training", "Tuning")
#: Steps that run jobs on instances of their own.
JOBS = of_type("Processing", "ClarifyCheck", "QualityCheck", "Training", "Tuning", "Transform")
