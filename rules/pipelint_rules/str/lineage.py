"""Lineage steps: what they create, and what their associations refer to."""

from __future__ import annotations

from pipelint import Expression, Problem, Step, rule
from pipelint_rules._place_names import named
from pipelint_rules._steps import of_type
from pipelint_rules._suggest import suggest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_LINEAGE = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/lineage_step.py"
# By the type of an entity: the list that creates it, and the member that names it there.
_ENTITIES = {
    "Action": ("Actions", "ActionName"),
    "Artifact": ("Artifacts", "ArtifactName"),
    "Context": ("Contexts", "ContextName"),
}


@rule(
    "STR060",
    on=Step,
    among=of_type("Lineage"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_LINEAGE,
    bad=['[{"Name": "Trace", "Type": "Lineage", "Arguments": «{}»}]'],
    good=[
        '[{"Name": "Trace", "Type": "Lineage", "Arguments": {"Contexts": [{"ContextName": "c",'
        ' "ContextType": "t", "Source": {"SourceUri": "s3://b/x"}}]}}]'
    ],
)
def empty_lineage(step: Step, facts: Facts) -> Iterator[Problem]:
    """A Lineage step creates nothing.

    `A LineageStep requires at least one entity in actions, artifacts or contexts, or one
    association.`
    """
    arguments = step.arguments
    if arguments is None or not isinstance(arguments.value, dict):
        return
    if not any(arguments.value.values()):
        yield Problem(
            arguments.place,
            f"{step.label} creates no entity and no association",
            hint="give 'Actions', 'Artifacts', 'Contexts' or 'Associations'",
        )


@rule(
    "STR061",
    on=Step,
    among=of_type("Lineage"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_LINEAGE,
    bad=[
        '[{"Name": "Trace", "Type": "Lineage", "Arguments": {"Associations": [{'
        '«"Source"»: {"Name": "a"}, "Destination": {"Arn": "arn:aws:sagemaker:x"}}]}}]',
        '[{"Name": "Trace", "Type": "Lineage", "Arguments": {"Associations": [{'
        '"Source": {"Arn": "arn:aws:sagemaker:x"},'
        ' «"Destination"»: {"Arn": "arn:aws:sagemaker:y", "Name": "a", "Type": "Action"}}]}}]',
    ],
    good=[
        '[{"Name": "Trace", "Type": "Lineage", "Arguments": {"Associations": [{'
        '"Source": {"Arn": "arn:aws:sagemaker:x"},'
        ' "Destination": {"Arn": "arn:aws:sagemaker:y"}}]}}]'
    ],
)
def ambiguous_lineage_reference(step: Step, facts: Facts) -> Iterator[Problem]:
    """One end of an association is given neither by its ARN nor by name and type, or by both.

    `A LineageEntityReference takes either arn, or name and type -- not both.` Name and type mean an
    entity that the same step creates, an ARN any entity of the account.
    """
    for end in _ends(step):
        keys = set(end.children) & {"Arn", "Name", "Type"}
        if keys not in ({"Arn"}, {"Name", "Type"}):
            yield Problem(
                end.lacking,
                f"{named(end)} is not given by 'Arn', or by 'Name' and 'Type'",
                hint="give 'Arn' alone, or 'Name' and 'Type'",
            )


@rule(
    "STR062",
    on=Step,
    among=of_type("Lineage"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_LINEAGE,
    bad=[
        '[{"Name": "Trace", "Type": "Lineage", "Arguments": {'
        '"Artifacts": [{"ArtifactName": "model"}],'
        ' "Associations": [{"Source": {"Name": «"modle"», "Type": "Artifact"},'
        ' "Destination": {"Arn": "arn:aws:sagemaker:y"}}]}}]'
    ],
    good=[
        '[{"Name": "Trace", "Type": "Lineage", "Arguments": {'
        '"Artifacts": [{"ArtifactName": "model"}],'
        ' "Associations": [{"Source": {"Name": "model", "Type": "Artifact"},'
        ' "Destination": {"Arn": "arn:aws:sagemaker:y"}}]}}]'
    ],
)
def unknown_lineage_entity(step: Step, facts: Facts) -> Iterator[Problem]:
    """An association names an entity that its step does not create.

    A name with a type is looked up among what the same step creates: `The source of an association
    references Artifact 'x', which this step does not create.` An entity that another step or
    execution made is given by its ARN, for instance `{"Arn": {"Get":
    "Steps.Other.ArtifactArns['x']"}}`.
    """
    for end in _ends(step):
        name, kind = end.literal("Name"), end.literal("Type")
        if isinstance(name, str) and isinstance(kind, str) and kind in _ENTITIES:
            known = _created(step, kind)
            if known is not None and name not in known:
                yield Problem(
                    end.key_of("Name")._replace(aspect="value"),
                    f"{step.label} creates no {kind} '{name}'",
                    hint=suggest(name, known) or "give the entity's 'Arn'",
                )


def _ends(step: Step) -> Iterator[Node]:
    """The two ends of each association of a Lineage step."""
    associations = step.get("Arguments", "Associations")
    for association in () if associations is None else associations.items:
        for side in ("Source", "Destination"):
            end = association.get(side)
            if end is not None and isinstance(end.value, dict) and not isinstance(end, Expression):
                yield end


def _created(step: Step, kind: str) -> list[str] | None:
    """The names of the entities of one kind; None where one is known at run time only."""
    listed, member = _ENTITIES[kind]
    entities = step.get("Arguments", listed)
    if entities is None:
        return []
    names = [entity.literal(member) for entity in entities.items]
    known = [name for name in names if isinstance(name, str)]
    return known if len(known) == len(names) else None
