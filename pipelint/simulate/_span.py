"""When a step ran, and what its response tells of that."""

from __future__ import annotations

import re

from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.catalog import Shape
    from pipelint.simulate._identity import Identity

#: Members that hold the time of a beginning: `CreationTime`, `TrainingStartTime`, `createdAt`. All
#: other times are those of an end or of a last change.
_BEGINNING = re.compile("creat|start", re.IGNORECASE)
#: Members that hold how long something took. Others that count seconds are limits of the request.
_LENGTHS = frozenset(
    {
        "BillableTimeInSeconds",
        "RuntimeInSeconds",
        "TrainingTimeInSeconds",
        "totalExecutionDurationSeconds",
    }
)


class Span(NamedTuple):
    """The time of a step, in seconds after the start of the execution."""

    identity: Identity
    started: float
    ended: float

    def time(self, member: str) -> str:
        """The time that a member of the response holds."""
        return self.identity.time(self.started if _BEGINNING.search(member) else self.ended)

    def length(self, member: str, shape: Shape) -> int | None:
        """The seconds that a member of the response counts, None where it counts none."""
        if member not in _LENGTHS:
            return None
        return max(round(self.ended - self.started), int(shape.min or 0))
