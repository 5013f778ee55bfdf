"""What the service says of the job, model or endpoint that a step has made."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelint.analysis import type_of_json
from pipelint.catalog import STEP_TYPES
from pipelint.catalog import shape as shape_named
from pipelint.records import NamedTuple
from pipelint.simulate._plausible import arn
from pipelint.simulate._value import Value, missing_in, plain, sources_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelint.catalog import Shape
    from pipelint.model import Step
    from pipelint.simulate._identity import Identity
    from pipelint.simulate._value import Tree
    from pipelint.text import Path


class Job(NamedTuple):
    """The members of a response that name what a step has made.

    `resource` is the word in its ARN. `named` means that the request names it; otherwise the
    service makes a unique name, of which one in the request is the beginning:
    https://sagemaker.readthedocs.io/en/stable/workflows/pipelines/sagemaker.workflow.pipelines.html
    """

    name: str
    arn: str
    resource: str
    named: bool = False


JOBS: Mapping[str, Job] = {
    "Processing": Job("ProcessingJobName", "ProcessingJobArn", "processing-job"),
    "Training": Job("TrainingJobName", "TrainingJobArn", "training-job"),
    "Transform": Job("TransformJobName", "TransformJobArn", "transform-job"),
    "Tuning": Job(
        "HyperParameterTuningJobName", "HyperParameterTuningJobArn", "hyper-parameter-tuning-job"
    ),
    "AutoML": Job("AutoMLJobName", "AutoMLJobArn", "automl-job"),
    "Model": Job("ModelName", "ModelArn", "model"),
    "RegisterModel": Job("ModelPackageName", "ModelPackageArn", "model-package"),
    "EndpointConfig": Job("EndpointConfigName", "EndpointConfigArn", "endpoint-config"),
    "Endpoint": Job("EndpointName", "EndpointArn", "endpoint", named=True),
    "InferenceComponent": Job(
        "InferenceComponentName", "InferenceComponentArn", "inference-component", named=True
    ),
    "Job": Job("JobName", "JobArn", "job"),
}
#: The words for an end, of which an API has one.
_WORDS = {
    "Succeeded": ("Completed", "InService", "Active", "COMPLETED", "SUCCESS"),
    "Failed": ("Failed", "FAILED"),
    "Stopped": ("Stopped", "CANCELLED", "Failed"),
}
#: Where the state stands that no member whose name ends in `Status` tells.
_INNER_STATES = {"EMR": ("Status", "State"), "EMRServerless": ("jobRun", "state")}
#: The members that hold the reason of a failure, and are there after one only.
REASONS = ("FailureReason", "FailureMessage")
_NAME = re.compile(r"[^a-zA-Z0-9]+")
#: Characters of a name whose shape tells no maximum.
_LONGEST = 63


def state(step: Step, ending: str, reason: str | None) -> dict[str, Tree]:
    """The status that a step's end gives it and, after a failure, why: known from the run."""
    if step.definition is None:
        return {}
    found: dict[str, Tree] = dict(_states(step.definition.name, ending))
    if ending != "Succeeded" and reason is not None:
        shapes = [shape_named(name) for name in step.definition.properties]
        reasons = (each for each in REASONS if any(each in shape.members for shape in shapes))
        found.update((member, Value(reason, "String")) for member in reasons)
    return found


@lru_cache
def _states(kind: str, ending: str) -> tuple[tuple[str, Tree], ...]:
    """The members of a response that tell how a step of this type has ended."""
    inner = _INNER_STATES.get(kind)
    if inner is not None:
        first, second = inner
        [shape] = (
            found
            for name in STEP_TYPES[kind].properties
            if (found := shape_named(name).member(first))
        )
        word = _word(shape.member(second), ending)
        return () if word is None else ((first, {second: Value(word, "String")}),)
    members = (
        (member, _word(shape.member(member), ending))
        for shape in map(shape_named, STEP_TYPES[kind].properties)
        for member in shape.members
        if member.endswith("Status")
    )
    return tuple((member, Value(word, "String")) for member, word in members if word is not None)


def _word(shape: Shape | None, ending: str) -> str | None:
    known = () if shape is None or shape.enum is None else shape.enum
    return next((word for word in _WORDS[ending] if word in known), None)


def made(step: Step, name: str, arguments: Tree, identity: Identity, root: Path) -> dict[str, Tree]:
    """The name and ARN of what a step has made, and where a training put its model.

    All are made up; `root` is the path of the step's `properties` in `given`.
    """
    job = JOBS.get(step.type or "")
    if job is None:
        return {}
    held = arguments if type(arguments) is dict else {}
    if step.type == "RegisterModel":
        return _package(name, held, root)
    own = job_name(step, name, held, identity)
    found: dict[str, Tree] = {
        job.name: _name_value(own, job, held.get(job.name), (*root, job.name)),
        job.arn: _guess(arn(_resource(job, held), own.lower()), (*root, job.arn)),
    }
    if step.type == "Training":
        found["ModelArtifacts"] = {"S3ModelArtifacts": _artifact(own, held, root)}
    return found


def _resource(job: Job, arguments: Mapping[str, Tree]) -> str:
    """The word in the ARN; that of a job of several categories is followed by its own."""
    category = plain(arguments.get("JobCategory"))
    return f"{job.resource}/{category}" if isinstance(category, str) else job.resource


def _guess(value: str | int, path: Path) -> Value:
    return Value(value, type_of_json(value), (path,), path)


def _name_value(name: str, job: Job, given: Tree, path: Path) -> Value:
    if job.named and given is not None:
        return Value(name, "String", missing_in(given), None, sources_in(given))
    return _guess(name, path)


def job_name(step: Step, name: str, arguments: Mapping[str, Tree], identity: Identity) -> str:
    """The name of what a step makes that is called `name` in this execution.

    Raises:
        KeyError: a step of its type makes nothing with a name.
    """
    job = JOBS[step.type or ""]
    given = plain(arguments.get(job.name))
    if job.named and isinstance(given, str):
        return given
    definition = step.definition
    shapes = () if definition is None else (shape_named(each) for each in definition.properties)
    member = next((found for each in shapes if (found := each.member(job.name))), None)
    longest = int((member and member.max) or _LONGEST)
    begin = given if isinstance(given, str) else f"pipelines-{identity.execution_id}-{name}"
    tail = f"-{identity.execution_id}" if isinstance(given, str) else ""
    words = _NAME.sub("-", begin)[: longest - len(tail)] + tail
    return words.strip("-") or "pipelint"


def _artifact(job: str, arguments: Mapping[str, Tree], root: Path) -> Value:
    output = arguments.get("OutputDataConfig")
    folder = plain(output.get("S3OutputPath")) if type(output) is dict else None
    where = folder.rstrip("/") if isinstance(folder, str) else "s3://pipelint"
    path = (*root, "ModelArtifacts", "S3ModelArtifacts")
    return _guess(f"{where}/{job}/output/model.tar.gz", path)


def _package(name: str, arguments: Mapping[str, Tree], root: Path) -> dict[str, Tree]:
    group = plain(arguments.get("ModelPackageGroupName"))
    group = group.rpartition("/")[2] if isinstance(group, str) else _NAME.sub("-", name)
    values: dict[str, str | int] = {
        "ModelPackageName": group,
        "ModelPackageVersion": 1,
        "ModelPackageArn": arn("model-package", f"{group.lower()}/1"),
    }
    return {member: _guess(value, (*root, member)) for member, value in values.items()}
