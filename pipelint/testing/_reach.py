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


class Spot(NamedTuple):
    """An expression in the request of a step, the whole of a value there."""

    node: Node
    shape: Shape


class Reach:
    """The places that parameters and outcomes get to, in an execution where all steps succeed."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._supposed = Supposed(facts)
        self._spots = {node: Spot(node, node.shape) for node in _outermost(facts)}
        self._evaluate: dict[Node, Callable[[Scope], Value]] = {}
        self._fits: dict[Node, bool] = {}
        self._ends: Mapping[Path, Sequence[Shape]] | None = None

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All places of requests where an expression stands, and that have a form."""
        return tuple(self._spots.values())

    def spots_of(self, parameter: Parameter) -> tuple[Spot, ...]:
        """The places in requests that a parameter gets to, itself or as a part of a text."""
        ends = (_whole(use) for use in self._facts.uses.get(parameter, ()))
        return tuple(self._spots[end] for end in dict.fromkeys(ends) if end in self._spots)

    def suppose(self, parameter: Parameter, value: Any) -> None:
        """Let a parameter that has no default have a value."""
        name, known = parameter.name or "", self._supposed.outside.parameters
        self._supposed.outside.parameters = {**known, name: _start_value(parameter, value)}
        self._fits.clear()

    def shapes_of(self, use: Node) -> tuple[Shape, ...]:
        """The shape of the place that an expression is the whole value of."""
        return (self._spots[use].shape,) if use in self._spots else ()

    def takes(self, parameter: Parameter, value: Any) -> bool:
        """Whether all places that a parameter gets to take what this value of it makes there.

        A place that does not take what the defaults make says nothing.
        """
        spots = [spot for spot in self.spots_of(parameter) if self.fits(spot.node)]
        return not any(self._faults(parameter, value, spots))

    def suits(self, parameter: Parameter, value: Any) -> bool:
        """The same of all places, for a parameter that has no default yet."""
        return not any(self._faults(parameter, value, self.spots_of(parameter)))

    def is_taken(self, parameter: Parameter, value: Any) -> bool:
        """Whether all places take what this value makes of them, where steps hand it on, too.

        It supposes the whole execution anew, which takes as long as one.
        """
        supposed = Supposed(self._facts, {**self._started, parameter.name or "": value})
        for node, shape in self._spots.values():
            found = self._value(node, supposed) if self.fits(node) else None
            if found is not None and not found.missing and misfit(found.value, shape) is not None:
                return False
        return True

    @property
    def _started(self) -> dict[str, Any]:
        known = self._supposed.outside.parameters
        return {name: value.value for name, value in known.items()}

    def fits(self, node: Node) -> bool:
        """Whether what the defaults make of an expression is what its place takes."""
        known = self._fits.get(node)
        if known is None:
            found = self._value(node)
            known = found is None or bool(found.missing) or misfit(found.value, node.shape) is None
            self._fits[node] = known
        return known

    def is_part(self, path: Path) -> bool:
        """Whether an outcome, by its path in `given`, gets into a text with others."""
        return path in self._parts

    def ends_of(self, path: Path) -> Sequence[Shape]:
        """The shapes of the places that an outcome, by its path in `given`, gets to as it is."""
        if self._ends is None:
            self._ends = self._found_ends()
        return self._ends.get(path, ())

    def _faults(
        self, parameter: Parameter, value: Any, spots: Sequence[Spot]
    ) -> Iterator[MisfitKind]:
        given = _start_value(parameter, value)
        with self._supposed.with_parameter(parameter.name or "", given):
            for node, shape in spots:
                found = self._value(node)
                fault = None if found is None else misfit(found.value, shape)
                if fault is not None:
                    yield fault

    def _value(self, node: Node, supposed: Supposed | None = None) -> Value | None:
        evaluate = self._evaluate.get(node)
        if evaluate is None:
            evaluate = self._evaluate[node] = expression(node, self._facts)
        scope = (supposed or self._supposed).scope_of(node)
        try:
            return None if scope is None else evaluate(scope)
        except UnresolvedError:
            return None

    @cached_property
    def _parts(self) -> frozenset[Path]:
        values = (self._value(spot.node) for spot in self._spots.values())
        joined = (each for each in values if each is not None and each.origin is None)
        return frozenset(path for each in joined for path in each.missing)

    def _found_ends(self) -> dict[Path, list[Shape]]:
        found: dict[Path, list[Shape]] = {}
        for node, shape in self._spots.values():
            value = self._value(node)
            if value is not None and value.missing and value.origin is not None:
                found.setdefault(value.origin, []).append(shape)
        return found


def _start_value(parameter: Parameter, value: Any) -> Value:
    kind: Any = parameter.type or "String"
    return Value(value, kind, (), ("parameters", parameter.name or ""))


def misfit(value: object, shape: Shape) -> MisfitKind | None:
    """Why a resolved value is none that the API's model has in a place; None where it fits.

    Its type is not judged, which the simulator does, nor a value of a list that grows.
    """
    if shape.kind == "any" or not isinstance(value, (str, int, float)):
        return None
    kind = scalar_fault(value, shape)
    return None if kind == "kind" or (kind == "enum" and shape.growing) else kind


def reach_of(facts: Facts) -> Reach:
    """The reach of a definition's inputs, found at the first call."""
    return facts.once(Reach)


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
