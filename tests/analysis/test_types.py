"""Which type fits which place."""

from __future__ import annotations

from itertools import product

import pytest

from pipelint.analysis import as_type, fits, type_of_json, type_of_shape
from pipelint.catalog import shape

SCALARS = ("String", "Integer", "Float", "Boolean", "Timestamp")
CONTAINERS = ("Structure", "List", "Map")
SILENT = {("Integer", "Float"), ("Timestamp", "String")}


@pytest.mark.parametrize("name", [*SCALARS, *CONTAINERS, "Any"])
def test_a_type_fits_a_place_of_its_own(name: str) -> None:
    assert fits(name, name)


@pytest.mark.parametrize(("source", "place"), sorted(SILENT))
def test_what_is_known_to_be_converted_fits(source: str, place: str) -> None:
    assert fits(source, place)


@pytest.mark.parametrize(
    ("source", "place"),
    [pair for pair in product(SCALARS, SCALARS) if pair[0] != pair[1] and pair not in SILENT],
)
def test_every_other_scalar_mismatch_is_one(source: str, place: str) -> None:
    assert not fits(source, place)


@pytest.mark.parametrize("other", [*SCALARS, *CONTAINERS])
def test_the_unknown_fits_everywhere(other: str) -> None:
    assert fits("Any", other)
    assert fits(other, "Any")


@pytest.mark.parametrize(("one", "other"), list(product(CONTAINERS, SCALARS)))
def test_what_is_no_scalar_is_not_judged(one: str, other: str) -> None:
    assert fits(one, other)
    assert fits(other, one)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("1", "String"),
        (True, "Boolean"),
        (1, "Integer"),
        (1.0, "Float"),
        ({}, "Structure"),
        ([], "List"),
        (None, "Any"),
    ],
)
def test_the_type_of_a_literal(value: object, name: str) -> None:
    assert type_of_json(value) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TrainingInstanceCount", "Integer"),
        ("HyperParameters", "Map"),
        ("ResourceConfig", "Structure"),
        ("Subnets", "List"),
        ("S3Uri", "String"),
        ("Any", "Any"),
        ("Step", "Any"),
    ],
)
def test_the_type_of_a_shape(name: str, expected: str) -> None:
    assert type_of_shape(shape(name)) == expected


@pytest.mark.parametrize(
    ("value", "kind", "typed"),
    [
        (3, "Float", 3.0),
        (3, "Integer", 3),
        (3, "Any", 3),
        (3.0, "Integer", 3.0),
        (True, "Float", True),
        ("3", "Float", "3"),
        (10**400, "Float", 10**400),
    ],
)
def test_a_whole_number_is_a_float_where_one_is_meant(
    value: object, kind: str, typed: object
) -> None:
    assert repr(as_type(value, kind)) == repr(typed)
