"""The cache key: values that are new in each execution."""

from __future__ import annotations

import pytest

from pipelint_rules.pol.keys import cached_behind_uncached, never_cached
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step

_ON = {"Enabled": True, "ExpireAfter": "P30D"}
_RUN = {"Get": "Execution.PipelineExecutionId"}
_OUTPUT = "Steps.Prep.ProcessingOutputConfig.Outputs['data'].S3Output.S3Uri"


def cached(kind: str = "Processing", name: str = "Use", **arguments: object) -> Json:
    return step(name, kind, CacheConfig=_ON, Arguments=arguments)


def joined(*values: object) -> Json:
    return {"Std:Join": {"On": "/", "Values": list(values)}}


def prep(uri: object, **keys: object) -> Json:
    output = {"OutputName": "data", "S3Output": {"S3UploadMode": "EndOfJob", "S3Uri": uri}}
    return step(
        "Prep", "Processing", Arguments={"ProcessingOutputConfig": {"Outputs": [output]}}, **keys
    )


def reading(path: str) -> Json:
    source = {"S3DataType": "S3Prefix", "S3Uri": {"Get": path}}
    return cached(ProcessingInputs=[{"InputName": "i", "S3Input": source}])


@pytest.mark.parametrize(
    "variable", ["PipelineExecutionId", "PipelineExecutionArn", "StartDateTime", "CurrentDateTime"]
)
def test_a_variable_of_one_execution_in_the_key_is_named(variable: str) -> None:
    used = cached(Environment={"RUN": joined("a", {"Get": f"Execution.{variable}"})})
    [finding] = lint(never_cached, pipeline([used]))

    assert (finding.severity, finding.pointer) == (
        "warning",
        "/Steps/0/Arguments/Environment/RUN/Std:Join/Values/1",
    )
    assert finding.message == (
        f"step 'Use' is cached, and 'Execution.{variable}' is new in each execution"
    )


@pytest.mark.parametrize(
    "step_",
    [
        cached(Environment={"RUN": {"Get": "Execution.PipelineName"}}),
        cached(Environment={"RUN": {"Get": "Parameters.P"}}),
        prep(joined("s3://b", _RUN), CacheConfig=_ON),
        cached("Training", OutputDataConfig={"S3OutputPath": joined("s3://b", _RUN)}),
        step("A", "Processing", Arguments={"Environment": {"RUN": _RUN}}),
        step(
            "A",
            "Processing",
            CacheConfig={"Enabled": False},
            Arguments={"Environment": {"RUN": _RUN}},
        ),
        step("A", "Quantum", CacheConfig=_ON, Arguments={"Environment": {"RUN": _RUN}}),
    ],
)
def test_what_is_the_same_in_each_execution_or_no_key_is_silent(step_: Json) -> None:
    assert lint(never_cached, pipeline([step_])) == ()


def test_keys_in_branches_and_bodies_are_looked_at() -> None:
    used = cached(Environment={"RUN": _RUN})
    found = lint(never_cached, pipeline([condition([used]), for_each([used])]))

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/IfSteps/0/Arguments/Environment/RUN",
        "/Steps/1/Arguments/ForEachBody/0/Arguments/Environment/RUN",
    ]


def test_an_output_under_the_id_of_the_execution_is_new() -> None:
    [finding] = lint(
        cached_behind_uncached, pipeline([prep(joined("s3://b", _RUN)), reading(_OUTPUT)])
    )

    assert finding.severity == "warning"
    assert finding.pointer == "/Steps/1/Arguments/ProcessingInputs/0/S3Input/S3Uri"
    assert finding.message == (
        "step 'Use' is cached, and the place that 'Prep' writes to is new in each execution"
    )
    assert finding.hint == "cache step 'Prep' as well"


@pytest.mark.parametrize(
    "before",
    [
        prep(joined("s3://b", _RUN), CacheConfig=_ON),
        prep("s3://b/data"),
        prep(joined("s3://b", {"Get": "Parameters.P"})),
        prep(None),
        step("Prep", "Processing", Arguments=None),
    ],
)
def test_an_output_in_a_fixed_place_or_of_a_cached_step_is_silent(before: Json) -> None:
    assert lint(cached_behind_uncached, pipeline([before, reading(_OUTPUT)])) == ()


def test_the_model_of_an_uncached_training_is_new() -> None:
    path = "Steps.Train.ModelArtifacts.S3ModelArtifacts"
    [finding] = lint(cached_behind_uncached, pipeline([step("Train"), reading(path)]))

    assert finding.hint == "cache step 'Train' as well"
    assert (
        lint(cached_behind_uncached, pipeline([cached("Training", "Train"), reading(path)])) == ()
    )


def test_the_name_of_a_job_is_new() -> None:
    best = "Steps.Tune.BestTrainingJob.TrainingJobName"
    used = cached(Environment={"JOB": {"Get": best}})
    [finding] = lint(cached_behind_uncached, pipeline([step("Tune", "Tuning"), used]))

    assert finding.message == (
        "step 'Use' is cached, and the 'TrainingJobName' of 'Tune' is new in each execution"
    )


def test_a_transform_of_a_model_that_the_pipeline_makes_never_hits() -> None:
    used = cached("Transform", ModelName={"Get": "Steps.Made.ModelName"})
    [finding] = lint(cached_behind_uncached, pipeline([step("Made", "Model"), used]))

    assert finding.message == (
        "step 'Use' is cached, and the 'ModelName' of 'Made' is new in each execution"
    )
    assert finding.hint == "a Model step cannot be cached: switch caching off here"


def test_what_an_uncached_step_only_repeats_is_silent() -> None:
    before = step("Score", "Transform", Arguments={"ModelName": "m"})
    used = cached("Transform", ModelName={"Get": "Steps.Score.ModelName"})

    assert lint(cached_behind_uncached, pipeline([before, used])) == ()
