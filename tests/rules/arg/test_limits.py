"""Limits of the API model: what examples do not show."""

from __future__ import annotations

import json

import pytest

from pipelint_rules.arg._patterns import in_words
from pipelint_rules.arg.limits import (
    bad_map_key,
    number_out_of_range,
    pattern_mismatch,
    text_too_long,
    too_many_entries,
    too_short,
    unknown_enum_value,
    unlisted_enum_value,
)
from pipelint_rules.str.limits import overlong_text
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step


def training(name: str = "Train", /, **arguments: object) -> Json:
    return step(name, Arguments={"OutputDataConfig": {"S3OutputPath": "s3://b/o"}, **arguments})


def processing(mode: object) -> Json:
    source = {"S3Uri": "s3://b/i", "S3DataType": "S3Prefix", "S3InputMode": mode}
    entry = {"InputName": "i", "S3Input": source}
    return step("Prep", "Processing", Arguments={"ProcessingInputs": [entry]})


def text(name: str, default: object = None, *allowed: object) -> Json:
    given = {} if default is None else {"DefaultValue": default}
    listed = {"EnumValues": list(allowed)} if allowed else {}
    return {"Name": name, "Type": "String", **given, **listed}


_MODE = "/Steps/0/Arguments/ProcessingInputs/0/S3Input/S3InputMode"
_USE = {"Get": "Parameters.P"}


def test_a_literal_outside_of_an_enum_is_an_error_with_all_values() -> None:
    [finding] = lint(unknown_enum_value, pipeline([processing("file")]))

    assert (finding.severity, finding.pointer) == ("error", _MODE)
    assert finding.message == "'file' is no value of 'S3InputMode'"
    assert finding.hint == "expected one of 'File', 'Pipe'"


def test_a_bad_default_is_an_error_at_the_default_with_its_uses() -> None:
    definition = pipeline([processing(_USE)], [text("P", "FastFile")])
    [finding] = lint(unknown_enum_value, definition)

    assert (finding.severity, finding.pointer) == ("error", "/Parameters/0/DefaultValue")
    assert finding.message == "'FastFile' is no value of 'S3InputMode' of step 'Prep'"
    assert [(related.pointer, related.message) for related in finding.related] == [
        (_MODE, "used as 'S3InputMode'")
    ]


def test_a_bad_allowed_value_is_a_warning_at_the_value() -> None:
    definition = pipeline([processing(_USE)], [text("P", "File", "File", "FastFile")])
    [finding] = lint(unknown_enum_value, definition)

    assert (finding.severity, finding.pointer) == ("warning", "/Parameters/0/EnumValues/1")


def test_a_bad_default_that_is_allowed_too_is_reported_once() -> None:
    definition = pipeline([processing(_USE)], [text("P", "FastFile", "File", "FastFile")])
    [finding] = lint(unknown_enum_value, definition)

    assert finding.pointer == "/Parameters/0/DefaultValue"


def test_a_value_that_fits_one_of_two_places_is_reported_for_the_other() -> None:
    images = training(AlgorithmSpecification={"TrainingImage": "i", "TrainingInputMode": _USE})
    definition = pipeline([images, processing(_USE)], [text("P", "FastFile")])
    [finding] = lint(unknown_enum_value, definition)

    assert finding.message == "'FastFile' is no value of 'S3InputMode' of step 'Prep'"
    assert [related.pointer for related in finding.related] == [_MODE.replace("/0/A", "/1/A")]


@pytest.mark.parametrize(
    "mode", ["Pipe", _USE, {"Get": "Parameters.Gone"}, {"Std:Join": {"On": "", "Values": ["F"]}}]
)
def test_values_that_fit_or_are_unknown_are_silent(mode: object) -> None:
    assert lint(unknown_enum_value, pipeline([processing(mode)], [text("P")])) == ()


def test_a_parameter_that_is_not_used_is_silent() -> None:
    assert lint(unknown_enum_value, pipeline([processing("File")], [text("P", "x")])) == ()


def test_enums_in_branches_and_bodies_are_compared() -> None:
    bad = processing("x")
    found = lint(unknown_enum_value, pipeline([condition([bad], []), for_each([bad])]))

    inside = _MODE.removeprefix("/Steps/0")
    assert [finding.pointer for finding in found] == [
        f"/Steps/0/Arguments/IfSteps/0{inside}",
        f"/Steps/1/Arguments/ForEachBody/0{inside}",
    ]


def test_an_enum_that_grows_is_a_warning_that_names_the_catalog() -> None:
    arguments = {"JobCategory": "AgentRft", "JobConfigSchemaVersion": "1.0.0"}
    [finding] = lint(unlisted_enum_value, pipeline([step("J", "Job", Arguments=arguments)]))

    assert finding.severity == "warning"
    assert finding.message.startswith("'AgentRft' is no value of 'JobCategory' known to botocore ")
    assert "'AgentRFT'" in (finding.hint or "")


def test_a_setting_that_is_too_long_goes_into_a_file() -> None:
    [finding] = lint(text_too_long, pipeline([training(HyperParameters={"q": "x" * 2501})]))

    assert finding.message == "'q' has 2501 characters, at most 2500 fit"
    assert finding.hint == "put the text into a file in S3 and pass its URI"


def test_a_name_that_is_too_long_does_not_go_into_a_file() -> None:
    net = {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-" + "0" * 30]}
    [finding] = lint(text_too_long, pipeline([training(VpcConfig=net)]))

    assert finding.message == "an element of 'SecurityGroupIds' has 33 characters, at most 32 fit"
    assert finding.hint is None


def test_a_long_default_is_measured_by_its_narrowest_use() -> None:
    wide = training("Wide", HyperParameters={"q": _USE})
    narrow = training("Narrow", Environment={"Q": _USE})
    definition = pipeline([wide, narrow], [text("P", "x" * 2600)])
    [finding] = lint(text_too_long, definition)

    assert finding.pointer == "/Parameters/0/DefaultValue"
    assert finding.message == "'Q' of step 'Narrow' has 2600 characters, at most 512 fit"
    assert [related.message for related in finding.related] == ["used as 'Q'", "used as 'q'"]


@pytest.mark.parametrize("request_first", [True, False])
def test_a_value_that_gets_into_a_request_is_reported_there_in_any_order(
    request_first: bool,
) -> None:
    uses = [
        training(HyperParameters={"q": _USE}),
        step("Stop", "Fail", Arguments={"ErrorMessage": _USE}),
    ]
    steps = uses if request_first else uses[::-1]
    definition = pipeline(steps, [text("P", "x" * 4000)])

    [finding] = lint(text_too_long, definition)
    assert finding.message == "'q' of step 'Train' has 4000 characters, at most 2500 fit"
    assert [related.message for related in finding.related] == [
        "used as 'q'",
        "used as 'ErrorMessage'",
    ]
    assert lint(overlong_text, definition) == ()


def test_the_order_of_keys_changes_nothing() -> None:
    sides = condition([training(HyperParameters={"q": _USE})], [training(Environment={"Q": _USE})])
    arguments = sides["Arguments"]
    assert isinstance(arguments, dict)
    turned = {**sides, "Arguments": dict(reversed(arguments.items()))}
    long = [text("P", "x" * 2600)]

    [one], [other] = (lint(text_too_long, pipeline([each], long)) for each in (sides, turned))
    assert (one.message, one.pointer) == (other.message, other.pointer)
    assert [r.pointer for r in one.related] == [r.pointer for r in other.related]


def test_a_list_with_too_many_entries_is_reported_at_its_key() -> None:
    entry = {"InputName": "i"}
    crowded = step("Prep", "Processing", Arguments={"ProcessingInputs": [entry] * 11})
    [finding] = lint(too_many_entries, pipeline([crowded]))

    assert (finding.severity, finding.pointer) == ("error", "/Steps/0/Arguments/ProcessingInputs")
    assert finding.message == "'ProcessingInputs' has 11 entries"
    assert finding.hint == "at most 10 are allowed"


def test_a_map_with_too_many_entries_is_reported() -> None:
    variables = {f"V{number}": "x" for number in range(101)}
    crowded = step("Prep", "Processing", Arguments={"Environment": variables})
    [finding] = lint(too_many_entries, pipeline([crowded]))

    assert finding.message == "'Environment' has 101 entries"
    assert lint(text_too_long, pipeline([crowded])) == ()


def test_an_empty_list_is_left_out_and_a_short_text_is_counted() -> None:
    arguments = {"AppSpecification": {"ImageUri": "i", "ContainerArguments": []}}
    [finding] = lint(too_short, pipeline([step("P", "Processing", Arguments=arguments)]))
    assert (finding.severity, finding.hint) == ("warning", "leave it out")

    [finding] = lint(
        too_short, pipeline([step("J", "Job", Arguments={"JobConfigSchemaVersion": "1.0"})])
    )
    assert finding.message == ("'JobConfigSchemaVersion' has 3 characters, at least 5 are needed")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            {"ResourceConfig": {"InstanceCount": -1}},
            "'InstanceCount' is -1",
            "expected at least 0",
        ),
        (
            {"RetryStrategy": {"MaximumRetryAttempts": 31}},
            "'MaximumRetryAttempts' is 31",
            "expected 1 to 30",
        ),
    ],
)
def test_a_number_out_of_range_is_told_the_range(arguments: Json, message: str, hint: str) -> None:
    [finding] = lint(number_out_of_range, pipeline([training(**arguments)]))

    assert (finding.severity, finding.message, finding.hint) == ("warning", message, hint)


def test_what_is_no_number_is_in_no_range() -> None:
    endless = training(ResourceConfig={"VolumeSizeInGB": float("inf")})

    assert lint(number_out_of_range, json.dumps(pipeline([endless])).encode()) == ()


def test_a_default_that_matches_no_pattern_is_a_warning_at_the_default() -> None:
    output = step("T", Arguments={"OutputDataConfig": {"S3OutputPath": _USE}})
    [finding] = lint(pattern_mismatch, pipeline([output], [text("P", "data/out")]))

    assert (finding.severity, finding.pointer) == ("warning", "/Parameters/0/DefaultValue")
    assert finding.message == (
        "'data/out' does not match the pattern of 'S3OutputPath' of step 'T'"
    )
    assert finding.hint == "expected a URI such as s3://bucket/key"


def test_an_empty_default_means_that_a_start_gives_the_value() -> None:
    output = step("T", Arguments={"OutputDataConfig": {"S3OutputPath": _USE}})
    definition = pipeline([output], [text("P", "")])

    assert lint(pattern_mismatch, definition) == ()
    assert lint(too_short, definition) == ()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            {"RoleArn": "my-role-without-an-arn"},
            "expected the ARN of a role, such as arn:aws:iam::111122223333:role/name",
        ),
        (
            {"TrainingJobName": "my_job"},
            "expected letters, digits and inner hyphens, at most 63 characters",
        ),
        (
            {"InputDataConfig": [{"ChannelName": "my channel", "DataSource": {}}]},
            "expected letters, digits, '.', '-' and '_'",
        ),
        (
            {"VpcConfig": {"Subnets": ["subnet_1"], "SecurityGroupIds": ["sg-1"]}},
            "expected letters, digits and hyphens",
        ),
        (
            {"ModelPackageConfig": {"ModelPackageGroupArn": "models"}},
            "expected the ARN of a model package group",
        ),
    ],
)
def test_patterns_are_told_in_words(arguments: Json, words: str) -> None:
    [finding] = lint(pattern_mismatch, pipeline([training(**arguments)]))

    assert finding.hint == words


def test_a_pattern_without_words_is_shown() -> None:
    assert in_words("\\d+K") == "\\d+K"


@pytest.mark.parametrize(
    ("key", "severity", "hint"),
    [
        ("1ST", "warning", "expected letters, digits and underscores, no digit first"),
        ("my-name", "warning", "expected letters, digits and underscores, no digit first"),
        ("V" * 513, "error", "at most 512 characters"),
    ],
)
def test_the_key_of_a_map_is_told_what_it_may_be(key: str, severity: str, hint: str) -> None:
    [finding] = lint(bad_map_key, pipeline([training(Environment={key: "x"})]))

    assert finding.pointer == f"/Steps/0/Arguments/Environment/{key}"
    assert (finding.severity, finding.hint) == (severity, hint)
    assert finding.message.endswith(" cannot be a key of 'Environment'")
    assert len(finding.message) < 100


def test_a_long_key_that_the_map_allows_is_no_error() -> None:
    [finding] = lint(bad_map_key, pipeline([training(Environment={"my-" + "v" * 200: "x"})]))

    assert finding.severity == "warning"
