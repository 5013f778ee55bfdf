"""What is reported on real definitions: no false alarm, and no change that nobody has seen."""

from __future__ import annotations

from types import ModuleType

import pytest


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
