"""What a step answers: its request laid under the response's shape, then what is given."""

from __future__ import annotations

import json

from pipelint.analysis import ELSEWHERE, as_type, type_of_shape
from pipelint.catalog import shape as shape_named
from pipelint.simulate._jobs import REASONS
from pipelint.simulate._paths import LAST_INDEX, given_path
from pipelint.simulate._plausible import plausible
from pipelint.simulate._spot import (
    ABSENT,
    Spot,
    element_of,
    keys_of,
    member_of,
    named,
    part,
    part_of,
)
from pipelint.simulate._value import UnresolvedError, Value, literal, missing_in, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipelint.catalog import Shape
    from pipelint.model import Segment, Step
    from pipelint.simulate._value import Tree
    from pipelint.text import Path


_OUTPUTS = "OutputParameters"


class Response:
    """What a step offers to property references.

    `known` holds what the run itself tells, by first member: the status, outputs, counts. `given`
    are the `properties` of the given entry, with `Value`s, `root` is their path. Members that
    nobody gave are made up when they are asked for, unless the step did not succeed.
    """

    __slots__ = ("_asked", "_reads", "arguments", "given", "known", "name", "root", "step", "time")

    def __init__(
        self,
        step: Step,
        name: str,
        arguments: Tree,
        given: Mapping[str, Tree],
        known: Mapping[str, Tree],
        root: Path,
        time: str | None,
    ) -> None:
        self.step = step
        self.name = name
        self.arguments = arguments
        self.given = given
        self.known = known
        self.root = root
        #: For what is made up; None for a step that did not succeed, of which nothing is.
        self.time = time
        self._reads: dict[Path, Value] = {}
        #: The places that were read, as `Spot.path` has them.
        self._asked: dict[Path, None] = {}

    def read(self, segments: Sequence[Segment]) -> Value:
        """The value at the end of a property path.

        Raises:
            UnresolvedError: the response has no such member.
        """
        path = tuple(segment.key for segment in segments)
        found = self._reads.get(path)
        if found is None:
            found = self._reads[path] = self._read(segments, path)
        return found

    def _read(self, segments: Sequence[Segment], path: Path) -> Value:
        if self.step.definition is None:
            return self._unknown(path)
        spot = self._first(segments[0].text)
        for segment in segments[1:]:
            spot = self._next(spot, segment)
        self._asked[spot.path] = None
        return self._value(spot)

    def _unknown(self, path: Path) -> Value:
        """A member of a step whose type the catalog does not know."""
        found: Tree = self.given
        for key in path:
            found = part(found, key, shape_named("Any"))
        known = () if found is ABSENT else (found,)
        return self._leaf(Spot(shape_named("Text"), path, known, ABSENT, None, False))

    def _first(self, member: str) -> Spot:
        member = self._canonical(member)
        shape = self._root(member)
        owner = next((each for each in self._shapes() if each.member(member)), shape_named("Any"))
        trees = (part(tree, member, owner) for tree in (self.given, self.known))
        known = tuple(tree for tree in trees if tree is not ABSENT)
        if not known and (shape is None or member in REASONS):
            raise self._no(member)
        if shape is None:
            return Spot(shape_named("Any"), (member,), known, ABSENT, None, False)
        definition = self.step.definition
        assert definition is not None
        elsewhere = ELSEWHERE.get((self.step.type or "", member))
        if elsewhere is not None:
            return Spot(shape, (member,), known, _inside(self.arguments, elsewhere), None, False)
        request = shape_named(definition.arguments)
        whole = Spot(request, (), (), self.arguments, request, type(self.arguments) is dict)
        found = member_of(whole, member, self.step, shape)._replace(known=known)
        return found._replace(strict=self._names_all_outputs) if member == _OUTPUTS else found

    @property
    def _names_all_outputs(self) -> bool:
        """Whether the definition tells the name of every output: one may be an expression."""
        return all(output.name is not None for output in self.step.outputs)

    def _root(self, member: str) -> Shape | None:
        definition = self.step.definition
        assert definition is not None
        if member in definition.roots:
            return shape_named(definition.roots[member])
        shapes = (each.member(member) for each in self._shapes())
        return next((shape for shape in shapes if shape is not None), None)

    def _shapes(self) -> Iterator[Shape]:
        """The shapes of the API's responses."""
        definition = self.step.definition
        return map(shape_named, () if definition is None else definition.properties)

    def _canonical(self, member: str) -> str:
        shapes = (each for each in self._shapes() if each.member(member) is not None)
        return next((each.canonical(member) for each in shapes), member)

    def _next(self, spot: Spot, segment: Segment) -> Spot:
        shape, text = spot.shape, segment.text
        key: str | int = int(text) if segment.kind == "index" else text
        if shape.kind in ("list", "map"):
            below = element_of(spot, key, self.step)
            if below.is_empty and (spot.strict or spot.is_replaced or self.time is None):
                # An index alone would say nothing.
                raise self._no(text if key == text else given_path((*spot.path, key)))
            return named(below, shape)
        if shape.kind == "structure":
            below = member_of(spot, text, self.step)
            if shape.member(text) is None and not shape.open and not below.known:
                raise self._no(text)
            return below
        # A nested output cannot be read: it fails its reader.
        # https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html
        if spot.path[0] != _OUTPUTS and (shape.open or shape.kind == "any"):
            return part_of(spot, key, self.step)
        raise self._no(text)

    def _value(self, spot: Spot) -> Value:
        shape = spot.shape
        if shape.kind not in ("structure", "list", "map"):
            return self._leaf(spot)
        if self.time is None and spot.is_empty:
            raise self._no(str(spot.path[-1]))
        tree = self._tree(spot)
        return Value(plain(tree), type_of_shape(shape), missing_in(tree))

    def _leaf(self, spot: Spot) -> Value:
        found, shape = spot.found, spot.shape
        if type(found) in (dict, list):
            return _whole(found, shape)
        if found is not ABSENT and found is not None:
            return _as_float(found if type(found) is Value else literal(found), shape)
        if self.time is None:
            raise self._no(str(spot.path[-1]))
        kind = "String" if shape.kind == "any" else type_of_shape(shape)
        text = shape_named("Text") if shape.kind == "any" else shape
        made = plausible(text, *self._words(spot.path))
        where = self._given_at(spot.path)
        return Value(made, kind, (where,), where)

    def _given_at(self, path: Path) -> Path:
        """Where a value would be given: an output has a place of its own."""
        if path[0] == _OUTPUTS:
            return (*self.root[:-1], "outputs", *path[1:])
        return (*self.root, *path)

    def _words(self, path: Path) -> tuple[str, str, str]:
        member = next((str(key) for key in reversed(path) if isinstance(key, str)), "value")
        return self.name, member, self.time or ""

    def _no(self, member: str) -> UnresolvedError:
        if self.time is None:
            return UnresolvedError(f"'{self.name}' did not succeed, so it has no '{member}'")
        return UnresolvedError(f"the response of '{self.name}' has no '{member}'")

    def tree(self) -> dict[str, Tree]:
        """All of it: what the request and the run tell, what is given, what the API always fills.

        What was read of it is there as well.
        """
        if self.step.definition is None:
            return {**self.given}
        members = dict.fromkeys(self._members())
        found = {}
        for member in members:
            if member in REASONS and not (member in self.known or member in self.given):
                continue
            spot = self._first(member)
            if self._is_filled(spot, member):
                found[member] = self._tree(spot)
        return found

    def _members(self) -> Iterator[str]:
        definition = self.step.definition
        assert definition is not None
        yield from definition.roots
        for each in self._shapes():
            yield from each.members
        yield from map(self._canonical, self.given)

    def _is_filled(self, spot: Spot, member: str) -> bool:
        if not spot.is_empty:
            return True
        if self.time is None or self.step.definition is None:
            return False
        if self._was_asked((member,)):
            return True
        if member in self.step.definition.roots:
            return spot.shape.kind == "string"
        return any(member in shape.required for shape in self._shapes())

    def _tree(self, spot: Spot) -> Tree:
        kind = spot.shape.kind
        if kind == "structure":
            return self._structure(spot)
        if kind == "map":
            keys = dict.fromkeys((*keys_of(spot), *self._asked_below(spot.path)))
            return {key: self._tree(element_of(spot, key, self.step)) for key in keys}
        if kind == "list":
            return [self._tree(each) for each in self._elements(spot)]
        return self._leaf(spot)

    def _structure(self, spot: Spot) -> dict[str, Tree]:
        shape, trees = spot.shape, (*spot.known, spot.echo)
        held = dict.fromkeys(key for tree in trees if type(tree) is dict for key in tree)
        found = {}
        for member in dict.fromkeys((*shape.members, *map(shape.canonical, held))):
            below = member_of(spot, member, self.step)
            # The request may have members that the response has not.
            if shape.member(member) is None and not below.known:
                continue
            wanted = self.time and member in shape.required
            if wanted or not below.is_empty or self._was_asked(below.path):
                found[member] = self._tree(below)
        return found

    def _elements(self, spot: Spot) -> list[Spot]:
        """The elements of a list: those that are known, and those that were read."""
        whole = next((tree for tree in spot.known if type(tree) is list), None)
        if whole is not None:
            return [element_of(spot, index, self.step) for index in range(len(whole))]
        keys, asked = keys_of(spot), [*self._asked_below(spot.path)]
        indexes = [key for key in asked if isinstance(key, int)]
        # What lies before an element that was read is there as well, if it can be listed.
        last = max((index for index in indexes if index <= LAST_INDEX), default=-1)
        keys.extend(range(len(keys), last + 1))
        keys.extend(key for key in dict.fromkeys(asked) if key not in keys)
        return [named(element_of(spot, key, self.step), spot.shape) for key in keys]

    def _was_asked(self, path: Path) -> bool:
        return any(asked[: len(path)] == path for asked in self._asked)

    def _asked_below(self, path: Path) -> Iterator[str | int]:
        size = len(path)
        return (asked[size] for asked in self._asked if len(asked) > size and asked[:size] == path)


def _inside(tree: Tree, keys: Sequence[str]) -> Tree:
    for key in keys:
        tree = tree.get(key, ABSENT) if type(tree) is dict else ABSENT
    return tree


def _whole(tree: Tree, shape: Shape) -> Value:
    """Free data that is not read to its end; a text that holds JSON is written again."""
    value, missing = plain(tree), missing_in(tree)
    if shape.kind == "string":
        return Value(json.dumps(value), "String", missing)
    return Value(value, "Any", missing)


def _as_float(value: Value, shape: Shape) -> Value:
    """The same; JSON does not tell a whole Float from an Integer."""
    if shape.kind != "float" or type(value.value) is not int:
        return value
    found = as_type(value.value, "Float")
    if type(found) is int:
        return value
    # An Integer that the request holds is another input than the Float made of it.
    origin = value.origin if value.type == "Float" else None
    return value._replace(value=found, type="Float", origin=origin)
