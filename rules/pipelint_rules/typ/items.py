"""The items and selectors of ForEach steps, and the types that they have to have."""

from __future__ import annotations

from pipelint import Join, Parameter, Problem, Reference, Step, rule
from pipelint_rules._items import items_of, listed
from pipelint_rules._place_names import named, shown
from pipelint_rules._steps import of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint import Facts, Node

_FOR_EACH = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/for_each_step.py"
#: The types that fit a place of a type.
_FITTING = {
    "String": ("String", "Timestamp"),
    "Integer": ("Integer",),
    "Float": ("Float", "Integer"),
    "Boolean": ("Boolean",),
}
_KNOWN = ("String", "Timestamp", "Integer", "Float", "Boolean")


def _each(items: str, member: str = "", selector: str = "") -> str:
    return (
        f'[{{"Name": "Each", "Type": "ForEach", "Arguments": {{"IterableItems": {items},'
        f' "MaxConcurrency": 1, {selector}"ForEachBody": [{{"Name": "Score", "Type": "Processing",'
        f' "Arguments": {{{member}}}}}]}}}}]'
    )


_ENVIRONMENT = '"Environment": {"A": «{"Get": "ForEach.CurrentItem"}»}'
_JOINED = (
    '"Environment": {"A": {"Std:Join": {"On": "", "Values": [{"Get": "ForEach.CurrentItem"}]}}}'
)


def _plain(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def _whole_items(facts: Facts) -> Sequence[Reference]:
    return [each for each in facts.references_to("ForEach") if not each.segments]


@rule(
    "TYP005",
    on=Reference,
    among=_whole_items,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_FOR_EACH,
    bad=[_each("[1, 2]", _ENVIRONMENT), _each('["a", true]', _ENVIRONMENT)],
    good=[
        _each('["1", "2"]', _plain(_ENVIRONMENT)),
        _each("[1, 2]", _JOINED),
    ],
)
def item_of_other_type(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """The body of a ForEach puts its item in a place that is of another type.

    A reference keeps the type of its value: the service is known to refuse a number in the place
    of a string where a parameter holds it. Whether it turns the items of a ForEach into texts is
    not known; if it does not, the step of the body fails.

    Write the items with the type of the place (`"1"`), or make a text of them with a `Std:Join`.
    """
    loop = None if reference.step is None else reference.step.loop
    wanted = facts.expected(reference)
    fitting = _FITTING.get(wanted)
    if loop is None or fitting is None or reference.shape.literal:
        return
    for item in items_of(loop, facts):
        if item.type in _KNOWN and item.type not in fitting:
            yield Problem(
                reference.place,
                f"{named(reference)} is of type {wanted}, an item is of type {item.type}",
                hint=f"write the items as {wanted}, or join them to a text",
                related=((item.node.place, "the item"),),
            )
            return


_SELECTED = (
    '"Selector": {"Pick": "MaxBy",'
    ' "Field": «{"Get": "IterationOutput.%s.EnableNetworkIsolation"}»}, '
)
_MODEL = (
    '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": ["a"],'
    ' "MaxConcurrency": 1, %s"ForEachBody": [{"Name": "Make", "Type": "Model"}]}}]'
)


@rule(
    "TYP006",
    on=Step,
    among=of_type("ForEach"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_FOR_EACH,
    bad=[_MODEL % (_SELECTED % "Make")],
    good=[
        _MODEL % _plain(_SELECTED % "Make").replace("EnableNetworkIsolation", "ModelName"),
    ],
)
def selector_without_order(step: Step, facts: Facts) -> Iterator[Problem]:
    """A selector picks the largest or smallest of booleans.

    `MaxBy` and `MinBy` need values with an order, numbers or texts. How the service orders
    booleans, if it does, is not published.

    Select by a number, such as the metric of a training job.
    """
    field = step.get("Arguments", "Selector", "Field")
    if isinstance(field, Reference) and facts.type_of(field) == "Boolean":
        yield Problem(
            field.place, f"'{field.text}' is a Boolean, which has no order", "select by a number"
        )


@rule(
    "TYP007",
    on=Step,
    among=of_type("ForEach"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_FOR_EACH,
    bad=[
        _each('«{"Std:Join": {"On": ",", "Values": ["a", "b"]}}»'),
        _each('«{"Get": "Execution.PipelineName"}»'),
    ],
    good=[
        _each('{"Std:Join": {"On": "", "Values": ["[", 1, "]"]}}'),
        _each('{"Get": "Parameters.Items"}'),
    ],
)
def items_without_list(step: Step, facts: Facts) -> Iterator[Problem]:
    """A ForEach iterates over an expression that is no list.

    An expression in `IterableItems` must give a text that holds a JSON list, such as
    `["a", "b"]`; anything else fails the step. Write the list itself, or take it from a parameter
    or an output that holds it.
    """
    items = step.get("Arguments", "IterableItems")
    value = None if items is None else _no_list(items, facts)
    if items is not None and value is not None:
        yield Problem(
            items.place,
            f"{value} is no JSON list",
            hint='write the list itself: ["a", "b"]',
        )


def _no_list(items: Node, facts: Facts) -> str | None:
    """A value of an expression that is no list, in words."""
    if isinstance(items.value, list):
        return None
    if isinstance(items, Reference):
        found = facts.resolution(items)
        if items.root == "Execution" and found.type in _FITTING["String"]:
            return f"'{items.text}'"
        members = None if found.shape is None else found.shape.enum
        if isinstance(found.target, Parameter) or not members:
            return None
        return shown(min(members))
    known = facts.values_of(items) if isinstance(items, Join) else None
    wrong = (each for each in known or () if isinstance(each, str) and listed(each) is None)
    return next((shown(each) for each in wrong), None)
