"""The top level of a definition."""

from __future__ import annotations

from pipelint import Pipeline, Problem, rule
from pipelint_rules._own import misspelt, own_misfits, stands_for_missing
from pipelint_rules._place_names import shown
from pipelint_rules._suggest import suggest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_VERSION = "2020-12-01"
_STRUCTURE = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-pipelines.html"
_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_CREATE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePipeline.html"

# Members of the CreatePipeline request that are taken for keys of the definition.
_OF_REQUEST = frozenset(
    {
        "ParallelismConfiguration",
        "PipelineDescription",
        "PipelineDisplayName",
        "PipelineName",
        "RoleArn",
        "Tags",
    }
)


@rule(
    "STR001",
    on=Pipeline,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_SCHEMA,
    bad=[
        '«{»"Version": "2020-12-01", "Parameters": []}',
        '{"Version": "2020-12-01", «"steps"»: []}',
    ],
    good=['{"Version": "2020-12-01", "Steps": []}'],
)
def missing_steps(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A definition has no `Steps`.

    `Steps` is the one key that the published schema of definitions requires: a list of steps, in
    any order. Keys are case-sensitive, so `steps` is another, unknown key.
    """
    if pipeline.get("Steps") is not None:
        return
    near = misspelt(pipeline, "Steps")
    if near is None:
        yield Problem(pipeline.lacking, "the definition has no 'Steps'", hint='add "Steps": […]')
    else:
        message = f"the definition has no 'Steps', but '{near}'"
        yield Problem(pipeline.key_of(near), message, hint="write 'Steps'")


@rule(
    "STR002",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_STRUCTURE,
    bad=['{"Version": "2020-12-01", "Steps": «[]»}'],
    good=['[{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}}]'],
)
def no_steps(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """The list of steps is empty.

    The SDK builds such a definition without complaint, for instance when the steps were made but
    not handed to `Pipeline(steps=[…])`. Whether the service takes it is not known; it does nothing
    in any case.
    """
    steps = pipeline.get("Steps")
    if steps is not None and steps.value == []:
        yield Problem(steps.place, "the definition has no steps", hint="list the steps in 'Steps'")


@rule(
    "STR003",
    on=Pipeline,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_SCHEMA,
    bad=['{"Version": «"2012-10-17"», "Steps": []}'],
    good=['{"Version": "2020-12-01", "Steps": []}'],
)
def wrong_version(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """The `Version` is not `2020-12-01`.

    It is the version of the definition language, and there is one only. It is neither a date of
    yours nor the version of the pipeline, which the service counts itself at each update.
    """
    version = pipeline.get("Version")
    if version is not None and isinstance(version.value, str) and version.value != _VERSION:
        message = f"version {shown(version.value)} of the language does not exist"
        yield Problem(version.place, message, hint=f"write '{_VERSION}'")


@rule(
    "STR004",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_SCHEMA,
    bad=['«{»"Steps": []}', '{«"version"»: "2020-12-01", "Steps": []}'],
    good=['{"Version": "2020-12-01", "Steps": []}'],
)
def missing_version(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A definition has no `Version`.

    Every known producer writes `"Version": "2020-12-01"`. The published schema does not require it,
    and whether the service does is not known.
    """
    if pipeline.get("Version") is not None:
        return
    near = misspelt(pipeline, "Version")
    place = pipeline.lacking if near is None else pipeline.key_of(near)
    yield Problem(place, "the definition has no 'Version'", hint=f'write "Version": "{_VERSION}"')


@rule(
    "STR005",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_CREATE,
    bad=[
        '{"Version": "2020-12-01", «"PipelineName"»: "train", "Steps": []}',
        '{"Version": "2020-12-01", «"Parameter"»: [], "Steps": []}',
    ],
    good=[
        '{"Version": "2020-12-01", "Metadata": {}, "Parameters": [], "MlflowConfig": null,'
        ' "PipelineExperimentConfig": null, "Steps": []}'
    ],
)
def unknown_top_level_key(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """The top level has a key that the language does not know.

    A definition holds `Version`, `Metadata`, `Parameters`, `PipelineExperimentConfig`,
    `MlflowConfig` and `Steps`. The pipeline's name, role, tags and parallelism are members of the
    CreatePipeline request *beside* the definition.

    The service refuses unknown keys in arguments and in conditions; that it does so at the top
    level is likely, and not known. If it does not, the key has no effect.
    """
    for misfit in own_misfits(facts, "unknown-member"):
        if misfit.node is pipeline and not stands_for_missing(misfit):
            yield Problem(
                pipeline.key_of(misfit.detail),
                f"the definition has no key '{misfit.detail}'",
                hint=_instead(misfit.detail, pipeline),
            )


def _instead(key: str, pipeline: Pipeline) -> str | None:
    if key in _OF_REQUEST:
        return "pass it to CreatePipeline, beside the definition"
    return suggest(key, (name for name in pipeline.shape.members if name not in pipeline.children))


@rule(
    "STR006",
    on=Pipeline,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_SCHEMA,
    bad=[
        '{"Version": "2020-12-01", "Metadata": {«"cost centre"»: "17"}, "Steps": []}',
        '{"Version": "2020-12-01", "Metadata": {«"' + "k" * 129 + '"»: "17"}, "Steps": []}',
    ],
    good=['{"Version": "2020-12-01", "Metadata": {"cost-centre": "17"}, "Steps": []}'],
)
def malformed_metadata_key(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A key of `Metadata` has characters or a length that the schema does not allow.

    The published schema takes keys of 1 to 128 letters, digits, `-` and `_`, with texts of up to
    1024 characters as values. A key that is too long is an error; one with other characters is a
    warning, since it is not known whether the service looks at them.
    """
    for misfit in own_misfits(facts, "key"):
        if misfit.node.parent is pipeline:
            longest = misfit.shape.max
            too_long = longest is not None and len(misfit.detail) > longest
            yield Problem(
                misfit.node.key_of(misfit.detail),
                f"{shown(misfit.detail)} is not a key that 'Metadata' takes",
                hint=f"use up to {longest} letters, digits, '-' and '_'",
                severity=None if too_long else "warning",
            )
