"""The property of a definition: faults are found, with the least that shows them, and no others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.database import InMemoryExampleDatabase

from pipelint import load
from pipelint.testing import Examination, counterexample_text, examine
from pipelint.testing.strategies import definitions
from tests.testing.generated import many
from tests.testing.pipelines import (
    FAILED_STEP,
    LONG_JOIN,
    ONE_BRANCH,
    THROUGH,
    N,
    decide,
    fail,
    function,
    get,
    join,
    parameter,
    pipeline,
    processing,
    training,
)

DEFINITIONS = Path(__file__).parents[1] / "data" / "definitions"
NAMES = ("bedrock", "churn", "deployment", "monitoring")


OUTPUT = {"S3Uri": "s3://bucket/out", "LocalPath": "/opt/out", "S3UploadMode": "EndOfJob"}


#: The least with which `ONE_BRANCH` fails.
COUNTED = {"steps": {"Count": {"outputs": {"n": 4}}}}


def channel(uri: Any) -> dict[str, Any]:
    source = {"S3DataType": "S3Prefix", "S3Uri": uri}
    return {"ChannelName": "train", "DataSource": {"S3DataSource": source}}


def examined(definition: Any, count: int = 30, **options: Any) -> Examination:
    chosen = {"derandomize": True, "database": None, **options}
    return examine(load(definition), settings(max_examples=count, **chosen))


def found(definition: Any, count: int = 100) -> tuple[Any, list[tuple[str, str]]]:
    """What is given in the counterexample, and each faulty step with the place."""
    example = examined(definition, count).counterexample
    assert example is not None
    return example.given, [(fault.step, fault.pointer) for fault in example.faults]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found_in_a_sound_definition(name: str) -> None:
    assert examined(DEFINITIONS / f"{name}.json", 10).counterexample is None


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found_in_a_sound_definition_by_many_examples(name: str) -> None:
    assert examined(DEFINITIONS / f"{name}.json", 1500).counterexample is None


@pytest.mark.slow
def test_every_reference_resolves_in_generated_definitions_without_warnings() -> None:
    for definition in many(definitions(clean=True), 150):
        example = examined(definition, 10).counterexample

        unresolved = () if example is None else example.trace.steps
        assert [run for run in unresolved if run.unresolved is not None] == []


def test_a_reference_that_resolves_on_one_branch_only_is_found() -> None:
    given, faults = found(ONE_BRANCH)

    assert faults == [("Tell", "/Steps/2/Arguments/IfSteps/0/Arguments/why")]
    assert given == COUNTED


def test_a_property_of_a_failed_step_is_found() -> None:
    given, faults = found(FAILED_STEP)

    assert faults == [("Tell", "/Steps/1/Arguments/model")]
    assert given == {"steps": {"Train": {"fails": "always"}}}


ROLE_OF = join("arn:aws:iam::", get("Parameters.Account"), ":role/pipelines", on="")
GROUP = get("Steps.Ask.OutputParameters['group']")
ASK = function("Ask", None, "group: String")
MADE_UP = {
    "two names that are long together": LONG_JOIN,
    "a long name that is handed on": pipeline(
        processing(arguments={"Environment": {"NAME": join(get("Parameters.A"), "x" * 40)}}),
        training(arguments={"TrainingJobName": get("Steps.Prep.Environment['NAME']")}),
        parameters=[parameter("A", default="a")],
    ),
    "an account that nobody gave": pipeline(
        training(arguments={"RoleArn": ROLE_OF}), parameters=[parameter("Account")]
    ),
    "an item that nobody gave": pipeline(
        {
            "Name": "Each",
            "Type": "ForEach",
            "Arguments": {
                "IterableItems": get("Parameters.Accounts"),
                "MaxConcurrency": 1,
                "ForEachBody": [
                    training(
                        arguments={
                            "RoleArn": join(
                                "arn:aws:iam::", get("ForEach.CurrentItem"), ":role/r", on=""
                            )
                        }
                    )
                ],
            },
        },
        parameters=[parameter("Accounts")],
    ),
    "a text beside the one that is compared": pipeline(
        ASK,
        decide(
            GROUP,
            "Equals",
            "n/a",
            yes=[fail()],
            no=[training(arguments={"TrainingJobName": join("a", GROUP)})],
        ),
    ),
    "a number beside a parameter that nobody gave": pipeline(
        function("Count", None, "n: Integer"),
        decide(N, "LessThan", get("Parameters.T"), yes=[fail()]),
        training(count=N),
        parameters=[parameter("T", "Integer")],
    ),
    "a number beside a count of items": pipeline(
        function("Count", None, "n: Integer"),
        {
            "Name": "Each",
            "Type": "ForEach",
            "Arguments": {
                "IterableItems": ["a", "b"],
                "MaxConcurrency": 1,
                "ForEachBody": [training("Body")],
            },
        },
        decide(N, "Equals", get("Steps.Each.SucceededStepCount"), yes=[fail()]),
        training(count=N),
    ),
    "a text that is a part of an ARN": pipeline(
        ASK,
        decide(
            GROUP,
            "Equals",
            "111122223333",
            yes=[fail()],
            no=[
                training(
                    arguments={"RoleArn": join("arn:aws:iam::", GROUP, ":role/pipelines", on="")}
                )
            ],
        ),
    ),
}


@pytest.mark.parametrize("name", MADE_UP)
def test_a_request_that_a_made_up_value_spoils_is_none(name: str) -> None:
    assert examined(MADE_UP[name], 200).counterexample is None


def test_a_request_that_a_compared_value_spoils_is_found() -> None:
    definition = pipeline(
        ASK,
        decide(
            GROUP,
            "Equals",
            "n/a",
            yes=[training(arguments={"TrainingJobName": join("a", GROUP)})],
        ),
    )

    assert found(definition) == (
        {"steps": {"Ask": {"outputs": {"group": "n/a"}}}},
        [("Train", "/Steps/1/Arguments/IfSteps/0/Arguments/TrainingJobName")],
    )


def test_a_list_of_items_is_one_that_a_start_takes() -> None:
    body = training(
        arguments={
            "Environment": {"A": get("ForEach.CurrentItem.a"), "B": get("ForEach.CurrentItem.b")}
        }
    )
    arguments = {
        "IterableItems": get("Parameters.Items"),
        "MaxConcurrency": 1,
        "ForEachBody": [body],
    }
    definition = pipeline(
        {"Name": "Each", "Type": "ForEach", "Arguments": arguments},
        parameters=[parameter("Items", default='[{"a": "1", "b": "2"}]')],
    )

    assert examined(definition, 200).counterexample is None


def test_a_value_that_a_place_it_is_handed_on_to_does_not_take_is_none_to_start_with() -> None:
    assert examined(THROUGH, 200).counterexample is None


def test_a_text_that_is_handed_on_to_a_place_of_a_pattern_is_none_to_start_with() -> None:
    definition = pipeline(
        processing(arguments={"Environment": {"DATA": get("Parameters.Data")}}),
        training(arguments={"InputDataConfig": [channel(get("Steps.Prep.Environment['DATA']"))]}),
        parameters=[parameter("Data", default="s3://bucket/data")],
    )

    assert examined(definition).counterexample is None


def test_a_join_whose_default_does_not_fit_is_found() -> None:
    name = join("model", get("Parameters.Mode"), on="_")
    definition = pipeline(
        training(arguments={"TrainingJobName": name}), parameters=[parameter("Mode", default="a")]
    )

    assert found(definition) == ({}, [("Train", "/Steps/0/Arguments/TrainingJobName")])


def test_a_literal_that_is_handed_on_to_a_place_it_does_not_fit_is_found() -> None:
    definition = pipeline(
        processing(arguments={"Environment": {"DATA": "bucket/data"}}),
        training(arguments={"InputDataConfig": [channel(get("Steps.Prep.Environment['DATA']"))]}),
    )

    [(step, pointer)] = found(definition)[1]
    assert (step, pointer.rpartition("/")[2]) == ("Train", "S3Uri")


def test_a_side_that_a_threshold_decides_is_reached_though_the_place_behind_does_not_take_it() -> (
    None
):
    definition = pipeline(
        decide(
            get("Parameters.Data"),
            "Equals",
            "none",
            yes=[fail()],
            no=[training(arguments={"InputDataConfig": [channel(get("Parameters.Data"))]})],
        ),
        parameters=[parameter("Data", default="s3://bucket/data")],
    )

    assert examined(definition).coverage.is_complete
    assert examined(definition).counterexample is None


def test_an_empty_member_of_an_enumeration_is_left_to_its_default() -> None:
    definition = pipeline(
        fail(message=get("Parameters.A")),
        parameters=[parameter("A", default="", EnumValues=["", "x"])],
    )

    assert examined(definition).counterexample is None


def test_items_that_a_file_holds_are_a_list() -> None:
    file = {"PropertyFileName": "File", "OutputName": "out", "FilePath": "a.json"}
    output = {"OutputName": "out", "S3Output": OUTPUT}
    items = {"Std:JsonGet": {"PropertyFile": get("Steps.Prep.PropertyFiles.File"), "Path": "list"}}
    definition = pipeline(
        processing(
            arguments={"ProcessingOutputConfig": {"Outputs": [output]}}, PropertyFiles=[file]
        ),
        {
            "Name": "Each",
            "Type": "ForEach",
            "Arguments": {
                "IterableItems": items,
                "MaxConcurrency": 1,
                "ForEachBody": [function("Tell", {"item": get("ForEach.CurrentItem")})],
            },
        },
    )

    assert examined(definition).counterexample is None


def test_only_the_steps_that_fail_of_it_are_made_to_fail() -> None:
    unhandled = pipeline(
        training(),
        function("Tell", {"model": get("Steps.Train.ModelArtifacts.S3ModelArtifacts")}),
    )

    assert examined(unhandled).counterexample is None


def test_a_parameter_without_a_default_is_kept_in_a_counterexample() -> None:
    definition = pipeline(
        *FAILED_STEP["Steps"],
        function("Own", {"name": get("Parameters.Name"), "uri": get("Parameters.Count")}),
        parameters=[parameter("Name"), parameter("Count", "Integer")],
    )

    given, faults = found(definition)

    assert faults == [("Tell", "/Steps/1/Arguments/model")]
    assert [*given["parameters"]] == ["Name", "Count"]
    assert given["steps"] == {"Train": {"fails": "always"}}


def test_parameters_without_a_default_have_values_that_their_places_take() -> None:
    channel = {
        "ChannelName": "train",
        "DataSource": {
            "S3DataSource": {
                "S3DataType": "S3Prefix",
                "S3Uri": join(get("Parameters.Data"), "train", on="/"),
            }
        },
    }
    definition = pipeline(
        training(arguments={"InputDataConfig": [channel], "RoleArn": get("Parameters.Role")}),
        parameters=[parameter("Data"), parameter("Role")],
    )

    assert examined(definition).counterexample is None


def test_a_loop_over_a_parameter_gets_a_list_of_what_its_body_reads() -> None:
    body = [processing("Score", seconds=get("ForEach.CurrentItem.seconds"))]
    loop = {
        "Name": "Each",
        "Type": "ForEach",
        "Arguments": {
            "IterableItems": get("Parameters.Items"),
            "MaxConcurrency": 1,
            "ForEachBody": body,
        },
    }
    found = examined(pipeline(loop, parameters=[parameter("Items")]))

    assert found.counterexample is None
    assert found.coverage.never == ()


def test_a_default_that_does_not_fit_is_left_to_the_linter() -> None:
    definition = pipeline(
        function("Count", None, "n: Integer"),
        decide(N, "GreaterThan", 3, no=[training(count=get("Parameters.Count"))]),
        parameters=[parameter("Count", "Integer", 0)],
    )

    assert examined(definition).counterexample is None


def test_what_else_is_read_of_a_file_is_there() -> None:
    report = {"PropertyFileName": "Report", "OutputName": "out", "FilePath": "report.json"}
    output = {
        "OutputName": "out",
        "S3Output": {
            "S3Uri": "s3://bucket/report",
            "LocalPath": "/opt/ml/processing/out",
            "S3UploadMode": "EndOfJob",
        },
    }

    def read(path: str) -> dict[str, Any]:
        file = get("Steps.Prep.PropertyFiles.Report")
        return {"Std:JsonGet": {"PropertyFile": file, "Path": path}}

    definition = pipeline(
        processing(
            arguments={"ProcessingOutputConfig": {"Outputs": [output]}}, PropertyFiles=[report]
        ),
        decide(read("auc"), "GreaterThan", 0.5, yes=[fail("Bad", read("why"))]),
    )

    assert examined(definition).counterexample is None


def test_what_is_read_of_a_file_has_its_type_wherever_the_start_puts_it() -> None:
    where = join(get("Parameters.Uri"), "r.json", on="/")
    read = {"Std:JsonGet": {"S3Uri": where, "Path": "ok"}}
    kept = training(
        arguments={"OutputDataConfig": {"S3OutputPath": get("Parameters.Uri")}},
    )
    definition = pipeline(
        kept,
        decide(read, "Equals", False, yes=[fail()]),
        parameters=[parameter("Uri", default="s3://bucket/data")],
    )

    assert examined(definition).counterexample is None


def test_what_was_reached_is_told() -> None:
    definition = pipeline(
        decide(get("Parameters.Mode"), "Equals", "score", yes=[fail("Never")], no=[fail("Stop")]),
        parameters=[parameter("Mode", default="train", EnumValues=["train", "retrain"])],
    )

    coverage = examined(definition).coverage

    assert str(coverage) == "Steps reached 2/3; never: Never; never taken: IfSteps of Check"
    assert not coverage.is_complete


def test_both_sides_of_a_threshold_are_reached_at_once() -> None:
    definition = pipeline(
        function("Count", None, "n: Integer"),
        decide(N, "LessThan", 1000, yes=[fail("Few")], no=[fail("Many")]),
    )

    coverage = examined(definition, 1).coverage

    assert coverage.is_complete
    assert str(coverage) == "Steps reached 4/4"


def test_the_same_is_found_in_every_run() -> None:
    options = settings(max_examples=200, derandomize=True, database=None)

    first, second = examine(load(ONE_BRANCH), options), examine(load(ONE_BRANCH), options)

    assert first.counterexample is not None
    assert second.counterexample is not None
    assert first.counterexample.given == second.counterexample.given
    assert first.coverage == second.coverage


@pytest.mark.parametrize("count", [3, 40])
def test_the_profile_says_how_many_examples_there_are(count: int) -> None:
    definition = pipeline(fail(message=get("Parameters.A")), parameters=[parameter("A")])

    random = examined(definition, count, phases=[Phase.generate]).coverage

    assert random.executions == count


def test_an_example_that_failed_is_tried_first_the_next_time() -> None:
    database = InMemoryExampleDatabase()
    phases = [Phase.reuse, Phase.generate, Phase.shrink]
    options: dict[str, Any] = {"derandomize": False, "database": database, "phases": phases}

    first = examined(ONE_BRANCH, 500, **options).counterexample
    again = examined(ONE_BRANCH, 500, **{**options, "phases": [Phase.reuse]}).counterexample

    assert first is not None
    assert again is not None
    assert first.given == again.given == COUNTED


def test_definitions_share_no_examples() -> None:
    database = InMemoryExampleDatabase()
    options = settings(
        max_examples=500, database=database, phases=[Phase.reuse, Phase.generate, Phase.shrink]
    )

    examine(load(ONE_BRANCH), options, key="a.json::property")

    assert {key.partition(b"\0")[0] for key in database.data} == {b"a.json::property"}


def test_a_counterexample_tells_what_led_to_it() -> None:
    definition = load(ONE_BRANCH)
    example = examined(ONE_BRANCH).counterexample
    assert example is not None

    lines = counterexample_text(example, definition).splitlines()

    assert lines[0].endswith("Tell fails: the response of 'Train' has no 'FailureReason'")
    assert "    Check is true" in lines
    assert lines[-4:] == ["  steps:", "    Count:", "      outputs:", "        n: 4"]
