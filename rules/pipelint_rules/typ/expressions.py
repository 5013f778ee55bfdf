"""Expressions whose type does not fit the place they stand in."""

from __future__ import annotations

from pipelint import Join, Parameter, Pipeline, Problem, Reference, rule
from pipelint_rules._place_names import named
from pipelint_rules._suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node, Place

_ISSUE = "https://github.com/aws/sagemaker-python-sdk/issues/4867"
_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-parameters.html"


def _definition(parameters: str, steps: str) -> str:
    return f'{{"Version": "2020-12-01", "Parameters": [{parameters}], "Steps": [{steps}]}}'


def _training(member: str) -> str:
    return (
        '{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        f' {{"S3OutputPath": "s3://b/o"}}, {member}}}}}'
    )


_EPOCHS = '{"Name": "Epochs", "Type": "Integer", "DefaultValue": 3}'
_COUNT = '{"Name": "Count", "Type": "String", "DefaultValue": "1"}'
_LAMBDA = (
    '{"Name": "L", "Type": "Lambda", "FunctionArn":'
    ' "arn:aws:lambda:us-east-1:111122223333:function:f",'
    ' "OutputParameters": [{"OutputName": "n", "OutputType": "Float"}]}'
)


@rule(
    "TYP001",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source=_ISSUE,
    bad=[
        _definition(
            _EPOCHS, _training('"HyperParameters": {"epochs": «{"Get": "Parameters.Epochs"}»}')
        )
    ],
    good=[
        _definition(
            _EPOCHS,
            _training(
                '"HyperParameters": {"epochs":'
                ' {"Std:Join": {"On": "", "Values": [{"Get": "Parameters.Epochs"}]}}}'
            ),
        ),
        _definition(
            _EPOCHS, _training('"ResourceConfig": {"InstanceCount": {"Get": "Parameters.Epochs"}}')
        ),
    ],
)
def parameter_in_string_place(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An Integer, Float or Boolean parameter stands where a string is wanted.

    A reference keeps the type of its parameter and is not converted. The service refuses the
    definition:

        Cannot assign property reference [Parameters.Epochs] to argument of type [String].

    Hyperparameters, environment variables, container arguments and the bounds of tuning ranges are
    strings. Make a string of the parameter with a join, in the SDK with `parameter.to_string()`:

        {"Std:Join": {"On": "", "Values": [{"Get": "Parameters.Epochs"}]}}

    or declare the parameter as a String.
    """
    for reference, parameter in _parameters(facts):
        if facts.expected(reference) == "String":
            yield Problem(
                reference.place,
                f"{named(reference)} is a String, parameter '{parameter.name}' is of type "
                f"{parameter.type}",
                hint=_for_string(reference, parameter, facts),
                related=_declared(parameter),
            )


def _for_string(reference: Reference, parameter: Parameter, facts: Facts) -> str:
    """How to get a string into the place; a number is none of the values of an enum."""
    if reference.shape.enum is None:
        join = f'{{"Std:Join": {{"On": "", "Values": [{{"Get": "{reference.text}"}}]}}}}'
        return f"{join}, in the SDK {parameter.name}.to_string()"
    unused = [
        name
        for name, other in facts.parameters.items()
        if other.type == "String" and other not in facts.uses
    ]
    near = nearest(parameter.name or "", unused) or nearest(str(reference.key), unused)
    return "use a String parameter" if near is None else f"did you mean the parameter '{near}'?"


def _parameters(facts: Facts) -> Iterator[tuple[Reference, Parameter]]:
    """The references to parameters whose type does not fit, each with its parameter."""
    for node in _mistyped(facts):
        target = facts.resolution(node).target if isinstance(node, Reference) else None
        if isinstance(node, Reference) and isinstance(target, Parameter):
            yield node, target


def _mistyped(facts: Facts) -> Iterator[Node]:
    """The references and joins whose type does not fit, where an expression may stand at all."""
    return (node for node in facts.mistyped if not node.shape.literal)


def _declared(parameter: Parameter) -> tuple[tuple[Place, str], ...]:
    declared = parameter.get("Type")
    return () if declared is None else ((declared.place, f"declared as {parameter.type}"),)


@rule(
    "TYP002",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_GUIDE,
    bad=[
        _definition(
            _COUNT, _training('"ResourceConfig": {"InstanceCount": «{"Get": "Parameters.Count"}»}')
        )
    ],
    good=[
        _definition(
            _EPOCHS, _training('"ResourceConfig": {"InstanceCount": {"Get": "Parameters.Epochs"}}')
        )
    ],
)
def parameter_of_other_type(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A parameter of another type stands where a number or a boolean is wanted.

    Typically a String parameter is used as an instance count. It is known that the service
    refuses numbers in the place of strings; whether it refuses this as well, or turns the value
    around when the step is reached, is not known. Declare the parameter with the type of its
    place.
    """
    for reference, parameter in _parameters(facts):
        wanted = facts.expected(reference)
        if wanted != "String":
            yield Problem(
                reference.place,
                f"{named(reference)} is of type {wanted}, parameter '{parameter.name}' of type "
                f"{parameter.type}",
                hint=f'declare \'{parameter.name}\' with "Type": "{wanted}"'
                if _all_take(parameter, wanted, facts)
                else f"use a parameter of type {wanted}",
                related=_declared(parameter),
            )


def _all_take(parameter: Parameter, wanted: str, facts: Facts) -> bool:
    """Whether no use of a parameter wants another type; a join takes any."""
    places = (facts.expected(use) for use in facts.uses.get(parameter, ()) if not _is_joined(use))
    return all(place in (wanted, "Any") for place in places)


def _is_joined(use: Reference) -> bool:
    values = use.parent
    operands = None if values is None else values.parent
    return operands is not None and isinstance(operands.parent, Join)


@rule(
    "TYP003",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_ISSUE,
    bad=[
        _definition(
            "",
            f"{_LAMBDA}, "
            + _training(
                '"ResourceConfig": {"InstanceCount": «{"Get": "Steps.L.OutputParameters[\'n\']"}»}'
            ),
        )
    ],
    good=[
        _definition(
            "",
            f"{_LAMBDA}, "
            + _training(
                '"Environment": {"N": {"Std:Join": {"On": "", "Values":'
                ' [{"Get": "Steps.L.OutputParameters[\'n\']"}]}}}'
            ),
        )
    ],
)
def property_of_other_type(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A step's property or output has another type than its place.

    The types are those of the API's responses, and of the `OutputType` of Lambda and Callback
    steps. The service is known to compare the types of parameters with their places; whether it
    compares those of properties is not known. Where a string is wanted, make one with a join
    (`.to_string()` in the SDK); otherwise declare the output with the type of its place.
    """
    for node in _mistyped(facts):
        if not isinstance(node, Reference):
            continue
        found, wanted = facts.resolution(node), facts.expected(node)
        if not isinstance(found.target, Parameter):
            join = f'{{"Std:Join": {{"On": "", "Values": [{{"Get": "{node.text}"}}]}}}}'
            yield Problem(
                node.place,
                f"{named(node)} is of type {wanted}, '{node.text}' of type {found.type}",
                hint=join if wanted == "String" else None,
            )


@rule(
    "TYP004",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_GUIDE,
    bad=[
        _definition(
            _EPOCHS,
            _training(
                '"ResourceConfig": {"InstanceCount":'
                ' «{"Std:Join": {"On": "", "Values": [{"Get": "Parameters.Epochs"}]}}»}'
            ),
        )
    ],
    good=[
        _definition(
            _EPOCHS, _training('"ResourceConfig": {"InstanceCount": {"Get": "Parameters.Epochs"}}')
        )
    ],
)
def join_in_number_place(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A `Std:Join`, which gives a string, stands where a number or a boolean is wanted.

    Whether the service turns the text into a number is not known. Refer to the value itself: a
    number needs no `.to_string()` where a number is wanted.
    """
    for join in _mistyped(facts):
        if isinstance(join, Join):
            wanted = facts.expected(join)
            yield Problem(
                join.place,
                f"{named(join)} is of type {wanted}, a join gives a String",
                hint=_without_join(join, wanted, facts),
            )


def _without_join(join: Join, wanted: str, facts: Facts) -> str | None:
    """What the join of a single value is written as, if that value has the right type."""
    [part] = join.parts if len(join.parts) == 1 else (None,)
    if not isinstance(part, Reference) or facts.type_of(part) != wanted:
        return None
    return f'write {{"Get": "{part.text}"}} without the join'
