"""Instance types: which names are possible, known, or for another kind of job."""

from __future__ import annotations

import pytest

from pipelint.catalog import shape, stamp
from pipelint_rules.arg.instance_types import impossible_instance_type, unknown_instance_type
from pipelint_rules.arg.limits import unknown_enum_value, unlisted_enum_value
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step

_USE = {"Get": "Parameters.Type"}


def training(instance_type: object) -> Json:
    return step("Train", Arguments={"ResourceConfig": {"InstanceType": instance_type}})


def hosting(instance_type: object) -> Json:
    variant = {"VariantName": "v", "InstanceType": instance_type}
    return step("Host", "EndpointConfig", Arguments={"ProductionVariants": [variant]})


@pytest.mark.parametrize(
    "name",
    [
        "ml.m5.xlarge",
        "ml.p5.48xlarge",
        "ml.trn1n.32xlarge",
        "ml.t3.medium",
        *sorted(shape("TrainingInstanceType").enum or ())[::10],
    ],
)
def test_a_known_name_is_silent(name: str) -> None:
    assert lint(impossible_instance_type, pipeline([training(name)])) == ()
    assert lint(unknown_instance_type, pipeline([training(name)])) == ()


@pytest.mark.parametrize(
    "name",
    [
        "ml.c6i.metal",
        "ml.c7i.metal-24xl",
        "ml.m99.xlarge",
        "ml.u-6tb1.56xlarge",
        "ml.m9i-flex.large",
        "ml.p9-b900.48xlarge",
        "ml.t9.micro",
    ],
)
def test_a_name_that_may_be_new_is_a_warning_that_names_the_catalog(name: str) -> None:
    assert lint(impossible_instance_type, pipeline([training(name)])) == ()
    [finding] = lint(unknown_instance_type, pipeline([training(name)]))

    assert finding.severity == "warning"
    assert finding.message == f"'{name}' is no training instance type known to {stamp()}"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("m5.xlarge", "did you mean 'ml.m5.xlarge'?"),
        ("ml.m5.xxlarge", "did you mean 'ml.m5.xlarge'?"),
        ("ml.m5.XLARGE", "did you mean 'ml.m5.xlarge'?"),
        ("ml.m5.xlarge ", "did you mean 'ml.m5.xlarge'?"),
        ("gpu", "expected ml.<family>.<size>"),
        ("", "expected ml.<family>.<size>"),
    ],
)
def test_a_name_that_cannot_be_is_an_error(name: str, hint: str) -> None:
    [finding] = lint(impossible_instance_type, pipeline([training(name)]))

    assert (finding.severity, finding.message) == ("error", f"'{name}' is no instance type")
    assert finding.hint == hint
    assert lint(unknown_instance_type, pipeline([training(name)])) == ()


def test_a_known_family_in_an_unknown_size_is_told_its_sizes() -> None:
    [finding] = lint(unknown_instance_type, pipeline([training("ml.m5.13xlarge")]))

    assert finding.hint == "did you mean 'ml.m5.12xlarge'?"


def test_a_name_that_is_like_no_other_is_told_nothing() -> None:
    [finding] = lint(unknown_instance_type, pipeline([training("ml.u-6tb1.56xlarge")]))

    assert finding.hint is None


def test_a_name_for_other_jobs_is_told_which() -> None:
    [finding] = lint(unknown_instance_type, pipeline([hosting("ml.t3.medium")]))

    assert finding.message == f"'ml.t3.medium' is no hosting instance type known to {stamp()}"
    assert finding.hint == "the name is known for training and processing"


@pytest.mark.parametrize("name", ["local", "local_gpu"])
def test_the_types_of_local_mode_are_a_warning(name: str) -> None:
    assert lint(impossible_instance_type, pipeline([training(name)])) == ()
    [finding] = lint(unknown_instance_type, pipeline([training(name)]))

    assert finding.severity == "warning"
    assert finding.message == f"'{name}' is an instance type of the SDK's local mode only"
    assert finding.hint == "for the service name a type such as 'ml.m5.xlarge'"


def test_a_bad_default_is_reported_once_for_all_its_uses() -> None:
    parameter = {"Name": "Type", "Type": "String", "DefaultValue": "ml.m5.xxlarge"}
    [finding] = lint(
        impossible_instance_type, pipeline([training(_USE), hosting(_USE)], [parameter])
    )

    assert (finding.severity, finding.pointer) == ("error", "/Parameters/0/DefaultValue")
    assert [(related.pointer, related.message) for related in finding.related] == [
        ("/Steps/0/Arguments/ResourceConfig/InstanceType", "used as 'InstanceType'"),
        ("/Steps/1/Arguments/ProductionVariants/0/InstanceType", "used as 'InstanceType'"),
    ]


def test_a_bad_allowed_value_is_a_warning() -> None:
    values = {"DefaultValue": "ml.m5.large", "EnumValues": ["ml.m5.large", "m5.large"]}
    parameter = {"Name": "Type", "Type": "String", **values}
    [finding] = lint(impossible_instance_type, pipeline([training(_USE)], [parameter]))

    assert (finding.severity, finding.pointer) == ("warning", "/Parameters/0/EnumValues/1")


def test_branches_and_bodies_are_looked_at() -> None:
    bad = training("xlarge")
    found = lint(impossible_instance_type, pipeline([condition([], [bad]), for_each([bad])]))

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/ElseSteps/0/Arguments/ResourceConfig/InstanceType",
        "/Steps/1/Arguments/ForEachBody/0/Arguments/ResourceConfig/InstanceType",
    ]


@pytest.mark.parametrize("name", ["ml.m5.xxlarge", "ml.m99.xlarge", "local"])
def test_the_rules_about_enums_leave_instance_types_alone(name: str) -> None:
    assert lint(unknown_enum_value, pipeline([training(name)])) == ()
    assert lint(unlisted_enum_value, pipeline([training(name)])) == ()


def test_an_instance_type_that_is_not_known_yet_is_silent() -> None:
    open_ = {"Name": "Type", "Type": "String"}

    assert lint(impossible_instance_type, pipeline([training(_USE)], [open_])) == ()
