"""Steps whose results are cached, and what their keys and outputs are made of."""

from __future__ import annotations

from pipelint import Reference
from pipelint.catalog import EXECUTION_SPECIFIC_VARIABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Node, Step

#: The beginning of a cached step, in examples.
CACHED = '"CacheConfig": {"Enabled": true, "ExpireAfter": "P30D"}'


def is_cached(step: Step) -> bool:
    """Whether caching is on for a step."""
    return step.literal("CacheConfig", "Enabled") is True


def keyed_values(step: Step) -> Iterator[Node]:
    """The values that the cache key of a cached step is made of."""
    if step.definition is None or not is_cached(step):
        return
    for path in step.definition.cache_key:
        found = step.get(*path.split("."))
        yield from () if found is None else found.walk()


def is_keyed(node: Node) -> bool:
    """Whether a value is part of the cache key of a cached step."""
    step = node.step
    if step is None or step.definition is None or not is_cached(step):
        return False
    inside = ".".join(map(str, node.path[len(step.path) :])) + "."
    return any(inside.startswith(f"{path}.") for path in step.definition.cache_key)


def is_of_one_execution(node: Node) -> bool:
    """Whether a value is a variable that no two executions share."""
    return (
        isinstance(node, Reference)
        and node.root == "Execution"
        and node.name in EXECUTION_SPECIFIC_VARIABLES
    )


def is_new_in_each_execution(value: object) -> bool:
    """Whether a JSON value holds a reference to a variable that no two executions share."""
    if isinstance(value, dict):
        text = value.get("Get")
        name = text.removeprefix("Execution.") if isinstance(text, str) else None
        if len(value) == 1 and name != text and name in EXECUTION_SPECIFIC_VARIABLES:
            return True
        return any(map(is_new_in_each_execution, value.values()))
    return isinstance(value, list) and any(map(is_new_in_each_execution, value))


def output_uris(step: Step) -> Iterator[tuple[object, Node]]:
    """The outputs of a processing job: the name, and the URI that it is written to."""
    outputs = step.get("Arguments", "ProcessingOutputConfig", "Outputs")
    for output in () if outputs is None else outputs.items:
        uri = output.get("S3Output", "S3Uri")
        if uri is not None:
            yield output.literal("OutputName"), uri


def cached_example(arguments: str) -> str:
    """The cached processing step `P` with these arguments, for the examples of rules."""
    return f'{{"Name": "P", "Type": "Processing", {CACHED}, "Arguments": {{{arguments}}}}}'


def input_example(name: str, uri: str) -> str:
    """The argument for one input of a processing step."""
    return (
        f'"ProcessingInputs": [{{"InputName": "{name}",'
        f' "S3Input": {{"S3DataType": "S3Prefix", "S3Uri": {uri}}}}}]'
    )


def output_example(uri: str) -> str:
    """The argument for the output `o` of a processing step."""
    return (
        '"ProcessingOutputConfig": {"Outputs": [{"OutputName": "o", "S3Output":'
        f' {{"S3UploadMode": "EndOfJob", "S3Uri": {uri}}}}}]}}'
    )


#: A place that each execution has for itself, in examples.
RUN_URI = (
    '{"Std:Join": {"On": "/", "Values": ["s3:/", "b", {"Get": "Execution.PipelineExecutionId"}]}}'
)
