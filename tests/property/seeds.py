"""Single faults: how one is made, and where it must be found."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Path = tuple[str | int, ...]


class Edit(NamedTuple):
    """A change at a path: the value that is there from now on, or none."""

    path: Path
    value: Any = None
    removes: bool = False


class Seed(NamedTuple):
    """A fault: what makes it, and the paths of which each must be reported."""

    edits: tuple[Edit, ...]
    places: tuple[Path, ...]


Seeds = Callable[[Any], Iterator[Seed]]


def put(path: Path, value: Any, *places: Path) -> Seed:
    """A value that is wrong, found where it stands unless places are given."""
    return Seed((Edit(path, value),), places or (path,))


def drop(path: Path, *places: Path) -> Seed:
    """A value that is missing, found at its parent unless places are given."""
    return Seed((Edit(path, removes=True),), places or (path[:-1],))


def mutated(definition: Any, seed: Seed) -> Any:
    whole = copy.deepcopy(definition)
    for edit in seed.edits:
        holder = at(whole, edit.path[:-1])
        key: Any = edit.path[-1]
        if edit.removes:
            del holder[key]
        elif isinstance(holder, list) and key == len(holder):
            holder.append(edit.value)
        else:
            holder[key] = edit.value
    return whole


def at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    pairs: Any = ()
    if isinstance(value, (dict, list)):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        yield from walk(inner, (*path, key))


def steps(definition: Any, *types: str) -> Iterator[tuple[Path, Any]]:
    """The steps of some types, or all."""
    for path, value in walk(definition):
        is_step = isinstance(value, dict) and path[-2:-1] in LISTS and "Arguments" in value
        if is_step and (not types or value["Type"] in types):
            yield path, value


LISTS = (("Steps",), ("IfSteps",), ("ElseSteps",), ("ForEachBody",))


def gets(definition: Any, start: str) -> Iterator[tuple[Path, str]]:
    """The references whose path begins so."""
    for path, value in walk(definition):
        if isinstance(value, dict) and value.keys() == {"Get"} and value["Get"].startswith(start):
            yield path, value["Get"]


def values(definition: Any, key: str) -> Iterator[tuple[Path, Any]]:
    return ((path, value) for path, value in walk(definition) if path[-1:] == (key,))


def parameters(definition: Any) -> Iterator[tuple[Path, Any]]:
    return ((("Parameters", at), each) for at, each in enumerate(definition["Parameters"]))


def conditions(definition: Any) -> Iterator[tuple[Path, Any]]:
    """The comparisons of two operands."""
    for path, value in walk(definition):
        if isinstance(value, dict) and {"LeftValue", "RightValue"} <= value.keys():
            yield path, value


def entries(step: Any) -> list[Any]:
    return [*step.get("DependsOn", ())]


def with_entry(path: Path, step: Any, entry: Any) -> tuple[Edit, Path]:
    """One more entry of a step's `DependsOn`, and its path."""
    listed = entries(step)
    return Edit((*path, "DependsOn"), [*listed, entry]), (*path, "DependsOn", len(listed))


def target(entry: Any) -> str:
    """The step that an entry of `DependsOn` names."""
    return str(entry if isinstance(entry, str) else entry["Step"])
