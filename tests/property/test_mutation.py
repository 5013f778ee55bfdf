"""Mutation: any single fault in a clean definition is found, at its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelint.lint import check_source, load_packs
from pipelint.testing.strategies import definitions
from pipelint.text import Source, pointer
from tests.property.mutations import MUTATIONS
from tests.property.seeds import Seed, Seeds, mutated
from tests.testing.generated import many

RULES = load_packs(("pipelint_rules",))
#: Of one mutation, and of one definition, so that the faults lie in many surroundings.
MOST, MOST_OF_ONE = 8, 2


@pytest.fixture(scope="module")
def pool() -> list[Any]:
    return many(definitions(clean=True, max_steps=12), 250)


def found(definition: Any) -> set[str]:
    """Where errors and warnings are reported."""
    source = Source.from_text(json.dumps(definition), "a.json")
    report = check_source(source, RULES, file="a.json")
    return {each.pointer for each in report.findings if each.severity in ("error", "warning")}


def seeds(mutation: Seeds, pool: list[Any], most: int, most_of_one: int) -> list[tuple[Any, Seed]]:
    """Faults of a kind, each with the definition to make it in."""
    chosen: list[tuple[Any, Seed]] = []
    for definition in pool:
        here = [*mutation(definition)]
        step = max(1, len(here) // most_of_one)
        chosen += [(definition, seed) for seed in here[::step][:most_of_one]]
        if len(chosen) >= most:
            break
    return chosen


def assert_found(mutation: Seeds, chosen: list[tuple[Any, Seed]]) -> None:
    assert chosen, f"no place for {mutation.__name__}"
    for definition, seed in chosen:
        wrong = mutated(definition, seed)
        missed = {pointer(place) for place in seed.places} - found(wrong)
        assert not missed, (mutation.__name__, seed, json.dumps(wrong))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_single_fault_is_found_at_its_place(mutation: Seeds, pool: list[Any]) -> None:
    assert_found(mutation, seeds(mutation, pool, MOST, MOST_OF_ONE))


@pytest.fixture(scope="module")
def large_pool() -> list[Any]:
    return many(definitions(clean=True), 600)


@pytest.mark.slow
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_every_fault_is_found_at_its_place(mutation: Seeds, large_pool: list[Any]) -> None:
    assert_found(mutation, seeds(mutation, large_pool, 80, 3))
