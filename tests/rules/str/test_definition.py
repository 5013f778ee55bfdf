from __future__ import annotations

from pipelint_rules.str.definition import (
    malformed_metadata_key,
    missing_steps,
    missing_version,
    unknown_top_level_key,
    wrong_version,
)
from pipelint_rules.str.kinds import wrong_kind_of_value
from tests.rules.linting import lint, pipeline


def test_steps_in_another_case_are_missing_and_not_unknown_as_well() -> None:
    definition = {"Version": "2020-12-01", "steps": []}

    [finding] = lint(missing_steps, definition)

    assert (finding.pointer, finding.hint) == ("/steps", "write 'Steps'")
    assert lint(unknown_top_level_key, definition) == ()


def test_steps_that_are_an_object_are_of_the_wrong_type_and_not_missing() -> None:
    definition = {"Version": "2020-12-01", "Steps": {}}

    [finding] = lint(wrong_kind_of_value, definition)

    assert (finding.pointer, finding.message) == ("/Steps", "'Steps' is an object, not a list")
    assert lint(missing_steps, definition) == ()


def test_a_member_of_the_request_is_told_to_be_passed_beside_the_definition() -> None:
    [finding] = lint(unknown_top_level_key, {**pipeline(), "ParallelismConfiguration": {}})

    assert finding.pointer == "/ParallelismConfiguration"
    assert finding.severity == "warning"
    assert finding.hint == "pass it to CreatePipeline, beside the definition"


def test_a_misspelt_key_gets_a_suggestion() -> None:
    [finding] = lint(
        unknown_top_level_key, {"Version": "2020-12-01", "Paramaters": [], "Steps": []}
    )

    assert finding.hint == "did you mean 'Parameters'?"


def test_keys_that_the_sdk_sets_to_null_are_silent() -> None:
    definition = {**pipeline(), "PipelineExperimentConfig": None, "MlflowConfig": None}

    assert lint(unknown_top_level_key, definition) == ()


def test_a_version_that_is_a_number_is_left_to_its_type() -> None:
    definition = {**pipeline(), "Version": 2020}

    assert lint(wrong_version, definition) == ()
    assert lint(missing_version, definition) == ()
    [finding] = lint(wrong_kind_of_value, definition)
    assert finding.pointer == "/Version"


def test_only_a_metadata_key_that_is_too_long_is_an_error() -> None:
    definition = {**pipeline(), "Metadata": {"a b": "x", "k" * 129: "x", "ok": "x"}}

    found = lint(malformed_metadata_key, definition)

    assert [(finding.pointer, finding.severity) for finding in found] == [
        ("/Metadata/a b", "warning"),
        ("/Metadata/" + "k" * 129, "error"),
    ]
