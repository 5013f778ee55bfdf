"""Retry policies: bounds, exception types, and steps that take none."""

from __future__ import annotations

import pytest

from pipelint.catalog import STEP_TYPES
from pipelint_rules.pol.retries import (
    exception_in_two_policies,
    job_exception_without_job,
    never_retried,
    retry_not_taken,
    retry_of_nothing,
    retry_out_of_range,
    two_retry_bounds,
    unknown_exception_type,
)
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step

_POLICY = "/Steps/0/RetryPolicies/0"


def retried(kind: str = "Processing", /, **keys: object) -> Json:
    return step("Prep", kind, RetryPolicies=[{"ExceptionType": ["Step.THROTTLING"], **keys}])


def naming(*types: object, kind: str = "Processing") -> Json:
    return retried(kind, ExceptionType=list(types))


def test_two_bounds_are_reported_at_the_second_key_with_the_first() -> None:
    [finding] = lint(two_retry_bounds, pipeline([retried(MaxAttempts=3, ExpireAfterMin=60)]))

    assert (finding.severity, finding.pointer) == ("error", f"{_POLICY}/ExpireAfterMin")
    assert finding.message == "a retry policy has 'MaxAttempts' or 'ExpireAfterMin', not both"
    assert [(related.pointer, related.message) for related in finding.related] == [
        (f"{_POLICY}/MaxAttempts", "the other bound")
    ]


@pytest.mark.parametrize(
    "bounds",
    [{}, {"MaxAttempts": 0}, {"ExpireAfterMin": 5}, {"MaxAttempts": None, "ExpireAfterMin": 5}],
)
def test_one_bound_or_none_is_right(bounds: Json) -> None:
    assert lint(two_retry_bounds, pipeline([retried(**bounds)])) == ()


def test_policies_in_branches_and_bodies_are_looked_at() -> None:
    bad = retried(MaxAttempts=3, ExpireAfterMin=60)
    found = lint(two_retry_bounds, pipeline([condition([bad]), for_each([bad])]))

    inside = "RetryPolicies/0/ExpireAfterMin"
    assert [finding.pointer for finding in found] == [
        f"/Steps/0/Arguments/IfSteps/0/{inside}",
        f"/Steps/1/Arguments/ForEachBody/0/{inside}",
    ]


@pytest.mark.parametrize(
    ("bound", "message", "hint"),
    [
        ({"MaxAttempts": 21}, "'MaxAttempts' is 21", "expected 0 to 20"),
        ({"ExpireAfterMin": 14401}, "'ExpireAfterMin' is 14401", "expected 0 to 14400"),
        ({"IntervalSeconds": 43201}, "'IntervalSeconds' is 43201", "expected 0 to 43200"),
    ],
)
def test_a_number_above_the_documented_greatest_is_an_error(
    bound: Json, message: str, hint: str
) -> None:
    [finding] = lint(retry_out_of_range, pipeline([retried(**bound)]))

    assert (finding.severity, finding.message, finding.hint) == ("error", message, hint)


@pytest.mark.parametrize("key", ["MaxAttempts", "IntervalSeconds", "BackoffRate"])
def test_a_number_below_zero_is_a_warning(key: str) -> None:
    [finding] = lint(retry_out_of_range, pipeline([retried(**{key: -1})]))

    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "numbers",
    [
        {"MaxAttempts": 20, "IntervalSeconds": 43200, "BackoffRate": 0},
        {"ExpireAfterMin": 14400, "IntervalSeconds": 0, "BackoffRate": 2.5},
        {"MaxAttempts": "21"},
        {"MaxAttempts": {"Get": "Parameters.N"}},
    ],
)
def test_numbers_in_range_and_other_values_are_silent(numbers: Json) -> None:
    assert lint(retry_out_of_range, pipeline([retried(**numbers)])) == ()


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("SageMaker.JOB_CAPACITY_ERROR", "use 'SageMaker.CAPACITY_ERROR'"),
        ("Step.Throttling", "did you mean 'Step.THROTTLING'?"),
        ("SERVICE_FAULT", "did you mean 'Step.SERVICE_FAULT'?"),
    ],
)
def test_an_unknown_exception_type_is_told_the_right_one(written: str, hint: str) -> None:
    [finding] = lint(unknown_exception_type, pipeline([naming("Step.THROTTLING", written)]))

    assert (finding.severity, finding.pointer) == ("error", f"{_POLICY}/ExceptionType/1")
    assert (finding.message, finding.hint) == (f"'{written}' is no exception type", hint)


def test_all_documented_types_in_one_policy_are_right() -> None:
    types = (
        "Step.SERVICE_FAULT",
        "Step.THROTTLING",
        "SageMaker.JOB_INTERNAL_ERROR",
        "SageMaker.CAPACITY_ERROR",
        "SageMaker.RESOURCE_LIMIT",
    )

    assert lint(unknown_exception_type, pipeline([naming(*types, kind="Training")])) == ()


def test_a_policy_of_no_type_is_a_warning_at_the_empty_list() -> None:
    [finding] = lint(retry_of_nothing, pipeline([naming()]))

    assert (finding.severity, finding.pointer) == ("warning", f"{_POLICY}/ExceptionType")


@pytest.mark.parametrize("kind", sorted(STEP_TYPES))
def test_steps_that_take_no_policies_are_those_of_the_catalog(kind: str) -> None:
    found = lint(retry_not_taken, pipeline([retried(kind)]))

    taken = STEP_TYPES[kind].retry in ("documented", "sdk")
    assert [finding.message for finding in found] == (
        [] if taken else [f"a {kind} step takes no retry policies"]
    )


@pytest.mark.parametrize("policies", [[], None])
def test_no_policies_are_no_policies(policies: object) -> None:
    assert lint(retry_not_taken, pipeline([step("L", "Lambda", RetryPolicies=policies)])) == ()


def test_a_step_of_an_unknown_type_may_take_policies() -> None:
    assert lint(retry_not_taken, pipeline([retried("Quantum")])) == ()


@pytest.mark.parametrize("kind", ["Model", "RegisterModel"])
def test_the_errors_of_jobs_are_not_raised_without_a_job(kind: str) -> None:
    step_ = naming("Step.THROTTLING", "SageMaker.CAPACITY_ERROR", kind=kind)
    [finding] = lint(job_exception_without_job, pipeline([step_]))

    assert (finding.severity, finding.pointer) == ("warning", f"{_POLICY}/ExceptionType/1")
    assert finding.message == (
        f"a {kind} step runs no job that could raise 'SageMaker.CAPACITY_ERROR'"
    )


@pytest.mark.parametrize("kind", ["Tuning", "AutoML"])
def test_internal_errors_of_jobs_that_retry_themselves_are_never_retried(kind: str) -> None:
    step_ = naming("SageMaker.JOB_INTERNAL_ERROR", "SageMaker.CAPACITY_ERROR", kind=kind)
    [finding] = lint(never_retried, pipeline([step_]))

    assert finding.pointer == f"{_POLICY}/ExceptionType/0"
    assert lint(never_retried, pipeline([naming("SageMaker.JOB_INTERNAL_ERROR")])) == ()


def test_a_type_that_two_policies_name_is_reported_at_the_later_one() -> None:
    policies = [
        {"ExceptionType": ["Step.THROTTLING", "Step.THROTTLING"]},
        {"ExceptionType": ["Step.SERVICE_FAULT", "Step.THROTTLING"]},
    ]
    [finding] = lint(
        exception_in_two_policies, pipeline([step("P", "Processing", RetryPolicies=policies)])
    )

    assert finding.pointer == "/Steps/0/RetryPolicies/1/ExceptionType/1"
    assert [related.pointer for related in finding.related] == [f"{_POLICY}/ExceptionType/0"]


@pytest.mark.parametrize("policies", ["x", [5], [{}], [{"ExceptionType": 5}], {"a": 1}])
def test_policies_of_another_kind_are_left_to_other_rules(policies: object) -> None:
    definition = pipeline([step("M", "Model", RetryPolicies=policies)])

    for rule in (exception_in_two_policies, job_exception_without_job, two_retry_bounds):
        assert lint(rule, definition) == ()
