"""Shapes: what may stand in each place of a definition, and what a property path leads to."""

from __future__ import annotations

from collections.abc import Mapping

from pipelint.catalog._arguments import ARGUMENTS
from pipelint.catalog._envelope import ENVELOPE, step_shape
from pipelint.catalog._language import LANGUAGE
from pipelint.catalog._overlay import CONFIRMED_NAMES, GROWING, NATURAL_NAMES, OVERLAY
from pipelint.catalog._steps import STEP_TYPES
from pipelint.catalog._store import generated, generated_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from pipelint.catalog._raw import RawOverlay, RawShape

_TABLES = (LANGUAGE, ENVELOPE, ARGUMENTS)
_JSON_KINDS = {dict: "object", list: "array", str: "string", bool: "boolean"}
# How the pipeline spells the members of these is not fully known. The top level of Bedrock
# requests and responses is, and has shapes of its own.
_EITHER_CASE = ("bedrock:", "emr-serverless:")
_UNCHANGED: RawOverlay = {}
_EMPTY: Mapping[str, str] = {}

_shapes: dict[str, Shape] = {}


def shape(name: str) -> Shape:
    """The shape of that name, made on first use; the same object for the same name.

    Raises:
        KeyError: the catalog has no shape of that name.
    """
    known = _shapes.get(name)
    if known is None:
        known = _shapes[name] = Shape(name, _raw(name), OVERLAY.get(name, _UNCHANGED))
    return known


def shape_names() -> tuple[str, ...]:
    """The names of all shapes: those of the language, then those of the services."""
    steps = (f"Step.{name}" for name in (*STEP_TYPES, "?"))
    return (*(name for table in _TABLES for name in table), *steps, *generated_names())


class Forbidden:
    """A member that the pipeline refuses, though the API has it or its name suggests itself."""

    __slots__ = ("evidence", "hint", "source")

    def __init__(self, evidence: str, source: str, hint: str) -> None:
        self.evidence: Final = evidence
        self.source: Final = source
        self.hint: Final = hint


class NaturalName:
    """The member whose value names an element of a list.

    `confirmed`: the service is known to take `['name']` for an element in a property path.
    """

    __slots__ = ("confirmed", "member")

    def __init__(self, member: str, *, confirmed: bool) -> None:
        self.member: Final = member
        self.confirmed: Final = confirmed


class Shape:
    """What a place takes: a kind, its parts, and its limits. Immutable, one object a name.

    `kind`: "structure", "list", "map", "string", "integer", "float", "boolean", "timestamp",
    "any" (free data) or "variant" (ask `select`).
    `members` are all members that the service's API has, also `forbidden` ones (a property path
    may lead through them); `required` leaves out those that the service fills in.
    `min` and `max` limit the length of strings, lists and maps, and the value of numbers.
    `growing`: the enum gets new values with new releases, so an unknown value is no sure fault.
    `literal`: no expression may stand here. `nullable`: null may. `union`: exactly one member is
    given.
    `open`: members that are not listed are not judged. An open string holds JSON text that a
    property path may lead into: each of its members is an open string again.
    `either_case`: it is not known whether the service's spelling of the members begins with a
    capital or a small letter; `member` takes both.
    `evidence`: how well a constraint is known where that is not E3, by the attribute's name
    ("max", "enum", "required"; "members" for what an unknown member means), by attribute and
    member ("required.Version"), or "exists" for the whole shape.
    `natural`: how an element of this list is named.
    `source`: where a shape of the language, or a change to one of a service, is from; else empty.
    """

    __slots__ = (
        "_by",
        "_cases",
        "_item",
        "_key",
        "_otherwise",
        "_shapes",
        "either_case",
        "enum",
        "evidence",
        "forbidden",
        "growing",
        "kind",
        "literal",
        "max",
        "members",
        "min",
        "name",
        "natural",
        "nullable",
        "open",
        "pattern",
        "required",
        "source",
        "union",
    )

    def __init__(self, name: str, raw: RawShape, overlay: RawOverlay) -> None:
        enum = overlay.get("enum") or raw.get("enum")
        self.name: Final = name
        self.kind: Final = raw["kind"]
        self.members: Final = _merged(raw.get("members", _EMPTY), overlay.get("members", _EMPTY))
        self.required: Final = _required(raw, overlay)
        self.enum: Final = frozenset(enum) if enum else None
        self.growing: Final = name in GROWING
        self.min: Final = raw.get("min")
        self.max: Final = raw.get("max")
        self.pattern: Final = raw.get("pattern")
        self.literal: Final = raw.get("literal", False)
        self.nullable: Final = raw.get("nullable", False)
        self.open: Final = raw.get("open", False)
        self.union: Final = raw.get("union", False)
        self.either_case: Final = name.startswith(_EITHER_CASE)
        self.evidence: Final = _merged(raw.get("evidence", _EMPTY), overlay.get("evidence", _EMPTY))
        self.forbidden: Final = _forbidden(overlay)
        self.natural: Final = _natural(name)
        self.source: Final = overlay.get("source") or raw.get("source", "")
        self._item: Final = raw.get("item")
        self._key: Final = raw.get("key")
        self._by: Final = raw.get("by")
        self._cases: Final = raw.get("cases", _EMPTY)
        self._otherwise: Final = raw.get("otherwise", name)
        # Members that were asked for: a walk over a definition asks for few, and often.
        self._shapes: Final[dict[str, Shape | None]] = {}

    def __repr__(self) -> str:
        return f"shape({self.name!r})"

    def member(self, name: str) -> Shape | None:
        """The shape of member `name`; None where there is none (also in an open structure)."""
        found = self._shapes.get(name, self)
        if found is self:
            found = self._shapes[name] = self._member(name)
        return found

    def _member(self, name: str) -> Shape | None:
        if self.open and self.kind == "string":
            return self
        known = self.members.get(name) or self.members.get(self.canonical(name))
        return None if known is None else shape(known)

    def canonical(self, name: str) -> str:
        """The member's name as `members` has it, where the case of its first letter is open."""
        if self.either_case and name not in self.members:
            swapped = name[:1].swapcase() + name[1:]
            return swapped if swapped in self.members else name
        return name

    @property
    def item(self) -> Shape:
        """The shape of a list's elements, or of a map's values.

        Raises:
            KeyError: the shape is neither a list nor a map.
        """
        if self._item is None:
            raise KeyError(self.name)
        return shape(self._item)

    @property
    def key(self) -> Shape | None:
        """The shape of a map's keys."""
        return None if self._key is None else shape(self._key)

    def select(self, value: object) -> Shape:
        """The case of a variant that `value` is, by its "Type" or JSON kind; else this shape."""
        if self._by is None:
            return self
        case = _json_kind(value) if self._by == "json" else _text(value, self._by)
        return shape(self._cases.get(case, self._otherwise))


def _json_kind(value: object) -> str:
    return "null" if value is None else _JSON_KINDS.get(type(value), "number")


def _text(value: object, key: str) -> str:
    named = value.get(key) if isinstance(value, Mapping) else None
    return named if isinstance(named, str) else ""


def _merged(first: Mapping[str, str], second: Mapping[str, str]) -> Mapping[str, str]:
    return {**first, **second} if second else first


def _required(raw: RawShape, overlay: RawOverlay) -> tuple[str, ...]:
    made = overlay.get("never_missing", ())
    needed = tuple(name for name in raw.get("required", ()) if name not in made)
    return needed + overlay.get("required", ())


def _forbidden(overlay: RawOverlay) -> Mapping[str, Forbidden]:
    refused = overlay.get("forbidden", {})
    return {name: Forbidden(*facts) for name, facts in refused.items()}


def _natural(name: str) -> NaturalName | None:
    member = NATURAL_NAMES.get(name)
    return None if member is None else NaturalName(member, confirmed=name in CONFIRMED_NAMES)


def _raw(name: str) -> RawShape:
    for table in _TABLES:
        if name in table:
            return _derived(table[name])
    if name.startswith("Step."):
        return step_shape(name[5:])
    raw = generated(name)
    if raw is None:
        raise KeyError(name)
    if name.startswith("bedrock:"):
        # Its members may be spelt in two ways, so what is missing cannot be told.
        raw["required"] = ()
    return raw


def _derived(raw: RawShape) -> RawShape:
    if "base" not in raw:
        return raw
    base = generated(raw["base"])
    if base is None:
        raise KeyError(raw["base"])
    if raw.get("capital"):
        base["members"] = {_capital(name): target for name, target in base["members"].items()}
        base["required"] = [_capital(name) for name in base.get("required", ())]
    merged: RawShape = {**base, **raw}
    return merged


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
