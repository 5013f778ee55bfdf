"""What a step says beside its arguments: dependencies, retries, caching, names for people."""

from __future__ import annotations

from pipelint.catalog import STEP_TYPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pipelint.testing._generate_draft import Made, Place

_TRIGGERS = ("Failed", "Any", "Stopped")
_DURATIONS = ("P30D", "7d", "PT1H", "P1Y2M3DT4H5M", "t30m")
_BOUNDS: tuple[dict[str, int], ...] = (
    {"MaxAttempts": 1},
    {},
    {"MaxAttempts": 0},
    {"ExpireAfterMin": 5},
)
#: Of twelve steps one depends on another one, one does so on an end of it, and so on.
_DEPENDS, _TRIGGERED, _CACHED, _RETRIED, _NAMED, _ALL = range(6)
_CHANCES = 12


def extras(place: Place, kind: str) -> dict[str, Any]:
    """The members of a step beside its arguments; it notes what the step follows."""
    chosen = place.draft.below(_CHANCES) - (_CHANCES - _ALL - 1)
    found: dict[str, Any] = {}
    entries = _dependencies(place, chosen)
    if entries:
        found["DependsOn"] = entries
    definition = STEP_TYPES[kind]
    if chosen in (_CACHED, _ALL) and definition.cache:
        found["CacheConfig"] = _cache(place)
    if chosen in (_RETRIED, _ALL) and definition.retry_exceptions:
        found["RetryPolicies"] = _retries(place, definition.retry_exceptions)
    if chosen in (_NAMED, _ALL):
        found |= {"DisplayName": "__main__.step", "Description": "d"}
    return found


def with_listed(place: Place, found: dict[str, Any]) -> dict[str, Any]:
    """The same, with the steps that nothing else makes it wait for."""
    entries = found.get("DependsOn", [])
    more = [step for step in place.listed if step not in entries]
    return {**found, "DependsOn": [*entries, *more]} if more else found


def _dependencies(place: Place, chosen: int) -> list[Any]:
    if chosen not in (_DEPENDS, _TRIGGERED, _ALL):
        return []
    known = [made for made in place.draft.made if _can_follow(place, made)]
    if not known:
        return []
    if chosen == _TRIGGERED:
        made = place.draft.pick(known)
        place.needs |= made.needs
        place.endings[made.name] = trigger = place.draft.pick(_TRIGGERS)
        return [{"Step": made.name, "Trigger": trigger}]
    entries: list[Any] = []
    for _ in range(1 + place.draft.below(2)):
        made = place.draft.pick(known)
        if made.name not in entries and _can_follow(place, made):
            place.needs |= made.needs
            entries.append(made.name)
    return entries


def _can_follow(place: Place, made: Made) -> bool:
    """Whether a step may be named in the `DependsOn` of one here."""
    if made.type == "Fail" or (made.type == "Condition" and place.draft.clean):
        return False
    return place.can_wait(made.needs, made.group)


def _cache(place: Place) -> dict[str, Any]:
    at = place.draft.below(len(_DURATIONS) + 1)
    if at == len(_DURATIONS):
        return {"Enabled": False}
    return {"Enabled": True, "ExpireAfter": _DURATIONS[at]}


def _retries(place: Place, known: tuple[str, ...]) -> list[Any]:
    """One policy, or two for different exceptions."""
    at = place.draft.below(len(known))
    bounds = place.draft.pick(_BOUNDS)
    first = {"ExceptionType": list(known[: at + 1]), "IntervalSeconds": 5, **bounds}
    rest = known[at + 1 :]
    if not rest or not place.draft.below(2):
        return [first]
    return [first, {"ExceptionType": list(rest), "BackoffRate": 1.5, "MaxAttempts": 2}]
