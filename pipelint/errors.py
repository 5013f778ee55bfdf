"""How pipelint says that it was misused."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class PipelintError(Exception):
    """pipelint cannot do what was asked: a bad option, configuration, pack or file.

    The text is one line that names the file or option, the fault and, where there is one,
    the remedy. The command line prints it without a traceback and exits with 2.
    """

    @property
    def messages(self) -> tuple[str, ...]:
        """The lines of those that know several faults, else the one line of the text."""
        return (str(self),)


def suggestion(word: str, choices: Iterable[str]) -> str:
    """The end of a message, `: did you mean 'Prep'?`, or an empty text where nothing is near.

    Case does not count for nearness. Of equally near choices the first in order of text wins.
    """
    # Only a mistake pays for the import.
    from difflib import get_close_matches

    folded = {choice.casefold(): choice for choice in sorted(choices, reverse=True)}
    near = get_close_matches(word.casefold(), sorted(folded), n=1)
    return f": did you mean {folded[near[0]]!r}?" if near else ""
