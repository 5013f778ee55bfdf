"""A catalogue of single faults, each with the places at which it must be found."""

from __future__ import annotations

from collections.abc import Iterator
from types import FunctionType, ModuleType

from tests.property import faulty_graphs, faulty_names, faulty_references, faulty_requests
from tests.property.seeds import Seeds


def mutations_in(module: ModuleType) -> Iterator[Seeds]:
    """The functions of a module that give faults."""
    for value in vars(module).values():
        annotations = getattr(value, "__annotations__", {})
        if isinstance(value, FunctionType) and annotations.get("return") == "Iterator[Seed]":
            yield value


MUTATIONS: tuple[Seeds, ...] = (
    *mutations_in(faulty_names),
    *mutations_in(faulty_references),
    *mutations_in(faulty_graphs),
    *mutations_in(faulty_requests),
)
