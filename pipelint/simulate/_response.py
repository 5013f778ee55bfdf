"""What a step answers: its request laid under the response's shape, then what is given."""

from __future__ import annotations

import json

from pipelint.analysis import ELSEWHERE, FILLED_IN, type_of_shape
from pipelint.catalog import shape as shape_named
from pipelint.records import NamedTuple
from pipelint.simulate._jobs import REASONS
from pipelint.simulate._plausible import plausible
from pipelint.simulate._value import UnresolvedError, Value, literal, missing_in, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.catalog import Shape
    from pipelint.model import Segment, Step
    from pipelint.simulate._value import Tree
    from pipelint.text import Path


class _Absent:
    def __repr__(self) -> str:
        return "absent"


#: Where there is nothing; null is a value.
ABSENT = _Absent()


class _Spot(NamedTuple):
    """A place in a response: its shape, and what is there by each source.

    `known` are the trees of what is given and of what the run itself tells, in this order; `echo`
    is that of the request, `asked` its shape there. `strict`: the response repeats the request
    here, so that of a list or map nothing else exists.
    """

    shape: Shape
    known: tuple[Tree, ...]
    echo: Tree
    asked: Shape | None
    strict: bool


class Response:
    """What a step offers to property references.

    `known` holds what the run itself tells, by first member: the status, outputs, counts. `given`
    are the `properties` of the given entry, with `Value`s, `root` is their path. Members that
    nobody gave are made up when they are asked for, unless the step did not succeed.
    """

    __slots__ = ("_reads", "arguments", "given", "known", "name", "root", "step", "time")

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

    def read(self, segments: Sequence[Segment]) -> Value:
        """The value at the end of a property path.

        Raises:
            UnresolvedError: the response has no such member.
        """
        path = tuple(int(each.text) if each.kind == "index" else each.text for each in segments)
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
        return self._value(spot, path)

    def _unknown(self, path: Path) -> Value:
        """A member of a step whose type the catalog does not know."""
        found: Tree = self.given
        for key in path:
            found = found.get(key, ABSENT) if type(found) is dict else ABSENT
        return self._leaf(found, shape_named("Text"), path)

    def _first(self, member: str) -> _Spot:
        shape = self._root(member)
        known = tuple(
            tree
            for tree in (self.given.get(member, ABSENT), self.known.get(member, ABSENT))
            if tree is not ABSENT
        )
        if not known and (shape is None or member in REASONS):
            raise self._no(member)
        if shape is None:
            return _Spot(shape_named("Any"), known, ABSENT, None, False)
        elsewhere = ELSEWHERE.get((self.step.type or "", member))
        if elsewhere is not None:
            return _Spot(shape, known, _inside(self.arguments, elsewhere), None, False)
        definition = self.step.definition
        assert definition is not None
        request = shape_named(definition.arguments)
        whole = _Spot(shape, known, self.arguments, request, type(self.arguments) is dict)
        return _follow(whole, shape, member, "member", self.step)

    def _root(self, member: str) -> Shape | None:
        definition = self.step.definition
        assert definition is not None
        if member in definition.roots:
            return shape_named(definition.roots[member])
        shapes = (shape_named(name).member(member) for name in definition.properties)
        return next((shape for shape in shapes if shape is not None), None)

    def _next(self, spot: _Spot, segment: Segment) -> _Spot:
        shape, text = spot.shape, segment.text
        key: str | int = int(text) if segment.kind == "index" else text
        known = tuple(
            found for tree in spot.known if (found := _element(tree, key, shape)) is not ABSENT
        )
        if shape.kind == "structure":
            inner = shape.member(text) or (shape_named("Any") if shape.open or known else None)
        elif shape.kind in ("list", "map"):
            inner = shape.item
        else:
            inner = shape if shape.open or shape.kind == "any" else None
        if inner is None:
            raise self._no(text)
        replaced = any(type(tree) is list for tree in spot.known)
        echo = ABSENT if replaced else spot.echo
        below = _follow(spot._replace(known=known, echo=echo), inner, key, segment.kind, self.step)
        closed = shape.kind in ("list", "map") and (spot.strict or replaced)
        if closed and not known and below.echo is ABSENT:
            raise self._no(text)
        return below

    def _value(self, spot: _Spot, path: Path) -> Value:
        shape = spot.shape
        if shape.kind in ("structure", "list", "map"):
            tree = self._tree(spot, path)
            return Value(plain(tree), type_of_shape(shape), missing_in(tree))
        found = next((tree for tree in (*spot.known, spot.echo) if tree is not ABSENT), ABSENT)
        return self._leaf(found, shape, path)

    def _leaf(self, found: Tree, shape: Shape, path: Path) -> Value:
        if type(found) is Value:
            return found
        if type(found) in (dict, list):
            whole = plain(found)
            if shape.kind == "string":  # JSON in a text
                return Value(json.dumps(whole), "String", missing_in(found))
            return Value(whole, "Any", missing_in(found))
        if found is not ABSENT and found is not None:
            return literal(found)
        if self.time is None:
            raise self._no(str(path[-1]))
        kind = "String" if shape.kind == "any" else type_of_shape(shape)
        made = plausible(shape_named("Text") if shape.kind == "any" else shape, *self._words(path))
        where = (*self.root, *path)
        return Value(made, kind, (where,), where)

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
            if member in REASONS and member not in self.known and member not in self.given:
                continue
            spot = self._first(member)
            if self._is_filled(spot, member):
                found[member] = self._tree(spot, (member,))
        return found

    def _members(self) -> Iterator[str]:
        definition = self.step.definition
        assert definition is not None
        yield from definition.roots
        for name in definition.properties:
            yield from shape_named(name).members
        yield from self.given

    def _is_filled(self, spot: _Spot, member: str) -> bool:
        if spot.known or (spot.echo is not ABSENT and spot.echo is not None):
            return True
        if self.time is None or self.step.definition is None:
            return False
        if any(path[0] == member for path in self._reads):
            return True
        if member in self.step.definition.roots:
            return spot.shape.kind == "string"
        shapes = map(shape_named, self.step.definition.properties)
        return any(member in shape.required for shape in shapes)

    def _tree(self, spot: _Spot, path: Path) -> Tree:
        kind = spot.shape.kind
        if kind == "structure":
            return self._structure(spot, path)
        if kind in ("list", "map"):
            return self._elements(spot, path)
        found = next((tree for tree in (*spot.known, spot.echo) if tree is not ABSENT), ABSENT)
        return self._leaf(found, spot.shape, path)

    def _structure(self, spot: _Spot, path: Path) -> dict[str, Tree]:
        trees = (*spot.known, spot.echo)
        given = dict.fromkeys(key for tree in trees if type(tree) is dict for key in tree)
        found = {}
        for member in {**dict.fromkeys(spot.shape.members), **given}:
            inner = spot.shape.member(member)
            wanted = member in given or (self.time and member in spot.shape.required)
            if inner is None and not any(
                type(tree) is dict and member in tree for tree in spot.known
            ):
                continue
            if wanted or self._was_read((*path, member)):
                part = _part(spot, member, inner or shape_named("Any"), self.step)
                found[member] = self._tree(part, (*path, member))
        return found

    def _was_read(self, path: Path) -> bool:
        return any(read[: len(path)] == path for read in self._reads)

    def _elements(self, spot: _Spot, path: Path) -> Tree:
        """The elements of a list, the entries of a map."""
        shape = spot.shape
        whole = next((tree for tree in spot.known if type(tree) is list), None)
        if whole is not None:
            parts = [spot._replace(shape=shape.item, known=(each,), echo=ABSENT) for each in whole]
            return [self._tree(part, (*path, index)) for index, part in enumerate(parts)]
        keys: dict[str | int, None] = {}
        if shape.kind == "list" and type(spot.echo) is list:
            keys.update((name, None) for name in _names(spot.echo, shape))
        for tree in (*spot.known, spot.echo):
            if type(tree) is dict:
                keys.update(dict.fromkeys(tree))
        keys.update(dict.fromkeys(self._read_below(path)))
        found: dict[str | int, Tree] = {}
        for key in keys:
            part = _part(spot, key, shape.item, self.step)
            found[key] = self._tree(part, (*path, key))
        if shape.kind == "map":
            return found
        return [_named(tree, key, shape) for key, tree in found.items()]

    def _read_below(self, path: Path) -> Iterator[str | int]:
        size = len(path)
        return (read[size] for read in self._reads if len(read) > size and read[:size] == path)

    def made_up(self) -> tuple[str, ...]:
        """The pointers of the values in `tree` that were made up."""
        return tuple(_made_up(self.tree(), ""))


def _made_up(tree: Tree, pointer: str) -> Iterator[str]:
    if type(tree) is Value:
        if tree.missing:
            yield pointer
    elif type(tree) is dict or type(tree) is list:
        for key, inner in tree.items() if type(tree) is dict else enumerate(tree):
            token = str(key).replace("~", "~0").replace("/", "~1")
            yield from _made_up(inner, f"{pointer}/{token}")


def _inside(tree: Tree, keys: Sequence[str]) -> Tree:
    for key in keys:
        tree = tree.get(key, ABSENT) if type(tree) is dict else ABSENT
    return tree


def _element(tree: Tree, key: str | int, shape: Shape) -> Tree:
    """The part of a tree under an accessor; elements of a list go by their name as well."""
    if isinstance(key, int):
        return _nth(tree, key, shape)
    if type(tree) is dict:
        return tree.get(key, tree.get(shape.canonical(key), ABSENT))
    if type(tree) is list:
        return next((each for each in tree if _name(each, shape) == key), ABSENT)
    return ABSENT


def _nth(tree: Tree, index: int, shape: Shape) -> Tree:
    """An element by its index; that of a list which is given as a mapping by name, too."""
    if type(tree) is dict and shape.kind == "list":
        if index in tree:
            return tree[index]
        tree = list(tree.values())
    return tree[index] if type(tree) is list and index < len(tree) else ABSENT


def _name(element: Tree, shape: Shape) -> Any:
    if shape.natural is None or type(element) is not dict:
        return None
    return plain(element.get(shape.natural.member))


def _names(elements: Sequence[Tree], shape: Shape) -> list[str | int]:
    """The name of each element of a list, its index where it has none."""
    names = [_name(each, shape) for each in elements]
    return [name if isinstance(name, str) else index for index, name in enumerate(names)]


def _named(tree: Tree, name: str | int, shape: Shape) -> Tree:
    """An element of a list with the name by which it was asked for."""
    if type(tree) is not dict or shape.natural is None or not isinstance(name, str):
        return tree
    return {**tree, shape.natural.member: name}


def _part(spot: _Spot, key: str | int, inner: Shape, step: Step) -> _Spot:
    kind = (
        "index" if isinstance(key, int) else "key" if spot.shape.kind != "structure" else "member"
    )
    known = tuple(
        found for tree in spot.known if (found := _element(tree, key, spot.shape)) is not ABSENT
    )
    return _follow(spot._replace(known=known), inner, key, kind, step)


def _follow(spot: _Spot, inner: Shape, key: str | int, kind: str, step: Step) -> _Spot:
    """The spot below, of the shape `inner`, for what the request says there."""
    asked, echo = spot.asked, spot.echo
    strict = spot.strict
    if asked is not None and kind == "member":
        strict = strict and asked.member(str(key)) is not None
        below = asked.member(str(key))
    else:
        below = asked.item if asked is not None and asked.kind in ("list", "map") else None
    echo = _element(echo, key, spot.shape)
    if echo is None or (type(echo) is Value and inner.kind in ("structure", "list", "map")):
        echo = ABSENT
    # As the linter has it: a structure that is not given may be made by the service, outputs of
    # a processing job never are.
    made = echo is ABSENT and inner.kind == "structure" and step.type != "Processing"
    strict = strict and not made and inner.name not in FILLED_IN
    return _Spot(inner, spot.known, echo, below, strict)
