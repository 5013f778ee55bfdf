from __future__ import annotations

from pipelint_rules.str.fail import fail_without_message
from pipelint_rules.str.lineage import (
    ambiguous_lineage_reference,
    empty_lineage,
    unknown_lineage_entity,
)
from tests.rules.linting import lint, pipeline, step

ARN = {"Arn": {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"}}


def lineage(**arguments: object) -> dict[str, object]:
    return step("L", "Lineage", Arguments=arguments)


def test_lists_that_are_empty_create_nothing() -> None:
    [finding] = lint(empty_lineage, pipeline([lineage(Actions=[], Associations=[])]))

    assert finding.pointer == "/Steps/0/Arguments"


def test_names_known_at_run_time_only_are_silent() -> None:
    definition = pipeline(
        [
            lineage(
                Actions=[{"ActionName": {"Get": "Execution.PipelineExecutionId"}}],
                Associations=[{"Source": {"Name": "a", "Type": "Action"}, "Destination": ARN}],
            )
        ]
    )

    assert lint(unknown_lineage_entity, definition) == ()
    assert lint(ambiguous_lineage_reference, definition) == ()


def test_an_entity_of_another_type_is_not_the_one_that_is_named() -> None:
    definition = pipeline(
        [
            lineage(
                Artifacts=[{"ArtifactName": "a"}],
                Associations=[{"Source": ARN, "Destination": {"Name": "a", "Type": "Context"}}],
            )
        ]
    )

    [finding] = lint(unknown_lineage_entity, definition)

    assert finding.pointer == "/Steps/0/Arguments/Associations/0/Destination/Name"
    assert finding.message == "'L' creates no Context 'a'"


def test_a_fail_step_with_an_expression_as_message_is_silent() -> None:
    message = {"Get": "Parameters.Why"}

    definition = pipeline([step("F", "Fail", Arguments={"ErrorMessage": message})])

    assert lint(fail_without_message, definition) == ()
