"""From what a user names to the definitions that are checked."""

from __future__ import annotations

from pipelint._lazy import later
from pipelint.targets._expand import (
    Python,
    Target,
    Targets,
    beside,
    callable_target,
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
    "callable_target",
    "expand",
    "load",
    "read",
]

# A check simulates nothing, and may search nothing.
__getattr__ = later(__name__, {"_load": ("Definition", "load"), "_search": ("SKIPPED",)})
