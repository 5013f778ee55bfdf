from __future__ import annotations

from pipelint_rules.dep.cleanup import (
    cleanup_of_step_in_vpc,
    cleanup_without_dependency,
    uncleanable_source,
    unknown_cleanup_source,
)
from tests.rules.linting import lint, pipeline, step


def clean(*sources: object, **keys: object) -> dict[str, object]:
    return step("Clean", "Cleanup", Arguments={"Resources": {"S3": list(sources)}}, **keys)


def test_a_source_that_is_awaited_through_others_is_a_warning() -> None:
    steps = [
        step("Train"),
        step("Mid", DependsOn=["Train"]),
        clean({"StepName": "Train"}, DependsOn=["Mid"]),
    ]

    [finding] = lint(cleanup_without_dependency, pipeline(steps))

    assert finding.severity == "warning"
    assert finding.pointer == "/Steps/2/Arguments/Resources/S3/0/StepName"


def test_a_source_that_is_not_awaited_is_an_error() -> None:
    [finding] = lint(
        cleanup_without_dependency, pipeline([step("Train"), clean({"StepName": "Train"})])
    )

    assert finding.severity == "error"
    assert finding.message == "'Clean' cleans after 'Train' but does not depend on it"


def test_a_source_whose_output_is_read_is_a_dependency() -> None:
    uri = {"Get": "Steps.Prep.ProcessingOutputConfig.Outputs[0].S3Output.S3Uri"}
    source = {"StepName": "Prep", "S3Uris": [uri]}

    assert lint(cleanup_without_dependency, pipeline([step("Prep"), clean(source)])) == ()


def test_a_source_that_does_not_exist_is_reported_once() -> None:
    definition = pipeline([step("Train"), clean({"StepName": "Trian"})])

    [finding] = lint(unknown_cleanup_source, definition)

    assert finding.hint == "did you mean 'Train'?"
    for rule in (cleanup_without_dependency, uncleanable_source, cleanup_of_step_in_vpc):
        assert lint(rule, definition) == ()


def test_uris_of_a_step_of_another_type_are_a_warning() -> None:
    source = {"StepName": "Train", "S3Uris": ["s3://b/k"]}

    [finding] = lint(uncleanable_source, pipeline([step("Train"), clean(source)]))

    assert finding.severity == "warning"


def test_a_source_of_a_type_that_is_not_known_is_not_judged() -> None:
    steps = [step("Query", "Athena"), clean({"StepName": "Query"})]

    assert lint(uncleanable_source, pipeline(steps)) == ()


def test_a_processing_step_in_a_vpc_cannot_be_cleaned() -> None:
    network = {"NetworkConfig": {"VpcConfig": {"Subnets": ["s"], "SecurityGroupIds": ["g"]}}}
    steps = [step("Prep", "Processing", Arguments=network), clean({"StepName": "Prep"})]

    [finding] = lint(cleanup_of_step_in_vpc, pipeline(steps))

    assert [each.pointer for each in finding.related] == [
        "/Steps/0/Arguments/NetworkConfig/VpcConfig"
    ]


def test_odd_sources_are_passed_over() -> None:
    for sources in ("x", [3, None, {"StepName": 4}, {}]):
        odd = step("Clean", "Cleanup", Arguments={"Resources": {"S3": sources}})
        for rule in (
            unknown_cleanup_source,
            cleanup_without_dependency,
            uncleanable_source,
            cleanup_of_step_in_vpc,
        ):
            assert lint(rule, pipeline([odd])) == ()
