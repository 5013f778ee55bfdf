"""The generated shapes against a second reading of the service model: the types of boto3-stubs."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

import pipelint.catalog
from pipelint.catalog import stamp

type_defs = pytest.importorskip("mypy_boto3_sagemaker.type_defs")
literals = pytest.importorskip("mypy_boto3_sagemaker.literals")
version = pytest.importorskip("mypy_boto3_sagemaker.version")

# What botocore 1.44.5 has and the stubs of 1.43.125 do not yet: new in the releases between.
NEW_MEMBERS = {
    "CreateEndpointConfigInput": {"CrossRegionTrafficConfig"},
    "DescribeEndpointConfigOutput": {"CrossRegionTrafficConfig"},
    "DescribeEndpointOutput": {"CrossRegionTrafficConfig"},
}
NEW_SHAPES = {"CrossRegionTrafficConfig"}
NEW_VALUES = {
    "JobCategory": {"DataQualityEvaluation", "DataTransformation", "SyntheticDataGeneration"},
    "JobSecondaryStatus": {
        "Executing",
        "Finalizing",
        "Generating",
        "PartialGeneration",
        "Preparing",
        "Publishing",
        "Transforming",
        "Validating",
    },
    "RoutingStrategy": {"KV_AWARE"},
}


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:3])


# Stubs that are newer than the data may have more; then only the other direction is compared.
OLDER = _numbers(version.__version__) <= _numbers(stamp().botocore)


@pytest.fixture(scope="module")
def shapes() -> dict[str, Any]:
    """The generated shapes of SageMaker, as they are in the file."""
    path = Path(pipelint.catalog.__file__).with_name("data") / "shapes.json"
    every = json.loads(path.read_text(encoding="utf-8"))["shapes"]
    return {name: raw for name, raw in every.items() if ":" not in name}


def _members(stub: type) -> dict[str, str]:
    """The members of a TypedDict with their annotations as text."""
    annotations = {
        name: getattr(given, "__forward_arg__", str(given))
        for name, given in stub.__annotations__.items()
    }
    annotations.pop("ResponseMetadata", None)
    return annotations


def _structures(
    shapes: dict[str, Any], module: ModuleType = type_defs
) -> dict[str, dict[str, str]]:
    stubs = {
        name: getattr(module, f"{name}TypeDef", None)
        for name, raw in shapes.items()
        if raw["kind"] == "structure"
    }
    return {name: _members(stub) for name, stub in stubs.items() if stub is not None}


def _of_requests(shapes: dict[str, Any]) -> set[str]:
    """The shapes that requests are made of: stubs of responses do not say what is required."""
    found: set[str] = set()
    waiting = [
        name
        for name in shapes
        if name.startswith(("Create", "Add")) and name.endswith(("Request", "Input"))
    ]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            raw = shapes[name]
            waiting += [*raw.get("members", {}).values()]
            waiting += [raw[part] for part in ("item", "key") if part in raw]
    return found


def test_stubs_know_every_structure(shapes: dict[str, Any]) -> None:
    structures = {name for name, raw in shapes.items() if raw["kind"] == "structure"}

    assert structures - set(_structures(shapes)) <= NEW_SHAPES
    assert len(structures) > 200


def test_members_are_those_of_the_stubs(shapes: dict[str, Any]) -> None:
    stubs = _structures(shapes)
    ours = {name: set(shapes[name]["members"]) for name in stubs}

    more = {name: ours[name] - set(stubs[name]) for name in stubs if ours[name] - set(stubs[name])}
    fewer = {name: set(stubs[name]) - ours[name] for name in stubs if set(stubs[name]) - ours[name]}

    assert {name: found - NEW_MEMBERS.get(name, set()) for name, found in more.items()} == {
        name: set() for name in more
    }
    assert not OLDER or fewer == {}


def test_required_members_are_those_of_the_stubs(shapes: dict[str, Any]) -> None:
    stubs = _structures(shapes)
    requests = sorted(_of_requests(shapes) & set(stubs))
    theirs = {
        name: {member for member, text in stubs[name].items() if "NotRequired" not in text}
        for name in requests
    }

    assert len(requests) > 150
    assert {name: set(shapes[name].get("required", ())) for name in requests} == theirs


def test_enums_are_those_of_the_stubs(shapes: dict[str, Any]) -> None:
    enums = {name: set(raw["enum"]) for name, raw in shapes.items() if "enum" in raw}
    stubs = {name: set(get_args(getattr(literals, f"{name}Type"))) for name in enums}

    assert len(enums) > 100
    for name, values in enums.items():
        assert values - stubs[name] <= NEW_VALUES.get(name, set()), name
        assert not OLDER or stubs[name] <= values, name
