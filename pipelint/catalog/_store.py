"""The generated shapes: read once, and each parsed when it is first asked for."""

from __future__ import annotations

import json
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.catalog._raw import RawShape

_PATH = os.path.join(os.path.dirname(__file__), "data", "shapes.json")

# Name -> the JSON text of the shape; filled on first use.
_lines: dict[str, str] = {}


def generated(name: str) -> RawShape | None:
    """The shape `name` of the service model, or None when the closure has no such shape."""
    text = _texts().get(name)
    if text is None:
        return None
    raw: RawShape = json.loads(text)
    return raw


def generated_names() -> tuple[str, ...]:
    """The names of all generated shapes, sorted."""
    return tuple(_texts())


def _texts() -> dict[str, str]:
    # The file is one JSON object with one shape a line. To parse all of it takes four times as
    # long as to cut it into lines and parse the few dozen shapes that a definition uses.
    if not _lines:
        with open(_PATH, encoding="utf-8") as file:
            rows = file.read().split("\n")[1:-2]
        for row in rows:
            name, _, text = row.partition('":')
            _lines[name[1:]] = text.rstrip(",")
    return _lines
