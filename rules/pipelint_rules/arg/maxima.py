"""Greatest values that the API reference gives and the API model does not."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import named
from pipelint_rules._steps import of_type
from pipelint_rules.arg._jobs import training_jobs, transform_jobs
from pipelint_rules.arg._known import known, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

#: What a number too long for Python is read as; its own finding says so (DOC004).
_UNREAD = float("inf")
_REFERENCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
#: "The maximum value is 28 days." https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html
_LONGEST_RUN = 28 * 24 * 3600


def _training(seconds: str) -> str:
    return (
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"},'
        f' "StoppingCondition": {{"MaxRuntimeInSeconds": {seconds}}}}}}}]'
    )


@rule(
    "ARG120",
    on=Step,
    among=of_type("Training", "Transform", "Tuning"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_StoppingCondition.html",
    bad=[
        _training("«2419201»"),
        '[{"Name": "X", "Type": "Transform", "Arguments": {"MaxPayloadInMB": «101»}}]',
    ],
    good=[_training("2419200")],
)
def above_documented_maximum(step: Step, facts: Facts) -> Iterator[Problem]:
    """A number is greater than the API reference allows.

    A training job runs for 28 days at most; the payload of a transform job has 100 MB at most, and
    the job 100 instances at most. The API model has no such limits, so it is the job that is
    refused, when the step is reached.
    """
    limits = (
        *(
            (job, ("StoppingCondition", "MaxRuntimeInSeconds"), _LONGEST_RUN)
            for job in training_jobs(step)
        ),
        *((job, ("MaxPayloadInMB",), 100) for job in transform_jobs(step)),
        *((job, ("TransformResources", "InstanceCount"), 100) for job in transform_jobs(step)),
    )
    for job, keys, limit in limits:
        found = known(facts, job, *keys)
        value = number(found)
        if found is not None and value is not None and limit < value < _UNREAD:
            yield Problem(
                found.node.place,
                f"{named(found.node)} is {value}, at most {limit} is allowed",
                hint=f"use {limit} or less",
                related=found.related,
                severity=None if found.default is None else "warning",
            )
