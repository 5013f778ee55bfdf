"""From the table of a configuration file to typed values."""

from __future__ import annotations

import os

from pipelint.errors import PipelintError, suggestion
from pipelint.lint._config import Config
from pipelint.lint._problem import SEVERITIES
from pipelint.lint._suppression import Suppression
from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from pipelint.lint._problem import Severity
    from pipelint.lint._rule import OptionValue


class Key(NamedTuple):
    """A key of a configuration file, with the keys that lead to it; none for the whole file."""

    file: str
    path: tuple[str | int, ...] = ()

    @property
    def name(self) -> str:
        """The key as it is written in messages: `tool.pipelint.suppress[0].rules`."""
        if not self.path:
            return "the file"
        words = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in self.path)
        return "".join(words).removeprefix(".")

    def below(self, key: str | int) -> Key:
        """A member of this key's table, or an element of its array."""
        return Key(self.file, (*self.path, key))

    def mistake(self, expected: str, value: object) -> PipelintError:
        """The error that a value is not what its key takes."""
        return PipelintError(
            f"{self.file}: {self.name}: expected {expected}, found {described(value)}"
        )


def configure(table: object, path: str, keys: tuple[str, ...]) -> Config:
    """The configuration that a table of the file `path` says; `keys` lead to the table.

    Raises:
        PipelintError: an unknown key, or a value of a wrong type.
    """
    key = Key(path, keys)
    values: dict[str, Any] = {}  # each reader gives the type of its field
    for name, value in _members(table, key, _SETTINGS).items():
        field, reader = _SETTINGS[name]
        values[field] = reader(value, key.below(name))
    folder = os.path.dirname(path)
    if "baseline" in values:
        values["baseline"] = os.path.join(folder, values["baseline"])
    return Config(folder=folder, path=path, table=keys, **values)


def described(value: object) -> str:
    """A value of a TOML file in words, with its type: `the string 'DEP'`."""
    match value:
        case bool():
            return f"the boolean {str(value).lower()}"
        case str():
            return f"the string {value!r}"
        case int():
            return f"the integer {value}"
        case float():
            return f"the float {value}"
        case list() | tuple():
            return "an array"
        case dict():
            return "a table"
    return f"the date or time {value}"


def _members(table: object, key: Key, known: Iterable[str]) -> dict[str, object]:
    members = _table(table, key)
    for name in members:
        if name not in known:
            near = suggestion(name, known)
            raise PipelintError(f"{key.file}: unknown key {key.below(name).name!r}{near}")
    return members


def _table(value: object, key: Key) -> dict[str, object]:
    if not isinstance(value, dict):
        raise key.mistake("a table", value)
    return value


def _array(value: object, key: Key) -> list[object]:
    if not isinstance(value, list):
        raise key.mistake("an array", value)
    return value


def _text(value: object, key: Key) -> str:
    if not isinstance(value, str):
        raise key.mistake("a string", value)
    if not value.strip():
        raise key.mistake("a string that is not blank", value)
    return value


def _texts(value: object, key: Key) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise key.mistake("an array of strings", value)
    return tuple(_text(element, key.below(index)) for index, element in enumerate(value))


def _some_texts(value: object, key: Key) -> tuple[str, ...]:
    texts = _texts(value, key)
    if not texts:
        raise PipelintError(f"{key.file}: {key.name}: expected at least one string")
    return texts


def _severity(value: object, key: Key) -> Severity:
    for severity in SEVERITIES:
        if value == severity:
            return severity
    choices = ", ".join(repr(severity) for severity in SEVERITIES)
    raise key.mistake(f"one of {choices}", value)


def _severities(value: object, key: Key) -> dict[str, Severity]:
    return {
        code: _severity(severity, key.below(code)) for code, severity in _table(value, key).items()
    }


def _options(value: object, key: Key) -> dict[str, dict[str, OptionValue]]:
    return {
        rule: {
            name: _option(option, key.below(rule).below(name))
            for name, option in _table(options, key.below(rule)).items()
        }
        for rule, options in _table(value, key).items()
    }


def _option(value: object, key: Key) -> OptionValue:
    # Which of these a rule's option takes is known when the packs are loaded.
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, list) and all(isinstance(element, str) for element in value):
        return tuple(value)
    raise key.mistake("a string, a number, a boolean or an array of strings", value)


def _suppressions(value: object, key: Key) -> tuple[Suppression, ...]:
    return tuple(
        _suppression(element, key.below(index)) for index, element in enumerate(_array(value, key))
    )


def _suppression(value: object, key: Key) -> Suppression:
    members = _members(value, key, _SUPPRESSION)
    for name in ("rules", "reason"):
        if name not in members:
            raise PipelintError(f"{key.file}: {key.name}: has no {name!r}, which is required")
    values: dict[str, Any] = {  # each reader gives the type of its field
        name: _SUPPRESSION[name](member, key.below(name)) for name, member in members.items()
    }
    return Suppression(**values)


_SUPPRESSION: dict[str, Callable[[object, Key], object]] = {
    "rules": _some_texts,
    "reason": _text,
    "files": _some_texts,
    "steps": _some_texts,
    "parameters": _some_texts,
}
#: The field of the configuration that a key fills, and how its value is read.
_SETTINGS: dict[str, tuple[str, Callable[[object, Key], object]]] = {
    "definitions": ("definitions", _texts),
    "packs": ("packs", _some_texts),
    "select": ("select", _texts),
    "extend-select": ("extend_select", _texts),
    "ignore": ("ignore", _texts),
    "fail-on": ("fail_on", _severity),
    "baseline": ("baseline", _text),
    "severity": ("severity", _severities),
    "rules": ("rules", _options),
    "suppress": ("suppressions", _suppressions),
}
