"""Files that people write in YAML or JSON: what they say, and on which line."""

from __future__ import annotations

from pipelint.errors import PipelintError
from pipelint.text._json import parse
from pipelint.text._places import Place
from pipelint.text._source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from typing import Any

    from pipelint.text._compose import Node
    from pipelint.text._places import Fault, Path

#: A file may begin with a byte-order mark, and Python's `json` writes `NaN`.
_TOLERATED = frozenset({"byte-order-mark", "constant"})


class Data:
    """The content of one file: `value` is what `json.loads` gives for the same in JSON."""

    __slots__ = ("_root", "_source", "value")

    def __init__(self, source: Source, value: Any, root: Node | None) -> None:
        self._source = source
        self._root = root
        self.value = value

    def __repr__(self) -> str:
        return f"<Data of {self._source.name!r}>"

    def line(self, path: Path) -> int | None:
        """The line of an entry, from 1: that of a member's key, of an element's beginning.

        Of an entry that is not there it is the line of the nearest one around it; None where
        there is none, in an empty file. An integer is as good as its text for a key.
        """
        known = _known(self.value, path)
        if self._root is None:
            return self._line_of_json(known)
        node = self._root
        for key in known:
            node = node.children[key]
        return node.line

    def has(self, path: Path) -> bool:
        """Whether there is an entry at the path."""
        return len(_known(self.value, path)) == len(path)

    def place(self, path: Path) -> str:
        """The file with the line of an entry, as the beginning of a message: `given.yaml:4`."""
        line = self.line(path)
        return self._source.name if line is None else f"{self._source.name}:{line}"

    def _line_of_json(self, path: Path) -> int | None:
        if not self._source.text.strip():
            return None
        [span] = self._source.locate([Place(path, aspect="key")])
        return self._source.position(span.start).line


def read_data(data: bytes, name: str) -> Data:
    """The content of a file in YAML 1.2, by its core schema, or in JSON.

    Of YAML those parts are read that JSON has as well: one document, keys that are text, each
    once, no tags of other types, no value inside itself. An integer as a key is its text. A file
    without a document has the value None.

    Raises:
        PipelintError: the file cannot be read so; the message begins with its name and the line.
    """
    source = Source.from_bytes(data, name)
    _refuse_first(source, [fault for fault in source.faults if fault.kind == "encoding"])
    parsed = parse(source)
    if parsed.complete:
        _refuse_first(source, [each for each in parsed.faults if each.kind not in _TOLERATED])
        return Data(source, parsed.value, None)
    # JSON does without the import.
    from pipelint.text._compose import compose

    try:
        root = compose(source)
    except PipelintError:
        if name.endswith(".json"):
            _refuse_first(source, [each for each in parsed.faults if each.kind not in _TOLERATED])
        raise
    return Data(source, None if root is None else root.value, root)


def read_file(path: str) -> Data:
    """The content of a file, which is named in messages as it is here.

    Raises:
        PipelintError: the file cannot be read, or not so.
    """
    if not path:
        raise PipelintError("'' is no path")
    try:
        with open(path, "rb") as file:
            return read_data(file.read(), path)
    except OSError as error:
        raise PipelintError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:  # a null byte
        raise PipelintError(f"{path!r}: cannot be read: {error}") from error


def _refuse_first(source: Source, faults: Sequence[Fault]) -> None:
    for fault in faults:
        assert fault.place.span is not None
        line = source.position(fault.place.span.start).line
        hint = "" if fault.hint is None else f" ({fault.hint})"
        raise PipelintError(f"{source.name}:{line}: {fault.message}{hint}")


def _known(value: Any, path: Path) -> Path:
    """The keys of a path up to where it leaves the value."""
    known: list[str | int] = []
    for token in path:
        key = str(token) if isinstance(value, dict) else token
        if key not in _keys(value):
            break
        known.append(key)
        value = value[key]
    return tuple(known)


def _keys(value: Any) -> Container[str | int]:
    if isinstance(value, dict):
        return value
    return range(len(value)) if isinstance(value, list) else ()
