"""Where something is: paths, spans, positions, and the faults that lie below values."""

from __future__ import annotations

from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    Aspect = Literal["value", "key", "opening"]
    Kind = Literal[
        "syntax", "duplicate-key", "constant", "encoding", "byte-order-mark", "depth", "number"
    ]

#: The keys and indexes that lead from the root of a document to one of its values.
Path = tuple[str | int, ...]


class Span(NamedTuple):
    """A stretch of a source's text: offsets in code points, the end exclusive."""

    start: int
    end: int


class Position(NamedTuple):
    """A place in a text as people count: line and column from 1, in code points."""

    line: int
    column: int

    def of(self, file: str) -> str:
        """The same in a file, as messages begin: `a.json:3:5`."""
        return f"{file}:{self.line}:{self.column}"


class Origin(NamedTuple):
    """What a text was made from: a file, as it is named in reports, and a line of it."""

    file: str
    line: int


class Place(NamedTuple):
    """Where a finding is: what it is about, and which text is marked.

    `path` is what the finding is about; its RFC 6901 pointer is reported. `at` is the value
    whose text is marked, where that is another one. `aspect` says what of it: the `"value"`'s
    whole text, its member's `"key"` with the quotes, or its `"opening"` bracket. `part` marks a
    stretch of a string value: offsets in the decoded string, the end exclusive. `span` is an
    exact span, for faults below the level of values.
    """

    path: Path
    at: Path | None = None
    aspect: Aspect = "value"
    part: tuple[int, int] | None = None
    span: Span | None = None


class Fault(NamedTuple):
    """What is wrong with the text itself; its place has an exact span.

    `related` holds further places with a few words on each: of a duplicate key the first
    occurrence, of a bracket that is not closed the opening one.
    """

    kind: Kind
    message: str
    place: Place
    hint: str | None = None
    related: tuple[tuple[Place, str], ...] = ()


def pointer(path: Path) -> str:
    """The RFC 6901 JSON pointer of a path; the root's is the empty text."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in path)


def path_at(document: object, pointer: str) -> Path:
    """The path that a pointer into a document means: an index in a list, else a key."""
    value: Any = document
    found: list[str | int] = []
    for token in pointer.split("/")[1:]:
        word = token.replace("~1", "/").replace("~0", "~")
        key = int(word) if isinstance(value, list) else word
        value = value[key]
        found.append(key)
    return tuple(found)
