"""Static types, and which type fits which place."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from pipelint.catalog import Shape

    #: `Any` is the type of what cannot be known; it fits everywhere and stays silent.
    Type = Literal[
        "String", "Integer", "Float", "Boolean", "Timestamp", "Structure", "List", "Map", "Any"
    ]

SCALARS: frozenset[Type] = frozenset({"String", "Integer", "Float", "Boolean", "Timestamp"})
PARAMETER_TYPES: tuple[Type, ...] = ("String", "Integer", "Float", "Boolean")

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


def declared_type(name: str | None) -> Type:
    """The type that a parameter or output says it has; `Any` for a word that is no type."""
    return next((known for known in PARAMETER_TYPES if known == name), "Any")


def type_of_shape(shape: Shape) -> Type:
    """The static type of a value of this shape; `Any` for free data."""
    return _OF_KIND.get(shape.kind, "Any")


def type_of_json(value: object) -> Type:
    """The static type of a literal; `Any` for null, which stands for an absent value."""
    return _OF_JSON.get(type(value), "Any")


def fits(source: Type, place: Type) -> bool:
    """Whether a scalar of type `source` may stand in a place of type `place`.

    Integer fits Float and a timestamp fits String; types that are no scalars are not judged
    here. Source: the create-time check "Cannot assign property reference [Parameters.x] to
    argument of type [String]", https://github.com/aws/sagemaker-python-sdk/issues/4867.
    """
    if source not in SCALARS or place not in SCALARS:
        return True
    return source == place or (source, place) in _SILENT
