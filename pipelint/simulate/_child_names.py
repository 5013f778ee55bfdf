"""The names of a ForEach's children: `<body>-<index>`, for each step of its body and each item."""

from __future__ import annotations

from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.analysis import Facts
    from pipelint.model import Step


class Child(NamedTuple):
    """A child that a ForEach may have: a step of its body in one iteration."""

    body: Step
    loop: Step
    iteration: int


def child_name(body: str, index: int | None) -> str:
    """What a step of a body is called in an iteration; outside of any it keeps its name."""
    return body if index is None else f"{body}-{index}"


def body_name(child: str, index: int | None) -> str:
    """What a child of an iteration is called in the definition."""
    return child.removesuffix(child_name("", index))


def child_named(name: str, facts: Facts) -> Child | None:
    """The child that a user names, whether or not there are so many items; None for other names."""
    body, _, index = name.rpartition("-")
    step = facts.steps.get(body)
    loop = None if step is None else step.loop
    if step is None or loop is None or not index.isdecimal():
        return None
    return Child(step, loop, int(index))
