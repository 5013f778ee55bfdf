"""What somebody meant who wrote a name that does not exist."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

#: More names than these are not listed in a hint.
MAX_LISTED = 8


def did_you_mean(wrong: str, known: Iterable[str]) -> str | None:
    """`did you mean 'Prep'?`, or None where no known name is near.

    A name that differs in case only is the nearest; of equally near names the first in order
    of text is taken.
    """
    near = nearest(wrong, known)
    return None if near is None else f"did you mean '{near}'?"


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known name that is most like a wrong one, None where none is like it."""
    # Only a finding pays for the import.
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    found = get_close_matches(wrong.casefold(), sorted(folded), n=1)
    return folded[found[0]] if found else None


def one_of(known: Iterable[str]) -> str | None:
    """`expected one of 'A', 'B'`; None where there are no names, or too many to list."""
    names = list(known)
    if not names or len(names) > MAX_LISTED:
        return None
    if len(names) == 1:
        return f"expected '{names[0]}'"
    return "expected one of " + ", ".join(f"'{name}'" for name in names)


def suggest(wrong: str, known: Iterable[str]) -> str | None:
    """The nearest name, else the list of all names, else None."""
    names = sorted(known)
    return did_you_mean(wrong, names) or one_of(names)
