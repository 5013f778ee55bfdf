"""What the tests of the catalog share: walks over its shapes."""

from __future__ import annotations

from collections.abc import Iterator

from pipelint.catalog import STEP_TYPES, Shape, StepType, shape


def reached_from(*names: str) -> dict[str, Shape]:
    """All shapes that can be reached from these, by name."""
    found: dict[str, Shape] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = shape(name)
            waiting.extend(next_names(found[name]))
    return found


def next_names(holder: Shape) -> Iterator[str]:
    """The names of the shapes that a shape is made of."""
    yield from holder.members.values()
    if holder.kind in ("list", "map"):
        yield holder.item.name
    if holder.key is not None:
        yield holder.key.name
    if holder.kind == "variant":
        cases = [{"Type": name} for name in (*STEP_TYPES, *CONDITION_TYPES)]
        yield from {holder.select(value).name for value in (*cases, "text", {}, [], 1, None)}


CONDITION_TYPES = (
    "Equals",
    "GreaterThan",
    "GreaterThanOrEqualTo",
    "LessThan",
    "LessThanOrEqualTo",
    "In",
    "Not",
    "Or",
    "NotEquals",
    "NotIn",
)


def property_paths(step_type: StepType) -> Iterator[tuple[str, str]]:
    """Every path through the responses of a step type, with the kind of what it leads to.

    List elements are written `[]`, map values `['*']`. A shape inside itself ends the path.
    """
    for name in step_type.properties:
        yield from _paths(shape(name), "", ())


def _paths(here: Shape, prefix: str, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if here.name in above:
        yield prefix, "recursive"
        return
    if prefix:
        yield prefix, here.kind
    inside = (*above, here.name)
    for member, name in here.members.items():
        yield from _paths(shape(name), f"{prefix}.{member}".lstrip("."), inside)
    if here.kind == "list":
        yield from _paths(here.item, f"{prefix}[]", inside)
    if here.kind == "map":
        yield from _paths(here.item, f"{prefix}['*']", inside)
