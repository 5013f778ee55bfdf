"""Entries of `DependsOn` that name a step which exists, but not one to wait for."""

from __future__ import annotations

from pipelint import Dependency, Problem, Step, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_FAIL_STEP = "https://github.com/aws/sagemaker-python-sdk/blob/master-v2/tests/integ/sagemaker/workflow/test_fail_steps.py"
#: Others are reported where they stand, and mean nothing here.
_KNOWN = frozenset(("Completed", "Failed", "Stopped", "Any"))
_COMPILER = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/_steps_compiler.py"


@rule(
    "DEP003",
    on=Dependency,
    stage="create",
    evidence="E1",
    since="0.1",
    source=_FAIL_STEP,
    bad=[
        '[{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}},'
        ' {"Name": "Train", "Type": "Training", "DependsOn": [«"Stop"»]}]',
        '[{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}},'
        ' {"Name": "Tell", "Type": "Lambda",'
        ' "DependsOn": [{"Step": «"Stop"», "Trigger": "Failed"}]}]',
    ],
    good=[
        '[{"Name": "Train", "Type": "Training"}, {"Name": "Stop", "Type": "Fail",'
        ' "Arguments": {"ErrorMessage": "no"}, "DependsOn": ["Train"]}]',
    ],
)
def dependency_on_fail_step(dependency: Dependency, facts: Facts) -> Iterator[Problem]:
    """A step depends on a Fail step.

    A Fail step ends the execution, so nothing can come after it. The service refuses the
    definition when the pipeline is created: `CondStep can not depends on FailStep` (with the
    names of the two steps). The SDK writes it without complaint.

    A Fail step may itself have a `DependsOn`. What is to run instead of it belongs into the other
    branch of the condition; what is to run before it must not wait for it.
    """
    target = facts.steps.get(dependency.target or "")
    if target is None or target.type != "Fail" or target is dependency.step:
        return
    yield Problem(
        dependency.target_place,
        f"'{target.name}' is a Fail step, after which nothing runs",
        "a Fail step may depend on other steps, but no step on it",
        ((target.lacking, "the Fail step"),),
    )


@rule(
    "DEP004",
    on=Dependency,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/3565",
    bad=[
        '[{"Name": "Choose", "Type": "Condition", "Arguments": {"Conditions": [], "IfSteps": [],'
        ' "ElseSteps": []}}, {"Name": "Tell", "Type": "Lambda", "DependsOn": [«"Choose"»]}]',
    ],
    good=[
        '[{"Name": "Choose", "Type": "Condition", "Arguments": {"Conditions": [], "IfSteps": [],'
        ' "ElseSteps": []}}, {"Name": "Tell", "Type": "Lambda",'
        ' "Arguments": {"outcome": {"Get": "Steps.Choose.Outcome"}}}]',
        '[{"Name": "Train", "Type": "Training"}, {"Name": "Choose", "Type": "Condition",'
        ' "DependsOn": ["Train"], "Arguments": {"Conditions": [], "IfSteps": []}}]',
    ],
)
def dependency_on_condition_step(dependency: Dependency, facts: Facts) -> Iterator[Problem]:
    """A step depends on a Condition step.

    Users report that creating such a pipeline fails; the text of the service is not known, nor
    whether it still holds. Where it is accepted, the step runs after the condition was
    evaluated, whatever the outcome, and does not wait for the steps of the branches: there is
    no "after whichever branch ran".

    What is known to work is a data dependency: a step that uses
    `{"Get": "Steps.<Condition>.Outcome"}` (SDK: `condition_step.properties.Outcome`) runs after
    the condition was evaluated. What is to run at the end of both branches must be written into
    each of them, under two names; what needs the condition for nothing should depend on the
    steps before it.
    """
    target = facts.steps.get(dependency.target or "")
    step = dependency.step
    if target is None or target.type != "Condition" or step is None or target is step:
        return
    if target is step.parent_step:
        hint = "a step in a branch waits for its condition anyway, drop this entry"
    else:
        hint = (
            f'to wait for the evaluation, use {{"Get": "Steps.{target.name}.Outcome"}} in the step'
        )
    yield Problem(
        dependency.target_place,
        f"'{target.name}' is a Condition step, which the service may refuse as a dependency",
        hint,
        ((target.lacking, "the Condition step"),),
    )


@rule(
    "DEP005",
    on=Step,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_COMPILER,
    bad=[
        '[{"Name": "A", "Type": "Training"},'
        ' {"Name": "B", "Type": "Lambda", "DependsOn": ["A", «"A"»]}]',
        '[{"Name": "A", "Type": "Training"}, {"Name": "B", "Type": "Lambda", "DependsOn":'
        ' [{"Step": "A", "Trigger": "Any"}, {"Step": «"A"», "Trigger": "Any"}]}]',
    ],
    good=[
        '[{"Name": "A", "Type": "Training"}, {"Name": "B", "Type": "Training"},'
        ' {"Name": "C", "Type": "Lambda", "DependsOn": ["A", "B"]}]',
    ],
)
def repeated_dependency(step: Step, facts: Facts) -> Iterator[Problem]:
    """A `DependsOn` list names the same step twice.

    The second entry says nothing new, and often stands where another step was meant. The SDK
    takes repeated entries out; whether the service accepts them is not known.
    """
    for first, again in _repeated(step):
        if first.trigger == again.trigger:
            yield Problem(
                again.target_place,
                f"'{again.target}' stands in this DependsOn twice",
                "drop this entry, or name the step that was meant",
                ((first.target_place, "the first time"),),
            )


@rule(
    "DEP006",
    on=Step,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_COMPILER,
    bad=[
        '[{"Name": "A", "Type": "Training"}, {"Name": "B", "Type": "Lambda",'
        ' "DependsOn": ["A", «{"Step": "A", "Trigger": "Failed"}»]}]',
    ],
    good=[
        '[{"Name": "A", "Type": "Training"}, {"Name": "B", "Type": "Lambda",'
        ' "DependsOn": [{"Step": "A", "Trigger": "Any"}]}]',
    ],
)
def conflicting_triggers(step: Step, facts: Facts) -> Iterator[Problem]:
    """A step depends on another one with two different triggers.

    Dependencies are ANDed: a step that succeeded has not failed, so a step with both entries
    would never run. The SDK refuses to build it (`Step B depends on step A with conflicting
    triggers: Completed and Failed.`); what the service does is not known. A plain name is the
    trigger `Completed`.

    To run after any end of the other step, write one entry with the trigger `Any`.
    """
    for first, again in _repeated(step):
        triggers = {first.trigger, again.trigger}
        if len(triggers) > 1 and triggers <= _KNOWN:
            yield Problem(
                again.place,
                f"{step.label} depends on '{again.target}' with the triggers"
                f" '{first.trigger}' and '{again.trigger}'",
                "keep one entry; the trigger 'Any' stands for all ends of a step",
                ((first.place, f"the trigger '{first.trigger}'"),),
            )


def _repeated(step: Step) -> Iterator[tuple[Dependency, Dependency]]:
    """The entries that name a step again, each with the first that does."""
    seen: dict[str, Dependency] = {}
    for entry in step.depends_on:
        if entry.target is None:
            continue
        first = seen.setdefault(entry.target, entry)
        if first is not entry:
            yield first, entry
