"""From a parsed document to the pipeline and its index, in one walk."""

from __future__ import annotations

from pipelint.catalog import shape as shape_named
from pipelint.model._elements import (
    CacheConfig,
    Condition,
    Dependency,
    Document,
    Output,
    Parameter,
    Pipeline,
    PropertyFile,
    RetryPolicy,
)
from pipelint.model._expressions import Join, JsonGet, Reference
from pipelint.model._get import ROOTS
from pipelint.model._node import Argument, Expression, Node
from pipelint.model._steps import Branch, Step
from pipelint.text import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pipelint.catalog import Shape
    from pipelint.text import Source


#: The classes that a rule may be `on`.
ELEMENTS: tuple[type, ...] = (
    Document,
    Pipeline,
    Parameter,
    Step,
    Dependency,
    Reference,
    Join,
    JsonGet,
    Condition,
    Branch,
    Argument,
    PropertyFile,
    Output,
    CacheConfig,
    RetryPolicy,
)

_EXPRESSIONS: dict[str, tuple[type[Node], type]] = {
    "Get": (Reference, str),
    "Std:Join": (Join, dict),
    "Std:JsonGet": (JsonGet, dict),
}
_CLASSES: dict[str, type[Node]] = {
    "Definition": Pipeline,
    "Parameter": Parameter,
    "Step": Step,
    "Dependency": Dependency,
    "Condition": Condition,
    "PropertyFile": PropertyFile,
    "OutputParameter": Output,
    "CacheConfig": CacheConfig,
    "RetryPolicy": RetryPolicy,
}
_SIDES = ("IfSteps", "ElseSteps")
_ROOTS = tuple(f"{root}." for root in ROOTS)


def read(source: Source) -> tuple[Document, Index]:
    """Parse a source and build its model; total on any text.

    In the index an argument that is an expression stands under its own class only.
    """
    value, faults, complete = parse(source)
    builder = _Builder()
    pipeline = builder.pipeline(value) if complete and is_definition(value) else None
    document = Document(source, value, faults, complete, pipeline)
    builder.index[Document].append(document)
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


class Index(dict[type, "list[Any]"]):
    """The elements of a definition by class, each list in file order.

    `Node` has all values; like `Argument` it is made when it is first asked for. `walked` are the
    values whose nodes are there from the start: objects, lists and elements.
    """

    def __init__(self) -> None:
        super().__init__((element, []) for element in ELEMENTS if element is not Argument)
        self.walked: list[Node] = []

    def __missing__(self, kind: type) -> list[Any]:
        if kind is Node:
            self[kind] = [node for root in self[Pipeline] for node in root.walk()]
        elif kind is Argument:
            self[kind] = [node for node in self[Node] if type(node) is kind]
        else:
            raise KeyError(kind)
        return self[kind]


class _Builder:
    """The walk over one definition, and the index that it fills."""

    __slots__ = ("anything", "index", "walked")

    def __init__(self) -> None:
        self.index = Index()
        self.walked = self.index.walked
        self.anything = shape_named("Any")

    def pipeline(self, value: object) -> Pipeline:
        root = self._walk(value, shape_named("Definition"), "", None, None, Node)
        assert isinstance(root, Pipeline)
        root.parameters = tuple(self.index[Parameter])
        listed = root.get("Steps")
        found = () if listed is None else listed.items
        root.steps = tuple(node for node in found if isinstance(node, Step))
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
            kind = (_expression(value, shape) if len(value) == 1 else None) or kind or plain
        elif kind is not Dependency:
            kind = Branch if key in _SIDES and _is_step_list(value, shape) else plain
        node = kind(value, shape, key, parent, step)
        self.walked.append(node)
        if kind is not Argument and kind is not Node:
            self.index[kind].append(node)
            if kind is Reference:
                return node
        if type(value) is dict or type(value) is list:
            self._descend(node, Node if kind is Step else plain)
        return node

    def _descend(self, node: Node, plain: type[Node]) -> None:
        """Walk the objects, lists and elements in a value; literals wait to be asked for."""
        value, shape, step = node.value, node.shape, node.step
        made: dict[str | int, Node] = {}
        if isinstance(value, list):
            item = shape.item if shape.kind == "list" else self.anything
            for index, element in enumerate(value):
                if type(element) is dict or type(element) is list or item.kind == "variant":
                    made[index] = self._walk(element, item, index, node, step, plain)
        elif isinstance(value, dict):
            if isinstance(node, Expression):
                shape = self.anything
            values = shape.item if shape.kind == "map" else None
            for name, member in value.items():
                if type(member) is dict or type(member) is list:
                    inner = values or shape.member(name) or self.anything
                    below = Argument if name == "Arguments" and node is step else plain
                    made[name] = self._walk(member, inner, name, node, step, below)
        node.hold(made, plain)


def _is_step_list(value: object, shape: Shape) -> bool:
    return type(value) is list and shape.name == "StepList"


def _expression(value: dict[str, object], shape: Shape) -> type[Node] | None:
    """The class of an expression, None for an object of one member that is literal data.

    "An object with exactly one key `Get`, `Std:Join` or `Std:JsonGet` in a value position is an
    expression." A map may have an entry called `Get`; it is one only if its text is a path.
    """
    [(key, operand)] = value.items()
    found = _EXPRESSIONS.get(key)
    if found is None or type(operand) is not found[1]:
        return None
    if shape.kind == "map" and key == "Get" and not str(operand).startswith(_ROOTS):
        return None
    return found[0]
