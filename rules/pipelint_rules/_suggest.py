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
    from difflib import SequenceMatcher, get_close_matches

    meant = wrong.casefold()
    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    found = get_close_matches(meant, folded, n=max(len(folded), 1))
    # Of equally near names difflib would take the last one in order of text.
    best = min(found, key=lambda n: (-SequenceMatcher(None, n, meant).ratio(), n), default=None)
    return None if best is None else folded[best]


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
