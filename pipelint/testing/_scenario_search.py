"""Where the scenario files are."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase

from pipelint.errors import PipelintError
from pipelint.targets import SKIPPED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

#: The names of scenario files.
PATTERNS = ("test_*.pipeline.yaml", "test_*.pipeline.yml")


def is_scenario_file(name: str) -> bool:
    """Whether a file of that name holds scenarios."""
    return any(fnmatchcase(name, pattern) for pattern in PATTERNS)


def scenario_files(path: str) -> list[str]:
    """The scenario files that a path means: itself, whatever its name, or those below a folder.

    They come in order of path. Links to folders are not followed, and folders that hold what
    others wrote are not entered.

    Raises:
        PipelintError: there is no such path, or no scenario file below it.
    """
    if not path or "\0" in path:
        raise PipelintError(f"{path!r} is no path")
    if not os.path.exists(path):
        raise PipelintError(f"{path}: no such file or folder")
    if not os.path.isdir(path):
        return [os.path.normpath(path)]
    found = sorted(_below(path), key=lambda each: each.split(os.sep))
    if not found:
        raise PipelintError(f"{path}: no scenario file ({PATTERNS[0]}) is in this folder")
    return found


def _below(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if name not in SKIPPED]
        for name in names:
            if is_scenario_file(name):
                yield os.path.normpath(os.path.join(parent, name))


def _refuse(error: OSError) -> NoReturn:
    raise PipelintError(f"{error.filename}: cannot be read: {error.strerror}") from error
