"""The elements of a definition that rules are about, but for steps and expressions."""

from __future__ import annotations

from pipelint.model._node import Node, members_of, text_of
from pipelint.text import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from pipelint.catalog import Shape
    from pipelint.model._steps import Step
    from pipelint.text import Fault, Source

    #: What a parameter or output may be declared as; `Any` stands for a word that is no type.
    DeclaredType = Literal["String", "Integer", "Float", "Boolean", "Any"]

_DECLARED: dict[str, DeclaredType] = {
    "String": "String",
    "Integer": "Integer",
    "Float": "Float",
    "Boolean": "Boolean",
}


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
        self.name: str | None = text_of(value, "Name")
        # The published schema leaves Type optional for Strings, and definitions in use omit it.
        self.type: str | None = text_of(value, "Type") if "Type" in members_of(value) else "String"

    @property
    def kind(self) -> DeclaredType:
        """The type that it has by what it says; `Any` for a word that is no type."""
        return _DECLARED.get(self.type or "", "Any")

    @property
    def default(self) -> Node | None:
        """The `DefaultValue`."""
        return self.get("DefaultValue")

    @property
    def enum_values(self) -> tuple[Node, ...]:
        """The elements of `EnumValues`; empty where there is no such list."""
        values = self.get("EnumValues")
        return () if values is None or not isinstance(values.value, list) else values.items


class Dependency(Node):
    """An entry of `DependsOn`: a step's name, or an object with `Step` and `Trigger`."""

    __slots__ = ()

    @property
    def target(self) -> str | None:
        """The name of the step to wait for."""
        return self.value if isinstance(self.value, str) else text_of(self.value, "Step")

    @property
    def trigger(self) -> str | None:
        """`Completed` (a plain name), or what the object says."""
        if isinstance(self.value, str) or "Trigger" not in members_of(self.value):
            return "Completed"
        return text_of(self.value, "Trigger")

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
        return text_of(self.value, "Type")

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


class PropertyFile(Node):
    """An entry of a processing step's `PropertyFiles`."""

    __slots__ = ()

    @property
    def name(self) -> str | None:
        """What a `Std:JsonGet` calls it."""
        return text_of(self.value, "PropertyFileName")


class Output(Node):
    """An entry of a Lambda or Callback step's `OutputParameters`."""

    __slots__ = ()

    @property
    def name(self) -> str | None:
        """The `OutputName`."""
        return text_of(self.value, "OutputName")

    @property
    def type(self) -> str | None:
        """The `OutputType`."""
        return text_of(self.value, "OutputType")

    @property
    def kind(self) -> DeclaredType:
        """The type that it has by what it says; `Any` for a word that is no type."""
        return _DECLARED.get(self.type or "", "Any")


class CacheConfig(Node):
    """A step's `CacheConfig`."""

    __slots__ = ()


class RetryPolicy(Node):
    """An entry of a step's `RetryPolicies`."""

    __slots__ = ()
