"""The type of a parameter, and the values that must be of it."""

from __future__ import annotations

from pipelint import Expression, Parameter, Problem, rule
from pipelint.catalog import shape
from pipelint_rules._place_names import shown
from pipelint_rules._suggest import did_you_mean, one_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_PARAMETERS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-parameters.html"
_PARAMETER = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-core/src/sagemaker/core/workflow/parameters.py"

# The JSON types that are of a parameter's type; a whole number is a Float as well.
_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "Integer": (int,),
    "Float": (float, int),
    "Boolean": (bool,),
}
# What other languages call the types.
_CALLED = {
    "bool": "Boolean",
    "commadelimitedlist": "String",
    "double": "Float",
    "int": "Integer",
    "list": "String",
    "list<string>": "String",
    "long": "Integer",
    "number": "Float",
    "str": "String",
    "text": "String",
}


def is_of_type(value: object, declared: str) -> bool:
    """Whether a JSON value is one of a parameter's type; `true` is no Integer."""
    if isinstance(value, bool):
        return declared == "Boolean"
    return isinstance(value, _PYTHON_TYPES[declared])


@rule(
    "PAR001",
    on=Parameter,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_PARAMETERS,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Mode", "Type": «"string"»}],'
        ' "Steps": []}',
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Ids", "Type": «"List"»}], "Steps": []}',
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Mode", "Type": "String"},'
        ' {"Name": "Ids"}], "Steps": []}'
    ],
)
def unknown_parameter_type(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """The `Type` of a parameter does not exist.

    There are `String`, `Integer`, `Float` and `Boolean`, case-sensitive; a parameter without a
    type is a String. There is no list and no map: pass a JSON text as a String, or the S3 URI of a
    file, and read it in the job.
    """
    known = shape("ParameterType").enum or frozenset()
    if parameter.type is None or parameter.type in known:
        return
    called = _CALLED.get(parameter.type.casefold())
    yield Problem(
        parameter.key_of("Type")._replace(aspect="value"),
        f"parameter type {shown(parameter.type)} does not exist",
        hint=f"write '{called}'"
        if called
        else did_you_mean(parameter.type, known) or one_of(sorted(known)),
    )


@rule(
    "PAR002",
    on=Parameter,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_PARAMETERS,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Count", "Type": "Integer",'
        ' "DefaultValue": «"2"»}], "Steps": []}',
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Count", "Type": "Integer",'
        ' "DefaultValue": «true»}], "Steps": []}',
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Mode", "DefaultValue": «0»}],'
        ' "Steps": []}',
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Count", "Type": "Integer",'
        ' "DefaultValue": 2}, {"Name": "Rate", "Type": "Float", "DefaultValue": 1}], "Steps": []}'
    ],
)
def default_of_another_type(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """The default of a parameter is not of its type.

    "The default value must be an instance matching the parameter type." JSON makes a difference
    between `"2"` and `2`, and between `"true"` and `true`.

    The SDK says `The default value specified does not match the Parameter Python type.`, but not
    always: it lets `True` pass for an Integer, and `0`, `False` and `""` for any type. A default
    that is null is a warning: whether the service reads it as "no default" is not known. Leave
    `DefaultValue` out instead.
    """
    default = parameter.default
    if default is None or isinstance(default, Expression) or parameter.type not in _PYTHON_TYPES:
        return
    value = default.value
    if is_of_type(value, parameter.type) or _is_fraction(value, parameter.type):
        return
    yield Problem(
        default.place,
        f"the default of {parameter.type} parameter '{parameter.name}' is {_described(value)}",
        hint=_rewritten(value, parameter.type),
        severity="warning" if value is None else None,
    )


def _is_fraction(value: object, declared: str) -> bool:
    return declared == "Integer" and isinstance(value, float)


def _described(value: object) -> str:
    if isinstance(value, (dict, list)):
        return "a list" if isinstance(value, list) else "an object"
    return f"the string {shown(value)}" if isinstance(value, str) else shown(value)


def _rewritten(value: object, declared: str) -> str:
    """The value as it would be written for a type, where it can be."""
    if value is None:
        return "leave 'DefaultValue' out"
    if declared == "String" and isinstance(value, (bool, int, float)):
        return f'write "{shown(value)}", in quotes'
    if isinstance(value, str):
        word = value.strip()
        number = word.lstrip("+-")
        if (declared == "Boolean" and word.casefold() in ("true", "false")) or (
            declared in ("Integer", "Float")
            and (
                number.isdecimal()
                or (declared == "Float" and number.replace(".", "", 1).isdecimal())
            )
        ):
            return f"write {word.casefold()}, without quotes"
    if declared == "String":
        return "write it as text, in quotes"
    return f"give a JSON value of type {declared}"


@rule(
    "PAR003",
    on=Parameter,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_PARAMETER,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Epochs", "Type": "Integer",'
        ' "DefaultValue": «1.5»}, {"Name": "Count", "Type": "Integer", "DefaultValue": «1.0»}],'
        ' "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Epochs", "Type": "Integer",'
        ' "DefaultValue": 1}], "Steps": []}'
    ],
)
def fraction_for_an_integer(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """The default of an Integer parameter is written with a decimal point.

    The SDK refuses it; whether the service refuses it, cuts it or takes `1.0` for `1` is not known.
    """
    default = parameter.default
    if default is not None and _is_fraction(default.value, parameter.type or ""):
        whole = isinstance(default.value, float) and default.value.is_integer()
        yield Problem(
            default.place,
            f"the default of Integer parameter '{parameter.name}' is {shown(default.value)}",
            hint=f"write {default.value:.0f}" if whole else "round it, or declare a Float",
        )


@rule(
    "PAR004",
    on=Parameter,
    stage="create",
    evidence="E2",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/3123",
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Bucket"}, {"Name": "Uri",'
        ' "DefaultValue": «{"Std:Join": {"On": "/", "Values": ["s3:/", {"Get":'
        ' "Parameters.Bucket"}]}}»}], "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Bucket"}, {"Name": "Uri",'
        ' "DefaultValue": "s3://b/in"}], "Steps": []}'
    ],
)
def default_is_an_expression(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """The default of a parameter is an expression.

    A default is a plain value. It cannot be made of another parameter or of an execution variable;
    the SDK says `The default value specified does not match the Parameter Python type.`

    Join where the value is used: `{"Std:Join": {"On": "/", "Values": [{"Get":
    "Parameters.Bucket"}, "in"]}}` in the arguments of the step.
    """
    if isinstance(parameter.default, Expression):
        yield Problem(
            parameter.default.place,
            f"the default of parameter '{parameter.name}' is an expression",
            hint="write a plain value, and the expression where the parameter is used",
        )
