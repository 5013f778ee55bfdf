"""Texts of a `Get` that are no path, or begin with no namespace."""

from __future__ import annotations

from pipelint import Problem, Reference, rule
from pipelint_rules._suggest import did_you_mean
from pipelint_rules.ref._marks import fault_of, segment_place, unresolved, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Place

_PROPERTIES = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-properties.html"
_PARAMETERS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-parameters.html"


def _reads(path: str) -> str:
    return (
        '[{"Name": "Prep", "Type": "Processing"}, {"Name": "Tell", "Type": "Lambda", "Arguments":'
        f' {{"uri": {{"Get": "{path}"}}}}}}]'
    )


@rule(
    "REF001",
    on=Reference,
    among=unresolved("unnamed", "malformed"),
    stage="create",
    evidence="E3",
    since="0.1",
    source=_PROPERTIES,
    bad=[
        _reads("Steps.Prep.ProcessingOutputConfig.Outputs«['train'»"),
        _reads("Steps.Prep«.».ProcessingJobName"),
        _reads("Steps.Prep.ProcessingJobName«]»"),
        _reads("Parameters«.»"),
        '[{"Name": "Tell", "Type": "Lambda", "Arguments": {"step": {"Get": «"Execution"»}}}]',
    ],
    good=[_reads("Steps.Prep.ProcessingOutputConfig.Outputs[0].S3Output.S3Uri")],
)
def broken_reference(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """The text of a `Get` is no path: a bracket is not closed, or a name is missing.

    A path is a namespace, a name, and accessors: `.member`, `[0]` for an element of a list, and
    `['name']` for a named element or an entry of a map:

        {"Get": "Steps.Prep.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri"}

    The service refuses a definition with another text; its answer is not published. With the SDK,
    write `step.properties.…` and let it make the text.
    """
    fault = reference.get_path.fault
    if fault_of(reference, facts, "malformed") and fault is not None and fault.certain:
        place = reference.mark(fault.start, fault.end)
        yield Problem(place, fault.message, hint=fault.hint)
    unnamed = fault_of(reference, facts, "unnamed")
    if unnamed is not None and unnamed.segment is None:
        message = f"'{reference.text}' is followed by no name"
        yield Problem(whole(reference), message, hint=_form(reference))


def _form(reference: Reference) -> str:
    names = {"Steps": "<step>.<property>", "Parameters": "<parameter>", "Execution": "<variable>"}
    return f"write '{reference.root}.{names.get(reference.root, '<name>')}'"


@rule(
    "REF002",
    on=Reference,
    among=unresolved("unnamed", "malformed", "unknown-root"),
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_PROPERTIES,
    bad=[
        _reads("Steps.Prep.ProcessingOutputConfig.Outputs«[train]».S3Output.S3Uri"),
        _reads("Steps.Prep.ProcessingOutputConfig.Outputs«[-1]».S3Output.S3Uri"),
        _reads("Steps.Prep.ProcessingOutputConfig.Outputs«[*]».S3Output.S3Uri"),
        _reads("Steps.Prep.ProcessingOutputConfig.Outputs«[ 0 ]».S3Output.S3Uri"),
        _reads("Steps[«'Prep'»].ProcessingJobName"),
        _reads("«$.»Steps.Prep.ProcessingJobName"),
    ],
    good=[_reads("Steps.Prep.ProcessingOutputConfig.Outputs[0].S3Output.S3Uri")],
)
def unusual_reference(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A path is written in a way that no known producer uses.

    The paths of definitions look like JsonPath, and the documentation calls them so. But every
    SDK and editor writes only `.member`, `[0]` and `['name']` with single quotes: no double quotes,
    no blanks inside brackets, no `$`, no negative indexes, no `[*]` or slices. What the service
    makes of those is not known; that it refuses them, or finds nothing at run time, is likely.
    """
    fault = reference.get_path.fault
    if fault_of(reference, facts, "malformed") and fault is not None and not fault.certain:
        yield Problem(reference.mark(fault.start, fault.end), fault.message, hint=fault.hint)
    unnamed = fault_of(reference, facts, "unnamed")
    if unnamed is not None and unnamed.segment is not None:
        yield Problem(
            segment_place(reference, unnamed.segment),
            f"the name after '{reference.root}' stands in brackets",
            hint=f"write '{reference.root}.{unnamed.segment.text}'",
        )
    if reference.text.startswith("$.") and fault_of(reference, facts, "unknown-root"):
        place = reference.mark(0, 2)
        yield Problem(place, "a reference does not begin with '$'", hint="leave out '$.'")


@rule(
    "REF003",
    on=Reference,
    among=unresolved("unknown-root"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_PARAMETERS,
    bad=[
        _reads("«Step».Prep.ProcessingJobName"),
        _reads("«steps».Prep.ProcessingJobName"),
        _reads("«Prep».ProcessingJobName"),
        _reads("«Param».Mode"),
        '[{"Name": "Tell", "Type": "Lambda", "Arguments": {"step": {"Get": «""»}}}]',
    ],
    good=[_reads("Steps.Prep.ProcessingJobName"), _reads("Execution.PipelineName")],
)
def unknown_namespace(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference begins with a word that is none of the namespaces.

    There are `Parameters`, `Execution`, `Steps`, `PipelineExperimentConfig`, and inside of
    a ForEach `ForEach` and `IterationOutput`, spelt like this. A step or parameter is never named
    without its namespace: `{"Get": "Steps.Prep.ProcessingJobName"}`, `{"Get": "Parameters.Mode"}`.

    The service refuses a definition with a reference that names nothing; its text is not published.
    """
    fault = fault_of(reference, facts, "unknown-root")
    if fault is None or reference.text.startswith("$.") or _is_selector_field(reference):
        return
    root = reference.root
    if root:
        message = f"'{root}' is no namespace"
    elif reference.text:
        message = "a reference begins with a namespace"
    else:
        message = "the reference is empty"
    yield Problem(_root_place(reference), message, hint=_instead(reference, facts, fault.known))


def _root_place(reference: Reference) -> Place:
    return reference.mark(0, len(reference.root)) if reference.root else whole(reference)


def _instead(reference: Reference, facts: Facts, namespaces: tuple[str, ...]) -> str | None:
    root = reference.root.strip()
    if root in facts.steps:
        return f"write 'Steps.{reference.text}'"
    if root in facts.parameters:
        return f"write 'Parameters.{root}'"
    return did_you_mean(root, namespaces)


def _is_selector_field(reference: Reference) -> bool:
    # Which scopes that may have is judged with the rest of the selector.
    parent = reference.parent
    return reference.key == "Field" and parent is not None and parent.key == "Selector"
