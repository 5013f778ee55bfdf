"""The part of a definition that the pipeline language itself defines, not the API of a service."""

from __future__ import annotations

from pipelint import Parameter, Step
from pipelint_rules._place_names import named
from pipelint_rules._request import by_strictness, in_request
from pipelint_rules._suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit, MisfitKind, Node, Place

    Related = tuple[tuple[Place, str], ...]


def own_misfits(facts: Facts, kind: MisfitKind) -> Iterator[Misfit]:
    """The values outside of requests that do not fit their place in this way.

    Those of parameters are included: they get there through a reference, and into no request.
    """
    for misfit in facts.misfits(kind):
        if not any(map(in_request, misfit.uses or (misfit.node,))):
            yield by_strictness(misfit) if misfit.uses else misfit


def steps_are_known(facts: Facts) -> bool:
    """Whether all steps are known by name, so that a step of another name is defined nowhere."""
    return facts.once(_all_steps)


def parameters_are_known(facts: Facts) -> bool:
    """Whether all parameters are known by name, so that another one is declared nowhere."""
    return facts.once(_all_parameters)


def _all_steps(facts: Facts) -> bool:
    steps = None if facts.pipeline is None else facts.pipeline.get("Steps")
    if steps is None or steps.value is None:
        return False
    named = all(step.name is not None for step in facts.index[Step])
    return named and not _is_hidden(facts, "StepList", "ForEachBody")


def _all_parameters(facts: Facts) -> bool:
    parameters = None if facts.pipeline is None else facts.pipeline.get("Parameters")
    if parameters is not None and parameters.value is None:
        return False
    named = all(parameter.name is not None for parameter in facts.index[Parameter])
    return named and not _is_hidden(facts, "ParameterList")


def _is_hidden(facts: Facts, *shapes: str) -> bool:
    """Whether something else stands for a list or an element of it, or the list's key is misspelt.

    What it is meant to declare is not known then.
    """
    others = (*facts.misfits("kind"), *facts.misfits("expression-for-container"))
    nodes = [node for misfit in others for node in (misfit.node, misfit.node.parent)]
    if any(node is not None and node.shape.name in shapes for node in nodes):
        return True
    return any(_meant(misfit) in shapes for misfit in facts.misfits("unknown-member"))


def _meant(misfit: Misfit) -> str | None:
    """The shape of the member that an unknown one is most like, of those that are not there."""
    lacking = [name for name in misfit.shape.members if name not in misfit.node.children]
    near = nearest(misfit.detail, lacking)
    member = None if near is None else misfit.shape.member(near)
    return None if member is None else member.name


def owner(node: Node) -> Node | None:
    """The object that a value is a member of, or an element of a member's list."""
    above = node.parent
    while above is not None and above.shape.kind != "structure":
        above = above.parent
    return above


def owned_by(node: Node, name: str) -> bool:
    """Whether a value belongs to an object of the shape `name`."""
    above = owner(node)
    return above is not None and above.shape.name == name


def subject(misfit: Misfit) -> str:
    """What a message about a misfit is about: the member, or the parameter's value in it."""
    if not misfit.uses:
        return named(misfit.node)
    value = "the default" if misfit.node.key == "DefaultValue" else "an allowed value"
    parameter = owner(misfit.node)
    name = None if parameter is None else parameter.literal("Name")
    return f"{value} of parameter '{name}'"


def used_at(misfit: Misfit) -> Related:
    """The places that a parameter's value gets to."""
    return tuple((use.place, f"used as {named(use)}") for use in misfit.uses)


def misspelt(node: Node, member: str) -> str | None:
    """The key that differs from a missing member in case only."""
    keys = node.value if isinstance(node.value, dict) else ()
    folded = member.casefold()
    return next((key for key in keys if key.casefold() == folded), None)


def near_missing(node: Node, key: str) -> str | None:
    """The missing member that an unknown key is most like."""
    shape = node.shape
    if shape.open or shape.member(key) is not None:
        return None
    near = nearest(key, shape.members)
    return near if near in shape.required and near not in node.children else None


def stands_for_missing(misfit: Misfit) -> bool:
    """Whether an unknown key is a required one in another case: that is said of the missing one."""
    folded = misfit.detail.casefold()
    return any(
        member.casefold() == folded and member not in misfit.node.children
        for member in misfit.shape.required
    )
