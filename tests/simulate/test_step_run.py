"""What one step of an execution did, and what is asked of its request."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelint.errors import PipelintError
from pipelint.simulate import StepRun, Trace
from tests.simulate.requests import (
    check,
    condition,
    execute,
    get,
    processing,
    reader,
    training,
)

ARGUMENTS = {
    "InputDataConfig": [{"ChannelName": "train"}, {"ChannelName": "test"}],
    "HyperParameters": {"a.b": "7"},
    "ResourceConfig": {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1},
}
TRACE = execute(training(**ARGUMENTS))


def test_arguments_are_a_plain_mapping_and_new_at_each_call() -> None:
    first = TRACE["Train"].arguments
    first["ResourceConfig"]["InstanceCount"] = 9

    assert type(first) is dict
    assert TRACE["Train"].arguments == {
        "OutputDataConfig": {"S3OutputPath": "s3://b/models"},
        **ARGUMENTS,
    }


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("ResourceConfig.InstanceType", "ml.m5.xlarge"),
        ("InputDataConfig[1].ChannelName", "test"),
        ("InputDataConfig['test'].ChannelName", "test"),
        ("InputDataConfig.train", {"ChannelName": "train"}),
        ("HyperParameters['a.b']", "7"),
        ("ResourceConfig", {"InstanceType": "ml.m5.xlarge", "InstanceCount": 1}),
    ],
)
def test_argument_is_found_by_its_path(path: str, value: Any) -> None:
    assert TRACE["Train"].at(path) == value


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "ResourceConfig.InstanceTyp",
            "no member 'InstanceTyp' in the arguments of 'Train': did you mean 'InstanceType'?",
        ),
        ("InputDataConfig[2]", "no element 2 in a list of 2 of 'Train'"),
        (
            "InputDataConfig['tset']",
            "no element 'tset' in a list of 2 of 'Train': did you mean 'test'?",
        ),
        ("InputDataConfig['x']", "no element 'x' in a list of 2 of 'Train'"),
        ("HyperParameters[0]", "no member 0 in the arguments of 'Train'"),
        (
            "OutputDataConfig.S3OutputPath.x",
            "\"s3://b/models\" has no 'x' in the arguments of 'Train'",
        ),
    ],
)
def test_path_to_no_argument_says_what_there_is(path: str, words: str) -> None:
    with pytest.raises(KeyError) as caught:
        TRACE["Train"].at(path)

    assert caught.value.args == (f"{path!r}: {words}",)


def test_elements_of_nested_lists_are_found_by_their_names() -> None:
    prepared = execute(processing(ProcessingInputs=[{"InputName": "code"}]))["Prep"]
    read = Trace.from_json(json.loads(json.dumps(execute(processing()).as_json())))["Prep"]
    output = "ProcessingOutputConfig.Outputs['train'].S3Output.LocalPath"

    assert prepared.at("ProcessingInputs['code']") == {"InputName": "code"}
    assert prepared.at(output) == read.at(output) == "/opt/train"


def test_text_that_is_no_path_is_refused() -> None:
    with pytest.raises(PipelintError) as caught:
        TRACE["Train"].at("a..b")

    assert str(caught.value).startswith("'a..b' is no path: ")


def test_path_into_the_request_of_a_step_that_did_not_run_says_so() -> None:
    decided = check(condition("Equals", 1, 2))
    decided["Arguments"]["IfSteps"] = [training("Late")]

    with pytest.raises(KeyError) as caught:
        execute(decided)["Late"].at("HyperParameters")

    assert caught.value.args == (
        "'HyperParameters': 'Late' did not run: branch not taken: IfSteps of Check",
    )


def test_path_into_a_request_that_did_not_resolve_says_why() -> None:
    trace = execute(reader(get("Parameters.Nope")))

    with pytest.raises(KeyError) as caught:
        trace["Read"].at("value")

    assert caught.value.args == (f"'value': 'Read' failed: {trace['Read'].reason}",)


def test_step_is_equal_to_itself_alone() -> None:
    step, other = (StepRun("Train", "Training", "Succeeded") for _ in range(2))

    assert {step, other} == {other, step}
    assert step != other
