"""A part of a response as it is given, held against the API's model."""

from __future__ import annotations

from pipelint.analysis import json_name, scalar_fault, type_of_json, type_of_shape
from pipelint.errors import suggestion
from pipelint.simulate._errors import InputFault
from pipelint.simulate._identity import time_fault
from pipelint.simulate._shapes import inner_shape
from pipelint.simulate._value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from pipelint.catalog import Shape
    from pipelint.simulate._value import Tree
    from pipelint.text import Path

    Note = Callable[[InputFault], None]


def tree_of(value: Any, shape: Shape, path: Path, unfit: Note) -> Tree:
    """The same with a `Value` for each scalar; takes down what the shape does not have."""
    free = shape.kind == "any" or (shape.kind == "string" and shape.open)
    if isinstance(value, dict) and (free or shape.kind in ("structure", "map", "list")):
        return {
            key: tree_of(inner, _inner(shape, key, (*path, key), unfit), (*path, key), unfit)
            for key, inner in value.items()
        }
    if isinstance(value, list) and (free or shape.kind == "list"):
        item = shape if free else shape.item
        return [tree_of(each, item, (*path, index), unfit) for index, each in enumerate(value)]
    kind = None if shape.kind == "any" else scalar_fault(value, shape)
    if kind in ("kind", "enum"):
        unfit(InputFault(path, _misfit(value, shape, kind)))
    elif shape.kind == "timestamp" and (fault := time_fault(value)) is not None:
        unfit(InputFault(path, fault))
    typed = type_of_json(value) if kind == "kind" else type_of_shape(shape)
    return Value(value, typed, (), path)


def _inner(shape: Shape, key: str, path: Path, unfit: Note) -> Shape:
    if shape.kind == "structure" and shape.member(key) is None:
        if not shape.open:
            unfit(InputFault(path, unknown(key, shape.members, "a member of the response")))
    elif shape.kind == "list" and shape.natural is None:
        message = "is a mapping; the elements of this list have no names"
        unfit(InputFault(path[:-1], message))
    return inner_shape(shape, key)


def unknown(key: object, known: Iterable[str], what: str) -> str:
    """Why a key is none of those that are known, with the one that may be meant."""
    article, _, noun = what.partition(" ")
    return f"is not {article} {noun}{suggestion(str(key), known)}"


def _misfit(value: object, shape: Shape, kind: str) -> str:
    if kind == "enum":
        known = ", ".join(f"'{each}'" for each in sorted(shape.enum or ()))
        return f"is '{value}', expected one of {known}"
    return f"is {json_name(value)}, the response has a value of type '{shape.kind}'"
