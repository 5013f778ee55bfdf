"""What a step says beside its arguments: dependencies, retries, caching, names for people."""

from __future__ import annotations

from pipelint.catalog import STEP_TYPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pipelint.testing._generate_draft import Made, Site

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


def extras(site: Site, kind: str) -> dict[str, Any]:
    """The members of a step beside its arguments; it notes what the step follows."""
    chosen = site.draft.below(_CHANCES) - (_CHANCES - _ALL - 1)
    found: dict[str, Any] = {}
    entries = _dependencies(site, chosen)
    if entries:
        found["DependsOn"] = entries
    definition = STEP_TYPES[kind]
    if chosen in (_CACHED, _ALL) and definition.cache:
        found["CacheConfig"] = _cache(site)
    if chosen in (_RETRIED, _ALL) and definition.retry_exceptions:
        found["RetryPolicies"] = _retries(site, definition.retry_exceptions)
    if chosen in (_NAMED, _ALL):
        found |= {"DisplayName": "__main__.step", "Description": "d"}
    return found


def with_listed(site: Site, found: dict[str, Any]) -> dict[str, Any]:
    """The same, with the steps that nothing else makes it wait for."""
    entries = found.get("DependsOn", [])
    more = [step for step in site.listed if step not in entries]
    return {**found, "DependsOn": [*entries, *more]} if more else found


def _dependencies(site: Site, chosen: int) -> list[Any]:
    if chosen not in (_DEPENDS, _TRIGGERED, _ALL):
        return []
    known = [made for made in site.draft.made if _can_follow(site, made)]
    if not known:
        return []
    if chosen == _TRIGGERED:
        made = site.draft.pick(known)
        site.needs |= made.needs
        site.endings[made.name] = trigger = site.draft.pick(_TRIGGERS)
        return [{"Step": made.name, "Trigger": trigger}]
    entries: list[Any] = []
    for _ in range(1 + site.draft.below(2)):
        made = site.draft.pick(known)
        if made.name not in entries and _can_follow(site, made):
            site.needs |= made.needs
            entries.append(made.name)
    return entries


def _can_follow(site: Site, made: Made) -> bool:
    """Whether a step may be named in the `DependsOn` of one here."""
    if made.type == "Fail" or (made.type == "Condition" and site.draft.clean):
        return False
    return site.can_wait(made.needs, made.group)


def _cache(site: Site) -> dict[str, Any]:
    at = site.draft.below(len(_DURATIONS) + 1)
    if at == len(_DURATIONS):
        return {"Enabled": False}
    return {"Enabled": True, "ExpireAfter": _DURATIONS[at]}


def _retries(site: Site, known: tuple[str, ...]) -> list[Any]:
    """One policy, or two for different exceptions."""
    at = site.draft.below(len(known))
    bounds = site.draft.pick(_BOUNDS)
    first = {"ExceptionType": list(known[: at + 1]), "IntervalSeconds": 5, **bounds}
    rest = known[at + 1 :]
    if not rest or not site.draft.below(2):
        return [first]
    return [first, {"ExceptionType": list(rest), "BackoffRate": 1.5, "MaxAttempts": 2}]
