"""Steps as the SageMaker Python SDK makes them, with what every shape would repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.model import Model
from sagemaker.processing import ProcessingInput, ProcessingOutput, Processor
from sagemaker.transformer import Transformer
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import (
    Condition,
    ConditionEquals,
    ConditionGreaterThan,
    ConditionGreaterThanOrEqualTo,
    ConditionIn,
    ConditionLessThan,
    ConditionLessThanOrEqualTo,
    ConditionNot,
    ConditionOr,
)
from sagemaker.workflow.execution_variables import ExecutionVariables
from sagemaker.workflow.fail_step import FailStep
from sagemaker.workflow.function_step import step
from sagemaker.workflow.functions import Join, JsonGet
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import (
    ParameterBoolean,
    ParameterFloat,
    ParameterInteger,
    ParameterString,
)
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.steps import ProcessingStep, Step, TrainingStep, TransformStep

from tests.oracle.local_mode import Session

__all__ = [
    "ConditionEquals",
    "ConditionGreaterThan",
    "ConditionGreaterThanOrEqualTo",
    "ConditionIn",
    "ConditionLessThan",
    "ConditionLessThanOrEqualTo",
    "ConditionNot",
    "ConditionOr",
    "ExecutionVariables",
    "FailStep",
    "Join",
    "JsonGet",
    "ParameterBoolean",
    "ParameterFloat",
    "ParameterInteger",
    "ParameterString",
    "check",
    "evaluation",
    "file_value",
    "function",
    "model",
    "pipeline",
    "processing",
    "s3_value",
    "training",
    "transform",
]

ROLE = "arn:aws:iam::111122223333:role/oracle"
IMAGE = "111122223333.dkr.ecr.us-east-1.amazonaws.com/oracle:1"
_MACHINE = {"instance_count": 1, "instance_type": "ml.m5.xlarge"}


def pipeline(
    session: Session, *steps: Any, parameters: Sequence[Any] = (), **more: Any
) -> Pipeline:
    """A pipeline named `oracle`."""
    return Pipeline(
        "oracle",
        parameters=list(parameters),
        steps=list(steps),
        sagemaker_session=session,
        **more,
    )


def processing(
    session: Session,
    name: str,
    *arguments: Any,
    inputs: Mapping[str, Any] = {},  # read only
    outputs: Mapping[str, Any] = {},
    files: Sequence[PropertyFile] = (),
    machine: Mapping[str, Any] = _MACHINE,
    env: Mapping[str, Any] | None = None,
    base_name: str | None = None,
    **more: Any,
) -> ProcessingStep:
    """A Processing step; an output whose URI is None goes where the SDK puts it."""
    processor = Processor(
        role=ROLE,
        image_uri=IMAGE,
        base_job_name=base_name,
        sagemaker_session=session,
        env=env and dict(env),
        **machine,
    )
    request = processor.run(
        inputs=[
            ProcessingInput(source=uri, destination=f"/opt/ml/processing/{name}", input_name=name)
            for name, uri in inputs.items()
        ],
        outputs=[
            ProcessingOutput(source=f"/opt/ml/processing/{name}", destination=uri, output_name=name)
            for name, uri in outputs.items()
        ],
        arguments=list(arguments) or None,
    )
    return ProcessingStep(name, step_args=request, property_files=list(files), **more)


def evaluation(session: Session, name: str = "Evaluate", **more: Any) -> ProcessingStep:
    """A Processing step that writes the property file `Report`."""
    file = PropertyFile(name="Report", output_name="metrics", path="report.json")
    return processing(session, name, outputs={"metrics": None}, files=[file], **more)


def file_value(path: str, step: str = "Evaluate", file: str = "Report") -> JsonGet:
    """A value of a step's property file."""
    return JsonGet(step_name=step, property_file=file, json_path=path)


def s3_value(path: str, *uri: Any) -> JsonGet:
    """A value of an object whose URI is put together from these parts."""
    return JsonGet(s3_uri=Join(on="/", values=list(uri)), json_path=path)


def training(
    session: Session,
    name: str,
    channels: Mapping[str, Any] = {},  # read only
    *,
    hyperparameters: Mapping[str, Any] | None = None,
    output: Any = "s3://oracle/models",
    machine: Mapping[str, Any] = _MACHINE,
    estimator: Mapping[str, Any] = {},
    **more: Any,
) -> TrainingStep:
    """A Training step; `estimator` are more arguments of the estimator."""
    maker = Estimator(
        role=ROLE,
        image_uri=IMAGE,
        output_path=output,
        sagemaker_session=session,
        hyperparameters=hyperparameters and dict(hyperparameters),
        **machine,
        **estimator,
    )
    inputs = {channel: TrainingInput(uri) for channel, uri in channels.items()}
    return TrainingStep(name, step_args=maker.fit(inputs or None), **more)


def model(session: Session, name: str, artifacts: Any, **more: Any) -> ModelStep:
    """A Model step, which the SDK names `<name>-CreateModel`."""
    maker = Model(image_uri=IMAGE, model_data=artifacts, role=ROLE, sagemaker_session=session)
    return ModelStep(name, step_args=maker.create(instance_type="ml.m5.xlarge"), **more)


def transform(
    session: Session, name: str, model_name: Any, data: Any, **more: Any
) -> TransformStep:
    """A Transform step."""
    transformer = Transformer(
        model_name, output_path="s3://oracle/scores", sagemaker_session=session, **_MACHINE
    )
    return TransformStep(name, step_args=transformer.transform(data=data), **more)


def function(name: str) -> Any:
    """A step that runs the Python function `double`; to call it gives what it will return."""
    return step(double, name=name, role=ROLE, image_uri=IMAGE, instance_type="ml.m5.xlarge")


def double(value: Any) -> dict[str, Any]:
    return {"values": [value, value], "sum": value + value}


def check(
    name: str,
    *conditions: Condition,
    then: Sequence[Step] = (),
    otherwise: Sequence[Step] = (),
    **more: Any,
) -> ConditionStep:
    """A Condition step."""
    return ConditionStep(
        name, conditions=list(conditions), if_steps=list(then), else_steps=list(otherwise), **more
    )
