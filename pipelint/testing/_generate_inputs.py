"""What a start and the outside world may give: typed values, those at the boundaries first."""

from __future__ import annotations

import json
import math

from hypothesis import strategies as st

from pipelint.catalog import LIMITS
from pipelint.model import Condition, Expression, Parameter, Reference, Step
from pipelint.simulate import needed, put
from pipelint.testing._generate_reads import Reads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.model import Node
    from pipelint.simulate import Input

    Values = st.SearchStrategy[Any]

#: Characters of a made text; the longest that a start takes is longer.
_LONGEST = min(40, LIMITS["parameter-override"].value)
_MOST_ITEMS = 3
#: The one text that has to be a time.
_START = ("execution", "StartDateTime")
_RANDOM: dict[str, Values] = {
    "Integer": st.integers(),
    "Float": st.floats(allow_nan=False, allow_infinity=False),
    "Boolean": st.booleans(),
    "String": st.text(min_size=1, max_size=_LONGEST),
    "Timestamp": st.datetimes().map(lambda time: f"{time.isoformat()}Z"),
}
_RANDOM["Any"] = st.one_of(*(_RANDOM[kind] for kind in ("String", "Float", "Integer", "Boolean")))
_FAILURES = (
    "SageMaker.CAPACITY_ERROR",
    "Step.THROTTLING",
    "SageMaker.JOB_INTERNAL_ERROR",
    "AlgorithmError",
)
#: Steps that nobody can make fail: they have no job.
_NO_JOB = ("Condition", "Fail", "ForEach")


def values(kind: str, compared: Iterable[object] = ()) -> Values:
    """Values of a type; those come first that lie at, just below and just above others."""
    boundaries = list(dict.fromkeys(_boundaries(kind, compared)))
    random = _RANDOM.get(kind, _RANDOM["Any"])
    return st.one_of(st.sampled_from(boundaries), random) if boundaries else random


def _boundaries(kind: str, compared: Iterable[object]) -> Iterator[Any]:
    for value in compared:
        if isinstance(value, str):
            if value and kind in ("String", "Any"):
                yield from (value, f"{value}\0", *_just_below(value))
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield from _around_number(kind, value)


def _around_number(kind: str, value: float) -> Iterator[float]:
    if kind == "Integer":
        whole = math.floor(value)
        yield from (whole, whole - 1, whole + 1)
    elif kind in ("Float", "Any"):
        number = float(value)
        yield from (number, math.nextafter(number, -math.inf), math.nextafter(number, math.inf))


def _just_below(text: str) -> Iterator[str]:
    """A text that comes before another one by code point."""
    last = ord(text[-1]) - 1
    if last > 0 and not 0xD800 <= last < 0xE000:
        yield text[:-1] + chr(last)


def parameter_values(parameter: Parameter, facts: Facts) -> Values:
    """The values that a start may give a parameter."""
    members = [entry.value for entry in parameter.enum_values]
    if members:
        return st.sampled_from(members)
    uses = facts.uses.get(parameter, ())
    loop = next((use.step for use in uses if use.key == "IterableItems"), None)
    if loop is not None:
        return _lists(loop, facts)
    partners = [other for use in uses for other in _partners(use)]
    return values(parameter.type or "String", (node.value for node in partners))


def _partners(node: Node) -> Iterator[Node]:
    """The literals that an operand is compared with."""
    parent = node.parent
    while parent is not None and not isinstance(parent, (Condition, Expression, Step)):
        parent = parent.parent
    if isinstance(parent, Condition):
        for other in parent.operands:
            if not isinstance(other, Expression) and other is not node:
                yield other


def _lists(loop: Step, facts: Facts) -> Values:
    """JSON lists with items as the body of a ForEach reads them, as many as others read."""
    least = max((_count(use, loop) for use in facts.references_to("Steps")), default=0)
    items = _item(loop, facts)
    most = max(least, _MOST_ITEMS)
    return st.lists(items, min_size=least, max_size=most).map(json.dumps)


def _count(use: Reference, loop: Step) -> int:
    """How many iterations there have to be for a reference."""
    if use.name != loop.name or not use.segments:
        return 0
    first, *rest = use.segments
    if first.text == "IterationOutputs" and rest and rest[0].kind == "index":
        return int(rest[0].text) + 1
    return int(first.text == "Selected")


def _item(loop: Step, facts: Facts) -> Values:
    """An item with all that the body reads of it."""
    found: dict[str, Any] = {}
    whole = "String"
    for use in facts.references_to("ForEach"):
        if not any(step is loop for step in _around(use.step)):
            continue
        kind = facts.expected(use)
        kind = "String" if kind == "Any" else kind
        if use.segments:
            keys = (int(s.text) if s.kind == "index" else s.text for s in use.segments)
            put(found, tuple(keys), values(kind))
        elif kind != "String":
            whole = kind
    return _built(found) if found else values(whole)


def _around(step: Step | None) -> Iterator[Step]:
    while step is not None:
        yield step
        step = step.parent_step


def _built(tree: Any) -> Values:
    """A strategy for an object or list that holds strategies."""
    if isinstance(tree, dict):
        return st.fixed_dictionaries({key: _built(inner) for key, inner in tree.items()})
    if isinstance(tree, list):
        return st.tuples(*map(_built, tree)).map(list)
    found: Values = tree
    return found


class Outcomes:
    """What a definition's decisions need, with the values that each may have."""

    def __init__(self, facts: Facts, parameters: Mapping[str, Any]) -> None:
        self.facts = facts
        self.parameters = parameters
        self.reads = Reads(facts)

    def draw(self, draw: st.DrawFn) -> dict[str, Any]:
        """A `given` mapping with all of it.

        The URIs of files may depend on the other values, so these come first.
        """
        given: dict[str, Any] = {}
        inputs = needed(self.facts, self.parameters)
        others = [each for each in inputs if each.path[0] != "s3"]
        self._put(given, others, draw)
        if others and len(others) < len(inputs):
            inputs = needed(self.facts, self.parameters, given)
        self._put(given, [each for each in inputs if each.path[0] == "s3"], draw)
        return given

    def _put(self, given: dict[str, Any], inputs: Sequence[Input], draw: st.DrawFn) -> None:
        """Draw inputs; of a file that one lies in, all that is read."""
        files = self.reads.files(inputs)
        compared = {each.path: each.compared for each in inputs}
        for places in files.values():
            for path, read in places:
                put(given, path, draw(values(self.reads.types[read], compared.get(path, ()))))
        inside = {path for places in files.values() for path, _ in places}
        for each in inputs:
            if each.path not in inside and not self._is_started(each):
                put(given, each.path, draw(self._values(each)))

    def _is_started(self, each: Input) -> bool:
        return each.use == "parameter" and each.path[-1] in self.parameters

    def _values(self, each: Input) -> Values:
        facts = self.facts
        if each.use == "parameter":
            return parameter_values(facts.parameters[str(each.path[-1])], facts)
        if each.use == "items":
            loop = facts.steps.get(each.step or "")
            return values("String") if loop is None else _lists(loop, facts)
        if each.path == _START:
            return values("Timestamp")
        members = self._members(each)
        return st.sampled_from(members) if members else values(each.type, each.compared)

    def _members(self, each: Input) -> list[str]:
        """The values of an enumeration, for a property of one."""
        for use in self.facts.references_to("Steps"):
            if use.segments and str(each.path[-1]) == use.segments[-1].text:
                shape = self.facts.resolution(use).shape
                if shape is not None and shape.enum and use.name in each.path:
                    return sorted(shape.enum)
        return []


def troubles(facts: Facts) -> st.SearchStrategy[dict[str, dict[str, Any]]]:
    """Attempts that fail, and steps that stop, of up to three steps by their names."""
    names = [name for name, step in facts.steps.items() if step.type not in _NO_JOB]
    if not names:
        return st.just({})
    attempts = st.lists(st.sampled_from(_FAILURES), min_size=1, max_size=7)
    trouble = st.one_of(
        st.just({"fails": "always"}),
        attempts.map(lambda kinds: {"fails": kinds}),
        st.just({"stops": True}),
        st.sampled_from((0, 1, 90.5, 1e6)).map(lambda seconds: {"duration": seconds}),
    )
    return st.dictionaries(st.sampled_from(names), trouble, max_size=3)


def merged(given: Mapping[str, Any], more: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """What is given, with more for some steps."""
    steps = dict(given.get("steps", {}))
    for name, entry in more.items():
        steps[name] = {**steps.get(name, {}), **entry}
    return {**given, "steps": steps} if steps else dict(given)
