"""The outputs of cached steps, which lie where an earlier execution put them."""

from __future__ import annotations

from pipelint import Join, Pipeline, Problem, Step, rule
from pipelint_rules.pol._cached import (
    CACHED,
    RUN_URI,
    input_example,
    is_cached,
    is_new_in_each_execution,
    output_example,
    output_uris,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-caching.html"
_Q = '"Name": "Q", "Type": "Processing"'


@rule(
    "POL034",
    on=Pipeline,
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_GUIDE,
    bad=[
        f'[{{{_Q}, {CACHED}, "Arguments": {{{output_example(RUN_URI)}}}}}, '
        '{"Name": "R", "Type": "Processing", "DependsOn": ["Q"], "Arguments": {'
        + input_example("i", f"«{RUN_URI}»")
        + "}}]"
    ],
    good=[
        f'[{{{_Q}, {CACHED}, "Arguments": {{{output_example(RUN_URI)}}}}}, '
        '{"Name": "R", "Type": "Processing", "Arguments": {'
        + input_example(
            "i", '{"Get": "Steps.Q.ProcessingOutputConfig.Outputs[\'o\'].S3Output.S3Uri"}'
        )
        + "}}]"
    ],
)
def path_behind_cached_step(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A step builds the path of a cached step's output itself.

    On a cache hit the data lie under the id of the execution that made them; a path that is
    joined from this execution's id is empty, and the job that reads it fails. The property of the
    cached step gives the place where the data are.
    """
    written: dict[object, list[tuple[object, Join]]] = {}
    for step in facts.index[Step]:
        for name, uri in _moved(step):
            written.setdefault(_ends(uri), []).append((name, uri))
    for join in facts.index[Join] if written else ():
        alike = written.get(_ends(join), ())
        same = [one for one in alike if one[1].value == join.value]
        if not same or _is_written(join):
            continue
        name, uri = same[0]
        if uri.step is None or join.step is uri.step:
            continue
        path = f"Steps.{uri.step.name}.ProcessingOutputConfig.Outputs['{name}'].S3Output.S3Uri"
        yield Problem(
            join.place,
            f"the output of step {uri.step.label} is not here when it is served from the cache",
            hint=f'refer to it: {{"Get": "{path}"}}',
            related=((uri.place, "the output of the cached step"),),
        )


def _ends(join: Join) -> tuple[int, object, object]:
    """What joins that are written alike have in common, and few others: a quick look."""
    values = [value for value in join.values if isinstance(value, str)]
    return len(join.values), values[0] if values else None, values[-1] if values else None


def _moved(step: Step) -> Iterator[tuple[object, Join]]:
    """The outputs of a cached step that are in a new place in each execution."""
    if is_cached(step):
        for name, uri in output_uris(step):
            if isinstance(uri, Join) and is_new_in_each_execution(uri.value):
                yield name, uri


def _is_written(join: Join) -> bool:
    """Whether a place is one that a job writes to: an output, a checkpoint."""
    return any(
        isinstance(key, str) and ("Output" in key or key == "CheckpointConfig") for key in join.path
    )
