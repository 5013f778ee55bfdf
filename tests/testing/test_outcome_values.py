"""Outcomes lie at and beside thresholds, and fit where they get to."""

from __future__ import annotations

from typing import Any

from pipelint import load
from pipelint.testing._outcome_values import outcome_boundaries, outcome_sample, outcome_values
from tests.testing.generated import many
from tests.testing.pipelines import function, get, join, pipeline, processing, training

PATH = ("steps", "Ask", "outputs", "x")
X = get("Steps.Ask.OutputParameters['x']")


def facts_of(*steps: Any, kind: str) -> Any:
    return load(pipeline(function("Ask", None, f"x: {kind}"), *steps)).facts


def test_numbers_beside_a_threshold_stay_where_they_do_not_fit() -> None:
    facts = facts_of(processing(seconds=X), kind="Integer")

    assert outcome_boundaries(PATH, "Integer", [1], facts) == [1, 0, 2]


def test_texts_beside_another_one_have_to_fit() -> None:
    facts = facts_of(training(arguments={"TrainingJobName": X}), kind="String")

    assert outcome_boundaries(PATH, "String", ["ab"], facts) == ["ab", "aa"]


def test_random_numbers_fit() -> None:
    facts = facts_of(processing(seconds=X), kind="Integer")

    drawn = many(outcome_values(PATH, "Integer", (), facts), 100)

    assert (min(drawn), max(drawn)) == (1, 777600)


def test_parts_of_texts_are_words() -> None:
    facts = facts_of(training(arguments={"TrainingJobName": join("a", X)}), kind="String")

    drawn = many(outcome_values(PATH, "String", (), facts), 100)

    assert [each for each in drawn if not (each.isalnum() and each.isascii())] == []


def test_a_sample_is_the_usual_value_unless_it_does_not_fit() -> None:
    output = {"OutputDataConfig": {"S3OutputPath": X}}
    facts = facts_of(training(arguments=output), kind="String")

    assert outcome_sample(PATH, "String", facts).startswith("s3://")
    assert outcome_sample(PATH, "String", facts, "s3://b/k") == "s3://b/k"
