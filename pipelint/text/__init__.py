"""Text with places, JSON and YAML: what a file says, and where. Knows nothing of SageMaker."""

from __future__ import annotations

from pipelint.text._json import MAX_DEPTH, Parsed, json_in, parse
from pipelint.text._places import Fault, Origin, Path, Place, Position, Span, path_at, pointer
from pipelint.text._source import Source
from pipelint.text._standard_input import STANDARD_INPUT, read_standard_input

__all__ = [
    "MAX_DEPTH",
    "STANDARD_INPUT",
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
    "read_standard_input",
]
