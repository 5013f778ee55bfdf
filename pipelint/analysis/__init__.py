"""What is known of a definition without running it."""

from __future__ import annotations

from pipelint.analysis._branches import Guard
from pipelint.analysis._facts import Facts
from pipelint.analysis._fit import Misfit, json_name, scalar_fault
from pipelint.analysis._graph import Edge, waits
from pipelint.analysis._property import ELSEWHERE, FILLED_IN, property_of
from pipelint.analysis._resolution import Resolution, Unresolved
from pipelint.analysis._types import SCALARS, as_type, fits, type_of_json, type_of_shape
from pipelint.analysis._values import rendered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.analysis._fit import MisfitKind as MisfitKind
    from pipelint.analysis._resolution import UnresolvedKind as UnresolvedKind
    from pipelint.analysis._types import Type as Type

__all__ = [
    "ELSEWHERE",
    "FILLED_IN",
    "SCALARS",
    "Edge",
    "Facts",
    "Guard",
    "Misfit",
    "Resolution",
    "Unresolved",
    "as_type",
    "fits",
    "json_name",
    "property_of",
    "rendered",
    "scalar_fault",
    "type_of_json",
    "type_of_shape",
    "waits",
]
