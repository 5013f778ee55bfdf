"""Resolved requests against the form that the API's model gives them."""

from __future__ import annotations

from pipelint.model import logical_path
from pipelint.records import NamedTuple
from pipelint.simulate import in_words
from pipelint.testing._reach import Reach, misfit
from pipelint.text import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipelint.analysis import Facts
    from pipelint.catalog import Shape
    from pipelint.model import Node, Step
    from pipelint.simulate import StepRun
    from pipelint.text import Path


class Fault(NamedTuple):
    """What goes wrong in a step, at a place of the definition.

    `keys` lead to an argument that does not have the API's form; None for what has no value.
    `sources` are the paths in `given` of the inputs that such an argument was made of.
    """

    step: str
    pointer: str
    message: str
    keys: Path | None = None
    sources: tuple[Path, ...] = ()


class Place(NamedTuple):
    """A place in a step's request where an expression stands: the keys to it, and its form."""

    node: Node
    keys: Path
    shape: Shape
    words: str


def places_of(facts: Facts) -> Mapping[Step, Sequence[Place]]:
    """The places of each step whose form is known."""
    return facts.once(_places)


def misfits(run: StepRun, places: Sequence[Place]) -> Iterator[Fault]:
    """The arguments at some places that do not have their form; what nobody gave is not judged."""
    for place in places:
        found = run.known_argument(place.keys)
        kind = None if found is None else misfit(found.value, place.shape)
        if found is not None and kind is not None:
            message = f"{place.words} is {in_words(found.value)}: {_words(kind, place.shape)}"
            yield Fault(run.name, pointer(place.node.path), message, place.keys, found.sources)


def _places(facts: Facts) -> dict[Step, list[Place]]:
    found: dict[Step, list[Place]] = {}
    for node, shape, _ in Reach.of(facts).destinations:
        if node.step is not None:
            words = logical_path(facts.document.value, node.path)
            keys = node.path[len(node.step.path) + 1 :]
            found.setdefault(node.step, []).append(Place(node, keys, shape, words))
    return found


def _words(kind: str, shape: Shape) -> str:
    if kind == "enum":
        return f"expected one of {', '.join(map(in_words, sorted(shape.enum or ())))}"
    if kind in ("too-long", "too-short"):
        return f"expected {_range(shape)} characters"
    if kind == "out-of-range":
        return f"expected a number {_range(shape)}"
    return f"the API's pattern is {shape.pattern}"


def _range(shape: Shape) -> str:
    if shape.max is None:
        return f"from {shape.min}"
    return f"up to {shape.max}" if shape.min is None else f"from {shape.min} to {shape.max}"
