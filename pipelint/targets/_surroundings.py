"""What surrounds code that is run for its result: it changes nothing for whoever runs it."""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import contextmanager, redirect_stdout, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_STANDARD_OUTPUT, _STANDARD_ERROR = 1, 2


@contextmanager
def surroundings_kept() -> Iterator[None]:
    """Put back the working directory, the environment, and what warnings are shown."""
    folder, environ = os.getcwd(), {**os.environ}
    try:
        with warnings.catch_warnings():
            yield
    finally:
        os.chdir(folder)
        if os.environ != environ:
            os.environ.clear()
            os.environ.update(environ)


@contextmanager
def printed_to_standard_error() -> Iterator[None]:
    """Lead to the standard error what is printed, by processes and by code in C as well."""
    with _descriptor_led(), redirect_stdout(sys.stderr):
        yield


@contextmanager
def _descriptor_led() -> Iterator[None]:
    # Where the caller closed the standard output, its number may be that of any file.
    kept = None if sys.__stdout__ is None else _duplicate(_STANDARD_OUTPUT)
    if kept is None:
        yield
        return
    try:
        _flush()
        _lead()
        yield
    finally:
        _flush()
        os.dup2(kept, _STANDARD_OUTPUT)
        os.close(kept)


def _duplicate(descriptor: int) -> int | None:
    try:
        return os.dup(descriptor)
    except OSError:  # it is closed
        return None


def _lead() -> None:
    """Lead the standard output to the standard error, as that to nowhere if it is closed."""
    error = None if sys.__stderr__ is None else _duplicate(_STANDARD_ERROR)
    goal = os.open(os.devnull, os.O_WRONLY) if error is None else error
    os.dup2(goal, _STANDARD_OUTPUT)
    os.close(goal)


def _flush() -> None:
    """Hand over what Python holds back, while it still goes where it was meant to."""
    for stream in (sys.stdout, sys.__stdout__):
        if stream is not None:
            with suppress(OSError, ValueError):  # a reader that went away; a closed stream
                stream.flush()
