"""Channels of training jobs: modes of input, sources of data."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import TRAINING
from pipelint_rules.arg._exclusive import neither
from pipelint_rules.arg._jobs import elements, training_jobs
from pipelint_rules.arg._known import certain, known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node
    from pipelint_rules.arg._known import Known

_REFERENCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
_DATA = '"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://b/d"}}'
_FILE_SYSTEM = (
    '"DataSource": {«"FileSystemDataSource"»: {"FileSystemId": "fs-0123456789abcdef0",'
    ' "FileSystemAccessMode": "ro", "FileSystemType": "EFS", "DirectoryPath": "/d"}}'
)


def _channels(*members: str, mode: str = "File", more: str = "") -> str:
    channels = ", ".join(
        f'{{"ChannelName": "c{index}", {each}}}' for index, each in enumerate(members)
    )
    return (
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"}, "AlgorithmSpecification": {"TrainingImage": "i",'
        f' "TrainingInputMode": "{mode}"}}, "InputDataConfig": [{channels}]{more}}}}}]'
    )


def mode_of(facts: Facts, job: Node, channel: Node) -> Known | None:
    """The mode that a channel is read in: its own, else the algorithm's."""
    if channel.get("InputMode") is not None:
        return known(facts, channel, "InputMode")
    return known(facts, job, "AlgorithmSpecification", "TrainingInputMode")


def channels_of(step: Step) -> Iterator[tuple[Node, Node]]:
    """The channels of the training jobs of a step, each with its job."""
    for job in training_jobs(step):
        for channel in elements(job, "InputDataConfig"):
            yield job, channel


@rule(
    "ARG136",
    on=Step,
    among=TRAINING,
    stage="run",
    evidence="E1",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html",
    bad=[
        _channels(f'{_DATA}, "InputMode": "FastFile"', f'{_DATA}, "InputMode": «"Pipe"»'),
        _channels(_DATA, f'{_DATA}, "InputMode": «"FastFile"»', mode="Pipe"),
    ],
    good=[
        _channels(f'{_DATA}, "InputMode": "FastFile"', f'{_DATA}, "InputMode": "File"'),
        _channels(f'{_DATA}, "InputMode": "FastFile"', mode="Pipe"),
    ],
)
def pipe_and_fast_file(step: Step, facts: Facts) -> Iterator[Problem]:
    """The channels of a training job mix the modes Pipe and FastFile.

    Each channel may have a mode of its own, but these two exclude each other within a job. It is
    refused when the step is reached:

        Cannot use both 'Pipe' and 'FastFile' TrainingInputMode on the same Training Job.

    A channel without `InputMode` has the `TrainingInputMode` of the algorithm. Use one of the two.
    """
    for job in training_jobs(step):
        modes = (mode_of(facts, job, channel) for channel in elements(job, "InputDataConfig"))
        first: Known | None = None
        for mode in modes:
            if mode is None or mode.value not in ("Pipe", "FastFile"):
                continue
            if first is None:
                first = mode
            elif mode.value != first.value:
                yield Problem(
                    mode.node.place,
                    f"{shown(mode.value)} and {shown(first.value)} exclude each other in a job",
                    hint="read all channels of the job in one of the two modes, or in 'File'",
                    related=((first.node.place, "the other mode"), *mode.related),
                    severity=None if certain(first, mode) else "warning",
                )
                break


@rule(
    "ARG140",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_Channel.html",
    bad=[
        _channels(f'{_DATA}, "CompressionType": «"Gzip"»'),
        _channels(f'{_DATA}, "RecordWrapperType": «"RecordIO"»'),
    ],
    good=[
        _channels(f'{_DATA}, "CompressionType": "Gzip"', mode="Pipe"),
        _channels(f'{_DATA}, "CompressionType": "None"'),
    ],
)
def streaming_option_of_file_channel(step: Step, facts: Facts) -> Iterator[Problem]:
    """A channel in File mode is to be decompressed or wrapped in records.

    The API reference on `CompressionType` and `RecordWrapperType`: "In File mode, leave this field
    unset or set it to None." Files are copied as they are. What the service does with the value
    is not known. Use Pipe mode, or leave it to the algorithm.
    """
    for job, channel in channels_of(step):
        mode = mode_of(facts, job, channel)
        if mode is None or mode.value != "File":
            continue
        for key in ("CompressionType", "RecordWrapperType"):
            option = known(facts, channel, key)
            if option is not None and option.value in ("Gzip", "RecordIO"):
                yield Problem(
                    option.node.place,
                    f"'{key}' is used in Pipe mode only, this channel has 'File'",
                    hint=f"drop '{key}'",
                    related=((mode.origin.place, "the mode"), *option.related),
                )


@rule(
    "ARG141",
    on=Step,
    among=TRAINING,
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html",
    bad=[_channels(_FILE_SYSTEM)],
    good=[
        _channels(
            _FILE_SYSTEM.replace("«", "").replace("»", ""),
            more=', "VpcConfig": {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}',
        )
    ],
)
def file_system_without_vpc(step: Step, facts: Facts) -> Iterator[Problem]:
    """A channel reads from a file system, and the job is in no VPC.

    Amazon EFS and FSx for Lustre are reached through a VPC. The guide: "Your training job must
    connect to a VPC to access Amazon EFS", and likewise for FSx. Add `VpcConfig` (`subnets` and
    `security_group_ids` in the SDK). The step fails when it is reached.
    """
    for job, channel in channels_of(step):
        source = channel.get("DataSource")
        if source is None or source.get("FileSystemDataSource") is None:
            continue
        if job.get("VpcConfig") is None:
            yield Problem(
                source.key_of("FileSystemDataSource"),
                "a file system needs 'VpcConfig'",
                hint="add 'VpcConfig' to the request",
            )


@rule(
    "ARG149",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_REFERENCE + "API_DataSource.html",
    bad=[_channels('«"DataSource"»: {}')],
    good=[_channels(_DATA)],
)
def channel_without_data(step: Step, facts: Facts) -> Iterator[Problem]:
    """The data source of a channel is empty or twofold.

    A data source is in S3, in a file system or a dataset; the API model requires none of the three
    and does not say that they exclude each other. What the service does is not known.
    """
    for _, channel in channels_of(step):
        source = channel.get("DataSource")
        if source is None or not isinstance(source.value, dict):
            continue
        yield from neither(source, "S3DataSource", "FileSystemDataSource", "DatasetSource")
        if "S3DataSource" in source.children and "FileSystemDataSource" in source.children:
            yield Problem(
                source.key_of("FileSystemDataSource"),
                "a channel has one data source, this has two",
                hint="make a channel of its own for each source",
                related=((source.key_of("S3DataSource"), "the other one"),),
            )
