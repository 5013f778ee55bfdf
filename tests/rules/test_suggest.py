"""What somebody meant who wrote a name that does not exist."""

from __future__ import annotations

import pytest

from pipelint_rules._place_names import shown
from pipelint_rules._suggest import did_you_mean, nearest, one_of, suggest


@pytest.mark.parametrize(
    ("wrong", "known", "near"),
    [
        ("Prpe", ["Prep", "Train"], "Prep"),
        ("PREP", ["Prep", "Prop"], "Prep"),
        ("cat", ["rat", "bat"], "bat"),
        ("zzz", ["Prep"], None),
        ("Prep", [], None),
        ("", ["Prep"], None),
    ],
)
def test_the_nearest_name_is_the_first_of_equally_near_ones(
    wrong: str, known: list[str], near: str | None
) -> None:
    assert nearest(wrong, known) == near
    assert nearest(wrong, reversed(known)) == near


def test_a_suggestion_is_a_question() -> None:
    assert did_you_mean("Prpe", ["Prep"]) == "did you mean 'Prep'?"
    assert did_you_mean("zzz", ["Prep"]) is None


def test_a_few_names_are_listed_and_many_are_not() -> None:
    assert one_of(["A"]) == "expected 'A'"
    assert one_of(["A", "B"]) == "expected one of 'A', 'B'"
    assert one_of(map(str, range(9))) is None
    assert one_of([]) is None


def test_without_a_near_name_all_are_listed() -> None:
    assert suggest("zzz", {"B", "A"}) == "expected one of 'A', 'B'"
    assert suggest("AA", {"AAA", "B"}) == "did you mean 'AAA'?"


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "'a'"), (True, "true"), (None, "null"), (1.5, "1.5"), ("x" * 99, f"'{'x' * 55}…'")],
)
def test_a_value_is_shown_as_json_writes_it(value: object, text: str) -> None:
    assert shown(value) == text
