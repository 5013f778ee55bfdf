"""Training jobs: the algorithm, the instances, and how they are watched."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import TRAINING
from pipelint_rules.arg._exclusive import both, knows_members, neither
from pipelint_rules.arg._jobs import training_jobs
from pipelint_rules.arg._known import known, number, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_REFERENCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
#: "Available values are 100, 200, 500, 1000 (1 second), 5000 (5 seconds), and 60000 (1 minute)".
_INTERVALS = (100, 200, 500, 1000, 5000, 60000)


def _training(arguments: str) -> str:
    return (
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        f' {{"S3OutputPath": "s3://b/o"}}, {arguments}}}}}]'
    )


def _algorithm(members: str, more: str = "") -> str:
    return _training(f'"AlgorithmSpecification": {{"TrainingInputMode": "File"{members}}}{more}')


@rule(
    "ARG130",
    on=Step,
    among=TRAINING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_AlgorithmSpecification.html",
    bad=[
        _algorithm(', "TrainingImage": "i", «"AlgorithmName"»: "a"'),
        _training('«"AlgorithmSpecification"»: {"TrainingInputMode": "File"}'),
    ],
    good=[_algorithm(', "TrainingImage": "i"'), _algorithm(', "AlgorithmName": "a"')],
)
def training_algorithm(step: Step, facts: Facts) -> Iterator[Problem]:
    """A training job names an image and an algorithm, or neither.

    The API reference: "the `AlgorithmName` parameter is mutually exclusive with the
    `TrainingImage` parameter", and one of the two must be given. `AlgorithmName` is an algorithm
    resource of the account or of AWS Marketplace; the built-in algorithms are images. The step
    fails when it is reached. The definitions of a Tuning step are held to it, too.
    """
    for job in training_jobs(step):
        algorithm = job.get("AlgorithmSpecification")
        if algorithm is not None and isinstance(algorithm.value, dict):
            yield from both(algorithm, "TrainingImage", "AlgorithmName")
            if job.get("ServerlessJobConfig") is None:
                yield from neither(algorithm, "TrainingImage", "AlgorithmName")


@rule(
    "ARG131",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_REFERENCE + "API_CreateTrainingJob.html",
    bad=[
        '[{"Name": "T", "Type": "Training", «"Arguments"»: {"AlgorithmSpecification":'
        ' {"TrainingImage": "i", "TrainingInputMode": "File"}, "StoppingCondition":'
        ' {"MaxRuntimeInSeconds": 3600}, "OutputDataConfig": {"S3OutputPath": "s3://b/o"}}}]'
    ],
    good=[
        _training(
            '"AlgorithmSpecification": {"TrainingImage": "i", "TrainingInputMode": "File"},'
            ' "ResourceConfig": {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1,'
            ' "VolumeSizeInGB": 30}, "StoppingCondition": {"MaxRuntimeInSeconds": 3600}'
        ),
        _training('"ServerlessJobConfig": {"JobType": "FineTuning", "BaseModelArn": "m"}'),
    ],
)
def incomplete_training(step: Step, facts: Facts) -> Iterator[Problem]:
    """A training job on instances lacks its algorithm, resources or time limit.

    The API required `AlgorithmSpecification`, `ResourceConfig` and `StoppingCondition` until
    serverless jobs came, which do without; since then the API model requires none of them. What the
    service answers to a job that is not serverless and lacks one is not known; without an
    algorithm or instances it cannot run.
    """
    for job in training_jobs(step):
        if step.type != "Training" or job.get("ServerlessJobConfig") is not None:
            continue
        for key in ("AlgorithmSpecification", "ResourceConfig", "StoppingCondition"):
            if key not in job.children and knows_members(job):
                yield Problem(job.lacking, f"the training job lacks '{key}'", hint=f"add '{key}'")


@rule(
    "ARG143",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E1",
    since="0.1",
    source=_REFERENCE + "API_ResourceConfig.html",
    bad=[
        _training(
            '"ResourceConfig": {"InstanceType": «"ml.t3.medium"», "InstanceCount": 1,'
            ' "VolumeSizeInGB": 30}'
        )
    ],
    good=[
        _training(
            '"ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1,'
            ' "VolumeSizeInGB": 30}'
        )
    ],
)
def training_on_burstable_instance(step: Step, facts: Facts) -> Iterator[Problem]:
    """A training job asks for a burstable instance (`ml.t2`, `ml.t3`).

    The API's list of types for training has them, but they are offered for training in few
    regions, if in any; elsewhere the job is refused when the step is reached:

        The requested resource training-job/ml.t3.medium is not available in this region

    They are for notebooks and processing. The smallest type for training is `ml.m5.large`.
    """
    for job in training_jobs(step):
        for resources in ("ResourceConfig", "HyperParameterTuningResourceConfig"):
            kind = known(facts, job, resources, "InstanceType")
            name = text(kind)
            if kind is not None and name is not None and name.startswith(("ml.t2.", "ml.t3.")):
                place = kind.origin.place
                used = () if kind.default is None else ((kind.node.place, "used here"),)
                yield Problem(
                    place,
                    f"{shown(name)} is not offered for training in most regions",
                    hint="use 'ml.m5.large'",
                    related=used,
                )


@rule(
    "ARG146",
    on=Step,
    among=TRAINING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ProfilerConfig.html",
    bad=[_training('"ProfilerConfig": {"ProfilingIntervalInMilliseconds": «300»}')],
    good=[_training('"ProfilerConfig": {"ProfilingIntervalInMilliseconds": 500}')],
)
def profiling_interval(step: Step, facts: Facts) -> Iterator[Problem]:
    """The interval of the profiler is none of the available ones.

    The API reference: "Available values are 100, 200, 500, 1000 (1 second), 5000 (5 seconds), and
    60000 (1 minute) milliseconds." The API model does not have the list.
    """
    for job in training_jobs(step):
        interval = known(facts, job, "ProfilerConfig", "ProfilingIntervalInMilliseconds")
        value = number(interval)
        if interval is not None and value is not None and value not in _INTERVALS:
            yield Problem(
                interval.node.place,
                f"the profiler takes no sample every {value} milliseconds",
                hint=f"expected one of {', '.join(map(str, _INTERVALS))}",
                related=interval.related,
                severity=None if interval.default is None else "warning",
            )


@rule(
    "ARG147",
    on=Step,
    among=TRAINING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ServerlessJobConfig.html",
    bad=[_training('«"ServerlessJobConfig"»: {"JobType": "Evaluation", "BaseModelArn": "m"}')],
    good=[
        _training(
            '"ServerlessJobConfig": {"JobType": "Evaluation", "BaseModelArn": "m",'
            ' "EvaluationType": "BenchmarkEvaluation"}'
        )
    ],
)
def evaluation_without_type(step: Step, facts: Facts) -> Iterator[Problem]:
    """A serverless evaluation does not say what kind of evaluation it is.

    The API reference on `EvaluationType`: "Required when serverless job type is Evaluation." The
    step fails when it is reached.
    """
    for job in training_jobs(step):
        config = job.get("ServerlessJobConfig")
        if config is None or config.literal("JobType") != "Evaluation":
            continue
        if "EvaluationType" not in config.children and knows_members(config):
            yield Problem(
                config.lacking,
                "a job of type 'Evaluation' needs 'EvaluationType'",
                hint="add 'EvaluationType'",
            )
