"""The outputs of cached steps, which lie where an earlier execution put them."""

from __future__ import annotations

import pytest

from pipelint_rules.pol.cached_outputs import path_behind_cached_step
from tests.rules.linting import Json, condition, lint, pipeline, step

_VALUES = ["s3:/", "b", {"Get": "Execution.PipelineExecutionId"}, "data"]
_URI = {"Std:Join": {"On": "/", "Values": _VALUES}}
_PROPERTY = "Steps.Prep.ProcessingOutputConfig.Outputs['data'].S3Output.S3Uri"


def prep(uri: object, *, enabled: bool = True, name: str = "Prep") -> Json:
    output = {"OutputName": "data", "S3Output": {"S3UploadMode": "EndOfJob", "S3Uri": uri}}
    return step(
        name,
        "Processing",
        CacheConfig={"Enabled": enabled, "ExpireAfter": "P30D"},
        Arguments={"ProcessingOutputConfig": {"Outputs": [output]}},
    )


def use(uri: object) -> Json:
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": uri}}
    return step(
        "Train", Arguments={"InputDataConfig": [{"ChannelName": "train", "DataSource": source}]}
    )


@pytest.mark.parametrize("keys", [("On", "Values"), ("Values", "On")])
def test_a_path_that_is_joined_again_is_told_the_property(keys: tuple[str, str]) -> None:
    parts = {"On": "/", "Values": _VALUES}
    again = {"Std:Join": {key: parts[key] for key in keys}}
    [finding] = lint(path_behind_cached_step, pipeline([prep(_URI), use(again)]))

    assert (finding.severity, finding.pointer) == (
        "warning",
        "/Steps/1/Arguments/InputDataConfig/0/DataSource/S3DataSource/S3Uri",
    )
    assert finding.message == (
        "the output of step 'Prep' is not here when it is served from the cache"
    )
    assert finding.hint == (
        'refer to it: {"Get": "Steps.Prep.ProcessingOutputConfig.Outputs[\'data\'].S3Output.S3Uri"}'
    )
    assert [related.message for related in finding.related] == ["the output of the cached step"]


def test_a_path_that_a_branch_reads_is_found() -> None:
    [finding] = lint(path_behind_cached_step, pipeline([prep(_URI), condition([use(_URI)])]))

    assert finding.pointer.startswith("/Steps/1/Arguments/IfSteps/0/Arguments/InputDataConfig/0")


@pytest.mark.parametrize(
    "steps",
    [
        [prep(_URI, enabled=False), use(_URI)],
        [prep("s3://b/data"), use("s3://b/data")],
        [prep(_URI), use({"Get": _PROPERTY})],
        [prep(_URI), use({"Std:Join": {"On": "/", "Values": [*_VALUES, "more"]}})],
        [prep(_URI), prep(_URI, enabled=False, name="Again")],
        [prep(_URI), step("Train", Arguments={"OutputDataConfig": {"S3OutputPath": _URI}})],
    ],
)
def test_other_paths_and_places_that_are_written_are_silent(steps: list[Json]) -> None:
    assert lint(path_behind_cached_step, pipeline(steps)) == ()
