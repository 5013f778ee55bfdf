"""Glob patterns for the names of files."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from glob import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def file_matcher(patterns: Sequence[str], folder: str | None) -> Callable[[str], bool]:
    """Whether a file, named as in reports, is matched by one of the patterns.

    Reports name a file relative to `folder`, with `/`, or absolute if outside; patterns are
    relative to the same folder. `*`, `?` and `[…]` stay within one folder's name, `**` stands
    for any number of folders.
    """
    split = [_anchored(pattern, folder).split("/") for pattern in patterns]
    return lambda file: any(_fits(file.split("/"), pattern) for pattern in split)


def _anchored(pattern: str, folder: str | None) -> str:
    """The pattern in the form of the names in reports, without `.` and `..`."""
    normal = os.path.normpath(pattern)
    if folder is None:
        return normal.replace(os.sep, "/")
    # The folder's own name may hold characters that mean something in a pattern.
    anchor = escape(folder)
    absolute = os.path.normpath(os.path.join(anchor, normal))
    return absolute.removeprefix(os.path.join(anchor, "")).replace(os.sep, "/")


def _fits(names: Sequence[str], patterns: Sequence[str]) -> bool:
    if not patterns:
        return not names
    first, rest = patterns[0], patterns[1:]
    if first == "**":
        return any(_fits(names[skipped:], rest) for skipped in range(len(names) + 1))
    return bool(names) and fnmatchcase(names[0], first) and _fits(names[1:], rest)
