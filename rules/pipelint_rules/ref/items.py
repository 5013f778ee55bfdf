"""References into the item of a ForEach."""

from __future__ import annotations

import json

from pipelint import Problem, Reference, rule
from pipelint_rules._items import Item, items_of
from pipelint_rules._place_names import shown
from pipelint_rules.ref._marks import segment_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint import Facts, Segment

_FOR_EACH = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/for_each_step.py"


def _each(items: str, path: str) -> str:
    return (
        f'[{{"Name": "Each", "Type": "ForEach", "Arguments": {{"IterableItems": {items},'
        ' "MaxConcurrency": 1, "ForEachBody": [{"Name": "Score", "Type": "Lambda",'
        f' "Arguments": {{"x": {{"Get": "ForEach.CurrentItem.{path}"}}}}}}]}}}}]'
    )


def _into_items(facts: Facts) -> Sequence[Reference]:
    return [each for each in facts.references_to("ForEach") if each.segments]


@rule(
    "REF046",
    on=Reference,
    among=_into_items,
    severity="warning",
    stage="run",
    evidence="E3",
    since="0.1",
    source=_FOR_EACH,
    bad=[
        _each('["a", "b"]', "«rate»"),
        _each("[1]", "«rate»"),
        _each(r'["{\"rate\": 1}", "{\"size\": 1}"]', "«rate»"),
        _each(r'["{\"rate\": {\"low\": 1}}"]', "rate.«high»"),
    ],
    good=[
        _each(r'["{\"rate\": 1}"]', "rate"),
        _each(r'["{\"rates\": [1]}"]', "rates[0]"),
        _each('{"Get": "Parameters.Items"}', "rate"),
    ],
)
def missing_item_member(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """The body of a ForEach reads a member that an item does not have.

    `ForEach.CurrentItem.rate` reads a member of an item that is an object, written as JSON in a
    text. An item that is a plain text or a number has none, and the step that reads it fails in
    its iteration.

    Give each item the member, or read the whole item: `ForEach.CurrentItem`.
    """
    loop = None if reference.step is None else reference.step.loop
    for item in () if loop is None else items_of(loop, facts):
        segment = _missing(item, reference.segments)
        if segment is not None:
            what = shown(item.value) if item.value is not None else f"a value of type {item.type}"
            yield Problem(
                segment_place(reference, segment),
                f"the item {what} has no '{segment.text}'",
                hint="read the whole item, or give each item the member",
                related=((item.node.place, "the item"),),
            )
            return


def _missing(item: Item, segments: Sequence[Segment]) -> Segment | None:
    """The first accessor that leads to nothing."""
    if item.value is None:
        return segments[0] if item.type in ("Integer", "Float", "Boolean") else None
    value = item.value
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return segments[0]
    for segment in segments:
        if isinstance(value, dict) and segment.kind != "index" and segment.text in value:
            value = value[segment.text]
        elif isinstance(value, list) and segment.kind == "index" and int(segment.text) < len(value):
            value = value[int(segment.text)]
        else:
            return segment
    return None
