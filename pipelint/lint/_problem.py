"""What a rule says, and what the user reads."""

from __future__ import annotations

from pipelint.records import NamedTuple
from pipelint.text import Origin, Place, Position, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Severity = Literal["error", "warning", "info"]
    Stage = Literal["create", "start", "run", "silent", "practice"]
    Evidence = Literal["E1", "E2", "E3", "E4"]

#: From the gravest to the mildest; the rank decides what `--fail-on` catches.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
STAGES: tuple[Stage, ...] = ("create", "start", "run", "silent", "practice")
EVIDENCES: tuple[Evidence, ...] = ("E1", "E2", "E3", "E4")
#: Families whose errors mean that a definition cannot be executed.
BLOCKING = ("DOC", "STR", "NAM", "PAR", "REF", "DEP")


class Problem(NamedTuple):
    """A fault that a rule sees, at a place of the definition.

    `related` holds further places with a few words on each, in the order to be read.
    `severity` lowers the rule's own severity for this one problem; it never raises it.
    """

    place: Place
    message: str
    hint: str | None = None
    related: tuple[tuple[Place, str], ...] = ()
    severity: Severity | None = None


class Related(NamedTuple):
    """Another place that explains a finding."""

    message: str
    pointer: str
    span: Span
    start: Position


class Finding(NamedTuple):
    """A problem with everything that a reader needs: code, severity, file and place.

    `pointer` is an RFC 6901 pointer into the definition, `path` the same place in a person's
    words, `step` and `parameter` the names it lies in, `span` the marked text in offsets of the
    source, `start` and `end` the same as lines and columns (counted from 1, the end exclusive).
    `origin` is what the definition was made from, None for a file.
    """

    code: str
    rule: str
    severity: Severity
    stage: Stage
    evidence: Evidence
    message: str
    hint: str | None
    fingerprint: str
    path: str
    file: str
    pointer: str
    step: str | None
    parameter: str | None
    span: Span
    start: Position
    end: Position
    related: tuple[Related, ...]
    url: str
    origin: Origin | None = None

    @property
    def family(self) -> str:
        """The letters of the code, e.g. `REF`."""
        return family_of(self.code)


def family_of(code: str) -> str:
    """The letters of a rule's code."""
    return code.rstrip("0123456789")
