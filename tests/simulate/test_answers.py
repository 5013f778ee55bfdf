"""What a step tells of itself when it is over, by its type."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.analysis import scalar_fault
from pipelint.catalog import STEP_TYPES, shape
from pipelint.simulate._jobs import JOBS
from tests.simulate.requests import (
    check,
    condition,
    execute,
    function,
    get,
    join,
    reader,
    refusal_of,
    step,
    training,
    value_of,
)

P = {"Name": "P", "Type": "String", "DefaultValue": "a"}
ACCOUNT = "arn:aws:sagemaker:us-east-1:111122223333"


def quality(**more: Any) -> dict[str, Any]:
    """A QualityCheck step `Drift`."""
    return step("Drift", "QualityCheck", CheckType="DATA_QUALITY", **more)


def made_up(path: str, *steps: dict[str, Any], **inputs: Any) -> tuple[Any, list[str]]:
    """A value that is read, and the paths in `given` of what was made up for it."""
    trace = execute(*steps, reader(get(path)), **inputs)

    assert trace["Read"].status == "Succeeded", trace["Read"].reason
    return trace["Read"].arguments["value"], [*trace.made_up]


@pytest.mark.parametrize(
    ("kind", "value"), [("Integer", 1), ("Float", 1.0), ("Boolean", False), ("String", "x")]
)
@pytest.mark.parametrize("step_type", ["Lambda", "Callback"])
def test_output_that_is_not_given_is_made_up_with_its_type(
    step_type: str, kind: str, value: Any
) -> None:
    asked = {**function(x=kind), "Type": step_type}

    assert made_up("Steps.Ask.OutputParameters['x']", asked) == (value, ["steps.Ask.outputs.x"])


def test_output_whose_name_holds_dots_is_told_with_brackets() -> None:
    asked = function(**{"a.b": "Integer"})

    assert made_up("Steps.Ask.OutputParameters['a.b']", asked) == (1, ["steps.Ask.outputs['a.b']"])


@pytest.mark.parametrize(
    ("path", "lacks"),
    [
        ("OutputParameters['y']", "y"),
        ("OutputParameters['x'].z", "z"),
        ("OutputParameters['x'][0]", "0"),
    ],
)
def test_output_that_is_not_declared_or_lies_in_another_does_not_exist(
    path: str, lacks: str
) -> None:
    assert refusal_of(get(f"Steps.Ask.{path}"), function(x="String")) == (
        f"Steps[Read].Arguments.value: the response of 'Ask' has no '{lacks}'"
    )


def test_output_may_have_a_name_that_only_the_execution_knows() -> None:
    asked = function(x="String")
    asked["OutputParameters"] = [{"OutputName": get("Parameters.P"), "OutputType": "Integer"}]
    given = {"steps": {"Ask": {"outputs": {"a": 7}}}}
    path = "Steps.Ask.OutputParameters['a']"

    assert made_up(path, asked, parameters=[P]) == ("Ask-a", ["steps.Ask.outputs.a"])
    assert made_up(path, asked, parameters=[P], given=given) == (7, [])


def test_outcome_is_that_of_the_condition() -> None:
    assert value_of(get("Steps.Check.Outcome"), check(condition("Equals", 1, 2))) is False


checked = pytest.mark.parametrize("what", ["Constraints", "Statistics"])


@checked
def test_calculated_baseline_is_made_up(what: str) -> None:
    path = f"CalculatedBaseline{what}"

    assert made_up(f"Steps.Drift.{path}", quality()) == (
        f"s3://pipelint/Drift/{what.lower()}.json",
        [f"steps.Drift.properties.{path}"],
    )


@checked
def test_used_baseline_is_that_of_the_registered_model(what: str) -> None:
    path = f"BaselineUsedForDriftCheck{what}"

    assert made_up(f"Steps.Drift.{path}", quality()) == (
        f"s3://pipelint/baseline/{what.lower()}.json",
        [f"steps.Drift.properties.{path}"],
    )


@checked
def test_used_baseline_is_the_supplied_one(what: str) -> None:
    supplied = {f"SuppliedBaseline{what}": join("s3://", get("Parameters.B"), "/base.json")}
    bucket = {"Name": "B", "Type": "String", "DefaultValue": "b"}

    assert made_up(
        f"Steps.Drift.BaselineUsedForDriftCheck{what}", quality(**supplied), parameters=[bucket]
    ) == ("s3://b/base.json", [])


@checked
def test_empty_text_supplies_no_baseline(what: str) -> None:
    none = {"Name": "Supplied", "Type": "String", "DefaultValue": ""}
    steps = quality(**{f"SuppliedBaseline{what}": get("Parameters.Supplied")})

    assert made_up(f"Steps.Drift.BaselineUsedForDriftCheck{what}", steps, parameters=[none]) == (
        f"s3://pipelint/baseline/{what.lower()}.json",
        [f"steps.Drift.properties.BaselineUsedForDriftCheck{what}"],
    )


@checked
def test_used_baseline_is_the_calculated_one_if_it_is_registered(what: str) -> None:
    steps = quality(RegisterNewBaseline=True, **{f"SuppliedBaseline{what}": "s3://b/old.json"})

    assert made_up(f"Steps.Drift.BaselineUsedForDriftCheck{what}", steps) == (
        f"s3://pipelint/Drift/{what.lower()}.json",
        [f"steps.Drift.properties.CalculatedBaseline{what}"],
    )


@checked
def test_given_baseline_is_used_if_it_is_registered(what: str) -> None:
    given = {"steps": {"Drift": {"properties": {f"CalculatedBaseline{what}": "s3://b/new.json"}}}}
    path = f"Steps.Drift.BaselineUsedForDriftCheck{what}"

    assert made_up(path, quality(RegisterNewBaseline=True), given=given) == (
        "s3://b/new.json",
        [],
    )


def test_clarify_check_has_no_statistics() -> None:
    clarify = step("Drift", "ClarifyCheck", CheckType="DATA_BIAS")

    assert made_up("Steps.Drift.CalculatedBaselineConstraints", clarify)[0] == (
        "s3://pipelint/Drift/constraints.json"
    )
    assert refusal_of(get("Steps.Drift.CalculatedBaselineStatistics"), clarify) == (
        "Steps[Read].Arguments.value: the response of 'Drift' has no 'CalculatedBaselineStatistics'"
    )


LINEAGE = step(
    "Trail",
    "Lineage",
    {
        "Actions": [{"ActionName": "Deploy"}],
        "Artifacts": [{"ArtifactName": join("data-", get("Parameters.P"))}],
        "Contexts": [{"ContextName": "Project"}],
    },
)


@pytest.mark.parametrize(
    ("path", "arn", "given"),
    [
        ("ActionArns['Deploy']", "action/deploy", "ActionArns.Deploy"),
        ("ArtifactArns['data-a']", "artifact/data-a", "ArtifactArns.data-a"),
        ("ContextArns['Project']", "context/project", "ContextArns.Project"),
    ],
)
def test_lineage_has_an_arn_for_each_entity(path: str, arn: str, given: str) -> None:
    assert made_up(f"Steps.Trail.{path}", LINEAGE, parameters=[P]) == (
        f"{ACCOUNT}:{arn}",
        [f"steps.Trail.properties.{given}"],
    )


def test_arn_of_an_entity_may_be_given() -> None:
    given = {"steps": {"Trail": {"properties": {"ActionArns": {"Deploy": "arn:own"}}}}}

    found = made_up("Steps.Trail.ActionArns['Deploy']", LINEAGE, parameters=[P], given=given)

    assert found == ("arn:own", [])


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("Training", "TrainingJobArn", f"{ACCOUNT}:training-job/pipelines-pipelint0000-s"),
        ("Processing", "ProcessingJobName", "pipelines-pipelint0000-S"),
        ("Transform", "TransformJobName", "pipelines-pipelint0000-S"),
        ("Tuning", "HyperParameterTuningJobName", "pipelines-pipelint0000-S"),
        ("Tuning", "BestTrainingJob.TrainingJobName", "S-TrainingJobName"),
        ("Tuning", "BestTrainingJob.TunedHyperParameters['eta']", "S-eta"),
        ("Tuning", "TrainingJobSummaries[0].TrainingJobName", "S-TrainingJobName"),
        ("Tuning", "TrainingJobSummaries[3].TrainingJobName", "S-TrainingJobName-3"),
        (
            "Tuning",
            "TrainingJobSummaries[3].TrainingJobArn",
            "arn:aws:sagemaker:us-east-1:111122223333:training-job/s-3",
        ),
        ("Tuning", "TrainingJobSummaries[3].TrainingJobStatus", "Completed"),
        ("AutoML", "BestCandidate.CandidateName", "S-CandidateName"),
        (
            "AutoML",
            "BestCandidateProperties.ModelInsightsJsonReportPath",
            "s3://pipelint/S/ModelInsightsJsonReportPath",
        ),
        (
            "AutoML",
            "BestCandidate.InferenceContainerDefinitions['CPU'][0].Image",
            "111122223333.dkr.ecr.us-east-1.amazonaws.com/pipelint:1",
        ),
        ("Model", "ModelName", "pipelines-pipelint0000-S"),
        ("EMR", "Id", "S-Id"),
    ],
)
def test_what_the_service_makes_is_made_up_with_plausible_values(
    kind: str, path: str, value: str
) -> None:
    assert made_up(f"Steps.S.{path}", step("S", kind)) == (
        value,
        [f"steps.S.properties.{path_of(path)}"],
    )


def path_of(path: str) -> str:
    """A property path as one into what is given."""
    return path.replace("['", ".").replace("']", "")


@pytest.mark.parametrize(
    ("kind", "path", "status"),
    [
        ("Training", "TrainingJobStatus", "Completed"),
        ("Processing", "ProcessingJobStatus", "Completed"),
        ("Transform", "TransformJobStatus", "Completed"),
        ("Tuning", "HyperParameterTuningJobStatus", "Completed"),
        ("AutoML", "AutoMLJobStatus", "Completed"),
        ("RegisterModel", "ModelPackageStatus", "Completed"),
        ("Endpoint", "EndpointStatus", "InService"),
        ("EMR", "Status.State", "COMPLETED"),
        ("EMRServerless", "jobRun.state", "SUCCESS"),
        ("Job", "JobStatus", "Completed"),
    ],
)
def test_status_of_a_success_is_known(kind: str, path: str, status: str) -> None:
    assert made_up(f"Steps.S.{path}", step("S", kind)) == (status, [])


def test_registered_model_is_the_first_of_its_group() -> None:
    register = step("Reg", "RegisterModel", {"ModelPackageGroupName": "Abalone"})

    assert made_up("Steps.Reg.ModelPackageVersion", register)[0] == 1
    assert made_up("Steps.Reg.ModelPackageArn", register)[0] == f"{ACCOUNT}:model-package/abalone/1"


def test_job_is_named_after_the_name_in_its_request() -> None:
    assert made_up("Steps.Train.TrainingJobName", training(TrainingJobName="abalone")) == (
        "abalone-pipelint0000",
        ["steps.Train.properties.TrainingJobName"],
    )


def test_arn_of_a_job_holds_its_category() -> None:
    job = step("J", "Job", {"JobCategory": "AgentRFT"})

    assert made_up("Steps.J.JobArn", job)[0] == f"{ACCOUNT}:job/AgentRFT/pipelines-pipelint0000-j"


@pytest.mark.parametrize("kind", sorted(JOBS))
def test_name_and_arn_of_what_a_step_makes_are_such_as_the_api_has(kind: str) -> None:
    job, request = JOBS[kind], {"JobCategory": "AgentRFT"} if kind == "Job" else {}
    shapes = [shape(name) for name in STEP_TYPES[kind].properties]

    response = execute(step("A_long-Name", kind, request))["A_long-Name"].response

    for member in (job.name, job.arn):
        wanted = next(found for each in shapes if (found := each.member(member)) is not None)
        assert scalar_fault(response[member], wanted) is None, response[member]


def test_endpoint_has_the_name_in_its_request() -> None:
    endpoint = step("E", "Endpoint", {"EndpointName": "live", "EndpointConfigName": "c"})

    assert made_up("Steps.E.EndpointName", endpoint) == ("live", [])
    assert made_up("Steps.E.EndpointArn", endpoint)[0] == f"{ACCOUNT}:endpoint/live"


def test_model_lies_where_the_training_writes_it() -> None:
    assert made_up("Steps.Train.ModelArtifacts.S3ModelArtifacts", training()) == (
        "s3://b/models/pipelines-pipelint0000-Train/output/model.tar.gz",
        ["steps.Train.properties.ModelArtifacts.S3ModelArtifacts"],
    )


def test_step_that_may_not_be_read_has_no_properties() -> None:
    assert refusal_of(get("Steps.Clean.Status"), step("Clean", "Cleanup")) == (
        "Steps[Read].Arguments.value: 'Clean' has no properties"
    )


def test_name_of_a_later_thing_in_a_list_fits_its_api() -> None:
    name = "A" * 60
    path = f"Steps.{name}.TrainingJobSummaries"

    found = [
        value_of(get(f"{path}[{index}].TrainingJobName"), step(name, "Tuning", {}))
        for index in (0, 1, 10)
    ]

    assert len(set(found)) == 3
    assert [scalar_fault(each, shape("TrainingJobName")) for each in found] == [None] * 3
