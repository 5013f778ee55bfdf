"""The cache key: what makes a cached step miss always."""

from __future__ import annotations

from pipelint import Problem, Reference, Step, rule
from pipelint_rules.pol._cached import (
    CACHED,
    RUN_URI,
    cached_example,
    input_example,
    is_cached,
    is_keyed,
    is_new_in_each_execution,
    is_of_one_execution,
    output_example,
    output_uris,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_KEYS = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-default-keys.html"
_Q = '"Name": "Q", "Type": "Processing"'


@rule(
    "POL030",
    on=Reference,
    among=lambda facts: facts.references_to("Execution"),
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_KEYS,
    bad=[
        "["
        + cached_example('"Environment": {"RUN": «{"Get": "Execution.PipelineExecutionId"}»}')
        + "]"
    ],
    good=["[" + cached_example('"Environment": {"RUN": {"Get": "Execution.PipelineName"}}') + "]"],
)
def never_cached(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """The cache key of a step has a value that is new in each execution.

    A cached step is skipped only when nothing in its key has changed since a run that succeeded.
    The id, the ARN and the start of the execution change every time: caching is on and never
    hits. Output paths are not part of the key and may have the id; environment, inputs and
    hyperparameters are.
    """
    if is_of_one_execution(reference) and is_keyed(reference):
        yield Problem(
            reference.place,
            f"{_cached_step(reference)}, and '{reference.text}' is new in each execution",
            hint="take it out of the cache key, or switch caching off",
        )


def _cached_step(node: Node) -> str:
    return "the step is cached" if node.step is None else f"step {node.step.label} is cached"


@rule(
    "POL031",
    on=Reference,
    among=lambda facts: facts.references_to("Steps"),
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_KEYS,
    bad=[
        f'[{{"Name": "Q", "Type": "Processing", "Arguments": {{{output_example(RUN_URI)}}}}}, '
        + cached_example(
            input_example(
                "i",
                '«{"Get": "Steps.Q.ProcessingOutputConfig.Outputs[\'o\'].S3Output.S3Uri"}»',
            )
        )
        + "]"
    ],
    good=[
        f'[{{{_Q}, {CACHED}, "Arguments": {{{output_example(RUN_URI)}}}}}, '
        + cached_example(
            input_example(
                "i", '{"Get": "Steps.Q.ProcessingOutputConfig.Outputs[\'o\'].S3Output.S3Uri"}'
            )
        )
        + "]"
    ],
)
def cached_behind_uncached(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A cached step reads what another step makes anew in each execution.

    The step before it is not cached and writes under the id of the execution (the SDK's default)
    or to a place named after its job, or it is a name that is read, and the service makes a new one
    in each execution. It is part of this step's cache key, so the key is new as well and never
    hits. Cache the step before it too: on a hit it gives the old place or name. Or give its output
    a fixed place. A Model step cannot be cached; a transform of its model never hits.
    """
    if reference.root != "Steps" or not is_keyed(reference):
        return
    producer = facts.resolution(reference).target
    if not isinstance(producer, Step) or is_cached(producer):
        return
    new = _what_is_new(reference, producer)
    if new is not None:
        yield Problem(
            reference.place,
            f"{_cached_step(reference)}, and {new} is new in each execution",
            hint=_remedy(producer),
        )


def _remedy(producer: Step) -> str:
    if producer.definition is not None and producer.definition.cache is None:
        return f"a {producer.type} step cannot be cached: switch caching off here"
    return f"cache step {producer.label} as well"


def _what_is_new(reference: Reference, producer: Step) -> str | None:
    """What an uncached step gives that no other execution has; None where that is not known."""
    last = reference.segments[-1].text if reference.segments else ""
    name = last.endswith(("JobName", "JobArn"))
    if name or (producer.type == "Model" and last in ("ModelName", "ModelArn")):
        return f"the '{last}' of {producer.label}"
    if _is_new_place(reference, producer):
        return f"the place that {producer.label} writes to"
    return None


def _is_new_place(reference: Reference, producer: Step) -> bool:
    if any(segment.text == "S3ModelArtifacts" for segment in reference.segments):
        return producer.type == "Training"
    names = [segment.text for segment in reference.segments if segment.kind == "key"]
    return producer.type == "Processing" and any(
        names == [name] and is_new_in_each_execution(uri.value)
        for name, uri in output_uris(producer)
    )
