"""Paths into JSON files, and what they lead to."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.simulate._files import accessors, follow
from pipelint.simulate._value import UnresolvedError


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a.b", ("a", "b")),
        ("a[0].b", ("a", 0, "b")),
        ("Result['k'][10]", ("Result", "k", 10)),
        ("a['x.y z']", ("a", "x.y z")),
        ("$.a", ("a",)),
        ("$['a']", ("a",)),
        ("$[0].a", (0, "a")),
        ("$a", ("$a",)),
    ],
)
def test_path_is_read_as_keys_and_indexes(text: str, path: tuple[str | int, ...]) -> None:
    assert accessors(text) == path


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ({}, ("a",)),
        ([1], (1,)),
        ([1], ("0",)),
        ({"0": 1}, (0,)),
        ("text", (0,)),
        (None, ("a",)),
        ({"a": None}, ("a", "b")),
    ],
)
def test_file_that_lacks_a_path_is_named(content: Any, path: tuple[str | int, ...]) -> None:
    with pytest.raises(UnresolvedError) as caught:
        follow(content, path, "the.path", "the file 'Report' of 'Prep'")

    assert caught.value.reason == "the file 'Report' of 'Prep' has no 'the.path'"


def test_value_at_the_end_of_a_path_may_be_null() -> None:
    assert follow({"a": [None]}, ("a", 0), "a[0]", "") is None


def test_name_that_is_near_the_lacking_one_is_told() -> None:
    with pytest.raises(UnresolvedError) as caught:
        follow(
            {"mse": {"valeu": 4.2}}, ("mse", "value"), "mse.value", "the file 'Report' of 'Eval'"
        )

    assert caught.value.reason == (
        "the file 'Report' of 'Eval' has no 'mse.value': did you mean 'valeu'?"
    )
