"""A pipeline of the SageMaker Python SDK, run in its local mode with stubs in the place of AWS.

The SDK does the work: its session takes the requests from the estimators and processors, its
executor orders the steps, resolves their arguments and decides the conditions. Stubbed are the
jobs, which repeat what they were asked for, and S3, which holds what a `World` says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from botocore.exceptions import ClientError
from sagemaker.local.entities import _LocalPipelineExecution
from sagemaker.local.pipeline import (
    LocalPipelineExecutor,
    _ConditionStepExecutor,
    _StepExecutor,
    _StepExecutorFactory,
)
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import LocalPipelineSession
from sagemaker.workflow.steps import Step, StepTypeEnum

REGION = "us-east-1"
BUCKET = "oracle"
EXECUTION_ID = "abcdef012345"

Factory = Callable[["Session"], Pipeline]


class World(NamedTuple):
    """What the outside does in one run.

    `files` are the property files that processing steps write, by step and name, `s3` the objects
    that are there from the start, by URI; a text is written as it is, anything else as JSON.
    `answers` are laid over what Describe… repeats, by step; `fails` are the steps whose jobs
    cannot be created, with the reason.
    """

    parameters: Mapping[str, Any] = {}
    files: Mapping[str, Mapping[str, Any]] = {}
    s3: Mapping[str, Any] = {}
    answers: Mapping[str, Mapping[str, Any]] = {}
    fails: Mapping[str, str] = {}


class Comparison(NamedTuple):
    """One condition object: its resolved operands, and the result if local mode came to it."""

    left: Any
    right: Any
    result: bool | None


class LocalStep(NamedTuple):
    """What local mode did with a step.

    `status` is None for a step that it did not reach. `arguments` are None where none were
    resolved. `response` is what the stub's Describe… answered, `answer` the part of it that
    does not repeat the request.
    """

    status: str | None
    arguments: Any
    outcome: bool | None
    decision: tuple[Comparison, ...]
    reason: str | None
    response: Mapping[str, Any] | None
    answer: Mapping[str, Any]


class Record(NamedTuple):
    """An execution in local mode. `order` are the steps that were started, as they were."""

    pipeline: str
    status: str
    failure_reason: str | None
    order: tuple[str, ...]
    steps: Mapping[str, LocalStep]
    world: World


class Session(LocalPipelineSession):
    """A session that knows nobody: neither AWS, nor Docker, nor the user's configuration."""

    def __init__(self) -> None:
        super().__init__(boto_session=_Boto(), default_bucket=BUCKET)
        self._default_bucket = BUCKET
        # Of this the user's configuration is a part.
        self.sagemaker_config = {}

    def read_s3_file(self, bucket: str, key_prefix: str) -> str:
        return self.sagemaker_client.read(f"s3://{bucket}/{key_prefix}")


class _Boto:
    """Stands for boto3: its clients can do nothing but take what is uploaded."""

    region_name = REGION

    def client(self, name: str, **_: Any) -> _Storage:
        return _Storage()

    resource = client


class _Storage:
    """Takes the code that the SDK uploads while it builds; nobody reads it."""

    def Bucket(self, _: str) -> _Storage:  # noqa: N802  # boto3's name
        return self

    def Object(self, *_: str) -> _Storage:  # noqa: N802  # boto3's name
        return self

    def upload_fileobj(self, *_: Any, **__: Any) -> None:
        pass

    put = upload_file = upload_fileobj


class _Jobs:
    """Stands for the API of SageMaker, and for the S3 that its jobs write to."""

    def __init__(self, world: World, files: Mapping[str, Any]) -> None:
        self.world = world
        self.files = files
        self.objects = {uri: _text(content) for uri, content in world.s3.items()}
        #: The step that is being executed: one at a time.
        self.step = ""
        self.responses: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, dict[str, Any]] = {}

    def read(self, uri: str) -> str:
        if uri not in self.objects:
            raise ClientError({"Error": {"Code": "NoSuchKey"}}, "GetObject")
        return self.objects[uri]

    def create_training_job(self, name: str, **request: Any) -> None:
        output = request.get("OutputDataConfig", {}).get("S3OutputPath", f"s3://{BUCKET}")
        model = f"{output.rstrip('/')}/{name}/output/model.tar.gz"
        self._create("Training", name, request, ModelArtifacts={"S3ModelArtifacts": model})

    def create_processing_job(self, name: str, **request: Any) -> None:
        self._create("Processing", name, request)
        outputs = request.get("ProcessingOutputConfig", {}).get("Outputs", [])
        uris = {output["OutputName"]: output["S3Output"]["S3Uri"] for output in outputs}
        for file in self.files.get(self.step, ()):
            content = self.world.files.get(self.step, {}).get(file.name)
            if content is not None:
                self.objects[f"{uris[file.output_name]}/{file.path}"] = _text(content)

    def create_transform_job(self, name: str, **request: Any) -> None:
        self._create("Transform", name, request)

    def create_model(self, name: str, **request: Any) -> None:
        if self.step in self.world.fails:
            raise RuntimeError(self.world.fails[self.step])
        self._answer(request, {"ModelName": name, "ModelArn": _arn("model", name)})

    def _create(self, kind: str, name: str, request: Mapping[str, Any], **more: Any) -> None:
        if self.step in self.world.fails:
            raise RuntimeError(self.world.fails[self.step])
        job = f"{kind}Job"
        self._answer(
            {**request, f"{job}Status": "Completed"},
            {f"{job}Name": name, f"{job}Arn": _arn(f"{kind.lower()}-job", name), **more},
        )

    def _answer(self, echo: Mapping[str, Any], made: Mapping[str, Any]) -> None:
        own = _laid(made, self.world.answers.get(self.step, {}))
        self.answers[self.step] = own
        self.responses[self.step] = _laid(deepcopy(dict(echo)), own)

    def _describe(self, _: str) -> dict[str, Any]:
        return deepcopy(self.responses[self.step])

    describe_training_job = describe_processing_job = _describe
    describe_transform_job = describe_model = _describe


class _Execution(_LocalPipelineExecution):
    """An execution that tells the stub which step it serves."""

    def __init__(self, pipeline: Pipeline, session: Session, parameters: Mapping[str, Any]) -> None:
        self.order: list[str] = []
        super().__init__(EXECUTION_ID, pipeline, dict(parameters) or None, local_session=session)

    def mark_step_executing(self, step_name: str) -> None:
        self.order.append(step_name)
        self.local_session.sagemaker_client.step = step_name
        super().mark_step_executing(step_name)


class _Executor(LocalPipelineExecutor):
    """An executor that keeps what it resolved and compared, by step."""

    def __init__(self, execution: _Execution, session: Session) -> None:
        super().__init__(execution, session)
        self.arguments: dict[str, Any] = {}
        self.decisions: dict[str, tuple[Comparison, ...]] = {}
        self._step_executor_factory = _Executors(self)

    def evaluate_step_arguments(self, step: Step) -> Any:
        found = super().evaluate_step_arguments(step)
        self.arguments[step.name] = deepcopy(found)
        return found


class _Executors(_StepExecutorFactory):
    def get(self, step: Step) -> _StepExecutor:
        if step.step_type == StepTypeEnum.CONDITION:
            return _Condition(self.pipeline_executor, step)
        return super().get(step)


class _Condition(_ConditionStepExecutor):
    """Keeps the comparisons of a Condition step, by the identity of the condition objects."""

    def _evaluate_conjunction(self, conditions: list[dict[str, Any]]) -> bool:
        self._results: dict[int, bool] = {}
        try:
            return super()._evaluate_conjunction(conditions)
        finally:
            self.pipline_executor.decisions[self.step.name] = tuple(
                _comparison(condition, self._results.get(id(condition)))
                for outer in conditions
                for condition in _flat(outer)
            )

    def _resolve_condition(self, condition: dict[str, Any]) -> bool:
        result = super()._resolve_condition(condition)
        self._results[id(condition)] = result
        return result


def run(pipeline: Pipeline, world: World = World()) -> Record:  # noqa: B008  # frozen
    """The record of one run.

    Raises:
        ClientError: local mode refuses to start, for a parameter or a type of step.
    """
    session = pipeline.sagemaker_session
    session.sagemaker_client = jobs = _Jobs(world, {})
    execution = _Execution(pipeline, session, world.parameters)
    executor = _Executor(execution, session)
    steps = executor.pipeline_dag.step_map.values()
    jobs.files = {step.name: getattr(step, "property_files", None) or () for step in steps}
    executor.execute()
    return Record(
        pipeline.name,
        execution.status,
        execution.failure_reason,
        tuple(execution.order),
        {name: _step(name, executor, jobs) for name in execution.step_execution},
        world,
    )


def _step(name: str, executor: _Executor, jobs: _Jobs) -> LocalStep:
    found = executor.execution.step_execution[name]
    return LocalStep(
        found.status,
        executor.arguments.get(name),
        found.properties.get("Outcome"),
        executor.decisions.get(name, ()),
        found.failure_reason,
        jobs.responses.get(name),
        jobs.answers.get(name, {}),
    )


def given_of(record: Record) -> dict[str, Any]:
    """What happened outside in a recorded run, as pipelint is given it.

    Of a response only what its request does not tell: the rest pipelint has to know.
    """
    names = dict.fromkeys(name for name, step in record.steps.items() if step.status is not None)
    steps = {name: _entry(record.steps[name], record.world.files.get(name)) for name in names}
    return {
        "steps": {name: entry for name, entry in steps.items() if entry},
        "s3": {uri: _content(content) for uri, content in record.world.s3.items()},
        "execution": {"PipelineName": record.pipeline, "PipelineExecutionId": EXECUTION_ID},
    }


def _entry(step: LocalStep, files: Mapping[str, Any] | None) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    if step.answer:
        entry["properties"] = step.answer
    if files:
        entry["property_files"] = {name: _content(content) for name, content in files.items()}
    # A step that fails by itself, as a Fail step does, has no job.
    if step.status == "Failed" and step.reason is not None and step.reason.startswith("Runtime"):
        entry["fails"] = [{"reason": step.reason}]
    return entry


def _comparison(condition: Mapping[str, Any], result: bool | None) -> Comparison:
    left = condition.get("LeftValue", condition.get("QueryValue"))
    return Comparison(left, condition.get("RightValue", condition.get("Values")), result)


def _flat(condition: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A condition and those inside it, the outer one first."""
    yield condition
    inner = [condition["Condition"]] if "Condition" in condition else condition.get("Conditions")
    for each in inner or ():
        yield from _flat(each)


def _laid(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Objects merge, anything else replaces."""
    found = dict(under)
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(found.get(key), Mapping)
        found[key] = _laid(found[key], value) if both else value
    return found


def _text(content: Any) -> str:
    return content if isinstance(content, str) else json.dumps(content)


def _content(content: Any) -> Any:
    return json.loads(content) if isinstance(content, str) else content


def _arn(resource: str, name: str) -> str:
    return f"arn:aws:sagemaker:{REGION}:111122223333:{resource}/{name}"
