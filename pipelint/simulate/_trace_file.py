"""Traces in files: earlier executions, whose steps may be taken from cache."""

from __future__ import annotations

from pipelint.errors import PipelintError
from pipelint.simulate._trace import Trace
from pipelint.text import read_file


def read_trace(path: str) -> Trace:
    """The trace in a file, as `pipelint simulate --output-format json` writes it, or in YAML.

    Raises:
        PipelintError: the file cannot be read, or holds none; the message begins with its name.
    """
    found = read_file(path).value
    try:
        return Trace.from_json(found)
    except PipelintError as error:
        raise PipelintError(f"{path}: {error}") from error
