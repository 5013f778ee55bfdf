"""What a reference turns out to mean, or why it means nothing."""

from __future__ import annotations

from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from pipelint.analysis._types import Type
    from pipelint.catalog import Shape
    from pipelint.model import Parameter, Segment, Step

    UnresolvedKind = Literal[
        "malformed",  # the text is no path
        "unknown-root",  # the text before the first dot is no namespace
        "unnamed",  # a namespace, and no name after it
        "unknown-parameter",
        "unknown-variable",  # of Execution, PipelineExperimentConfig or ForEach
        "unknown-step",
        "out-of-scope",  # ForEach.CurrentItem or IterationOutput elsewhere
        "whole-step",  # Steps.X without a property
        "unreadable-step",  # a step type without properties
        "unknown-property",  # no such member of the response
        "member-of-scalar",  # an accessor after a scalar
        "accessor-kind",  # an index, a name or a member where the shape has another
        "index-out-of-range",
        "unknown-element",  # a list element by name that the step does not declare
        "unknown-key",  # a map entry that the step does not give
        "unknown-output",  # OutputParameters['x'] that is not declared
        "nested-output",  # a path into an output
        "property-file",  # PropertyFiles outside of JsonGet, or something else in it
        "unknown-property-file",
    ]


class Unresolved(NamedTuple):
    """Why a reference cannot be resolved, and at which accessor.

    `known` holds the names that would be right there, in the order of their declaration; of an
    index that is out of range the number of elements. `shape` is that of the value before the
    accessor.
    """

    kind: UnresolvedKind
    segment: Segment | None = None
    known: tuple[str, ...] = ()
    shape: Shape | None = None


class Resolution(NamedTuple):
    """The meaning of a reference.

    `target` is the parameter or step, where there is exactly one of the name; `type` is `Any`
    for everything that cannot be known; `shape` is that of the property. `unconfirmed` is an
    accessor that names a list's element where it is not known that the service takes names.
    """

    type: Type
    target: Parameter | Step | None = None
    shape: Shape | None = None
    fault: Unresolved | None = None
    unconfirmed: Segment | None = None


UNKNOWN = Resolution("Any")


def failed(
    kind: UnresolvedKind,
    segment: Segment | None = None,
    known: Iterable[str] = (),
    shape: Shape | None = None,
) -> Resolution:
    """The resolution of a reference that means nothing."""
    return Resolution("Any", fault=Unresolved(kind, segment, tuple(known), shape))
