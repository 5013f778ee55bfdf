"""Writes `data/shapes.json` from the service models of the installed botocore.

A tool for those who work on pipelint: `python -m pipelint.catalog.generate`. It needs the botocore
release that `_stamp.py` names, and no network. With `--check` it only tells whether the file is
what it would write.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import botocore

from pipelint.catalog._stamp import stamp

DATA = Path(__file__).with_name("data") / "shapes.json"

# Service, prefix of its shapes in the catalog, and the request and response shapes that the step
# types are made of. Everything that these reach is shipped.
ROOTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "sagemaker",
        "",
        (
            "AddAssociationRequest",
            "CreateActionRequest",
            "CreateArtifactRequest",
            "CreateAutoMLJobRequest",
            "CreateContextRequest",
            "CreateEndpointConfigInput",
            "CreateEndpointInput",
            "CreateHyperParameterTuningJobRequest",
            "CreateInferenceComponentInput",
            "CreateJobRequest",
            "CreateModelInput",
            "CreateModelPackageInput",
            "CreateProcessingJobRequest",
            "CreateTrainingJobRequest",
            "CreateTransformJobRequest",
            "DescribeAutoMLJobResponse",
            "DescribeEndpointConfigOutput",
            "DescribeEndpointOutput",
            "DescribeHyperParameterTuningJobResponse",
            "DescribeInferenceComponentOutput",
            "DescribeJobResponse",
            "DescribeModelOutput",
            "DescribeModelPackageOutput",
            "DescribeProcessingJobResponse",
            "DescribeTrainingJobResponse",
            "DescribeTransformJobResponse",
            "ListTrainingJobsForHyperParameterTuningJobResponse",
        ),
    ),
    ("emr", "emr:", ("RunJobFlowInput", "Step", "StepConfig")),
    (
        "emr-serverless",
        "emr-serverless:",
        ("CreateApplicationRequest", "GetJobRunResponse", "StartJobRunRequest"),
    ),
    (
        "bedrock",
        "bedrock:",
        (
            "CreateCustomModelDeploymentRequest",
            "CreateCustomModelRequest",
            "CreateModelImportJobRequest",
            "CreateProvisionedModelThroughputRequest",
            "GetCustomModelDeploymentResponse",
            "GetCustomModelResponse",
            "GetModelImportJobResponse",
            "GetProvisionedModelThroughputResponse",
        ),
    ),
)

_KINDS = {"long": "integer", "double": "float"}

# A shape as botocore's JSON has it: keys and values are what the AWS model happens to hold.
Model = Mapping[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Write the data, or with `--check` compare it; 1 when it differs or botocore is another."""
    parser = argparse.ArgumentParser(prog="python -m pipelint.catalog.generate")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if outdated")
    check = parser.parse_args(arguments).check
    if botocore.__version__ != stamp().botocore:
        print(
            f"botocore {botocore.__version__} is installed, "
            f"but pipelint/catalog/_stamp.py names {stamp().botocore}",
            file=sys.stderr,
        )
        return 1
    return _compare(generate()) if check else _write(generate())


def generate() -> str:
    """The text of the data file: one shape a line, sorted by name."""
    lines = (f"{_dump(name)}:{_dump(raw)}" for name, raw in sorted(_shapes()))
    made = stamp()
    body = ",\n".join(lines)
    return (
        f'{{"botocore":{_dump(made.botocore)},"date":{_dump(made.date)},"shapes":{{\n{body}\n}}}}\n'
    )


def _write(text: str) -> int:
    DATA.parent.mkdir(exist_ok=True)
    DATA.write_text(text, encoding="utf-8", newline="\n")
    print(f"wrote {DATA} ({len(text)} characters, {stamp()})")
    return 0


def _compare(text: str) -> int:
    if DATA.is_file() and DATA.read_text(encoding="utf-8") == text:
        return 0
    print(f"{DATA} is outdated: run python -m pipelint.catalog.generate", file=sys.stderr)
    return 1


def _shapes() -> Iterator[tuple[str, dict[str, object]]]:
    for service, prefix, roots in ROOTS:
        models = _models(service)
        for name in _closure(models, roots):
            yield prefix + name, _compact(models[name], prefix)


def _models(service: str) -> Mapping[str, Model]:
    folder = Path(botocore.__file__).parent / "data" / service
    newest = max(folder.glob("*/service-2.json.gz"))
    shapes: Mapping[str, Model] = json.loads(gzip.decompress(newest.read_bytes()))["shapes"]
    return shapes


def _closure(models: Mapping[str, Model], roots: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(_references(models[name]))
    return found


def _references(model: Model) -> Iterator[str]:
    for member in model.get("members", {}).values():
        yield member["shape"]
    for part in ("member", "key", "value"):
        if part in model:
            yield model[part]["shape"]


def _compact(model: Model, prefix: str) -> dict[str, object]:
    raw: dict[str, object] = {"kind": _KINDS.get(model["type"], model["type"])}
    if "members" in model:
        raw["members"] = {
            m: prefix + model["members"][m]["shape"] for m in sorted(model["members"])
        }
    if model.get("required"):
        raw["required"] = sorted(model["required"])
    for part, name in (("member", "item"), ("key", "key"), ("value", "item")):
        if part in model:
            raw[name] = prefix + model[part]["shape"]
    if "enum" in model:
        raw["enum"] = sorted(model["enum"])
    raw.update({limit: model[limit] for limit in ("min", "max", "pattern") if limit in model})
    if model.get("union"):
        raw["union"] = True
    return raw


def _dump(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


if __name__ == "__main__":
    sys.exit(main())
