"""Names that must differ within one list of a request."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import named, shown
from pipelint_rules.arg._jobs import clusters, elements, training_jobs
from pipelint_rules.arg.processing import inputs, outputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelint import Facts, Node

_DATA = '"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://b/d"}}'


def _training(arguments: str) -> str:
    return (
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        f' {{"S3OutputPath": "s3://b/o"}}, {arguments}}}}}]'
    )


@rule(
    "ARG109",
    on=Step,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Channel.html",
    bad=[
        _training(
            f'"InputDataConfig": [{{"ChannelName": "train", {_DATA}}},'
            f' {{"ChannelName": «"train"», {_DATA}}}]'
        )
    ],
    good=[
        _training(
            f'"InputDataConfig": [{{"ChannelName": "train", {_DATA}}},'
            f' {{"ChannelName": "validation", {_DATA}}}]'
        )
    ],
)
def repeated_name(step: Step, facts: Facts) -> Iterator[Problem]:
    """Two channels, inputs, outputs or instance groups of a job have the same name.

    A channel is the directory `/opt/ml/input/data/<name>` of the container, so two of one name
    have no room; the name of an input or output is how references find it
    (`Outputs['train'].S3Output.S3Uri`), and which of the two they get is not known, nor what the
    service says to equal names. Copying the train channel to make a validation channel is the
    usual way here: change the name, too.
    """
    yield from _repeated(inputs(step), "InputName")
    yield from _repeated(outputs(step), "OutputName")
    for job in training_jobs(step):
        yield from _repeated(elements(job, "InputDataConfig"), "ChannelName")
    for _, cluster in clusters(step):
        yield from _repeated(elements(cluster, "InstanceGroups"), "InstanceGroupName")


@rule(
    "ARG110",
    on=Step,
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProfilerRuleConfiguration.html",
    bad=[
        _training(
            '"DebugRuleConfigurations":'
            ' [{"RuleConfigurationName": "r", "RuleEvaluatorImage": "i"}],'
            ' "ProfilerRuleConfigurations":'
            ' [{"RuleConfigurationName": «"r"», "RuleEvaluatorImage": "i"}]'
        ),
        _training('"Tags": [{"Key": "team", "Value": "a"}, {"Key": «"team"», "Value": "b"}]'),
        '[{"Name": "P", "Type": "Processing", "Arguments": {"ProcessingResources":'
        ' {"ClusterConfig": {"VolumeSizeInGB": 30, "InstanceCount": 1, "InstancePreferences":'
        ' [{"InstanceType": "ml.m5.xlarge"}, {"InstanceType": «"ml.m5.xlarge"»}]}}}}]',
    ],
    good=[
        _training(
            '"DebugRuleConfigurations":'
            ' [{"RuleConfigurationName": "r", "RuleEvaluatorImage": "i"}],'
            ' "ProfilerRuleConfigurations":'
            ' [{"RuleConfigurationName": "s", "RuleEvaluatorImage": "i"}]'
        )
    ],
)
def name_not_unique(step: Step, facts: Facts) -> Iterator[Problem]:
    """A name occurs twice that the API reference wants to be unique.

    The rule configurations of Debugger and Profiler share their names ("It must be unique relative
    to other rule configuration names"), as do tensor collections; the keys of tags "must be unique
    per resource"; an instance type "can appear only once in an `InstancePreferences` list". The
    request is refused when the step is reached.
    """
    if step.arguments is not None:
        yield from _repeated(elements(step.arguments, "Tags"), "Key")
    for job in training_jobs(step):
        rules = (
            *elements(job, "DebugRuleConfigurations"),
            *elements(job, "ProfilerRuleConfigurations"),
        )
        yield from _repeated(rules, "RuleConfigurationName")
        collections = elements(job, "DebugHookConfig", "CollectionConfigurations")
        yield from _repeated(collections, "CollectionName")
    for _, cluster in clusters(step):
        yield from _repeated(elements(cluster, "InstancePreferences"), "InstanceType")


def _repeated(entries: Iterable[Node], member: str) -> Iterator[Problem]:
    seen: dict[str, Node] = {}
    for entry in entries:
        name = entry.get(member)
        if name is None or not isinstance(name.value, str):
            continue
        first = seen.setdefault(name.value, name)
        if first is not name:
            yield Problem(
                name.place,
                f"{named(name)} {shown(name.value)} is used twice",
                hint="give it another name",
                related=((first.place, "the first one"),),
            )
