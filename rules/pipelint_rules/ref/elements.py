"""Outputs and other elements of lists and maps that a path names or counts."""

from __future__ import annotations

from pipelint import Parameter, Problem, Reference, Step, rule
from pipelint_rules._suggest import did_you_mean, one_of
from pipelint_rules.ref._marks import (
    after,
    before,
    fault_of,
    holder_of,
    listed,
    mentioning,
    segment_place,
    unresolved,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Unresolved

_PROPERTIES = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-properties.html"
_STEPS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_OUTPUTS = "Steps.Prep.ProcessingOutputConfig.Outputs"

#: More names than these are not part of a message.
_MAX_LISTED = 8


def _reads(path: str) -> str:
    return (
        '[{"Name": "Prep", "Type": "Processing", "Arguments": {"ProcessingOutputConfig":'
        ' {"Outputs": [{"OutputName": "train"}, {"OutputName": "test"}]}}}, {"Name": "Train",'
        ' "Type": "Training", "Arguments": {"InputDataConfig": [{"ChannelName": "train"}],'
        ' "HyperParameters": {"epochs": "3"}, "VpcConfig": {"Subnets": ["subnet-1"]}}},'
        ' {"Name": "Tune", "Type": "Tuning", "Arguments": {"HyperParameterTuningJobConfig":'
        ' {"ResourceLimits": {"MaxNumberOfTrainingJobs": 20}}}}, {"Name": "Pick",'
        ' "Type": "Lambda", "OutputParameters": [{"OutputName": "image", "OutputType": "String"}]},'
        ' {"Name": "Spark", "Type": "EMR", "Arguments": {"StepConfig": {"HadoopJarStep":'
        ' {"Args": ["a"]}}}},'
        f' {{"Name": "Tell", "Type": "Lambda", "Arguments": {{"value": {{"Get": "{path}"}}}}}}]'
    )


@rule(
    "REF012",
    on=Reference,
    among=unresolved("unknown-output", "unknown-element"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_PROPERTIES,
    bad=[
        _reads(f"{_OUTPUTS}[«'trian'»].S3Output.S3Uri"),
        _reads("Steps.Pick.OutputParameters[«'Image'»]"),
        _reads("Steps.Pick.«OutputParameters»"),
    ],
    good=[
        _reads(f"{_OUTPUTS}['train'].S3Output.S3Uri"),
        _reads("Steps.Pick.OutputParameters['image']"),
    ],
)
def unknown_output(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference reads an output that the step does not declare.

    An output of a Processing step has the `OutputName` that its `ProcessingOutputConfig` gives it,
    one of a Lambda or Callback step the `OutputName` of its `OutputParameters`; both with case.
    Nothing checks the name when the pipeline is built; the step that reads it fails, after the
    steps before it were paid for.

    Use a declared name, or declare the output: in SDK words `ProcessingOutput(output_name="…")`,
    `LambdaOutput(output_name="…")`. Without an `output_name` the SDK numbers them: `output-1`.
    """
    fault = fault_of(reference, facts, "unknown-output", "unknown-element")
    if fault is None or fault.segment is None or not _is_output(fault):
        return
    target = facts.resolution(reference).target
    label = target.label if isinstance(target, Step) else "the step"
    name, accessor = fault.segment.text, holder_of(reference, fault.segment).strip("'")
    if fault.segment.kind != "key":
        message, hint = f"'{name}' is followed by no output", one_of(fault.known)
    else:
        message, hint = _declared(label, fault), did_you_mean(name, fault.known)
        near = None if hint is None else hint.split("'")[1]
        hint = hint and f"did you mean {accessor}['{near}']?"
    yield Problem(segment_place(reference, fault.segment), message, hint=hint)


def _is_output(fault: Unresolved) -> bool:
    return fault.shape is None or fault.shape.name == "ProcessingOutputs"


def _declared(label: str, fault: Unresolved) -> str:
    assert fault.segment is not None
    known, name = list(dict.fromkeys(fault.known)), fault.segment.text
    count = len(known)
    if not count or count > _MAX_LISTED:
        return f"{label} declares no output '{name}'"
    outputs = "output" if count == 1 else "outputs"
    return f"{label} declares the {outputs} {listed(known)}, no '{name}'"


@rule(
    "REF018",
    on=Reference,
    among=unresolved("unknown-element"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_PROPERTIES,
    bad=[_reads("Steps.Train.InputDataConfig[«'test'»].ContentType")],
    good=[_reads("Steps.Train.InputDataConfig[0].ContentType")],
)
def unknown_element(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference names an input, a channel or another element that the step does not give.

    The response repeats the request, so it has the elements that the step's arguments have: inputs
    by `InputName`, channels by `ChannelName`. The step that reads another one fails. For
    lists to which the service may add elements of its own this is a warning.
    """
    fault = fault_of(reference, facts, "unknown-element")
    if fault is None or fault.segment is None or fault.shape is None or _is_output(fault):
        return
    names = f", it has {listed(fault.known)}" if 0 < len(fault.known) <= _MAX_LISTED else ""
    yield Problem(
        segment_place(reference, fault.segment),
        f"{holder_of(reference, fault.segment)} has no element '{fault.segment.text}'{names}",
        hint=did_you_mean(fault.segment.text, fault.known),
        severity=None if fault.shape.name in _REPEATED else "warning",
    )


#: The lists that the service repeats as they are.
_REPEATED = ("ProcessingInputs", "InputDataConfig")


def _named_doubtfully(facts: Facts) -> list[Reference]:
    return [each for each in facts.index[Reference] if facts.resolution(each).unconfirmed]


@rule(
    "REF019",
    on=Reference,
    among=_named_doubtfully,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_PROPERTIES,
    bad=[_reads("Steps.Train.InputDataConfig[«'train'»].DataSource.S3DataSource.S3Uri")],
    good=[
        _reads("Steps.Train.InputDataConfig[0].DataSource.S3DataSource.S3Uri"),
        _reads(f"{_OUTPUTS}['train'].S3Output.S3Uri"),
    ],
)
def unconfirmed_element_name(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """An element is named in a list of which it is not known that it takes names.

    The documentation names elements in three lists: `ProcessingOutputConfig.Outputs['train']`,
    `ProcessingInputs['data']` and `FinalMetricDataList['val:acc']`. Whether the service finds an
    element of another list by its name is not known. An index is safe: `InputDataConfig[0]`.
    """
    segment = facts.resolution(reference).unconfirmed
    if segment is not None:
        yield Problem(
            segment_place(reference, segment),
            f"it is not known that elements of {holder_of(reference, segment)} have names",
            hint=f"write the index, '{before(reference, segment)}[0]"
            f"{after(reference, segment)}' for the first",
        )


def _counting(facts: Facts) -> Iterator[Reference]:
    yield from facts.unresolved("index-out-of-range")
    for reference in mentioning("TrainingJobSummaries[")(facts):
        if facts.resolution(reference).fault is None:
            yield reference


@rule(
    "REF020",
    on=Reference,
    among=_counting,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_STEPS,
    bad=[
        _reads("Steps.Tune.TrainingJobSummaries[«50»].TrainingJobName"),
        _reads("Steps.Tune.TrainingJobSummaries[«20»].TrainingJobName"),
        _reads("Steps.Train.VpcConfig.Subnets[«1»]"),
        _reads("Steps.Spark.Config.Args[«1»]"),
    ],
    good=[
        _reads("Steps.Tune.TrainingJobSummaries[19].TrainingJobName"),
        _reads("Steps.Train.VpcConfig.Subnets[0]"),
        _reads("Steps.Spark.Config.Args[0]"),
    ],
)
def index_out_of_range(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A path counts further than the list goes.

    Indexes begin with 0. `TrainingJobSummaries` of a Tuning step holds its best training jobs: "at
    most the top 50 versions are available", and never more than `MaxNumberOfTrainingJobs`, so the
    last is `[49]` or less. A list that the step's own arguments give has as many elements as there.
    The step that reads further fails.
    """
    fault = facts.resolution(reference).fault
    if fault is None:
        yield from _beyond_default(reference, facts)
    elif fault.kind == "index-out-of-range" and fault.segment is not None:
        holder, count = holder_of(reference, fault.segment), int(fault.known[0])
        yield Problem(
            segment_place(reference, fault.segment),
            f"{holder} has {_counted(holder, count)}, this is number {int(fault.segment.text) + 1}",
            hint=f"the last index is {count - 1}" if count else None,
        )


def _counted(holder: str, count: int) -> str:
    most = "at most " if holder == "'TrainingJobSummaries'" else ""
    return f"{most}{count or 'no'} {'element' if count == 1 else 'elements'}"


def _beyond_default(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A summary that a tuning has only if a start raises the parameter that limits its jobs."""
    segments, target = reference.segments, facts.resolution(reference).target
    is_summary = len(segments) > 1 and segments[0].text == "TrainingJobSummaries"
    if not is_summary or segments[1].kind != "index" or not isinstance(target, Step):
        return
    limits = ("HyperParameterTuningJobConfig", "ResourceLimits", "MaxNumberOfTrainingJobs")
    limit = target.get("Arguments", *limits)
    parameter = facts.resolution(limit).target if isinstance(limit, Reference) else None
    default = parameter.default if isinstance(parameter, Parameter) else None
    if default is None or type(default.value) is not int:
        return
    if default.value <= int(segments[1].text):
        yield Problem(
            segment_place(reference, segments[1]),
            f"{target.label} runs {default.value} jobs by default, this is number "
            f"{int(segments[1].text) + 1} of them",
            related=((default.place, "the default number of jobs"),),
            severity="warning",
        )


@rule(
    "REF021",
    on=Reference,
    among=unresolved("unknown-key"),
    severity="warning",
    stage="run",
    evidence="E3",
    since="0.1",
    source=_PROPERTIES,
    bad=[
        _reads("Steps.Train.HyperParameters[«'epoch'»]"),
        '[{"Name": "Log", "Type": "Lineage", "Arguments": {"Artifacts": [{"ArtifactName": "m"}]}},'
        ' {"Name": "Tell", "Type": "Lambda", "Arguments":'
        """ {"a": {"Get": "Steps.Log.ArtifactArns[«'model'»]"}}}]""",
    ],
    good=[_reads("Steps.Train.HyperParameters['epochs']")],
)
def unknown_map_key(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference reads an entry of a map that the step does not give.

    Hyperparameters, environment variables and the like come back as the step gave them, and
    `ArtifactArns` of a Lineage step holds the entities that it makes. An entry that the service or
    the algorithm may have added is possible, therefore a warning; else the step that reads it
    fails.
    """
    fault = fault_of(reference, facts, "unknown-key")
    if fault is not None and fault.segment is not None:
        name = fault.segment.text
        yield Problem(
            segment_place(reference, fault.segment),
            f"the step gives {holder_of(reference, fault.segment)} no entry '{name}'",
            hint=did_you_mean(name, fault.known) or one_of(sorted(fault.known)),
        )


@rule(
    "REF023",
    on=Reference,
    among=unresolved("nested-output"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_STEPS,
    bad=[
        _reads("Steps.Pick.OutputParameters['image'][«'uri'»]"),
        _reads("Steps.Pick.OutputParameters['image'].«uri»"),
    ],
    good=[_reads("Steps.Pick.OutputParameters['image']")],
)
def nested_output(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference reads inside of an output of a Lambda or Callback step.

    Each output is a string, a number or a boolean. An object that a function returns becomes a
    string of JSON, and a path into it ends the step with a "non-retryable client error".

    Return the inner value as an output of its own and declare it in `OutputParameters`; in the
    function `return {"image_uri": …}` instead of `return {"image": {"uri": …}}`.
    """
    fault = fault_of(reference, facts, "nested-output")
    if fault is not None and fault.segment is not None:
        yield Problem(
            segment_place(reference, fault.segment),
            f"'{before(reference, fault.segment)}' is a single value, nothing can follow it",
            hint=f"return '{fault.segment.text}' as an output of its own",
        )
