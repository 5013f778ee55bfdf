"""One rule over one definition."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from pipelint.lint import Finding, Rule, check_source
from pipelint.text import Source

Json = Mapping[str, object]


def lint(rule: Rule, definition: object) -> tuple[Finding, ...]:
    """What a rule says of a definition: a JSON value, or the text itself as bytes."""
    data = definition if isinstance(definition, bytes) else json.dumps(definition).encode()
    return check_source(Source.from_bytes(data, "a.json"), [rule], file="a.json").findings


def pipeline(steps: Sequence[object] = (), parameters: Sequence[Json] = ()) -> Json:
    """A definition of steps and parameters."""
    return {"Version": "2020-12-01", "Parameters": list(parameters), "Steps": list(steps)}


def step(name: str, kind: str = "Training", **keys: object) -> dict[str, object]:
    """A step; its arguments are empty unless they are given."""
    return {"Name": name, "Type": kind, "Arguments": {}, **keys}


def condition(*sides: Sequence[object], **keys: object) -> dict[str, object]:
    """The Condition step `Check` with the steps of one branch, or of two."""
    lists = dict(zip(("IfSteps", "ElseSteps"), (list(side) for side in sides), strict=False))
    return step("Check", "Condition", **{"Arguments": {"Conditions": [], **lists}, **keys})


def for_each(body: Sequence[object], **arguments: object) -> dict[str, object]:
    """The ForEach step `Each` over one item."""
    own: dict[str, object] = {"IterableItems": [1], "MaxConcurrency": 1, "ForEachBody": list(body)}
    return step("Each", "ForEach", Arguments={**own, **arguments})
