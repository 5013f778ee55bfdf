"""Which values the places take that parameters and outcomes get to."""

from __future__ import annotations

import pytest

from pipelint import load
from pipelint.testing._start_samples import reach_of, samples_of
from tests.testing.pipelines import (
    LONG_JOIN,
    function,
    get,
    join,
    parameter,
    pipeline,
    processing,
    training,
)


def takes(definition: object, name: str, value: object) -> bool:
    facts = load(definition).facts  # type: ignore[arg-type]  # a mapping
    return reach_of(facts).takes(facts.parameters[name], value)


def counted(default: object = 1) -> object:
    return pipeline(
        processing(seconds=get("Parameters.N")), parameters=[parameter("N", "Integer", default)]
    )


@pytest.mark.parametrize(
    ("value", "taken"), [(0, False), (1, True), (777600, True), (777601, False)]
)
def test_a_number_is_taken_in_the_range_of_its_place(value: int, taken: bool) -> None:
    assert takes(counted(), "N", value) is taken


@pytest.mark.parametrize(
    ("value", "taken"), [("a", True), ("a b", False), ("a" * 61, True), ("a" * 62, False)]
)
def test_a_part_of_a_text_is_taken_if_the_whole_fits(value: str, taken: bool) -> None:
    assert takes(LONG_JOIN, "A", value) is taken


def test_a_value_of_an_enumeration_is_taken() -> None:
    instance = {
        "InstanceType": get("Parameters.Type"),
        "InstanceCount": 1,
        "VolumeSizeInGB": get("Parameters.N"),
    }
    definition = pipeline(
        training(arguments={"ResourceConfig": instance, "RoleArn": get("Parameters.Role")}),
        parameters=[
            parameter("Type", default="ml.m5.xlarge"),
            parameter("N", "Integer", 1),
            parameter("Role"),
        ],
    )

    assert takes(definition, "Role", "arn:aws:iam::111122223333:role/x")
    assert not takes(definition, "Role", "x")
    assert takes(definition, "Type", "ml.p9.new")  # the list of them grows


def test_a_place_that_its_own_default_does_not_fit_says_nothing() -> None:
    assert takes(counted(default=0), "N", -5)


def test_the_places_of_an_outcome_are_known() -> None:
    definition = pipeline(
        function("Count", None, "n: Integer", "name: String"),
        training(
            seconds=get("Steps.Count.OutputParameters['n']"),
            arguments={"TrainingJobName": join("a", get("Steps.Count.OutputParameters['name']"))},
        ),
    )
    reach = reach_of(load(definition).facts)

    [shape] = reach.ends_of(("steps", "Count", "outputs", "n"))
    assert shape.min == 1
    assert reach.ends_of(("steps", "Count", "outputs", "name")) == ()
    assert reach.is_part(("steps", "Count", "outputs", "name"))
    assert not reach.is_part(("steps", "Count", "outputs", "n"))


def test_a_place_judges_whatever_was_asked_before() -> None:
    place = {"S3OutputPath": get("Parameters.Data")}
    definition = pipeline(
        training(arguments={"OutputDataConfig": place}, seconds=get("Parameters.N")),
        parameters=[parameter("Data"), parameter("N", "Integer")],
    )
    asked, fresh = load(definition).facts, load(definition).facts

    assert samples_of(asked) == {"Data": "s3://pipelint/made/S3Uri", "N": 1}
    for facts in (asked, fresh):
        assert not reach_of(facts).takes(facts.parameters["Data"], "zz")
        assert reach_of(facts).takes(facts.parameters["Data"], "s3://zz")


def test_another_value_of_a_parameter_makes_another_reach() -> None:
    facts = load(counted(default=0)).facts
    reach, count = reach_of(facts), facts.parameters["N"]
    [place] = reach.destinations_of(count)

    other = reach.with_parameter(count, 1)

    assert (reach.fits(place), other.fits(place)) == (False, True)
    assert (reach.takes(count, -5), other.takes(count, -5)) == (True, False)
