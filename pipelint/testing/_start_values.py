"""What a start may give: values of parameters that all places take that they get to."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from pipelint.model import Reference
from pipelint.simulate import least_items, loop_over
from pipelint.testing._start_samples import (
    boundaries,
    is_startable,
    item_of,
    item_sample,
    reach_of,
)
from pipelint.testing._typed_values import WORDS, either, random_values, values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.catalog import Shape
    from pipelint.model import Parameter, Step
    from pipelint.testing._typed_values import Values

_MOST_ITEMS = 3


def parameter_values(parameter: Parameter, facts: Facts) -> Values:
    """The values that a start may give a parameter, and all places that it gets to take.

    The default is always among them.
    """
    loop = loop_over(parameter, facts)
    if loop is not None:
        short = item_sample(loop, facts)
        return item_lists(loop, facts).map(lambda text: text if is_startable(text) else short)
    known = parameter_boundaries(parameter, facts)
    if parameter.enum_values:
        return st.sampled_from(known)
    reach = reach_of(facts)
    places = reach.destinations_of(parameter)
    random = random_values(
        parameter.kind,
        lambda value: reach.takes(parameter, value),
        [each.shape for each in places if isinstance(each.node, Reference)],
    )
    return either(known, random)


def parameter_boundaries(parameter: Parameter, facts: Facts) -> list[Any]:
    """The default of a parameter, its enum values, and those at which something changes.

    Beside the default, the enum values and what it is compared with, they are values that all
    places take that the parameter gets to. What no start may give, as an empty text, is left out.
    """
    return boundaries(parameter, facts, reach_of(facts))


def item_lists(loop: Step, facts: Facts) -> Values:
    """JSON lists with items as the body of a ForEach reads them, as many as others read."""
    least = least_items(loop, facts)
    items = _built(item_of(loop, facts, reach_of(facts), _leaf))
    most = max(least, _MOST_ITEMS)
    return st.lists(items, min_size=least, max_size=most).map(json.dumps)


def _leaf(kind: str, shapes: Sequence[Shape]) -> Values:
    return WORDS if kind == "String" and not shapes else values(kind, (), shapes)


def _built(tree: Any) -> Values:
    """A strategy for an object or list that holds strategies."""
    if isinstance(tree, dict):
        return st.fixed_dictionaries({key: _built(inner) for key, inner in tree.items()})
    if isinstance(tree, list):
        return st.tuples(*map(_built, tree)).map(list)
    found: Values = tree
    return found
