"""The notation of shapes before they are read: what the data file and the language tables hold."""

from __future__ import annotations

from typing import TypedDict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class RawShape(TypedDict, total=False):
    """A shape as written down; only `kind` or `base` must be there.

    The first block is what the generator takes from the service model, the second what only the
    language tables use. `base` names the shape that this one is a variation of; `capital` writes
    the first letter of the base's members in upper case. A variant's case is picked `by` the
    member of that name, or by the JSON kind where that is "json".
    """

    kind: str
    members: Mapping[str, str]
    required: Sequence[str]
    item: str
    key: str
    enum: Sequence[str]
    min: float
    max: float
    pattern: str
    union: bool

    base: str
    capital: bool
    literal: bool
    nullable: bool
    open: bool
    by: str
    cases: Mapping[str, str]
    otherwise: str
    evidence: Mapping[str, str]
    source: str


class RawOverlay(TypedDict, total=False):
    """Changes to one shape of an API; `forbidden` gives evidence, source and hint by member."""

    never_missing: tuple[str, ...]
    required: tuple[str, ...]
    members: Mapping[str, str]
    forbidden: Mapping[str, tuple[str, str, str]]
    enum: tuple[str, ...]
    evidence: Mapping[str, str]
    source: str
