"""What the tests of references share: what a path means beside some steps."""

from __future__ import annotations

import json
from typing import Any

from pipelint.analysis import Facts, Resolution
from pipelint.model import Reference, read
from pipelint.text import Source

TRAIN = {
    "Name": "Train",
    "Type": "Training",
    "Arguments": {
        "HyperParameters": {"epochs": "3"},
        "InputDataConfig": [{"ChannelName": "train"}, {"ChannelName": "test"}],
        "VpcConfig": {"Subnets": ["a", "b"]},
    },
}

BODY = {
    "Name": "Body",
    "Type": "Lambda",
    "Arguments": {"item": {"Get": "ForEach.CurrentItem"}},
    "OutputParameters": [{"OutputName": "Score", "OutputType": "Float"}],
}


def for_each(field: str | None = None, **arguments: Any) -> dict[str, Any]:
    arguments["ForEachBody"] = [BODY]
    if field is not None:
        arguments["Selector"] = {"Pick": "MaxBy", "Field": {"Get": field}}
    return {"Name": "Each", "Type": "ForEach", "Arguments": arguments}


def facts_of(*steps: dict[str, Any], **document: Any) -> Facts:
    text = json.dumps({"Version": "2020-12-01", "Steps": steps, **document})
    return Facts(*read(Source.from_bytes(text.encode(), "definition.json")))


def resolutions(paths: list[str], *steps: dict[str, Any], **document: Any) -> list[Resolution]:
    """What each path means to a step beside the given ones."""
    reader = {"Name": "Reader", "Type": "Lambda", "Arguments": {}}
    reader["Arguments"] = {str(at): {"Get": path} for at, path in enumerate(paths)}
    facts = facts_of(*steps, reader, **document)
    found = [each for each in facts.index[Reference] if each.step.name == "Reader"]
    return [facts.resolution(reference) for reference in found]


def resolved(path: str, *steps: dict[str, Any], **document: Any) -> Resolution:
    [found] = resolutions([path], *steps, **document)
    return found


def fault(path: str, *steps: dict[str, Any], **document: Any) -> tuple[str, str | None]:
    """The kind of a path's fault, and the text at which it is."""
    found = resolved(path, *steps, **document)
    assert found.type == "Any"
    assert found.fault is not None
    segment = found.fault.segment
    return found.fault.kind, None if segment is None else path[segment.start : segment.end]


def known(path: str, *steps: dict[str, Any]) -> tuple[str, ...]:
    found = resolved(path, *steps).fault
    assert found is not None
    return found.known
