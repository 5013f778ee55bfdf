"""Fingerprints."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from pipelint.lint import fingerprints

KEYS = st.lists(
    st.tuples(
        st.sampled_from(["DEP001", "DEP002"]), st.sampled_from(["a.json", "b.json"]), st.text()
    )
)
UUIDS = ("3f2b8c1e-0d4a-4b6f-9e57-1c2d3e4f5a6b", "00000000-1111-4222-8333-444444444444")


def test_a_fingerprint_is_sixteen_digits_that_do_not_change() -> None:
    assert fingerprints([("DEP002", "a.json", "Steps[Train].DependsOn[0]")]) == ["1c9149fd9668f83f"]


def test_code_file_and_path_each_count() -> None:
    keys = [
        ("DEP002", "a.json", "Steps[Train]"),
        ("DEP001", "a.json", "Steps[Train]"),
        ("DEP002", "b.json", "Steps[Train]"),
        ("DEP002", "a.json", "Steps[Prep]"),
    ]

    assert len(set(fingerprints(keys))) == 4


def test_equal_ones_are_numbered_in_the_order_given() -> None:
    train, prep = ("DEP002", "a.json", "Steps[Train]"), ("DEP002", "a.json", "Steps[Prep]")
    [first], [other] = fingerprints([train]), fingerprints([prep])

    assert fingerprints([train, prep, train, train]) == [first, other, f"{first}-2", f"{first}-3"]


def test_the_uuid_of_an_unnamed_step_function_does_not_count() -> None:
    [one], [two] = (fingerprints([("DEP002", "a.json", f"Steps[train-{uuid}]")]) for uuid in UUIDS)

    assert one == two


def test_a_uuid_in_the_name_of_a_file_counts() -> None:
    [one], [two] = (fingerprints([("DEP002", f"run-{uuid}.json", "Steps")]) for uuid in UUIDS)

    assert one != two


def test_parts_do_not_run_together() -> None:
    [one], [two] = fingerprints([("A", "bc", "d")]), fingerprints([("A", "b", "cd")])

    assert one != two


def test_half_a_surrogate_pair_has_a_fingerprint() -> None:
    [one], [two] = (
        fingerprints([("NAM001", "a.json", f"Steps[{half}]")]) for half in "\ud800\udfff"
    )

    assert one != two


@given(KEYS)
def test_all_fingerprints_of_a_file_differ(keys: list[tuple[str, str, str]]) -> None:
    assert len(set(fingerprints(keys))) == len(keys)


@given(KEYS.flatmap(lambda keys: st.tuples(st.just(keys), st.permutations(keys))))
def test_another_order_gives_the_same_fingerprints(
    orders: tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]],
) -> None:
    one, other = orders

    assert sorted(fingerprints(one)) == sorted(fingerprints(other))
