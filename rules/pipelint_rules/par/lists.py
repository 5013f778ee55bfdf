"""Parameters that hold the items of a ForEach."""

from __future__ import annotations

from pipelint import Parameter, Problem, rule
from pipelint_rules._items import listed
from pipelint_rules._place_names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint import Facts, Node

_FOR_EACH = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/for_each_step.py"


def _example(declared: str) -> str:
    return (
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Items", "Type": "String",'
        f' {declared}}}], "Steps": [{{"Name": "Each", "Type": "ForEach", "Arguments":'
        ' {"IterableItems": {"Get": "Parameters.Items"}, "MaxConcurrency": 1,'
        ' "ForEachBody": [{"Name": "Score", "Type": "Training"}]}}]}'
    )


@rule(
    "PAR024",
    on=Parameter,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_FOR_EACH,
    bad=[
        _example('"DefaultValue": «"a,b"»'),
        _example(r'"DefaultValue": "[\"a\"]", "EnumValues": ["[\"a\"]", «"b"»]'),
        _example(r'"DefaultValue": «"{\"a\": 1}"»'),
    ],
    good=[
        _example(r'"DefaultValue": "[\"a\", \"b\"]"'),
        _example('"DefaultValue": "[]"'),
    ],
)
def items_are_no_list(parameter: Parameter, facts: Facts) -> Iterator[Problem]:
    """A parameter over which a ForEach iterates has a value that is no list.

    A String in `IterableItems` must hold a JSON list, `["a", "b"]`, with its quotes escaped in the
    definition. With anything else the ForEach step fails.
    """
    uses = facts.uses.get(parameter, ())
    use = next((use for use in uses if use.key == "IterableItems"), None)
    if use is None or parameter.type not in ("String", None):
        return
    for node in _values(parameter):
        if isinstance(node.value, str) and listed(node.value) is None:
            yield Problem(
                node.place,
                f"{shown(node.value)} is no JSON list, and a ForEach iterates over it",
                hint='write a JSON list: "[\\"a\\", \\"b\\"]"',
                related=((use.place, "iterates over it"),),
            )


def _values(parameter: Parameter) -> Sequence[Node]:
    """What the parameter can be; a default that is one of the values counts once."""
    known = parameter.enum_values
    default = parameter.default
    if default is None or any(each.value == default.value for each in known):
        return known
    return [default, *known]
