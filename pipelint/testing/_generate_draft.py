"""A definition in the making: its parameters, and what steps made so far offer to later ones."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeVar

    T = TypeVar("T")
    #: A Condition step and the outcome that a step behind it needs.
    Guard = tuple[str, bool]

#: Parameters by what they are for: their type, and values that fit there, the default first.
KINDS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "text": ("String", ("blue", "green", "red")),
    "uri": ("String", ("s3://bucket/data", "s3://bucket/more")),
    "instance": ("String", ("ml.m5.xlarge", "ml.m5.2xlarge", "ml.m5.4xlarge")),
    "items": ("String", ('["a", "b"]',)),
    "objects": ("String", ('[{"s": "a", "in": {"n": 1, "f g": [0.5]}}]',)),
    "count": ("Integer", (1, 2, 5)),
    "number": ("Float", (0.5, 2.0, 0.25)),
    "flag": ("Boolean", (False, True)),
}
#: Of each type the kind that may stand anywhere: it comes first where nothing else is asked.
USUAL = {"String": "text", "Integer": "count", "Float": "number", "Boolean": "flag"}
TYPES = ("String", "Integer", "Float", "Boolean")
#: How a parameter may be declared: with a default, without, with both and `EnumValues`, with these.
_WITH_DEFAULT, _WITHOUT, _ENUM, _ENUM_ONLY = range(4)


class Supply(NamedTuple):
    """A value that a step may read.

    `step` has to be over, None for parameters and variables; where `listed`, the reader must name
    it in its `DependsOn`, since nothing else makes it wait. `needs` are the outcomes that the step
    needs, `group` is the ForEach in whose body it stands. `kept`: a failed step offers it as well.
    `members` are all values of an enumeration, `kind` is a parameter's.
    """

    expression: Any
    type: str
    step: str | None = None
    needs: frozenset[Guard] = frozenset()
    group: str | None = None
    kept: bool = False
    listed: bool = False
    members: tuple[str, ...] = ()
    kind: str = ""

    @property
    def key(self) -> str:
        """The same for expressions that are written alike."""
        return json.dumps(self.expression, sort_keys=True)


class Made(NamedTuple):
    """A step that others may wait for."""

    name: str
    type: str
    needs: frozenset[Guard]
    group: str | None


class Draft:
    """A definition in the making.

    A `clean` one has none of what the rules about references, types, dependencies, conditions
    and parameters warn of. Choices are numbers from 0, of which 0 is the simplest.
    """

    def __init__(self, draw: st.DrawFn, *, nested: bool, clean: bool) -> None:
        self._draw = draw
        self.nested = nested
        self.clean = clean
        self.parameters: dict[str, Any] = {}
        self.supplies: list[Supply] = []
        self.made: list[Made] = []
        #: The expressions that each Condition step compares.
        self.compared: dict[str, frozenset[str]] = {}
        self._counts: dict[str, int] = {}

    def below(self, limit: int) -> int:
        """A number from 0 to below a limit."""
        return self._draw(st.integers(0, limit - 1)) if limit > 1 else 0

    def pick(self, options: Sequence[T]) -> T:
        """One of some options."""
        return options[self.below(len(options))]

    def name(self, word: str) -> str:
        """A name that nothing else has."""
        self._counts[word] = number = self._counts.get(word, 0) + 1
        return f"{word}{number}"

    def parameter(self, kind: str, form: int = _WITH_DEFAULT) -> Supply:
        """A new parameter."""
        kind_type, values = KINDS[kind]
        name = self.name(kind.capitalize())
        declared: dict[str, Any] = {"Name": name, "Type": kind_type}
        if form in (_WITH_DEFAULT, _ENUM):
            declared["DefaultValue"] = values[0]
        members = values if form in (_ENUM, _ENUM_ONLY) and len(values) > 1 else ()
        members = members if kind_type == "String" else ()
        if members:
            declared["EnumValues"] = list(members)
        self.parameters[name] = declared
        get = {"Get": f"Parameters.{name}"}
        supply = Supply(get, kind_type, members=members, kind=kind)
        self.supplies.append(supply)
        return supply


class Site:
    """Where a step is being made: what it may read, and what it needs so far.

    `endings` tells of the steps that it follows at another end than success. `taken` are the
    expressions that its conditions compare.
    """

    def __init__(self, draft: Draft, needs: frozenset[Guard], group: str | None = None) -> None:
        self.draft = draft
        self.needs = needs
        self.group = group
        self.endings: dict[str, str] = {}
        self.listed: dict[str, None] = {}
        self.taken: frozenset[str] = frozenset()

    def readable(self, *types: str, kind: str | None = None) -> list[Supply]:
        """What can be read here, of some types; of a kind of parameters those of that kind only."""
        return [
            supply
            for supply in self.draft.supplies
            if supply.type in types
            and (kind is None or not supply.kind or supply.kind == kind)
            and self._allows(supply)
        ]

    def _allows(self, supply: Supply) -> bool:
        if supply.step is None:
            return supply.group is None or supply.group == self.group
        if supply.step in self.endings and not supply.kept:
            return False
        return self.can_wait(supply.needs, supply.group)

    def can_wait(self, needs: frozenset[Guard], group: str | None) -> bool:
        """Whether a step here can wait for one that needs some outcomes."""
        if group is not None and group != self.group:
            return False
        others = needs - self.needs
        return not others or self._compatible(others)

    def _compatible(self, others: frozenset[Guard]) -> bool:
        """Whether outcomes may come together with those that are needed already."""
        if any((condition, not side) in self.needs for condition, side in others):
            return False
        if not self.draft.clean:
            return True
        # What compares the same values could contradict each other.
        compared = self.draft.compared
        known = {condition for condition, _ in self.needs}
        taken = self.taken.union(*(compared[condition] for condition in known))
        return all(c in known or compared[c].isdisjoint(taken) for c, _ in others)

    def use(self, supply: Supply) -> Any:
        """The expression of a supply, which the step reads from now on."""
        self.needs |= supply.needs
        if supply.listed and supply.step is not None and supply.step not in self.endings:
            self.listed[supply.step] = None
        return supply.expression

    def parameter(self, kind: str, form: int) -> Any:
        """The expression of a new parameter."""
        return self.draft.parameter(kind, form).expression
