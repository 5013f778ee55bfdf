"""The release of botocore that the shipped shapes were taken from."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

# Raised by hand when the data is made anew: the generator refuses another botocore than this one.
# The date is that of the files in the wheel on PyPI.
_BOTOCORE = "1.44.5"
_DATE = "2026-11-17"


class Stamp:
    """The botocore version behind the shapes, and its date as `YYYY-MM-DD`."""

    __slots__ = ("botocore", "date")

    def __init__(self, botocore: str, date: str) -> None:
        self.botocore: Final = botocore
        self.date: Final = date

    def __str__(self) -> str:
        return f"botocore {self.botocore} of {self.date}"


def stamp() -> Stamp:
    """The version and date of the service model, without reading the data."""
    return Stamp(_BOTOCORE, _DATE)
