"""Places in S3 that one execution takes from another."""

from __future__ import annotations

from pipelint import Join, Problem, Step, rule
from pipelint_rules._place_names import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node


@rule(
    "HYG010",
    on=Step,
    severity="info",
    stage="silent",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/2808",
    default=True,
    bad=[
        '[{"Name": "P", "Type": "Processing", "Arguments": {"ProcessingOutputConfig": {"Outputs":'
        ' [{"OutputName": "o", "S3Output": {"S3UploadMode": "EndOfJob",'
        ' "S3Uri": «"s3://b/out"»}}]}}}]'
    ],
    good=[
        '[{"Name": "P", "Type": "Processing", "Arguments": {"ProcessingOutputConfig": {"Outputs":'
        ' [{"OutputName": "o", "S3Output": {"S3UploadMode": "EndOfJob", "S3Uri": {"Std:Join":'
        ' {"On": "/", "Values": ["s3://b", {"Get": "Execution.PipelineExecutionId"}]}}}}]}}}]'
    ],
)
def output_shared_by_executions(step: Step, facts: Facts) -> Iterator[Problem]:
    """All executions write an output to one place.

    The output of a processing or transform job goes to its URI as it stands. Two executions at a
    time overwrite each other's files, and a model package that points to a report has another
    report after the next run. It may be meant, when the newest result is to lie at a known place.
    Otherwise put the id of the execution into the path, as the SDK does for outputs without a
    destination. On by default, since nobody tells when it happens.
    """
    for uri in _output_uris(step):
        if _is_fixed(uri):
            yield Problem(
                uri.place,
                f"all executions of the pipeline write to this {named(uri)}",
                hint='join {"Get": "Execution.PipelineExecutionId"} into the path',
            )


def _output_uris(step: Step) -> Iterator[Node]:
    arguments = step.arguments
    if arguments is None or step.type not in ("Processing", "Transform"):
        return
    if step.type == "Transform":
        found = arguments.get("TransformOutput", "S3OutputPath")
        if found is not None:
            yield found
        return
    outputs = arguments.get("ProcessingOutputConfig", "Outputs")
    for output in () if outputs is None else outputs.items:
        uri = output.get("S3Output", "S3Uri")
        if uri is not None:
            yield uri


def _is_fixed(uri: Node) -> bool:
    """Whether a place is written with literals only."""
    if isinstance(uri, Join):
        return all(isinstance(part.value, str) for part in uri.parts)
    return isinstance(uri.value, str)


@rule(
    "HYG011",
    on=Step,
    severity="warning",
    stage="silent",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CheckpointConfig.html",
    bad=[
        '[{"Name": "T", "Type": "Training", "Arguments":'
        ' {"OutputDataConfig": {"S3OutputPath": "s3://b/o"},'
        ' "CheckpointConfig": {"S3Uri": «"s3://b/checkpoints"»}}}]'
    ],
    good=[
        '[{"Name": "T", "Type": "Training", "Arguments":'
        ' {"OutputDataConfig": {"S3OutputPath": "s3://b/o"},'
        ' "CheckpointConfig": {"S3Uri": {"Std:Join": {"On": "/", "Values":'
        ' ["s3://b/checkpoints", {"Get": "Execution.PipelineExecutionId"}]}}}}}]'
    ],
)
def checkpoints_shared_by_executions(step: Step, facts: Facts) -> Iterator[Problem]:
    """All executions keep the checkpoints of a training in one place.

    A training job begins with what it finds at its checkpoint's URI. A new execution finds the
    last one's checkpoints: many training scripts take up there and end at once, with the old
    weights. What the script does with them is not known here. Put the id of the execution into
    the path; spot instances that are taken away and come back belong to one job, and find their
    checkpoints all the same.
    """
    uri = None if step.arguments is None else step.arguments.get("CheckpointConfig", "S3Uri")
    if uri is not None and _is_fixed(uri):
        yield Problem(
            uri.place,
            "a new execution begins with the checkpoints of the last one",
            hint='join {"Get": "Execution.PipelineExecutionId"} into the path',
        )
