"""Python callables and objects: they are imported, called, and asked for their definition."""

from __future__ import annotations

import ast
import inspect
import os
import sys
from contextlib import contextmanager
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location

from pipelint.errors import PipelintError, suggestion
from pipelint.records import NamedTuple
from pipelint.targets._definable import awaited_by_nobody, definition_text, is_definable
from pipelint.targets._surroundings import printed_to_standard_error, surroundings_kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import ModuleType
    from typing import Any

    from pipelint.targets._expand import Python

#: What ends a run, whatever it is about. All else that code raises is a fault of that code.
_NOT_OURS = (KeyboardInterrupt, GeneratorExit)


class Built(NamedTuple):
    """The text of a definition; `file` and `line` are where its callable or object is made."""

    text: str
    file: str
    line: int


def build(python: Python) -> Built:
    """Import what a target names, call it if it is no pipeline yet, and take its definition.

    What it prints goes to the standard error. Modules beside the target are forgotten afterwards:
    another target may have others of the same names. The working directory, the environment and
    the filters of warnings are as before.

    Raises:
        PipelintError: there is no such module or name, it wants arguments, it raises, or it gives
            nothing that has `definition()`; the message does not repeat the target.
    """
    home = _home(python.module, python.folder)
    here = os.getcwd()
    with printed_to_standard_error(), surroundings_kept(), _importing(home.entries):
        try:
            module = home.load()
        except _NOT_OURS:
            raise
        except BaseException as error:  # whatever a module does at import
            cause = _cause(error, home.entries, here)
            raise PipelintError(f"cannot be imported: {cause}") from error
        try:
            found = _attribute(module, python.name)
            text = definition_text(_pipeline(found, python.name), python.name)
        except (PipelintError, *_NOT_OURS):
            raise
        except BaseException as error:  # whatever a callable does
            raise PipelintError(f"raised {_cause(error, home.entries, here)}") from error
        return Built(text, *_made_at(found, module, python.name))


def _pipeline(found: Any, name: str) -> Any:
    if is_definable(found):
        return found
    if not callable(found):
        kind = type(found).__name__
        raise PipelintError(f"{name} is {kind!r}: expected a callable, or one with 'definition()'")
    wanted = _required(found)
    if wanted:
        words = ", ".join(map(repr, wanted))
        raise PipelintError(
            f"{name} wants arguments ({words}): name a function that calls it without any"
        )
    given = awaited_by_nobody(found(), f"{name}()")
    if not is_definable(given):
        kind = type(given).__name__
        raise PipelintError(f"{name}() gave {kind!r}, which has no 'definition()'")
    return given


def _required(function: Callable[..., Any]) -> list[str]:
    """The arguments that have to be given."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:  # of some of those written in C nothing is known
        return []
    optional = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [
        each.name for each in parameters if each.default is each.empty and each.kind not in optional
    ]


def _attribute(module: ModuleType, name: str) -> Any:
    found: Any = module
    for part in name.split("."):
        if not hasattr(found, part):
            where = "the module" if found is module else repr(name.rpartition(f".{part}")[0])
            known = [each for each in dir(found) if not each.startswith("_")]
            raise PipelintError(f"{where} has no {part!r}{suggestion(part, known)}")
        found = getattr(found, part)
    return found


def _cause(error: BaseException, entries: Sequence[str], here: str) -> str:
    """An exception in one line, with the line of the user's code that it came from.

    Files are named relative to `here`: the working directory may have been changed.
    """
    words = " ".join(str(error).split())
    text = f"{type(error).__name__}: {words}" if words else type(error).__name__
    place = ""
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if _is_own(file, entries):
            place = f" ({os.path.relpath(file, here)}:{trace.tb_lineno})"
        trace = trace.tb_next
    return f"{text}{place}"


def _is_own(file: str, entries: Sequence[str]) -> bool:
    """Whether a file is one of the project's, not of what is installed below it."""
    parts = file.split(os.sep)
    below = any(file.startswith(os.path.join(entry, "")) for entry in entries)
    return below and "site-packages" not in parts


def _made_at(found: Any, module: ModuleType, name: str) -> tuple[str, int]:
    function = inspect.unwrap(getattr(found, "func", found))
    code = getattr(function, "__code__", None)
    if code is not None:
        return code.co_filename, code.co_firstlineno
    if isinstance(found, type):
        try:
            return inspect.getfile(found), inspect.getsourcelines(found)[1]
        except (OSError, TypeError):
            pass
    file = module.__file__ or ""
    return file, _line_of(name.partition(".")[0], file)


def _line_of(name: str, file: str) -> int:
    """The line where a module makes a name, the first line where that cannot be told."""
    try:
        with open(file, "rb") as stream:
            tree = ast.parse(stream.read())
    except (OSError, SyntaxError, ValueError):
        return 1
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name
    ]
    return min(lines, default=1)


# Importing


class _Home(NamedTuple):
    """How a module is imported; `entries` come first in `sys.path`."""

    entries: tuple[str, ...]
    name: str
    path: str | None = None

    def load(self) -> ModuleType:
        """Import it: by its path if that is known, as a script that nothing finds by name."""
        if self.path is None:
            return import_module(self.name)
        spec = spec_from_file_location(self.name, self.path)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        sys.modules[self.name] = module
        spec.loader.exec_module(module)
        return module


def _home(module: str, folder: str) -> _Home:
    if not module.endswith(".py"):
        return _Home((folder,), module)
    path = os.path.join(folder, module)
    if not os.path.isfile(path):
        raise PipelintError("no such file")
    parent, name = os.path.dirname(path), os.path.basename(path).removesuffix(".py")
    words = [name]
    while os.path.isfile(os.path.join(parent, "__init__.py")):
        parent, package = os.path.split(parent)
        words.insert(0, package)
    entries = tuple(dict.fromkeys((parent, folder)))
    if len(words) == 1:
        return _Home(entries, name, path)
    return _Home(entries, ".".join(words).removesuffix(".__init__"))


@contextmanager
def _importing(entries: Sequence[str]) -> Iterator[None]:
    """Let modules be imported from folders; afterwards all is as before."""
    path, known = [*sys.path], {**sys.modules}
    added = [entry for entry in entries if entry not in path]
    for name in _shadowing(entries[0], known):
        del sys.modules[name]
    sys.path[:0] = added
    try:
        yield
    finally:
        sys.path[:] = path
        for name in [name for name in sys.modules if _is_from(name, entries[0], added)]:
            if sys.modules[name] is not known.get(name):
                del sys.modules[name]
        for name, module in known.items():
            sys.modules.setdefault(name, module)


def _shadowing(entry: str, known: Mapping[str, ModuleType]) -> list[str]:
    """The modules from elsewhere that have the names of those in a folder."""
    try:
        names = os.listdir(entry)
    except OSError:
        return []
    own = {name.removesuffix(".py") for name in names if name.endswith(".py")}
    own |= {name for name in names if os.path.isfile(os.path.join(entry, name, "__init__.py"))}
    own -= {*sys.stdlib_module_names, "conftest", "__init__", __name__.partition(".")[0]}
    return [
        name
        for name in known
        if name.partition(".")[0] in own and not _is_from(name, entry, [entry])
    ]


def _is_from(name: str, own: str, entries: Sequence[str]) -> bool:
    """Whether a module was found in one of some folders, or is a script of the first one."""
    top = sys.modules.get(name.partition(".")[0])
    spec = getattr(top, "__spec__", None)
    if spec is None:
        return False
    places = [*(spec.submodule_search_locations or ())] or [spec.origin or ""]
    folders = {os.path.dirname(place) for place in places}
    return not folders.isdisjoint(entries) or (name == spec.name and folders == {own})
