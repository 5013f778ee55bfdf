"""What a command leaves behind: on the terminal, in a pipe or a file, as exit code."""

from __future__ import annotations

import os
import sys

from pipelint.errors import PipelintError
from pipelint.report import plain, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

    from pipelint.report import Line

#: The exit code where pipelint cannot do what was asked, or cannot tell.
MISUSE = 2


def write(text: str, stream: TextIO | None = None) -> None:
    """Write to a stream, the standard output; a reader that went away, or was none, is no trouble.

    Raises:
        PipelintError: the stream takes no more, as of a full disk.
    """
    out = stream or sys.stdout
    # Python has no stream where the caller closed it.
    if out is None:
        return
    try:
        out.write(_encodable(text, out))
        out.flush()
    except BrokenPipeError:
        _detach(out)
    except OSError as error:
        _detach(out)
        raise PipelintError(f"output: cannot be written: {error.strerror}") from error


def show(lines: Sequence[Line], stream: TextIO | None = None) -> None:
    """Write lines to a stream, the standard output, in colours where a person reads them."""
    out = stream or sys.stdout
    if lines:
        is_plain = all(not piece.role for line in lines for piece in line)
        write((plain if is_plain or not has_colours(out, os.environ) else _coloured)(lines), out)


def _coloured(lines: Sequence[Line]) -> str:
    # Only a terminal pays for the import of rich.
    from pipelint.report import coloured

    return coloured(lines)


def complain(message: str) -> None:
    """Write an error to the standard error, on one line whatever a name in it holds."""
    text = f"pipelint: error: {printable(message)}\n"
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(_encodable(text, sys.stderr))
        sys.stderr.flush()
    except OSError:
        # There is no third place to tell it; the exit code does.
        _detach(sys.stderr)


def write_file(path: str, text: str) -> None:
    """Write a report to a file, in UTF-8.

    Raises:
        PipelintError: the file cannot be written.
    """
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise PipelintError(f"{path}: cannot be written: {error.strerror}") from error


def finish() -> None:
    """Hand over what is left in the buffer, so that nothing fails once Python ends."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        _detach(sys.stdout)


def is_terminal(stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether a person reads the stream, on a terminal that can do more than print."""
    return stream is not None and stream.isatty() and environ.get("TERM") != "dumb"


def has_colours(stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether to write colours.

    `NO_COLOR` (https://no-color.org) and `FORCE_COLOR` (https://force-color.org) decide where
    they are not empty, else whether a person reads the stream.
    """
    if environ.get("NO_COLOR"):
        return False
    return bool(environ.get("FORCE_COLOR")) or is_terminal(stream, environ)


def _encodable(text: str, stream: TextIO) -> str:
    """The text with escapes for what the stream's encoding lacks."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _detach(stream: TextIO) -> None:
    """Send what is still in the stream's buffer to nowhere: Python writes it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
