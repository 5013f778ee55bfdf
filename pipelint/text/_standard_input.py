"""Standard input, as a file among others."""

from __future__ import annotations

import sys

from pipelint.errors import PipelintError

#: The word for it on a command line, and its name in reports.
STANDARD_INPUT = "-"


def read_standard_input() -> bytes:
    """All that standard input gives.

    Raises:
        PipelintError: it cannot be read; the message does not repeat its name.
    """
    # Python has no standard input where the caller closed it.
    if sys.stdin is None:
        raise PipelintError("cannot be read: standard input is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise PipelintError(f"cannot be read: {error.strerror}") from error
