"""How long training jobs may run and wait: spot capacity and warm pools."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._steps import TRAINING
from pipelint_rules.arg._jobs import training_jobs
from pipelint_rules.arg._known import certain, known, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_REFERENCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
_WARM_POOLS = "https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools.html"
_SPOT = '"EnableManagedSpotTraining": true'
#: "The default value is 1 day."
_DEFAULT_RUNTIME = 86400
#: Families with accelerators; `MaxPendingTimeInSeconds` is for those.
_ACCELERATED = ("ml.p", "ml.g", "ml.trn", "ml.inf")


def _training(arguments: str) -> str:
    return (
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        f' {{"S3OutputPath": "s3://b/o"}}, {arguments}}}}}]'
    )


def _stopping(members: str, more: str = "") -> str:
    return _training(f'"StoppingCondition": {{{members}}}{more}')


@rule(
    "ARG132",
    on=Step,
    among=TRAINING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_StoppingCondition.html",
    bad=[_stopping('"MaxRuntimeInSeconds": 7200, "MaxWaitTimeInSeconds": «3600»', f", {_SPOT}")],
    good=[_stopping('"MaxRuntimeInSeconds": 7200, "MaxWaitTimeInSeconds": 7200', f", {_SPOT}")],
)
def wait_below_runtime(step: Step, facts: Facts) -> Iterator[Problem]:
    """Spot training may wait less than it may run.

    `MaxWaitTimeInSeconds` counts waiting for capacity and running together, so "it must be equal
    to or greater than `MaxRuntimeInSeconds`". The job is refused when the step is reached. Raise
    it (`max_wait` in the SDK). Without `MaxRuntimeInSeconds` a job may run a day; whether the
    service compares with that is not known.
    """
    for job in training_jobs(step):
        wait = known(facts, job, "StoppingCondition", "MaxWaitTimeInSeconds")
        run = known(facts, job, "StoppingCondition", "MaxRuntimeInSeconds")
        limit, shortest = number(wait), number(run)
        is_default = job.get("StoppingCondition", "MaxRuntimeInSeconds") is None
        shortest = _DEFAULT_RUNTIME if is_default else shortest
        if wait is None or limit is None or shortest is None or limit >= shortest:
            continue
        other = () if run is None else ((run.origin.place, "the longest time to run"),)
        yield Problem(
            wait.node.place,
            f"the job may wait {limit} s, which is less than the {shortest} s that it may run",
            hint=f"set it to {shortest} or more",
            related=(*wait.related, *other),
            severity=None if certain(wait, run) and not is_default else "warning",
        )


@rule(
    "ARG133",
    on=Step,
    among=TRAINING,
    stage="run",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/4140",
    bad=[_stopping('"MaxRuntimeInSeconds": 7200, «"MaxWaitTimeInSeconds"»: 7200')],
    good=[
        _stopping('"MaxRuntimeInSeconds": 7200, "MaxWaitTimeInSeconds": 7200', f", {_SPOT}"),
        _stopping('"MaxRuntimeInSeconds": 7200'),
    ],
)
def wait_without_spot(step: Step, facts: Facts) -> Iterator[Problem]:
    """A training job has `MaxWaitTimeInSeconds` and does not use spot capacity.

    The job is refused when the step is reached:

        Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set
        to true

    Drop it, or set `EnableManagedSpotTraining` (`use_spot_instances` in the SDK). A parameter that
    switches spot training cannot switch this member off: use two steps and a condition.
    """
    for job in training_jobs(step):
        wait = job.get("StoppingCondition", "MaxWaitTimeInSeconds")
        spot = known(facts, job, "EnableManagedSpotTraining")
        if wait is None or wait.value is None or wait.parent is None:
            continue
        is_absent = job.get("EnableManagedSpotTraining") is None
        if is_absent or (spot is not None and spot.value is False):
            yield Problem(
                wait.parent.key_of("MaxWaitTimeInSeconds"),
                "'MaxWaitTimeInSeconds' needs 'EnableManagedSpotTraining'",
                hint="drop it, or set 'EnableManagedSpotTraining' to true",
                related=() if spot is None else ((spot.origin.place, "no spot training"),),
                severity=None if certain(spot) else "warning",
            )


@rule(
    "ARG134",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html",
    bad=[_stopping('"MaxRuntimeInSeconds": 7200', ', «"EnableManagedSpotTraining"»: true')],
    good=[_stopping('"MaxRuntimeInSeconds": 7200, "MaxWaitTimeInSeconds": 7200', f", {_SPOT}")],
)
def spot_without_wait(step: Step, facts: Facts) -> Iterator[Problem]:
    """Spot training does not say how long it may wait for capacity.

    A spot job has `MaxWaitTimeInSeconds` (`max_wait` in the SDK), waiting and running together.
    The documentation tells to set it to at least `MaxRuntimeInSeconds`; the service is said to
    refuse a job without it, which is not confirmed here.
    """
    for job in training_jobs(step):
        spot = known(facts, job, "EnableManagedSpotTraining")
        if spot is None or spot.value is not True:
            continue
        if job.get("StoppingCondition", "MaxWaitTimeInSeconds") is None:
            yield Problem(
                job.key_of("EnableManagedSpotTraining"),
                "spot training lacks 'MaxWaitTimeInSeconds'",
                hint="add it to 'StoppingCondition', at least 'MaxRuntimeInSeconds'",
                related=spot.related,
            )


@rule(
    "ARG135",
    on=Step,
    among=TRAINING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_WARM_POOLS,
    bad=[
        _training(
            '"ResourceConfig": {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1,'
            f' «"KeepAlivePeriodInSeconds"»: 600}}, {_SPOT}'
        ),
        _training('"ResourceConfig": {"InstanceGroups": [], «"KeepAlivePeriodInSeconds"»: 600}'),
    ],
    good=[
        _training(
            '"ResourceConfig": {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1,'
            ' "KeepAlivePeriodInSeconds": 600}, "EnableManagedSpotTraining": false'
        )
    ],
)
def warm_pool_of_spot_instances(step: Step, facts: Facts) -> Iterator[Problem]:
    """A warm pool is to be kept of spot instances, or of instance groups.

    The guide on warm pools: they "cannot be used with spot instances", and "cannot be used with
    heterogeneous cluster training". Drop `KeepAlivePeriodInSeconds`
    (`keep_alive_period_in_seconds` in the SDK) or the other.
    """
    for job in training_jobs(step):
        alive = known(facts, job, "ResourceConfig", "KeepAlivePeriodInSeconds")
        if alive is None or alive.node.parent is None or not number(alive):
            continue
        spot = known(facts, job, "EnableManagedSpotTraining")
        is_spot = spot is not None and spot.value is True
        groups = alive.node.parent.get("InstanceGroups")
        if is_spot or groups is not None:
            other = groups if spot is None or not is_spot else spot.origin
            yield Problem(
                alive.node.parent.key_of("KeepAlivePeriodInSeconds"),
                f"{'spot instances' if is_spot else 'instance groups'} cannot be kept warm",
                hint="drop 'KeepAlivePeriodInSeconds'",
                related=() if other is None else ((other.place, "excludes a warm pool"),),
                severity=None if certain(alive, spot if is_spot else None) else "warning",
            )


@rule(
    "ARG144",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_StoppingCondition.html",
    bad=[
        _stopping(
            '"MaxRuntimeInSeconds": 7200, «"MaxPendingTimeInSeconds"»: 7200',
            ', "ResourceConfig": {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1}',
        )
    ],
    good=[
        _stopping(
            '"MaxRuntimeInSeconds": 7200, "MaxPendingTimeInSeconds": 7200',
            ', "ResourceConfig": {"InstanceType": "ml.p4d.24xlarge", "InstanceCount": 1}',
        )
    ],
)
def pending_time_without_accelerator(step: Step, facts: Facts) -> Iterator[Problem]:
    """A limit on the pending time has no effect on instances without accelerators.

    The API reference: "It has no effect on jobs that request CPU-only instance types." The job
    may be pending for longer than the member says.
    """
    for job in training_jobs(step):
        pending = job.get("StoppingCondition", "MaxPendingTimeInSeconds")
        kind = job.literal("ResourceConfig", "InstanceType")
        if pending is None or pending.parent is None or not isinstance(kind, str):
            continue
        if kind.startswith("ml.") and not kind.startswith(_ACCELERATED):
            yield Problem(
                pending.parent.key_of("MaxPendingTimeInSeconds"),
                f"'MaxPendingTimeInSeconds' has no effect on '{kind}'",
                hint="drop it",
            )
