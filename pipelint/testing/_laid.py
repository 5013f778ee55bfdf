"""What is given, laid over what else is given."""

from __future__ import annotations

from pipelint.simulate import put

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pipelint.text import Path


def entry(path: Path, value: Any) -> dict[str, Any]:
    """A `given` mapping with one entry."""
    made: dict[str, Any] = {}
    put(made, path, value)
    return made


def laid(over: Any, under: Any) -> Any:
    """Both: mappings merge by their keys, lists by their indexes; of the rest the upper one holds.

    What lies at one place of only one of them is shared with it.
    """
    if isinstance(over, dict) and isinstance(under, dict):
        both = {key: laid(value, under[key]) for key, value in over.items() if key in under}
        return {**over, **under, **both}
    if isinstance(over, list) and isinstance(under, list):
        merged = [laid(mine, other) for mine, other in zip(over, under, strict=False)]
        return [*merged, *over[len(merged) :], *under[len(merged) :]]
    return over
