"""What the parameters of a start are where nobody says it, and what of that gets where."""

from __future__ import annotations

import json

from pipelint.analysis import as_type
from pipelint.model import Condition, Expression, Step
from pipelint.records import NamedTuple
from pipelint.simulate import least_items, loop_over, made_item
from pipelint.testing._reach import Reach
from pipelint.testing._typed_values import LONGEST, SAMPLES, TEXTS, around, ends_of, sample_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.catalog import Shape
    from pipelint.model import Node, Parameter, Reference


class _Start(NamedTuple):
    samples: Mapping[str, Any]
    reach: Reach


def samples_of(facts: Facts) -> Mapping[str, Any]:
    """A value of each parameter that has no default; together all places take them."""
    return facts.once(_start).samples


def reach_of(facts: Facts) -> Reach:
    """The reach of a definition's inputs, where parameters without a default have their samples."""
    return facts.once(_start).reach


def _start(facts: Facts) -> _Start:
    known: dict[str, Any] = {}
    draft = Reach.of(facts)
    needy = [each for each in facts.parameters.values() if each.default is None]
    # What is joined with another one fits once that one does.
    for parameter in (*needy, *needy):
        value = _sample(parameter, facts, known, draft)
        known[parameter.name or ""] = value
        draft = draft.with_parameter(parameter, value)
    return _Start(known, draft)


def _sample(parameter: Parameter, facts: Facts, known: Mapping[str, Any], reach: Reach) -> Any:
    loop = loop_over(parameter, facts)
    if loop is not None:
        return _item_sample(loop, facts, reach)
    name, kind = parameter.name or "", parameter.kind
    usual = known.get(name, SAMPLES.get(kind, name))
    texts = [sample for sample, _ in TEXTS] if kind == "String" else []
    likely = [usual, *boundaries(parameter, facts, reach), *texts]
    if parameter.enum_values:
        likely = boundaries(parameter, facts, reach)
    fitting = (each for each in likely if is_startable(each) and reach.suits(parameter, each))
    return next(fitting, likely[0])


def boundaries(parameter: Parameter, facts: Facts, reach: Reach) -> list[Any]:
    """The default of a parameter, its enum values, and those at which something changes."""
    kind = parameter.kind
    members = [entry.value for entry in parameter.enum_values if is_startable(entry.value)]
    default = [each for each in _default(parameter) if not members or each in members]
    if loop_over(parameter, facts) is not None:
        return default
    taken = [each for each in members if reach.takes(parameter, each)]
    if members:
        return list(dict.fromkeys([*default, *(taken or members)]))
    uses = facts.uses.get(parameter, ())
    compared = [node.value for use in uses for node in _partners(use)]
    near = [*around(kind, compared)]
    held = [each for each in near if each in compared or not isinstance(each, str)]
    shapes = [each.shape for each in reach.destinations_of(parameter)]
    words = [(parameter.name or "").lower()] if kind == "String" else []
    others = [
        each for each in (*near, *words, *ends_of(kind, shapes)) if may(parameter, each, reach)
    ]
    # A condition may keep them from where they do not fit.
    decide = [each for each in held if is_startable(each)]
    return list(dict.fromkeys([*default, *decide, *others]))


def may(parameter: Parameter, value: Any, reach: Reach) -> bool:
    """Whether a start may give the value, and all places take it."""
    return is_startable(value) and reach.takes(parameter, value)


def is_startable(value: object) -> bool:
    """Whether a start takes a value of its type."""
    return not isinstance(value, str) or 0 < len(value) <= LONGEST


def _default(parameter: Parameter) -> list[Any]:
    value = None if parameter.default is None else parameter.default.value
    if value is None or not is_startable(value):
        return []
    return [as_type(value, parameter.kind)]


def _partners(node: Node) -> Iterator[Node]:
    """The literals that an operand is compared with."""
    parent = node.parent
    while parent is not None and not isinstance(parent, (Condition, Expression, Step)):
        parent = parent.parent
    if isinstance(parent, Condition):
        for other in parent.operands:
            if not isinstance(other, Expression) and other is not node:
                yield other


def item_sample(loop: Step, facts: Facts) -> str:
    """A short JSON list of items as the body of a ForEach reads them."""
    return _item_sample(loop, facts, reach_of(facts))


def _item_sample(loop: Step, facts: Facts, reach: Reach) -> str:
    item = item_of(loop, facts, reach, sample_of)
    return json.dumps([item] * max(1, least_items(loop, facts)))


def item_of(
    loop: Step, facts: Facts, reach: Reach, made: Callable[[str, Sequence[Shape]], Any]
) -> Any:
    """An item with all that the body reads of it, each made of its type and its places."""

    def placed(kind: str, uses: Sequence[Reference]) -> Any:
        return made(kind, [shape for use in uses for shape in reach.shapes_of(use)])

    return made_item(loop, facts, placed)
