"""Where the inputs of an execution get to, and which of their values the places there take."""

from __future__ import annotations

from functools import cached_property

from pipelint.analysis import scalar_fault
from pipelint.model import Expression, Join, JsonGet, Reference
from pipelint.records import NamedTuple
from pipelint.simulate import Supposed, UnresolvedError, Value, expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.analysis import Facts, MisfitKind
    from pipelint.catalog import Shape
    from pipelint.model import Node, Parameter
    from pipelint.simulate import Scope
    from pipelint.text import Path


class Destination(NamedTuple):
    """An expression in the request of a step, the whole of a value there."""

    node: Node
    shape: Shape
    evaluate: Callable[[Scope], Value]


class Reach:
    """The places that parameters and outcomes get to, in an execution where all steps succeed."""

    def __init__(
        self, facts: Facts, supposed: Supposed, destinations: Mapping[Node, Destination]
    ) -> None:
        self._facts = facts
        self._supposed = supposed
        self._destinations = destinations
        self._fits: dict[Node, bool] = {}

    @classmethod
    def of(cls, facts: Facts) -> Reach:
        """The reach of a definition's inputs where a parameter without a default has any value."""
        outermost = _outermost(facts)
        found = {node: Destination(node, node.shape, expression(node, facts)) for node in outermost}
        return cls(facts, Supposed(facts), found)

    def with_parameter(self, parameter: Parameter, value: Any) -> Reach:
        """The same where a parameter has another value."""
        return Reach(self._facts, self._supposing(parameter, value), self._destinations)

    def _supposing(self, parameter: Parameter, value: Any) -> Supposed:
        name = parameter.name or ""
        typed = Value(value, parameter.kind, (), ("parameters", name))
        return self._supposed.with_parameter(name, typed)

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """All places of requests where an expression stands, and that have a form."""
        return tuple(self._destinations.values())

    def destinations_of(self, parameter: Parameter) -> tuple[Destination, ...]:
        """The places in requests that a parameter gets to, itself or as a part of a text."""
        ends = dict.fromkeys(_whole(use) for use in self._facts.uses.get(parameter, ()))
        return tuple(self._destinations[end] for end in ends if end in self._destinations)

    def shapes_of(self, use: Node) -> tuple[Shape, ...]:
        """The shape of the place that an expression is the whole value of."""
        found = self._destinations.get(use)
        return () if found is None else (found.shape,)

    def takes(self, parameter: Parameter, value: Any) -> bool:
        """Whether all places that a parameter gets to take what this value of it makes there.

        A place that does not take what the defaults make says nothing.
        """
        places = [each for each in self.destinations_of(parameter) if self.fits(each)]
        return self._all_take(parameter, value, places)

    def suits(self, parameter: Parameter, value: Any) -> bool:
        """The same of all places, for a parameter that has no default yet."""
        return self._all_take(parameter, value, self.destinations_of(parameter))

    def _all_take(self, parameter: Parameter, value: Any, places: Sequence[Destination]) -> bool:
        supposed = self._supposing(parameter, value)
        made = ((each, _value(each, supposed)) for each in places)
        return all(found is None or _takes(each, found) for each, found in made)

    def fits(self, place: Destination) -> bool:
        """Whether what the defaults make of an expression is what its place takes."""
        known = self._fits.get(place.node)
        if known is None:
            found = _value(place, self._supposed)
            known = found is None or bool(found.missing) or _takes(place, found)
            self._fits[place.node] = known
        return known

    def is_part(self, path: Path) -> bool:
        """Whether an outcome, by its path in `given`, gets into a text with others."""
        return path in self._parts

    def ends_of(self, path: Path) -> Sequence[Shape]:
        """The shapes of the places that an outcome, by its path in `given`, gets to as it is."""
        return self._ends.get(path, ())

    @cached_property
    def _parts(self) -> frozenset[Path]:
        values = (_value(each, self._supposed) for each in self.destinations)
        joined = (each for each in values if each is not None and each.origin is None)
        return frozenset(path for each in joined for path in each.missing)

    @cached_property
    def _ends(self) -> Mapping[Path, Sequence[Shape]]:
        found: dict[Path, list[Shape]] = {}
        for each in self.destinations:
            value = _value(each, self._supposed)
            if value is not None and value.missing and value.origin is not None:
                found.setdefault(value.origin, []).append(each.shape)
        return found


def _value(place: Destination, supposed: Supposed) -> Value | None:
    scope = supposed.scope_of(place.node)
    try:
        return None if scope is None else place.evaluate(scope)
    except UnresolvedError:
        return None


def _takes(place: Destination, value: Value) -> bool:
    return misfit(value.value, place.shape) is None


def misfit(value: object, shape: Shape) -> MisfitKind | None:
    """Why a resolved value is none that the API's model has in a place; None where it fits.

    Its type is not judged, which the simulator does, nor a value of a list that grows.
    """
    if shape.kind == "any" or not isinstance(value, (str, int, float)):
        return None
    kind = scalar_fault(value, shape)
    return None if kind == "kind" or (kind == "enum" and shape.growing) else kind


def _outermost(facts: Facts) -> Iterator[Node]:
    """The expressions in requests that stand in no other one."""
    for node in (*facts.index[Reference], *facts.index[Join], *facts.index[JsonGet]):
        if node.in_arguments and node.shape.kind != "any" and _whole(node) is node:
            yield node


def _whole(use: Node) -> Node:
    """The outermost expression around an expression."""
    node = found = use
    while node.parent is not None:
        node = node.parent
        if isinstance(node, Expression):
            found = node
    return found
