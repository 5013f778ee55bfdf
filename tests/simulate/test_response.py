"""What a step offers to property references: its request, what is given, what is made up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipelint.catalog import STEP_TYPES, Shape, shape
from pipelint.simulate import Trace, needed, sample_given, simulate
from pipelint.simulate._files import follow
from pipelint.simulate._jobs import REASONS
from tests.simulate.requests import (
    check,
    condition,
    execute,
    facts_of,
    function,
    get,
    join,
    processing,
    reader,
    refusal_of,
    step,
    training,
    value_of,
)

OUTPUTS = "Steps.Prep.ProcessingOutputConfig.Outputs"
EMR = {
    "ClusterId": "j-1",
    "ExecutionRoleArn": "arn:aws:iam::111122223333:role/Emr",
    "StepConfig": {
        "ActionOnFailure": "CONTINUE",
        "HadoopJarStep": {
            "Jar": "s3://b/j.jar",
            "MainClass": "Main",
            "Args": ["--in", "s3://b/in"],
            "Properties": [{"Key": "level", "Value": "info"}],
        },
    },
}
JOB = {"JobCategory": "AgentRFT", "JobConfigSchemaVersion": "1.0.0"}
DOCUMENT = '{"Model": {"Id": "m1"}, "Rounds": 3, "Trace": true, "Seeds": [7, 8], "None": null}'
SERVERLESS = {
    "ApplicationId": "00f",
    "JobConfig": {
        "applicationId": "00f",
        "jobDriver": {"sparkSubmit": {"entryPoint": "s3://b/x.py"}},
    },
}
MODEL = step("M", "Model", {"PrimaryContainer": {"Image": "i"}})
ARTIFACT = "s3://b/models/pipelines-pipelint0000-Train/output/model.tar.gz"


def properties(name: str, **members: Any) -> dict[str, Any]:
    """What is given of the response of one step."""
    return {"steps": {name: {"properties": members}}}


def after_failure(path: str, kind: str = "Failed") -> dict[str, Any]:
    """A step that reads from `Train` and runs once that has failed."""
    return {**reader(get(path)), "DependsOn": [{"Step": "Train", "Trigger": kind}]}


@pytest.mark.parametrize(
    ("path", "steps", "value"),
    [
        (f"{OUTPUTS}['test'].S3Output.S3Uri", processing(), "s3://b/test"),
        (f"{OUTPUTS}[1].S3Output.S3Uri", processing(), "s3://b/test"),
        (f"{OUTPUTS}[0].OutputName", processing(), "train"),
        ("Steps.Train.OutputDataConfig.S3OutputPath", training(), "s3://b/models"),
        ("Steps.Train.HyperParameters['a.b']", training(HyperParameters={"a.b": "7"}), "7"),
        ("Steps.Train.Environment['MODE']", training(Environment={"MODE": "x"}), "x"),
        (
            "Steps.Train.VpcConfig.Subnets[1]",
            training(VpcConfig={"Subnets": ["subnet-1", "subnet-2"]}),
            "subnet-2",
        ),
        (
            "Steps.Train.InputDataConfig['train'].ContentType",
            training(InputDataConfig=[{"ChannelName": "train", "ContentType": "text/csv"}]),
            "text/csv",
        ),
        ("Steps.M.PrimaryContainer.Image", MODEL, "i"),
        ("Steps.E.Config.Args[0]", step("E", "EMR", EMR), "--in"),
        ("Steps.E.Config.Args[1]", step("E", "EMR", EMR), "s3://b/in"),
        ("Steps.E.Config.Properties['level']", step("E", "EMR", EMR), "info"),
        ("Steps.E.Config.MainClass", step("E", "EMR", EMR), "Main"),
        ("Steps.E.ActionOnFailure", step("E", "EMR", EMR), "CONTINUE"),
        ("Steps.E.ExecutionRoleArn", step("E", "EMR", EMR), "arn:aws:iam::111122223333:role/Emr"),
        ("Steps.E.ClusterId", step("E", "EMR", EMR), "j-1"),
        (
            "Steps.S.jobRun.jobDriver.sparkSubmit.entryPoint",
            step("S", "EMRServerless", SERVERLESS),
            "s3://b/x.py",
        ),
        (
            "Steps.S.JobRun.jobDriver.SparkSubmit.EntryPoint",
            step("S", "EMRServerless", SERVERLESS),
            "s3://b/x.py",
        ),
        (
            "Steps.B.TrainingDataConfig.s3Uri",
            step("B", "BedrockCustomModel", {"TrainingDataConfig": {"S3Uri": "s3://b/t"}}),
            "s3://b/t",
        ),
        (
            "Steps.R.ModelApprovalStatus",
            step("R", "RegisterModel", {"ModelApprovalStatus": "Approved"}),
            "Approved",
        ),
    ],
)  # fmt: skip
def test_response_repeats_the_request(path: str, steps: dict[str, Any], value: str) -> None:
    trace = execute(steps, reader(get(path)))

    assert trace["Read"].arguments == {"value": value}
    assert trace.made_up == {}


@pytest.mark.parametrize(
    ("path", "steps", "lacks"),
    [
        (f"{OUTPUTS}['trian'].S3Output.S3Uri", processing(), "'Prep' has no 'trian'"),
        (
            f"{OUTPUTS}[2].S3Output.S3Uri",
            processing(),
            "'Prep' has no 'ProcessingOutputConfig.Outputs[2]'",
        ),
        ("Steps.Train.Environment['b']", training(Environment={"a": "7"}), "'Train' has no 'b'"),
        ("Steps.Train.HyperParameters['b']", training(), "'Train' has no 'b'"),
        ("Steps.Train.InputDataConfig['test'].ContentType", training(), "'Train' has no 'test'"),
        ("Steps.Train.Nothing", training(), "'Train' has no 'Nothing'"),
        ("Steps.Train.TrainingJobName.x", training(), "'Train' has no 'x'"),
        ("Steps.Train.FailureReason", training(), "'Train' has no 'FailureReason'"),
    ],
)  # fmt: skip
def test_what_the_request_and_the_response_lack_fails_the_reader(
    path: str, steps: dict[str, Any], lacks: str
) -> None:
    reason = refusal_of(get(path), steps)

    assert reason == f"Steps[Read].Arguments.value: the response of {lacks}"


@pytest.mark.parametrize("end", [{"fails": "always"}, {"stops": True}])
@pytest.mark.parametrize(
    ("steps", "member", "repeated"),
    [
        (training("T", HyperParameters={"a": None, "b": "1"}), "HyperParameters", {"b": "1"}),
        (
            processing("T", AppSpecification={"ContainerArguments": ["--a", None, "--b"]}),
            "AppSpecification",
            {"ContainerArguments": ["--a", "--b"]},
        ),
        (
            training("T", InputDataConfig=[None, {"ChannelName": "c", "ContentType": None}]),
            "InputDataConfig",
            [{"ChannelName": "c"}],
        ),
        (
            step("T", "EMR", {"StepConfig": {"ActionOnFailure": None, "HadoopJarStep": None}}),
            "ExecutionRoleArn",
            None,
        ),
        (
            step(
                "T",
                "EMR",
                {"StepConfig": {"HadoopJarStep": {"Properties": [{"Key": "k", "Value": None}]}}},
            ),
            "Config",
            {"Properties": {"k": ""}},
        ),
    ],
)  # fmt: skip
def test_null_in_the_request_is_not_repeated(
    steps: dict[str, Any], member: str, repeated: Any, end: dict[str, Any]
) -> None:
    trace = execute(steps, given={"steps": {"T": end}})

    assert trace["T"].response.get(member) == repeated
    assert "ActionOnFailure" not in trace["T"].response


def test_null_in_the_request_fails_its_reader_and_is_not_in_the_response() -> None:
    trace = execute(
        training("T", HyperParameters={"a": None}), reader(get("Steps.T.HyperParameters['a']"))
    )

    assert trace["Read"].reason == ("Steps[Read].Arguments.value: the response of 'T' has no 'a'")
    assert trace["T"].response["HyperParameters"] == {}


def test_element_after_a_null_moves_up() -> None:
    steps = processing(AppSpecification={"ContainerArguments": [None, "--a"]})

    assert value_of(get("Steps.Prep.AppSpecification.ContainerArguments[0]"), steps) == "--a"


def test_structure_that_the_request_lacks_may_be_made_by_the_service() -> None:
    trace = execute(training(), reader(get("Steps.Train.VpcConfig.Subnets[0]")))

    assert trace["Read"].arguments == {"value": "Train-Subnets"}
    assert [*trace.made_up] == ["steps.Train.properties.VpcConfig.Subnets[0]"]


def test_expression_in_the_request_is_repeated_with_its_value() -> None:
    steps = training(OutputDataConfig={"S3OutputPath": get("Parameters.Out")})
    out = {"Name": "Out", "Type": "String", "DefaultValue": "s3://b/default"}

    assert (
        value_of(
            get("Steps.Train.OutputDataConfig.S3OutputPath"),
            steps,
            parameters=[out],
            start={"Out": "s3://b/other"},
        )
        == "s3://b/other"
    )


def test_text_of_a_json_document_is_read_inside() -> None:
    job = step("J", "Job", {**JOB, "JobConfigDocument": DOCUMENT})
    values = {
        "JobConfigDocument": DOCUMENT,
        "JobConfigDocument.Model.Id": "m1",
        "JobConfigDocument.Rounds": "3",
        "JobConfigDocument.Trace": "true",
        "JobConfigDocument.Seeds[1]": "8",
    }

    assert {path: value_of(get(f"Steps.J.{path}"), job) for path in values} == values


@pytest.mark.parametrize("document", [DOCUMENT, "no JSON", "[]", '"text"'])
@pytest.mark.parametrize("member", ["ServiceOutput.Details.RunId", "None.RunId"])
def test_what_the_service_adds_to_a_json_document_is_made_up(document: str, member: str) -> None:
    job = step("J", "Job", {**JOB, "JobConfigDocument": document})

    trace = execute(job, reader(get(f"Steps.J.JobConfigDocument.{member}")))

    assert trace["Read"].arguments == {"value": "J-RunId"}
    assert [*trace.made_up] == [f"steps.J.properties.JobConfigDocument.{member}"]


def test_members_of_a_json_document_may_be_given() -> None:
    job = step("J", "Job", {**JOB, "JobConfigDocument": DOCUMENT})
    given = properties("J", JobConfigDocument={"ServiceOutput": {"Runs": [{"Id": "r1"}]}})

    assert (
        value_of(get("Steps.J.JobConfigDocument.ServiceOutput.Runs[0].Id"), job, given=given)
        == "r1"
    )
    assert value_of(get("Steps.J.JobConfigDocument.Model.Id"), job, given=given) == "m1"
    assert value_of(get("Steps.J.JobConfigDocument"), job, given=given) == (
        '{"ServiceOutput": {"Runs": [{"Id": "r1"}]}}'
    )


def test_document_put_together_of_what_is_made_up_is_made_up_inside() -> None:
    text = {
        "Std:Join": {"On": "", "Values": ['{"a": "', get("Execution.PipelineExecutionId"), '"}']}
    }
    job = step("J", "Job", {**JOB, "JobConfigDocument": text})
    same = condition("Equals", get("Steps.J.JobConfigDocument.a"), "pipelint0000")

    trace = execute(job, check(same))

    assert [need.given for need in trace.needs] == ["execution.PipelineExecutionId"]


def test_objects_that_are_given_are_laid_over_the_request() -> None:
    given = properties("Train", OutputDataConfig={"KmsKeyId": "key"})

    assert value_of(get("Steps.Train.OutputDataConfig.KmsKeyId"), training(), given=given) == "key"
    assert value_of(get("Steps.Train.OutputDataConfig.S3OutputPath"), training(), given=given) == (
        "s3://b/models"
    )


def test_list_that_is_given_replaces_that_of_the_request() -> None:
    listed = [{"OutputName": "new", "S3Output": {"S3Uri": "s3://b/new"}}]
    given = properties("Prep", ProcessingOutputConfig={"Outputs": listed})

    assert (
        value_of(get(f"{OUTPUTS}['new'].S3Output.S3Uri"), processing(), given=given) == "s3://b/new"
    )
    assert value_of(get(f"{OUTPUTS}[0].S3Output.S3Uri"), processing(), given=given) == "s3://b/new"
    assert refusal_of(get(f"{OUTPUTS}['train'].S3Output.S3Uri"), processing(), given=given) == (
        "Steps[Read].Arguments.value: the response of 'Prep' has no 'train'"
    )


@pytest.mark.parametrize("accessor", ["['test']", "[1]"])
def test_list_that_is_given_as_a_mapping_merges_by_name(accessor: str) -> None:
    by_name = {"test": {"S3Output": {"S3Uri": "s3://b/other"}}}
    given = properties("Prep", ProcessingOutputConfig={"Outputs": by_name})

    def read(path: str) -> Any:
        return value_of(get(f"{OUTPUTS}{path}"), processing(), given=given)

    assert read(f"{accessor}.S3Output.S3Uri") == "s3://b/other"
    assert read(f"{accessor}.S3Output.LocalPath") == "/opt/test"
    assert read("[0].S3Output.S3Uri") == "s3://b/train"


def test_element_that_the_request_may_name_is_added_to_the_list() -> None:
    outputs = [{"OutputName": "train"}, {"OutputName": get("Parameters.Name")}]
    step = processing(ProcessingOutputConfig={"Outputs": outputs})
    given = properties("Prep", ProcessingOutputConfig={"Outputs": {"more": {"AppManaged": True}}})
    name = {"Name": "Name", "Type": "String", "DefaultValue": "more"}

    found = value_of(get(f"{OUTPUTS}['more'].AppManaged"), step, given=given, parameters=[name])

    assert found is True


@pytest.mark.parametrize(
    ("steps", "path", "given"),
    [
        (
            {"ProcessingInputs": [{"InputName": "a"}, {"InputName": "b"}]},
            "Steps.Prep.ProcessingInputs[1].AppManaged",
            {"ProcessingInputs": {"b": {"AppManaged": True}}},
        ),
        (
            {},
            f"{OUTPUTS}[0].AppManaged",
            {"ProcessingOutputConfig": {"Outputs": {"train": {"AppManaged": True}}}},
        ),
    ],
)  # fmt: skip
def test_mapping_by_name_is_found_by_index(
    steps: dict[str, Any], path: str, given: dict[str, Any]
) -> None:
    assert value_of(get(path), processing(**steps), given=properties("Prep", **given)) is True


def test_elements_of_one_name_are_told_apart_by_their_index() -> None:
    inputs = [{"InputName": "a", "AppManaged": True}, {"InputName": "a", "AppManaged": False}]

    trace = execute(
        processing(ProcessingInputs=inputs),
        reader(get("Steps.Prep.ProcessingInputs[1].AppManaged")),
    )

    assert trace["Read"].arguments == {"value": False}
    assert trace["Prep"].response["ProcessingInputs"] == inputs


def test_metrics_are_given_as_a_list_or_by_their_names() -> None:
    listed = properties("Train", FinalMetricDataList=[{"MetricName": "val:acc", "Value": 0.9}])
    by_name = properties("Train", FinalMetricDataList={"val:acc": {"Value": 0.9}})
    path = "Steps.Train.FinalMetricDataList"

    assert value_of(get(f"{path}['val:acc'].Value"), training(), given=listed) == 0.9
    assert value_of(get(f"{path}['val:acc'].Value"), training(), given=by_name) == 0.9
    assert value_of(get(f"{path}[0].MetricName"), training(), given=by_name) == "val:acc"
    assert refusal_of(get(f"{path}['loss'].Value"), training(), given=listed) == (
        "Steps[Read].Arguments.value: the response of 'Train' has no 'loss'"
    )


def test_metric_that_is_not_given_is_made_up_under_its_name() -> None:
    trace = execute(training(), reader(get("Steps.Train.FinalMetricDataList['val:acc'].Value")))

    assert trace["Read"].arguments == {"value": 1.0}
    assert trace.made_up == {"steps.Train.properties.FinalMetricDataList.val:acc.Value": 1.0}
    assert trace["Train"].response["FinalMetricDataList"] == [
        {"MetricName": "val:acc", "Value": 1.0}
    ]


def test_name_by_which_an_element_is_read_is_not_made_up() -> None:
    trace = execute(training(), reader(get("Steps.Train.FinalMetricDataList['a'].MetricName")))

    assert trace["Read"].arguments == {"value": "a"}
    assert trace.made_up == {}


def test_made_up_member_of_a_repeated_element_is_called_by_the_name_of_the_element() -> None:
    trace = execute(processing(), reader(get(f"{OUTPUTS}[1].S3Output.S3UploadMode")))

    assert [*trace.made_up] == [
        "steps.Prep.properties.ProcessingOutputConfig.Outputs.test.S3Output.S3UploadMode"
    ]


def test_whole_number_for_a_float_is_a_float() -> None:
    given = properties("Train", FinalMetricDataList={"a": {"Value": 1}})
    text = join(get("Steps.Train.FinalMetricDataList['a'].Value"))

    assert value_of(text, training(), given=given) == "1.0"


@pytest.mark.parametrize(
    "path",
    [
        "TrainingJobName",
        "ModelArtifacts",
        "ModelArtifacts.S3ModelArtifacts",
        "HyperParameters['a']",
        "HyperParameters",
        "FinalMetricDataList['a'].Value",
        "FinalMetricDataList['a'].MetricName",
        "CreationTime",
    ],
)
def test_failed_step_lacks_what_it_has_not_repeated(path: str) -> None:
    given = {"steps": {"Train": {"fails": "always"}}}

    trace = execute(training(), after_failure(f"Steps.Train.{path}"), given=given)

    assert trace["Read"].status == "Failed"
    assert str(trace["Read"].reason).startswith(
        "Steps[Read].Arguments.value: 'Train' did not succeed, so it has no "
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("TrainingJobStatus", "Failed"),
        ("SecondaryStatus", "Failed"),
        ("FailureReason", "AlgorithmError: no data"),
        ("OutputDataConfig.S3OutputPath", "s3://b/models"),
        ("OutputDataConfig", {"S3OutputPath": "s3://b/models"}),
    ],
)
def test_failed_step_offers_its_request_its_status_and_the_given_reason(
    path: str, value: Any
) -> None:
    given = {"steps": {"Train": {"fails": [{"reason": "AlgorithmError: no data"}]}}}

    trace = execute(training(), after_failure(f"Steps.Train.{path}"), given=given)

    assert trace["Read"].arguments == {"value": value}
    assert trace.made_up == {}


def test_what_a_failed_step_was_asked_for_in_vain_is_not_in_its_response() -> None:
    trace = execute(
        training(),
        after_failure("Steps.Train.OutputDataConfig.KmsKeyId"),
        given={"steps": {"Train": {"fails": "always"}}},
    )

    assert trace["Read"].status == "Failed"
    assert trace["Train"].response["OutputDataConfig"] == {"S3OutputPath": "s3://b/models"}


def test_stopped_step_offers_its_status_and_nothing_made_up() -> None:
    given = {"steps": {"Train": {"stops": True}}}

    def read(path: str) -> Any:
        return execute(training(), after_failure(f"Steps.Train.{path}", "Stopped"), given=given)[
            "Read"
        ]

    assert read("TrainingJobStatus").arguments == {"value": "Stopped"}
    assert read("TrainingJobName").reason == (
        "Steps[Read].Arguments.value: 'Train' did not succeed, so it has no 'TrainingJobName'"
    )


def test_failed_function_offers_no_outputs() -> None:
    given = {"steps": {"Ask": {"fails": "always"}}}
    read = {
        **reader(get("Steps.Ask.OutputParameters['n']")),
        "DependsOn": [{"Step": "Ask", "Trigger": "Any"}],
    }

    trace = execute(function(n="Integer"), read, given=given)

    assert trace["Read"].reason == (
        "Steps[Read].Arguments.value: 'Ask' did not succeed, so it has no 'n'"
    )


def test_status_of_a_step_that_succeeded_is_not_made_up() -> None:
    trace = execute(training(), reader(get("Steps.Train.TrainingJobStatus")))

    assert trace["Read"].arguments == {"value": "Completed"}
    assert trace.made_up == {}


def test_response_tells_the_request_the_run_and_what_the_api_always_fills() -> None:
    trace = execute(training())

    assert trace["Train"].response == {
        "CreationTime": "2020-12-01T00:00:00Z",
        "ModelArtifacts": {"S3ModelArtifacts": ARTIFACT},
        "OutputDataConfig": {"S3OutputPath": "s3://b/models"},
        "SecondaryStatus": "Completed",
        "StoppingCondition": {},
        "TrainingJobArn": (
            "arn:aws:sagemaker:us-east-1:111122223333:training-job/pipelines-pipelint0000-train"
        ),
        "TrainingJobName": "pipelines-pipelint0000-Train",
        "TrainingJobStatus": "Completed",
    }
    assert trace["Train"].made_up == (
        "/CreationTime",
        "/ModelArtifacts/S3ModelArtifacts",
        "/TrainingJobArn",
        "/TrainingJobName",
    )


def test_element_that_was_read_by_its_index_is_in_the_response_once() -> None:
    trace = execute(processing(), reader(get(f"{OUTPUTS}[0].S3Output.S3Uri")))

    listed = trace["Prep"].response["ProcessingOutputConfig"]["Outputs"]
    assert [output["OutputName"] for output in listed] == ["train", "test"]


def test_element_that_was_read_by_its_index_has_that_index_in_the_response() -> None:
    tuning = step("Tune", "Tuning", {})

    trace = execute(tuning, reader(get("Steps.Tune.TrainingJobSummaries[1].TrainingJobName")))

    [first, second] = trace["Tune"].response["TrainingJobSummaries"]
    names = (first["TrainingJobName"], second["TrainingJobName"])
    assert names == ("Tune-TrainingJobName", "Tune-TrainingJobName-1")
    assert trace.made_up == {
        "steps.Tune.properties.TrainingJobSummaries[1].TrainingJobName": "Tune-TrainingJobName-1"
    }


def test_step_of_an_unknown_type_has_what_is_given_and_texts() -> None:
    given = properties("New", Query={"Ids": ["q1"], "Count": 3})
    new = step("New", "Athena", {})

    assert value_of(get("Steps.New.Query.Ids[0]"), new, given=given) == "q1"
    assert value_of(get("Steps.New.Query.Count"), new, given=given) == 3
    assert value_of(get("Steps.New.Other.Id"), new, given=given) == "New-Id"


def test_member_of_an_unknown_type_is_taken_leniently() -> None:
    given = properties("Train", Novelty={"Rank": 3})

    assert value_of(get("Steps.Train.Novelty.Rank"), training(), given=given, lenient=True) == 3


#: The types whose responses an API's model describes, and whose runs are found in a cache.
KINDS = [name for name, each in STEP_TYPES.items() if each.properties and each.cache_key]
KEYS = st.sampled_from(["a", "a.b", "val:acc", "train"])


@st.composite
def property_paths(draw: st.DrawFn) -> tuple[str, list[str | int], Shape]:
    """A step type, and a path to a scalar in its response with the scalar's shape."""
    kind = draw(st.sampled_from(KINDS))
    here = shape(draw(st.sampled_from(STEP_TYPES[kind].properties)))
    path: list[str | int] = []
    while here.kind in ("structure", "list", "map"):
        known = [each for each in here.members if each not in REASONS]
        by_name = here.kind == "map" or (here.natural is not None and draw(st.booleans()))
        if here.kind == "structure":
            assume(known)
            key: str | int = draw(st.sampled_from(known))
        else:
            key = draw(KEYS if by_name else st.integers(0, 2))
        path.append(key)
        inner = here.member(str(key)) if here.kind == "structure" else here.item
        assert inner is not None
        here = inner
        assume(len(path) < 12)
    return kind, path, here


def written(path: Sequence[str | int]) -> str:
    """A path as a property reference has it."""
    first, *rest = path
    return "".join((str(first), *(f"[{k}]" if isinstance(k, int) else f"['{k}']" for k in rest)))


def accessors(kind: str, path: Sequence[str | int]) -> str:
    """The same, with members of structures after dots."""
    shapes = [shape(name) for name in STEP_TYPES[kind].properties]
    here = next(found for each in shapes if (found := each.member(str(path[0]))) is not None)
    words = str(path[0])
    for key in path[1:]:
        words += f".{key}" if here.kind == "structure" else written(["", key])
        inner = here.member(str(key)) if here.kind == "structure" else here.item
        assert inner is not None
        here = inner
    return words


def found_in(response: Any, kind: str, path: Sequence[str | int]) -> Any:
    """What is at the end of a property path in a response."""
    shapes = [shape(name) for name in STEP_TYPES[kind].properties]
    here = next(each for each in shapes if each.member(str(path[0])) is not None)
    for key in path:
        natural = here.natural
        if isinstance(response, list) and isinstance(key, str):
            assert natural is not None
            [response] = [each for each in response if each.get(natural.member) == key]
        else:
            response = response[key]
        inner = here.member(str(key)) if here.kind == "structure" else here.item
        assert inner is not None
        here = inner
    return response


@settings(max_examples=150, deadline=None)
@given(property_paths())
def test_what_is_read_is_in_the_response_and_in_that_of_a_cached_run(
    drawn: tuple[str, list[str | int], Shape],
) -> None:
    kind, path, _ = drawn
    # A map or list of the request that is not there has nothing to read.
    requested = step("S", kind, {}, CacheConfig={"Enabled": True})
    facts = facts_of(requested, reader(get(f"Steps.S.{accessors(kind, path)}")))
    trace = simulate(facts)
    assume(trace["Read"].status == "Succeeded")
    value = trace["Read"].arguments["value"]

    again = simulate(facts, cache_from=Trace.from_json(trace.as_json()))

    assert found_in(trace["S"].response, kind, path) == value
    assert again["S"].cache_hit
    assert again["Read"].arguments == {"value": value}
    assert again["S"].response == trace["S"].response


@settings(max_examples=150, deadline=None)
@given(property_paths())
def test_what_is_needed_for_a_property_is_what_decides_once_it_is_given(
    drawn: tuple[str, list[str | int], Shape],
) -> None:
    kind, path, _ = drawn
    steps = (
        step("S", kind),
        check(condition("Equals", get(f"Steps.S.{accessors(kind, path)}"), 1)),
    )
    facts = facts_of(*steps)
    needs = simulate(facts).needs
    assume(needs)
    world = sample_given(needed(facts))

    trace = simulate(facts, given=world)

    [need] = needs
    assert need.given == next(each.given for each in needed(facts))
    assert trace.status != "NeedsInput"
    if trace["Check"].decision is not None:
        [decision] = trace["Check"].decision
        assert decision["left"] == follow(world, need.path, "", "")
