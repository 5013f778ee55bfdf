"""Two things that are given become one, and stay as they are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelint.testing._laid import entry, laid

JSON = st.recursive(
    st.none() | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("over", "under", "both"),
    [
        ({"a": 1}, {"b": 2, "a": 3}, {"a": 1, "b": 2}),
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ([{"a": 1}], [{"b": 2}, 3], [{"a": 1, "b": 2}, 3]),
        ([1, 2, 3], [4], [1, 2, 3]),
        ({"a": [1]}, {"a": {"b": 2}}, {"a": [1]}),
        (None, {"a": 1}, None),
    ],
)
def test_the_upper_one_holds_where_both_say_something(over: Any, under: Any, both: Any) -> None:
    assert laid(over, under) == both
    assert json.dumps(laid(over, under)) == json.dumps(both)


@given(JSON, JSON)
def test_neither_is_changed(over: Any, under: Any) -> None:
    before = json.dumps([over, under])

    laid(over, under)

    assert json.dumps([over, under]) == before


def test_an_entry_has_all_that_leads_to_it() -> None:
    assert entry(("steps", "A", "outputs", "n"), 1) == {"steps": {"A": {"outputs": {"n": 1}}}}
