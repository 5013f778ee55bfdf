"""Whether what a `Std:JsonGet` reads by its URI is written by then, and in JSON."""

from __future__ import annotations

from pipelint import Expression, Join, JsonGet, Problem, Reference, Step, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint import Facts, Node

_PASSING = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-propertyfile.html"


def _condition(json_get: str, more: str = "") -> str:
    return (
        f'{{"Name": "Good", "Type": "Condition", {more}"Arguments": {{"IfSteps": [], "ElseSteps":'
        ' [], "Conditions": [{"Type": "GreaterThan", "RightValue": 0.9, "LeftValue":'
        f' {{"Std:JsonGet": {json_get}}}}}]}}}}'
    )


_SCORE = (
    '{"Name": "Score", "Type": "Processing", "Arguments": {"ProcessingOutputConfig": {"Outputs":'
    ' [{"OutputName": "report", "S3Output": {"S3Uri": "s3://gate/reports"}}]}}}'
)
_TRAIN = (
    '{"Name": "Train", "Type": "Training",'
    ' "Arguments": {"OutputDataConfig": {"S3OutputPath": "s3://gate"}}}'
)
_VALUES = '{"Std:Join": {"On": "/", "Values": ["s3://gate/reports", "r.json"]}}'
_S3 = '{"S3Uri": ' + _VALUES + "}"


@rule(
    "REF032",
    on=JsonGet,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_PASSING,
    bad=[f"""[{_SCORE}, {_condition('{«"S3Uri"»: ' + _VALUES + "}")}]"""],
    good=[
        f"""[{_SCORE}, {_condition(_S3, '"DependsOn": ["Score"], ')}]""",
        f"""[{_TRAIN}, {_SCORE}, {_condition(_S3, '"DependsOn": ["Score"], ')}]""",
    ],
)
def unordered_json_read(json_get: JsonGet, facts: Facts) -> Iterator[Problem]:
    """A file is read by its S3 URI, and nothing makes the reader wait for the step that writes it.

    A `Std:JsonGet` with an `S3Uri` creates no dependency; only a reference to a step inside the
    URI does. Without one the reader may start before the file exists, or read that of an earlier
    execution. List the writer in `DependsOn`, in SDK words `depends_on=[step]`, or make the URI
    of the writer's output: `Steps.Score.ProcessingOutputConfig.Outputs['report'].S3Output.S3Uri`.
    """
    step, uri = json_get.step, json_get.s3_uri
    if step is None or uri is None or _reads_a_step(uri):
        return
    inner = json_get.get("Std:JsonGet")
    assert inner is not None
    earlier = facts.runs_before(step)
    writers = _writers(_text(uri), facts)
    if writers and earlier.isdisjoint(writers) and step not in writers:
        writer = writers[0]
        yield Problem(
            inner.key_of("S3Uri"),
            f"{step.label} reads what {writer.label} writes, and does not wait for it",
            hint=f"add '{writer.name}' to its 'DependsOn'",
            related=((writer.lacking, "the step that writes there"),),
        )
    elif not writers and not earlier and len(facts.index[Step]) > 1 + _inside(step, facts):
        yield Problem(
            inner.key_of("S3Uri"),
            f"{step.label} reads a file and waits for no step",
            hint="add the step that writes the file to its 'DependsOn'",
        )


def _reads_a_step(uri: Node) -> bool:
    return any(isinstance(node, Reference) and node.root == "Steps" for node in uri.walk())


def _inside(step: Step, facts: Facts) -> int:
    """How many steps stand in the lists of a step."""
    return sum(other.parent_step is step for other in facts.index[Step])


def _writers(text: str | None, facts: Facts) -> list[Step]:
    """The steps with an output at the URI, or at the innermost folder of those it lies in."""
    found: list[Step] = []
    longest = 0
    steps: Sequence[Step] = facts.index[Step] if text is not None else ()
    for step in steps:
        for output in _outputs(step):
            folder = (_text(output) or "").rstrip("/")
            if not folder or not f"{text}/".startswith(f"{folder}/") or len(folder) < longest:
                continue
            found = [*(found if len(folder) == longest else ()), step]
            longest = len(folder)
    return found


def _outputs(step: Step) -> Iterator[Node]:
    """Where a step writes."""
    arguments = step.arguments
    if arguments is None:
        return
    for keys in (("OutputDataConfig", "S3OutputPath"), ("TransformOutput", "S3OutputPath")):
        node = arguments.get(*keys)
        if node is not None:
            yield node
    listed = arguments.get("ProcessingOutputConfig", "Outputs")
    for output in () if listed is None else listed.items:
        node = output.get("S3Output", "S3Uri")
        if node is not None:
            yield node


def _text(node: Node) -> str | None:
    """A URI as a text that is the same for the same URI; references stand in it by their text."""
    if isinstance(node, Reference):
        return f"{{{node.text}}}"
    if isinstance(node, Join) and node.on is not None and isinstance(node.on.value, str):
        parts = [_text(part) for part in node.parts]
        return None if None in parts else node.on.value.join(part or "" for part in parts)
    return None if isinstance(node, Expression) else str(node.value)


_RESULT = (
    '{"S3Uri": {"Std:Join": {"On": "/", "Values":'
    ' [{"Get": "Steps.Score.OutputDataConfig.S3OutputPath"}, "results.json"]}}, "Path": «"Result"»}'
)


def _function(arguments: str) -> str:
    return (
        '{"Name": "Score", "Type": "Training", "Arguments": {"AlgorithmSpecification":'
        ' {"ContainerEntrypoint": ["/bin/bash",'
        ' "/opt/ml/input/data/sagemaker_remote_function_bootstrap/job_driver.sh"],'
        f' "ContainerArguments": [{arguments}]}}}}}}'
    )


@rule(
    "REF033",
    on=JsonGet,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/workflow/function_step.py",
    bad=[f"""[{_function('"--region", "us-east-1"')}, {_condition(_RESULT)}]"""],
    good=[
        f"""[{_function('"--serialize_output_to_json", "true"')}, """
        + _condition(_RESULT.replace("«", "").replace("»", ""))
        + "]"
    ],
)
def unserialized_step_result(json_get: JsonGet, facts: Facts) -> Iterator[Problem]:
    """The result of an `@step` function is read as JSON, and the function does not write JSON.

    An `@step` function stores what it returns as a pickle. Only with
    `--serialize_output_to_json true` among its `ContainerArguments` it writes `results.json`
    beside it, in which `Result` holds the value. The SDK adds the argument where it sees that
    the result is used; a definition that was put together in another way lacks it, and the step
    that reads the file fails.
    """
    step = _producer(json_get, facts)
    if step is None:
        return
    algorithm = step.get("Arguments", "AlgorithmSpecification")
    given = None if algorithm is None else algorithm.get("ContainerArguments")
    if given is None or not isinstance(given.value, list) or not _is_function(algorithm):
        return
    if "--serialize_output_to_json" not in given.value:
        path = json_get.file_path
        yield Problem(
            json_get.place if path is None else path.place,
            f"{step.label} does not write its result as JSON",
            hint='add "--serialize_output_to_json", "true" to its \'ContainerArguments\'',
            related=((given.lacking, "the arguments of the function"),),
        )


def _producer(json_get: JsonGet, facts: Facts) -> Step | None:
    """The Training step whose results.json is read."""
    uri = json_get.s3_uri
    if not isinstance(uri, Join) or len(uri.parts) != 2 or uri.parts[1].value != "results.json":
        return None
    folder = uri.parts[0]
    target = facts.resolution(folder).target if isinstance(folder, Reference) else None
    return target if isinstance(target, Step) and target.type == "Training" else None


def _is_function(algorithm: Node | None) -> bool:
    entrypoint = None if algorithm is None else algorithm.get("ContainerEntrypoint")
    return entrypoint is not None and any(
        "sagemaker_remote_function" in str(part.value) for part in entrypoint.items
    )
