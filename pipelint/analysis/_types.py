"""Static types, and which type fits which place."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    from pipelint.catalog import Shape

    #: `Any` is the type of what cannot be known; it fits everywhere and stays silent.
    Type = Literal[
        "String", "Integer", "Float", "Boolean", "Timestamp", "Structure", "List", "Map", "Any"
    ]

SCALARS: frozenset[Type] = frozenset({"String", "Integer", "Float", "Boolean", "Timestamp"})

_OF_KIND: dict[str, Type] = {
    "string": "String",
    "integer": "Integer",
    "float": "Float",
    "boolean": "Boolean",
    "timestamp": "Timestamp",
    "structure": "Structure",
    "list": "List",
    "map": "Map",
}
_OF_JSON: dict[type, Type] = {
    str: "String",
    bool: "Boolean",
    int: "Integer",
    float: "Float",
    dict: "Structure",
    list: "List",
}
_SILENT = {("Integer", "Float"), ("Timestamp", "String")}


def type_of_shape(shape: Shape) -> Type:
    """The static type of a value of this shape; `Any` for free data."""
    return _OF_KIND.get(shape.kind, "Any")


def type_of_json(value: object) -> Type:
    """The static type of a literal; `Any` for null, which stands for an absent value."""
    return _OF_JSON.get(type(value), "Any")


def as_type(value: Any, kind: Type) -> Any:
    """A JSON value as a type has it: JSON does not tell a whole Float from an Integer.

    A number that no Float can be stays as it is.
    """
    is_whole = kind == "Float" and type(value) is int
    return float(value) if is_whole and abs(value) <= sys.float_info.max else value


def fits(source: Type, place: Type) -> bool:
    """Whether a scalar of type `source` may stand in a place of type `place`.

    Integer fits Float and a timestamp fits String; types that are no scalars are not judged
    here. Source: the create-time check "Cannot assign property reference [Parameters.x] to
    argument of type [String]", https://github.com/aws/sagemaker-python-sdk/issues/4867.
    """
    if source not in SCALARS or place not in SCALARS:
        return True
    return source == place or (source, place) in _SILENT
