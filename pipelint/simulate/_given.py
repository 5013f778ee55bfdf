"""What is given of the outside world."""

from __future__ import annotations

from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pipelint.simulate._policies import Failure
    from pipelint.simulate._value import Tree, Value
    from pipelint.text import Path

#: The members that hold entries by name.
_BY_NAME = ("property_files", "properties", "outputs")


class Entry(NamedTuple):
    """What is given of one step; `root` is its path.

    `fails` are the failures of its first attempts; `result` is a tuple of one, empty where none is
    given. `duration` counts the seconds of an attempt. `said` are the members that are given, of
    which some may say no more than the defaults.
    """

    root: Path
    property_files: Mapping[str, Any] = {}
    properties: Mapping[str, Tree] = {}
    outputs: Mapping[str, Value] = {}
    result: tuple[Any, ...] = ()
    fails: tuple[Failure, ...] = ()
    duration: float | None = None
    stops: bool = False
    iterations: Mapping[int, Mapping[str, Entry]] = {}
    said: tuple[str, ...] = ()


def merged(base: Entry, own: Entry | None, root: Path) -> Entry:
    """An entry of one iteration: what it does not say, the entry of the body step does."""
    if own is None:
        return base._replace(root=root)
    found = {key: getattr(own, key) for key in own.said}
    for key in _BY_NAME:
        if key in found:
            found[key] = {**getattr(base, key), **found[key]}
    return base._replace(root=root, **found)


class Given(NamedTuple):
    """What is given of the outside world."""

    parameters: Mapping[str, Any] = {}
    steps: Mapping[str, Entry] = {}
    s3: Mapping[str, Any] = {}
    execution: Mapping[str, str] = {}
