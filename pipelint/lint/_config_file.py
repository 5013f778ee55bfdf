"""A configuration file: TOML text, and the table of it that is pipelint's."""

from __future__ import annotations

import os
import re
import sys

from pipelint.errors import PipelintError
from pipelint.lint._config import OWN_FILE, SHARED_FILE
from pipelint.lint._config_reader import configure
from pipelint.text import Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pipelint.lint._config import Config

_TABLE = ("tool", "pipelint")
# Both readers of TOML end their messages so.
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


def read_config(path: str) -> Config:
    """The configuration in a file, which must have one.

    Raises:
        PipelintError: the file cannot be read, or is not a configuration.
    """
    document = _load(path)
    table = _shared_table(document)
    if os.path.basename(path) == OWN_FILE:
        return configure(document, path, ())
    if table is None and os.path.basename(path) == SHARED_FILE:
        raise PipelintError(f"{path}: has no table [{'.'.join(_TABLE)}]")
    return configure(document, path, ()) if table is None else configure(table, path, _TABLE)


def read_shared(path: str) -> Config | None:
    """The configuration in a file that is there for other tools too, None if it has none.

    Raises:
        PipelintError: the file cannot be read, or is not a configuration.
    """
    table = _shared_table(_load(path))
    return None if table is None else configure(table, path, _TABLE)


def read_text(path: str) -> str:
    """The text of a configuration file, without byte-order mark.

    Raises:
        PipelintError: the file cannot be read, or is not UTF-8.
    """
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8-sig")
    except OSError as error:
        raise PipelintError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        message = f"{path}: byte 0x{byte:02X} at offset {error.start} is not UTF-8"
        raise PipelintError(message) from error


def _load(path: str) -> dict[str, Any]:
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PipelintError(_syntax_message(path, text, str(error))) from error
    except RecursionError as error:
        raise PipelintError(f"{path}: values are nested too deeply") from error


def _syntax_message(path: str, text: str, fault: str) -> str:
    match = _PLACE.fullmatch(fault)
    words, line, column = match.groups() if match else (fault, None, None)
    if line is None:
        end = Source.from_text(text, path).position(len(text))
        line, column = str(end.line), str(end.column)
    return f"{path}:{line}:{column}: not valid TOML: {words[:1].lower()}{words[1:]}"


def _shared_table(document: dict[str, Any]) -> Any:
    tool = document.get("tool")
    return tool.get("pipelint") if isinstance(tool, dict) else None
