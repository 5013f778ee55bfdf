"""The code of cached steps: times, hashes and versions in paths."""

from __future__ import annotations

import pytest

from pipelint_rules.pol.code_paths import fixed_code_path, timestamp_in_cache_key
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step

_ON = {"Enabled": True, "ExpireAfter": "P30D"}
_SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def running(uri: object, name: str = "code", **keys: object) -> Json:
    entry = {"InputName": name, "S3Input": {"S3DataType": "S3Prefix", "S3Uri": uri}}
    arguments = {"ProcessingInputs": [entry]}
    return step("Prep", "Processing", **{"CacheConfig": _ON, "Arguments": arguments, **keys})


def training(**arguments: object) -> Json:
    return step("Train", CacheConfig=_ON, Arguments=arguments)


@pytest.mark.parametrize(
    "path",
    [
        "job-2024-05-01-10-20-30-123/input/code/run.py",
        "job-2024-05-01-10-20-30/run.py",
        "20240501-102030/run.py",
        "20240501T102030/run.py",
        "20240501102030/run.py",
        "2024-05-01T10:20:30/run.py",
    ],
)
def test_a_time_in_the_path_of_code_is_a_warning(path: str) -> None:
    [finding] = lint(timestamp_in_cache_key, pipeline([running(f"s3://b/{path}")]))

    assert (finding.severity, finding.pointer) == (
        "warning",
        "/Steps/0/Arguments/ProcessingInputs/0/S3Input/S3Uri",
    )
    assert finding.message == "step 'Prep' is cached, and 'S3Uri' has the time of a build"


@pytest.mark.parametrize(
    "path",
    [
        "2024-01-01/run.py",
        "2024-01-01/10-20-30/run.py",
        "year=2024/month=01/day=01/run.py",
        f"code/{_SHA}/run.py",
        "20240501/run.py",
        "120240501102030999/run.py",
    ],
)
def test_a_date_without_a_time_and_other_digits_are_silent(path: str) -> None:
    assert lint(timestamp_in_cache_key, pipeline([running(f"s3://b/{path}")])) == ()


def test_the_account_in_the_name_of_a_bucket_is_no_time() -> None:
    uri = "s3://sagemaker-us-east-1-201203041523/code/run.py"

    assert lint(timestamp_in_cache_key, pipeline([running(uri)])) == ()


def test_data_of_a_time_are_the_same_in_each_build() -> None:
    data = running("s3://b/clicks/2024-05-01-10-20-30/part.csv", "clicks")
    model = running("s3://b/job-2024-05-01-10-20-30-123/output/model.tar.gz", "model")
    source = {"S3DataSource": {"S3Uri": "s3://b/job-2024-05-01-10-20-30-123/data"}}
    channel = training(InputDataConfig=[{"ChannelName": "train", "DataSource": source}])
    given = training(
        HyperParameters={"pretrained": "s3://b/job-2024-05-01-10-20-30-123/model.tar.gz"}
    )

    for each in (data, model, channel, given):
        assert lint(timestamp_in_cache_key, pipeline([each])) == ()


def test_code_that_is_an_input_of_another_name_is_known_by_its_file() -> None:
    uri = "s3://b/job-2024-05-01-10-20-30-123/source/sourcedir.tar.gz"
    [finding] = lint(timestamp_in_cache_key, pipeline([running(uri, "input-1")]))

    assert finding.message == "step 'Prep' is cached, and 'S3Uri' has the time of a build"


def test_code_that_is_a_channel_is_found() -> None:
    source = {"S3DataSource": {"S3Uri": "s3://b/job-2024-05-01-10-20-30-123/input/code"}}
    used = training(InputDataConfig=[{"ChannelName": "code", "DataSource": source}])
    [finding] = lint(timestamp_in_cache_key, pipeline([used]))

    assert finding.pointer.endswith("/InputDataConfig/0/DataSource/S3DataSource/S3Uri")


@pytest.mark.parametrize("key", ["sagemaker_submit_directory", "model_dir"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_the_hyperparameters_that_the_sdk_writes_are_found(key: str, quote: str) -> None:
    uri = f"{quote}s3://b/job-2024-05-01-10-20-30-123/source{quote}"
    [finding] = lint(timestamp_in_cache_key, pipeline([training(HyperParameters={key: uri})]))

    assert finding.message == f"step 'Train' is cached, and '{key}' has the time of a build"


def test_steps_that_are_not_cached_are_silent() -> None:
    uri = "s3://b/job-2024-05-01-10-20-30-123/run.py"

    for config in (None, {"Enabled": False}, {}):
        assert lint(timestamp_in_cache_key, pipeline([running(uri, CacheConfig=config)])) == ()


def test_branches_and_bodies_are_looked_at() -> None:
    bad = running("s3://b/job-2024-05-01-10-20-30-123/run.py")
    found = lint(timestamp_in_cache_key, pipeline([condition([bad]), for_each([bad])]))

    inside = "Arguments/ProcessingInputs/0/S3Input/S3Uri"
    assert [finding.pointer for finding in found] == [
        f"/Steps/0/Arguments/IfSteps/0/{inside}",
        f"/Steps/1/Arguments/ForEachBody/0/{inside}",
    ]


@pytest.mark.parametrize(
    "path", ["scripts/prepare.py", "v1/prepare.py", "prepare.py", "facade/p.py"]
)
def test_code_in_a_fixed_place_is_an_info(path: str) -> None:
    [finding] = lint(fixed_code_path, pipeline([running(f"s3://b/{path}")]))

    assert finding.severity == "info"
    assert finding.message == (
        "step 'Prep' is cached, and stays so when the code at 'S3Uri' changes"
    )


@pytest.mark.parametrize(
    "uri",
    [
        f"s3://b/code/{_SHA}/prepare.py",
        f"s3://b/code/prepare-{_SHA[:32]}.py",
        f"s3://b/code/{_SHA}.zip",
        "s3://b/code/3f2a9c1/prepare.py",
        "s3://b/code/1.4.2/prepare.py",
        "s3://b/code/2024-05-01/prepare.py",
        {"Std:Join": {"On": "/", "Values": ["s3://b/code", {"Get": "Parameters.Version"}]}},
        {"Get": "Parameters.Code"},
    ],
)
def test_a_hash_a_version_or_a_parameter_changes_with_the_code(uri: object) -> None:
    assert lint(fixed_code_path, pipeline([running(uri)])) == ()
