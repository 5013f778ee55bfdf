"""Cycles of steps that wait for each other, and dependencies on steps that do not exist."""

from __future__ import annotations

from pipelint import Dependency, Pipeline, Problem, rule
from pipelint_rules._own import steps_are_known
from pipelint_rules._sdk_names import parts_of_collection
from pipelint_rules._suggest import suggest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint import Edge, Facts, Place

_DEPENDENCIES = (
    "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html"
    "#build-and-manage-custom-dependency"
)

#: A message names no more steps of a cycle than these.
_MAX_NAMED = 6


@rule(
    "DEP001",
    on=Pipeline,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_DEPENDENCIES,
    bad=[
        '[{"Name": "A", "Type": "Lambda", "DependsOn": [«"B"»]},'
        ' {"Name": "B", "Type": "Lambda", "DependsOn": ["A"]}]',
        '[{"Name": "A", "Type": "Lambda", "DependsOn": [«"A"»]}]',
        '[{"Name": "A", "Type": "Training", "Arguments":'
        ' {"RoleArn": «{"Get": "Steps.B.ModelArtifacts.S3ModelArtifacts"}»}},'
        ' {"Name": "B", "Type": "Training", "DependsOn": [{"Step": "A", "Trigger": "Any"}]}]',
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{"Type": "Equals",'
        """ "LeftValue": «{"Get": "Steps.L.OutputParameters['ok']"}», "RightValue": true}],"""
        ' "IfSteps": [{"Name": "L", "Type": "Lambda",'
        ' "OutputParameters": [{"OutputName": "ok", "OutputType": "Boolean"}]}],'
        ' "ElseSteps": []}}]',
        '[{"Name": "F", "Type": "ForEach", "DependsOn": [«"After"»],'
        ' "Arguments": {"ForEachBody": [{"Name": "Body", "Type": "Lambda"}]}},'
        ' {"Name": "After", "Type": "Lambda", "DependsOn": ["F"]}]',
    ],
    good=[
        '[{"Name": "A", "Type": "Lambda"}, {"Name": "B", "Type": "Lambda", "DependsOn": ["A"]}]',
        '[{"Name": "B", "Type": "Lambda", "DependsOn": ["A"]}, {"Name": "A", "Type": "Lambda"}]',
    ],
)
def dependency_cycle(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """Steps wait for each other, so none of them could ever start.

    "SageMaker Pipelines throws a validation exception if the dependency would create a cyclic
    dependency." A step waits for another if its `DependsOn` names it, if it reads from it
    (`{"Get": "Steps.Prep…"}`, anywhere in the step), or if it stands in a branch of that
    Condition step or in the body of that ForEach step. A condition that reads the report of a
    step in its own branch is a cycle, too; so is a step that waits for itself.

    The SDK writes such a definition without complaint: only local mode looks for cycles
    (`Cycle detected in pipeline step graph.`).

    One entry of each cycle is reported, by which a step waits for one that stands later in the
    file; the other entries are listed with it, in the order in which the steps wait. To take
    away any of them breaks the cycle: drop the `DependsOn` entry, or read the value from a
    parameter or a fixed location instead of from the step. An evaluation that a condition reads
    belongs before the condition, not into its branch.
    """
    for cycle in facts.cycles:
        first, *others = cycle
        yield Problem(
            first.origin.place,
            _circle(cycle),
            _way_out(first),
            tuple((_place(edge), _words(edge)) for edge in others),
        )


def _circle(cycle: Sequence[Edge]) -> str:
    first = cycle[0]
    if len(cycle) == 1 and first.source is first.target:
        return f"{first.target.label} waits for itself"
    if len(cycle) == 1:
        return f"{first.target.label} waits for {first.source.label}, in whose body it runs"
    parts = [f"{first.target.label} waits for {first.source.label}"]
    parts += [f"{edge.target.label} for {edge.source.label}" for edge in cycle[1:]]
    if len(parts) > _MAX_NAMED:
        left_out = len(parts) - _MAX_NAMED
        parts[_MAX_NAMED - 1 : -1] = [f"{left_out + 1} more steps for the next one"]
    return f"the steps wait in a circle: {', '.join(parts[:-1])} and {parts[-1]}"


def _way_out(edge: Edge) -> str:
    if edge.kind == "depends-on":
        return "drop this entry, or one of the others"
    return "read the value from a parameter or a fixed location, or drop one of the others"


def _place(edge: Edge) -> Place:
    return edge.origin.lacking if edge.kind in ("branch", "body") else edge.origin.place


def _words(edge: Edge) -> str:
    source, target = edge.source.label, edge.target.label
    if edge.kind == "branch":
        return f"{target} stands in a branch of {source}"
    if edge.kind == "body":
        return f"{target} stands in the body of {source}"
    if edge.kind == "reference":
        return f"{target} reads from {source}"
    return f"{target} depends on {source}"


@rule(
    "DEP002",
    on=Dependency,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_DEPENDENCIES,
    bad=[
        '[{"Name": "Prep", "Type": "Processing"},'
        ' {"Name": "Train", "Type": "Training", "DependsOn": [«"Prpe"»]}]',
        '[{"Name": "Prep", "Type": "Processing"},'
        ' {"Name": "Clean", "Type": "Lambda",'
        ' "DependsOn": [{"Step": «"prep"», "Trigger": "Any"}]}]',
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [], "ElseSteps": [],'
        ' "IfSteps": [{"Name": "Reg", "Type": "Lambda", "DependsOn": [«"Train"»]}]}}]',
    ],
    good=[
        '[{"Name": "Prep", "Type": "Processing"},'
        ' {"Name": "Train", "Type": "Training", "DependsOn": ["Prep"]}]',
        '[{"Name": "After", "Type": "Lambda", "DependsOn": ["Reg"]},'
        ' {"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [], "ElseSteps": [],'
        ' "IfSteps": [{"Name": "Reg", "Type": "Lambda"}]}}]',
    ],
)
def unknown_dependency(dependency: Dependency, facts: Facts) -> Iterator[Problem]:
    """A `DependsOn` entry names no step of this pipeline.

    The service refuses such a definition; its text is not published. The SDK finds it where the
    step was given by its name: `ValueError: The input steps do not contain the step of name: X`.

    Names are compared with case. What the SDK calls a step may have another name in the
    definition: a `ModelStep` called `Claims` becomes `Claims-RegisterModel` or
    `Claims-CreateModel` (with `Claims-RepackModel-0` before it), a `RegisterModel` collection
    `…-RegisterModel`, an `EstimatorTransformer` `…CreateModelStep` and `…TransformStep`. In SDK
    code pass the step itself, not its name.
    """
    target = dependency.target
    if target is None or target in facts.steps or target in facts.ambiguous_steps:
        return
    if not steps_are_known(facts):
        return
    parts = parts_of_collection(target, facts.steps)[:2]
    if parts:
        names = " or ".join(f"'{name}'" for name in parts)
        hint: str | None = f"'{target}' of the SDK is called {names} in the definition"
    else:
        hint = suggest(target, facts.steps)
    yield Problem(dependency.target_place, f"step '{target}' is not defined in this pipeline", hint)
