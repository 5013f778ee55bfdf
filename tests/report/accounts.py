"""Executions to be told to people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipelint.analysis import Facts
from pipelint.model import read
from pipelint.report import Account, account_report, plain
from pipelint.simulate import Trace, simulate
from pipelint.text import Source
from tests.testing.quality import QUALITY

TOLD = {"Ask": {"outputs": {"mse": 4.2}}}


def account(
    definition: Mapping[str, Any] = QUALITY,
    *,
    parameters: Mapping[str, Any] | None = None,
    steps: Mapping[str, Any] = TOLD,
    cache_from: Trace | None = None,
    verbose: bool = False,
) -> Account:
    """The account of an execution; what is given comes from `given.yaml`, parameters from -p."""
    facts = Facts(*read(Source.from_text(json.dumps(definition), "quality.json")))
    named = parameters or {}
    trace = simulate(facts, parameters=named, given={"steps": steps}, cache_from=cache_from)

    def origin(path: tuple[str | int, ...]) -> str:
        if path[0] == "parameters":
            return "-p" if path[1] in named else ""
        return "given.yaml:4" if path[0] == "steps" else ""

    return Account("quality.json", facts, trace, origin, verbose)


def text_of(*args: Any, **kwargs: Any) -> str:
    return plain(account_report(account(*args, **kwargs)))


def condition(*conditions: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A definition with one decision."""
    arguments = {"Conditions": list(conditions), "IfSteps": [], "ElseSteps": []}
    steps = [{"Name": "Good", "Type": "Condition", "Arguments": arguments}]
    return {"Version": "2020-12-01", "Parameters": QUALITY["Parameters"], "Steps": steps, **more}
