"""Steps with their smallest requests, and what an expression turns out to be in an execution."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipelint.analysis import Facts
from pipelint.model import read
from pipelint.simulate import Trace, simulate
from pipelint.text import Source

#: Of the request of the step `Prep`.
OUTPUTS = [
    {"OutputName": "train", "S3Output": {"S3Uri": "s3://b/train", "LocalPath": "/opt/train"}},
    {"OutputName": "test", "S3Output": {"S3Uri": "s3://b/test", "LocalPath": "/opt/test"}},
]
REPORT = {"PropertyFileName": "Report", "OutputName": "train", "FilePath": "report.json"}


def step(name: str, kind: str, arguments: Any = None, **more: Any) -> dict[str, Any]:
    """A step with its arguments, none if nothing is said."""
    return {"Name": name, "Type": kind, "Arguments": arguments or {}, **more}


def get(path: str) -> dict[str, str]:
    """A `Get`."""
    return {"Get": path}


def join(*values: Any, on: str = "") -> dict[str, Any]:
    """A `Std:Join`."""
    return {"Std:Join": {"On": on, "Values": list(values)}}


def json_get(path: str, **source: Any) -> dict[str, Any]:
    """A `Std:JsonGet`: of the property file `Report` of `Prep` unless something else is said."""
    where = source or {"PropertyFile": get("Steps.Prep.PropertyFiles.Report")}
    return {"Std:JsonGet": {**where, "Path": path}}


def result_of(name: str) -> dict[str, Any]:
    """The URI of the result of a step that is a function, as the SDK writes it."""
    return join(get(f"Steps.{name}.OutputDataConfig.S3OutputPath"), "results.json", on="/")


def processing(name: str = "Prep", **arguments: Any) -> dict[str, Any]:
    """A Processing step with two outputs and the property file `Report`."""
    request = {"ProcessingOutputConfig": {"Outputs": OUTPUTS}, **arguments}
    return step(name, "Processing", request, PropertyFiles=[REPORT])


def training(name: str = "Train", **arguments: Any) -> dict[str, Any]:
    """A Training step that writes to `s3://b/models`."""
    return step(
        name, "Training", {"OutputDataConfig": {"S3OutputPath": "s3://b/models"}, **arguments}
    )


def function(name: str = "Ask", **outputs: str) -> dict[str, Any]:
    """A Lambda step with outputs, each with its type."""
    declared = [{"OutputName": each, "OutputType": kind} for each, kind in outputs.items()]
    return step(name, "Lambda", FunctionArn="arn:aws:lambda:x", OutputParameters=declared)


def condition(kind: str, left: Any, right: Any) -> dict[str, Any]:
    """A condition object of two operands."""
    return {"Type": kind, "LeftValue": left, "RightValue": right}


def among(kind: str, query: Any, *values: Any) -> dict[str, Any]:
    """An `In` or `NotIn`."""
    return {"Type": kind, "QueryValue": query, "Values": list(values)}


def check(*conditions: Any, name: str = "Check") -> dict[str, Any]:
    """A Condition step without branches."""
    return step(name, "Condition", {"Conditions": list(conditions), "IfSteps": [], "ElseSteps": []})


def facts_of(*steps: Any, parameters: Sequence[Any] = (), **top: Any) -> Facts:
    """The facts of a definition."""
    whole = {"Version": "2020-12-01", "Parameters": list(parameters), "Steps": list(steps), **top}
    return Facts(*read(Source.from_text(json.dumps(whole), "a.json")))


def execute(
    *steps: Any,
    parameters: Sequence[Any] = (),
    start: Mapping[str, Any] | None = None,
    given: Mapping[str, Any] | None = None,
    fakes: Mapping[str, Callable[[dict[str, Any]], Any]] | None = None,
    lenient: bool = False,
    **top: Any,
) -> Trace:
    """The trace of an execution of these steps."""
    return simulate(
        facts_of(*steps, parameters=parameters, **top),
        parameters=start,
        given=given,
        fakes=fakes,
        lenient=lenient,
    )


def value_of(expression: Any, *steps: Any, **inputs: Any) -> Any:
    """What a Lambda step `Read` is given for an expression; free data may stand there."""
    trace = execute(*steps, reader(expression), **inputs)

    assert trace["Read"].status == "Succeeded", trace["Read"].reason
    return trace["Read"].arguments["value"]


def refusal_of(expression: Any, *steps: Any, **inputs: Any) -> str | None:
    """Why the step `Read`, which reads the expression, fails."""
    trace = execute(*steps, reader(expression), **inputs)

    assert trace["Read"].status == "Failed", trace["Read"].reason
    return trace["Read"].reason


def reader(expression: Any) -> dict[str, Any]:
    """A Lambda step `Read` whose one argument is the expression."""
    return {**function("Read"), "Arguments": {"value": expression}}
