"""Names in a response that no request had: a response repeats some lists and maps."""

from __future__ import annotations

from pipelint.analysis import property_of
from pipelint.catalog import shape as shape_named
from pipelint.errors import suggestion
from pipelint.model import Segment
from pipelint.simulate._errors import InputFault
from pipelint.simulate._shapes import first_shape, inner_shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint.catalog import Shape
    from pipelint.model import Step
    from pipelint.simulate._value import Tree
    from pipelint.text import Path

_NAMED = ("structure", "map", "list")


def names_never_read(
    tree: Tree, shape: Shape, path: Path, start: int, step: Step
) -> Iterator[InputFault]:
    """Names in a list or map that the response repeats of the request, where it has others.

    `start` is where in `path` the properties begin.
    """
    for key, inner in tree.items() if type(tree) is dict and shape.kind in _NAMED else ():
        where = (*path, key)
        below = inner_shape(shape, key)
        fault = property_of(step, _segments(where[start:], step)).fault
        if fault is not None and fault.known and fault.kind in ("unknown-element", "unknown-key"):
            words = f"is not in the request of '{step.name}', which the response repeats"
            yield InputFault(where, words + suggestion(key, fault.known))
        else:
            yield from names_never_read(inner, below, where, start, step)


def _segments(path: Path, step: Step) -> tuple[Segment, ...]:
    """A path into the properties of a step, as accessors of a `Get`."""
    first, *rest = map(str, path)
    shape = first_shape(step, first) or shape_named("Any")
    found = [Segment("member", first, 0, 0)]
    for key in rest:
        found.append(Segment("member" if shape.kind == "structure" else "key", key, 0, 0))
        shape = inner_shape(shape, key)
    return tuple(found)
