from __future__ import annotations

import pytest

from pipelint_rules.ref.elements import (
    index_out_of_range,
    unconfirmed_element_name,
    unknown_element,
    unknown_map_key,
    unknown_output,
)
from pipelint_rules.ref.metrics import undeclared_metric
from pipelint_rules.ref.paths import broken_reference, unknown_namespace, unusual_reference
from pipelint_rules.ref.properties import (
    container_property,
    unknown_property,
    unusual_accessor,
    wrong_accessor,
)
from pipelint_rules.ref.steps import unknown_step, whole_step_reference
from pipelint_rules.ref.variables import (
    misplaced_job_variable,
    undeclared_parameter,
    unknown_variable,
)
from tests.rules.linting import condition, for_each, lint, pipeline, step


def reader(path: str, **keys: object) -> dict[str, object]:
    return step("Tell", "Lambda", **{"Arguments": {"value": {"Get": path}}, **keys})


def hint_of(rule, path: str, *steps: object, **parameters: object) -> str | None:
    listed = [{"Name": name, "Type": "String"} for name in parameters]
    [finding] = lint(rule, pipeline([*steps, reader(path)], listed))
    assert finding.pointer == f"/Steps/{len(steps)}/Arguments/value"
    return finding.hint


def message_of(rule, path: str, *steps: object) -> str:
    [finding] = lint(rule, pipeline([*steps, reader(path)]))
    return finding.message


# Names


def test_a_parameter_in_another_case_is_suggested() -> None:
    hint = hint_of(undeclared_parameter, "Parameters.TransactionsURI", TransactionsUri=1)

    assert hint == "did you mean 'TransactionsUri'?"


def test_an_undeclared_parameter_is_one_finding_a_reference() -> None:
    twice = step("Tell", "Lambda", Arguments={"a": {"Get": "Parameters.X"}, "b": "x"})
    twice["Arguments"]["b"] = {"Std:Join": {"On": "", "Values": [{"Get": "Parameters.X"}]}}

    findings = lint(undeclared_parameter, pipeline([twice]))

    assert [finding.pointer for finding in findings] == [
        "/Steps/0/Arguments/a",
        "/Steps/0/Arguments/b/Std:Join/Values/0",
    ]


def test_references_outside_of_steps_are_checked() -> None:
    config = {"ExperimentName": {"Get": "Execution.Name"}, "TrialName": {"Get": "Parameters.T"}}
    document = {"Version": "2020-12-01", "PipelineExperimentConfig": config, "Steps": []}

    assert [f.pointer for f in lint(unknown_variable, document)] == [
        "/PipelineExperimentConfig/ExperimentName"
    ]
    assert [f.pointer for f in lint(undeclared_parameter, document)] == [
        "/PipelineExperimentConfig/TrialName"
    ]


def test_references_in_branches_and_bodies_are_checked() -> None:
    nested = for_each([reader("Steps.Nope.TrainingJobName")])

    findings = lint(unknown_step, pipeline([condition([nested])]))

    assert [finding.pointer for finding in findings] == [
        "/Steps/0/Arguments/IfSteps/0/Arguments/ForEachBody/0/Arguments/value"
    ]


def test_an_execution_variable_is_suggested() -> None:
    hint = hint_of(unknown_variable, "Execution.ExecutionId")

    assert hint == "did you mean 'PipelineExecutionId'?"


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("Train.TrainingJobName", "write 'Steps.Train.TrainingJobName'"),
        ("Mode", "write 'Parameters.Mode'"),
        ("step.Train.TrainingJobName", "did you mean 'Steps'?"),
        ("Parameter.Mode", "did you mean 'Parameters'?"),
        ("Zzz.Mode", None),
    ],
)
def test_what_was_meant_by_an_unknown_namespace_is_suggested(path: str, hint: str | None) -> None:
    assert hint_of(unknown_namespace, path, step("Train"), Mode=1) == hint


@pytest.mark.parametrize("path", ["$.Steps.Train.TrainingJobName", "Steps['Train']"])
def test_an_unusual_writing_is_one_warning(path: str) -> None:
    definition = pipeline([step("Train"), reader(path)])

    [finding] = lint(unusual_reference, definition)
    assert finding.severity == "warning"
    assert lint(unknown_namespace, definition) == ()
    assert lint(broken_reference, definition) == ()


def test_a_job_variable_may_stand_in_a_step_of_unknown_type() -> None:
    unknown = reader("Execution.TrainingJobName", Type="Athena")

    assert lint(misplaced_job_variable, pipeline([unknown])) == ()


# Steps


def test_the_suffix_of_a_model_step_is_suggested() -> None:
    hint = hint_of(unknown_step, "Steps.Churn.ModelName", step("Churn-CreateModel", "Model"))

    assert hint == "'Churn' of the SDK is called 'Churn-CreateModel' in the definition"


def test_of_the_steps_of_a_collection_the_one_with_the_property_is_suggested() -> None:
    parts = [
        step("Churn-RepackModel-0"),
        step("Churn-CreateModel", "Model"),
        step("Churn-RegisterModel", "RegisterModel"),
    ]

    hint = hint_of(unknown_step, "Steps.Churn.ModelName", *parts)

    assert hint == "'Churn' of the SDK is called 'Churn-CreateModel' in the definition"


@pytest.mark.parametrize("name", ["Train model_1", "Train.model_1"])
def test_a_step_whose_malformed_name_begins_so_is_suggested(name: str) -> None:
    steps = [step("Prep"), step(name), reader("Steps.Train.TrainingJobName")]

    [finding] = lint(unknown_step, pipeline(steps))

    assert finding.message == "step 'Train' is not defined in this pipeline"
    assert finding.hint == f"did you mean '{name}', whose name is malformed?"


def test_a_step_in_a_branch_is_known_everywhere() -> None:
    steps = [condition([step("Train")]), reader("Steps.Train.TrainingJobName")]

    assert lint(unknown_step, pipeline(steps)) == ()


def test_a_whole_step_is_a_warning() -> None:
    [finding] = lint(whole_step_reference, pipeline([step("Train"), reader("Steps.Train")]))

    assert finding.severity == "warning"
    assert finding.message == "'Steps.Train' is a whole step, not a value of it"


# Properties

OUTPUT = [{"OutputName": "shards", "OutputType": "Integer"}]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        (
            "Steps.Train.properties.ModelArtifacts.S3ModelArtifacts",
            "leave out '.properties': 'Steps.Train.ModelArtifacts.S3ModelArtifacts'",
        ),
        ("Steps.Train.S3ModelArtifacts", "write 'Steps.Train.ModelArtifacts.S3ModelArtifacts'"),
        ("Steps.Train.ModelArtifacts.Uri", "expected 'S3ModelArtifacts'"),
        ("Steps.Train.TrainingJobNames", "did you mean 'TrainingJobName'?"),
        ("Steps.Train.ComputingJobName", "write 'Steps.Train.TrainingJobName'"),
        ("Steps.Pick.Outputs['shards']", "write 'Steps.Pick.OutputParameters['shards']'"),
        ("Steps.Pick.shards", "write 'Steps.Pick.OutputParameters['shards']'"),
        (
            "Steps.Prep.Outputs['a'].S3Output.S3Uri",
            "write 'Steps.Prep.ProcessingOutputConfig.Outputs['a'].S3Output.S3Uri'",
        ),
        ("Steps.Check.Result", "expected 'Outcome'"),
    ],
)
def test_what_was_meant_by_an_unknown_property_is_suggested(path: str, hint: str) -> None:
    steps = [
        step("Train"),
        step("Prep", "Processing"),
        step("Pick", "Lambda", OutputParameters=OUTPUT),
        condition([]),
    ]

    assert hint_of(unknown_property, path, *steps) == hint


def test_the_properties_of_a_clarify_check_are_listed() -> None:
    path = "Steps.Bias.BaselineUsedForDriftCheckStatistics"
    bias = step("Bias", "ClarifyCheck")

    assert hint_of(unknown_property, path, bias) == (
        "did you mean 'BaselineUsedForDriftCheckConstraints'?"
    )
    assert message_of(unknown_property, path, bias) == (
        "'Bias', a ClarifyCheck step, has no property 'BaselineUsedForDriftCheckStatistics'"
    )


@pytest.mark.parametrize("step_type", ["EMR", "EMRServerless"])
def test_a_property_is_in_doubt_where_not_all_are_known(step_type: str) -> None:
    [finding] = lint(
        unknown_property, pipeline([step("Spark", step_type), reader("Steps.Spark.Clusters")])
    )

    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        (
            "Steps.Prep.ProcessingOutputConfig.Outputs.S3Output.S3Uri",
            "'Outputs' is a list, name an element of it first",
            "write 'Steps.Prep.ProcessingOutputConfig.Outputs['a'].S3Output.S3Uri'",
        ),
        (
            "Steps.Prep.Environment[0]",
            "the entries of 'Environment' have names, no indexes",
            None,
        ),
    ],
)
def test_a_wrong_accessor_is_explained(path: str, message: str, hint: str | None) -> None:
    prep = processing("a")

    assert message_of(wrong_accessor, path, prep) == message
    assert hint_of(wrong_accessor, path, prep) == hint


def processing(*outputs: object) -> dict[str, object]:
    listed = [{"OutputName": name} for name in outputs]
    return step("Prep", "Processing", Arguments={"ProcessingOutputConfig": {"Outputs": listed}})


def test_an_unusual_accessor_is_no_wrong_one() -> None:
    definition = pipeline(
        [processing("a"), reader("Steps.Prep.ProcessingOutputConfig.Outputs.a.S3Output.S3Uri")]
    )

    [finding] = lint(unusual_accessor, definition)
    assert finding.hint == "write 'Steps.Prep.ProcessingOutputConfig.Outputs['a'].S3Output.S3Uri'"
    assert lint(wrong_accessor, definition) == ()


def test_a_list_in_the_place_of_a_list_is_left_to_its_place() -> None:
    network = {"Subnets": {"Get": "Steps.Train.VpcConfig.Subnets"}}
    other = step("Other", Arguments={"VpcConfig": network})

    assert lint(container_property, pipeline([step("Train"), other])) == ()


def test_a_property_in_a_property_file_is_left_to_that() -> None:
    value = {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Prep.Environment"}, "Path": "a"}}
    tell = step("Tell", "Lambda", Arguments={"value": value})

    assert lint(container_property, pipeline([processing(), tell])) == ()


# Elements


def test_the_declared_outputs_are_named() -> None:
    path = "Steps.Prep.ProcessingOutputConfig.Outputs['trian'].S3Output.S3Uri"
    prep = processing("train", "test")

    assert message_of(unknown_output, path, prep) == (
        "'Prep' declares the outputs 'train' and 'test', no 'trian'"
    )
    assert hint_of(unknown_output, path, prep) == "did you mean Outputs['train']?"


def test_an_output_is_not_judged_where_a_name_is_an_expression() -> None:
    prep = processing("train", {"Get": "Execution.PipelineName"})
    path = "Steps.Prep.ProcessingOutputConfig.Outputs['x'].S3Output.S3Uri"

    assert lint(unknown_output, pipeline([prep, reader(path)])) == ()


def test_an_unknown_channel_is_an_error_and_a_known_one_a_doubt() -> None:
    train = step("Train", Arguments={"InputDataConfig": [{"ChannelName": "train"}]})
    path = "Steps.Train.InputDataConfig['{}'].ContentType"

    [unknown] = lint(unknown_element, pipeline([train, reader(path.format("test"))]))
    [doubt] = lint(unconfirmed_element_name, pipeline([train, reader(path.format("train"))]))

    assert (unknown.severity, doubt.severity) == ("error", "warning")
    assert unknown.message == "'InputDataConfig' has no element 'test', it has 'train'"
    assert (
        doubt.hint == "write the index, 'Steps.Train.InputDataConfig[0].ContentType' for the first"
    )


def tuning(jobs: object) -> dict[str, object]:
    limits = {"ResourceLimits": {"MaxNumberOfTrainingJobs": jobs}}
    return step("Tune", "Tuning", Arguments={"HyperParameterTuningJobConfig": limits})


@pytest.mark.parametrize(("jobs", "index", "count"), [(20, 20, 20), (100, 50, 50)])
def test_a_summary_beyond_the_last_is_counted(jobs: int, index: int, count: int) -> None:
    path = f"Steps.Tune.TrainingJobSummaries[{index}].TrainingJobName"

    assert message_of(index_out_of_range, path, tuning(jobs)) == (
        f"'TrainingJobSummaries' has at most {count} elements, this is number {index + 1}"
    )


@pytest.mark.parametrize(("default", "found"), [(10, True), (11, False), ("10", False)])
def test_a_summary_beyond_the_default_number_of_jobs_is_a_warning(
    default: object, found: bool
) -> None:
    steps = [
        tuning({"Get": "Parameters.Jobs"}),
        reader("Steps.Tune.TrainingJobSummaries[10].TrainingJobName"),
    ]
    jobs = {"Name": "Jobs", "Type": "Integer", "DefaultValue": default}

    findings = lint(index_out_of_range, pipeline(steps, [jobs]))

    assert [finding.severity for finding in findings] == (["warning"] if found else [])
    for finding in findings:
        assert [each.pointer for each in finding.related] == ["/Parameters/0/DefaultValue"]


def test_the_entries_of_a_map_are_suggested() -> None:
    train = step("Train", Arguments={"HyperParameters": {"epochs": "3"}})

    hint = hint_of(unknown_map_key, "Steps.Train.HyperParameters['epoch']", train)

    assert hint == "did you mean 'epochs'?"


@pytest.mark.parametrize(
    "algorithm",
    [
        {},
        {"AlgorithmName": "arn:aws:sagemaker:us-east-1:111122223333:algorithm/a"},
        {"TrainingImage": {"Get": "Parameters.Image"}},
        {"TrainingImage": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"},
        {"TrainingImage": "i", "MetricDefinitions": [{"Name": {"Get": "Parameters.Image"}}]},
    ],
)
def test_a_metric_that_may_come_from_elsewhere_is_not_judged(algorithm: object) -> None:
    train = step("Train", Arguments={"AlgorithmSpecification": algorithm})
    path = "Steps.Train.FinalMetricDataList['acc'].Value"
    image = {"Name": "Image", "Type": "String"}

    assert lint(undeclared_metric, pipeline([train, reader(path)], [image])) == ()
