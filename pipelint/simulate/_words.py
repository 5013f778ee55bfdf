"""Values in messages."""

from __future__ import annotations

import json

#: A longer value is cut: its beginning tells which one it is.
_LONGEST = 60


def in_words(value: object) -> str:
    """A value as the definition writes it, in JSON; a long one is cut."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=repr)
    except ValueError:
        # Python writes no number of more than 4300 digits.
        return "a number of thousands of digits"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
