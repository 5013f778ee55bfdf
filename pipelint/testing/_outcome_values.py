"""What the outside world may give: values of outcomes that the places take that they get to."""

from __future__ import annotations

from pipelint.testing._reach import misfit
from pipelint.testing._start_samples import reach_of
from pipelint.testing._typed_values import WORDS, around, either, sample_of, values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pipelint.analysis import Facts
    from pipelint.testing._typed_values import Values
    from pipelint.text import Path


#: The one text that has to be a time.
_START = ("execution", "StartDateTime")


def outcome_boundaries(
    path: Path, kind: str, compared: Iterable[object], facts: Facts
) -> list[Any]:
    """Those at, just below and just above what an outcome is compared with.

    Numbers are there whatever takes them, since a comparison may keep them from where they do not
    fit; a text beside another one is made up, and has to fit.
    """
    held = [*compared]
    sure = bounds(path, kind, held)
    near = dict.fromkeys(around(_kind(path, kind), held))
    return [each for each in near if each in sure or _is_taken(each, path, facts)]


def bounds(path: Path, kind: str, compared: Iterable[object]) -> list[Any]:
    """What an outcome is compared with, and the numbers just below and just above."""
    held = [*compared]
    near = dict.fromkeys(around(_kind(path, kind), held))
    return [each for each in near if each in held or not isinstance(each, str)]


def _kind(path: Path, kind: str) -> str:
    return "Timestamp" if path == _START else kind


def outcome_values(path: Path, kind: str, compared: Iterable[object], facts: Facts) -> Values:
    """The values of an outcome, by its path in `given`."""
    kind, reach = _kind(path, kind), reach_of(facts)
    shapes = reach.ends_of(path)
    boundaries = outcome_boundaries(path, kind, compared, facts)
    if kind in ("String", "Any") and reach.is_part(path):
        return either(boundaries, WORDS)
    random = values(kind, (), shapes)
    return either(boundaries, random)


def outcome_sample(path: Path, kind: str, facts: Facts, usual: object = None) -> Any:
    """The usual value of an outcome, else one that the places take that it gets to."""
    return sample_of(kind, reach_of(facts).ends_of(path), usual)


def _is_taken(value: str, path: Path, facts: Facts) -> bool:
    return _fits(value, path, facts) and (value.isprintable() or not reach_of(facts).is_part(path))


def _fits(value: object, path: Path, facts: Facts) -> bool:
    return all(misfit(value, shape) is None for shape in reach_of(facts).ends_of(path))
