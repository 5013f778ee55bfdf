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
    or lists, the value itself. A list of which elements are told by index and by name is a mapping,
    in which the indexes count. An entry that lies in, or around, one that is there already is left
    out, and so is one behind an index that no real list has.
    """
    if any(isinstance(key, int) and key > LAST_INDEX for key in path):
        return
    here: Any = given
    keys: tuple[Any, ...] = path
    before = ""
    for key, following in zip(keys, (*keys[1:], None), strict=True):
        if isinstance(here, list):
            assert isinstance(key, int)
            here.extend(_empty(following, value) for _ in range(len(here), key + 1))
        elif not isinstance(here, dict):
            return
        elif isinstance(key, int) and before != "iterations":
            key = _name_of(key, here)
        if following is None:
            if isinstance(here, list) or key not in here:
                here[key] = value
            return
        is_list = isinstance(following, int) and key != "iterations"
        here[key] = _holder(here[key] if isinstance(here, list) else here.get(key, {}), is_list)
        before, here = key, here[key]


def _name_of(index: int, elements: dict[str, Any]) -> str:
    """The name of the element with an index in a list that is given by names; it is there then."""
    for at in range(len(elements), index + 1):
        elements[str(at)] = {}
    return [*elements][index]


def _holder(known: Any, is_list: bool) -> Any:
    """What is there already, such that it takes an element, or else a member."""
    if is_list:
        return [] if known == {} else known
    return {str(at): each for at, each in enumerate(known)} if isinstance(known, list) else known


def _empty(following: str | int | None, value: object) -> object:
    if following is None:
        return value
    return [] if isinstance(following, int) else {}
