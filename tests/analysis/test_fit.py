"""Values against the shapes of their places."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelint.analysis import Facts, Misfit, json_name
from pipelint.analysis._pattern import matches
from pipelint.catalog import shape, shape_names
from pipelint.model import read
from pipelint.text import Source

Json = dict[str, Any]
GET = {"Get": "Parameters.P"}


def misfits(kind: str, *steps: Json, parameters: list[Json] | None = None) -> list[Misfit]:
    document = {"Version": "2020-12-01", "Parameters": parameters or [], "Steps": steps}
    facts = Facts(*read(Source.from_text(json.dumps(document), "a.json")))
    return list(facts.misfits(kind))  # type: ignore[arg-type]  # a kind by its name


def found(kind: str, arguments: object, step_type: str = "Training") -> list[tuple[str, str]]:
    """The places below the arguments and the details of the misfits of a kind."""
    step = {"Name": "A", "Type": step_type, "Arguments": arguments}
    return [
        (".".join(map(str, misfit.node.path[3:])), misfit.detail)
        for misfit in misfits(kind, step)
        if misfit.node.path[2:3] == ("Arguments",)
    ]


@pytest.mark.parametrize(
    ("kind", "arguments", "expected"),
    [
        ("unknown-member", {"ResourceConfig": {"Instances": 1}}, ("ResourceConfig", "Instances")),
        ("missing-member", {"VpcConfig": {"Subnets": ["s"]}}, ("VpcConfig", "SecurityGroupIds")),
        ("null", {"ResourceConfig": {"InstanceType": None}}, ("ResourceConfig.InstanceType", "")),
        ("kind", {"ResourceConfig": []}, ("ResourceConfig", "a list")),
        ("kind", {"InputDataConfig": {}}, ("InputDataConfig", "an object")),
        (
            "kind",
            {"ResourceConfig": {"InstanceCount": "1"}},
            ("ResourceConfig.InstanceCount", "a string"),
        ),
        (
            "kind",
            {"ResourceConfig": {"InstanceCount": 1.0}},
            ("ResourceConfig.InstanceCount", "a number"),
        ),
        ("kind", {"EnableNetworkIsolation": 1}, ("EnableNetworkIsolation", "an integer")),
        ("kind", {"HyperParameters": {"a": True}}, ("HyperParameters.a", "a boolean")),
        ("expression-for-container", {"InputDataConfig": GET}, ("InputDataConfig", "")),
        ("expression-for-container", {"Environment": GET}, ("Environment", "")),
        (
            "enum",
            {"AlgorithmSpecification": {"TrainingInputMode": "file"}},
            ("AlgorithmSpecification.TrainingInputMode", "a string"),
        ),
        ("too-long", {"HyperParameters": {"a": "x" * 2501}}, ("HyperParameters.a", "a string")),
        (
            "too-long",
            {"HyperParameters": {str(n): "x" for n in range(101)}},
            ("HyperParameters", "101"),
        ),
        (
            "too-short",
            {"VpcConfig": {"Subnets": [], "SecurityGroupIds": ["s"]}},
            ("VpcConfig.Subnets", "0"),
        ),
        (
            "out-of-range",
            {"StoppingCondition": {"MaxRuntimeInSeconds": 0}},
            ("StoppingCondition.MaxRuntimeInSeconds", "an integer"),
        ),
        ("pattern", {"RoleArn": "arn:aws:iam::1:role/R"}, ("RoleArn", "a string")),
        ("key", {"Environment": {"a b": "x"}}, ("Environment", "a b")),
        (
            "no-expression",
            {"OutputDataConfig": {"S3OutputPath": {"Std:Concat": []}}},
            ("OutputDataConfig.S3OutputPath", "Std:Concat"),
        ),
        (
            "no-expression",
            {"OutputDataConfig": {"S3OutputPath": {**GET, "Default": "x"}}},
            ("OutputDataConfig.S3OutputPath", "Get"),
        ),
    ],
)
def test_a_misfit(kind: str, arguments: Json, expected: tuple[str, str]) -> None:
    assert expected in found(kind, arguments)


def test_a_member_that_the_pipeline_refuses_is_forbidden_and_not_unknown() -> None:
    arguments = {"ModelPackageName": "p"}

    assert found("forbidden-member", arguments, "RegisterModel") == [("", "ModelPackageName")]
    assert found("unknown-member", arguments, "RegisterModel") == []


def test_an_expression_where_only_a_literal_may_stand() -> None:
    step = {"Name": GET, "Type": "Training", "Arguments": {}, "CacheConfig": {"Enabled": GET}}

    places = [misfit.node.path for misfit in misfits("expression-for-literal", step)]
    assert places == [("Steps", 0, "Name"), ("Steps", 0, "CacheConfig", "Enabled")]


@pytest.mark.parametrize(
    ("members", "detail"), [({}, ""), ({"S3DataSource": {}, "Other": 1}, "Other, S3DataSource")]
)
def test_a_union_takes_exactly_one_member(members: Json, detail: str) -> None:
    arguments = {"JobName": "j", "ImportedModelName": "m", "ModelDataSource": members}
    details = [one for _, one in found("union", arguments, "BedrockModelImport")]
    assert details == [detail]


@pytest.mark.parametrize(
    "arguments",
    [
        {"HyperParameters": {"a": GET}, "ResourceConfig": {"InstanceCount": GET}},
        {"RoleArn": GET, "EnableNetworkIsolation": True},
        {"VpcConfig": {"Subnets": [GET], "SecurityGroupIds": ["sg-1"]}},
        {"StoppingCondition": {"MaxRuntimeInSeconds": 60}},
    ],
)
def test_what_fits_is_silent(arguments: Json) -> None:
    step = {
        "Name": "A",
        "Type": "Training",
        "Arguments": {**arguments, "OutputDataConfig": {"S3OutputPath": "s3://b"}},
    }
    document = {"Version": "2020-12-01", "Parameters": [{"Name": "P"}], "Steps": [step]}
    facts = Facts(*read(Source.from_text(json.dumps(document), "a.json")))

    assert dict(facts._misfits) == {}


def test_free_data_is_not_judged() -> None:
    payload = {"a": None, "b": [1, {"c": None}], "d": {"Ref": 1, "x": 2}}

    for kind in ("null", "kind", "unknown-member", "no-expression"):
        assert found(kind, payload, "Lambda") == []


def test_an_integer_fits_a_place_for_a_fraction() -> None:
    assert found("kind", {"RuntimeConfig": {"CopyCount": 1}}, "InferenceComponent") == []


# Through parameters


def through(arguments: Json, **parameter: object) -> list[Misfit]:
    declared = {"Name": "P", **parameter}
    step = {"Name": "A", "Type": "Training", "Arguments": arguments}
    kinds = ("enum", "too-long", "too-short", "out-of-range", "pattern", "kind")
    return [each for kind in kinds for each in misfits(kind, step, parameters=[declared])]


def test_a_default_that_does_not_fit_is_told_with_its_uses() -> None:
    arguments = {"AlgorithmSpecification": {"TrainingInputMode": GET}, "RoleArn": GET}
    enum, pattern = through(arguments, DefaultValue="the-role-of-the-pipeline")

    assert (enum.kind, enum.node.path) == ("enum", ("Parameters", 0, "DefaultValue"))
    assert [use.path[-1] for use in enum.uses] == ["TrainingInputMode"]
    assert (pattern.kind, [use.path[-1] for use in pattern.uses]) == ("pattern", ["RoleArn"])


def test_enum_values_that_do_not_fit_are_told_one_by_one() -> None:
    arguments = {"AlgorithmSpecification": {"TrainingInputMode": GET}}
    found = through(arguments, DefaultValue="File", EnumValues=["File", "file", "Pipes"])

    assert [misfit.node.value for misfit in found] == ["file", "Pipes"]


def test_one_default_in_several_places_is_one_misfit() -> None:
    arguments = {"HyperParameters": {"a": GET, "b": GET}}
    [misfit] = through(arguments, DefaultValue="x" * 2501)

    assert (misfit.kind, [use.path[-1] for use in misfit.uses]) == ("too-long", ["a", "b"])


@pytest.mark.parametrize("default", ["", None, [], {}, GET])
def test_a_default_that_is_no_value_yet_is_not_judged(default: object) -> None:
    assert through({"RoleArn": GET}, DefaultValue=default) == []


def test_the_type_of_a_default_is_not_judged_at_its_uses() -> None:
    arguments = {"ResourceConfig": {"InstanceCount": GET}}

    assert through(arguments, Type="String", DefaultValue="many") == []


def test_a_number_out_of_range_is_told_through_a_parameter() -> None:
    arguments = {"StoppingCondition": {"MaxRuntimeInSeconds": GET}}
    [misfit] = through(arguments, Type="Integer", DefaultValue=0)

    assert misfit.kind == "out-of-range"


# Patterns


@lru_cache
def patterns() -> tuple[str, ...]:
    """All patterns of the catalog."""
    found = {shape(name).pattern for name in shape_names()}
    return tuple(sorted(pattern for pattern in found if pattern is not None))


def oracle(pattern: str, text: str) -> bool:
    """What a full regular expression engine says."""
    translated = pattern.replace("\\uD800\\uDC00-\\uDBFF\\uDFFF", "\\U00010000-\\U0010FFFF")
    # In Java \\d, \\s and \\w are ASCII's; the flag would limit the categories as well.
    flags = 0 if "\\p{" in pattern else regex.ASCII
    return regex.fullmatch(translated, text, flags=flags) is not None


LIKELY = st.text("aZ09 ,.-_/:;!?()'\"&*#@%[]{}\\+=<>|$^~`\t\n\r\x00é²٣ß中😀\u2028", max_size=12)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(patterns()), LIKELY | st.text(max_size=8) | st.sampled_from(("s3://b/k",)))
@example(r"[\p{L}\p{M}\p{Z}\p{N}\p{P}]*", "é")
def test_a_text_matches_as_a_full_engine_says(pattern: str, text: str) -> None:
    assert matches(pattern, text) == oracle(pattern, text)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(LIKELY | st.text(max_size=20))
def test_a_text_matches_every_pattern_as_a_full_engine_says(text: str) -> None:
    wrong = [pattern for pattern in patterns() if matches(pattern, text) != oracle(pattern, text)]

    assert wrong == []


@pytest.mark.parametrize("pattern", [one for one in patterns() if "\\p{" in one])
def test_each_character_matches_a_category_as_a_full_engine_says(pattern: str) -> None:
    texts = [*map(chr, range(128)), "", "é", "²", "😀", "ab", "a b"]

    assert {text for text in texts if matches(pattern, text)} == {
        text for text in texts if oracle(pattern, text)
    }


@pytest.mark.parametrize("pattern", [one for one in patterns() if "\\uDBFF\\uDFFF" in one])
def test_a_range_beyond_sixteen_bits_takes_what_lies_there(pattern: str) -> None:
    assert matches(pattern, "a😀")
    assert not matches(pattern, "\x00")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({}, "an object"),
        ([], "a list"),
        ("", "a string"),
        (True, "a boolean"),
        (1, "an integer"),
        (1.5, "a number"),
        (None, "null"),
    ],
)
def test_a_json_type_in_words(value: object, words: str) -> None:
    assert json_name(value) == words
