"""Data that is given: JSON, as lists, dictionaries and finite numbers."""

from __future__ import annotations

from collections.abc import Mapping

from pipelint.simulate._errors import InputFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pipelint.text import Path

_LARGEST = float("inf")


def as_json(value: object, path: Path, note: Callable[[InputFault], object]) -> Any:
    """A value as `json.loads` would give it, new down to the leaves; what is no JSON is noted."""
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                note(InputFault((*path, str(key)), f"is no text: {key!r} cannot be a key in JSON"))
        return {key: as_json(inner, (*path, key), note) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(each, (*path, index), note) for index, each in enumerate(value)]
    fault = _scalar_fault(value)
    if fault is not None:
        note(InputFault(path, fault))
    return value


def _scalar_fault(value: object) -> str | None:
    if value is None or isinstance(value, (str, int)):  # a boolean is an int
        return None
    if not isinstance(value, float):
        return f"is of the type {type(value).__name__!r}, which JSON does not have"
    if value != value:
        return "is NaN, which JSON does not have"
    return "is no finite number" if abs(value) == _LARGEST else None
