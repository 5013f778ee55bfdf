"""What a type checker sees of named tuples; checked by mypy, never run."""

from __future__ import annotations

from typing_extensions import assert_type

from pipelint.records import NamedTuple


class Point(NamedTuple):
    """A point with a name."""

    x: int
    name: str | None = None

    @property
    def twice(self) -> int:
        """Two times."""
        return self.x * 2


point = Point(1)
x, name = point
assert_type(x, int)
assert_type(name, "str | None")
assert_type(point.twice, int)
assert_type(point._replace(x=2), Point)
assert_type(point[0], int)

Point("1")  # type: ignore[arg-type]  # a text is no number
point.x = 2  # type: ignore[misc]  # fields do not change
point.y  # type: ignore[attr-defined]  # noqa: B018  # there is no such field
