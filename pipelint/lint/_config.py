"""The configuration of a run: its values, and the file that it comes from."""

from __future__ import annotations

import os

from pipelint.errors import PipelintError
from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelint.lint._problem import Severity
    from pipelint.lint._rule import OptionValue
    from pipelint.lint._suppression import Suppression

#: The built-in rules are a pack like any other: the engine knows them by this value only.
DEFAULT_PACKS = ("pipelint_rules",)

OWN_FILE = "pipelint.toml"
SHARED_FILE = "pyproject.toml"


class Config(NamedTuple):
    """What a configuration file says; without arguments what holds without one.

    `path` is the file and `folder` its folder, both absolute, None without a file; `table` holds
    the keys that lead to pipelint's table in it, none where that is the whole file.
    `definitions` are targets as written, relative to the folder; `baseline` is an absolute path.
    `select` is None where it is not configured. `severity` is by rule code, `rules` by rule name
    and option.
    """

    folder: str | None = None
    path: str | None = None
    table: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    packs: tuple[str, ...] = DEFAULT_PACKS
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = "error"
    baseline: str | None = None
    severity: Mapping[str, Severity] = {}
    rules: Mapping[str, Mapping[str, OptionValue]] = {}
    suppressions: tuple[Suppression, ...] = ()


def find_config(start: str) -> Config:
    """The configuration of the nearest folder, from `start` upwards, that has one.

    In a folder `pipelint.toml` comes before `pyproject.toml`, which counts only with a table
    `[tool.pipelint]`. Without any file: the defaults.

    Raises:
        PipelintError: the file cannot be read, or is not a configuration.
    """
    folder = os.path.abspath(start)
    while True:
        own, shared = os.path.join(folder, OWN_FILE), os.path.join(folder, SHARED_FILE)
        if os.path.isfile(own):
            return load_config(own)
        if _mentions_pipelint(shared):
            # The reader of TOML costs more than a start of Python: only a run with a file pays.
            from pipelint.lint._config_file import read_shared

            config = read_shared(shared)
            if config is not None:
                return config
        parent = os.path.dirname(folder)
        if parent == folder:
            return Config()
        folder = parent


def load_config(path: str) -> Config:
    """The configuration of a file, with its keys under `[tool.pipelint]` or at the top level.

    `pipelint.toml` has them at the top level, `pyproject.toml` in the table, another file at the
    top level unless it has the table.

    Raises:
        PipelintError: the file cannot be read, or is not a configuration.
    """
    from pipelint.lint._config_file import read_config

    return read_config(os.path.abspath(path))


def _mentions_pipelint(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return b"pipelint" in file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    except OSError as error:
        raise PipelintError(f"{path}: cannot be read: {error.strerror}") from error
