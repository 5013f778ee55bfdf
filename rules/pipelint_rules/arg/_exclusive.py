"""Members of a request that exclude each other, or of which one must be there."""

from __future__ import annotations

from pipelint import Problem
from pipelint_rules._place_names import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Node


def both(holder: Node, first: str, second: str) -> Iterator[Problem]:
    """A problem at the second of two members that exclude each other, if both are given."""
    if all(_is_given(holder, key) for key in (first, second)):
        yield Problem(
            holder.key_of(second),
            f"'{second}' and '{first}' exclude each other",
            hint="keep one of them",
            related=((holder.key_of(first), "the other one"),),
        )


def neither(holder: Node, *keys: str) -> Iterator[Problem]:
    """A problem at an object that has none of the members of which it needs one.

    An object with a member that is not known is passed over: that may be the one, misspelt.
    """
    if any(key in holder.children for key in keys) or not knows_members(holder):
        return
    listed = " nor ".join(f"'{key}'" for key in keys)
    yield Problem(
        holder.lacking,
        f"{named(holder)} has neither {listed}",
        hint="add one of them",
    )


def exactly_one(holder: Node, first: str, second: str) -> Iterator[Problem]:
    """A problem if an object has both or none of two members."""
    yield from both(holder, first, second)
    yield from neither(holder, first, second)


def knows_members(holder: Node) -> bool:
    """Whether an object has only members that its shape knows."""
    return all(holder.shape.member(str(key)) is not None for key in holder.children)


def _is_given(holder: Node, key: str) -> bool:
    found = holder.get(key)
    return found is not None and found.value is not None
