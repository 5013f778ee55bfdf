"""Which part of a definition follows the request shapes of an API."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit, MisfitKind, Node

#: Step types whose arguments the pipeline language itself defines.
OWN_ARGUMENTS = frozenset(
    {"Callback", "Cleanup", "Condition", "Fail", "ForEach", "Lambda", "Lineage"}
)


def in_request(node: Node) -> bool:
    """Whether a value is part of the request that a step makes of an API."""
    step = node.step
    return step is not None and step.type not in OWN_ARGUMENTS and node.in_arguments


def request_misfits(facts: Facts, kind: MisfitKind) -> Iterator[Misfit]:
    """The values in requests that do not fit their place in this way.

    Those of parameters are included: they get into a request through a reference.
    """
    for misfit in facts.misfits(kind):
        if in_request(misfit.uses[0] if misfit.uses else misfit.node):
            yield misfit
