"""From what a user names to the definitions that are checked."""

from __future__ import annotations

from pipelint.targets._expand import (
    Python,
    Target,
    Targets,
    beside,
    expand,
    read,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.targets._load import Definition, load
    from pipelint.targets._search import SKIPPED

__all__ = [
    "SKIPPED",
    "Definition",
    "Python",
    "Target",
    "Targets",
    "beside",
    "expand",
    "load",
    "read",
]

# A check simulates nothing, and may search nothing.
_LATER = ("SKIPPED", "Definition", "load")


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipelint.targets import _load, _search

    return getattr(_search if name == "SKIPPED" else _load, name)
