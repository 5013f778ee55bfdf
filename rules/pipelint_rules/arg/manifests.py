"""Channels of training jobs that read augmented manifests."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import TRAINING
from pipelint_rules.arg._known import certain, known
from pipelint_rules.arg.channels import channels_of, mode_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_REFERENCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"


def _channels(*members: str, mode: str = "File", more: str = "") -> str:
    channels = ", ".join(
        f'{{"ChannelName": "c{index}", {each}}}' for index, each in enumerate(members)
    )
    return (
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"}, "AlgorithmSpecification": {"TrainingImage": "i",'
        f' "TrainingInputMode": "{mode}"}}, "InputDataConfig": [{channels}]{more}}}}}]'
    )


def _manifest(more: str = "", kind: str = '"AugmentedManifestFile"') -> str:
    return f'"DataSource": {{"S3DataSource": {{"S3DataType": {kind}, "S3Uri": "s3://b/m"{more}}}}}'


@rule(
    "ARG137",
    on=Step,
    among=TRAINING,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_REFERENCE + "API_S3DataSource.html",
    bad=[
        _channels(_manifest(', "AttributeNames": ["a"]', '«"AugmentedManifestFile"»')),
    ],
    good=[_channels(_manifest(', "AttributeNames": ["a"]'), mode="Pipe")],
)
def augmented_manifest_without_pipe(step: Step, facts: Facts) -> Iterator[Problem]:
    """An augmented manifest is not read in Pipe mode.

    The API reference: "`AugmentedManifestFile` can only be used if the Channel's input mode is
    `Pipe`." The job fails when the step is reached. Set `InputMode` of the channel to `Pipe`
    (`input_mode` of a `TrainingInput` in the SDK).
    """
    for job, channel in channels_of(step):
        kind = known(facts, channel, "DataSource", "S3DataSource", "S3DataType")
        mode = mode_of(facts, job, channel)
        if kind is None or kind.value != "AugmentedManifestFile" or mode is None:
            continue
        if mode.value in ("File", "FastFile"):
            yield Problem(
                kind.node.place,
                f"an augmented manifest needs the mode 'Pipe', this channel has '{mode.value}'",
                hint="set 'InputMode' of the channel to 'Pipe'",
                related=((mode.origin.place, "the mode"),),
                severity=None if certain(kind, mode) else "warning",
            )


@rule(
    "ARG138",
    on=Step,
    among=TRAINING,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/augmented-manifest.html",
    bad=[
        _channels(_manifest(kind='«"AugmentedManifestFile"»'), mode="Pipe"),
        _channels(_manifest(', «"AttributeNames"»: ["a"]', '"S3Prefix"')),
    ],
    good=[_channels(_manifest(', "AttributeNames": ["a"]'), mode="Pipe")],
)
def attribute_names(step: Step, facts: Facts) -> Iterator[Problem]:
    """An augmented manifest comes without `AttributeNames`, or they without a manifest.

    `AttributeNames` says which attributes of each line of an augmented manifest are streamed, and
    in which order; other data have no attributes. Whether the service refuses such a channel
    or reads nothing is not known.
    """
    for _, channel in channels_of(step):
        source = channel.get("DataSource", "S3DataSource")
        kind = None if source is None else source.literal("S3DataType")
        if source is None or not isinstance(kind, str):
            continue
        names, is_manifest = source.get("AttributeNames"), kind == "AugmentedManifestFile"
        if is_manifest and (names is None or names.value in ([], None)):
            place = source.get("S3DataType")
            assert place is not None
            yield Problem(
                place.place, "an augmented manifest needs 'AttributeNames'", "list the attributes"
            )
        elif not is_manifest and names is not None and names.items:
            yield Problem(
                source.key_of("AttributeNames"),
                f"'AttributeNames' are for augmented manifests, this is {shown(kind)}",
                hint="drop them, or set 'S3DataType' to 'AugmentedManifestFile'",
            )
