"""Lineage steps: the names of the entities that a step makes."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import of_type
from pipelint_rules.arg._jobs import elements
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

#: The lists of entities, each with the member that holds the name.
_LISTS = {"Actions": "ActionName", "Artifacts": "ArtifactName", "Contexts": "ContextName"}


def _lineage(members: str) -> str:
    return f'[{{"Name": "L", "Type": "Lineage", "Arguments": {{{members}}}}}]'


@rule(
    "ARG287",
    on=Step,
    among=of_type("Lineage"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=(
        "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/"
        "mlops/workflow/lineage_step.py"
    ),
    bad=[_lineage('"Artifacts": [{"ArtifactName": "a"}, {"ArtifactName": «"a"»}]')],
    good=[_lineage('"Artifacts": [{"ArtifactName": "a"}], "Actions": [{"ActionName": "a"}]')],
)
def repeated_lineage_entity(step: Step, facts: Facts) -> Iterator[Problem]:
    """Two entities of one kind in a Lineage step have the same name.

    Names are how associations and property paths (`ArtifactArns['a']`) find an entity. What the
    service does with two of one name is not known.
    """
    request = request_of(step, "Lineage")
    for member in () if request is None else _LISTS:
        seen: dict[str, Node] = {}
        for entity in () if request is None else elements(request, member):
            name = entity.get(_LISTS[member])
            if name is None or not isinstance(name.value, str):
                continue
            first = seen.setdefault(name.value, name)
            if first is not name:
                yield Problem(
                    name.place,
                    f"two of the '{member}' have the name {shown(name.value)}",
                    "name them apart",
                    ((first.place, "the first one"),),
                )
