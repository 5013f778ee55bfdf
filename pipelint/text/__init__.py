"""Text with places, JSON and YAML: what a file says, and where. Knows nothing of SageMaker."""

from __future__ import annotations

from pipelint.text._json import MAX_DEPTH, Parsed, json_in, parse
from pipelint.text._places import Fault, Origin, Path, Place, Position, Span, path_at, pointer
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
    "json_in",
    "parse",
    "path_at",
    "pointer",
]
