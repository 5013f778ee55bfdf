"""Property files: their declaration, and the references to them."""

from __future__ import annotations

from pipelint import Expression, Problem, PropertyFile, Reference, Step, rule
from pipelint_rules._suggest import did_you_mean, one_of, suggest
from pipelint_rules.ref._marks import fault_of, listed, segment_place, unresolved, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint import Facts, Node

_FILES = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-propertyfile.html"

_OUTPUT = '{"OutputName": "evaluation", "S3Output": {"LocalPath": "/opt/ml/processing/evaluation"}}'


def _eval(name: str = "Report", output: str = '"evaluation"', path: str = '"e.json"') -> str:
    return (
        '{"Name": "Eval", "Type": "Processing", "Arguments": {"ProcessingOutputConfig":'
        f' {{"Outputs": [{_OUTPUT}]}}}}, "PropertyFiles": [{{"PropertyFileName": "{name}",'
        f' "OutputName": {output}, "FilePath": {path}}}]}}'
    )


def _value(value: str) -> str:
    return f'{{"Name": "Tell", "Type": "Lambda", "Arguments": {{"auc": {value}}}}}'


def _read(reference: str) -> str:
    return _value(f'{{"Std:JsonGet": {{"PropertyFile": {reference}, "Path": "auc"}}}}')


@rule(
    "REF024",
    on=Reference,
    among=unresolved("unknown-property-file"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_FILES,
    bad=[
        f'[{_eval()}, {_read("""{"Get": "Steps.Eval.PropertyFiles.«Raport»"}""")}]',
        f'[{_eval()}, {{"Name": "Prep", "Type": "Processing"}},'
        f' {_read("""{"Get": "Steps.Prep.PropertyFiles.«Report»"}""")}]',
        '[{"Name": "Train", "Type": "Training"},'
        f' {_read("""{"Get": "Steps.Train.PropertyFiles.«Report»"}""")}]',
    ],
    good=[f'[{_eval()}, {_read("""{"Get": "Steps.Eval.PropertyFiles.Report"}""")}]'],
)
def unknown_property_file(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A `Std:JsonGet` names a property file that the step does not declare.

    A Processing step lists its property files in `PropertyFiles`; no other type of step has any.
    The SDK does not look: a `PropertyFile` that is used in a `JsonGet`, and not given to the
    step as `property_files=[…]`, gets into the definition as a reference to nothing. Its local
    mode says `Invalid JsonGet function … in step 'Cond'. Property file reference 'Report' is
    undefined in step 'Eval'.`

    Declare the file at the step that writes it, or name that step.
    """
    fault = fault_of(reference, facts, "unknown-property-file")
    step = facts.resolution(reference).target
    if fault is None or fault.segment is None or not isinstance(step, Step):
        return
    name = fault.segment.text
    message = f"{step.label} declares no property file '{name}'"
    if step.type != "Processing":
        message = f"{step.label} is a {step.type} step, only Processing steps have property files"
    owners = [each for each in _declaring(name, facts) if each is not step]
    place = segment_place(reference, fault.segment)
    if owners:
        yield Problem(
            place,
            message,
            hint=f"{owners[0].label} declares it, write"
            f" 'Steps.{owners[0].name}.PropertyFiles.{name}'",
            related=tuple((owner.lacking, "the step that declares it") for owner in owners[:1]),
        )
    else:
        yield Problem(place, message, hint=_instead(step, name, fault.known))


def _declaring(name: str, facts: Facts) -> Iterator[Step]:
    for file in facts.index[PropertyFile]:
        if file.name == name and file.step is not None and file.step.name is not None:
            yield file.step


def _instead(step: Step, name: str, known: Sequence[str]) -> str | None:
    if step.type != "Processing":
        return None
    return (
        did_you_mean(name, known) or one_of(known) or f"add it to 'PropertyFiles' of {step.label}"
    )


@rule(
    "REF025",
    on=Reference,
    among=unresolved("property-file"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_FILES,
    bad=[
        f'[{_eval()}, {_value("""{"Get": «"Steps.Eval.PropertyFiles.Report"»}""")}]',
        f'[{_eval()}, {_read("""{"Get": «"Steps.Eval.ProcessingJobName"»}""")}]',
        f'[{_eval()}, {_read("""{"Get": «"Execution.PipelineName"»}""")}]',
    ],
    good=[f'[{_eval()}, {_read("""{"Get": "Steps.Eval.PropertyFiles.Report"}""")}]'],
)
def misplaced_property_file(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A property file is used as a value, or something else as a property file.

    `Steps.<step>.PropertyFiles.<name>` is what the `PropertyFile` of a `Std:JsonGet` wants, and it
    has a meaning there alone: it is a file, not a value. To use a value of the file, write

        {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Eval.PropertyFiles.Report"}, "Path": "auc"}}

    To pass the file itself to a step, read the output that it belongs to:
    `Steps.Eval.ProcessingOutputConfig.Outputs['evaluation'].S3Output.S3Uri`.
    """
    if fault_of(reference, facts, "property-file") is None:
        return
    if reference.in_property_file:
        form = "'Steps.<step>.PropertyFiles.<name>'"
        message = "'PropertyFile' is a reference to something else than a property file"
        yield Problem(whole(reference), message, hint=f"write {form}")
    else:
        message = f"'{reference.text}' is a file, not a value"
        hint = "read a value of it with 'Std:JsonGet', or read the output that it belongs to"
        yield Problem(whole(reference), message, hint=hint)


@rule(
    "REF026",
    on=PropertyFile,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_FILES,
    bad=[
        f"""[{_eval(output='«"evaluations"»')}]""",
        '[{"Name": "Eval", "Type": "Processing", "Arguments": {}, "PropertyFiles":'
        ' [{"PropertyFileName": "Report", "OutputName": «"out"», "FilePath": "e.json"}]}]',
    ],
    good=[f"[{_eval()}]"],
)
def property_file_without_output(file: PropertyFile, facts: Facts) -> Iterator[Problem]:
    """A property file belongs to an output that its step does not have.

    `OutputName` is the name of one of the outputs in `ProcessingOutputConfig`, with case; the file
    is read from where that output is uploaded to. The SDK's local mode says `Processing output
    name 'x' defined in property file 'y' not found in processing step 'z'.`; on the service the
    step that reads the file fails.
    """
    step, name = file.step, file.get("OutputName")
    if step is None or step.type != "Processing" or name is None or step.arguments is None:
        return
    names = _output_names(step)
    if names is None or not isinstance(name.value, str) or name.value in names:
        return
    outputs = f"has the outputs {listed(names)}" if names else "has no outputs"
    yield Problem(
        name.place,
        f"{step.label} {outputs}, no '{name.value}'",
        hint=suggest(name.value, names) if names else None,
    )


def _output_names(step: Step) -> list[str] | None:
    """The names of the outputs of a Processing step; None where not all are known."""
    config = step.get("Arguments", "ProcessingOutputConfig")
    outputs = step.get("Arguments", "ProcessingOutputConfig", "Outputs")
    if any(isinstance(node, Expression) for node in (step.arguments, config, outputs)):
        return None
    names = [output.literal("OutputName") for output in (() if outputs is None else outputs.items)]
    texts = [name for name in names if isinstance(name, str)]
    return texts if len(texts) == len(names) else None


@rule(
    "REF027",
    on=PropertyFile,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_FILES,
    bad=[
        f"""[{_eval(path='«"/opt/ml/processing/evaluation/e.json"»')}]""",
        f"""[{_eval(path='«"opt/ml/processing/evaluation/e.json"»')}]""",
        f"""[{_eval(path='«"/e.json"»')}]""",
        f"""[{_eval(path='«"./e.json"»')}]""",
        f"""[{_eval(path='«"s3://bucket/e.json"»')}]""",
    ],
    good=[f"[{_eval()}]", f"""[{_eval(path='"reports/e.json"')}]"""],
)
def absolute_property_file(file: PropertyFile, facts: Facts) -> Iterator[Problem]:
    """The `FilePath` of a property file is not relative to its output.

    The service joins `FilePath` to the S3 URI of the output: with
    `/opt/ml/processing/evaluation/e.json` it looks for a key that no step writes, and the step
    that reads the file fails after the job was paid for. The path inside of the container belongs
    to the output's `LocalPath`; what remains below that is the `FilePath`: `e.json`.
    """
    node = file.get("FilePath")
    if node is None or not isinstance(node.value, str):
        return
    path, local = node.value, _local_path(file)
    rest = path.strip("/")
    inside = bool(local) and (rest + "/").startswith(local + "/")
    if inside or path.startswith(("/", "./", "../", "s3://")):
        rest = rest[len(local) :].strip("/") if inside else rest.removeprefix("./")
        usable = rest and not rest.startswith(("s3:", "..", "opt/ml/"))
        yield Problem(
            node.place,
            f"'{path}' is not relative to the output '{file.literal('OutputName')}'",
            hint=f"write '{rest}'" if usable else "write the path below the output's 'LocalPath'",
        )


def _local_path(file: PropertyFile) -> str:
    """The path of the file's output in the container, without slashes at its ends."""
    step = file.step
    outputs = None if step is None else step.get("Arguments", "ProcessingOutputConfig", "Outputs")
    wanted = file.literal("OutputName")
    for output in () if outputs is None else outputs.items:
        local: Node | None = output.get("S3Output", "LocalPath")
        if output.literal("OutputName") == wanted and local is not None:
            return local.value.strip("/") if isinstance(local.value, str) else ""
    return ""
