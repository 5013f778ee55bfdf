"""The generated shapes: read once, and each parsed when it is first asked for."""

from __future__ import annotations

import os
from json import JSONDecoder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.catalog._raw import RawShape

_PATH = os.path.join(os.path.dirname(__file__), "data", "shapes.json")

# Name -> the line of the file that holds the shape; filled on first use.
_lines: dict[str, str] = {}
_decoder = JSONDecoder()


def generated(name: str) -> RawShape | None:
    """The shape `name` of the service model, or None when the closure has no such shape."""
    line = _rows().get(name)
    if line is None:
        return None
    # The shape comes after `"name":`.
    raw: RawShape = _decoder.raw_decode(line, len(name) + 3)[0]
    return raw


def generated_names() -> tuple[str, ...]:
    """The names of all generated shapes, sorted."""
    return tuple(_rows())


def _rows() -> dict[str, str]:
    # The file is one JSON object with one shape a line. To parse all of it takes four times as
    # long as to cut it into lines and parse the few dozen shapes that a definition uses.
    if not _lines:
        with open(_PATH, "rb") as file:
            rows = file.read().decode("ascii").split("\n")[1:-2]
        _lines.update({row[1 : row.index('"', 1)]: row for row in rows})
    return _lines
