"""The requests of steps, by the type of the step."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint import Node, Step


def request_of(step: Step, *types: str) -> Node | None:
    """The arguments of a step of one of these types; None for others, and for no object."""
    if step.type not in types:
        return None
    arguments = step.arguments
    return arguments if arguments is not None and isinstance(arguments.value, dict) else None
