"""From a parsed document to the pipeline and its index, in one walk."""

from __future__ import annotations

from pipelint.catalog import shape as shape_named
from pipelint.model import _nodes as nodes
from pipelint.model._get import ROOTS
from pipelint.text import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pipelint.catalog import Shape
    from pipelint.model._nodes import Node, Step
    from pipelint.text import Source

    Index = Mapping[type, Sequence[Any]]

#: The classes that a rule may be `on`.
ELEMENTS: tuple[type, ...] = (
    nodes.Document,
    nodes.Pipeline,
    nodes.Parameter,
    nodes.Step,
    nodes.Dependency,
    nodes.Reference,
    nodes.Join,
    nodes.JsonGet,
    nodes.Condition,
    nodes.Branch,
    nodes.Argument,
    nodes.PropertyFile,
    nodes.Output,
    nodes.CacheConfig,
    nodes.RetryPolicy,
)

_EXPRESSIONS: dict[str, tuple[type[Node], type]] = {
    "Get": (nodes.Reference, str),
    "Std:Join": (nodes.Join, dict),
    "Std:JsonGet": (nodes.JsonGet, dict),
}
_CLASSES: dict[str, type[Node]] = {
    "Definition": nodes.Pipeline,
    "Parameter": nodes.Parameter,
    "Step": nodes.Step,
    "Dependency": nodes.Dependency,
    "Condition": nodes.Condition,
    "PropertyFile": nodes.PropertyFile,
    "OutputParameter": nodes.Output,
    "CacheConfig": nodes.CacheConfig,
    "RetryPolicy": nodes.RetryPolicy,
}
_SIDES = ("IfSteps", "ElseSteps")
#: Literals, and the kinds of shapes under which they are nothing but a value.
_LITERALS = frozenset((str, int, float, bool, type(None)))
_SIMPLE = frozenset(("string", "integer", "float", "boolean", "timestamp", "any"))
_ROOTS = tuple(f"{root}." for root in ROOTS)


def read(source: Source) -> tuple[nodes.Document, Index]:
    """Parse a source and build its model; total on any text.

    The index holds the elements by class, each list in file order, and under `Node` all values.
    An argument that is an expression stands under its own class only.
    """
    value, faults, complete = parse(source)
    builder = _Builder()
    pipeline = builder.pipeline(value) if complete and is_definition(value) else None
    document = nodes.Document(source, value, faults, complete, pipeline)
    builder.index[nodes.Document].append(document)
    return document, builder.index


def is_definition(value: object) -> bool:
    """Whether a JSON value is meant as a pipeline definition.

    Policies have a `Version` too, and templates `Parameters`: an object.
    """
    return isinstance(value, dict) and (
        isinstance(value.get("Steps"), list)
        or value.get("Version") == "2020-12-01"
        or isinstance(value.get("Parameters"), list)
    )


class _Builder:
    """The walk over one definition, and the index that it fills."""

    __slots__ = ("anything", "index", "nodes")

    def __init__(self) -> None:
        self.index: dict[type, list[Any]] = {element: [] for element in ELEMENTS}
        self.nodes: list[Node] = []
        self.index[nodes.Node] = self.nodes
        self.anything = shape_named("Any")

    def pipeline(self, value: object) -> nodes.Pipeline:
        root = self._walk(value, shape_named("Definition"), "", None, None, nodes.Node)
        assert isinstance(root, nodes.Pipeline)
        root.parameters = tuple(self.index[nodes.Parameter])
        listed = root.get("Steps")
        found = () if listed is None else listed.items
        root.steps = tuple(node for node in found if isinstance(node, nodes.Step))
        return root

    def _walk(
        self,
        value: object,
        shape: Shape,
        key: str | int,
        parent: Node | None,
        step: Step | None,
        plain: type[Node],
    ) -> Node:
        # `plain` is the class of values that are no element of their own.
        kind = _CLASSES.get(shape.name)
        if shape.kind == "variant":
            shape = shape.select(value)
        if type(value) is dict:
            kind = _expression(value, shape) or kind or plain
        elif kind is not nodes.Dependency:
            kind = nodes.Branch if key in _SIDES and _is_step_list(value, shape) else plain
        node = kind(value, shape, key, parent, step)
        self.nodes.append(node)
        if kind is not nodes.Node:
            self.index[kind].append(node)
        if kind is nodes.Step:
            plain = nodes.Node
        if type(value) is dict:
            if kind is not nodes.Reference:
                self._members(node, value, plain)
        elif type(value) is list:
            self._elements(node, value, plain)
        return node

    def _members(self, node: Node, value: dict[str, object], plain: type[Node]) -> None:
        step, walk, anything = node.step, self._walk, self.anything
        shape = anything if isinstance(node, nodes.Expression) else node.shape
        item = shape.item if shape.kind == "map" else None
        children: dict[str | int, Node] = {}
        for name, member in value.items():
            inner = item or shape.member(name) or anything
            if type(member) in _LITERALS and inner.kind in _SIMPLE and name != "Arguments":
                # Two values in three are such: a call less for each is a tenth of the walk.
                children[name] = leaf = plain(member, inner, name, node, step)
                self.nodes.append(leaf)
                if plain is nodes.Argument:
                    self.index[plain].append(leaf)
                continue
            below = nodes.Argument if name == "Arguments" and node is step else plain
            children[name] = walk(member, inner, name, node, step, below)
        node.children = children

    def _elements(self, node: Node, value: list[object], plain: type[Node]) -> None:
        item = node.shape.item if node.shape.kind == "list" else self.anything
        step, walk = node.step, self._walk
        node.children = {
            index: walk(element, item, index, node, step, plain)
            for index, element in enumerate(value)
        }


def _is_step_list(value: object, shape: Shape) -> bool:
    return type(value) is list and shape.name == "StepList"


def _expression(value: dict[str, object], shape: Shape) -> type[Node] | None:
    """The class of an expression, None for an object that is literal data.

    "An object with exactly one key `Get`, `Std:Join` or `Std:JsonGet` in a value position is an
    expression." A map may have an entry called `Get`; it is one only if its text is a path.
    """
    if len(value) != 1:
        return None
    [(key, operand)] = value.items()
    found = _EXPRESSIONS.get(key)
    if found is None or type(operand) is not found[1]:
        return None
    if shape.kind == "map" and key == "Get" and not str(operand).startswith(_ROOTS):
        return None
    return found[0]
