"""From what a user names to the definitions that are checked."""

from __future__ import annotations

from pipelint.targets._expand import (
    STANDARD_INPUT,
    Python,
    Target,
    TargetError,
    Targets,
    beside,
    expand,
    read,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.targets._load import BLOCKING, Definition, load

__all__ = [
    "BLOCKING",
    "STANDARD_INPUT",
    "Definition",
    "Python",
    "Target",
    "TargetError",
    "Targets",
    "beside",
    "expand",
    "load",
    "read",
]

# A check simulates nothing.
_LATER = ("BLOCKING", "Definition", "load")


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipelint.targets import _load

    return getattr(_load, name)
