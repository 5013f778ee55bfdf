"""Parameters are drawn from what all places take that they get to, their default always."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelint import load
from pipelint.testing._start_samples import reach_of
from pipelint.testing._start_values import parameter_boundaries, parameter_values
from tests.testing.generated import many
from tests.testing.pipelines import (
    LONG_JOIN,
    decide,
    fail,
    get,
    parameter,
    pipeline,
    processing,
    training,
)


def drawn(definition: Any, name: str, count: int = 200) -> list[Any]:
    facts = load(definition).facts
    return many(parameter_values(facts.parameters[name], facts), count)


def boundaries(definition: Any, name: str) -> list[Any]:
    facts = load(definition).facts
    return parameter_boundaries(facts.parameters[name], facts)


def counted(default: object = None, **more: Any) -> Any:
    threshold = decide(get("Parameters.N"), "GreaterThan", 20, yes=[fail()])
    return pipeline(
        processing(seconds=get("Parameters.N")),
        threshold,
        parameters=[parameter("N", "Integer", default, **more)],
    )


def test_numbers_are_in_the_range_of_their_places() -> None:
    assert min(drawn(counted(4), "N")) == 1


def test_the_default_comes_first_then_the_thresholds_and_their_neighbours() -> None:
    assert boundaries(counted(4), "N")[:4] == [4, 20, 19, 21]


def test_the_default_is_drawn_though_it_fits_nowhere() -> None:
    assert 0 in drawn(counted(0), "N")


def test_members_of_an_enumeration_are_drawn_that_places_take() -> None:
    assert set(drawn(counted(4, EnumValues=[4, 0, 7]), "N")) == {4, 7}


def test_all_of_them_are_where_no_place_takes_one() -> None:
    assert set(drawn(counted(-2, EnumValues=[-1, -2]), "N")) == {-1, -2}


@pytest.mark.parametrize(
    ("member", "fits"),
    [
        ("TrainingJobName", lambda text: len(text) <= 63 and text.isascii()),
        ("RoleArn", lambda text: text.startswith("arn:")),
    ],
)
def test_texts_fit_the_pattern_and_length_of_their_places(member: str, fits: Any) -> None:
    definition = pipeline(
        training(arguments={member: get("Parameters.A")}), parameters=[parameter("A")]
    )

    assert [text for text in drawn(definition, "A") if not fits(text)] == []


@given(st.data())
@settings(max_examples=50)
def test_every_value_is_taken(data: st.DataObject) -> None:
    facts = load(LONG_JOIN).facts
    chosen = facts.parameters[data.draw(st.sampled_from(["A", "B"]))]

    value = data.draw(parameter_values(chosen, facts))

    assert value == chosen.default.value or reach_of(facts).takes(chosen, value)  # type: ignore[union-attr]


def test_an_empty_default_is_none_that_a_start_may_give() -> None:
    definition = pipeline(
        fail(message=get("Parameters.A")), parameters=[parameter("A", default="")]
    )

    assert "" not in boundaries(definition, "A")


def test_a_default_that_no_float_can_be_stays_as_it_is() -> None:
    definition = pipeline(
        fail(message=get("Parameters.A")), parameters=[parameter("A", "Float", 10**400)]
    )

    assert boundaries(definition, "A")[0] == 10**400


def test_an_item_that_is_read_for_an_integer_and_a_float_is_an_integer() -> None:
    body = {
        "Name": "Part",
        "Type": "InferenceComponent",
        "Arguments": {
            "Specification": {
                "ComputeResourceRequirements": {
                    "NumberOfCpuCoresRequired": get("ForEach.CurrentItem.n")
                }
            },
            "RuntimeConfig": {"CopyCount": get("ForEach.CurrentItem.n")},
        },
    }
    arguments = {
        "IterableItems": get("Parameters.Items"),
        "MaxConcurrency": 1,
        "ForEachBody": [body],
    }
    definition = pipeline(
        {"Name": "Each", "Type": "ForEach", "Arguments": arguments},
        parameters=[parameter("Items")],
    )

    items = [item for text in drawn(definition, "Items") for item in json.loads(text)]

    assert {type(item["n"]) for item in items} == {int}
