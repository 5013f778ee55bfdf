"""The cache key: what makes a cached step miss always, or hit when it should not."""

from __future__ import annotations

import re

from pipelint import Join, Pipeline, Problem, Reference, Step, rule
from pipelint.catalog import EXECUTION_SPECIFIC_VARIABLES
from pipelint_rules._place_names import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_KEYS = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-default-keys.html"
_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-caching.html"
_CACHED = '"CacheConfig": {"Enabled": true, "ExpireAfter": "P30D"}'


def _cached(arguments: str) -> str:
    return f'{{"Name": "P", "Type": "Processing", {_CACHED}, "Arguments": {{{arguments}}}}}'


def _input(name: str, uri: str) -> str:
    return (
        f'"ProcessingInputs": [{{"InputName": "{name}",'
        f' "S3Input": {{"S3DataType": "S3Prefix", "S3Uri": {uri}}}}}]'
    )


def _output(uri: str) -> str:
    return (
        '"ProcessingOutputConfig": {"Outputs": [{"OutputName": "o", "S3Output":'
        f' {{"S3UploadMode": "EndOfJob", "S3Uri": {uri}}}}}]}}'
    )


_RUN_URI = (
    '{"Std:Join": {"On": "/", "Values": ["s3:/", "b", {"Get": "Execution.PipelineExecutionId"}]}}'
)


def is_cached(step: Step) -> bool:
    """Whether caching is on for a step."""
    return step.literal("CacheConfig", "Enabled") is True


def _is_keyed(node: Node) -> bool:
    """Whether a value is part of the cache key of a cached step."""
    step = node.step
    if step is None or step.definition is None or not is_cached(step):
        return False
    inside = ".".join(map(str, node.path[len(step.path) :])) + "."
    return any(inside.startswith(f"{path}.") for path in step.definition.cache_key)


def _is_of_one_execution(node: Node) -> bool:
    """Whether a value is a variable that no two executions share."""
    return (
        isinstance(node, Reference)
        and node.root == "Execution"
        and node.name in EXECUTION_SPECIFIC_VARIABLES
    )


@rule(
    "POL030",
    on=Reference,
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_KEYS,
    bad=["[" + _cached('"Environment": {"RUN": «{"Get": "Execution.PipelineExecutionId"}»}') + "]"],
    good=["[" + _cached('"Environment": {"RUN": {"Get": "Execution.PipelineName"}}') + "]"],
)
def never_cached(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """The cache key of a step has a value that is new in each execution.

    A cached step is skipped only when nothing in its key has changed since a run that succeeded.
    The id, the ARN and the start of the execution, and names of its jobs, change every time:
    caching is on and never hits. Output paths are not part of the key and may have the id;
    environment, inputs and hyperparameters are.
    """
    if _is_of_one_execution(reference) and _is_keyed(reference):
        yield Problem(
            reference.place,
            f"{_cached_step(reference)}, and {named(reference)} is new in each execution",
            hint="take it out of the cache key, or switch caching off",
        )


def _cached_step(node: Node) -> str:
    return "the step is cached" if node.step is None else f"step {node.step.label} is cached"


@rule(
    "POL031",
    on=Reference,
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_KEYS,
    bad=[
        f'[{{"Name": "Q", "Type": "Processing", "Arguments": {{{_output(_RUN_URI)}}}}}, '
        + _cached(
            _input(
                "i",
                '«{"Get": "Steps.Q.ProcessingOutputConfig.Outputs[\'o\'].S3Output.S3Uri"}»',
            )
        )
        + "]"
    ],
    good=[
        f'[{{"Name": "Q", "Type": "Processing", {_CACHED}, "Arguments": {{{_output(_RUN_URI)}}}}}, '
        + _cached(
            _input("i", '{"Get": "Steps.Q.ProcessingOutputConfig.Outputs[\'o\'].S3Output.S3Uri"}')
        )
        + "]"
    ],
)
def cached_behind_uncached(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A cached step reads an output whose place is new in each execution.

    The step before it is not cached and writes under the id of the execution (the SDK's default),
    or to a place named after its job; the URI is part of this step's cache key, so the key is new
    in each execution and never hits. Cache the step before it as well: on a hit it gives the old
    place. Or give its output a fixed place.
    """
    if reference.root != "Steps" or not _is_keyed(reference):
        return
    producer = facts.resolution(reference).target
    if not isinstance(producer, Step) or is_cached(producer):
        return
    if _is_new_place(reference, producer):
        yield Problem(
            reference.place,
            f"{_cached_step(reference)}, and the place that {producer.label} writes to"
            " is new in each execution",
            hint=f"cache step {producer.label} as well",
        )


def _is_new_place(reference: Reference, producer: Step) -> bool:
    if any(segment.text == "S3ModelArtifacts" for segment in reference.segments):
        return producer.type == "Training"
    written = _written_by(reference, producer)
    return written is not None and any(map(_is_of_one_execution, written.walk()))


def _written_by(reference: Reference, producer: Step) -> Node | None:
    """The output URI in the request that a reference to a processing output repeats."""
    names = [segment.text for segment in reference.segments if segment.kind == "key"]
    if producer.arguments is None or producer.type != "Processing" or len(names) != 1:
        return None
    outputs = producer.arguments.get("ProcessingOutputConfig", "Outputs")
    for output in () if outputs is None else outputs.items:
        if output.literal("OutputName") == names[0]:
            return output.get("S3Output", "S3Uri")
    return None


@rule(
    "POL032",
    on=Step,
    severity="warning",
    stage="silent",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/pull/3070",
    bad=[
        "[" + _cached(_input("code", '«"s3://b/job-2024-05-01-10-20-30-123/source/run.py"»')) + "]"
    ],
    good=[
        "[" + _cached(_input("code", '"s3://b/code/0a1b2c3d4e5f60718293a4b5c6d7e8f9/run.py"')) + "]"
    ],
)
def timestamp_in_cache_key(step: Step, facts: Facts) -> Iterator[Problem]:
    """The cache key of a step has a path with the time at which the pipeline was built.

    The SDK puts the name of a job with its time into the path of a source bundle when it is not
    given a pipeline session; with each build the path, and so the key, is another, and the cache
    never hits. Build with `PipelineSession` (the path then has a hash of the code), or upload the
    code to a path of your own.
    """
    if step.definition is None or not is_cached(step):
        return
    for path in step.definition.cache_key:
        keyed = step.get(*path.split("."))
        for node in () if keyed is None else keyed.walk():
            if isinstance(node.value, str) and _has_timestamp(node.value):
                yield Problem(
                    node.place,
                    f"step {step.label} is cached, and {named(node)} has the time of a build",
                    hint="use a path with a hash of the content",
                )


#: A date and a time of day as programs write them into names, in one of the usual separations.
_TIME = r"20\d\d-?[01]\d-?[0-3]\d[-_T]?[0-2]\d[-:]?[0-5]\d"


def _has_timestamp(text: str) -> bool:
    """Whether the path of an S3 URI has a date and a time, as in `job-2024-05-01-10-20-30-123`."""
    # Framework estimators write hyperparameters as JSON, so that the URI stands in quotes.
    is_uri = "20" in text and text.strip('"').startswith("s3://")
    return is_uri and re.search(_TIME, text) is not None


@rule(
    "POL033",
    on=Step,
    severity="info",
    stage="silent",
    evidence="E2",
    since="0.1",
    source="https://sagemaker.readthedocs.io/en/stable/amazon_sagemaker_model_building_pipeline.html",
    bad=["[" + _cached(_input("code", '«"s3://b/scripts/prepare.py"»')) + "]"],
    good=[
        "[" + _cached(_input("code", '"s3://b/code/0a1b2c3d4e5f60718293a4b5c6d7e8f9/run.py"')) + "]"
    ],
)
def fixed_code_path(step: Step, facts: Facts) -> Iterator[Problem]:
    """A cached step takes its code from a path that does not change with the code.

    The key has the URI of the script, not its content: after a new script is uploaded to the same
    place, the old result is still served. Both may be meant. The SDK's pipeline session uploads
    to a path with a hash of the content; do the same, or switch caching off while the code
    changes.
    """
    uri = _code_uri(step) if is_cached(step) else None
    if uri is None or not isinstance(uri.value, str):
        return
    if not _has_hash(uri.value) and not _has_timestamp(uri.value):
        yield Problem(
            uri.place,
            f"step {step.label} is cached, and stays so when the code at {named(uri)} changes",
            hint="put a hash of the code into its path",
        )


def _code_uri(step: Step) -> Node | None:
    """Where a step's own code is read from, as the SDK writes it."""
    if step.arguments is None:
        return None
    if step.type == "Training":
        return step.arguments.get("HyperParameters", "sagemaker_submit_directory")
    inputs = step.arguments.get("ProcessingInputs")
    for entry in () if inputs is None else inputs.items:
        path = entry.literal("S3Input", "LocalPath")
        in_code = isinstance(path, str) and path.startswith("/opt/ml/processing/input/code")
        if entry.literal("InputName") == "code" or in_code:
            return entry.get("S3Input", "S3Uri")
    return None


def _has_hash(text: str) -> bool:
    """Whether a segment of a path is, or ends in, 32 or more hexadecimal digits."""
    return any(
        len(part) >= 32 and not part.strip("0123456789abcdef")
        for segment in text.lower().split("/")
        for part in segment.replace("_", "-").replace(".", "-").split("-")
    )


@rule(
    "POL034",
    on=Pipeline,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_GUIDE,
    bad=[
        f'[{{"Name": "Q", "Type": "Processing", {_CACHED}, "Arguments": {{{_output(_RUN_URI)}}}}}, '
        '{"Name": "R", "Type": "Processing", "DependsOn": ["Q"], "Arguments": {'
        + _input("i", f"«{_RUN_URI}»")
        + "}}]"
    ],
    good=[
        f'[{{"Name": "Q", "Type": "Processing", {_CACHED}, "Arguments": {{{_output(_RUN_URI)}}}}}, '
        '{"Name": "R", "Type": "Processing", "Arguments": {'
        + _input("i", '{"Get": "Steps.Q.ProcessingOutputConfig.Outputs[\'o\'].S3Output.S3Uri"}')
        + "}}]"
    ],
)
def path_behind_cached_step(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A step builds the path of a cached step's output itself.

    On a cache hit the data lie under the id of the execution that made them; a path that is
    joined from this execution's id is empty, and the job that reads it fails. The property of the
    cached step gives the place where the data are.
    """
    written = {_text(uri): uri for step in facts.index[Step] for uri in _moving_outputs(step)}
    if not written:
        return
    for join in facts.index[Join]:
        uri = written.get(_text(join))
        if uri is not None and uri.step is not None and join.step is not uri.step:
            yield Problem(
                join.place,
                f"the output of step {uri.step.label} is not here when it is served from the cache",
                hint=f'refer to it: {{"Get": "{_reference_to(uri, uri.step)}"}}',
                related=((uri.place, "the output of the cached step"),),
            )


def _text(node: Node) -> str:
    # A join is a small tree of text: two that are written alike have the same repr.
    return repr(node.value)


def _moving_outputs(step: Step) -> Iterator[Node]:
    """The output URIs of a cached step that are new in each execution."""
    if is_cached(step):
        for uri in _output_uris(step):
            if any(map(_is_of_one_execution, uri.walk())):
                yield uri


def _output_uris(step: Step) -> Iterator[Node]:
    outputs = step.get("Arguments", "ProcessingOutputConfig", "Outputs")
    for output in () if outputs is None else outputs.items:
        uri = output.get("S3Output", "S3Uri")
        if uri is not None:
            yield uri


def _reference_to(uri: Node, step: Step) -> str:
    output = uri.parent.parent if uri.parent is not None else None
    name = None if output is None else output.literal("OutputName")
    return f"Steps.{step.name}.ProcessingOutputConfig.Outputs['{name}'].S3Output.S3Uri"
