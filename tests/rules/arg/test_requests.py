"""Rules on AutoML, EMR, Job, Lambda, Callback and Lineage steps: what examples do not show."""

from __future__ import annotations

import pytest

from pipelint_rules.arg.automl import (
    channels_disagree,
    metric_of_other_problem_type,
    problem_type_without_objective,
    validation_takes_all_or_nothing,
)
from pipelint_rules.arg.bedrock import custom_model_source
from pipelint_rules.arg.emr import (
    emr_cluster_form,
    emr_node_roles,
    emr_step_too_long,
    fleet_capacity,
    runtime_role_without_cluster_id,
)
from pipelint_rules.arg.emr_serverless import job_names_another_application
from pipelint_rules.arg.job_documents import job_document_not_json, value_outside_of_json_string
from pipelint_rules.arg.lambdas import (
    functions_of_several_regions,
    nested_step_input,
    not_a_function_arn,
    not_a_queue_url,
)
from pipelint_rules.arg.lineage import repeated_lineage_entity
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step

_ID: Json = {"Get": "Execution.PipelineExecutionId"}


def automl(**members: object) -> Json:
    return step("Auto", "AutoML", Arguments=members)


def emr(**members: object) -> Json:
    return step("Spark", "EMR", Arguments={"StepConfig": {}, **members})


def job(document: object) -> Json:
    return step("Run", "Job", Arguments={"JobConfigDocument": document})


def join(*values: object) -> Json:
    return {"Std:Join": {"On": "", "Values": list(values)}}


def function(arn: object, name: str = "Call") -> Json:
    return step(name, "Lambda", FunctionArn=arn)


def test_problem_type_that_is_null_is_not_given() -> None:
    lone = automl(ProblemType=None)

    assert lint(problem_type_without_objective, pipeline([lone])) == ()


def test_hint_for_a_metric_lists_those_of_the_problem_type() -> None:
    lone = automl(ProblemType="Regression", AutoMLJobObjective={"MetricName": "AUC"})

    [finding] = lint(metric_of_other_problem_type, pipeline([lone]))

    assert finding.message == "'AUC' is no metric of Regression"
    assert finding.hint == "expected one of 'MAE', 'MSE', 'R2', 'RMSE'"


def test_metric_by_default_of_another_problem_type_is_a_warning() -> None:
    lone = automl(ProblemType={"Get": "Parameters.Kind"}, AutoMLJobObjective={"MetricName": "AUC"})
    kind: Json = {"Name": "Kind", "Type": "String", "DefaultValue": "Regression"}

    [finding] = lint(metric_of_other_problem_type, pipeline([lone], [kind]))

    assert finding.severity == "warning"


def test_channels_with_expressions_are_not_compared() -> None:
    channels = [
        {"TargetAttributeName": "y"},
        {"TargetAttributeName": {"Get": "Parameters.Y"}, "ChannelType": "validation"},
    ]

    assert lint(channels_disagree, pipeline([automl(InputDataConfig=channels)])) == ()


def test_fraction_that_is_a_boolean_is_no_number() -> None:
    split = {"DataSplitConfig": {"ValidationFraction": True}}

    lone = automl(AutoMLJobConfig=split)

    assert lint(validation_takes_all_or_nothing, pipeline([lone])) == ()


def test_cluster_that_is_misspelt_is_not_also_missing() -> None:
    assert lint(emr_cluster_form, pipeline([emr(ClusterID="j-1")])) == ()


def test_runtime_role_beside_a_cluster_from_a_parameter_is_fine() -> None:
    lone = emr(ClusterId={"Get": "Parameters.Cluster"}, ExecutionRoleArn="arn:aws:iam::1:role/R")

    assert lint(runtime_role_without_cluster_id, pipeline([lone])) == ()


def test_rules_hold_in_branches_and_in_the_body_of_a_loop() -> None:
    parts = [condition([emr(ExecutionRoleArn="r")]), for_each([emr(ExecutionRoleArn="r")])]

    first, second = lint(runtime_role_without_cluster_id, pipeline(parts))

    assert first.pointer == "/Steps/0/Arguments/IfSteps/0/Arguments/ExecutionRoleArn"
    assert second.pointer == "/Steps/1/Arguments/ForEachBody/0/Arguments/ExecutionRoleArn"


def test_fleet_without_capacity_is_a_warning_and_one_from_a_parameter_is_fine() -> None:
    fleets: list[Json] = [
        {"InstanceFleetType": "MASTER", "TargetOnDemandCapacity": {"Get": "Parameters.N"}},
        {"InstanceFleetType": "TASK"},
    ]
    lone = emr(ClusterConfig={"Instances": {"InstanceFleets": fleets}})

    [finding] = lint(fleet_capacity, pipeline([lone]))

    assert finding.severity == "warning"
    assert finding.pointer.endswith("/InstanceFleets/1")


def test_many_task_groups_are_fine() -> None:
    roles = ["MASTER", "CORE", "TASK", "TASK"]
    groups = [{"InstanceRole": role} for role in roles]
    lone = emr(ClusterConfig={"Instances": {"InstanceGroups": groups}})

    assert lint(emr_node_roles, pipeline([lone])) == ()


def test_length_of_a_step_is_that_of_all_its_strings() -> None:
    jar = {"Jar": "j", "Args": ["x" * 5000, {"Get": "Parameters.A"}, "y" * 5239]}
    lone = step("Spark", "EMR", Arguments={"ClusterId": "j", "StepConfig": {"HadoopJarStep": jar}})

    assert lint(emr_step_too_long, pipeline([lone])) == ()
    jar["MainClass"] = "M"
    [finding] = lint(emr_step_too_long, pipeline([lone]))
    assert finding.message == "'HadoopJarStep' has 10241 characters"


def test_role_of_the_job_and_of_the_step_are_compared_as_texts_only() -> None:
    lone = step(
        "Run",
        "EMRServerless",
        Arguments={
            "ExecutionRoleArn": {"Get": "Parameters.Role"},
            "JobConfig": {"executionRoleArn": "arn:aws:iam::111122223333:role/R"},
        },
    )

    assert lint(job_names_another_application, pipeline([lone])) == ()


@pytest.mark.parametrize(
    "document",
    [
        '{"a": 1}',
        join('{"a": "', _ID, '", "b": "', join("x", _ID), '"}'),
        join('{"a": ', _ID, "}"),
        _ID,
        join(_ID),
    ],
)
def test_document_that_can_be_json_is_fine(document: object) -> None:
    assert lint(job_document_not_json, pipeline([job(document)])) == ()


def test_document_with_expressions_that_is_no_json_is_a_warning() -> None:
    [finding] = lint(job_document_not_json, pipeline([job(join("{'a': '", _ID, "'}"))]))

    assert finding.severity == "warning"


def test_values_inside_of_strings_are_fine_also_behind_escapes() -> None:
    document = join('{"a": "\\"', _ID, '", "b": ', _ID, "}")

    [finding] = lint(value_outside_of_json_string, pipeline([job(document)]))

    assert finding.pointer.endswith("/Values/3")


@pytest.mark.parametrize(
    "value", [None, 1, True, "x", _ID, join("x", _ID), {"Get": 3}, {"Std:Jion": {}}]
)
def test_flat_inputs_and_faulty_expressions_are_not_nested(value: object) -> None:
    lone = step("Call", "Lambda", FunctionArn="f", Arguments={"x": value})

    assert lint(nested_step_input, pipeline([lone])) == ()


def test_nested_input_is_found_in_a_branch() -> None:
    lone = step("Call", "Lambda", FunctionArn="f", Arguments={"x": {"a": 1, "b": 2}})

    [finding] = lint(nested_step_input, pipeline([condition([lone])]))

    assert finding.message == "'x' is an object, the inputs of a Lambda step are flat"


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws-cn:lambda:cn-north-1:111122223333:function:f",
        "arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f:3",
        "arn:aws:lambda:eu-west-1:111122223333:function:f:$LATEST",
        {"Get": "Parameters.Function"},
    ],
)
def test_function_of_any_partition_and_version_is_fine(arn: object) -> None:
    assert lint(not_a_function_arn, pipeline([function(arn)])) == ()


@pytest.mark.parametrize(
    "url",
    [
        "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q.fifo",
        "https://queue.amazonaws.com/111122223333/q",
        {"Get": "Parameters.Queue"},
    ],
)
def test_queue_of_any_partition_is_fine(url: object) -> None:
    assert lint(not_a_queue_url, pipeline([step("Wait", "Callback", SqsQueueUrl=url)])) == ()


def test_functions_of_one_region_in_several_accounts_are_fine() -> None:
    arns = [f"arn:aws:lambda:eu-west-1:{account * 12}:function:f" for account in "12"]
    parts = [function(arn, f"S{index}") for index, arn in enumerate(arns)]

    assert lint(functions_of_several_regions, pipeline(parts)) == ()


def test_entities_with_names_of_run_time_are_not_compared() -> None:
    entities = [{"ArtifactName": _ID}, {"ArtifactName": _ID}]

    lone = step("Trace", "Lineage", Arguments={"Artifacts": entities})

    assert lint(repeated_lineage_entity, pipeline([lone])) == ()


def test_custom_model_without_a_source_is_a_warning() -> None:
    lone = step("Make", "BedrockCustomModel", Arguments={"ModelName": "m"})

    [finding] = lint(custom_model_source, pipeline([lone]))

    assert finding.severity == "warning"
