"""Of what is given that is left without which nothing would fail."""

from __future__ import annotations

from typing import Any

from pipelint.testing._shrink import smaller


def test_only_what_a_failure_needs_is_left() -> None:
    given: dict[str, Any] = {"steps": {"A": {"fails": "always", "duration": 5}, "B": {"stops": 1}}}

    found = smaller(
        given, lambda world: world.get("steps", {}).get("A", {}).get("fails") == "always"
    )

    assert found == {"steps": {"A": {"fails": "always"}}}


def test_nothing_is_left_where_nothing_is_needed() -> None:
    assert smaller({"steps": {"A": {"fails": "always"}}, "s3": {}}, lambda world: True) == {}


def test_lists_stay_whole_and_what_is_given_as_it_was() -> None:
    given = {"steps": {"A": {"fails": ["X", "Y"]}}}

    found = smaller(given, lambda world: "steps" in world)

    assert found == given == {"steps": {"A": {"fails": ["X", "Y"]}}}


def test_what_was_empty_before_may_be_needed() -> None:
    given: dict[str, Any] = {"steps": {"A": {}, "B": {}}}

    assert smaller(given, lambda world: "A" in world.get("steps", {})) == {"steps": {"A": {}}}
