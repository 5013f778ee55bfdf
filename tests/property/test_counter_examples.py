"""Inputs on which a property did not hold once, each as small as it can be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelint import load
from pipelint.simulate import Input, Trace, needed, sample_given, simulate

ARN = "arn:aws:lambda:us-east-1:111122223333:function:f"


def get(path: str) -> dict[str, str]:
    return {"Get": path}


def join(*values: Any) -> dict[str, Any]:
    return {"Std:Join": {"On": "/", "Values": [*values]}}


def pipeline(*steps: dict[str, Any], parameters: Any = ()) -> dict[str, Any]:
    return {"Version": "2020-12-01", "Parameters": [*parameters], "Steps": [*steps]}


def call(name: str, output: str = "", **arguments: Any) -> dict[str, Any]:
    """A Lambda step; `output` is the type of its output `o`."""
    outputs = [{"OutputName": "o", "OutputType": output}] if output else []
    return {
        "Name": name,
        "Type": "Lambda",
        "FunctionArn": ARN,
        "OutputParameters": outputs,
        "Arguments": arguments,
    }


def check(left: Any, right: Any, name: str = "Check") -> dict[str, Any]:
    condition = {"Type": "Equals", "LeftValue": left, "RightValue": right}
    arguments = {"Conditions": [condition], "IfSteps": [call("Then")], "ElseSteps": []}
    return {"Name": name, "Type": "Condition", "Arguments": arguments}


def each(items: Any, *body: dict[str, Any], field: str = "") -> dict[str, Any]:
    selector = {"Selector": {"Pick": "MaxBy", "Field": get(f"IterationOutput.{field}")}}
    arguments = {"IterableItems": items, "MaxConcurrency": 1, "ForEachBody": [*body]}
    return {"Name": "Each", "Type": "ForEach", "Arguments": arguments | (selector if field else {})}


def inputs(definition: dict[str, Any], given: Any = None) -> dict[str, Input]:
    return {each.given: each for each in needed(load(definition).facts, given=given)}


def with_samples(definition: dict[str, Any]) -> Trace:
    loaded = load(definition)
    return loaded.simulate(given=sample_given(needed(loaded.facts)))


@pytest.mark.parametrize("value", [1.7976931348623157e308, -1.7976931348623157e308, 10**300])
def test_a_start_takes_every_number_that_a_float_can_be(value: float) -> None:
    definition = pipeline(
        call("Tell", x=get("Parameters.Rate")), parameters=[{"Name": "Rate", "Type": "Float"}]
    )

    assert load(definition).simulate({"Rate": value})["Tell"].arguments == {"x": float(value)}


def test_the_input_inside_a_text_has_the_type_that_its_output_declares() -> None:
    definition = pipeline(
        call("Ask", "Boolean"), check(join("a", get("Steps.Ask.OutputParameters['o']")), "a/true")
    )

    assert inputs(definition)["steps.Ask.outputs.o"].type == "Boolean"
    assert with_samples(definition).status == "Succeeded"


def test_the_input_inside_an_item_has_the_type_that_its_output_declares() -> None:
    items = [join(get("Steps.Ask.OutputParameters['o']"))]
    definition = pipeline(call("Ask", "Integer"), each(items, call("Score")))

    assert inputs(definition)["steps.Ask.outputs.o"].sample == 1
    assert with_samples(definition).status == "Succeeded"


def test_what_the_selected_iteration_offers_is_an_input() -> None:
    definition = pipeline(
        check(get("Steps.Each.Selected.OutputParameters['o']"), 1),
        each(["a"], call("Score", "Integer"), field="Score.OutputParameters['o']"),
    )

    assert inputs(definition)["steps.Score.outputs.o"].use == "operand"
    assert with_samples(definition).status == "Succeeded"


def test_the_input_inside_the_field_of_a_selector_has_its_type() -> None:
    made = get("Steps.Ask.OutputParameters['o']")
    model = {
        "Name": "Make",
        "Type": "Model",
        "Arguments": {
            "PrimaryContainer": {
                "Image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/x:1",
                "Environment": {"A": join("a", made)},
            },
            "ExecutionRoleArn": "arn:aws:iam::111122223333:role/R",
        },
    }
    field = "Make.PrimaryContainer.Environment['A']"
    definition = pipeline(call("Ask", "Boolean"), each(["a"], model, field=field))

    assert inputs(definition)["steps.Ask.outputs.o"].type == "Boolean"
    assert with_samples(definition).status == "Succeeded"


def test_what_decides_in_an_iteration_goes_with_the_type_of_the_items() -> None:
    count = get("Parameters.Count")
    component = {
        "Name": "Serve",
        "Type": "InferenceComponent",
        "Arguments": {
            "InferenceComponentName": get("Execution.PipelineName"),
            "EndpointName": "e",
            "Specification": {"ModelName": "m"},
            "RuntimeConfig": {"CopyCount": get("ForEach.CurrentItem")},
        },
    }
    read = get("Steps.Each.IterationOutputs[0].Serve.InferenceComponentName")
    parameters = [{"Name": "Count", "Type": "Integer", "DefaultValue": 2}]
    definition = pipeline(each([count, 1], component), check(read, "x"), parameters=parameters)

    assert list(inputs(definition)) == ["execution.PipelineName"]
    assert with_samples(definition).status == "Succeeded"


def test_a_sample_of_items_has_the_types_that_the_body_wants() -> None:
    model = {
        "Name": "Make",
        "Type": "Model",
        "Arguments": {
            "ModelName": get("ForEach.CurrentItem.name"),
            "EnableNetworkIsolation": get("ForEach.CurrentItem.alone"),
        },
    }
    ask = call("Ask", "String")
    definition = pipeline(ask, each(get("Steps.Ask.OutputParameters['o']"), model))

    [only] = inputs(definition).values()

    assert json.loads(only.sample) == [{"name": "a", "alone": False}]
    assert with_samples(definition).status == "Succeeded"


def test_what_decides_after_either_outcome_is_an_input() -> None:
    step = baseline_check(RegisterNewBaseline=get("Steps.Check.Outcome"))
    used = get("Steps.Hold.BaselineUsedForDriftCheckStatistics")
    mode = [{"Name": "Mode", "Type": "String", "DefaultValue": "a"}]
    first = check(get("Parameters.Mode"), "b")
    definition = pipeline(first, step, check(used, "x", name="Last"), parameters=mode)
    definition["Steps"][2]["Arguments"]["IfSteps"] = []

    assert list(inputs(definition)) == [
        "steps.Hold.properties.CalculatedBaselineStatistics",
        "steps.Hold.properties.BaselineUsedForDriftCheckStatistics",
    ]
    assert with_samples(definition).status == "Succeeded"


def test_what_is_given_is_no_input_and_decides_where_files_are() -> None:
    path = {"S3Uri": join("s3:/", "bucket", get("Execution.PipelineExecutionId")), "Path": "auc"}
    definition = pipeline(
        call("Ask"),
        check(get("Execution.PipelineExecutionId"), "x"),
        check({"Std:JsonGet": path}, 1, name="Read") | {"DependsOn": ["Ask"]},
    )
    definition["Steps"][2]["Arguments"]["IfSteps"] = []

    assert list(inputs(definition)) == [
        "execution.PipelineExecutionId",
        "s3.s3://bucket/x.auc",
    ]
    assert with_samples(definition).status == "Succeeded"
    assert list(inputs(definition, {"execution": {"PipelineExecutionId": "x"}})) == [
        "s3.s3://bucket/x.auc"
    ]


def baseline_check(**members: Any) -> dict[str, Any]:
    environment = {"dataset_format": "{}", "dataset_source": "/a", "output_path": "/b"}
    cluster = {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 30}
    s3 = {"S3Uri": "s3://b/a", "LocalPath": "/opt/ml/processing/input/a", "S3DataType": "S3Prefix"}
    target = {"S3Uri": "s3://b/c", "LocalPath": "/opt/ml/processing/c", "S3UploadMode": "EndOfJob"}
    arguments = {
        "AppSpecification": {"ImageUri": "111122223333.dkr.ecr.us-east-1.amazonaws.com/x:1"},
        "ProcessingResources": {"ClusterConfig": cluster},
        "ProcessingInputs": [{"InputName": "baseline_dataset_input", "S3Input": s3}],
        "ProcessingOutputConfig": {
            "Outputs": [{"OutputName": "quality_check_output", "S3Output": target}]
        },
        "RoleArn": "arn:aws:iam::111122223333:role/R",
        "Environment": environment,
    }
    return {
        "Name": "Hold",
        "Type": "QualityCheck",
        "CheckType": "DATA_QUALITY",
        "Arguments": arguments,
        "ModelPackageGroupName": "group",
        "SkipCheck": False,
        "FailOnViolation": True,
        **members,
    }


def test_a_baseline_that_is_given_and_registered_is_the_one_in_use() -> None:
    step = baseline_check(RegisterNewBaseline=True)
    used = get("Steps.Hold.BaselineUsedForDriftCheckStatistics")
    given = {"steps": {"Hold": {"properties": {"CalculatedBaselineStatistics": "s3://b/new"}}}}

    trace = load(pipeline(step, check(used, "s3://b/new"))).simulate(given=given)

    assert trace["Check"].outcome is True


def test_the_baseline_in_use_is_an_input_where_it_decides() -> None:
    step = baseline_check(RegisterNewBaseline=False)
    used = get("Steps.Hold.BaselineUsedForDriftCheckStatistics")
    definition = pipeline(step, check(used, "s3://b/old"))

    [only] = inputs(definition).values()

    assert only.compared == ("s3://b/old",)
    assert with_samples(definition)["Check"].outcome is True


def document_read(path: str) -> dict[str, Any]:
    arguments = {
        "JobCategory": "DataQualityEvaluation",
        "RoleArn": "arn:aws:iam::111122223333:role/R",
        "JobConfigSchemaVersion": "1.0.0",
        "JobConfigDocument": "{}",
    }
    job = {"Name": "Score", "Type": "Job", "Arguments": arguments}
    return pipeline(job, call("Tell", x=get(f"Steps.Score.JobConfigDocument{path}")))


def test_what_is_in_a_document_of_a_job_can_be_given() -> None:
    given = {"steps": {"Score": {"properties": {"JobConfigDocument": {"Output": {"Id": "x"}}}}}}

    inside = load(document_read(".Output.Id")).simulate(given=given)
    whole = load(document_read("")).simulate(given=given)

    assert inside["Tell"].arguments == {"x": "x"}
    assert json.loads(whole["Tell"].arguments["x"]) == {"Output": {"Id": "x"}}


@pytest.mark.parametrize("uri", [{}, [], 1])
def test_a_uri_that_is_no_text_fails_the_reader(uri: object) -> None:
    definition = pipeline(call("Tell", x=[{"Std:JsonGet": {"S3Uri": uri, "Path": "a"}}]))

    trace = simulate(load(definition).facts)

    assert trace["Tell"].reason == (
        "Steps[Tell].Arguments.x[0]: the 'S3Uri' of a Std:JsonGet is no text"
    )


@pytest.mark.parametrize("key", ["MaxAttempts", "IntervalSeconds", "BackoffRate"])
@pytest.mark.parametrize("number", [float("nan"), float("inf"), 10**400])
def test_a_policy_with_a_number_beyond_all_numbers_retries_by_default(
    key: str, number: float
) -> None:
    policy = {"ExceptionType": ["Step.THROTTLING"], "MaxAttempts": 2, key: number}
    definition = pipeline(call("Tell") | {"RetryPolicies": [policy]})
    given = {"steps": {"Tell": {"fails": ["Step.THROTTLING"]}}}

    trace = simulate(load(json.dumps(definition)).facts, given=given)

    assert (trace["Tell"].status, trace["Tell"].attempts) == ("Succeeded", 2)


def test_a_cache_may_last_longer_than_anything() -> None:
    cache = {"Enabled": True, "ExpireAfter": f"P{'9' * 5000}D"}
    facts = load(pipeline(call("Tell") | {"CacheConfig": cache})).facts

    assert simulate(facts, cache_from=simulate(facts))["Tell"].cache_hit is True
