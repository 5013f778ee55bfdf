"""What is wrong with the inputs of a simulation."""

from __future__ import annotations

from pipelint.errors import PipelintError
from pipelint.records import NamedTuple
from pipelint.simulate._paths import given_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.text import Path


class InputFault(NamedTuple):
    """An input that does not fit.

    `path` leads to it in the `given` mapping; that of a parameter begins with `parameters`, that
    of a fake with `fakes`.
    """

    path: Path
    message: str

    @property
    def parameter(self) -> str | None:
        """The name of the parameter that does not fit, None for another input."""
        is_parameter = self.path[:1] == ("parameters",) and len(self.path) > 1
        return str(self.path[1]) if is_parameter else None

    def __str__(self) -> str:
        return f"{given_path(self.path)}: {self.message}" if self.path else self.message


class InputError(PipelintError):
    """Inputs that do not fit the definition; `faults` has all of them, in their order."""

    def __init__(self, faults: Sequence[InputFault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = tuple(faults)

    @property
    def messages(self) -> tuple[str, ...]:
        """A line for each fault."""
        return tuple(map(str, self.faults))
