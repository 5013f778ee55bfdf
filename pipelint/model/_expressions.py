"""Expressions: objects that the service replaces by a value."""

from __future__ import annotations

from pipelint.model._get import parse_get, parse_json_path
from pipelint.model._node import Expression, elements_of
from pipelint.text import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.catalog import Shape
    from pipelint.model._get import GetPath, PathFault, Segment
    from pipelint.model._node import Node
    from pipelint.model._steps import Step


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
        return elements_of(self.value["Std:Join"].get("Values"))

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

    @property
    def path_fault(self) -> PathFault | None:
        """Why the path names no one value; None where it does, and where it is no text."""
        path = self.file_path
        if path is None or not isinstance(path.value, str):
            return None
        return parse_json_path(path.value)[1]
