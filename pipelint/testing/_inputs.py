"""The inputs of the executions of one definition."""

from __future__ import annotations

from functools import cached_property

from hypothesis import strategies as st

from pipelint.simulate import needed, put
from pipelint.testing._outcome_values import outcome_values
from pipelint.testing._reads import Reads
from pipelint.testing._start_values import item_lists, parameter_values
from pipelint.testing._typed_values import values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.simulate import Input
    from pipelint.testing._typed_values import Values
    from pipelint.text import Path


class Inputs:
    """What a start and the outside world may give: each input with the values it may have."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._reads = Reads(facts)
        self._needed = needed(facts)

    @cached_property
    def parameters(self) -> Mapping[str, Values]:
        """The values of each parameter."""
        return {
            name: parameter_values(parameter, self._facts)
            for name, parameter in self._facts.parameters.items()
        }

    @cached_property
    def _outcomes(self) -> tuple[tuple[Path, Values], ...]:
        """All that decides, but for files in S3: their URIs are known in an execution only."""
        others = (each for each in self._needed if each.path[0] not in ("s3", "parameters"))
        return tuple(self._choices(others))

    @property
    def _reads_objects(self) -> bool:
        return any(each.path[0] == "s3" for each in self._needed)

    def draw(self, draw: st.DrawFn, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """A `given` mapping with all that decides; parameters without a value get one."""
        given: dict[str, Any] = {}
        for path, choice in self._outcomes:
            put(given, path, draw(choice))
        for name, choice in self.parameters.items():
            if self._facts.parameters[name].default is None and name not in parameters:
                put(given, ("parameters", name), draw(choice))
        if self._reads_objects:
            found = needed(self._facts, parameters, given)
            for path, choice in self._choices(each for each in found if each.path[0] == "s3"):
                put(given, path, draw(choice))
        return given

    def _choices(self, inputs: Iterable[Input]) -> Iterator[tuple[Path, Values]]:
        """Inputs with their values; of a file that one lies in, all that is read."""
        wanted = {each.path: each for each in inputs}
        files = self._reads.files(wanted.values())
        for places in files.values():
            for path, read in places:
                known = wanted.get(path)
                if known is not None and known.use == "items":
                    yield path, self._values(known)
                else:
                    compared = () if known is None else known.compared
                    kind = self._reads.types[read]
                    yield path, outcome_values(path, kind, compared, self._facts)
        inside = {path for places in files.values() for path, _ in places}
        for each in wanted.values():
            if each.path not in inside:
                yield each.path, self._values(each)

    def _values(self, each: Input) -> Values:
        if each.use == "items":
            loop = self._facts.steps.get(each.step or "")
            return values("String") if loop is None else item_lists(loop, self._facts)
        members = self._members(each)
        if members:
            return st.sampled_from(members)
        return outcome_values(each.path, each.type, each.compared, self._facts)

    def _members(self, each: Input) -> list[str]:
        """The values of an enumeration, for a property of one."""
        for use in self._facts.references_to("Steps"):
            if use.segments and str(each.path[-1]) == use.segments[-1].text:
                shape = self._facts.resolution(use).shape
                if shape is not None and shape.enum and use.name in each.path:
                    return sorted(shape.enum)
        return []


def inputs_of(facts: Facts) -> Inputs:
    """The inputs of a definition, found at the first call."""
    return facts.once(Inputs)
