"""References to steps: which step is meant, and whether it can be read."""

from __future__ import annotations

from pipelint import Problem, Reference, Step, rule
from pipelint.catalog import shape
from pipelint_rules._own import steps_are_known
from pipelint_rules._sdk_names import parts_of_collection
from pipelint_rules._suggest import suggest
from pipelint_rules.ref._marks import fault_of, segment_place, unresolved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipelint import Facts

_PROPERTIES = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-properties.html"
_STEPS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"


def _tell(path: str) -> str:
    return f'{{"Name": "Tell", "Type": "Lambda", "Arguments": {{"value": {{"Get": "{path}"}}}}}}'


@rule(
    "REF010",
    on=Reference,
    among=unresolved("unknown-step"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_PROPERTIES,
    bad=[
        f'[{{"Name": "Train", "Type": "Training"}}, {_tell("Steps.«Trian».TrainingJobName")}]',
        f'[{{"Name": "Churn-CreateModel", "Type": "Model"}}, {_tell("Steps.«Churn».ModelName")}]',
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"ForEachBody":'
        ' [{"Name": "Score", "Type": "Training"}]}},'
        f" {_tell('Steps.Each.IterationOutputs[0].«Scores».TrainingJobName')}]",
    ],
    good=[
        f'[{_tell("Steps.Train.TrainingJobName")}, {{"Name": "Train", "Type": "Training"}}]',
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [], "ElseSteps": [],'
        ' "IfSteps": [{"Name": "Train", "Type": "Training"}]}},'
        f" {_tell('Steps.Train.TrainingJobName')}]",
    ],
)
def unknown_step(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference names a step that this pipeline does not have.

    Names are compared with case, and steps in branches are found as well as those at the top. The
    service refuses a reference to nothing; its text is not published. In the SDK's local mode:
    `Step X is undefined.`

    What the SDK calls a step may have another name in the definition: a `ModelStep` called `Churn`
    becomes `Churn-CreateModel` or `Churn-RegisterModel` (with `Churn-RepackModel-0` before it), an
    `EstimatorTransformer` `…CreateModelStep` and `…TransformStep`. In SDK code write
    `step.properties.…` and let it make the path.
    """
    fault = fault_of(reference, facts, "unknown-step")
    # A step whose name is not known may be the one that is meant.
    if fault is None or fault.segment is None or not steps_are_known(facts):
        return
    # The steps that a selector may name are judged with the selector.
    if reference.root == "IterationOutput":
        return
    name = fault.segment.text
    if fault.segment is reference.get_path.name:
        message, hint = f"step '{name}' is not defined in this pipeline", _instead(reference, facts)
    else:
        message, hint = f"the body has no step '{name}'", suggest(name, fault.known)
    yield Problem(segment_place(reference, fault.segment), message, hint=hint)


def _instead(reference: Reference, facts: Facts) -> str | None:
    name = reference.name or ""
    parts = parts_of_collection(name, facts.steps)
    if not parts:
        begun = (each for each in facts.steps if each.startswith((f"{name} ", f"{name}.")))
        meant = next(begun, None)
        if meant is not None:
            return f"did you mean '{meant}', whose name is malformed?"
        return suggest(name, _readable(reference, facts))
    fitting = [part for part in parts if _has(part, reference, facts.steps)] or parts
    names = " or ".join(f"'{part}'" for part in fitting[:2])
    return f"'{name}' of the SDK is called {names} in the definition"


def _readable(reference: Reference, facts: Facts) -> list[str]:
    """The steps that the reference could name: not its own, and none with a malformed name."""
    return [
        name
        for name, step in facts.steps.items()
        if step is not reference.step and name.replace("-", "").replace("_", "").isalnum()
    ]


def _has(part: str, reference: Reference, steps: Mapping[str, Step]) -> bool:
    """Whether a step has the property that the reference asks for."""
    definition = steps[part].definition
    if definition is None or not reference.segments:
        return False
    wanted = reference.segments[0].text
    return wanted in definition.roots or any(
        shape(name).member(wanted) is not None for name in definition.properties
    )


@rule(
    "REF013",
    on=Reference,
    among=unresolved("unreadable-step"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_STEPS,
    bad=[
        f'[{{"Name": "End", "Type": "Fail", "Arguments": {{"ErrorMessage": "few"}}}},'
        f" {_tell('Steps.«End».ErrorMessage')}]",
        '[{"Name": "Clean", "Type": "Cleanup", "Arguments": {"Resources": {"S3": []}}},'
        f" {_tell('Steps.«Clean».Status')}]",
    ],
    good=[f'[{{"Name": "Train", "Type": "Training"}}, {_tell("Steps.Train.TrainingJobName")}]'],
)
def step_without_properties(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference reads a step of a type that offers nothing to read.

    Fail and Cleanup steps have no properties. The SDK says `FailStep is a terminal step and the
    Properties object is not available for it.` and `The Properties object is not available for
    the CleanupStep.`; a Fail step ends the execution, so no step can run after it.

    Write the value itself, or read the step from which the message is made.
    """
    fault = fault_of(reference, facts, "unreadable-step")
    if fault is None or fault.segment is None:
        return
    target = facts.resolution(reference).target
    kind = f"a {target.type} step" if isinstance(target, Step) else "a step of this type"
    yield Problem(
        segment_place(reference, fault.segment),
        f"{kind} has no properties to read",
        hint="write the value itself",
    )


@rule(
    "REF014",
    on=Reference,
    among=unresolved("whole-step"),
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_PROPERTIES,
    bad=[
        f'[{{"Name": "Train", "Type": "Training"}}, {_tell("Steps.«Train»")}]',
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"ForEachBody":'
        ' [{"Name": "Score", "Type": "Training"}]}},'
        f" {_tell('Steps.Each.IterationOutputs[0].«Score»')}]",
    ],
    good=[f'[{{"Name": "Train", "Type": "Training"}}, {_tell("Steps.Train.TrainingJobName")}]'],
)
def whole_step_reference(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference names a step and none of its properties.

    The SDK writes it for a bare `step.properties`. A step as a whole is no value: no argument can
    take it. What the service does with it is not known. Go on to the property that is meant; to
    wait for a step without reading from it, list it in `DependsOn`.
    """
    fault = fault_of(reference, facts, "whole-step")
    if fault is not None and fault.segment is not None and reference.root != "IterationOutput":
        yield Problem(
            segment_place(reference, fault.segment),
            f"'{reference.text}' is a whole step, not a value of it",
            hint=f"write '{reference.text}.<property>', or list the step in 'DependsOn'",
        )
