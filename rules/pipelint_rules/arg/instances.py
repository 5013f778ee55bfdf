"""The instances that jobs ask for: types, preferences and groups."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import JOBS, TRAINING
from pipelint_rules.arg._exclusive import both, neither
from pipelint_rules.arg._jobs import clusters, elements, training_jobs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_REFERENCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"


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


_GROUP = '{"InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "InstanceGroupName": "g"}'


@rule(
    "ARG114",
    on=Step,
    among=JOBS,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ResourceConfig.html",
    bad=[
        _cluster(
            '"InstanceType": "ml.m5.xlarge", "InstanceCount": 1,'
            ' «"InstancePreferences"»: [{"InstanceType": "ml.m5.2xlarge"}]'
        ),
        _training(
            '"InstanceCount": 1, «"InstancePreferences"»: [{"InstanceType": "ml.m5.2xlarge"}]',
            ', "EnableManagedSpotTraining": true',
        ),
    ],
    good=[
        _cluster('"InstanceCount": 1, "InstancePreferences": [{"InstanceType": "ml.m5.2xlarge"}]')
    ],
)
def preferences_and_instance_type(step: Step, facts: Facts) -> Iterator[Problem]:
    """Preferences of instance types stand beside what they exclude.

    The API reference: `InstancePreferences` is mutually exclusive with `InstanceType`, in training
    also with `InstanceGroups`, `InstancePlacementConfig` and `EnableManagedSpotTraining`; a
    preference's `TrainingPlanArns` with the job's `TrainingPlanArn`. Keep one of them.
    """
    for job, cluster in clusters(step):
        preferences = cluster.get("InstancePreferences")
        if preferences is None or preferences.value is None:
            continue
        for key in ("InstanceType", "InstanceGroups", "InstancePlacementConfig"):
            yield from both(cluster, key, "InstancePreferences")
        if job.literal("EnableManagedSpotTraining") is True:
            yield Problem(
                cluster.key_of("InstancePreferences"),
                "'InstancePreferences' and managed spot training exclude each other",
                hint="keep one of them",
                related=((job.key_of("EnableManagedSpotTraining"), "the other one"),),
            )
        for entry in elements(cluster, "InstancePreferences"):
            if cluster.get("TrainingPlanArn") and entry.get("TrainingPlanArns"):
                yield Problem(
                    entry.key_of("TrainingPlanArns"),
                    "'TrainingPlanArns' and 'TrainingPlanArn' exclude each other",
                    hint="keep one of them",
                    related=((cluster.key_of("TrainingPlanArn"), "the plan of the job"),),
                )


@rule(
    "ARG115",
    on=Step,
    among=JOBS,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_InstancePreference.html",
    bad=[
        _cluster(
            '"InstancePreferences": [{"InstanceType": "ml.m5.xlarge", "InstanceCount": 2},'
            ' «{»"InstanceType": "ml.m5.2xlarge"}]'
        ),
        _cluster(
            '"InstanceCount": 1,'
            ' "InstancePreferences": [{"InstanceType": "ml.m5.xlarge", «"InstanceCount"»: 2}]'
        ),
        _cluster('«"InstancePreferences"»: [{"InstanceType": "ml.m5.xlarge"}]'),
    ],
    good=[
        _cluster(
            '"InstancePreferences": [{"InstanceType": "ml.m5.xlarge", "InstanceCount": 2},'
            ' {"InstanceType": "ml.m5.2xlarge", "InstanceCount": 1}]'
        )
    ],
)
def count_of_preferences(step: Step, facts: Facts) -> Iterator[Problem]:
    """The number of instances is given for some preferences only, twice, or not at all.

    The API reference: SageMaker "rejects requests that set `InstanceCount` on only some
    preferences, that set it both per preference" and for the job, "or that omit it in both
    places".
    """
    for _, cluster in clusters(step):
        entries = elements(cluster, "InstancePreferences")
        counted = [entry for entry in entries if "InstanceCount" in entry.children]
        if entries:
            yield from _miscounted(cluster, entries, counted)


def _miscounted(cluster: Node, entries: tuple[Node, ...], counted: list[Node]) -> Iterator[Problem]:
    if "InstanceCount" in cluster.children:
        for entry in counted:
            yield Problem(
                entry.key_of("InstanceCount"),
                "'InstanceCount' is given for the job and for a preference",
                hint="keep one of them",
                related=((cluster.key_of("InstanceCount"), "the count of the job"),),
            )
    elif not counted:
        yield Problem(
            cluster.key_of("InstancePreferences"),
            "'InstanceCount' is given neither for the job nor for its preferences",
            hint="add 'InstanceCount' beside 'InstancePreferences'",
        )
    else:
        for entry in entries:
            if entry not in counted:
                yield Problem(
                    entry.lacking,
                    "this preference lacks 'InstanceCount', which others have",
                    hint="give it for all preferences or for none",
                )


@rule(
    "ARG116",
    on=Step,
    among=JOBS,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_ResourceConfig.html",
    bad=[
        _cluster(
            '"InstanceType": "ml.m5.xlarge", "InstanceCount": 1,'
            ' «"SelectedInstanceType"»: "ml.m5.xlarge"'
        )
    ],
    good=[_cluster('"InstanceType": "ml.m5.xlarge", "InstanceCount": 1')],
)
def read_only_argument(step: Step, facts: Facts) -> Iterator[Problem]:
    """A request has a member that only responses may have.

    The API reference on `SelectedInstanceType` and `SelectedInstanceCount`: "This field is
    read-only and isn't accepted" in requests. They were copied from the description of a job:
    drop them.
    """
    for _, cluster in clusters(step):
        for key in ("SelectedInstanceType", "SelectedInstanceCount"):
            if key in cluster.children:
                yield Problem(
                    cluster.key_of(key), f"'{key}' is part of responses only", hint="drop it"
                )


@rule(
    "ARG117",
    on=Step,
    among=JOBS,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_REFERENCE + "API_ProcessingClusterConfig.html",
    bad=[
        '[{"Name": "P", "Type": "Processing", "Arguments": {"ProcessingResources":'
        ' {«"ClusterConfig"»: {"VolumeSizeInGB": 30, "InstanceCount": 1}}}}]'
    ],
    good=[_cluster('"InstanceType": "ml.m5.xlarge", "InstanceCount": 1')],
)
def no_instance_type(step: Step, facts: Facts) -> Iterator[Problem]:
    """A job names no type of instance.

    Type of instance, preferences and (in training) groups exclude each other, so the API model
    requires none of them; a job cannot run without any. When the service says so is not known:
    with the step at the latest.
    """
    for job, cluster in clusters(step):
        if job.get("ServerlessJobConfig") is None and cluster.shape.name != "TransformResources":
            alternatives = ("InstanceType", "InstancePreferences", "InstanceGroups")
            keys = [key for key in alternatives if cluster.shape.member(key) is not None]
            configured = "InstanceConfigs" in cluster.children or "AllocationStrategy" in (
                cluster.children
            )
            if not configured:
                yield from neither(cluster, *keys)


@rule(
    "ARG118",
    on=Step,
    among=JOBS,
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/train-heterogeneous-cluster-configure.html",
    bad=[
        _training(
            f'"InstanceType": "ml.m5.xlarge", «"InstanceGroups"»: [{_GROUP}], "VolumeSizeInGB": 9'
        )
    ],
    good=[_training(f'"InstanceGroups": [{_GROUP}], "VolumeSizeInGB": 9')],
)
def groups_and_instance_type(step: Step, facts: Facts) -> Iterator[Problem]:
    """Instance groups stand beside a type or number of instances for the whole job.

    In a heterogeneous cluster each group has its own `InstanceType` and `InstanceCount`. The SDK
    refuses the combination; so does the service when the step is reached. Drop the members beside
    `InstanceGroups`.
    """
    for _, cluster in clusters(step):
        groups = cluster.get("InstanceGroups")
        if groups is not None and groups.items:
            problems = [
                *both(cluster, "InstanceType", "InstanceGroups"),
                *both(cluster, "InstanceCount", "InstanceGroups"),
            ]
            yield from problems[:1]


@rule(
    "ARG119",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E3",
    since="0.1",
    source=_REFERENCE + "API_S3DataSource.html",
    bad=[
        _training(
            f'"InstanceGroups": [{_GROUP}]',
            ', "InputDataConfig": [{"ChannelName": "c", "DataSource": {"S3DataSource":'
            ' {"S3DataType": "S3Prefix", "S3Uri": "s3://b/d", "InstanceGroupNames": [«"h"»]}}}]',
        )
    ],
    good=[
        _training(
            f'"InstanceGroups": [{_GROUP}]',
            ', "InputDataConfig": [{"ChannelName": "c", "DataSource": {"S3DataSource":'
            ' {"S3DataType": "S3Prefix", "S3Uri": "s3://b/d", "InstanceGroupNames": ["g"]}}}]',
        )
    ],
)
def unknown_instance_group(step: Step, facts: Facts) -> Iterator[Problem]:
    """A channel is for an instance group that the job does not have.

    `InstanceGroupNames` lists the groups of `ResourceConfig.InstanceGroups` that get the data. The
    names are compared as they are written.
    """
    for job in training_jobs(step):
        groups = elements(job, "ResourceConfig", "InstanceGroups")
        known_names = [group.literal("InstanceGroupName") for group in groups]
        if None in known_names:
            continue
        for channel in elements(job, "InputDataConfig"):
            listed = channel.get("DataSource", "S3DataSource", "InstanceGroupNames")
            for name in () if listed is None else listed.items:
                if isinstance(name.value, str) and name.value not in known_names:
                    yield Problem(
                        name.place,
                        f"the job has no instance group {shown(name.value)}",
                        hint="name a group of 'ResourceConfig.InstanceGroups'",
                    )
