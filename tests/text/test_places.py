"""Pointers."""

from __future__ import annotations

from pipelint.text import pointer


def test_pointer_of_the_root_is_empty() -> None:
    assert pointer(()) == ""


def test_pointer_joins_keys_and_indexes() -> None:
    assert pointer(("Steps", 1, "DependsOn", 0)) == "/Steps/1/DependsOn/0"


def test_pointer_escapes_tilde_before_slash() -> None:
    assert pointer(("a/b", "m~n", "~1", "")) == "/a~1b/m~0n/~01/"
