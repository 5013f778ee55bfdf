"""Paths into what is given and into JSON files, and how they are written."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pipelint.text import Path

#: The largest index of a list that is made: more elements than any API lists.
LAST_INDEX = 9999
_PLAIN = re.compile(r"[^.\[\]'\s]+")


def given_path(path: Iterable[str | int]) -> str:
    """A path into a `given` mapping as a person writes it: `steps.Eval.outputs['a.b']`.

    An iteration is a key of the mapping `iterations`, so it is written as a member.
    """
    words = ""
    before: str | int = ""
    for key in path:
        if isinstance(key, int) and before != "iterations":
            words += f"[{key}]"
        elif _PLAIN.fullmatch(str(key)):
            words += f".{key}" if words else str(key)
        else:
            words += f"['{key}']"
        before = key
    return words


def put(given: dict[str, Any], path: Path, value: object) -> None:
    """Set an entry of a `given` mapping; lists and mappings on the way are made.

    The elements before the one that is wanted are like it, as far as that can be: empty mappings
    or lists, the value itself. An entry that lies in, or around, one that is there already is left
    out, and so is one behind an index that no real list has.
    """
    if any(isinstance(key, int) and key > LAST_INDEX for key in path):
        return
    here: Any = given
    for key, following in zip(path, (*path[1:], None), strict=True):
        if isinstance(here, list):
            assert isinstance(key, int)
            here.extend(_empty(following, value) for _ in range(len(here), key + 1))
        elif not isinstance(here, dict) or (following is None and key in here):
            return
        if following is None:
            here[key] = value
            return
        is_list = isinstance(following, int) and key != "iterations"
        if isinstance(here, dict):
            here = here.setdefault(key, [] if is_list else {})
        else:
            if here[key] == {} and is_list:
                here[key] = []
            here = here[key]


def _empty(following: str | int | None, value: object) -> object:
    if following is None:
        return value
    return [] if isinstance(following, int) else {}
