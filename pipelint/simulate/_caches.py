"""Caching: which earlier run a step may take, and what of its key has changed.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-caching.html.
"""

from __future__ import annotations

import json

from pipelint.analysis import type_of_json
from pipelint.records import NamedTuple
from pipelint.simulate._identity import read_time
from pipelint.simulate._value import Value, plain
from pipelint.text import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from pipelint.model import Step
    from pipelint.simulate._identity import Identity
    from pipelint.simulate._plan import Cache
    from pipelint.simulate._run import Run
    from pipelint.simulate._step_run import StepRun
    from pipelint.simulate._trace import Trace
    from pipelint.simulate._value import Tree
    from pipelint.text import Path


class Cached(NamedTuple):
    """A run that succeeded, and when it ended."""

    step: StepRun
    ended: datetime

    @property
    def response(self) -> dict[str, Tree]:
        """What it answered; what was made up in it is so still."""
        made_up, root = frozenset(self.step.made_up), _root(self.step)
        return {
            member: _marked(value, pointer((member,)), (*root, *_place(member)), made_up)
            for member, value in self.step.response.items()
        }


def cached_runs(trace: Trace | None) -> dict[str, Cached]:
    """The runs of a trace that can be taken again, by the step's name: of several the newest."""
    found: dict[str, Cached] = {}
    for step in () if trace is None else trace.steps:
        ended = None if step.ended_at is None else read_time(step.ended_at)
        if step.status != "Succeeded" or ended is None:
            continue
        known = found.get(step.name)
        if known is None or known.ended <= ended:
            found[step.name] = Cached(step, ended)
    return found


def _root(step: StepRun) -> Path:
    """The path of the step's entry in `given`."""
    if step.parent is None or step.iteration is None:
        return ("steps", step.name)
    return ("steps", step.parent, "iterations", step.iteration, step.step_name)


def _place(member: str) -> Path:
    return ("outputs",) if member == "OutputParameters" else ("properties", member)


def _marked(value: Tree, where: str, path: Path, made_up: frozenset[str]) -> Tree:
    if where in made_up:
        return Value(value, type_of_json(value), (path,), path)
    if isinstance(value, dict):
        return {
            key: _marked(inner, where + pointer((key,)), (*path, key), made_up)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [
            _marked(inner, where + pointer((index,)), (*path, index), made_up)
            for index, inner in enumerate(value)
        ]
    return value


def look_up(
    run: Run, cache: Cache, cached: Mapping[str, Cached], identity: Identity, now: float
) -> tuple[Cached | None, tuple[str, ...]]:
    """The earlier run that a step takes, else why there is none.

    That is the paths of the changed members of the key, or a word of `MISSES` and the members that
    it is about.
    """
    if not cached:
        return None, ()
    if cache.fault:
        return None, (cache.fault,)
    old = cached.get(run.name)
    if old is None or old.step.type != run.step.type:
        return None, ("no earlier run",)
    before, key = _old_key(old.step, run), key_of(run) or {}
    untold = [] if old.step.cache_key else [path for path in key if not _is_argument(path)]
    changed = [path for path in _changed(before, key) if path not in untold]
    if changed or untold:
        return None, tuple(changed or ("untold", *untold))
    at = read_time(identity.time(now))
    age = 0.0 if at is None else (at - old.ended).total_seconds()
    expired = cache.seconds is not None and age > cache.seconds
    return (None, ("expired",)) if expired else (old, ())


def key_of(run: Run) -> dict[str, Any] | None:
    """The members of a run that its cache key is made of, whether or not it has a cache.

    None where they are not known: of a step that did not come to its request, or of another type.
    """
    if run.order is None or run.unresolved is not None:
        return None
    return _key({"Arguments": run.arguments, **run.settings}, run.step)


def _old_key(old: StepRun, run: Run) -> Mapping[str, Any]:
    """The key that an earlier run had; a trace that does not tell it tells the arguments."""
    known = old.cache_key
    return known or _key({"Arguments": old.arguments}, run.step) or {}


def _key(members: Mapping[str, Tree], step: Step) -> dict[str, Any] | None:
    paths = () if step.definition is None else step.definition.cache_key
    parts = ((path, _inside(members, path)) for path in paths)
    return {path: plain(part) for path, part in parts if part is not None} if paths else None


def _is_argument(path: str) -> bool:
    return path.partition(".")[0] == "Arguments"


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Sequence[str]:
    """The members of the key that are not as they were."""
    return [path for path in {**old, **new} if not _same(old.get(path), new.get(path))]


def _same(old: Any, new: Any) -> bool:
    """Whether two values are the same JSON: Python takes 1 and true for equal."""
    return bool(old == new) and _written(old) == _written(new)


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _inside(tree: Tree, path: str) -> Tree:
    for key in path.split("."):
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree
