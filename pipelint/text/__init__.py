"""Text with places, JSON and YAML: what a file says, and where. Knows nothing of SageMaker."""

from __future__ import annotations

from pipelint._lazy import later
from pipelint.text._json import MAX_DEPTH, Parsed, json_in, parse
from pipelint.text._places import Fault, Origin, Path, Place, Position, Span, path_at, pointer
from pipelint.text._source import Source
from pipelint.text._standard_input import STANDARD_INPUT, read_standard_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.text._view import Frame, frame
    from pipelint.text._yaml import Data, read_data, read_file

__all__ = [
    "MAX_DEPTH",
    "STANDARD_INPUT",
    "Data",
    "Fault",
    "Frame",
    "Origin",
    "Parsed",
    "Path",
    "Place",
    "Position",
    "Source",
    "Span",
    "frame",
    "json_in",
    "parse",
    "path_at",
    "pointer",
    "read_data",
    "read_file",
    "read_standard_input",
]

# A check of a clean file reads JSON, and shows nothing of it.
__getattr__ = later(
    __name__, {"_view": ("Frame", "frame"), "_yaml": ("Data", "read_data", "read_file")}
)
