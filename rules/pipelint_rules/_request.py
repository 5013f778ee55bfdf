"""Which part of a definition follows the request shapes of an API."""

from __future__ import annotations

from pipelint import Parameter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit, MisfitKind, Node

    #: Sorts paths alike in whatever order the members of objects are written.
    _PathKey = tuple[tuple[bool, int, str], ...]

#: Step types whose arguments the pipeline language itself defines.
OWN_ARGUMENTS = frozenset(
    {"Callback", "Cleanup", "Condition", "Fail", "ForEach", "Lambda", "Lineage"}
)


def in_request(node: Node) -> bool:
    """Whether a value is part of the request that a step makes of an API."""
    step = node.step
    return step is not None and step.type not in OWN_ARGUMENTS and node.in_arguments


def request_misfits(facts: Facts, kind: MisfitKind) -> Iterator[Misfit]:
    """The values in requests that do not fit their place in this way.

    Those of parameters are included: they get into a request through a reference. The shape of
    such a misfit is that of its first use, see `by_strictness`. An allowed value that is the
    default as well is left out: the default is reported.
    """
    for misfit in facts.misfits(kind):
        if not misfit.uses:
            if in_request(misfit.node):
                yield misfit
        elif any(map(in_request, misfit.uses)) and not _is_default_too(misfit.node):
            yield by_strictness(misfit)


def by_strictness(misfit: Misfit) -> Misfit:
    """The misfit of a parameter's value with its uses in an order that no key order changes.

    Those in requests come first, then those with the narrower limits; the shape is that of the
    first one.
    """
    uses = tuple(sorted(misfit.uses, key=lambda use: (*_strictness(misfit, use), _path_key(use))))
    return misfit._replace(uses=uses, shape=uses[0].shape)


def _strictness(misfit: Misfit, use: Node) -> tuple[bool, bool, float]:
    shape = use.shape
    limit = {"too-long": shape.max, "too-short": -(shape.min or 0)}.get(misfit.kind)
    return not in_request(use), shape.growing, limit or 0


def _path_key(node: Node) -> _PathKey:
    return tuple((False, key, "") if isinstance(key, int) else (True, 0, key) for key in node.path)


def _is_default_too(value: Node) -> bool:
    """Whether one of a parameter's `EnumValues` is what its `DefaultValue` says."""
    listed = value.parent
    parameter = None if listed is None else listed.parent
    if not isinstance(parameter, Parameter) or parameter.default is None:
        return False
    return parameter.default is not value and parameter.default.value == value.value


def is_changed_by_start(misfit: Misfit) -> bool:
    """Whether only some starts get the value there: it is an allowed one and not the default."""
    return bool(misfit.uses) and misfit.node.key != "DefaultValue"
