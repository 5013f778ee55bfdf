"""Property paths: members that do not exist, wrong accessors, ends that are no value."""

from __future__ import annotations

from pipelint import Problem, Reference, Step, rule
from pipelint.catalog import shape
from pipelint_rules._suggest import did_you_mean, one_of
from pipelint_rules.ref._marks import (
    after,
    before,
    fault_of,
    holder_of,
    segment_place,
    unresolved,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Segment, Unresolved
    from pipelint.catalog import Shape

_PROPERTIES = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-properties.html"

#: Names that the SDK's notebook step gives to properties of its training job.
_ALIASES = {
    "ComputingJobName": "TrainingJobName",
    "ComputingJobStatus": "TrainingJobStatus",
    "NotebookJobInputLocation": "InputDataConfig[0].DataSource.S3DataSource.S3Uri",
    "NotebookJobOutputLocationPrefix": "OutputDataConfig.S3OutputPath",
    "InputNotebookName": "Environment['SM_INPUT_NOTEBOOK_NAME']",
    "OutputNotebookName": "Environment['SM_OUTPUT_NOTEBOOK_NAME']",
}
_OUTPUTS = "Steps.Prep.ProcessingOutputConfig.Outputs"


def _reads(path: str) -> str:
    return (
        '[{"Name": "Train", "Type": "Training"}, {"Name": "Bias", "Type": "ClarifyCheck"},'
        ' {"Name": "Prep", "Type": "Processing", "Arguments": {"ProcessingOutputConfig":'
        ' {"Outputs": [{"OutputName": "train"}]}}}, {"Name": "Pick", "Type": "Lambda",'
        ' "OutputParameters": [{"OutputName": "n", "OutputType": "String"}]},'
        f' {{"Name": "Tell", "Type": "Lambda", "Arguments": {{"value": {{"Get": "{path}"}}}}}}]'
    )


@rule(
    "REF011",
    on=Reference,
    among=unresolved("unknown-property"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_PROPERTIES,
    bad=[
        _reads("Steps.Train.ModelArtifacts.«S3ModelArtifact»"),
        _reads("Steps.Train.«properties».ModelArtifacts.S3ModelArtifacts"),
        _reads("Steps.Pick.«Outputs»['n']"),
        _reads("Steps.Bias.«BaselineUsedForDriftCheckStatistics»"),
        _reads("Steps.Prep.«Outputs»['train'].S3Output.S3Uri"),
    ],
    good=[
        _reads("Steps.Train.ModelArtifacts.S3ModelArtifacts"),
        _reads("Steps.Pick.OutputParameters['n']"),
        _reads("Steps.Bias.BaselineUsedForDriftCheckConstraints"),
        _reads(f"{_OUTPUTS}['train'].S3Output.S3Uri"),
    ],
)
def unknown_property(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference reads a property that the step does not have.

    The properties of a step are the members of the API's response that describes what it made:
    DescribeTrainingJob of a Training step, DescribeProcessingJob of a Processing step, and so on,
    spelt as in the API. A Condition step has `Outcome`; a Lambda or Callback step has
    `OutputParameters['name']`; a ClarifyCheck step has `CalculatedBaselineConstraints` and
    `BaselineUsedForDriftCheckConstraints`, a QualityCheck step the same of `…Statistics` as well.

    The service refuses a path that leads nowhere, or the step fails that reads it; no text is
    published. In Python one writes `step.properties.ModelArtifacts`, in the definition without
    `properties`. Where a response has the member since a few days only, the catalog may be older:
    `pipelint --version` names its date.
    """
    fault = fault_of(reference, facts, "unknown-property")
    if fault is None or fault.segment is None:
        return
    target = facts.resolution(reference).target
    yield Problem(
        segment_place(reference, fault.segment),
        f"{_owner(reference, fault, target)} has no property '{fault.segment.text}'",
        hint=_instead(reference, fault, target),
        severity=None if _is_sure(fault, target) else "warning",
    )


def _owner(reference: Reference, fault: Unresolved, target: object) -> str:
    assert fault.segment is not None
    if fault.shape is None and isinstance(target, Step) and fault.segment in reference.segments[:1]:
        return f"{target.label}, a {target.type} step,"
    return holder_of(reference, fault.segment)


def _is_sure(fault: Unresolved, target: object) -> bool:
    # How EMR Serverless properties are spelt, and what an EMR step offers beside its API, is open.
    if fault.shape is None:
        return not isinstance(target, Step) or target.type not in ("EMR", "EMRServerless")
    return not fault.shape.either_case


def _instead(reference: Reference, fault: Unresolved, target: object) -> str | None:
    segment = fault.segment
    assert segment is not None
    start, end = before(reference, segment), after(reference, segment)
    if segment.text.lower() in ("properties", "arguments"):
        return f"leave out '.{segment.text}': '{start}{end}'"
    if isinstance(target, Step) and fault.shape is None:
        special = _of_step(target, segment, end)
        if special is not None:
            return f"write '{start}.{special}'"
    return did_you_mean(segment.text, fault.known) or one_of(fault.known)


def _of_step(step: Step, segment: Segment, rest: str) -> str | None:
    """What is meant by a first member that the step does not have."""
    if any(output.name == segment.text for output in step.outputs):
        return f"OutputParameters['{segment.text}']"
    if step.definition is not None and "OutputParameters" in step.definition.roots:
        return f"OutputParameters{rest}" if rest.startswith("[") else None
    if step.type == "Training" and segment.text in _ALIASES:
        return _ALIASES[segment.text]
    return _deeper(step, segment.text, rest)


def _deeper(step: Step, member: str, rest: str) -> str | None:
    """The same member one level further down in the response."""
    for name in () if step.definition is None else step.definition.properties:
        response = shape(name)
        for outer in response.members:
            inner = response.member(outer)
            if inner is not None and inner.kind == "structure" and inner.member(member):
                return f"{outer}.{member}{rest}"
    return None


@rule(
    "REF015",
    on=Reference,
    among=unresolved("accessor-kind"),
    stage="create",
    evidence="E3",
    since="0.1",
    source=_PROPERTIES,
    bad=[
        _reads(f"{_OUTPUTS}.«S3Output».S3Uri"),
        _reads("Steps.Train.HyperParameters[«0»]"),
        _reads("Steps.Train.VpcConfig.Subnets[«'a'»]"),
        _reads("Steps.Pick.OutputParameters[«0»]"),
    ],
    good=[
        _reads(f"{_OUTPUTS}['train'].S3Output.S3Uri"),
        _reads("Steps.Train.HyperParameters['epochs']"),
        _reads("Steps.Train.VpcConfig.Subnets[0]"),
    ],
)
def wrong_accessor(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A path picks a part of a value that has no such parts.

    A list wants an element before its members: `[0]`, or `['name']` where its elements have names.
    An entry of a map has a key, `['key']`, and no index. Elements that are plain strings have no
    names. The text that the service answers is not published.
    """
    fault = fault_of(reference, facts, "accessor-kind")
    if fault is not None and fault.segment is not None and _meant(reference, fault) is None:
        message, hint = _wrong(reference, fault)
        yield Problem(segment_place(reference, fault.segment), message, hint=hint)


def _wrong(reference: Reference, fault: Unresolved) -> tuple[str, str | None]:
    segment = fault.segment
    assert segment is not None
    holder, start, end = holder_of(reference, segment), before(reference, segment), ""
    kind = "map" if fault.shape is None else fault.shape.kind
    if holder == "'IterationOutputs'":
        return f"{holder} wants an index", f"write '{start}[0]'"
    if kind == "list" and segment.kind == "member":
        named = f"['{fault.known[0]}']" if fault.known else "[0]"
        end = f".{segment.text}{after(reference, segment)}"
        return f"{holder} is a list, name an element of it first", f"write '{start}{named}{end}'"
    if kind == "list":
        return f"the elements of {holder} have no names", f"write '{start}[0]'"
    return f"the entries of {holder} have names, no indexes", one_of(fault.known)


@rule(
    "REF016",
    on=Reference,
    among=unresolved("accessor-kind"),
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_PROPERTIES,
    bad=[
        _reads("Steps.Train.ModelArtifacts[«'S3ModelArtifacts'»]"),
        _reads("Steps.Train.HyperParameters.«epochs»"),
        _reads(f"{_OUTPUTS}.«train».S3Output.S3Uri"),
        _reads("Steps.Pick.OutputParameters.«n»"),
    ],
    good=[
        _reads("Steps.Train.ModelArtifacts.S3ModelArtifacts"),
        _reads("Steps.Train.HyperParameters['epochs']"),
        _reads("Steps.Pick.OutputParameters['n']"),
    ],
)
def unusual_accessor(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A path writes a member where a name in brackets belongs, or the other way round.

    In JsonPath `.x` and `['x']` are the same. In definitions every known producer writes `.x` for
    a member of the API's response, and `['x']` for the name of a list's element, an entry of a map
    or an output. Whether the service takes one for the other is not known.
    """
    fault = fault_of(reference, facts, "accessor-kind")
    meant = None if fault is None else _meant(reference, fault)
    if fault is None or fault.segment is None or meant is None:
        return
    path = before(reference, fault.segment) + meant
    yield Problem(
        segment_place(reference, fault.segment),
        f"'{fault.segment.text}' is written as {_KINDS[fault.segment.kind]}",
        hint=f"write '{path}{after(reference, fault.segment)}'",
    )


_KINDS = {"member": "a member", "key": "a name in brackets", "index": "an index"}


def _meant(reference: Reference, fault: Unresolved) -> str | None:
    """The accessor that is certainly meant, None where that cannot be told."""
    segment, here = fault.segment, fault.shape
    assert segment is not None
    if segment.kind == "index":
        return None
    if here is None:
        # A first member, an output, or a property file.
        is_output = segment.kind == "member" and holder_of(reference, segment) in _NAMING
        if segment.kind == "key":
            return f".{segment.text}"
        return f"['{segment.text}']" if is_output else None
    if here.kind == "structure":
        return f".{segment.text}"
    if segment.kind == "member" and (here.kind == "map" or _names_element(here, fault)):
        return f"['{segment.text}']"
    is_index = here.kind == "list" and segment.text.isdecimal()
    return f"[{segment.text}]" if is_index else None


_NAMING = ("'OutputParameters'", "'ActionArns'", "'ArtifactArns'", "'ContextArns'")


def _names_element(here: Shape, fault: Unresolved) -> bool:
    """Whether a member that follows a list is the name of one of its elements."""
    assert fault.segment is not None
    return fault.segment.text in fault.known


def _ending_on_container(facts: Facts) -> list[Reference]:
    return [each for each in facts.index[Reference] if facts.resolution(each).type in _CONTAINERS]


_CONTAINERS = {"Structure": "an object", "List": "a list", "Map": "a map"}


@rule(
    "REF017",
    on=Reference,
    among=_ending_on_container,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_PROPERTIES,
    bad=[
        _reads("Steps.Train.«ModelArtifacts»"),
        _reads(f"{_OUTPUTS}[«'train'»]"),
        _reads("Steps.Train.«HyperParameters»"),
    ],
    good=[_reads("Steps.Train.ModelArtifacts.S3ModelArtifacts")],
)
def container_property(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A path ends on an object, a list or a map.

    A reference gives a single value: a string, a number or a boolean. What the service does with
    a path that ends before one is not known; an argument cannot take it. Go on to the member that
    is meant, for instance from `ModelArtifacts` to `ModelArtifacts.S3ModelArtifacts`.
    """
    found = facts.resolution(reference)
    if facts.expected(reference) in _CONTAINERS:
        return  # the place has its own finding
    assert found.shape is not None
    yield Problem(
        segment_place(reference, reference.segments[-1]),
        f"'{reference.text}' is {_CONTAINERS[found.type]}, a reference gives a single value",
        hint=_onward(reference, found.shape),
    )


def _onward(reference: Reference, end: Shape) -> str:
    if end.kind == "list":
        return f"write '{reference.text}[0]'"
    if end.kind == "map":
        return f"write '{reference.text}['<key>']'"
    return f"write '{reference.text}.{next(iter(end.members), '<member>')}'"
