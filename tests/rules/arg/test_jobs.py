"""Rules across fields of processing, training and transform jobs: what examples do not show."""

from __future__ import annotations

import pytest

from pipelint_rules.arg.channels import channel_without_data, pipe_and_fast_file
from pipelint_rules.arg.containers import metrics_of_built_in_algorithm
from pipelint_rules.arg.instances import groups_and_instance_type, preferences_and_instance_type
from pipelint_rules.arg.local_paths import (
    local_path_outside_processing,
    outputs_at_one_place,
    shared_local_path,
)
from pipelint_rules.arg.maxima import above_documented_maximum
from pipelint_rules.arg.processing import (
    compressed_file_input,
    input_without_local_path,
    processing_input_source,
)
from pipelint_rules.arg.spot import (
    wait_below_runtime,
    wait_without_spot,
    warm_pool_of_spot_instances,
)
from pipelint_rules.arg.storage import volume_key_with_local_storage
from pipelint_rules.arg.training import training_algorithm, training_on_burstable_instance
from pipelint_rules.arg.transform import (
    batch_strategy_without_split,
    data_processing_of_other_format,
    payload_times_concurrency,
)
from pipelint_rules.arg.unique import repeated_name
from tests.rules.linting import Json, condition, lint, pipeline, step


def get(name: str) -> Json:
    return {"Get": f"Parameters.{name}"}


def parameter(name: str, kind: str, default: object = None) -> Json:
    value = {} if default is None else {"DefaultValue": default}
    return {"Name": name, "Type": kind, **value}


def s3_input(name: str, **members: object) -> Json:
    return {
        "InputName": name,
        "S3Input": {"S3Uri": "s3://b/d", "S3DataType": "S3Prefix", **members},
    }


def processing(*inputs: Json, **arguments: object) -> Json:
    return step("Prep", "Processing", Arguments={"ProcessingInputs": list(inputs), **arguments})


def outputs(*uris: object) -> Json:
    listed = [
        {"OutputName": f"o{index}", "S3Output": {"S3Uri": uri, "S3UploadMode": "EndOfJob"}}
        for index, uri in enumerate(uris)
    ]
    return step("Prep", "Processing", Arguments={"ProcessingOutputConfig": {"Outputs": listed}})


def training(**arguments: object) -> Json:
    return step("Fit", "Training", Arguments=arguments)


def tuning(**definition: object) -> Json:
    return step("Tune", "Tuning", Arguments={"TrainingJobDefinition": definition})


def transform(**arguments: object) -> Json:
    return step("Score", "Transform", Arguments=arguments)


def channels(*modes: object, default: str = "File") -> dict[str, object]:
    listed = [
        {
            "ChannelName": f"c{index}",
            "DataSource": {},
            **({} if mode is None else {"InputMode": mode}),
        }
        for index, mode in enumerate(modes)
    ]
    return {
        "AlgorithmSpecification": {"TrainingImage": "i", "TrainingInputMode": default},
        "InputDataConfig": listed,
    }


def test_two_sources_of_an_input_are_shown_together() -> None:
    both = {**s3_input("a"), "DatasetDefinition": {}}
    [finding] = lint(processing_input_source, pipeline([processing(both)]))
    assert finding.message == "'DatasetDefinition' and 'S3Input' exclude each other"
    assert finding.path == "Steps[Prep].Arguments.ProcessingInputs[a].DatasetDefinition"
    assert [related.message for related in finding.related] == ["the other one"]


def test_a_misspelt_source_is_left_to_the_rule_about_members() -> None:
    wrong = {"InputName": "a", "S3input": {"S3Uri": "s3://b/d"}}
    assert lint(processing_input_source, pipeline([processing(wrong)])) == ()


@pytest.mark.parametrize("kind", ["Processing", "ClarifyCheck", "QualityCheck"])
def test_the_arguments_of_checks_are_those_of_processing_jobs(kind: str) -> None:
    lone = step("Prep", kind, Arguments={"ProcessingInputs": [{"InputName": "a"}]})
    [finding] = lint(processing_input_source, pipeline([lone]))
    assert (
        finding.message
        == "an element of 'ProcessingInputs' has neither 'S3Input' nor 'DatasetDefinition'"
    )


def test_steps_in_branches_are_checked() -> None:
    [finding] = lint(
        processing_input_source, pipeline([condition([processing({"InputName": "a"})])])
    )
    assert finding.pointer == "/Steps/0/Arguments/IfSteps/0/Arguments/ProcessingInputs/0"


def test_an_input_that_the_application_may_manage_needs_no_local_path() -> None:
    managed = {**s3_input("a"), "AppManaged": get("Managed")}
    parameters = [parameter("Managed", "Boolean", True)]
    assert lint(input_without_local_path, pipeline([processing(managed)], parameters)) == ()


def test_a_local_path_is_judged_through_the_default_of_its_parameter() -> None:
    parameters = [parameter("Path", "String", "/data")]
    entry = s3_input("a", LocalPath=get("Path"))
    [finding] = lint(local_path_outside_processing, pipeline([processing(entry)], parameters))
    assert finding.pointer == "/Steps/0/Arguments/ProcessingInputs/0/S3Input/LocalPath"
    assert finding.severity == "warning"
    assert finding.related[0].pointer == "/Parameters/0/DefaultValue"


def test_the_root_of_processing_itself_is_no_fault() -> None:
    entry = s3_input("a", LocalPath="/opt/ml/processing")
    assert lint(local_path_outside_processing, pipeline([processing(entry)])) == ()


def test_each_later_input_at_a_taken_path_is_reported() -> None:
    taken = [s3_input(name, LocalPath="/opt/ml/processing/in") for name in "abc"]
    findings = lint(shared_local_path, pipeline([processing(*taken)]))
    assert [finding.path for finding in findings] == [
        "Steps[Prep].Arguments.ProcessingInputs[b].S3Input.LocalPath",
        "Steps[Prep].Arguments.ProcessingInputs[c].S3Input.LocalPath",
    ]


def test_outputs_are_at_one_place_when_they_are_joined_alike() -> None:
    place = {"Std:Join": {"On": "/", "Values": ["s3:/", "b", {"Get": "Execution.PipelineName"}]}}
    [finding] = lint(outputs_at_one_place, pipeline([outputs(place, place)]))
    assert finding.stage == "silent"
    assert finding.path == "Steps[Prep].Arguments.ProcessingOutputConfig.Outputs[o1].S3Output.S3Uri"
    other = {"Std:Join": {"On": "/", "Values": ["s3:/", "b", {"Get": "Execution.CurrentDateTime"}]}}
    assert lint(outputs_at_one_place, pipeline([outputs(place, other)])) == ()


def test_without_an_input_mode_compression_is_only_suspicious() -> None:
    entry = s3_input("a", S3CompressionType="Gzip")
    [finding] = lint(compressed_file_input, pipeline([processing(entry)]))
    assert finding.severity == "warning"


def test_a_wait_behind_a_parameter_is_a_warning() -> None:
    parameters = [parameter("Wait", "Integer", 60)]
    stopping = {"MaxRuntimeInSeconds": 3600, "MaxWaitTimeInSeconds": get("Wait")}
    [finding] = lint(
        wait_below_runtime, pipeline([training(StoppingCondition=stopping)], parameters)
    )
    assert finding.severity == "warning"
    assert finding.message == "the job may wait 60 s, which is less than the 3600 s that it may run"
    assert finding.hint == "set it to 3600 or more"


def test_a_wait_whose_parameter_has_no_default_is_not_judged() -> None:
    parameters = [parameter("Wait", "Integer")]
    stopping = {"MaxRuntimeInSeconds": 3600, "MaxWaitTimeInSeconds": get("Wait")}
    assert (
        lint(wait_below_runtime, pipeline([training(StoppingCondition=stopping)], parameters)) == ()
    )


def test_the_definition_of_a_tuning_step_is_a_training_job() -> None:
    stopping = {"MaxRuntimeInSeconds": 7200, "MaxWaitTimeInSeconds": 3600}
    job: Json = {"StoppingCondition": stopping, "EnableManagedSpotTraining": True}
    [finding] = lint(wait_below_runtime, pipeline([tuning(**job)]))
    assert finding.severity == "error"
    several = step("Tune", "Tuning", Arguments={"TrainingJobDefinitions": [job]})
    [finding] = lint(wait_below_runtime, pipeline([several]))
    assert finding.pointer.startswith("/Steps/0/Arguments/TrainingJobDefinitions/0/")


@pytest.mark.parametrize(
    ("spot", "severities"),
    [(None, ["error"]), (False, ["error"]), (True, []), ("Off", ["warning"]), ("On", [])],
)
def test_a_wait_needs_spot_training(spot: object, severities: list[str]) -> None:
    parameters = [parameter("Off", "Boolean", False), parameter("On", "Boolean", True)]
    arguments: dict[str, object] = {
        "StoppingCondition": {"MaxRuntimeInSeconds": 60, "MaxWaitTimeInSeconds": 60}
    }
    if spot is not None:
        arguments["EnableManagedSpotTraining"] = get(spot) if isinstance(spot, str) else spot
    findings = lint(wait_without_spot, pipeline([training(**arguments)], parameters))
    assert [finding.severity for finding in findings] == severities


def test_a_warm_pool_of_no_duration_is_none() -> None:
    resources = {"KeepAlivePeriodInSeconds": 0}
    job = training(ResourceConfig=resources, EnableManagedSpotTraining=True)
    assert lint(warm_pool_of_spot_instances, pipeline([job])) == ()


@pytest.mark.parametrize(
    ("modes", "default", "found"),
    [
        (["Pipe", "FastFile"], "File", ["1/InputMode"]),
        (["Pipe", None], "FastFile", ["AlgorithmSpecification/TrainingInputMode"]),
        (["Pipe", "File", "Pipe"], "FastFile", []),
        ([get("Mode"), "Pipe"], "File", []),
    ],
)
def test_only_modes_that_channels_have_are_mixed(
    modes: list[object], default: str, found: list[str]
) -> None:
    definition = pipeline(
        [training(**channels(*modes, default=default))], [parameter("Mode", "String")]
    )
    findings = lint(pipe_and_fast_file, definition)
    assert [
        finding.pointer.endswith(end) for finding, end in zip(findings, found, strict=True)
    ] == [True for _ in found]


def test_a_channel_with_two_sources_is_reported_once() -> None:
    job = training(
        InputDataConfig=[
            {"ChannelName": "c", "DataSource": {"S3DataSource": {}, "FileSystemDataSource": {}}}
        ]
    )
    [finding] = lint(channel_without_data, pipeline([job]))
    assert finding.message == "a channel has one data source, this has two"


def test_equal_names_are_reported_at_the_second() -> None:
    job = training(InputDataConfig=[{"ChannelName": "train"}, {"ChannelName": "train"}])
    [finding] = lint(repeated_name, pipeline([job]))
    assert finding.pointer == "/Steps/0/Arguments/InputDataConfig/1/ChannelName"
    assert finding.related[0].pointer == "/Steps/0/Arguments/InputDataConfig/0/ChannelName"


def test_serverless_training_needs_no_image() -> None:
    job = training(AlgorithmSpecification={"TrainingInputMode": "File"}, ServerlessJobConfig={})
    assert lint(training_algorithm, pipeline([job])) == ()


def test_a_burstable_default_is_reported_where_it_is_written() -> None:
    parameters = [parameter("Kind", "String", "ml.t3.large")]
    job = training(ResourceConfig={"InstanceType": get("Kind")})
    [finding] = lint(training_on_burstable_instance, pipeline([job], parameters))
    assert finding.pointer == "/Parameters/0/DefaultValue"
    assert finding.related[0].pointer == "/Steps/0/Arguments/ResourceConfig/InstanceType"


@pytest.mark.parametrize(
    ("image", "count"),
    [
        ("683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1", 1),
        ("382416733822.dkr.ecr.us-east-1.amazonaws.com/linear-learner@sha256:0", 1),
        ("683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1", 0),
        ("111122223333.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1", 0),
        ("xgboost", 0),
    ],
)
def test_a_built_in_algorithm_is_told_by_registry_and_name(image: str, count: int) -> None:
    algorithm = {"TrainingImage": image, "MetricDefinitions": [{"Name": "m", "Regex": "m"}]}
    job = tuning(AlgorithmSpecification=algorithm)
    assert len(lint(metrics_of_built_in_algorithm, pipeline([job]))) == count


def test_a_volume_key_is_judged_for_all_kinds_of_jobs() -> None:
    cluster = {"InstanceType": "ml.g5.xlarge", "VolumeKmsKeyId": "alias/k"}
    steps = [
        training(ResourceConfig=cluster),
        transform(TransformResources=cluster),
        step("Prep", "Processing", Arguments={"ProcessingResources": {"ClusterConfig": cluster}}),
        tuning(ResourceConfig=cluster),
    ]
    findings = lint(volume_key_with_local_storage, pipeline(steps))
    assert [finding.step for finding in findings] == ["Fit", "Score", "Prep", "Tune"]
    assert (
        findings[0].message == "'ml.g5.xlarge' has local storage, which takes no 'VolumeKmsKeyId'"
    )


def test_groups_beside_type_and_count_are_reported_once() -> None:
    resources = {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "InstanceGroups": [{}]}
    [finding] = lint(groups_and_instance_type, pipeline([training(ResourceConfig=resources)]))
    assert finding.message == "'InstanceGroups' and 'InstanceType' exclude each other"


def test_a_plan_of_the_job_excludes_plans_of_preferences() -> None:
    resources = {"TrainingPlanArn": "p", "InstancePreferences": [{"TrainingPlanArns": ["q"]}]}
    [finding] = lint(preferences_and_instance_type, pipeline([training(ResourceConfig=resources)]))
    assert finding.message == "'TrainingPlanArns' and 'TrainingPlanArn' exclude each other"


def test_a_default_above_a_maximum_is_a_warning() -> None:
    parameters = [parameter("Days", "Integer", 30 * 86400)]
    job = training(StoppingCondition={"MaxRuntimeInSeconds": get("Days")})
    [finding] = lint(above_documented_maximum, pipeline([job], parameters))
    assert finding.severity == "warning"
    assert finding.hint == "use 2419200 or less"


@pytest.mark.parametrize(
    ("arguments", "severities"),
    [
        ({"MaxConcurrentTransforms": 2, "MaxPayloadInMB": 50}, []),
        ({"MaxConcurrentTransforms": 3, "MaxPayloadInMB": 50}, ["error"]),
        ({"MaxConcurrentTransforms": 17}, ["warning"]),
        ({"MaxConcurrentTransforms": 100, "MaxPayloadInMB": 0}, []),
        ({"MaxConcurrentTransforms": get("Many"), "MaxPayloadInMB": 50}, ["warning"]),
        ({"MaxConcurrentTransforms": True, "MaxPayloadInMB": 101}, []),
    ],
)
def test_payload_and_concurrency_are_multiplied(
    arguments: dict[str, object], severities: list[str]
) -> None:
    definition = pipeline([transform(**arguments)], [parameter("Many", "Integer", 20)])
    findings = lint(payload_times_concurrency, definition)
    assert [finding.severity for finding in findings] == severities


def test_a_split_type_that_a_start_gives_is_not_judged() -> None:
    job = transform(BatchStrategy="MultiRecord", TransformInput={"SplitType": get("Split")})
    definition = pipeline([job], [parameter("Split", "String")])
    assert lint(batch_strategy_without_split, definition) == ()


def test_filters_that_take_all_do_nothing() -> None:
    job = transform(
        TransformInput={"ContentType": "image/png"},
        DataProcessing={"InputFilter": "$", "OutputFilter": "$", "JoinSource": "None"},
    )
    assert lint(data_processing_of_other_format, pipeline([job])) == ()
