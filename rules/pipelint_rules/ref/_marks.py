"""Which part of a reference's text a finding marks, and how messages speak of it."""

from __future__ import annotations

from pipelint import Place, Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipelint import Facts, Segment, Unresolved, UnresolvedKind


def unresolved(*kinds: UnresolvedKind) -> Callable[[Facts], Sequence[Reference]]:
    """The elements of a rule about references that cannot be resolved for one of these reasons."""
    return lambda facts: facts.unresolved(*kinds)


def mentioning(word: str) -> Callable[[Facts], Sequence[Reference]]:
    """The elements of a rule about references in whose text the word stands."""
    return lambda facts: [each for each in facts.index[Reference] if word in each.text]


def fault_of(reference: Reference, facts: Facts, *kinds: str) -> Unresolved | None:
    """Why a reference cannot be resolved, if it is for one of these reasons."""
    fault = facts.resolution(reference).fault
    return fault if fault is not None and fault.kind in kinds else None


def whole(reference: Reference) -> Place:
    """The text of the reference, with its quotes."""
    return Place(reference.path, at=(*reference.path, "Get"))


def segment_place(reference: Reference, segment: Segment | None) -> Place:
    """The accessor in the reference: a name in brackets with its quotes."""
    if segment is None:
        return reference.place
    quote = 1 if segment.kind == "key" else 0
    return reference.mark(segment.start - quote, segment.end + quote)


def before(reference: Reference, segment: Segment) -> str:
    """The path up to an accessor."""
    opening = {"member": 1, "index": 1, "key": 2}[segment.kind]
    return reference.text[: segment.start - opening]


def after(reference: Reference, segment: Segment) -> str:
    """The path behind an accessor."""
    closing = {"member": 0, "index": 1, "key": 2}[segment.kind]
    return reference.text[segment.end + closing :]


def holder_of(reference: Reference, segment: Segment) -> str:
    """The last name before an accessor, in quotes."""
    return f"'{before(reference, segment).rpartition('.')[2]}'"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: `'a', 'b' and 'c'`."""
    quoted = [f"'{name}'" for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"
