"""Strategies: JSON values, and their texts with any blanks and escapes."""

from __future__ import annotations

import json

from hypothesis import strategies as st

_SPELLINGS = ("plain", "escaped", "units")


def jsons() -> st.SearchStrategy[object]:
    """Any JSON value with finite numbers; surrogates only in pairs."""
    scalars = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        strings(),
    )
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(strings(), inner, max_size=4)
        ),
        max_leaves=12,
    )


def strings() -> st.SearchStrategy[str]:
    return st.text(st.one_of(st.sampled_from('"\\/{}[],:\n\té😀'), st.characters(codec="utf-8")))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """The text of a JSON value."""
    return spelled(draw, draw(jsons()))


def spelled(draw: st.DrawFn, value: object) -> str:
    """A text of a value, with drawn blanks and escapes."""
    gap = draw(st.text(" \t\r\n", max_size=2))
    if isinstance(value, dict):
        members = (
            spelled(draw, key) + ":" + spelled(draw, member) for key, member in value.items()
        )
        return gap + "{" + gap + ",".join(members) + "}" + gap
    if isinstance(value, list):
        return gap + "[" + gap + ",".join(spelled(draw, item) for item in value) + "]" + gap
    if isinstance(value, str):
        return gap + spelled_string(value, draw(st.sampled_from(_SPELLINGS))) + gap
    return gap + json.dumps(value) + gap


def spelled_string(value: str, spelling: str) -> str:
    """A string's text: as short as can be, in ASCII, or all as `\\u` escapes."""
    if spelling != "units":
        return json.dumps(value, ensure_ascii=spelling == "escaped")
    units = value.encode("utf-16-be").hex()
    return '"' + "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4)) + '"'
