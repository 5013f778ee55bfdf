"""What makes an execution one that a sound definition does not have."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint import load
from pipelint.testing._faults import Judge
from tests.testing.pipelines import (
    FAILED_STEP,
    LONG_JOIN,
    fail,
    function,
    get,
    join,
    parameter,
    pipeline,
    processing,
    training,
)


def judged(definition: Any, parameters: Any = None, given: Any = None) -> list[tuple[str, str]]:
    """The step of each fault, and what is said of it."""
    loaded = load(definition)
    trace = loaded.simulate(parameters=parameters, given=given)
    return [(fault.step, fault.message) for fault in Judge(loaded.facts).faults(trace)]


SECONDS = pipeline(
    processing(seconds=get("Parameters.A")), parameters=[parameter("A", "Integer", 5)]
)


def test_what_has_no_value_is_one() -> None:
    [(step, said)] = judged(FAILED_STEP, given={"steps": {"Train": {"fails": "always"}}})

    assert step == "Tell"
    assert said.endswith("'Train' did not succeed, so it has no 'S3ModelArtifacts'")


def test_a_failure_that_is_given_is_none() -> None:
    assert judged(pipeline(training()), given={"steps": {"Train": {"fails": "always"}}}) == []


def test_the_end_by_a_fail_step_is_none() -> None:
    assert judged(pipeline(fail())) == []


@pytest.mark.parametrize("value", [0, 777601])
def test_a_number_out_of_range_is_one(value: int) -> None:
    assert judged(SECONDS, {"A": value}) == [
        (
            "Prep",
            f"Steps[Prep].Arguments.StoppingCondition.MaxRuntimeInSeconds is {value}: "
            "expected a number from 1 to 777600",
        )
    ]


@pytest.mark.parametrize("value", [1, 777600])
def test_a_number_in_the_range_is_none(value: int) -> None:
    assert judged(SECONDS, {"A": value}) == []


def test_a_text_that_is_too_long_is_one() -> None:
    [(step, said)] = judged(LONG_JOIN, {"A": "a" * 62})

    assert (step, said.rpartition(": ")[2]) == ("Train", "expected from 1 to 63 characters")


def test_a_text_that_the_pattern_does_not_allow_is_one() -> None:
    [(_, said)] = judged(LONG_JOIN, {"A": "a b"})

    assert 'TrainingJobName is "a b-b": the API\'s pattern is' in said


def test_a_place_that_the_default_does_not_fit_is_left_to_the_linter() -> None:
    definition = pipeline(
        processing(seconds=get("Parameters.A")), parameters=[parameter("A", "Integer", 0)]
    )

    assert judged(definition) == []
    assert judged(definition, {"A": -1}) == []


def test_what_nobody_gave_is_not_judged() -> None:
    definition = pipeline(
        function("Ask", None, "n: Integer"),
        processing(seconds=get("Steps.Ask.OutputParameters['n']")),
    )

    assert judged(definition) == []
    assert [step for step, _ in judged(definition, given=asked(0))] == ["Prep"]


def asked(number: int) -> Any:
    return {"steps": {"Ask": {"outputs": {"n": number}}}}


def test_a_text_of_which_a_part_was_not_given_is_not_judged() -> None:
    name = join("a b", get("Steps.Ask.OutputParameters['n']"))
    definition = pipeline(
        function("Ask", None, "n: Integer"), training(arguments={"TrainingJobName": name})
    )

    assert judged(definition) == []
    assert [step for step, _ in judged(definition, given=asked(0))] == ["Train"]
