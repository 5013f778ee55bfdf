"""Whether each value fits the shape of its place."""

from __future__ import annotations

from pipelint.analysis._attempt import attempted_expression
from pipelint.analysis._pattern import matches
from pipelint.model import Expression
from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Literal

    from pipelint.analysis._facts import Facts
    from pipelint.catalog import Shape
    from pipelint.model import Node, Reference

    MisfitKind = Literal[
        "unknown-member",  # `detail` is the member
        "forbidden-member",  # a member that the pipeline refuses; `detail` is the member
        "missing-member",  # `detail` is the member
        "null",
        "kind",  # another JSON type than the shape's; `detail` is what was found
        "expression-for-container",  # a list, map or structure is wanted
        "expression-for-literal",  # expressions are not allowed here
        "enum",
        "too-long",
        "too-short",
        "out-of-range",
        "pattern",
        "union",  # exactly one member must be given
        "key",  # the key of a map; `detail` is the key
        "no-expression",  # written like an expression that there is not; `detail` is its key
    ]


class Misfit(NamedTuple):
    """A value that does not fit its place.

    `uses` is empty for a value that stands in its place itself; for the default or an enum
    value of a parameter it holds the references through which the value would get there.
    """

    kind: MisfitKind
    node: Node
    shape: Shape
    detail: str = ""
    uses: tuple[Reference, ...] = ()


_JSON_NAMES = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "a boolean",
    int: "an integer",
    float: "a number",
    type(None): "null",
}


def json_name(value: object) -> str:
    """A JSON type in words, with its article."""
    return _JSON_NAMES.get(type(value), "a value")


def misfits(nodes: Iterable[Node]) -> Iterator[Misfit]:
    """What does not fit among objects, lists and elements, and the literals inside them.

    Values of an unknown shape are not judged.
    """
    for node in nodes:
        value, shape = node.value, node.shape
        if isinstance(node, Expression):
            yield from _expression(node)
        elif type(value) is dict:
            attempt = attempted_expression(node)
            if attempt is not None:
                yield Misfit("no-expression", node, shape, attempt)
                continue
            if shape.kind != "any":
                yield from _object(node, value)
                yield from _members(node, value)
        elif type(value) is list:
            if shape.kind != "any":
                yield from _list(node, value)
                yield from _elements(node, value)
        elif shape.kind != "any":
            yield from _scalar(node, value)


def _members(node: Node, value: dict[str, object]) -> Iterator[Misfit]:
    """What does not fit of the literals in an object."""
    shape = node.shape
    if shape.kind not in ("structure", "map"):
        return
    inner = shape.item if shape.kind == "map" else None
    for name, member in value.items():
        if type(member) is dict or type(member) is list:
            continue
        expected = inner or shape.member(name)
        if expected is not None and not _is_fine(member, expected):
            yield from _scalar(node.children[name], member)


def _elements(node: Node, value: list[object]) -> Iterator[Misfit]:
    """What does not fit of the literals in a list."""
    if node.shape.kind != "list":
        return
    expected = node.shape.item
    if expected.kind == "variant":
        return  # its elements are nodes of their own
    for index, element in enumerate(value):
        if not isinstance(element, (dict, list)) and not _is_fine(element, expected):
            yield from _scalar(node.children[index], element)


def _is_fine(value: object, shape: Shape) -> bool:
    """Whether a literal is as its place wants it, or nothing is known of the place."""
    if type(value) is str and shape.kind == "string":
        return _text_fault(value, shape) is None
    return shape.kind == "any" or (value is not None and scalar_fault(value, shape) is None)


def _expression(node: Node) -> Iterator[Misfit]:
    shape = node.shape
    if shape.kind in ("structure", "list", "map", "variant"):
        yield Misfit("expression-for-container", node, shape)
    elif shape.literal:
        yield Misfit("expression-for-literal", node, shape)


def _object(node: Node, value: dict[str, object]) -> Iterator[Misfit]:
    shape = node.shape
    if shape.kind == "map":
        yield from _length(node, shape, len(value))
        yield from _keys(node, value)
        return
    if shape.kind != "structure":
        yield Misfit("kind", node, shape, json_name(value))
        return
    members = shape.members
    for member in value:
        if member in shape.forbidden:
            yield Misfit("forbidden-member", node, shape, member)
        elif member not in members and not shape.open and shape.member(member) is None:
            yield Misfit("unknown-member", node, shape, member)
    for member in shape.required:
        if member not in value and not (shape.either_case and _other_case(member) in value):
            yield Misfit("missing-member", node, shape, member)
    if shape.union and len(value) != 1:
        yield Misfit("union", node, shape, ", ".join(sorted(value)))


def _other_case(member: str) -> str:
    return member[0].swapcase() + member[1:]


def _keys(node: Node, value: dict[str, object]) -> Iterator[Misfit]:
    shape = node.shape.key
    if shape is not None:
        for key in value:
            if _text_fault(key, shape) is not None:
                yield Misfit("key", node, shape, key)


def _list(node: Node, value: list[object]) -> Iterator[Misfit]:
    if node.shape.kind == "list":
        yield from _length(node, node.shape, len(value))
    else:
        yield Misfit("kind", node, node.shape, json_name(value))


def _scalar(node: Node, value: object) -> Iterator[Misfit]:
    shape = node.shape
    if value is None:
        if not shape.nullable:
            yield Misfit("null", node, shape)
        return
    kind = scalar_fault(value, shape)
    if kind is not None:
        yield Misfit(kind, node, shape, json_name(value))


def scalar_fault(value: object, shape: Shape) -> MisfitKind | None:
    """Why a string, number or boolean does not fit a shape; None where it fits."""
    if isinstance(value, str) and shape.kind in ("string", "timestamp"):
        return _text_fault(value, shape)
    if isinstance(value, bool):
        return None if shape.kind == "boolean" else "kind"
    if isinstance(value, int) and shape.kind in ("integer", "float"):
        return _range_fault(value, shape)
    if isinstance(value, float) and value - value != 0:  # NaN, infinity
        # No JSON: the syntax is what is wrong with it.
        return None
    if isinstance(value, float) and shape.kind == "float":
        return _range_fault(value, shape)
    return "kind"


def _text_fault(value: str, shape: Shape) -> MisfitKind | None:
    if shape.enum is not None:
        return None if value in shape.enum else "enum"
    if shape.max is not None and len(value) > shape.max:
        return "too-long"
    if shape.min is not None and len(value) < shape.min:
        return "too-short"
    if shape.pattern is not None and not matches(shape.pattern, value):
        return "pattern"
    return None


def _range_fault(value: float, shape: Shape) -> MisfitKind | None:
    low, high = shape.min, shape.max
    within = (low is None or value >= low) and (high is None or value <= high)
    return None if within else "out-of-range"


def _length(node: Node, shape: Shape, length: int) -> Iterator[Misfit]:
    if shape.max is not None and length > shape.max:
        yield Misfit("too-long", node, shape, str(length))
    elif shape.min is not None and length < shape.min:
        yield Misfit("too-short", node, shape, str(length))


def through_parameters(facts: Facts) -> Iterator[Misfit]:
    """Defaults and enum values that do not fit a place that their parameter reaches.

    One misfit for each such value and kind of fault; `uses` are the places, in file order.
    """
    found: dict[tuple[Node, MisfitKind], tuple[Shape, list[Reference]]] = {}
    for parameter, references in facts.uses.items():
        default = () if parameter.default is None else (parameter.default,)
        for candidate in (*default, *parameter.enum_values):
            for reference in references:
                kind = _fault_at_use(candidate, reference.shape)
                if kind is not None:
                    _, uses = found.setdefault((candidate, kind), (reference.shape, []))
                    uses.append(reference)
    for (candidate, kind), (shape, uses) in found.items():
        yield Misfit(kind, candidate, shape, json_name(candidate.value), tuple(uses))


def _fault_at_use(candidate: Node, shape: Shape) -> MisfitKind | None:
    value = candidate.value
    # The type of a parameter is judged by its declaration, and an empty default means "not set".
    if not isinstance(value, (str, int, float)) or value == "":
        return None
    kind = scalar_fault(value, shape) if shape.kind != "any" else None
    return None if kind == "kind" else kind
