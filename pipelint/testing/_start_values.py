"""What a start may give: values of parameters that all places take that they get to."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from pipelint.model import Condition, Expression, Join, Parameter, Reference, Step
from pipelint.simulate._items import made_item
from pipelint.testing._reach import reach_of
from pipelint.testing._typed_values import (
    LONGEST,
    SAMPLES,
    TEXTS,
    WORDS,
    around,
    either,
    ends_of,
    random_values,
    sample_of,
    values,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.catalog import Shape
    from pipelint.model import Node
    from pipelint.testing._reach import Reach
    from pipelint.testing._typed_values import Values

_MOST_ITEMS = 3
#: Characters of a long name.
_LONG = 40


def parameter_values(parameter: Parameter, facts: Facts) -> Values:
    """The values that a start may give a parameter, and all places that it gets to take.

    The default is always among them.
    """
    loop = _loop(parameter, facts)
    if loop is not None:
        return item_lists(loop, facts)
    samples_of(facts)
    boundaries = parameter_boundaries(parameter, facts)
    if parameter.enum_values:
        return st.sampled_from(boundaries)
    reach = reach_of(facts)
    random = random_values(
        parameter.type or "String",
        lambda value: reach.takes(parameter, value),
        [shape for node, shape in reach.spots_of(parameter) if isinstance(node, Reference)],
    )
    return either(boundaries, random)


def parameter_boundaries(parameter: Parameter, facts: Facts) -> list[Any]:
    """The default of a parameter, its enum values, and those at which something changes.

    Beside the default, the enum values and what it is compared with, they are values that all
    places take that the parameter gets to. What no start may give, as an empty text, is left out.
    """
    samples_of(facts)
    return _boundaries(parameter, facts)


def samples_of(facts: Facts) -> Mapping[str, Any]:
    """A value of each parameter that has no default; together all places take them."""
    return facts.once(_samples)


def _samples(facts: Facts) -> dict[str, Any]:
    known: dict[str, Any] = {}
    reach = reach_of(facts)
    needy = [each for each in facts.parameters.values() if each.default is None]
    # What is joined with another one fits once that one does.
    for parameter in (*needy, *needy):
        value = _sample(parameter, facts, known)
        known[parameter.name or ""] = value
        reach.suppose(parameter, value)
    return known


def _sample(parameter: Parameter, facts: Facts, known: Mapping[str, Any]) -> Any:
    loop = _loop(parameter, facts)
    if loop is not None:
        return item_sample(loop, facts)
    name, kind = parameter.name or "", parameter.type or "String"
    usual = known.get(name, SAMPLES.get(kind, name))
    texts = [sample for sample, _ in TEXTS] if kind == "String" else []
    reach = reach_of(facts)
    likely = [usual, *_boundaries(parameter, facts), *texts]
    if parameter.enum_values:
        likely = _boundaries(parameter, facts)
    fitting = (each for each in likely if _is_startable(each) and reach.suits(parameter, each))
    return next(fitting, likely[0])


def _boundaries(parameter: Parameter, facts: Facts) -> list[Any]:
    kind = parameter.type or "String"
    members = [entry.value for entry in parameter.enum_values if _is_startable(entry.value)]
    default = [each for each in _default(parameter) if not members or each in members]
    if _loop(parameter, facts) is not None:
        return default
    reach = reach_of(facts)
    taken = [each for each in members if reach.takes(parameter, each)]
    if members:
        return list(dict.fromkeys([*default, *(taken or members)]))
    uses = facts.uses.get(parameter, ())
    compared = [node.value for use in uses for node in _partners(use)]
    near = [*around(kind, compared)]
    held = [each for each in near if each in compared or not isinstance(each, str)]
    shapes = [shape for _, shape in reach.spots_of(parameter)]
    words = [(parameter.name or "").lower()] if kind == "String" else []
    others = [
        each for each in (*near, *words, *ends_of(kind, shapes)) if _may(parameter, each, reach)
    ]
    # A condition may keep them from where they do not fit.
    decide = [each for each in held if _is_startable(each)]
    return list(dict.fromkeys([*default, *decide, *others]))


def long_text(name: str, facts: Facts) -> str | None:
    """A text as long as people write them, of a parameter that is joined with others."""
    parameter = facts.parameters[name]
    samples_of(facts)
    reach = reach_of(facts)
    joined = any(isinstance(node, Join) for node, _ in reach.spots_of(parameter))
    is_text = parameter.type == "String" and not parameter.enum_values
    if not joined or not is_text or _loop(parameter, facts) is not None:
        return None
    texts = (f"{start}{'a' * (_LONG - len(start))}" for start in ("", "s3://a/"))
    return next((text for text in texts if _may(parameter, text, reach)), None)


def _may(parameter: Parameter, value: Any, reach: Reach) -> bool:
    """Whether a start may give the value, and all places take it."""
    return _is_startable(value) and reach.takes(parameter, value)


def _is_startable(value: object) -> bool:
    return not isinstance(value, str) or 0 < len(value) <= LONGEST


def _default(parameter: Parameter) -> list[Any]:
    value = None if parameter.default is None else parameter.default.value
    if value is None or not _is_startable(value):
        return []
    return [float(value) if parameter.type == "Float" and type(value) is int else value]


def _loop(parameter: Parameter, facts: Facts) -> Step | None:
    """The ForEach that iterates over a parameter."""
    uses = facts.uses.get(parameter, ())
    return next((use.step for use in uses if use.key == "IterableItems"), None)


def _partners(node: Node) -> Iterator[Node]:
    """The literals that an operand is compared with."""
    parent = node.parent
    while parent is not None and not isinstance(parent, (Condition, Expression, Step)):
        parent = parent.parent
    if isinstance(parent, Condition):
        for other in parent.operands:
            if not isinstance(other, Expression) and other is not node:
                yield other


def item_lists(loop: Step, facts: Facts) -> Values:
    """JSON lists with items as the body of a ForEach reads them, as many as others read."""
    least = _least(loop, facts)
    items = _built(_item(loop, facts, _leaf))
    most = max(least, _MOST_ITEMS)
    return st.lists(items, min_size=least, max_size=most).map(json.dumps)


def _leaf(kind: str, shapes: Sequence[Shape]) -> Values:
    return WORDS if kind == "String" and not shapes else values(kind, (), shapes)


def item_sample(loop: Step, facts: Facts) -> str:
    """A short one of these lists."""
    item = _item(loop, facts, sample_of)
    return json.dumps([item] * max(1, _least(loop, facts)))


def _least(loop: Step, facts: Facts) -> int:
    return max((_count(use, loop) for use in facts.references_to("Steps")), default=0)


def _count(use: Reference, loop: Step) -> int:
    """How many iterations there have to be for a reference."""
    if use.name != loop.name or not use.segments:
        return 0
    first, *rest = use.segments
    if first.text == "IterationOutputs" and rest and rest[0].kind == "index":
        return int(rest[0].text) + 1
    return int(first.text == "Selected")


def _item(loop: Step, facts: Facts, made: Callable[[str, Sequence[Shape]], Any]) -> Any:
    """An item with all that the body reads of it, each made of its type and its places."""
    reach = reach_of(facts)

    def placed(kind: str, uses: Sequence[Reference]) -> Any:
        return made(kind, [shape for use in uses for shape in reach.shapes_of(use)])

    return made_item(loop, facts, placed)


def _built(tree: Any) -> Values:
    """A strategy for an object or list that holds strategies."""
    if isinstance(tree, dict):
        return st.fixed_dictionaries({key: _built(inner) for key, inner in tree.items()})
    if isinstance(tree, list):
        return st.tuples(*map(_built, tree)).map(list)
    found: Values = tree
    return found
