"""The notation of a shape before it is read: what the data file and the language tables hold."""

from __future__ import annotations

from typing import TypedDict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class RawShape(TypedDict, total=False):
    """A shape as written down; only `kind` or `base` must be there.

    The first block is what the generator takes from the service model, the second what only the
    language tables use. `base` names the shape that this one is a variation of; `capital` writes
    the first letter of the base's members in upper case.
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
