"""The container images of training jobs: what goes with which image."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._steps import TRAINING
from pipelint_rules.arg._images import built_in_algorithm
from pipelint_rules.arg._jobs import training_jobs
from pipelint_rules.arg._known import known, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_REFERENCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
_XGBOOST = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"


def _training(arguments: str) -> str:
    return (
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        f' {{"S3OutputPath": "s3://b/o"}}, {arguments}}}}}]'
    )


def _algorithm(members: str, more: str = "") -> str:
    return _training(f'"AlgorithmSpecification": {{"TrainingInputMode": "File"{members}}}{more}')


@rule(
    "ARG142",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E1",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/define-train-metrics.html",
    bad=[
        _algorithm(
            f', "TrainingImage": "{_XGBOOST}",'
            ' «"MetricDefinitions"»: [{"Name": "m", "Regex": "m=(.*)"}]'
        )
    ],
    good=[
        _algorithm(
            f', "TrainingImage": "{_XGBOOST}",'
            ' "MetricDefinitions": [{"Name": "m", "Regex": "m=(.*)"}]',
            ', "HyperParameters": {"sagemaker_program": "train.py"}',
        ),
        _algorithm(f', "TrainingImage": "{_XGBOOST}"'),
    ],
)
def metrics_of_built_in_algorithm(step: Step, facts: Facts) -> Iterator[Problem]:
    """A built-in algorithm is given metric definitions.

    The built-in algorithms bring their metrics, and the job is refused when the step is reached:

        ClientError: You can't override the metric definitions for Amazon SageMaker algorithms

    That an image is one of AWS's is told by its registry and name. With a script of its own
    (script mode, the hyperparameter `sagemaker_program`) the image of a framework algorithm takes
    metric definitions. Drop `MetricDefinitions`.
    """
    for job in training_jobs(step):
        algorithm = job.get("AlgorithmSpecification")
        metrics = None if algorithm is None else algorithm.get("MetricDefinitions")
        if algorithm is None or metrics is None or not metrics.items:
            continue
        name = built_in_algorithm(text(known(facts, algorithm, "TrainingImage")) or "")
        script = [
            job.get(parameters, "sagemaker_program")
            for parameters in ("HyperParameters", "StaticHyperParameters")
        ]
        if name is not None and not any(script):
            yield Problem(
                algorithm.key_of("MetricDefinitions"),
                f"the built-in algorithm '{name}' takes no metric definitions",
                hint="drop 'MetricDefinitions'",
            )


@rule(
    "ARG145",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/docker-containers-adapt-your-own-private-registry.html",
    bad=[
        _algorithm(
            ', "TrainingImage": "i", "TrainingImageConfig":'
            ' {"TrainingRepositoryAccessMode": «"Vpc"»}'
        )
    ],
    good=[
        _algorithm(
            ', "TrainingImage": "i", "TrainingImageConfig":'
            ' {"TrainingRepositoryAccessMode": "Vpc"}',
            ', "VpcConfig": {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}',
        )
    ],
)
def private_registry_without_vpc(step: Step, facts: Facts) -> Iterator[Problem]:
    """An image comes from a private registry in a VPC, and the job is in none.

    The registry is reached through the VPC that the request's `VpcConfig` names. Add `VpcConfig`
    (`subnets` and `security_group_ids` in the SDK), or use an image from Amazon ECR.
    """
    keys = ("AlgorithmSpecification", "TrainingImageConfig", "TrainingRepositoryAccessMode")
    for job in training_jobs(step):
        mode = known(facts, job, *keys)
        if mode is not None and mode.value == "Vpc" and job.get("VpcConfig") is None:
            yield Problem(
                mode.node.place,
                "a registry in a VPC needs 'VpcConfig'",
                hint="add 'VpcConfig' to the request",
                related=mode.related,
            )
