"""Folders and globs: which files in them are definitions."""

from __future__ import annotations

import json
import os
from fnmatch import fnmatchcase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipelint.targets._expand import Failure, Found

    Note = Callable[[OSError], None]

#: Folders that hold what others wrote or what tools made.
SKIPPED = frozenset({".git", ".venv", "node_modules", ".tox", "cdk.out"})

_VERSION = b'"2020-12-01"'
_STEPS = b'"Steps"'
_OWN_SUFFIX = ".pipeline.json"


def search(folder: str) -> Found:
    """The definitions below a folder, in order of path; links to folders are not followed."""
    paths: list[str] = []
    failures: list[Failure] = []
    note = _noting(failures)
    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if name not in SKIPPED]
        files = (os.path.join(parent, name) for name in names if name.endswith(".json"))
        paths += (path for path in files if _is_definition(path, note))
    return sorted(paths, key=_in_order), failures


def match(pattern: str, base: str) -> Found:
    """The files that a glob matches, and the definitions in the folders that it matches.

    `*`, `?` and `[…]` stay within one name and `**` stands for any number of folders; neither
    matches a hidden name, and `**` enters no folder that a search skips and follows no link.
    """
    drive, rest = os.path.splitdrive(pattern)
    # The base may hold characters that mean something in a pattern, so it is no part of it.
    start = os.path.join(drive, os.sep) if os.path.isabs(pattern) else base
    parts = [part for part in rest.replace(os.sep, "/").split("/") if part not in ("", ".")]
    failures: list[Failure] = []
    matched = sorted(set(_matches(start, parts, _noting(failures))), key=_in_order)
    found: list[Found] = [search(path) if os.path.isdir(path) else ([path], ()) for path in matched]
    paths = [path for below, _ in found for path in below]
    return paths, [*failures, *(failure for _, failed in found for failure in failed)]


def _noting(failures: list[Failure]) -> Note:
    """What takes in the error of a call that was given a path."""
    return lambda error: failures.append((str(error.filename), f"cannot be read: {error.strerror}"))


def _is_definition(path: str, note: Note) -> bool:
    """Whether a file looks like a definition; one that does not parse may be meant as one."""
    # A link may lead nowhere, and a pipe would be waited for.
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            text = file.read()
    except OSError as error:
        note(error)
        return False
    meant = path.endswith(_OWN_SUFFIX) or _VERSION in text
    # Most files in a folder are others: looking for a word costs a hundredth of parsing.
    if not meant and _STEPS not in text:
        return False
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return meant
    return _has_steps(value, empty_counts=_VERSION in text)


def _has_steps(value: object, *, empty_counts: bool) -> bool:
    steps = value.get("Steps") if isinstance(value, dict) else None
    if not isinstance(steps, list):
        return False
    named = all(isinstance(step, dict) and "Name" in step and "Type" in step for step in steps)
    return named and (empty_counts or len(steps) > 0)


def _matches(folder: str, parts: Sequence[str], note: Note) -> Iterator[str]:
    if not parts:
        yield folder
        return
    first, rest = parts[0], parts[1:]
    if first == "**":
        yield from _matches(folder, rest, note)
        # At the end of a pattern it is the folder, which is searched with what is below.
        for entry in _entries(folder, note) if rest else ():
            if entry.is_dir(follow_symlinks=False) and entry.name not in SKIPPED:
                yield from _matches(entry.path, parts, note)
    elif not set("*?[") & set(first):
        path = os.path.join(folder, first)
        if os.path.isdir(path) if rest else os.path.exists(path):
            yield from _matches(path, rest, note)
    else:
        for entry in _entries(folder, note, hidden=first.startswith(".")):
            if fnmatchcase(entry.name, first) and (not rest or entry.is_dir()):
                yield from _matches(entry.path, rest, note)


def _entries(folder: str, note: Note, *, hidden: bool = False) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if hidden or not entry.name.startswith(".")]
    except OSError as error:
        note(error)
        return []


def _in_order(path: str) -> list[str]:
    return path.split(os.sep)
