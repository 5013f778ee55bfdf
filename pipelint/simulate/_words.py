"""Values in messages."""

from __future__ import annotations

import json
import math
import sys

from pipelint.analysis import json_name

#: A longer value is cut: its beginning tells which one it is.
_LONGEST = 60


def in_words(value: object) -> str:
    """A value as the definition writes it, in JSON; a long one is cut."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=repr)
    except ValueError:
        # Python writes no number of more than 4300 digits.
        return "a number of thousands of digits"
    return shortened(text)


def shortened(text: str) -> str:
    """The beginning of a text that somebody may have made very long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def kind_in_words(value: object) -> str:
    """What a value is that does not fit its type: `a string`, `1.0, a number with a fraction`."""
    if isinstance(value, int) and abs(value) > sys.float_info.max:
        return f"{in_words(value)}, beyond the numbers of a Float"
    if not isinstance(value, float):
        return json_name(value)
    if not math.isfinite(value):
        return f"{in_words(value)}, no finite number"
    return f"{in_words(value)}, a number with a fraction"
