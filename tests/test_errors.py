"""Errors, and suggestions."""

from __future__ import annotations

import pytest

from pipelint.errors import PipelintError, suggestion


def test_an_error_has_one_message_unless_it_knows_several_faults() -> None:
    assert PipelintError("gone.json: no such file").messages == ("gone.json: no such file",)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Prpe", ": did you mean 'Prep'?"),
        ("PREP", ": did you mean 'Prep'?"),
        ("Evaluate", ""),
        ("", ""),
    ],
)
def test_a_near_name_is_suggested(word: str, expected: str) -> None:
    assert suggestion(word, ["Train", "Prep"]) == expected


@pytest.mark.parametrize("choices", [["REF", "DEF"], ["DEF", "REF"]])
def test_of_equally_near_names_the_order_of_choices_does_not_decide(choices: list[str]) -> None:
    assert suggestion("XEF", choices) == suggestion("XEF", sorted(choices))
    assert suggestion("prep", ["prep", "Prep"]) == suggestion("prep", ["Prep", "prep"])
