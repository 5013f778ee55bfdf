"""How paths into what is given are written."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pipelint.model import parse_accessors
from pipelint.simulate import given_path, put
from pipelint.simulate._files import follow


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("steps", "Eval", "outputs", "a"), "steps.Eval.outputs.a"),
        (("steps", "Eval", "outputs", "a.b"), "steps.Eval.outputs['a.b']"),
        (("s3", "s3://b/m.json", "auc"), "s3['s3://b/m.json'].auc"),
        (("s3", "s3://bucket/key", 0, "a"), "s3.s3://bucket/key[0].a"),
        (("steps", "Each", "iterations", 0, "Body"), "steps.Each.iterations.0.Body"),
        (("a b",), "['a b']"),
        (("a", ""), "a['']"),
        ((), ""),
    ],
)
def test_path_is_written_as_a_person_would(path: tuple[str | int, ...], text: str) -> None:
    assert given_path(path) == text


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        ([("b", "Value"), (0, "Name")], {"b": {"Value": 1, "Name": 1}}),
        ([("b", "Value"), (2, "Name")], {"b": {"Value": 1}, "1": {}, "2": {"Name": 1}}),
        ([(1, "Name"), ("b", "Value")], {"0": {}, "1": {"Name": 1}, "b": {"Value": 1}}),
    ],
)
def test_list_that_is_told_by_index_and_by_name_is_a_mapping(
    paths: list[tuple[str | int, ...]], found: object
) -> None:
    world: dict[str, object] = {}
    for path in paths:
        put(world, ("metrics", *path), 1)

    assert world == {"metrics": found}


def test_value_that_is_there_is_not_replaced() -> None:
    world: dict[str, object] = {"a": 0}

    put(world, ("a", 0), 1)
    put(world, ("a", "b"), 1)

    assert world == {"a": 0}


#: A key with a quote or a backslash cannot be written.
KEYS = st.text(st.characters(exclude_characters="'\\", codec="utf-8"), min_size=1, max_size=8)


@given(st.lists(KEYS | st.integers(0, 3), max_size=5), st.integers())
def test_written_path_leads_to_what_was_put_there(rest: list[str | int], value: int) -> None:
    path = ("steps", *rest)
    found: dict[str, object] = {}

    put(found, path, value)
    segments, fault = parse_accessors(given_path(path))

    assert fault is None
    keys = tuple(segment.key for segment in segments)
    assert keys == path
    assert follow(found, keys, "", "") == value
