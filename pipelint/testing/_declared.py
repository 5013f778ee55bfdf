"""The inputs of an execution that have values which the definition itself names."""

from __future__ import annotations

from functools import cached_property

from pipelint.simulate import needed
from pipelint.testing._outcome_values import bounds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.simulate import Trace
    from pipelint.text import Path


class Declared:
    """What of one execution is the definition's own word.

    The default and the EnumValues of a parameter are, and of an outcome the values that conditions
    hold it against, with the numbers beside them. All else was made up to see what happens: a
    request that does not take such a value tells more of the value than of the definition.
    """

    def __init__(self, facts: Facts, world: Mapping[str, Any], trace: Trace) -> None:
        self._facts = facts
        self._world = world
        self._parameters = trace.parameters

    def __contains__(self, path: Path) -> bool:
        """Whether the input at a path in `given` is."""
        root, *keys = path
        if root == "parameters":
            return self._is_declared(str(keys[0]))
        if root in ("steps", "s3"):
            return _at(self._world, path) in self._compared.get(path, ())
        return bool(root == "default")

    def _is_declared(self, name: str) -> bool:
        parameter = self._facts.parameters[name]
        members = [parameter.default, *parameter.enum_values]
        return self._parameters[name] in [each.value for each in members if each is not None]

    @cached_property
    def _compared(self) -> Mapping[Path, Sequence[Any]]:
        """Of each outcome the values that the definition holds it against."""
        others = {key: value for key, value in self._world.items() if key != "s3"}
        inputs = (*needed(self._facts), *needed(self._facts, given=others))
        return {each.path: bounds(each.path, each.type, each.written) for each in inputs}


def _at(given: Any, path: Path) -> Any:
    for key in path:
        is_there = isinstance(given, dict) and key in given
        if not is_there and not (isinstance(given, list) and key in range(len(given))):
            return None
        given = given[key]
    return given
