"""What a step answers: its request laid under the response's shape, then what is given."""

from __future__ import annotations

from pipelint.analysis import ELSEWHERE, type_of_shape
from pipelint.catalog import shape as shape_named
from pipelint.simulate._jobs import REASONS
from pipelint.simulate._leaves import OUTPUTS
from pipelint.simulate._paths import LAST_INDEX, given_path
from pipelint.simulate._spot import (
    Spot,
    echoed,
    element_of,
    keys_of,
    member_of,
    named,
    part,
    part_of,
)
from pipelint.simulate._value import ABSENT, Value, missing_in, plain, sources_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipelint.catalog import Shape, StepType
    from pipelint.model import Segment, Step
    from pipelint.simulate._leaves import Leaves
    from pipelint.simulate._value import Tree
    from pipelint.text import Path


class FreeResponse:
    """What a step of a type that the catalog does not know offers to property references."""

    __slots__ = ("_given", "_leaves")

    def __init__(self, given: Mapping[str, Tree], leaves: Leaves) -> None:
        self._given = given
        self._leaves = leaves

    def read(self, segments: Sequence[Segment]) -> Value:
        """The value at the end of a property path: any text where none is given.

        Raises:
            UnresolvedError: the step did not succeed.
        """
        path = tuple(segment.key for segment in segments)
        found: Tree = self._given
        for key in path:
            found = part(found, key, shape_named("Any"))
        known = () if found is ABSENT else (found,)
        return self._leaves.value(Spot(shape_named("Text"), path, known, ABSENT, None, False))

    def tree(self) -> dict[str, Tree]:
        """What is given."""
        return {**self._given}


class Response:
    """What a step offers to property references.

    `known` holds what the run itself tells, by first member: the status, outputs, counts. `given`
    are the `properties` of the given entry, with `Value`s. Members that nobody gave are made up
    when they are asked for, unless the step did not succeed.
    """

    __slots__ = (
        "_asked",
        "_reads",
        "arguments",
        "definition",
        "given",
        "known",
        "leaves",
        "step",
        "succeeded",
    )

    def __init__(
        self,
        step: Step,
        definition: StepType,
        arguments: Tree,
        given: Mapping[str, Tree],
        known: Mapping[str, Tree],
        leaves: Leaves,
    ) -> None:
        self.step = step
        self.definition = definition
        self.arguments = arguments
        self.given = given
        self.known = known
        self.leaves = leaves
        self.succeeded = leaves.succeeded
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
            found = self._reads[path] = self._read(segments)
        return found

    def _read(self, segments: Sequence[Segment]) -> Value:
        spot = self._first(segments[0].text)
        for segment in segments[1:]:
            spot = self._next(spot, segment)
        value = self._value(spot)
        self._asked[spot.path] = None
        return value

    def _first(self, member: str) -> Spot:
        member = self._canonical(member)
        shape = self._root(member)
        owner = next((each for each in self._shapes() if each.member(member)), shape_named("Any"))
        trees = (part(tree, member, owner) for tree in (self.given, self.known))
        known = tuple(tree for tree in trees if tree is not ABSENT)
        if not known and (shape is None or member in REASONS):
            raise self.leaves.refusal(member)
        if shape is None:
            return Spot(shape_named("Any"), (member,), known, ABSENT, None, False)
        elsewhere = ELSEWHERE.get((self.step.type or "", member))
        if elsewhere is not None:
            echo = echoed(_inside(self.arguments, elsewhere), shape)
            return Spot(shape, (member,), known, echo, None, False)
        request = shape_named(self.definition.arguments)
        whole = Spot(request, (), (), self.arguments, request, type(self.arguments) is dict)
        found = member_of(whole, member, self.step, shape)._replace(known=known)
        return found._replace(strict=self._names_all_outputs) if member == OUTPUTS else found

    @property
    def _names_all_outputs(self) -> bool:
        """Whether the definition tells the name of every output: one may be an expression."""
        return all(output.name is not None for output in self.step.outputs)

    def _root(self, member: str) -> Shape | None:
        root = self.definition.roots.get(member)
        if root is not None:
            return shape_named(root)
        shapes = (each.member(member) for each in self._shapes())
        return next((shape for shape in shapes if shape is not None), None)

    def _shapes(self) -> Iterator[Shape]:
        """The shapes of the API's responses."""
        return map(shape_named, self.definition.properties)

    def _canonical(self, member: str) -> str:
        shapes = (each for each in self._shapes() if each.member(member) is not None)
        return next((each.canonical(member) for each in shapes), member)

    def _next(self, spot: Spot, segment: Segment) -> Spot:
        shape, text = spot.shape, segment.text
        key: str | int = int(text) if segment.kind == "index" else text
        if shape.kind in ("list", "map"):
            below = element_of(spot, key, self.step)
            if below.is_empty and (spot.strict or spot.is_replaced or not self.succeeded):
                # An index alone would say nothing.
                raise self.leaves.refusal(text if key == text else given_path((*spot.path, key)))
            return named(below, shape)
        if shape.kind == "structure":
            below = member_of(spot, text, self.step)
            if shape.member(text) is None and not shape.open and not below.known:
                raise self.leaves.refusal(text)
            return below
        # A nested output cannot be read: it fails its reader.
        # https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html
        if spot.path[0] != OUTPUTS and (shape.open or shape.kind == "any"):
            return part_of(spot, key, self.step)
        raise self.leaves.refusal(text)

    def _value(self, spot: Spot) -> Value:
        shape = spot.shape
        if shape.kind not in ("structure", "list", "map"):
            return self.leaves.value(spot)
        if not self.succeeded and spot.is_empty:
            raise self.leaves.refusal(spot.path[-1])
        tree = self._tree(spot)
        kind = type_of_shape(shape)
        return Value(plain(tree), kind, missing_in(tree), None, sources_in(tree))

    def tree(self) -> dict[str, Tree]:
        """All of it: what the request and the run tell, what is given, what the API always fills.

        What was read of it is there as well.
        """
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
        yield from self.definition.roots
        for each in self._shapes():
            yield from each.members
        yield from map(self._canonical, self.given)

    def _is_filled(self, spot: Spot, member: str) -> bool:
        if not spot.is_empty:
            return True
        if not self.succeeded:
            return False
        if self._was_asked((member,)):
            return True
        if member in self.definition.roots:
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
        return self.leaves.value(spot)

    def _structure(self, spot: Spot) -> dict[str, Tree]:
        shape, trees = spot.shape, (*spot.known, spot.echo)
        held = dict.fromkeys(key for tree in trees if type(tree) is dict for key in tree)
        found = {}
        for member in dict.fromkeys((*shape.members, *map(shape.canonical, held))):
            below = member_of(spot, member, self.step)
            # The request may have members that the response has not.
            if shape.member(member) is None and not below.known:
                continue
            wanted = self.succeeded and member in shape.required
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
