"""Retry policies: bounds, exception types, and steps that take none."""

from __future__ import annotations

from pipelint import Pipeline, Problem, RetryPolicy, Step, rule
from pipelint.catalog import OBSOLETE_EXCEPTIONS
from pipelint_rules._place_names import named, shown
from pipelint_rules._suggest import suggest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit, MisfitKind, Node

_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-retry-policy.html"
_PROCESSING = '[{"Name": "P", "Type": "Processing", "Arguments": {}, "RetryPolicies": ['


@rule(
    "POL001",
    on=RetryPolicy,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_GUIDE,
    bad=[
        _PROCESSING + '{"ExceptionType": ["Step.THROTTLING"], "MaxAttempts": 3,'
        ' «"ExpireAfterMin"»: 60}]}]'
    ],
    good=[_PROCESSING + '{"ExceptionType": ["Step.THROTTLING"], "MaxAttempts": 3}]}]'],
)
def two_retry_bounds(policy: RetryPolicy, facts: Facts) -> Iterator[Problem]:
    """A retry policy has both `MaxAttempts` and `ExpireAfterMin`.

    The guide: "Only one of `MaxAttempts` or `ExpireAfterMin` can be given, but not both"; with both
    "the retry policy generates a validation error" when the pipeline is created. The SDK before
    3.27 means to check it and does not. Keep one of the two: a number of retries, or a time after
    which there are none.
    """
    if policy.literal("MaxAttempts") is not None and policy.literal("ExpireAfterMin") is not None:
        yield Problem(
            policy.key_of("ExpireAfterMin"),
            "a retry policy has 'MaxAttempts' or 'ExpireAfterMin', not both",
            hint="leave one of them out",
            related=((policy.key_of("MaxAttempts"), "the other bound"),),
        )


@rule(
    "POL002",
    on=Pipeline,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_GUIDE,
    bad=[
        _PROCESSING + '{"ExceptionType": ["Step.THROTTLING"], "MaxAttempts": «21»}]}]',
        _PROCESSING + '{"ExceptionType": ["Step.THROTTLING"], "ExpireAfterMin": «20160»}]}]',
        _PROCESSING + '{"ExceptionType": ["Step.THROTTLING"], "IntervalSeconds": «86400»}]}]',
    ],
    good=[
        _PROCESSING + '{"ExceptionType": ["Step.THROTTLING"], "MaxAttempts": 20,'
        ' "IntervalSeconds": 43200}]}]'
    ],
)
def retry_out_of_range(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A number of a retry policy lies outside of its range.

    At most 20 attempts, an interval of at most 43200 seconds (twelve hours) and an expiry after
    at most 14400 minutes (ten days) are allowed. 0 for `MaxAttempts` or `ExpireAfterMin` means no
    retry. A number below zero is a warning: the SDK refuses it ("backoff_rate should be
    non-negative"), the guide does not mention it.
    """
    for misfit in _of_policies(facts, "out-of-range"):
        low, high = misfit.shape.min, misfit.shape.max
        value = misfit.node.value
        below = isinstance(value, (int, float)) and low is not None and value < low
        yield Problem(
            misfit.node.place,
            f"{named(misfit.node)} is {shown(value)}",
            hint=f"expected at least {low}" if high is None else f"expected {low} to {high}",
            severity="warning" if below else None,
        )


def _of_policies(facts: Facts, kind: MisfitKind) -> Iterator[Misfit]:
    for misfit in facts.misfits(kind):
        if not misfit.uses and _policy(misfit.node) is not None:
            yield misfit


def _policy(node: Node | None) -> RetryPolicy | None:
    while node is not None and not isinstance(node, (RetryPolicy, Step)):
        node = node.parent
    return node if isinstance(node, RetryPolicy) else None


@rule(
    "POL003",
    on=Pipeline,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_GUIDE,
    bad=[
        _PROCESSING + '{"ExceptionType": [«"SageMaker.JOB_CAPACITY_ERROR"»]}]}]',
        _PROCESSING + '{"ExceptionType": [«"Step.Throttling"»]}]}]',
    ],
    good=[_PROCESSING + '{"ExceptionType": ["SageMaker.CAPACITY_ERROR"]}]}]'],
)
def unknown_exception_type(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A retry policy names an exception type that does not exist.

    The types are `Step.SERVICE_FAULT` and `Step.THROTTLING` of every step, and
    `SageMaker.JOB_INTERNAL_ERROR`, `SageMaker.CAPACITY_ERROR` and `SageMaker.RESOURCE_LIMIT` of
    steps that run a job. An old page of the guide had `SageMaker.JOB_CAPACITY_ERROR`.
    """
    for misfit in _of_policies(facts, "enum"):
        value = str(misfit.node.value)
        now = OBSOLETE_EXCEPTIONS.get(value)
        hint = suggest(value, misfit.shape.enum or ()) if now is None else f"use '{now}'"
        yield Problem(misfit.node.place, f"{shown(value)} is no exception type", hint)


@rule(
    "POL004",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_GUIDE,
    bad=[_PROCESSING + '{"ExceptionType": «[]», "MaxAttempts": 3}]}]'],
    good=[_PROCESSING + '{"ExceptionType": ["Step.THROTTLING"], "MaxAttempts": 3}]}]'],
)
def retry_of_nothing(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A retry policy names no exception type.

    It retries nothing. Whether the service refuses it is not known.
    """
    for misfit in _of_policies(facts, "too-short"):
        yield Problem(misfit.node.place, "a retry policy without an exception type retries nothing")


@rule(
    "POL005",
    on=Step,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_GUIDE,
    bad=[
        '[{"Name": "L", "Type": "Lambda", "FunctionArn": "a", «"RetryPolicies"»:'
        ' [{"ExceptionType": ["Step.THROTTLING"]}]}]'
    ],
    good=[_PROCESSING + '{"ExceptionType": ["Step.THROTTLING"]}]}]'],
)
def retry_not_taken(step: Step, facts: Facts) -> Iterator[Problem]:
    """A step of a type that takes no retry policies has some.

    The guide lists the types that take them: Processing, Training, Tuning, AutoML, Transform,
    Model and RegisterModel; the SDK writes them on a few more. Whether the service refuses them
    elsewhere or ignores them is not known. It retries `Step.SERVICE_FAULT` and `Step.THROTTLING`
    by itself for every type.
    """
    definition = step.definition
    if definition is None or definition.retry in ("documented", "sdk"):
        return
    if step.literal("RetryPolicies") not in (None, []):
        yield Problem(
            step.key_of("RetryPolicies"),
            f"a {step.type} step takes no retry policies",
            hint="leave them out; service faults and throttling are retried anyway",
        )


@rule(
    "POL006",
    on=RetryPolicy,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/workflow/_utils.py",
    bad=[
        '[{"Name": "M", "Type": "Model", "Arguments": {}, "RetryPolicies":'
        ' [{"ExceptionType": [«"SageMaker.RESOURCE_LIMIT"»]}]}]'
    ],
    good=[
        '[{"Name": "M", "Type": "Model", "Arguments": {}, "RetryPolicies":'
        ' [{"ExceptionType": ["Step.THROTTLING"]}]}]'
    ],
)
def job_exception_without_job(policy: RetryPolicy, facts: Facts) -> Iterator[Problem]:
    """A policy for the errors of jobs stands on a step that runs no job.

    Making or registering a model is one call, not a job. The SDK refuses to build it:
    "SageMakerJobStepRetryPolicy is not allowed for a create/register model step. Please use
    StepRetryPolicy instead". What the service does is not known. Use the `Step.…` types.
    """
    if policy.step is None or policy.step.type not in ("Model", "RegisterModel"):
        return
    for entry in _exceptions(policy):
        if str(entry.value).startswith("SageMaker."):
            yield Problem(
                entry.place,
                f"a {policy.step.type} step runs no job that could raise {shown(entry.value)}",
                hint="expected 'Step.SERVICE_FAULT' or 'Step.THROTTLING'",
            )


def _exceptions(policy: RetryPolicy) -> tuple[Node, ...]:
    listed = policy.get("ExceptionType")
    return () if listed is None else listed.items


@rule(
    "POL007",
    on=RetryPolicy,
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_GUIDE,
    bad=[
        '[{"Name": "T", "Type": "Tuning", "Arguments": {}, "RetryPolicies":'
        ' [{"ExceptionType": [«"SageMaker.JOB_INTERNAL_ERROR"»]}]}]'
    ],
    good=[
        '[{"Name": "T", "Type": "Tuning", "Arguments": {}, "RetryPolicies":'
        ' [{"ExceptionType": ["SageMaker.CAPACITY_ERROR"]}]}]'
    ],
)
def never_retried(policy: RetryPolicy, facts: Facts) -> Iterator[Problem]:
    """A tuning or AutoML step has a policy for internal errors, which has no effect.

    The guide: "Jobs running inside both the tuning and AutoML steps conduct retries internally and
    will not retry the `SageMaker.JOB_INTERNAL_ERROR` exception type, even if a retry policy is
    configured." The policy is accepted and does nothing.
    """
    if policy.step is None or policy.step.type not in ("Tuning", "AutoML"):
        return
    for entry in _exceptions(policy):
        if entry.value == "SageMaker.JOB_INTERNAL_ERROR":
            yield Problem(
                entry.place,
                f"a {policy.step.type} step never retries 'SageMaker.JOB_INTERNAL_ERROR'",
                hint="leave it out; the job retries internally",
            )


@rule(
    "POL008",
    on=Step,
    severity="warning",
    stage="silent",
    evidence="E4",
    since="0.1",
    source=_GUIDE,
    bad=[
        _PROCESSING + '{"ExceptionType": ["Step.THROTTLING"], "MaxAttempts": 3},'
        ' {"ExceptionType": [«"Step.THROTTLING"»], "MaxAttempts": 5}]}]'
    ],
    good=[
        _PROCESSING + '{"ExceptionType": ["Step.THROTTLING"]},'
        ' {"ExceptionType": ["Step.SERVICE_FAULT"]}]}]'
    ],
)
def exception_in_two_policies(step: Step, facts: Facts) -> Iterator[Problem]:
    """Two retry policies of a step name the same exception type.

    Which of them the service applies is not known. Name each type once.
    """
    listed = step.get("RetryPolicies")
    first: dict[object, Node] = {}
    for policy in () if listed is None else listed.items:
        for entry in _exceptions(policy) if isinstance(policy, RetryPolicy) else ():
            if not isinstance(entry.value, str):
                continue
            before = first.setdefault(entry.value, entry)
            if before.parent is not entry.parent:
                yield Problem(
                    entry.place,
                    f"{shown(entry.value)} is named by an earlier policy of {step.label}",
                    hint="name it in one policy only",
                    related=((before.place, "named here first"),),
                )
