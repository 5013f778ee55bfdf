"""Names of steps."""

from __future__ import annotations

from pipelint import Pipeline, Problem, Step, rule
from pipelint_rules._place_names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Place

_STEPS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html"
_TROUBLE = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-troubleshooting.html"
_NAME = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PipelineExecutionStep.html"
_FOR_EACH = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/for_each_step.py"
_LONGEST = 64


def name_place(step: Step) -> Place:
    """The value of a step's `Name`."""
    return step.key_of("Name")._replace(aspect="value")


@rule(
    "NAM001",
    on=Pipeline,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_TROUBLE,
    bad=[
        '[{"Name": "Train", "Type": "Training", "Arguments": {}},'
        ' {"Name": «"Train"», "Type": "Training", "Arguments": {}}]',
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [],'
        ' "IfSteps": [{"Name": "Register", "Type": "RegisterModel", "Arguments": {}}]}},'
        ' {"Name": «"Register"», "Type": "RegisterModel", "Arguments": {}}]',
    ],
    good=[
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [],'
        ' "IfSteps": [{"Name": "Register", "Type": "RegisterModel", "Arguments": {}}]}}]'
    ],
)
def duplicate_step_name(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """Two steps have the same name.

    Names are unique over the whole definition: the steps of `IfSteps`, `ElseSteps` and
    `ForEachBody` count as well, and two branches of which only one ever runs may not share a name
    either. A step that is to run on one branch stands in that branch only; listed at the top as
    well it is defined twice.

    The SDK says: `Pipeline steps cannot have duplicate names. In addition, steps added in the
    ConditionStep cannot be added in the Pipeline steps list.` In the SDK remove the step from
    `Pipeline(steps=[…])` when it is in `if_steps` or `else_steps`.
    """
    first: dict[str, Step] = {}
    for step in sorted(facts.index[Step], key=_order) if facts.ambiguous_steps else ():
        if step.name is not None and first.setdefault(step.name, step) is not step:
            before = first[step.name]
            yield Problem(
                name_place(step),
                f"step name '{step.name}' is given twice",
                hint=_remedy(step, before),
                related=((name_place(before), "first given here"),),
            )


def _order(step: Step) -> tuple[int, ...]:
    """The place of a step whatever the order of keys: `IfSteps` before `ElseSteps`."""
    return tuple(-(token == "IfSteps") if isinstance(token, str) else token for token in step.path)


def _remedy(step: Step, first: Step) -> str:
    if step.value == first.value and step.parent is not first.parent:
        return "remove one of the two copies: a step stands in one list only"
    return "names are unique over all lists of steps: rename one of the two"


@rule(
    "NAM002",
    on=Pipeline,
    severity="info",
    stage="practice",
    evidence="E4",
    since="0.1",
    source=_STEPS,
    bad=[
        '[{"Name": "Train", "Type": "Training", "Arguments": {}},'
        ' {"Name": «"train"», "Type": "Training", "Arguments": {}}]'
    ],
    good=[
        '[{"Name": "Train", "Type": "Training", "Arguments": {}},'
        ' {"Name": "Train2", "Type": "Training", "Arguments": {}}]'
    ],
)
def similar_step_names(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """The names of two steps differ in case only.

    `Steps.Train` and `Steps.train` are easily mixed up. Whether the service tells such names apart
    is not known; names of jobs and paths that are made of them may collide.
    """
    if len({name.casefold() for name in facts.steps}) == len(facts.steps):
        return
    first: dict[str, Step] = {}
    for step in sorted(facts.steps.values(), key=_order):
        other = first.setdefault((step.name or "").casefold(), step)
        if other is not step:
            yield Problem(
                name_place(step),
                f"step names '{step.name}' and '{other.name}' differ in case only",
                hint="rename one of the two",
                related=((name_place(other), "the other name"),),
            )


@rule(
    "NAM003",
    on=Step,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_NAME,
    bad=[
        '[{"Name": «"Train model"», "Type": "Training", "Arguments": {}}]',
        '[{"Name": «"' + "x" * 65 + '"», "Type": "Training", "Arguments": {}}]',
        '[{"Name": «""», "Type": "Training", "Arguments": {}}]',
    ],
    good=['[{"Name": "Train-model_2", "Type": "Training", "Arguments": {}}]'],
)
def malformed_step_name(step: Step, facts: Facts) -> Iterator[Problem]:
    """A step's name has characters or a length that names may not have.

    A name has 1 to 64 letters, digits, `-` and `_`. References are made of names
    (`Steps.Train.ModelArtifacts.S3ModelArtifacts`), so a blank, a dot or a bracket in one cannot
    be read.

    The name for people goes into `DisplayName`, which takes any text of up to 256 characters. The
    SDK adds to names: a ModelStep `-RegisterModel`, `-CreateModel` or `-RepackModel-0`, an unnamed
    `@step` function 37 characters; what is near the limit there is beyond it in the definition.
    """
    name = step.name
    if name is None or (0 < len(name) <= _LONGEST and _is_plain(name)):
        return
    yield Problem(name_place(step), _fault(name), hint=_proposal(name))


def _is_plain(name: str) -> bool:
    # A letter for each hyphen and underscore, so that a name of these alone is plain as well.
    return name.isascii() and name.replace("-", "x").replace("_", "x").isalnum()


def _fault(name: str) -> str:
    if not name:
        return "a step's name is empty"
    odd = next((char for char in name if not _is_plain(char)), None)
    if odd is None:
        return f"step name {shown(name)} has {len(name)} characters"
    return f"step name {shown(name)} has {'a blank' if odd == ' ' else repr(odd)} in it"


def _proposal(name: str) -> str:
    legal = "-".join("".join(c if _is_plain(c) else " " for c in name).split())[:_LONGEST]
    if not legal:
        return f"use 1 to {_LONGEST} letters, digits, '-' and '_'"
    if _is_plain(name):
        return f"use at most {_LONGEST} characters; 'DisplayName' takes 256"
    return f"name it '{legal}', and keep the text as its 'DisplayName'"


@rule(
    "NAM004",
    on=Pipeline,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_FOR_EACH,
    bad=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": [1],'
        ' "MaxConcurrency": 1,'
        ' "ForEachBody": [{"Name": "Train", "Type": "Training", "Arguments": {}}]}},'
        ' {"Name": «"Train-0"», "Type": "Training", "Arguments": {}}]'
    ],
    good=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": [1],'
        ' "MaxConcurrency": 1,'
        ' "ForEachBody": [{"Name": "Train", "Type": "Training", "Arguments": {}}]}},'
        ' {"Name": "Train-all", "Type": "Training", "Arguments": {}}]'
    ],
)
def name_of_an_iteration(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A step is called like an iteration of a ForEach.

    The steps that a ForEach makes are named `<step of the body>-<index>`: `Train-0`, `Train-1` and
    so on. No other step of the definition may have such a name; the service refuses it, the SDK
    does not look.
    """
    for step in facts.index[Step]:
        stem, _, index = (step.name or "").rpartition("-")
        body = facts.steps.get(stem) if index.isascii() and index.isdecimal() else None
        if body is not None and body.parent is not None and body.parent.key == "ForEachBody":
            yield Problem(
                name_place(step),
                f"'{step.name}' is the name of an iteration of '{stem}'",
                hint="rename one of the two",
                related=((name_place(body), "the iterations are named after this step"),),
            )
