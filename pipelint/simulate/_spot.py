"""A place in a response: what is there by each source, and the way down to the places in it."""

from __future__ import annotations

from pipelint.analysis import FILLED_IN, rendered
from pipelint.catalog import shape as shape_named
from pipelint.records import NamedTuple
from pipelint.simulate._value import ABSENT, Value, literal, plain
from pipelint.text import json_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pipelint.catalog import Shape
    from pipelint.model import Step
    from pipelint.simulate._value import Tree
    from pipelint.text import Path


class Spot(NamedTuple):
    """A place in a response: its shape, and what is there by each source.

    `path` leads to it; an element that has a name is under its name, by whichever accessor it was
    reached. `known` are the trees of what is given and of what the run itself tells, in this
    order; `echo` is that of the request, `asked` its shape there. `strict`: the response repeats
    the request here, so that of a list or map nothing else exists.
    """

    shape: Shape
    path: Path
    known: tuple[Tree, ...]
    echo: Tree
    asked: Shape | None
    strict: bool

    @property
    def is_replaced(self) -> bool:
        """Whether a whole list stands in the place of the request's."""
        return any(type(tree) is list for tree in self.known)

    @property
    def found(self) -> Tree:
        """What the first source says that says anything."""
        return next((tree for tree in (*self.known, self.echo) if tree is not ABSENT), ABSENT)

    @property
    def is_empty(self) -> bool:
        """Whether no source says anything."""
        return self.found is ABSENT


def member_of(spot: Spot, member: str, step: Step, inner: Shape | None = None) -> Spot:
    """The place of a member, of the shape `inner` if it is not that of the structure's member.

    A member that the structure does not have takes free data.
    """
    inner = inner or spot.shape.member(member) or shape_named("Any")
    asked = None if spot.asked is None else spot.asked.member(member)
    strict = spot.strict and (spot.asked is None or asked is not None)
    return _below(spot, member, inner, asked, step, strict=strict)


def element_of(spot: Spot, key: str | int, step: Step) -> Spot:
    """The place of an element of a list or map, by its name, key or index."""
    if isinstance(key, int) and not spot.is_replaced:
        keys = keys_of(spot)
        key = keys[key] if key < len(keys) else key
    if spot.is_replaced:
        spot = spot._replace(echo=ABSENT)
    asked = spot.asked
    asked = asked.item if asked is not None and asked.kind in ("list", "map") else None
    return _below(spot, key, spot.shape.item, asked, step, strict=spot.strict)


def part_of(spot: Spot, key: str | int, step: Step) -> Spot:
    """The place inside a text that holds JSON, or inside free data."""
    return _below(spot, key, spot.shape, None, step, strict=spot.strict)


def _below(
    spot: Spot, key: str | int, inner: Shape, asked: Shape | None, step: Step, *, strict: bool
) -> Spot:
    parts = (part(tree, key, spot.shape) for tree in spot.known)
    known = tuple(each for each in parts if each is not ABSENT)
    echo = echoed(part(spot.echo, key, spot.shape), inner)
    # As the linter has it: a structure that is not given may be made by the service, outputs of
    # a processing job never are.
    made = echo is ABSENT and inner.kind == "structure" and step.type != "Processing"
    strict = strict and not made and inner.name not in FILLED_IN
    return Spot(inner, (*spot.path, key), known, echo, asked, strict)


def echoed(tree: Tree, inner: Shape) -> Tree:
    """What the response repeats of a part of the request: a null is as if it were not there."""
    if tree is None or (type(tree) is Value and inner.kind in ("structure", "list", "map")):
        return ABSENT
    if inner.kind == "map" and type(tree) is list:
        # EMR's request has a list of keys and values where the response has a map:
        # https://docs.aws.amazon.com/emr/latest/APIReference/API_HadoopStepConfig.html
        pairs = [each for each in tree if type(each) is dict and each.get("Key") is not None]
        return {str(plain(pair["Key"])): _or_empty(pair.get("Value")) for pair in pairs}
    if inner.kind == "map" and type(tree) is dict and None in tree.values():
        return {key: each for key, each in tree.items() if each is not None}
    if inner.kind == "list" and type(tree) is list and None in tree:
        return [each for each in tree if each is not None]
    return tree


def _or_empty(tree: Tree) -> Tree:
    return "" if tree is None else tree


def named(element: Spot, holder: Shape) -> Spot:
    """An element of a list, with the name by which it goes if nothing else tells its name."""
    natural, name = holder.natural, element.path[-1]
    if natural is None or not isinstance(name, str):
        return element
    trees = (*element.known, element.echo)
    if any(type(tree) is dict and natural.member in tree for tree in trees):
        return element
    return element._replace(known=(*element.known, {natural.member: name}))


def keys_of(spot: Spot) -> list[str | int]:
    """What the elements of a list or map go by, in their order: names, keys, else indexes."""
    shape, echo = spot.shape, spot.echo
    echoed = names(echo, shape) if shape.kind == "list" and type(echo) is list else []
    trees = (tree for tree in (*spot.known, echo) if type(tree) is dict)
    return [*dict.fromkeys((*echoed, *(key for tree in trees for key in tree)))]


def names(elements: Sequence[Tree], shape: Shape) -> list[str | int]:
    """The name of each element of a list, its index where it has none of its own."""
    found: dict[str | int, None] = {}
    for index, each in enumerate(elements):
        name = _name(each, shape)
        found[name if isinstance(name, str) and name not in found else index] = None
    return [*found]


def _name(element: Tree, shape: Shape) -> Any:
    if shape.natural is None or type(element) is not dict:
        return None
    return plain(element.get(shape.natural.member))


def part(tree: Tree, key: str | int, shape: Shape) -> Tree:
    """The part of a tree under an accessor; elements of a list go by their name as well."""
    if shape.kind == "string" and shape.open:
        tree = _document(tree)
    if type(tree) is dict:
        return tree.get(key, tree.get(_other_case(key, shape), ABSENT))
    if type(tree) is not list:
        return ABSENT
    if isinstance(key, int):
        return tree[key] if key < len(tree) else ABSENT
    return next((each for each in tree if _name(each, shape) == key), ABSENT)


def _other_case(key: str | int, shape: Shape) -> str | int:
    if isinstance(key, int) or not shape.either_case:
        return key
    return key[:1].swapcase() + key[1:]


def _document(tree: Tree) -> Tree:
    """The JSON in a text; what is in it is text as well, and as made up as the whole."""
    text = plain(tree) if type(tree) in (str, Value) else None
    if not isinstance(text, str):
        return tree
    try:
        found = json_in(text)
    except ValueError:
        return ABSENT
    whole = tree if type(tree) is Value else literal(text)
    return _texts(found, whole)


def _texts(value: Any, whole: Value) -> Tree:
    if isinstance(value, dict):
        return {key: _texts(inner, whole) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner, whole) for inner in value]
    if value is None:
        return ABSENT
    return Value(rendered(value), "String", whole.missing, None, whole.sources)
