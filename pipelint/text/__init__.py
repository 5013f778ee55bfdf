"""JSON text with places: what a file says, and where it says it. Knows nothing of SageMaker."""

from __future__ import annotations

from pipelint.text._json import MAX_DEPTH, Parsed, parse
from pipelint.text._places import Fault, Origin, Path, Place, Position, Span, pointer
from pipelint.text._source import Source

__all__ = [
    "MAX_DEPTH",
    "Fault",
    "Origin",
    "Parsed",
    "Path",
    "Place",
    "Position",
    "Source",
    "Span",
    "parse",
    "pointer",
]
