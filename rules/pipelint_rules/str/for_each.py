"""What a ForEach step iterates over, how, and what its body may hold."""

from __future__ import annotations

from pipelint import Expression, Pipeline, Problem, Reference, Step, rule
from pipelint.catalog import NOT_IN_FOR_EACH
from pipelint_rules._own import own_misfits, owned_by, subject, used_at
from pipelint_rules._place_names import named, shown
from pipelint_rules._steps import of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_FOR_EACH = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/for_each_step.py"
# The second one is what the first version of the service called it.
_SCOPES = ("IterationOutput", "ChildOutput")
_NO_ITEMS = (dict, list, type(None))


@rule(
    "STR050",
    on=Step,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_FOR_EACH,
    bad=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": [1],'
        ' "MaxConcurrency": 1,'
        ' "ForEachBody": [{"Name": "Stop", "Type": «"Fail"»,'
        ' "Arguments": {"ErrorMessage": "no"}}]}}]'
    ],
    good=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": [1],'
        ' "MaxConcurrency": 1,'
        ' "ForEachBody": [{"Name": "Train", "Type": "Training", "Arguments": {}}]}}]'
    ],
)
def step_type_in_body(step: Step, facts: Facts) -> Iterator[Problem]:
    """The body of a ForEach holds a step of a type that may not stand there.

    Condition, Fail and ForEach steps are not allowed in `ForEachBody`; the SDK refuses to build it:
    `step type 'Fail' is not allowed in for_each_body. Disallowed types: Condition, Fail, ForEach.`

    Decide after the loop, on `Steps.<ForEach>.FailedStepCount` or on what its selector picked, or
    inside the job of the body.
    """
    if (
        step.type in NOT_IN_FOR_EACH
        and step.parent is not None
        and step.parent.key == "ForEachBody"
    ):
        yield Problem(
            step.key_of("Type")._replace(aspect="value"),
            f"a {step.type} step may not stand in the body of a ForEach",
            hint="take it out of the body, behind the ForEach",
        )


@rule(
    "STR051",
    on=Step,
    among=of_type("ForEach"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_FOR_EACH,
    bad=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"MaxConcurrency": 1,'
        ' "IterableItems": «"[1, 2]"», "ForEachBody": []}}]',
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"MaxConcurrency": 1,'
        ' "IterableItems": [1, «{"lr": 0.1}»], "ForEachBody": []}}]',
    ],
    good=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"MaxConcurrency": 1,'
        ' "IterableItems": [1, {"Get": "Parameters.Second"}], "ForEachBody": []}}]'
    ],
)
def not_iterable(step: Step, facts: Facts) -> Iterator[Problem]:
    """`IterableItems` is nothing that a ForEach can iterate over.

    It is a list of 1 to 100 strings, numbers, booleans and expressions, or one reference whose
    value at run time is a text that holds a JSON list. A plain text is neither: `a literal value
    cannot resolve to a list`. Objects and lists as items come out of such a text only.

    Write the list as JSON, or hand the text over as a String parameter: `{"Get":
    "Parameters.Items"}`.
    """
    items = step.get("Arguments", "IterableItems")
    if items is None or isinstance(items, Expression):
        return
    if isinstance(items.value, list):
        for item in items.items:
            if not isinstance(item, Expression) and isinstance(item.value, _NO_ITEMS):
                yield Problem(
                    item.place,
                    f"{named(item)} is no string, number or boolean",
                    hint="write it as JSON text in a String parameter that holds the whole list",
                )
    elif items.value is not None:
        message = f"'IterableItems' is {_kind(items.value)}, not a list"
        yield Problem(items.place, message, hint="write the list itself, or refer to a parameter")


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "an object"
    return f"the text {shown(value)}" if isinstance(value, str) else shown(value)


@rule(
    "STR052",
    on=Pipeline,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_FOR_EACH,
    bad=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": [1],'
        ' "MaxConcurrency": «60», "ForEachBody": []}}]'
    ],
    good=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": [1],'
        ' "MaxConcurrency": 50, "ForEachBody": []}}]'
    ],
)
def concurrency_out_of_range(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """The `MaxConcurrency` of a ForEach is not between 1 and 50.

    It is the number of iterations that run at the same time: `max_concurrency is required and must
    be an integer in the range [1, 50]`. A parameter's value is reported at its default.
    """
    for misfit in own_misfits(facts, "out-of-range"):
        place = misfit.uses[0] if misfit.uses else misfit.node
        if owned_by(place, "ForEachArguments"):
            yield Problem(
                misfit.node.place,
                f"{subject(misfit)} is {shown(misfit.node.value)}",
                hint=f"give a number between {misfit.shape.min} and {misfit.shape.max}",
                related=used_at(misfit),
            )


@rule(
    "STR053",
    on=Step,
    among=of_type("ForEach"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_FOR_EACH,
    bad=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": [1],'
        ' "MaxConcurrency": 1,'
        ' "ForEachBody": [{"Name": "Train", "Type": "Training", "Arguments": {}}],'
        ' "Selector": {"Pick": "MaxBy",'
        ' "Field": «{"Get": "Steps.Train.TrainingTimeInSeconds"}»}}}]',
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": [1],'
        ' "MaxConcurrency": 1,'
        ' "ForEachBody": [{"Name": "Train", "Type": "Training", "Arguments": {}}],'
        ' "Selector": {"Pick": "MaxBy",'
        ' "Field": {"Get": "IterationOutput.«Trian».TrainingTimeInSeconds"}}}}]',
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": [1],'
        ' "MaxConcurrency": 1,'
        ' "ForEachBody": [{"Name": "Train", "Type": "Training", "Arguments": {}}],'
        ' "Selector": {"Pick": "MaxBy", "Field": «{"Get": "IterationOutput.Train"}»}}}]',
    ],
    good=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": [1],'
        ' "MaxConcurrency": 1,'
        ' "ForEachBody": [{"Name": "Train", "Type": "Training", "Arguments": {}}],'
        ' "Selector": {"Pick": "MaxBy",'
        ' "Field": {"Get": "IterationOutput.Train.TrainingTimeInSeconds"}}}}]'
    ],
)
def selector_without_iteration_output(step: Step, facts: Facts) -> Iterator[Problem]:
    """The `Field` of a selector is no output of a step in the body.

    A selector compares one value of every iteration and picks the largest or the smallest:
    `{"Get": "IterationOutput.<step of the body>.<member>"}`, at least one member deep.
    `Selector.Field must be an IterationOutput reference …; other namespaces are constant across
    iterations.`
    """
    field = step.get("Arguments", "Selector", "Field")
    if field is None:
        return
    form = "write {'Get': 'IterationOutput.<step of the body>.<member>'}".replace("'", '"')
    if not isinstance(field, Reference) or field.root not in _SCOPES:
        yield Problem(field.place, "'Field' is no output of an iteration", hint=form)
    elif field.get_path.fault is None and field.root == _SCOPES[0]:
        yield from _target(step, field, form)


def _target(step: Step, field: Reference, form: str) -> Iterator[Problem]:
    names = [inner.name for inner in step.body if inner.name is not None]
    if field.name is not None and names and field.name not in names:
        listed = ", ".join(f"'{name}'" for name in names)
        message = f"the body of {step.label} has no step '{field.name}'"
        yield Problem(field.name_place, message, hint=f"its steps are {listed}")
    elif not field.segments:
        yield Problem(field.place, "'Field' names a whole step, not a value of it", hint=form)
