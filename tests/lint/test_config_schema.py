"""The published schema of the configuration, held to the reader."""

from __future__ import annotations

import json
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings
from jsonschema import Draft202012Validator

import pipelint.lint
from pipelint.errors import PipelintError
from pipelint.lint._config_reader import configure

DATA = Path(pipelint.lint.__file__).with_name("data")
SCHEMA = json.loads((DATA / "configuration.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

TEXT = st.sampled_from(["DEP", "a b", "", " ", "x\n", "error", "ALL"])
SCALARS = st.one_of(TEXT, st.booleans(), st.integers(-1, 3), st.sampled_from([0.5, 1.0]))
TEXTS = st.one_of(st.lists(TEXT, max_size=2), st.lists(SCALARS, max_size=2))
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)
SUPPRESSIONS = st.fixed_dictionaries(
    {"rules": st.just(["DEP"]) | TEXTS, "reason": st.just("known") | ANYTHING},
    optional={"files": TEXTS, "steps": TEXTS, "parameters": TEXTS, "step": TEXTS},
)
CONFIGURATIONS = st.fixed_dictionaries(
    {},
    optional={
        "definitions": TEXTS,
        "packs": TEXTS,
        "select": TEXTS,
        "extend-select": TEXTS,
        "ignore": TEXTS | ANYTHING,
        "fail-on": st.sampled_from(["error", "warning", "info", "never", 1, []]),
        "baseline": TEXT | ANYTHING,
        "severity": st.dictionaries(TEXT, st.sampled_from(["error", "info", "off", 1])),
        "rules": st.dictionaries(TEXT, st.dictionaries(TEXT, ANYTHING, max_size=2), max_size=2)
        | ANYTHING,
        "suppress": st.lists(SUPPRESSIONS | ANYTHING, max_size=2) | ANYTHING,
        "selct": TEXTS,
    },
)


VALID = {
    "definitions": ["a"],
    "packs": ["a"],
    "select": ["A"],
    "extend-select": ["A"],
    "ignore": ["A"],
    "fail-on": "info",
    "baseline": "b",
    "severity": {"A": "info"},
    "rules": {"a": {"b": 1}},
    "suppress": [],
}


def is_read(configuration: object) -> bool:
    try:
        configure(configuration, "/x/pipelint.toml", ())
    except PipelintError:
        return False
    return True


@settings(max_examples=300, deadline=None)
@given(CONFIGURATIONS | ANYTHING)
@example(VALID)
@example({"suppress": [{"rules": ["DEP"], "reason": "known", "step": ["Train"]}]})
def test_the_schema_accepts_what_the_reader_accepts(configuration: object) -> None:
    assert VALIDATOR.is_valid(configuration) == is_read(configuration)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("missing", ["rules", "reason"])
def test_both_want_the_required_members(missing: str) -> None:
    members = {"rules": ["DEP"], "reason": "known"}
    configuration = {"suppress": [{key: members[key] for key in members if key != missing}]}

    assert not VALIDATOR.is_valid(configuration)
    assert not is_read(configuration)


def test_both_know_the_same_keys() -> None:
    with pytest.raises(PipelintError) as caught:
        configure({"zzzzz": 1}, "/x/pipelint.toml", ())

    assert str(caught.value) == "/x/pipelint.toml: unknown key 'zzzzz'"
    assert all(is_read({key: value}) for key, value in VALID.items())
    assert set(VALID) == set(SCHEMA["properties"])
