"""Caching: which earlier run a step may take, and what of its key has changed.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-caching.html.
"""

from __future__ import annotations

from pipelint.analysis import type_of_json
from pipelint.records import NamedTuple
from pipelint.simulate._identity import read_time
from pipelint.simulate._value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from pipelint.simulate._identity import Identity
    from pipelint.simulate._plan import Cache
    from pipelint.simulate._run import Run
    from pipelint.simulate._trace import StepRun, Trace
    from pipelint.simulate._value import Tree
    from pipelint.text import Path


class Cached(NamedTuple):
    """A run that succeeded: what it was keyed by, its response and its end."""

    type: str
    key: Mapping[str, Any]
    response: Mapping[str, Tree]
    ended: datetime


def cached_runs(trace: Trace | None) -> dict[str, Cached]:
    """The runs of a trace that can be taken again, by the step's name: of several the newest."""
    found: dict[str, Cached] = {}
    for step in () if trace is None else trace.steps:
        ended = None if step.ended_at is None else read_time(step.ended_at)
        if step.status != "Succeeded" or ended is None:
            continue
        known = found.get(step.name)
        if known is None or known.ended <= ended:
            found[step.name] = Cached(step.type, _key(step), _tree(step), ended)
    return found


def _key(step: StepRun) -> Mapping[str, Any]:
    """The key that the run had; of a trace without one, its arguments tell."""
    return step.cache_key or {"Arguments": step.arguments}


def _tree(step: StepRun) -> dict[str, Tree]:
    """The old response; what was made up in it is so still."""
    made_up, root = frozenset(step.made_up), ("steps", step.name, "properties")
    return {
        member: _marked(value, f"/{_token(member)}", (*root, member), made_up)
        for member, value in step.response.items()
    }


def _marked(value: Any, where: str, path: Path, made_up: frozenset[str]) -> Tree:
    if where in made_up:
        return Value(value, type_of_json(value), (path,), path)
    if isinstance(value, dict):
        return {
            key: _marked(inner, f"{where}/{_token(key)}", (*path, key), made_up)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [
            _marked(inner, f"{where}/{index}", (*path, index), made_up)
            for index, inner in enumerate(value)
        ]
    return value


def _token(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def look_up(
    run: Run, cache: Cache, cached: Mapping[str, Cached], identity: Identity, now: float
) -> tuple[Cached | None, tuple[str, ...]]:
    """The earlier run that a step takes, else why there is none.

    That is the paths of the changed members of the key, or a word: `expired`, `no earlier run`.
    """
    if not cached:
        return None, ()
    old = cached.get(run.name)
    if old is None or old.type != run.step.type:
        return None, ("no earlier run",)
    changed = _changed(old.key, run.cache_key or {})
    if changed:
        return None, tuple(changed)
    at = read_time(identity.time(now))
    age = 0.0 if at is None else (at - old.ended).total_seconds()
    expired = cache.seconds is not None and age > cache.seconds
    return (None, ("expired",)) if expired else (old, ())


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Sequence[str]:
    """The members of the key that are not as they were."""
    if set(old) == {"Arguments"} and set(new) != {"Arguments"}:
        old = {path: _inside(old, path) for path in new}
    return [path for path in {**old, **new} if old.get(path) != new.get(path)]


def _inside(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value
