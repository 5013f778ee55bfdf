"""Volumes of jobs, and the keys that they and outputs are encrypted with."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import JOBS, TRAINING
from pipelint_rules.arg._exclusive import knows_members
from pipelint_rules.arg._jobs import clusters, training_jobs
from pipelint_rules.arg._known import known, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_REFERENCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
#: Families whose every size has local storage; their volumes are encrypted by the instance.
#: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-store-volumes.html
_LOCAL_STORAGE = (
    *("c5d", "g4dn", "g5", "g6", "g6e", "m5d", "p3dn", "p4d", "p4de", "p5", "p5e", "p5en", "r5d"),
    *("trn1", "trn1n", "trn2"),
)
#: Families without any, as far as pipelint's own list goes.
_EBS_ONLY = (
    *("c4", "c5", "c5n", "c6i", "c7i", "m4", "m5", "m6i", "m7i", "p2", "p3"),
    *("r5", "r6i", "r7i", "t3"),
)


def _training(resources: str, more: str = "") -> str:
    return (
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        f' {{"S3OutputPath": "s3://b/o"}}, "ResourceConfig": {{{resources}}}{more}}}}}]'
    )


def _cluster(members: str) -> str:
    return (
        '[{"Name": "P", "Type": "Processing", "Arguments": {"ProcessingResources":'
        f' {{"ClusterConfig": {{"VolumeSizeInGB": 30, {members}}}}}}}}}]'
    )


@rule(
    "ARG111",
    on=Step,
    among=JOBS,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ProcessingClusterConfig.html",
    bad=[
        _cluster(
            '"InstanceType": "ml.g4dn.xlarge", "InstanceCount": 1, «"VolumeKmsKeyId"»: "alias/k"'
        )
    ],
    good=[
        _cluster('"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeKmsKeyId": "alias/k"')
    ],
)
def volume_key_with_local_storage(step: Step, facts: Facts) -> Iterator[Problem]:
    """A key is given for the volume of an instance with local storage.

    The API reference: "You can't request a `VolumeKmsKeyId` when using an instance type with local
    storage", since a hardware module on the instance encrypts it. The job is refused when the
    step is reached. Drop `VolumeKmsKeyId` (`volume_kms_key` in the SDK), or take an instance type
    without local storage. Where the type is a parameter's default this is a warning.
    """
    for _, cluster in clusters(step):
        key, kind = cluster.get("VolumeKmsKeyId"), known(facts, cluster, "InstanceType")
        if key is None or key.value in (None, "") or kind is None:
            continue
        if _family(text(kind)) in _LOCAL_STORAGE:
            yield Problem(
                cluster.key_of("VolumeKmsKeyId"),
                f"{shown(kind.value)} has local storage, which takes no 'VolumeKmsKeyId'",
                hint="drop 'VolumeKmsKeyId'",
                related=((kind.origin.place, "the instance type"),),
                severity=None if kind.default is None else "warning",
            )


def _family(name: str | None) -> str:
    parts = (name or "").split(".")
    return parts[1] if len(parts) == 3 and parts[0] == "ml" else ""


@rule(
    "ARG113",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ResourceConfig.html",
    bad=[
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"},'
        ' «"ResourceConfig"»: {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1}}}]'
    ],
    good=[
        _training('"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 30'),
        _training('"InstanceType": "ml.g5.xlarge", "InstanceCount": 1'),
    ],
)
def training_without_volume_size(step: Step, facts: Facts) -> Iterator[Problem]:
    """A training job on instances without storage of their own does not size its volume.

    The API reference: on such instances "you must define the size of EBS volume through
    `VolumeSizeInGB`". What the service does without it is not known: it may refuse the job.
    """
    for job in training_jobs(step):
        for key in ("ResourceConfig", "HyperParameterTuningResourceConfig"):
            resources = job.get(key)
            if resources is None or "VolumeSizeInGB" in resources.children:
                continue
            kind = known(facts, resources, "InstanceType")
            if _family(text(kind)) in _EBS_ONLY and knows_members(resources):
                yield Problem(
                    resources.lacking,
                    f"'{key}' lacks 'VolumeSizeInGB', which EBS volumes need",
                    hint="add 'VolumeSizeInGB'",
                )


@rule(
    "ARG148",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_OutputDataConfig.html",
    bad=[
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b--use1-az4--x-s3/o", «"KmsKeyId"»: "alias/k"}}}]'
    ],
    good=[
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o", "KmsKeyId": "alias/k"}}}]'
    ],
)
def key_for_express_bucket(step: Step, facts: Facts) -> Iterator[Problem]:
    """The output of a training job goes to S3 Express One Zone with a KMS key.

    The API reference: "KMS key is not supported for Amazon S3 Express One Zone"; output there is
    encrypted with keys that S3 manages. The name of such a bucket ends in `--x-s3`. Drop
    `KmsKeyId`.
    """
    for job in training_jobs(step):
        output = job.get("OutputDataConfig")
        if output is None or output.get("KmsKeyId") is None or output.literal("KmsKeyId") == "":
            continue
        uri = text(known(facts, output, "S3OutputPath")) or ""
        if uri.removeprefix("s3://").partition("/")[0].endswith("--x-s3"):
            yield Problem(
                output.key_of("KmsKeyId"),
                "S3 Express One Zone takes no KMS key",
                hint="drop 'KmsKeyId'",
            )
