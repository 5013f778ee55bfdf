"""Targets: files, folders, globs, Python callables and standard input become definitions."""

from __future__ import annotations

import os
import stat

from pipelint.errors import PipelintError
from pipelint.lint import Unread
from pipelint.records import NamedTuple
from pipelint.text import STANDARD_INPUT, Origin, Source, read_standard_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipelint.lint import Config

    #: A path that cannot be looked at, and the cause.
    Failure = tuple[str, str]
    #: The paths that one target stands for, and what of it cannot be looked at.
    Found = tuple[Sequence[str], Sequence[Failure]]

_WILDCARDS = frozenset("*?[")


class Python(NamedTuple):
    """A callable or object that gives a definition.

    `module` is a path that ends in `.py` or a dotted name, `name` leads to the object in it.
    `folder` is what a path is relative to, and where a dotted name is looked for first. Files in
    `root` are named relative to it in reports.
    """

    module: str
    name: str
    folder: str
    root: str


class Target(NamedTuple):
    """A definition to check.

    `file` is its name in reports: relative to the configuration's folder, without one to the
    working directory, with `/`; absolute if outside. `path` is where to read it, of a callable in
    `python` the word that was written.
    """

    file: str
    path: str
    python: Python | None = None

    def unread(self, message: str) -> Unread:
        """Say why there is no definition."""
        python = self.python
        if python is None or not python.module.endswith(".py"):
            return Unread(self.file, self.file, message)
        return Unread(self.file, self.file.removesuffix(f":{python.name}"), message)


class Targets(NamedTuple):
    """What is to be checked, each file once, and what of the named cannot be."""

    targets: tuple[Target, ...]
    errors: tuple[Unread, ...]


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
    found = [(word, *_find(word, base)) for word in words]
    targets = (_target(word, path, base, root) for word, paths, _ in found for path in paths)
    failures = dict.fromkeys(failure for _, _, failed in found for failure in failed)
    return Targets(
        tuple(_each_once(targets)),
        tuple(_unread(_report_name(path, root), message) for path, message in failures),
    )


def _unread(name: str, message: str) -> Unread:
    return Unread(name, name, message)


def read(target: Target) -> Source:
    """The text of a definition; a callable is imported and called.

    Raises:
        PipelintError: it cannot be read; the message does not repeat the file.
    """
    if target.python is None:
        content = _read_bytes(target)
        if target.path.endswith(".py"):
            example = f"{target.file}:get_pipeline"
            raise PipelintError(f"is Python: name what gives the definition, as {example}")
        return Source.from_bytes(content, target.file)
    # Only where a callable is named: what it is told with costs more than a check.
    from pipelint.targets._python import build

    built = build(target.python)
    origin = Origin(_report_name(built.file, target.python.root), built.line)
    return Source.from_text(built.text, target.file, origin)


def _read_bytes(target: Target) -> bytes:
    if target.path == STANDARD_INPUT:
        return read_standard_input()
    try:
        with open(target.path, "rb") as file:
            return file.read()
    except OSError as error:
        raise PipelintError(f"cannot be read: {error.strerror}") from error


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
        return ([word], ()) if _callable(word) else _find_by_pattern(word, base, path)
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


def _callable(word: str) -> tuple[str, str] | None:
    """Module and name of `path/file.py:name` or `package.module:name`; None for other words."""
    module, _, name = word.rpartition(":")
    is_module = module.endswith(".py") or _is_dotted(module)
    return (module, name) if is_module and _is_dotted(name) else None


def _is_dotted(text: str) -> bool:
    return all(part.isidentifier() for part in text.split("."))


def callable_target(word: str, base: str, root: str | None = None) -> Target | None:
    """The target of `path/file.py:name` or `package.module:name`, None for other words.

    A path is relative to the folder `base`, a module is looked for there first. Reports name
    files relative to `root`, which is the same folder unless given.
    """
    named = _callable(word)
    if named is None:
        return None
    module, name = named
    file = module
    if module.endswith(".py"):
        file = _report_name(os.path.join(base, module), root or base)
    return Target(f"{file}:{name}", word, Python(module, name, base, root or base))


def beside(folder: str, word: str) -> str:
    """A target that is relative to a folder, relative to the working directory."""
    named = _callable(word)
    is_module = named is not None and not named[0].endswith(".py")
    return word if is_module else os.path.join(folder, word)


def _target(word: str, path: str, base: str, root: str) -> Target:
    # The path of a file that is found begins with the folder that was searched.
    named = callable_target(word, base, root) if path == word else None
    return named or Target(_report_name(path, root), path)


def _each_once(targets: Iterable[Target]) -> Iterable[Target]:
    """The targets without those that lead to the same definition as an earlier one."""
    first: dict[str, Target] = {}
    for target in targets:
        is_file = target.python is None and target.path != STANDARD_INPUT
        key = os.path.realpath(target.path) if is_file else target.file
        first.setdefault(key, target)
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
