"""Pointers and paths."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.text import Path, Position, path_at, pointer


def test_position_of_a_file_begins_a_message() -> None:
    assert Position(3, 5).of("a.json") == "a.json:3:5"


def test_pointer_of_the_root_is_empty() -> None:
    assert pointer(()) == ""


def test_pointer_joins_keys_and_indexes() -> None:
    assert pointer(("Steps", 1, "DependsOn", 0)) == "/Steps/1/DependsOn/0"


def test_pointer_escapes_tilde_before_slash() -> None:
    assert pointer(("a/b", "m~n", "~1", "")) == "/a~1b/m~0n/~01/"


@pytest.mark.parametrize(
    "path", [(), ("Steps", 1, "DependsOn", 0), ("map", "0"), ("a/b", "m~n", "~1", "")]
)
def test_path_at_a_pointer_is_the_path_that_it_was_made_of(path: Path) -> None:
    document: Any = {
        "Steps": [None, {"DependsOn": ["Prep"]}],
        "map": {"0": 1},
        "a/b": {"m~n": {"~1": {"": 1}}},
    }

    assert path_at(document, pointer(path)) == path
