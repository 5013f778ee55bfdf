"""Shapes: what may stand in each place of a definition, and what a property path leads to."""

from __future__ import annotations

from collections.abc import Mapping

from pipelint.catalog._arguments import ARGUMENTS
from pipelint.catalog._conditions import CONDITIONS
from pipelint.catalog._enums import GROWING
from pipelint.catalog._language import LANGUAGE
from pipelint.catalog._names import NATURAL_NAMES, NaturalName
from pipelint.catalog._overlay import NOTHING, OVERLAY, Forbidden
from pipelint.catalog._steps import STEP_TYPES, step_shape
from pipelint.catalog._store import generated, generated_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.catalog._raw import RawShape

_TABLES = (LANGUAGE, ARGUMENTS, CONDITIONS)
_JSON_KINDS = {dict: "object", list: "array", str: "string", bool: "boolean"}

_STEP_CASES = {name: f"Step.{name}" for name in STEP_TYPES}

_shapes: dict[str, Shape] = {}


def shape(name: str) -> Shape:
    """The shape of that name, made on first use; the same object for the same name.

    Raises:
        KeyError: the catalog has no shape of that name.
    """
    known = _shapes.get(name)
    if known is None:
        known = _shapes[name] = Shape(name, _raw(name))
    return known


def shape_names() -> tuple[str, ...]:
    """The names of all shapes: those of the language, then those of the services."""
    steps = (f"Step.{name}" for name in (*STEP_TYPES, "?"))
    return (*(name for table in _TABLES for name in table), *steps, *generated_names())


class Shape:
    """What a place takes: a kind, its parts, and its limits. Immutable, one object a name.

    `kind`: "structure", "list", "map", "string", "integer", "float", "boolean", "timestamp",
    "any" (free data) or "variant" (ask `select`).
    `members` are all members that the service's API has, also the `forbidden` ones (a property path
    may lead through them); `required` leaves out those that the service fills in.
    `min` and `max` limit the length of strings, lists and maps, and the value of numbers.
    `growing`: the enum gets new values with new releases, so an unknown value is no sure fault.
    `literal`: no expression may stand here. `nullable`: null may. `union`: exactly one member is
    given.
    `open`: members that are not listed are not judged. An open string holds JSON text that a
    property path may lead into: each of its members is an open string again.
    `either_case`: the service's spelling of the members is not known to begin with a capital or a
    small letter; `member` takes both.
    `evidence`: how well a constraint is known where that is not E3, by the attribute's name
    ("max", "enum"), by attribute and member ("required.Version"), or "exists" for the whole shape.
    `natural`: the member that names an element of this list.
    `source`: where a shape of the language is from; empty for those of a service model.
    """

    __slots__ = (
        "_by",
        "_cases",
        "_item",
        "_key",
        "_otherwise",
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

    name: str
    kind: str
    members: Mapping[str, str]
    required: tuple[str, ...]
    enum: frozenset[str] | None
    growing: bool
    min: float | None
    max: float | None
    pattern: str | None
    literal: bool
    nullable: bool
    open: bool
    union: bool
    either_case: bool
    evidence: Mapping[str, str]
    forbidden: Mapping[str, Forbidden]
    natural: NaturalName | None
    source: str
    _item: str | None
    _key: str | None
    _by: str | None
    _cases: Mapping[str, str]
    _otherwise: str

    def __init__(self, name: str, raw: RawShape) -> None:
        overlay = OVERLAY.get(name, NOTHING)
        for attribute, value in (
            ("name", name),
            ("kind", raw["kind"]),
            ("members", {**raw.get("members", {}), **overlay.members}),
            ("required", _required(raw, overlay.never_missing) + overlay.required),
            ("enum", _enum(raw, overlay.enum)),
            ("growing", name in GROWING),
            ("min", raw.get("min")),
            ("max", raw.get("max")),
            ("pattern", raw.get("pattern")),
            ("literal", raw.get("literal", False)),
            ("nullable", raw.get("nullable", False)),
            ("open", raw.get("open", False)),
            ("union", raw.get("union", False)),
            ("either_case", name.startswith(("bedrock:", "emr-serverless:"))),
            ("evidence", {**raw.get("evidence", {}), **overlay.evidence}),
            ("forbidden", overlay.forbidden),
            ("natural", NATURAL_NAMES.get(name)),
            ("source", raw.get("source", "")),
            ("_item", raw.get("item")),
            ("_key", raw.get("key")),
            ("_by", raw.get("by")),
            ("_cases", _STEP_CASES if name == "Step" else raw.get("cases", {})),
            ("_otherwise", raw.get("otherwise", name)),
        ):
            object.__setattr__(self, attribute, value)

    def __setattr__(self, attribute: str, value: object) -> None:
        raise AttributeError(f"shape '{self.name}' is immutable")

    def __repr__(self) -> str:
        return f"shape({self.name!r})"

    def member(self, name: str) -> Shape | None:
        """The shape of member `name`; None where there is none (also in an open structure)."""
        if self.kind == "string" and self.open:
            return self
        known = self.members.get(self.canonical(name))
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


def _required(raw: RawShape, never_missing: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in raw.get("required", ()) if name not in never_missing)


def _enum(raw: RawShape, narrowed: frozenset[str] | None) -> frozenset[str] | None:
    if narrowed is not None:
        return narrowed
    return frozenset(raw["enum"]) if "enum" in raw else None


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
        # How the pipeline spells nested Bedrock members is not documented, so what is missing
        # cannot be told.
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
