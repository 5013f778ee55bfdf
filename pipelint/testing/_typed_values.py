"""Values by their type: those at boundaries first."""

from __future__ import annotations

import math
from string import ascii_letters, ascii_lowercase, digits

from hypothesis import strategies as st

from pipelint.catalog import LIMITS
from pipelint.simulate import plausible, read_time, written
from pipelint.testing._reach import misfit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from pipelint.catalog import Shape

    Values = st.SearchStrategy[Any]

#: What a part of a time is completed with.
_TIME = "0000-01-01T00:00:00Z"
#: Characters of a made text, at most.
_USUAL = 40
RANDOM: dict[str, Values] = {
    "Integer": st.integers(),
    "Float": st.floats(allow_nan=False, allow_infinity=False),
    "Boolean": st.booleans(),
    "String": st.text(min_size=1, max_size=_USUAL),
    "Timestamp": st.datetimes().map(lambda time: f"{time.isoformat()}Z"),
}
SAMPLES: dict[str, Any] = {"Integer": 1, "Float": 0.5, "Boolean": False}
#: Characters of the longest text that a start takes.
LONGEST = LIMITS["parameter-override"].value
#: Texts that fit wherever names do.
WORDS: Values = st.text(ascii_lowercase + digits, min_size=1, max_size=12)
#: Kinds of texts, from the wildest, each with one that stands for them.
TEXTS: tuple[tuple[str, Values], ...] = (
    ("\0\u00e9 '\"/", RANDOM["String"]),
    ("a b", st.text(ascii_letters + digits + " -_./", min_size=1, max_size=_USUAL)),
    ("a1", WORDS),
    (
        "s3://a/a1",
        st.text(ascii_lowercase + digits, min_size=1, max_size=12).map("s3://a/{}".format),
    ),
    ("7", st.integers(0, 1000).map(str)),
    # The number of an account.
    ("111122223333", st.integers(0, 10**12 - 1).map("{:012}".format)),
)
RANDOM["Any"] = st.one_of(*(RANDOM[kind] for kind in ("String", "Float", "Integer", "Boolean")))


def values(kind: str, compared: Iterable[object] = (), shapes: Sequence[Shape] = ()) -> Values:
    """Values of a type; those come first that lie at, just below and just above others.

    The others are values that all of some shapes take.
    """
    boundaries = list(dict.fromkeys(around(kind, compared)))
    if shapes:
        ends = [end for end in ends_of(kind, shapes) if _fit(end, shapes)]
        boundaries = list(dict.fromkeys([*boundaries, *ends]))
    takes = (lambda value: _fit(value, shapes)) if shapes else None
    random = random_values(kind, takes, shapes)
    return either(boundaries, random)


def either(boundaries: Sequence[Any], random: Values | None) -> Values:
    """Boundaries before random values; any text where neither is known."""
    known = [st.sampled_from(boundaries)] if boundaries else []
    if random is None:
        return known[0] if known else RANDOM["String"]
    return st.one_of(*known, random)


def sample_of(kind: str, shapes: Sequence[Shape], usual: object = None) -> Any:
    """The usual value of a type, else one that all of some shapes take."""
    first = SAMPLES.get(kind, "a") if usual is None else usual
    texts = [sample for sample, _ in TEXTS] if kind in ("String", "Any") else []
    likely = [first, *ends_of(kind, shapes), *texts]
    return next((each for each in likely if _fit(each, shapes)), first)


def _fit(value: object, shapes: Iterable[Shape]) -> bool:
    return all(misfit(value, shape) is None for shape in shapes)


def random_values(
    kind: str, takes: Callable[[Any], bool] | None = None, shapes: Sequence[Shape] = ()
) -> Values | None:
    """Any values of a type that are taken, None where it is not known how to make one.

    Of numbers the `shapes` give the range.
    """
    if takes is None:
        return RANDOM.get(kind, RANDOM["Any"])
    if kind in ("String", "Any"):
        texts = [texts for sample, texts in TEXTS if takes(sample)]
        if not texts:
            return None
        return (RANDOM["Any"] if kind == "Any" else texts[0]).filter(takes)
    lows = [shape.min for shape in shapes if shape.min is not None]
    highs = [shape.max for shape in shapes if shape.max is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if kind == "Integer":
        least, most = (None if end is None else int(end) for end in (low, high))
        return st.integers(least, most).filter(takes)
    if kind == "Float":
        return st.floats(low, high, allow_nan=False, allow_infinity=False).filter(takes)
    return RANDOM.get(kind, RANDOM["Any"])


def ends_of(kind: str, shapes: Iterable[Shape]) -> Iterator[Any]:
    """The smallest and largest numbers, the shortest and longest texts, and likely ones."""
    for shape in shapes:
        if kind in ("Integer", "Float"):
            made = int if kind == "Integer" else float
            yield from (made(end) for end in (shape.min, shape.max) if end is not None)
        elif kind == "String" and shape.kind == "string":
            yield from sorted(shape.enum or ())
            yield plausible(shape, "made", shape.name, "")
            yield from ("a" * int(end) for end in (shape.min, shape.max) if end and end <= LONGEST)


def around(kind: str, compared: Iterable[object]) -> Iterator[Any]:
    """The values themselves, and those of a type just below and just above them."""
    for value in compared:
        if isinstance(value, str):
            if kind == "Timestamp":
                yield from _around_time(value)
            elif value and kind in ("String", "Any"):
                yield from (value, f"{value}\0", *_just_below(value))
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield from _around_number(kind, value)


def _around_number(kind: str, value: float) -> Iterator[float]:
    if kind == "Integer":
        whole = math.floor(value)
        yield from (whole, whole - 1, whole + 1)
    elif kind in ("Float", "Any"):
        number = float(value)
        near = (number, math.nextafter(number, -math.inf), math.nextafter(number, math.inf))
        yield from filter(math.isfinite, near)


def _around_time(text: str) -> Iterator[str]:
    """The time itself, or that at which a part of one begins; a second before, and one after."""
    at = read_time(text + _TIME[len(text) :])
    if at is not None:
        yield from (written(at, seconds) for seconds in (0, -1, 1))


def _just_below(text: str) -> Iterator[str]:
    """A text that comes before another one by code point."""
    last = ord(text[-1]) - 1
    if last > 0 and not 0xD800 <= last < 0xE000:
        yield text[:-1] + chr(last)
