"""JSON files that `Std:JsonGet` reads: the value at the end of a path."""

from __future__ import annotations

from pipelint.errors import suggestion
from pipelint.model import parse_json_path
from pipelint.records import NamedTuple
from pipelint.simulate._value import UnresolvedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pipelint.text import Path


class File(NamedTuple):
    """A JSON file, and its path in `given`; without content where it is not given.

    Of the file with a function's result `skipped` members are not written in `given`. `outputs` are
    the entries of those that nobody gave though its URI is made of them.
    """

    root: Path
    is_given: bool
    content: Any = None
    skipped: int = 0
    outputs: tuple[Path, ...] = ()


def accessors(text: object) -> Path:
    """The keys and indexes of a `Path`.

    Raises:
        UnresolvedError: the text is no path.
    """
    if not isinstance(text, str) or not text:
        raise UnresolvedError("'Std:JsonGet' has no 'Path'")
    segments, fault = parse_json_path(text)
    if fault is not None:
        raise UnresolvedError(f"'{text}' is no path into a JSON file: {fault.message}")
    return tuple(segment.key for segment in segments)


def follow(content: Any, path: Path, text: object, file: str, entry: Path | None = None) -> Any:
    """The value in a file at the end of a path; `entry` is the path of that value in `given`.

    Raises:
        UnresolvedError: the file has no such value.
    """
    for key in path:
        if isinstance(key, int):
            found = isinstance(content, list) and key < len(content)
        else:
            found = isinstance(content, dict) and key in content
        if not found:
            is_member = isinstance(content, dict) and isinstance(key, str)
            near = suggestion(str(key), content) if is_member else ""
            raise UnresolvedError(f"{file} has no '{text}'{near}", entry=entry)
        content = content[key]
    return content
