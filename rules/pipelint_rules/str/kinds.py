"""The JSON type of values in the language's own places, and where no expression may stand."""

from __future__ import annotations

from pipelint import Pipeline, Problem, rule
from pipelint_rules._own import own_misfits
from pipelint_rules._place_names import named, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit

_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_NO_LIST = "https://github.com/aws/sagemaker-python-sdk/issues/2345"

_WANTED = {
    "structure": "an object",
    "map": "an object",
    "list": "a list",
    "string": "a string",
    "timestamp": "a string",
    "boolean": "a boolean",
    "integer": "an integer",
    "float": "a number",
}
# Said by the rules about enums and about what a ForEach iterates over.
_ELSEWHERE = frozenset({"IterableItemText", "ParameterEnumValue"})
# What the elements of a list are called by.
_CALLED_BY = {
    "OutputParameter": "OutputName",
    "Parameter": "Name",
    "PropertyFile": "PropertyFileName",
    "Step": "Name",
}
# Without these the graph of steps cannot be read at all.
_NAMING = frozenset({"StepName", "StepTypeName", "DependencyName"})


@rule(
    "STR030",
    on=Pipeline,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_SCHEMA,
    bad=[
        '[{"Name": "DQ", "Type": "QualityCheck", "Arguments": {}, "CheckType": "DATA_QUALITY",'
        ' "SkipCheck": «"false"»}]',
        '[{"Name": "Prep", "Type": "Processing", "Arguments": {}, "DependsOn": «"Load"»}]',
        '{"Version": "2020-12-01", "Parameters": «{"Mode": "x"}», "Steps": []}',
    ],
    good=[
        '[{"Name": "DQ", "Type": "QualityCheck", "Arguments": {}, "CheckType": "DATA_QUALITY",'
        ' "SkipCheck": false}]'
    ],
)
def wrong_kind_of_value(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A value is of another JSON type than its place takes.

    A string where a list is wanted, `"false"` for `false`, `"3"` for `3`: the service does not
    convert. For lists and objects it says

        Unable to parse pipeline definition. Expecting start of Json Array.

    Template engines that quote whatever they insert (Terraform's `"${var.x}"`, CloudFormation's
    `Fn::Sub`) make strings of numbers and booleans; build the text with a JSON encoder instead.
    A number such as `3.0` for an integer is a warning: how it is read is not known.
    """
    for misfit in own_misfits(facts, "kind"):
        if misfit.shape.name in _ELSEWHERE or misfit.shape.kind not in _WANTED:
            continue
        value = misfit.node.value
        whole = isinstance(value, float) and value.is_integer() and misfit.shape.kind == "integer"
        yield Problem(
            misfit.node.place,
            f"{named(misfit.node)} is {misfit.detail}, not {_WANTED[misfit.shape.kind]}",
            hint=_rewritten(misfit),
            severity="warning" if whole else None,
        )


def _rewritten(misfit: Misfit) -> str | None:
    value, kind = misfit.node.value, misfit.shape.kind
    if isinstance(value, dict) and value.keys() == {"On", "Values"}:
        return 'write {"Std:Join": {"On": …, "Values": […]}}'
    if kind == "list":
        return None if misfit.shape.item.kind == "any" else _listed(value, misfit.shape.item.name)
    if kind == "string" and isinstance(value, (bool, int, float)):
        return f'write "{shown(value)}", in quotes'
    if not isinstance(value, str):
        return None
    if kind == "boolean" and value.casefold() in ("true", "false"):
        return f"write {value.casefold()}, without quotes"
    if kind in ("integer", "float") and value.strip().lstrip("+-").replace(".", "", 1).isdecimal():
        return f"write {value.strip()}, without quotes"
    return None


def _listed(value: object, element: str) -> str:
    name = _CALLED_BY.get(element)
    if name is None or not isinstance(value, dict) or not value or "Type" in value:
        return "wrap it in a list: […]"
    if not all(isinstance(each, dict) for each in value.values()):
        return "wrap it in a list: […]"
    if all(name in each for each in value.values()):
        return "write a list of its values"
    return f"write a list of its values, each with its key as '{name}'"


@rule(
    "STR031",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source=_NO_LIST,
    bad=[
        '[{"Name": "Prep", "Type": "Processing", "Arguments": {},'
        ' "DependsOn": «{"Get": "Parameters.Before"}»}]',
        '[{"Name": "Prep", "Type": "Processing", "Arguments": {},'
        ' "CacheConfig": {"Enabled": «{"Get": "Parameters.Cached"}», "ExpireAfter": "P30D"}}]',
    ],
    good=[
        '[{"Name": "DQ", "Type": "QualityCheck", "Arguments": {}, "CheckType": "DATA_QUALITY",'
        ' "SkipCheck": {"Get": "Parameters.Skip"}}]'
    ],
)
def expression_for_literal(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An expression stands where the definition itself is written.

    Parameters and other expressions give *values* of arguments. The steps, their names, types and
    dependencies are fixed when the pipeline is created, and an expression never stands for a whole
    list or object:

        Unable to parse pipeline definition. Expecting start of Json Array.

    For a single value in `CacheConfig`, `RetryPolicies`, `PropertyFiles` and the like it is a
    warning: no producer writes an expression there, and what the service does with it is not
    known. Build the definition with the value in it (in the SDK: a plain Python value instead of a
    parameter).
    """
    for misfit in own_misfits(facts, "expression-for-container"):
        wanted = _wanted(misfit)
        message = f"{named(misfit.node)} is an expression, not {wanted}"
        yield Problem(misfit.node.place, message, hint=f"write {wanted} here")
    for misfit in own_misfits(facts, "expression-for-literal"):
        yield Problem(
            misfit.node.place,
            f"{named(misfit.node)} is an expression",
            hint="write the value itself",
            severity=None if misfit.shape.name in _NAMING else "warning",
        )


def _wanted(misfit: Misfit) -> str:
    if misfit.shape.name == "DependencyTrigger":
        return "the name of a step"
    return _WANTED.get(misfit.shape.kind, "an object")
