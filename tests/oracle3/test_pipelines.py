"""Pipelines built with version 3 of the SDK: loaded, checked and simulated as they are."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from sagemaker.core.lambda_helper import Lambda
from sagemaker.core.processing import ProcessingOutput, Processor
from sagemaker.core.shapes import ProcessingS3Output
from sagemaker.core.workflow.conditions import (
    ConditionEquals,
    ConditionGreaterThanOrEqualTo,
    ConditionIn,
    ConditionNot,
)
from sagemaker.core.workflow.execution_variables import ExecutionVariables
from sagemaker.core.workflow.functions import Join, JsonGet
from sagemaker.core.workflow.parameters import (
    ParameterBoolean,
    ParameterFloat,
    ParameterInteger,
    ParameterString,
)
from sagemaker.core.workflow.pipeline_context import PipelineSession
from sagemaker.core.workflow.properties import PropertyFile
from sagemaker.mlops.workflow.callback_step import (
    CallbackOutput,
    CallbackOutputTypeEnum,
    CallbackStep,
)
from sagemaker.mlops.workflow.cleanup_step import CleanupStep, S3CleanupSource
from sagemaker.mlops.workflow.condition_step import ConditionStep
from sagemaker.mlops.workflow.fail_step import FailStep
from sagemaker.mlops.workflow.for_each_step import CurrentItem, ForEachStep
from sagemaker.mlops.workflow.lambda_step import LambdaOutput, LambdaOutputTypeEnum, LambdaStep
from sagemaker.mlops.workflow.lineage_step import (
    LineageAssociation,
    LineageEntityReference,
    LineageStep,
)
from sagemaker.mlops.workflow.pipeline import Pipeline
from sagemaker.mlops.workflow.step_dependency import StepDependency, TriggerCondition
from sagemaker.mlops.workflow.steps import ProcessingStep

import pipelint

FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:ask"
QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/queue"
FOLDER = "s3://oracle"
ROLE = "arn:aws:iam::111122223333:role/oracle"
IMAGE = "111122223333.dkr.ecr.us-east-1.amazonaws.com/oracle:1"


@pytest.fixture
def session() -> PipelineSession:
    return PipelineSession(boto_session=boto3.Session(), default_bucket="oracle")


def test_condition_takes_the_branch_of_a_lambda_output(session: PipelineSession) -> None:
    count = ParameterInteger("Count", default_value=3)
    rate = ParameterFloat("Rate", default_value=0.5)
    mode = ParameterString("Mode", default_value="train", enum_values=["train", "score"])
    strict = ParameterBoolean("Strict", default_value=True)
    ask = ask_step(session, "Ask", {"count": count, "mode": mode}, score=LambdaOutputTypeEnum.Float)
    check = ConditionStep(
        "IsGood",
        conditions=[
            ConditionGreaterThanOrEqualTo(left=ask.properties.Outputs["score"], right=rate),
            ConditionNot(ConditionIn(value=mode, in_values=["score"])),
            ConditionEquals(left=strict, right=True),
        ],
        if_steps=[callback_step("Wait", {"score": ask.properties.Outputs["score"]})],
        else_steps=[FailStep("Stop", Join(on=" ", values=["rate", rate, "in", mode]))],
    )
    definition = load(session, ask, check, parameters=[count, rate, mode, strict])

    good = definition.simulate(given={"steps": {"Ask": {"outputs": {"score": 0.5}}}})
    bad = definition.simulate({"Rate": 0.75}, {"steps": {"Ask": {"outputs": {"score": 0.5}}}})

    assert errors(definition) == []
    assert (good.status, good["IsGood"].outcome, good.ran("Wait")) == ("Succeeded", True, True)
    assert good["Ask"].arguments == {"count": 3, "mode": "train"}
    assert good["Wait"].arguments == {"score": 0.5}
    assert (bad.status, bad["Stop"].reason) == ("Failed", "rate 0.75 in train")


def test_property_file_decides(session: PipelineSession) -> None:
    evaluate = processing_step(session, "Evaluate")
    value = JsonGet(step_name="Evaluate", property_file="Report", json_path="auc['v'][0]")
    check = ConditionStep(
        "IsGood",
        conditions=[ConditionGreaterThanOrEqualTo(left=value, right=0.5)],
        if_steps=[ask_step(session, "Tell", {"auc": value})],
        else_steps=[],
    )
    definition = load(session, evaluate, check)

    trace = definition.simulate(
        given={"steps": {"Evaluate": {"property_files": {"Report": {"auc": {"v": [0.75]}}}}}}
    )

    assert errors(definition) == []
    assert (trace.status, trace["IsGood"].outcome) == ("Succeeded", True)
    assert trace["Tell"].arguments == {"auc": 0.75}


def test_for_each_runs_its_body_for_every_item(session: PipelineSession) -> None:
    first = ask_step(session, "First", {})
    body = ask_step(session, "Score", {"region": CurrentItem()})
    each = ForEachStep("Each", ["us-east-1", "eu-west-1"], 2, [body])
    definition = load(session, first, each)

    trace = definition.simulate()

    assert errors(definition) == []
    assert trace.status == "Succeeded"
    assert [trace[name].arguments for name in ("Score-0", "Score-1")] == [
        {"region": "us-east-1"},
        {"region": "eu-west-1"},
    ]


@pytest.mark.parametrize(
    ("given", "status", "ran"),
    [
        ({}, "Succeeded", False),
        ({"steps": {"Work": {"fails": "always"}}}, "CompletedWithFailures", True),
    ],
)
def test_step_depends_on_a_failure(
    session: PipelineSession, given: dict[str, Any], status: str, ran: bool
) -> None:
    work = ask_step(session, "Work", {})
    mend = ask_step(session, "Mend", {})
    mend.add_depends_on([StepDependency(work, TriggerCondition.FAILED)])
    definition = load(session, work, mend)

    trace = definition.simulate(given=given)

    assert errors(definition) == []
    assert (trace.status, trace.ran("Mend")) == (status, ran)


def test_cleanup_and_lineage_run(session: PipelineSession) -> None:
    work = processing_step(session, "Evaluate")
    report = Join(on="/", values=[FOLDER, ExecutionVariables.PIPELINE_EXECUTION_ID, "report.json"])
    source = S3CleanupSource(work, [report])
    clean = CleanupStep("Clean", [source], depends_on=[work])
    arn = "arn:aws:sagemaker:us-east-1:111122223333:artifact/a"
    one, other = LineageEntityReference(arn=arn + "1"), LineageEntityReference(arn=arn + "2")
    lineage = LineageStep("Lineage", associations=[LineageAssociation(one, other, "ContributedTo")])
    definition = load(session, work, clean, lineage)

    trace = definition.simulate()

    assert errors(definition) == []
    assert [(run.name, run.status) for run in trace.steps] == [
        ("Evaluate", "Succeeded"),
        ("Lineage", "Succeeded"),
        ("Clean", "Succeeded"),
    ]


def load(session: PipelineSession, *steps: Any, parameters: Any = ()) -> Any:
    return pipelint.load(
        Pipeline(
            name="oracle",
            parameters=list(parameters),
            steps=list(steps),
            sagemaker_session=session,
        )
    )


def errors(definition: Any) -> list[Any]:
    return [finding for finding in definition.check() if finding.severity == "error"]


def ask_step(session: PipelineSession, name: str, inputs: Any, **outputs: Any) -> LambdaStep:
    return LambdaStep(
        name=name,
        lambda_func=Lambda(function_arn=FUNCTION, session=session),
        inputs=inputs,
        outputs=[LambdaOutput(output_name=key, output_type=kind) for key, kind in outputs.items()],
    )


def callback_step(name: str, inputs: Any) -> CallbackStep:
    output = CallbackOutput(output_name="out", output_type=CallbackOutputTypeEnum.String)
    return CallbackStep(name=name, sqs_queue_url=QUEUE, inputs=inputs, outputs=[output])


def processing_step(session: PipelineSession, name: str) -> ProcessingStep:
    """A Processing step that writes the property file `Report`, into the execution's folder."""
    processor = Processor(
        role=ROLE,
        image_uri=IMAGE,
        instance_count=1,
        instance_type="ml.m5.xlarge",
        sagemaker_session=session,
    )
    uri = Join(on="/", values=[FOLDER, ExecutionVariables.PIPELINE_EXECUTION_ID])
    output = ProcessingOutput(
        output_name="metrics",
        s3_output=ProcessingS3Output(
            s3_uri=uri, local_path="/opt/ml/processing/metrics", s3_upload_mode="EndOfJob"
        ),
    )
    return ProcessingStep(
        name=name,
        step_args=processor.run(outputs=[output]),
        property_files=[PropertyFile(name="Report", output_name="metrics", path="report.json")],
    )
