"""The elements of a definition: each is a JSON value with its place and its expected shape.

Elements are made by `pipelint.model.build` and do not change afterwards. They compare by
identity: two steps that are written alike are still two steps.
"""

from __future__ import annotations

from pipelint.catalog import STEP_TYPES
from pipelint.catalog import shape as shape_named
from pipelint.model._get import parse_get
from pipelint.text import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeVar

    from pipelint.catalog import Shape, StepType
    from pipelint.model._get import GetPath, Segment
    from pipelint.text import Fault, Path, Source

    _Element = TypeVar("_Element", bound="Node")


class Node:
    """A JSON value of a definition.

    `key` is the member's name or the index under which it stands in `parent`; `step` is the
    innermost step around it, None outside of steps.
    """

    # Of the values inside, the walk makes nodes of lists, objects and elements: `_made`. Two values
    # in three are literals; their nodes, of class `_plain`, are made when somebody asks for them.
    __slots__ = ("_complete", "_made", "_plain", "key", "parent", "shape", "step", "value")

    def __init__(
        self, value: object, shape: Shape, key: str | int, parent: Node | None, step: Step | None
    ) -> None:
        self.value = value
        self.shape = shape
        self.key = key
        self.parent = parent
        self.step = step
        self._made: dict[str | int, Node] = _NOTHING
        self._complete = True
        self._plain: type[Node] = Node

    def hold(self, made: dict[str | int, Node], plain: type[Node]) -> None:
        """Take the values that the walk has made; `plain` is the class of the others."""
        self._made = made
        self._plain = plain
        self._complete = False

    @property
    def children(self) -> Mapping[str | int, Node]:
        """The values inside, by name, or by index, in file order; empty in an expression's text."""
        if not self._complete:
            self._made = dict(self._all_children())
            self._complete = True
        return self._made

    def _all_children(self) -> Iterator[tuple[str | int, Node]]:
        value, made = self.value, self._made
        pairs = value.items() if isinstance(value, dict) else enumerate(_elements(value))
        for key, inner in pairs:
            yield key, made.get(key) or self._literal(key, inner)

    def _literal(self, key: str | int, value: object) -> Node:
        kind = Argument if key == "Arguments" and self is self.step else self._plain
        return kind(value, self.shape_of(key), key, self, self.step)

    def shape_of(self, key: str | int) -> Shape:
        """The shape that the value under a key of this object or list has."""
        inner = self.shape
        if not isinstance(self, Expression):
            if inner.kind in ("map", "list") and (inner.kind == "list") is isinstance(key, int):
                return inner.item
            if isinstance(key, str) and (member := inner.member(key)) is not None:
                return member
        return shape_named("Any")

    @property
    def path(self) -> Path:
        """The JSON path from the root of the definition."""
        keys: list[str | int] = []
        node: Node = self
        while node.parent is not None:
            keys.append(node.key)
            node = node.parent
        return tuple(reversed(keys))

    @property
    def in_arguments(self) -> bool:
        """Whether it is, or lies in, the `Arguments` of its step."""
        node: Node | None = self
        while node is not None and node is not self.step:
            if node.parent is self.step:
                return node.key == "Arguments"
            node = node.parent
        return False

    @property
    def place(self) -> Place:
        """The value's whole text."""
        return Place(self.path)

    @property
    def lacking(self) -> Place:
        """Where a finding about a missing member points.

        The marked text is the key that holds this value; of a step the value of its `Name`;
        else the opening bracket.
        """
        if isinstance(self, Step) and self.name is not None:
            return Place(self.path, at=(*self.path, "Name"))
        return Place(
            self.path, aspect="key" if isinstance(self.key, str) and self.parent else "opening"
        )

    def key_of(self, member: str) -> Place:
        """The key of a member of this object, for findings about an unknown or repeated key."""
        return Place((*self.path, member), aspect="key")

    def part(self, start: int, end: int) -> Place:
        """A part of this string; offsets in the decoded text, end exclusive."""
        return Place(self.path, part=(start, end))

    def get(self, *keys: str | int) -> Node | None:
        """The value inside this one at the end of the keys, None where there is none."""
        node: Node | None = self
        for key in keys:
            if node is None:
                return None
            node = node._made.get(key) or (None if node._complete else node.children.get(key))
        return node

    def literal(self, *keys: str | int) -> object:
        """The JSON value at the end of the keys; None where there is none, or an expression."""
        node = self.get(*keys[:-1])
        if node is None:
            return None
        if keys and isinstance(node.value, dict):
            value = node.value.get(keys[-1])
            if not isinstance(value, (dict, list)):
                return value
        inner = node.get(*keys[-1:])
        return None if inner is None or isinstance(inner, Expression) else inner.value

    @property
    def items(self) -> tuple[Node, ...]:
        """The elements of a list, the member values of an object, in file order."""
        return tuple(self.children.values())

    def walk(self) -> Iterator[Node]:
        """This value and all inside it, parents first, in file order."""
        pending: list[Node] = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.items))


_NOTHING: dict[str | int, Node] = {}


def _elements(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


class Expression(Node):
    """A `Get`, `Std:Join` or `Std:JsonGet`: an object that the service replaces by a value."""

    __slots__ = ()


class Argument(Node):
    """A value in the arguments of a step, with the shape that the request gives it."""

    __slots__ = ()


class Reference(Expression):
    """`{"Get": "…"}`: the value of a parameter, an execution variable or a step's property."""

    __slots__ = ("get_path", "text")

    def __init__(
        self, value: object, shape: Shape, key: str | int, parent: Node | None, step: Step | None
    ) -> None:
        super().__init__(value, shape, key, parent, step)
        assert isinstance(value, dict)
        self.text: str = value["Get"]
        self.get_path: GetPath = parse_get(self.text)

    @property
    def root(self) -> str:
        """`Parameters`, `Execution`, `Steps`, …: the text before the first accessor."""
        return self.get_path.root

    @property
    def name(self) -> str | None:
        """The parameter, variable or step that is meant; None where the path ends before it."""
        name = self.get_path.name
        return None if name is None else name.text

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The accessors after the name."""
        return self.get_path.segments

    @property
    def in_property_file(self) -> bool:
        """Whether it is the `PropertyFile` of a `Std:JsonGet`."""
        parent = self.parent
        return (
            self.key == "PropertyFile" and parent is not None and isinstance(parent.parent, JsonGet)
        )

    def mark(self, start: int, end: int) -> Place:
        """The place of this reference with a part of its text marked."""
        return Place(self.path, at=(*self.path, "Get"), part=(start, end))

    @property
    def name_place(self) -> Place:
        """The place of this reference with the name in it marked."""
        name = self.get_path.name
        return self.place if name is None else self.mark(name.start, name.end)


class Join(Expression):
    """`{"Std:Join": {"On": "/", "Values": […]}}`: text put together from parts."""

    __slots__ = ()

    @property
    def on(self) -> Node | None:
        """The separator."""
        return self.get("Std:Join", "On")

    @property
    def values(self) -> Sequence[object]:
        """The elements of `Values` as JSON; empty where that is no list."""
        assert isinstance(self.value, dict)
        return _elements(self.value["Std:Join"].get("Values"))

    @property
    def parts(self) -> tuple[Node, ...]:
        """The elements of `Values`; empty where that is no list."""
        values = self.get("Std:Join", "Values")
        return () if values is None or not isinstance(values.value, list) else values.items


class JsonGet(Expression):
    """`{"Std:JsonGet": {…}}`: a value read from a JSON file at run time."""

    __slots__ = ()

    @property
    def property_file(self) -> Node | None:
        """The reference to a property file of a processing step."""
        return self.get("Std:JsonGet", "PropertyFile")

    @property
    def s3_uri(self) -> Node | None:
        """The join that gives the URI of the file."""
        return self.get("Std:JsonGet", "S3Uri")

    @property
    def file_path(self) -> Node | None:
        """The path of the value inside the file."""
        return self.get("Std:JsonGet", "Path")


class Pipeline(Node):
    """The definition itself."""

    __slots__ = ("parameters", "steps")

    parameters: tuple[Parameter, ...]
    steps: tuple[Step, ...]


class Parameter(Node):
    """A declared parameter. `type` is what it says, `String` where it says nothing."""

    __slots__ = ("name", "type")

    def __init__(
        self, value: object, shape: Shape, key: str | int, parent: Node | None, step: Step | None
    ) -> None:
        super().__init__(value, shape, key, parent, step)
        self.name: str | None = _text(value, "Name")
        # The published schema leaves Type optional for Strings, and definitions in use omit it.
        self.type: str | None = _text(value, "Type") if "Type" in _members(value) else "String"

    @property
    def default(self) -> Node | None:
        """The `DefaultValue`."""
        return self.get("DefaultValue")

    @property
    def enum_values(self) -> tuple[Node, ...]:
        """The elements of `EnumValues`; empty where there is no such list."""
        values = self.get("EnumValues")
        return () if values is None or not isinstance(values.value, list) else values.items


class Step(Node):
    """A step, at the top level, in a branch or in the body of a ForEach.

    `type` is the text of its `Type`, `definition` what the catalog knows of it (None for an
    unknown type). `parent_step` is the Condition or ForEach step whose list holds it.
    """

    __slots__ = ("definition", "name", "parent_step", "type")

    def __init__(
        self, value: object, shape: Shape, key: str | int, parent: Node | None, step: Step | None
    ) -> None:
        super().__init__(value, shape, key, parent, step)
        self.parent_step = step
        self.step = self
        self.name: str | None = _text(value, "Name")
        self.type: str | None = _text(value, "Type")
        self.definition: StepType | None = STEP_TYPES.get(self.type or "")

    @property
    def label(self) -> str:
        """The step's name in quotes, or words for a step without one."""
        return "a step without a name" if self.name is None else f"'{self.name}'"

    @property
    def arguments(self) -> Node | None:
        """The `Arguments`."""
        return self.get("Arguments")

    @property
    def depends_on(self) -> tuple[Dependency, ...]:
        """The entries of `DependsOn` that can be read."""
        return self._elements("DependsOn", Dependency)

    @property
    def property_files(self) -> tuple[PropertyFile, ...]:
        """The entries of `PropertyFiles`."""
        return self._elements("PropertyFiles", PropertyFile)

    @property
    def outputs(self) -> tuple[Output, ...]:
        """The entries of `OutputParameters`."""
        return self._elements("OutputParameters", Output)

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The branches of a Condition step: `IfSteps`, then `ElseSteps`, where present."""
        found = (self.get("Arguments", side) for side in ("IfSteps", "ElseSteps"))
        return tuple(branch for branch in found if isinstance(branch, Branch))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The ANDed conditions of a Condition step."""
        return self._elements("Conditions", Condition, self.arguments)

    @property
    def body(self) -> tuple[Step, ...]:
        """The steps in a ForEach's body."""
        return self._elements("ForEachBody", Step, self.arguments)

    @property
    def side(self) -> Branch | None:
        """The branch that this step stands in, directly."""
        return self.parent if isinstance(self.parent, Branch) else None

    def _elements(
        self, key: str, kind: type[_Element], holder: Node | None = None
    ) -> tuple[_Element, ...]:
        listed = (holder or self).get(key)
        return () if listed is None else tuple(e for e in listed.items if isinstance(e, kind))


class Dependency(Node):
    """An entry of `DependsOn`: a step's name, or an object with `Step` and `Trigger`."""

    __slots__ = ()

    @property
    def target(self) -> str | None:
        """The name of the step to wait for."""
        return self.value if isinstance(self.value, str) else _text(self.value, "Step")

    @property
    def trigger(self) -> str | None:
        """`Completed` (a plain name), or what the object says."""
        if isinstance(self.value, str) or "Trigger" not in _members(self.value):
            return "Completed"
        return _text(self.value, "Trigger")

    @property
    def target_place(self) -> Place:
        """The place of this entry with the name of the other step marked."""
        return (
            self.place if isinstance(self.value, str) else Place(self.path, at=(*self.path, "Step"))
        )


class Condition(Node):
    """One condition object, at the top of a Condition step's list or inside `Not` or `Or`."""

    __slots__ = ()

    @property
    def type(self) -> str | None:
        """`Equals`, `In`, `Not`, …."""
        return _text(self.value, "Type")

    @property
    def operands(self) -> tuple[Node, ...]:
        """The compared values: left and right, or the query and each value of the list."""
        found = [self.get(key) for key in ("LeftValue", "RightValue", "QueryValue")]
        values = self.get("Values")
        listed = values.items if values is not None and isinstance(values.value, list) else ()
        return (*(node for node in found if node is not None), *listed)

    @property
    def inner(self) -> tuple[Condition, ...]:
        """The conditions inside `Not` (one) and `Or`."""
        single, several = self.get("Condition"), self.get("Conditions")
        found = (
            *(() if single is None else (single,)),
            *(() if several is None else several.items),
        )
        return tuple(node for node in found if isinstance(node, Condition))


class Branch(Node):
    """The `IfSteps` or `ElseSteps` of a Condition step."""

    __slots__ = ()

    @property
    def side(self) -> bool:
        """The outcome of the condition under which these steps run."""
        return self.key == "IfSteps"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this list."""
        return tuple(node for node in self.items if isinstance(node, Step))


class PropertyFile(Node):
    """An entry of a processing step's `PropertyFiles`."""

    __slots__ = ()

    @property
    def name(self) -> str | None:
        """What a `Std:JsonGet` calls it."""
        return _text(self.value, "PropertyFileName")


class Output(Node):
    """An entry of a Lambda or Callback step's `OutputParameters`."""

    __slots__ = ()

    @property
    def name(self) -> str | None:
        """The `OutputName`."""
        return _text(self.value, "OutputName")

    @property
    def type(self) -> str | None:
        """The `OutputType`."""
        return _text(self.value, "OutputType")


class CacheConfig(Node):
    """A step's `CacheConfig`."""

    __slots__ = ()


class RetryPolicy(Node):
    """An entry of a step's `RetryPolicies`."""

    __slots__ = ()


class Document:
    """A definition's text: its value, and what is wrong with it as JSON.

    `complete` is False where no value could be read; `pipeline` is None where the value
    is no pipeline definition.
    """

    __slots__ = ("complete", "faults", "pipeline", "source", "value")

    def __init__(
        self,
        source: Source,
        value: object,
        faults: tuple[Fault, ...],
        complete: bool,
        pipeline: Pipeline | None,
    ) -> None:
        self.source = source
        self.value = value
        self.faults = faults
        self.complete = complete
        self.pipeline = pipeline

    @property
    def place(self) -> Place:
        """The whole document; its first character is marked."""
        return Place(())


def _members(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object, key: str) -> str | None:
    found = _members(value).get(key)
    return found if isinstance(found, str) else None
