"""What is known of a definition without running it."""

from __future__ import annotations

from pipelint.analysis._branches import Guard
from pipelint.analysis._facts import Facts
from pipelint.analysis._fit import Misfit, json_name
from pipelint.analysis._graph import Edge, waits
from pipelint.analysis._resolution import Resolution, Unresolved
from pipelint.analysis._types import fits, type_of_json, type_of_shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.analysis._fit import MisfitKind as MisfitKind
    from pipelint.analysis._resolution import UnresolvedKind as UnresolvedKind

__all__ = [
    "Edge",
    "Facts",
    "Guard",
    "Misfit",
    "Resolution",
    "Unresolved",
    "fits",
    "json_name",
    "type_of_json",
    "type_of_shape",
    "waits",
]
