"""The shapes of what a step asks for, and of what it is answered."""

from __future__ import annotations

from pipelint.catalog import STEP_TYPES
from pipelint.catalog import shape as shape_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.catalog import Shape
    from pipelint.model import Segment, Step


def request_shape(kind: str) -> Shape:
    """The shape of the request of a step type."""
    known = STEP_TYPES.get(kind)
    return shape_named("Any" if known is None else known.arguments)


def unknown_member(kind: str, path: Sequence[Segment]) -> tuple[str, Shape] | None:
    """The first member on a path into the request of a step type that the API does not have.

    With it the shape that lacks it. Keys of free data, and which elements a list has, are not
    judged.
    """
    shape = request_shape(kind)
    for segment in path:
        if shape.kind in ("any", "variant") or shape.open:
            return None
        if shape.kind not in ("list", "map") and shape.member(segment.text) is None:
            return segment.text, shape
        shape = inner_shape(shape, segment.text)
    return None


def first_shape(step: Step, member: str) -> Shape | None:
    """The shape of a first member of the response, None where there is no such member."""
    definition = step.definition
    if definition is None:
        return None
    root = definition.roots.get(member)
    if root is not None:
        return None if root in ("OutputParameterValues",) else shape_named(root)
    shapes = (shape_named(name).member(member) for name in definition.properties)
    return next((shape for shape in shapes if shape is not None), None)


def response_members(step: Step) -> tuple[str, ...]:
    """The names of all first members of the response."""
    definition = step.definition
    names = () if definition is None else definition.properties
    roots = () if definition is None else tuple(definition.roots)
    return (*roots, *(member for name in names for member in shape_named(name).members))


def inner_shape(shape: Shape, key: str) -> Shape:
    """The shape of what is given under a name in a value of a shape: free data in free data."""
    if shape.kind == "structure":
        return shape.member(key) or shape_named("Any")
    return shape.item if shape.kind in ("list", "map") else shape
