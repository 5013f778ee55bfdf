"""Values in messages."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.simulate._words import in_words, kind_in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        (None, "null"),
        ("x", '"x"'),
        ({"a": [1, 2.5]}, '{"a": [1, 2.5]}'),
        ("é😀", '"é😀"'),
    ],
)
def test_a_value_is_written_as_in_the_definition(value: Any, words: str) -> None:
    assert in_words(value) == words


def test_a_long_value_is_cut() -> None:
    assert in_words("x" * 5000) == '"' + "x" * 58 + "…"


def test_a_number_that_python_does_not_write_is_told_by_its_length() -> None:
    assert in_words(10**5000) == "a number of thousands of digits"


def test_what_is_no_json_is_written_all_the_same() -> None:
    assert in_words({1}) == '"{1}"'


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("x", "a string"),
        (True, "a boolean"),
        (3, "an integer"),
        (1.0, "1.0, a number with a fraction"),
        (float("inf"), "Infinity, no finite number"),
        pytest.param(
            10**5000,
            "a number of thousands of digits, beyond the numbers of a Float",
            id="thousands of digits",
        ),
    ],
)
def test_a_value_that_does_not_fit_its_type_is_told_by_its_kind(value: Any, words: str) -> None:
    assert kind_in_words(value) == words
