"""What is reported on real definitions: no false alarm, and no change that nobody has seen."""

from __future__ import annotations

from types import ModuleType

import pytest

from pipelint.report import given_file
from pipelint.simulate import needed, simulate
from pipelint.simulate._given_file import given_in
from pipelint.targets import load
from tests.property.test_soundness import assert_sound, warned


@pytest.fixture(scope="module")
def found(corpus: ModuleType) -> list[tuple[str, str, str, str]]:
    return list(corpus.reported(corpus.folder(), corpus.default_rules()))


def test_no_error_is_reported_on_a_correct_definition(
    corpus: ModuleType, found: list[tuple[str, str, str, str]]
) -> None:
    wrong = corpus.broken(corpus.folder())

    assert [each for each in found if each[1] == "error" and each[0] not in wrong] == []


def test_something_is_reported_on_every_broken_definition(
    corpus: ModuleType, found: list[tuple[str, str, str, str]]
) -> None:
    judged = {number for number, severity, *_ in found if severity != "info"}

    assert sorted(set(corpus.broken(corpus.folder())) - judged) == []


def test_findings_are_the_recorded_ones(
    corpus: ModuleType, found: list[tuple[str, str, str, str]]
) -> None:
    recorded = corpus.RECORD.read_text(encoding="utf-8").splitlines()

    # `python bench/corpus.py` prints the difference, `--record` writes it down.
    assert ["\t".join(each) for each in found] == recorded


def test_file_of_init_brings_every_definition_to_an_end(corpus: ModuleType) -> None:
    unfinished, silent = [], 0
    for path in sorted((corpus.folder() / "definitions").glob("*.json")):
        definition = load(path)
        if definition.facts.pipeline is None or definition.blocking:
            continue
        text = given_file(path.name, needed(definition.facts))
        trace = simulate(definition.facts, given=given_in(text.encode(), path.name).value)
        if trace.status == "NeedsInput":
            unfinished.append((path.name, trace.needs))
        if not warned(definition):
            silent += 1
            assert_sound(trace)

    assert unfinished == []
    assert silent
