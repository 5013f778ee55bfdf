"""Executions at the boundaries: what each input can change, one input at a time."""

from __future__ import annotations

from pipelint.simulate import needed, put
from pipelint.testing._laid import entry, laid
from pipelint.testing._outcome_values import outcome_boundaries, outcome_sample
from pipelint.testing._reads import Reads
from pipelint.testing._start_samples import item_sample, samples_of
from pipelint.testing._start_values import parameter_boundaries
from pipelint.testing._troubles import handled_troubles, merged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from pipelint.analysis import Facts, Type
    from pipelint.simulate import Input
    from pipelint.text import Path

    #: The parameters of a start, and what is given besides.
    Execution = tuple[dict[str, Any], dict[str, Any]]

#: More of them take longer than they tell.
_MOST = 100


def boundary_executions(facts: Facts) -> list[Execution]:
    """The defaults with samples of all that decides; then the same with one thing changed.

    Each is the parameters of a start, and what is given besides.
    """
    base: dict[str, Any] = {}
    for path, value in samples(facts):
        put(base, path, value)
    started = base.pop("parameters", {})
    found = [(started, base), *_changed(facts, started, base)]
    return found[:_MOST]


def samples(facts: Facts, given: Mapping[str, Any] | None = None) -> Iterator[tuple[Path, Any]]:
    """What has to be given beside what is, and what else is read of the same files."""
    inputs = needed(facts, (given or {}).get("parameters"), given)
    for each in _sampled(facts, inputs):
        yield each.path, each.sample
    yield from _beside(facts, inputs)


def _sampled(facts: Facts, inputs: Sequence[Input]) -> Iterator[Input]:
    """Inputs, each with a sample that suits where it gets to."""
    types = dict(_read_of_files(facts, inputs))
    for each in inputs:
        loop = facts.steps.get(each.step or "") if each.use == "items" else None
        if each.use == "parameter":
            yield each._replace(sample=samples_of(facts)[str(each.path[-1])])
        elif loop is not None:
            yield each._replace(sample=item_sample(loop, facts))
        else:
            kind = types.get(each.path, each.type)
            usual = each.sample if kind == each.type else None
            sample = outcome_sample(each.path, kind, facts, usual)
            yield each._replace(type=kind, sample=sample)


def _read_of_files(facts: Facts, inputs: Sequence[Input]) -> Iterator[tuple[Path, Type]]:
    """All that is read of the files that something lies in that decides."""
    reads = Reads(facts)
    deciding = [each for each in inputs if each.use != "parameter"]
    for places in reads.files(deciding).values():
        yield from ((path, reads.types[read]) for path, read in places)


def _beside(facts: Facts, inputs: Sequence[Input]) -> Iterator[tuple[Path, Any]]:
    """A sample of what is read of these files, and decides nothing."""
    known = {each.path for each in inputs}
    for path, kind in _read_of_files(facts, inputs):
        if path not in known:
            yield path, outcome_sample(path, kind, facts)


def _changed(facts: Facts, started: dict[str, Any], base: dict[str, Any]) -> Iterator[Execution]:
    for each in _sampled(facts, needed(facts)):
        for value in outcome_boundaries(each.path, each.type, each.compared, facts):
            if each.use not in ("parameter", "file"):
                yield started, laid(entry(each.path, value), base)
    for name, parameter in facts.parameters.items():
        for value in parameter_boundaries(parameter, facts):
            yield {**started, name: value}, base
    for trouble in handled_troubles(facts):
        yield started, merged(base, trouble)
