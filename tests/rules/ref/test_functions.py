from __future__ import annotations

import json

import pytest

from pipelint_rules.ref.functions import malformed_expression, unknown_function, unknown_operand
from pipelint_rules.ref.joins import container_in_join, incomplete_join
from pipelint_rules.ref.json_reads import unordered_json_read, unserialized_step_result
from pipelint_rules.ref.property_files import (
    absolute_property_file,
    property_file_without_output,
    unknown_property_file,
)
from pipelint_rules.ref.slashes import doubled_slash
from pipelint_rules.ref.texts import python_object_as_text, reference_as_text
from tests.rules.linting import condition, lint, pipeline, step

LOCAL = "/opt/ml/processing/evaluation"
OUTPUTS = [{"OutputName": "evaluation", "S3Output": {"LocalPath": LOCAL}}]


def tell(value: object, **keys: object) -> dict[str, object]:
    return step("Tell", "Lambda", Arguments={"value": value}, **keys)


def train(uri: object) -> dict[str, object]:
    return step("Train", Arguments={"OutputDataConfig": {"S3OutputPath": uri}})


def evaluation(name: str = "Eval", file: str = "Report", path: str = "e.json") -> dict[str, object]:
    listed = [{"PropertyFileName": file, "OutputName": "evaluation", "FilePath": path}]
    arguments = {"ProcessingOutputConfig": {"Outputs": OUTPUTS}}
    return step(name, "Processing", Arguments=arguments, PropertyFiles=listed)


def from_file(path: str) -> dict[str, object]:
    return {"Std:JsonGet": {"PropertyFile": {"Get": path}, "Path": "a"}}


# Property files


def test_the_step_that_declares_a_property_file_is_suggested() -> None:
    steps = [
        step("Prep", "Processing"),
        evaluation(),
        tell(from_file("Steps.Prep.PropertyFiles.Report")),
    ]

    [finding] = lint(unknown_property_file, pipeline(steps))

    assert finding.pointer == "/Steps/2/Arguments/value/Std:JsonGet/PropertyFile"
    assert finding.message == "'Prep' declares no property file 'Report'"
    assert finding.hint == "'Eval' declares it, write 'Steps.Eval.PropertyFiles.Report'"
    assert [each.pointer for each in finding.related] == ["/Steps/1"]


def test_a_step_without_property_files_is_told_to_declare_one() -> None:
    steps = [step("Prep", "Processing"), tell(from_file("Steps.Prep.PropertyFiles.Report"))]

    [finding] = lint(unknown_property_file, pipeline(steps))

    assert finding.hint == "add it to 'PropertyFiles' of 'Prep'"


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        (f"{LOCAL}/evaluation.json", "write 'evaluation.json'"),
        (f"{LOCAL}/deep/e.json", "write 'deep/e.json'"),
        ("/e.json", "write 'e.json'"),
        ("/opt/ml/output/e.json", "write the path below the output's 'LocalPath'"),
        ("../e.json", "write the path below the output's 'LocalPath'"),
        ("s3://bucket/e.json", "write the path below the output's 'LocalPath'"),
    ],
)
def test_the_relative_path_of_a_property_file_is_suggested(path: str, hint: str) -> None:
    [finding] = lint(absolute_property_file, pipeline([evaluation(path=path)]))

    assert finding.pointer == "/Steps/0/PropertyFiles/0/FilePath"
    assert (finding.severity, finding.hint) == ("warning", hint)


def test_a_name_that_only_begins_like_the_local_path_is_relative() -> None:
    path = "opt/ml/processing/evaluation-2/e.json"

    assert lint(absolute_property_file, pipeline([evaluation(path=path)])) == ()


def test_outputs_with_unknown_names_are_not_judged() -> None:
    step_with_unknown = evaluation()
    arguments = {"ProcessingOutputConfig": {"Outputs": [{"OutputName": {"Get": "Parameters.P"}}]}}

    definition = pipeline([{**step_with_unknown, "Arguments": arguments}])

    assert lint(property_file_without_output, definition) == ()


# Reading by URI

GATE = ["s3://gate/reports", {"Get": "Execution.PipelineExecutionId"}]


def join(*values: object, on: str = "/") -> dict[str, object]:
    return {"Std:Join": {"On": on, "Values": list(values)}}


def gate(*values: object, **keys: object) -> dict[str, object]:
    value = {"Std:JsonGet": {"S3Uri": join(*values), "Path": "precision"}}
    compared = {"Type": "GreaterThan", "LeftValue": value, "RightValue": 0.9}
    check = condition([], **keys)
    return {**check, "Arguments": {"Conditions": [compared], "IfSteps": [], "ElseSteps": []}}


def scored() -> dict[str, object]:
    outputs = [{"OutputName": "report", "S3Output": {"S3Uri": join(*GATE)}}]
    return step("Score", "Processing", Arguments={"ProcessingOutputConfig": {"Outputs": outputs}})


def test_the_step_that_writes_the_file_is_named() -> None:
    steps = [scored(), gate(*GATE, "report.json")]

    [finding] = lint(unordered_json_read, pipeline(steps))

    assert finding.pointer == "/Steps/1/Arguments/Conditions/0/LeftValue/Std:JsonGet/S3Uri"
    assert finding.message == "'Check' reads what 'Score' writes, and does not wait for it"
    assert finding.hint == "add 'Score' to its 'DependsOn'"
    assert [each.pointer for each in finding.related] == ["/Steps/0"]


def test_to_wait_for_another_step_is_not_enough() -> None:
    steps = [scored(), step("Other"), gate(*GATE, "report.json", DependsOn=["Other"])]

    [finding] = lint(unordered_json_read, pipeline(steps))

    assert finding.hint == "add 'Score' to its 'DependsOn'"


def test_to_wait_by_way_of_another_step_is_enough() -> None:
    steps = [
        scored(),
        step("Other", DependsOn=["Score"]),
        gate(*GATE, "report.json", DependsOn=["Other"]),
    ]

    assert lint(unordered_json_read, pipeline(steps)) == ()


def test_a_reference_inside_of_the_uri_is_enough() -> None:
    output = {"Get": "Steps.Score.ProcessingOutputConfig.Outputs['report'].S3Output.S3Uri"}

    assert lint(unordered_json_read, pipeline([scored(), gate(output, "r.json")])) == ()


def test_a_pipeline_without_other_steps_reads_what_is_there() -> None:
    assert lint(unordered_json_read, pipeline([gate("s3:/", "given", "r.json")])) == ()


def test_a_training_step_that_is_no_function_may_write_results() -> None:
    arguments = {"AlgorithmSpecification": {"ContainerArguments": ["--epochs", "3"]}}
    output = {"Get": "Steps.Train.OutputDataConfig.S3OutputPath"}
    steps = [step("Train", Arguments=arguments), gate(output, "results.json")]

    assert lint(unserialized_step_result, pipeline(steps)) == ()


# Functions


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ({"Concat": ["a", "b"]}, 'write {"Std:Join": {"On": "", "Values": […]}}'),
        ({"Fn::Sub": "${A}"}, 'write {"Std:Join": {"On": "", "Values": […]}}'),
        ({"Ref": "Prefix"}, 'write {"Get": "Parameters.Prefix"}'),
        ({"Ref": "Parameters.InputUri"}, 'write {"Get": "Parameters.InputUri"}'),
        (
            {"Ref": "Steps.Preprocess.ProcessingJobName"},
            'write {"Get": "Steps.Preprocess.ProcessingJobName"}',
        ),
        ({"Fn::GetAtt": "Train.ModelArtifacts"}, 'write {"Get": "Steps.Train.ModelArtifacts"}'),
        ({"Fn::GetAtt": ["Train", "Arn"]}, 'write {"Get": "Steps.<step>.<property>"}'),
        ({"get": "Parameters.Prefix"}, "did you mean 'Get'?"),
        ({"std:join": {"On": "", "Values": []}}, 'write {"Std:Join": {"On": "", "Values": […]}}'),
        ({"Std:JsonGett": {}}, "did you mean 'Std:JsonGet'?"),
    ],
)
def test_the_function_that_was_meant_is_suggested(value: object, hint: str) -> None:
    [finding] = lint(unknown_function, pipeline([train(value)]))

    [key] = value
    assert finding.pointer == f"/Steps/0/Arguments/OutputDataConfig/S3OutputPath/{key}"
    assert finding.hint == hint


@pytest.mark.parametrize("key", ["Ref", "Concat", "Join", "Get"])
def test_data_may_have_any_key(key: str) -> None:
    steps = [
        step("Tell", "Lambda", Arguments={key: "a"}),
        step("Train", Arguments={"HyperParameters": {key: "a"}, "Environment": {key: "b"}}),
    ]

    assert lint(unknown_function, pipeline(steps)) == ()
    assert lint(malformed_expression, pipeline(steps)) == ()


@pytest.mark.parametrize("place", ["LeftValue", "RightValue"])
def test_an_invented_function_is_found_among_operands(place: str) -> None:
    compared = {"Type": "Equals", "LeftValue": 1, "RightValue": 1, place: {"Ref": "X"}}
    check = {**condition(), "Arguments": {"Conditions": [compared]}}

    [finding] = lint(unknown_function, pipeline([check]))

    assert finding.pointer == f"/Steps/0/Arguments/Conditions/0/{place}/Ref"


def test_the_key_beside_an_expression_does_not_depend_on_the_order_of_keys() -> None:
    keys = {"Get": "Execution.PipelineName", "Type": "String", "Default": "x"}

    one = lint(malformed_expression, pipeline([train(keys)]))
    other = lint(malformed_expression, pipeline([train(dict(reversed(keys.items())))]))

    assert [f.message for f in one] == [f.message for f in other]
    assert one[0].hint == "leave out 'Default'"


def test_an_operand_that_a_function_does_not_have_is_a_warning() -> None:
    value = {"Std:Join": {"On": "", "Values": [], "Separator": ","}}

    [finding] = lint(unknown_operand, pipeline([train(value)]))

    assert (finding.severity, finding.hint) == ("warning", "it has 'On' and 'Values'")


# Joins


def test_a_missing_separator_is_a_warning_and_missing_values_an_error() -> None:
    findings = lint(
        incomplete_join,
        pipeline([train({"Std:Join": {"Values": ["a"]}}), train({"Std:Join": {"On": "/"}})]),
    )

    assert [finding.severity for finding in findings] == ["warning", "error"]


def test_an_invented_function_in_a_join_is_one_finding() -> None:
    definition = pipeline([train(join("s3:/", {"Ref": "Bucket"}))])

    assert lint(container_in_join, definition) == ()
    assert len(lint(unknown_function, definition)) == 1


def test_a_default_that_doubles_slashes_is_one_finding_with_its_uses() -> None:
    prefix = {"Name": "Prefix", "Type": "String", "DefaultValue": "s3://orders/data/"}
    steps = [train(join({"Get": "Parameters.Prefix"}, part)) for part in ("a", "b")]

    [finding] = lint(doubled_slash, pipeline(steps, [prefix]))

    assert finding.pointer == "/Parameters/0/DefaultValue"
    assert finding.hint == "write 's3://orders/data'"
    assert [each.pointer for each in finding.related] == [
        f"/Steps/{at}/Arguments/OutputDataConfig/S3OutputPath/Std:Join/Values/0" for at in (0, 1)
    ]


@pytest.mark.parametrize(
    "value",
    [
        join("s3:/", "b", "data/"),
        join("s3://b/", "data", on=""),
        join("https://host/", "data", on="/"),
        join("a/", "/b", on="-"),
        {"Std:Join": {"On": "/", "Values": ["s3:/", {"Get": "Parameters.Unknown"}]}},
    ],
)
def test_single_slashes_and_other_joins_stay_silent(value: object) -> None:
    assert lint(doubled_slash, pipeline([tell(value)])) == ()


# Texts


def test_an_escaped_text_is_read_as_it_is_meant() -> None:
    text = "ParameterString(name='X')"
    escaped = "".join(f"\\u{ord(char):04x}" for char in text)
    definition = json.dumps(pipeline([tell("TEXT")])).replace("TEXT", escaped).encode()

    [finding] = lint(python_object_as_text, definition)

    assert finding.pointer == "/Steps/0/Arguments/value"


def test_labels_of_step_functions_are_no_references() -> None:
    arguments = [
        "--property_references",
        "Execution.PipelineExecutionId",
        {"Get": "Execution.PipelineExecutionId"},
        "Steps.Train.TrainingJobName",
        join({"Get": "Steps.Train.TrainingJobName"}, on=""),
    ]
    algorithm = {"AlgorithmSpecification": {"ContainerArguments": arguments}}

    steps = [step("Train"), step("Score", Arguments=algorithm)]

    assert lint(reference_as_text, pipeline(steps)) == ()


def test_a_name_in_a_description_is_no_reference() -> None:
    described = step("Train", Description="Steps.Train.TrainingJobName")

    assert lint(reference_as_text, pipeline([described])) == ()


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Steps.Train.TrainingJobName", "Steps.Train.TrainingJobName"),
        ("model of ${Steps.Train.TrainingJobName}", "Steps.Train.TrainingJobName"),
        ("{{Execution.PipelineName}}-model", "Execution.PipelineName"),
        ('{"job": {"Get": "Steps.Train.TrainingJobName"}}', "Steps.Train.TrainingJobName"),
    ],
)
def test_a_reference_in_a_text_is_told_as_it_would_be_written(text: str, path: str) -> None:
    [finding] = lint(reference_as_text, pipeline([step("Train"), tell(text)]))

    assert finding.hint == f'write {{"Get": "{path}"}}, or join it to the rest'
