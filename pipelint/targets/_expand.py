"""Targets: files, folders, globs and standard input become definitions with a name."""

from __future__ import annotations

import os
import stat
import sys

from pipelint.errors import PipelintError
from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipelint.lint import Config

    #: A path that cannot be looked at, and the cause.
    Failure = tuple[str, str]
    #: The paths that one target stands for, and what of it cannot be looked at.
    Found = tuple[Sequence[str], Sequence[Failure]]

#: The target that is standard input, and its name in reports.
STANDARD_INPUT = "-"
_WILDCARDS = frozenset("*?[")


class Target(NamedTuple):
    """A definition to check.

    `file` is its name in reports: relative to the configuration's folder, without one to the
    working directory, with `/`; absolute if outside. `path` is where to read it.
    """

    file: str
    path: str


class TargetError(NamedTuple):
    """A target that is no definition or cannot be read; `file` is named as in `Target`."""

    file: str
    message: str


class Targets(NamedTuple):
    """What is to be checked, each file once, and what of the named cannot be."""

    targets: tuple[Target, ...]
    errors: tuple[TargetError, ...]


def expand(written: Sequence[str], config: Config) -> Targets:
    """The definitions that targets stand for, in the order written, those of a folder by path.

    Without a target these are the configured definitions, else those in the current folder. A
    file that is written out is taken whatever it holds; of a folder those files are taken that
    look like definitions.
    """
    here = os.getcwd()
    base, words = here, written or (".",)
    if not written and config.definitions:
        base, words = config.folder or here, config.definitions
    root = config.folder or here
    found = [_find(word, base) for word in words]
    paths = _each_once(path for found_paths, _ in found for path in found_paths)
    failures = dict.fromkeys(failure for _, failed in found for failure in failed)
    return Targets(
        tuple(Target(_report_name(path, root), path) for path in paths),
        tuple(TargetError(_report_name(path, root), message) for path, message in failures),
    )


def read(target: Target) -> bytes:
    """The bytes of a definition.

    Raises:
        PipelintError: it cannot be read; the message does not repeat the file.
    """
    if target.path == STANDARD_INPUT:
        return _read_standard_input()
    try:
        with open(target.path, "rb") as file:
            return file.read()
    except OSError as error:
        raise PipelintError(f"cannot be read: {error.strerror}") from error


def _read_standard_input() -> bytes:
    # Python has no standard input where the caller closed it.
    if sys.stdin is None:
        raise PipelintError("cannot be read: standard input is closed")
    return sys.stdin.buffer.read()


def _find(word: str, base: str) -> Found:
    if word == STANDARD_INPUT:
        return [word], ()
    # Joined, an empty word would be the folder, which a slip in a script must not mean.
    if not word or "\0" in word:
        return (), [(base, f"{word!r} is no path")]
    path = os.path.join(base, word)
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return _find_by_pattern(word, base, path)
    except OSError as error:
        return (), [(path, f"cannot be read: {error.strerror}")]
    if not is_folder:
        return [path], ()
    # A search costs imports that one file, the usual target of a hook, does not need.
    from pipelint.targets._search import search

    found = search(path)
    if any(found):
        return found
    return (), [(path, "no pipeline definition is in this folder")]


def _find_by_pattern(word: str, base: str, path: str) -> Found:
    if _WILDCARDS.isdisjoint(word):
        return (), [(path, "no such file or folder")]
    from pipelint.targets._search import match

    found = match(word, base)
    if any(found):
        return found
    return (), [(path, "no definition matches this pattern")]


def _each_once(paths: Iterable[str]) -> Iterable[str]:
    """The paths without those that lead to the same file as an earlier one."""
    first: dict[str, str] = {}
    for path in paths:
        first.setdefault(path if path == STANDARD_INPUT else os.path.realpath(path), path)
    return first.values()


def _report_name(path: str, root: str) -> str:
    if path == STANDARD_INPUT:
        return path
    plain = os.path.normpath(path)
    # The root may be known by its real name while the user came in through a link.
    name = _inside(plain, root) or _inside(os.path.realpath(path), os.path.realpath(root)) or plain
    return name.replace(os.sep, "/")


def _inside(path: str, folder: str) -> str | None:
    """The path relative to a folder that holds it, else None."""
    if path == folder:
        return "."
    inside = os.path.join(folder, "")
    return path.removeprefix(inside) if path.startswith(inside) else None
