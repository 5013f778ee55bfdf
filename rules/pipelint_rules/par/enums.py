"""`EnumValues`: the values that a start may give."""

from __future__ import annotations

from pipelint import Parameter, Problem, rule
from pipelint.catalog import shape
from pipelint_rules._place_names import shown
from pipelint_rules._request import request_misfits
from pipelint_rules._suggest import suggest
from pipelint_rules.par.types import is_of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_PARAMETER = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-core/src/sagemaker/core/workflow/parameters.py"
_NUMBERS = ("Integer", "Float", "Boolean")


@rule(
    "PAR010",
    on=Parameter,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_PARAMETER,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Count", "Type": "Integer",'
        ' «"EnumValues"»: [1, 2]}], "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Size", "EnumValues": ["1", "2"]}],'
        ' "Steps": []}'
    ],
)
def enum_of_numbers(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """A parameter that is no String has `EnumValues`.

    In the SDK only `ParameterString` takes `enum_values`. Whether the service refuses them on
    another type, ignores them or compares them is not known.
    """
    if parameter.type in _NUMBERS and parameter.enum_values:
        yield Problem(
            parameter.key_of("EnumValues"),
            f"{parameter.type} parameter '{parameter.name}' has 'EnumValues'",
            hint="declare a String, or check the value in the job",
        )


@rule(
    "PAR011",
    on=Parameter,
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/2314",
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Size", "EnumValues": ["1", "2", "3",'
        ' "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",'
        ' «"17"»]}], "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Size", "EnumValues": ["1", "2", "3",'
        ' "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"]}], "Steps": []}'
    ],
)
def too_many_enum_values(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """`EnumValues` has more than 16 values.

    The service refuses the definition. Shorten the list, or leave it out and check the value in
    the first job.
    """
    most = int(shape("ParameterEnum").max or 0)
    values = parameter.enum_values
    if len(values) > most:
        yield Problem(
            values[most].place,
            f"'EnumValues' of parameter '{parameter.name}' has {len(values)} values",
            hint=f"at most {most} are allowed",
        )


@rule(
    "PAR012",
    on=Parameter,
    severity="info",
    stage="practice",
    evidence="E4",
    since="0.1",
    source=_PARAMETER,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Size",'
        ' "EnumValues": ["s", "m", «"s"»]}], "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Size", "EnumValues": ["s", "m"]}],'
        ' "Steps": []}'
    ],
)
def duplicate_enum_value(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """`EnumValues` has a value twice.

    It allows nothing more, and counts towards the 16 values that are allowed. Often another value
    was meant. Whether the service refuses the list is not known.
    """
    first: dict[str, int] = {}
    for index, value in enumerate(parameter.enum_values):
        text = repr(value.value)
        before = first.setdefault(text, index)
        if before != index:
            yield Problem(
                value.place,
                f"{_words(value.value)} is listed twice",
                hint="remove it, or write the value that was meant",
                related=((parameter.enum_values[before].place, "first listed here"),),
            )


@rule(
    "PAR013",
    on=Parameter,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_PARAMETER,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Mode", "DefaultValue": «"trian"»,'
        ' "EnumValues": ["train", "score"]}], "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Mode", "DefaultValue": "train",'
        ' "EnumValues": ["train", "score"]}], "Steps": []}'
    ],
)
def default_outside_enum(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """The default of a parameter is none of its `EnumValues`.

    A start that gives no value then runs with one that no start could give. The SDK does not look,
    nor does local mode; whether the service refuses it when the pipeline is created, when it is
    started, or not at all is not known.
    """
    default, values = parameter.default, parameter.get("EnumValues")
    if default is None or values is None or not isinstance(values.value, list):
        return
    if parameter.type not in ("String", *_NUMBERS) or not is_of_type(default.value, parameter.type):
        return
    # What no place of the default takes is said of that.
    refused = (each.node for each in request_misfits(facts, "enum") if not each.shape.growing)
    if default.value not in values.value and all(node is not default for node in refused):
        known = [value for value in values.value if isinstance(value, str)]
        yield Problem(
            default.place,
            f"the default of parameter '{parameter.name}' is {shown(default.value)}",
            hint=suggest(str(default.value), known) or "use one of its 'EnumValues'",
            related=((parameter.key_of("EnumValues"), "the allowed values"),),
        )


@rule(
    "PAR014",
    on=Parameter,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_PARAMETER,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Size", "EnumValues": ["s", «1»]}],'
        ' "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Size", "EnumValues": ["s", "1"]}],'
        ' "Steps": []}'
    ],
)
def enum_value_of_another_type(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """One of the `EnumValues` is not of the parameter's type.

    The value that a start gives is a text, so `1` in the list of a String parameter may match
    nothing. Whether the service refuses the list is not known. Write it in quotes.
    """
    if parameter.type not in ("String", *_NUMBERS):
        return
    for value in parameter.enum_values:
        text_for_number = parameter.type != "String" and isinstance(value.value, str)
        if not is_of_type(value.value, parameter.type) and not text_for_number:
            yield Problem(
                value.place,
                f"{_words(value.value)} is no {parameter.type}, as parameter '{parameter.name}' is",
                hint=f'write "{shown(value.value)}", in quotes'
                if parameter.type == "String" and not isinstance(value.value, (dict, list))
                else f"write a value of type {parameter.type}",
            )


def _words(value: object) -> str:
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else shown(value)
