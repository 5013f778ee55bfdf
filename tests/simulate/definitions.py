"""Small definitions to be executed, and what is told of their executions."""

from __future__ import annotations

from typing import Any

import pipelint
from pipelint.simulate import Trace
from pipelint.targets import Definition

ARN = "arn:aws:lambda:us-east-1:111122223333:function:f"


def definition(*steps: dict[str, Any], parameters: dict[str, Any] | None = None) -> Definition:
    """A definition of these steps; the type of each parameter is that of its default."""
    declared = [
        {"Name": name, "Type": kind_of(default), "DefaultValue": default}
        for name, default in (parameters or {}).items()
    ]
    return pipelint.load({"Version": "2020-12-01", "Parameters": declared, "Steps": [*steps]})


def kind_of(value: object) -> str:
    return {bool: "Boolean", int: "Integer", float: "Float"}.get(type(value), "String")


def call(name: str, *depends_on: Any, **members: Any) -> dict[str, Any]:
    """A Lambda step: the smallest that takes time and a slot."""
    step = {"Name": name, "Type": "Lambda", "FunctionArn": ARN, "Arguments": {}, **members}
    return {**step, "DependsOn": list(depends_on)} if depends_on else step


def training(name: str, *depends_on: Any, **members: Any) -> dict[str, Any]:
    arguments = {"StoppingCondition": {"MaxRuntimeInSeconds": 60}}
    step = {"Name": name, "Type": "Training", "Arguments": arguments, **members}
    return {**step, "DependsOn": list(depends_on)} if depends_on else step


def on(step: str, trigger: str) -> dict[str, str]:
    """An entry of `DependsOn` with a trigger."""
    return {"Step": step, "Trigger": trigger}


def get(path: str) -> dict[str, str]:
    return {"Get": path}


def reads(*paths: str) -> dict[str, Any]:
    """Arguments that are properties of other steps."""
    return {f"a{index}": get(path) for index, path in enumerate(paths)}


def outputs(**types: str) -> list[dict[str, str]]:
    return [{"OutputName": name, "OutputType": kind} for name, kind in types.items()]


def fail(name: str, message: Any = "", *depends_on: Any) -> dict[str, Any]:
    step = {"Name": name, "Type": "Fail", "Arguments": {"ErrorMessage": message}}
    return {**step, "DependsOn": list(depends_on)} if depends_on else step


def condition(
    name: str, yes: Any = (), no: Any = (), *depends_on: Any, left: Any = 1, right: Any = 1
) -> dict[str, Any]:
    """A Condition step: is `left` equal to `right`?"""
    question = {"Type": "Equals", "LeftValue": left, "RightValue": right}
    arguments = {"Conditions": [question], "IfSteps": [*yes], "ElseSteps": [*no]}
    step = {"Name": name, "Type": "Condition", "Arguments": arguments}
    return {**step, "DependsOn": list(depends_on)} if depends_on else step


def for_each(
    name: str,
    body: list[dict[str, Any]],
    items: Any,
    *depends_on: Any,
    concurrency: int = 1,
    **arguments: Any,
) -> dict[str, Any]:
    held = {"IterableItems": items, "MaxConcurrency": concurrency, "ForEachBody": body}
    step = {"Name": name, "Type": "ForEach", "Arguments": {**held, **arguments}}
    return {**step, "DependsOn": list(depends_on)} if depends_on else step


def fails(*kinds: str) -> dict[str, Any]:
    """What is given of a step whose first attempts fail; without any, all do."""
    return {"fails": list(kinds) or "always"}


def lasts(seconds: float) -> dict[str, Any]:
    return {"duration": seconds}


def given(**steps: dict[str, Any]) -> dict[str, Any]:
    return {"steps": steps}


def statuses(trace: Trace) -> dict[str, str]:
    return {step.name: step.status for step in trace.steps}


def reasons(trace: Trace) -> dict[str, str]:
    """Why steps did not run, or failed."""
    return {step.name: step.reason for step in trace.steps if step.reason is not None}


def order(trace: Trace) -> list[str]:
    """The steps that ran, in the order of their start."""
    return [step.name for step in trace.steps if step.order is not None]


def clock(trace: Trace, name: str) -> tuple[str | None, str | None]:
    """When a step started and ended, without the date and the zone."""
    step = trace[name]
    return _clock(step.started_at), _clock(step.ended_at)


def _clock(time: str | None) -> str | None:
    return None if time is None else time[11:].removesuffix("Z")
