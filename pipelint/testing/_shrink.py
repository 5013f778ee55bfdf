"""The least of what is given that still shows a failure."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from pipelint.text import Path


def smaller(given: dict[str, Any], fails: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """What is given without the entries that it fails without, too.

    Entries are members of mappings, however deep, the outer ones first; lists stay whole. Tries
    each entry once, so that the cost is linear in their number.
    """
    for path in [*_entries(given, ())]:
        less = _without(given, path)
        if less != given and fails(less):
            given = less
    return given


def _entries(value: Any, path: Path) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from _entries(inner, (*path, key))


def _without(value: Any, path: Path) -> Any:
    """A mapping without an entry, and without what is empty then."""
    first, *rest = path
    if not isinstance(value, dict) or first not in value:
        return value
    others = {key: inner for key, inner in value.items() if key != first}
    if not rest:
        return others
    inner = _without(value[first], tuple(rest))
    return {**value, first: inner} if inner or inner == value[first] else others
