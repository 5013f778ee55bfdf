"""Where the inputs and outputs of processing jobs lie: in the container, and in S3."""

from __future__ import annotations

from pipelint import Expression, Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import PROCESSING
from pipelint_rules.arg._known import known, text
from pipelint_rules.arg.processing import inputs, outputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelint import Facts, Node

_ROOT = "/opt/ml/processing/"
_S3 = '"S3Uri": "s3://b/d", "S3DataType": "S3Prefix"'


def _inputs(*paths: str) -> str:
    entries = ", ".join(
        f'{{"InputName": "i{index}", "S3Input": {{{_S3}, "LocalPath": {path}}}}}'
        for index, path in enumerate(paths)
    )
    return (
        '[{"Name": "P", "Type": "Processing", "Arguments": {"ProcessingInputs": ['
        + entries
        + "]}}]"
    )


def _outputs(*uris: str) -> str:
    entries = ", ".join(
        f'{{"OutputName": "o{index}", "S3Output": {{"S3Uri": {uri},'
        f' "LocalPath": "/opt/ml/processing/{index}", "S3UploadMode": "EndOfJob"}}}}'
        for index, uri in enumerate(uris)
    )
    return (
        '[{"Name": "P", "Type": "Processing", "Arguments":'
        ' {"ProcessingOutputConfig": {"Outputs": [' + entries + "]}}}]"
    )


@rule(
    "ARG105",
    on=Step,
    among=PROCESSING,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProcessingS3Input.html",
    bad=[_inputs('«"/opt/ml/input/data/train"»'), _inputs('«"opt/ml/processing/input"»')],
    good=[_inputs('"/opt/ml/processing/input"')],
)
def local_path_outside_processing(step: Step, facts: Facts) -> Iterator[Problem]:
    """The `LocalPath` of a processing job does not begin with `/opt/ml/processing/`.

    The API reference: "`LocalPath` is an absolute path to the input data and must begin with
    `/opt/ml/processing/`." The paths of training channels, `/opt/ml/input/data`, do not exist in
    a processing container. Definitions with such paths are in use, and for outputs the reference
    only asks for an absolute path; so this is a warning. In the SDK it is the `destination` of an
    input and the `source` of an output.
    """
    for entry, keys in _paths(step):
        path = known(facts, entry, *keys, "LocalPath")
        value = text(path)
        if path is None or not value or entry.literal("AppManaged") is True:
            continue
        if not f"{value}/".startswith(_ROOT):
            yield Problem(
                path.node.place,
                f"{shown(value)} does not begin with {_ROOT}",
                hint=f"use a path below {_ROOT}",
                related=path.related,
            )


def _paths(step: Step) -> Iterator[tuple[Node, tuple[str, ...]]]:
    for entry in inputs(step):
        yield entry, ("S3Input",)
        yield entry, ("DatasetDefinition",)
    for entry in outputs(step):
        yield entry, ("S3Output",)


@rule(
    "ARG106",
    on=Step,
    among=PROCESSING,
    severity="warning",
    stage="run",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/4939",
    bad=[
        _inputs('"/opt/ml/processing/in"', '«"/opt/ml/processing/in"»'),
        _inputs('"/opt/ml/processing/in"', '«"/opt/ml/processing/in/"»'),
    ],
    good=[_inputs('"/opt/ml/processing/in/a"', '"/opt/ml/processing/in/b"')],
)
def shared_local_path(step: Step, facts: Facts) -> Iterator[Problem]:
    """Two inputs of a processing job have the same `LocalPath`.

    Each input needs a directory of its own. Users saw the job refused with a validation error
    whose message is empty; a pipeline finds out when the step is reached. Definitions with such
    inputs are in use, so this is a warning. Give the second input its own path (`destination` in
    the SDK).
    """
    paths = (
        path
        for entry in inputs(step)
        for path in (entry.get("S3Input", "LocalPath"), entry.get("DatasetDefinition", "LocalPath"))
        if path is not None
    )
    for first, second in repeated(paths):
        yield Problem(
            second.place,
            "two inputs have this local path",
            hint="give each input its own directory",
            related=((first.place, "the other input"),),
        )


@rule(
    "ARG107",
    on=Step,
    among=PROCESSING,
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/3278",
    bad=[
        _outputs('"s3://b/train"', '«"s3://b/train"»'),
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Out", "Type": "String"}], "Steps": '
        + _outputs('{"Get": "Parameters.Out"}', '«{"Get": "Parameters.Out"}»')
        + "}",
    ],
    good=[_outputs('"s3://b/train"', '"s3://b/test"')],
)
def outputs_at_one_place(step: Step, facts: Facts) -> Iterator[Problem]:
    """Two outputs of a processing job go to the same place in S3.

    Both directories are uploaded under one prefix. Nobody complains: files of equal names
    overwrite each other, and a step that reads one of the outputs gets the files of both. It works
    only where each reader picks its files by name. Give each output its own prefix (`destination`
    in the SDK; without one the SDK makes a prefix for each).
    """
    uris = (entry.get("S3Output", "S3Uri") for entry in outputs(step))
    for first, second in repeated(uri for uri in uris if uri is not None):
        yield Problem(
            second.place,
            "two outputs go to this place in S3",
            hint="give each output its own prefix",
            related=((first.place, "the other output"),),
        )


def repeated(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """The values that are written like an earlier one, each with the first of its kind.

    Expressions that are written alike have the same value; a `/` at the end makes no difference.
    """
    seen: dict[str, Node] = {}
    for node in nodes:
        if isinstance(node, Expression):
            key = repr(node.value)
        elif isinstance(node.value, str) and node.value:
            key = node.value.rstrip("/")
        else:
            continue
        first = seen.setdefault(key, node)
        if first is not node:
            yield first, node
