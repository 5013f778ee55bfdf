"""Members of requests: what examples do not show."""

from __future__ import annotations

import pytest

from pipelint_rules.arg.members import (
    missing_argument,
    refused_argument,
    several_alternatives,
    unknown_argument,
)
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step


def training(**arguments: object) -> Json:
    return step("Train", Arguments={"OutputDataConfig": {"S3OutputPath": "s3://b/o"}, **arguments})


@pytest.mark.parametrize(
    ("request_", "message", "hint"),
    [
        (
            training(HyperParams={}),
            "the request of a Training step has no member 'HyperParams'",
            "did you mean 'HyperParameters'?",
        ),
        (
            training(resourceConfig={}),
            "the request of a Training step has no member 'resourceConfig'",
            "did you mean 'ResourceConfig'?",
        ),
        (
            training(CacheConfig={}),
            "the request of a Training step has no member 'CacheConfig'",
            "'CacheConfig' stands beside 'Arguments', not inside",
        ),
        (
            training(ResourceConfig={"VpcConfig": {}}),
            "'ResourceConfig' has no member 'VpcConfig'",
            "'VpcConfig' belongs one level up, into 'Arguments'",
        ),
        (
            training(VpcConfig={"Zzz": 1}),
            "'VpcConfig' has no member 'Zzz'",
            "expected one of 'SecurityGroupIds', 'Subnets'",
        ),
        (
            step("P", "Processing", Arguments={"S3Uri": "s3://b/k"}),
            "the request of a Processing step has no member 'S3Uri'",
            None,
        ),
    ],
)
def test_an_unknown_member_is_named_with_what_may_be_meant(
    request_: Json, message: str, hint: str | None
) -> None:
    found = lint(unknown_argument, pipeline([request_]))

    assert [(each.severity, each.message, each.hint) for each in found] == [
        ("error", message, hint)
    ]


def test_unknown_members_in_branches_and_bodies_are_reported_at_their_keys() -> None:
    found = lint(
        unknown_argument,
        pipeline([condition([training(Zzz=1)]), for_each([training(Zzz=1)])]),
    )

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/IfSteps/0/Arguments/Zzz",
        "/Steps/1/Arguments/ForEachBody/0/Arguments/Zzz",
    ]


@pytest.mark.parametrize(
    "free",
    [
        training(Environment={"Get": "x", "anything": "y"}, HyperParameters={"Zzz": "1"}),
        training(Environment={"Get": "x"}),
        step("Call", "Lambda", Arguments={"Zzz": 1}),
        step("New", "Quantum", Arguments={"Zzz": 1}),
    ],
)
def test_the_keys_of_maps_and_of_free_data_are_nobodys(free: Json) -> None:
    assert lint(unknown_argument, pipeline([free])) == ()


@pytest.mark.parametrize(
    ("kind", "arguments", "key"),
    [
        ("RegisterModel", {"CertifyForMarketplace": True}, "CertifyForMarketplace"),
        ("RegisterModel", {"ModelPackageName": "m"}, "ModelPackageName"),
        ("Endpoint", {"EndpointConfigName": "c", "DeploymentConfig": {}}, "DeploymentConfig"),
        ("EndpointConfig", {"ProductionVariants": [], "ExplainerConfig": {}}, "ExplainerConfig"),
    ],
)
def test_what_a_pipeline_may_not_give_is_refused_at_its_key(
    kind: str, arguments: Json, key: str
) -> None:
    [finding] = lint(refused_argument, pipeline([step("A", kind, Arguments=arguments)]))

    assert (finding.severity, finding.pointer) == ("error", f"/Steps/0/Arguments/{key}")
    assert finding.message == f"the request of a {kind} step may not have '{key}' in a pipeline"


def test_a_missing_member_is_named_with_its_kind() -> None:
    found = lint(missing_argument, pipeline([step("P", "Processing", Arguments={})]))

    assert [(finding.message, finding.hint) for finding in found] == [
        (
            "the request of a Processing step lacks 'AppSpecification'",
            "add 'AppSpecification', an object",
        ),
        (
            "the request of a Processing step lacks 'ProcessingResources'",
            "add 'ProcessingResources', an object",
        ),
    ]
    assert {finding.pointer for finding in found} == {"/Steps/0/Arguments"}


@pytest.mark.parametrize("key", ["S3Outputpath", "s3OutputPath", "S3OutputPaths"])
def test_a_misspelt_member_is_not_missing_as_well(key: str) -> None:
    definition = pipeline([step("T", Arguments={"OutputDataConfig": {key: "s3://b/o"}})])

    assert lint(missing_argument, definition) == ()
    [finding] = lint(unknown_argument, definition)
    assert finding.hint == "did you mean 'S3OutputPath'?"


def test_a_member_of_another_name_stands_for_nothing() -> None:
    definition = pipeline([step("T", Arguments={"OutputDataConfig": {"Bucket": "b"}})])

    [finding] = lint(missing_argument, definition)
    assert finding.message == "'OutputDataConfig' lacks 'S3OutputPath'"


@pytest.mark.parametrize(
    ("role", "driver", "entry"),
    [
        ("executionRoleArn", "jobDriver", "entryPoint"),
        ("ExecutionRoleArn", "JobDriver", "EntryPoint"),
    ],
)
def test_members_whose_case_is_not_known_are_there_in_either(
    role: str, driver: str, entry: str
) -> None:
    arn = "arn:aws:iam::111122223333:role/R"
    run = {role: arn, driver: {"sparkSubmit": {entry: "s3://b/x.py"}}}
    arguments = {"ExecutionRoleArn": arn, "ApplicationId": "00f", "JobConfig": run}

    definition = pipeline([step("E", "EMRServerless", Arguments=arguments)])
    assert lint(missing_argument, definition) == ()


def test_what_the_service_fills_in_is_not_missing() -> None:
    made = step("M", "Model", Arguments={"PrimaryContainer": {"Image": "i"}})

    assert lint(missing_argument, pipeline([made, training()])) == ()


@pytest.mark.parametrize(
    ("driver", "end"),
    [({}, "has none"), ({"hive": {}, "sparkSubmit": {}}, "has 'hive, sparkSubmit'")],
)
def test_a_union_has_one_member(driver: Json, end: str) -> None:
    run = {"executionRoleArn": "arn:aws:iam::111122223333:role/R", "jobDriver": driver}
    arguments = {"ExecutionRoleArn": "r", "ApplicationId": "00f", "JobConfig": run}
    [finding] = lint(
        several_alternatives, pipeline([step("E", "EMRServerless", Arguments=arguments)])
    )

    assert finding.message == f"'jobDriver' takes exactly one of its members and {end}"
    assert finding.hint == "expected one of 'hive', 'sparkSubmit'"
