"""What an expression sees: the execution's variables, the item, the steps around it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.simulate.requests import (
    check,
    condition,
    execute,
    function,
    get,
    join,
    processing,
    reader,
    refusal_of,
    step,
    training,
    value_of,
)


def loop(items: Any, body: dict[str, Any], *, name: str = "Each", **more: Any) -> dict[str, Any]:
    """A ForEach with one step in its body."""
    arguments = {"IterableItems": items, "MaxConcurrency": 5, "ForEachBody": [body], **more}
    return step(name, "ForEach", arguments)


def body(value: Any) -> dict[str, Any]:
    """A body step `Body` whose one argument is an expression."""
    return {**function("Body", n="Integer"), "Arguments": {"value": value}}


def items_read(path: str, items: list[Any]) -> list[Any]:
    """What the body reads of each item, by the JSON text of a parameter."""
    text = {"Name": "Items", "Type": "String", "DefaultValue": json.dumps(items)}
    trace = execute(loop(get("Parameters.Items"), body(get(path))), parameters=[text])
    return [trace[f"Body-{index}"].arguments.get("value") for index in range(len(items))]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PipelineName", "pipeline"),
        ("PipelineArn", "arn:aws:sagemaker:us-east-1:111122223333:pipeline/pipeline"),
        ("PipelineExecutionId", "pipelint0000"),
        (
            "PipelineExecutionArn",
            "arn:aws:sagemaker:us-east-1:111122223333:pipeline/pipeline/execution/pipelint0000",
        ),
        ("StartDateTime", "2020-12-01T00:00:00Z"),
        ("CurrentDateTime", "2020-12-01T00:00:00Z"),
    ],
)
def test_execution_is_the_same_in_every_run_and_made_up(variable: str, value: str) -> None:
    trace = execute(reader(get(f"Execution.{variable}")))

    assert trace["Read"].arguments == {"value": value}
    assert trace.made_up == {f"execution.{variable}": value}


def test_current_time_is_that_of_the_evaluation() -> None:
    read = {**reader(get("Execution.CurrentDateTime")), "DependsOn": ["Train"]}

    trace = execute(training(), read, given={"steps": {"Train": {"duration": 90}}})

    assert trace["Read"].arguments == {"value": "2020-12-01T00:01:30Z"}


def test_times_count_from_a_given_start() -> None:
    given = {"execution": {"StartDateTime": "2026-07-01T12:00:00+02:00"}}

    trace = execute(reader(get("Execution.CurrentDateTime")), given=given)

    assert trace["Read"].arguments == {"value": "2026-07-01T10:00:00Z"}
    assert trace["Read"].ended_at == "2026-07-01T10:01:00Z"


@pytest.mark.parametrize(
    ("steps", "variable"),
    [(training, "TrainingJobName"), (processing, "ProcessingJobName")],
)
def test_name_of_the_job_is_that_of_the_step_that_reads_it(steps: Any, variable: str) -> None:
    job = steps("Job", Environment={"NAME": get(f"Execution.{variable}")})

    trace = execute(job)

    assert trace["Job"].arguments["Environment"] == {"NAME": "pipelines-pipelint0000-Job"}
    assert trace["Job"].response[variable] == "pipelines-pipelint0000-Job"
    assert trace.made_up == {f"steps.Job.properties.{variable}": "pipelines-pipelint0000-Job"}


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({}, "pipelines-pipelint0000-a-b-c"),
        ({"TrainingJobName": "abalone"}, "abalone-pipelint0000"),
        ({"TrainingJobName": join("a", get("Parameters.P"), on="-")}, "a-b-pipelint0000"),
    ],
)
def test_name_of_the_job_is_that_which_its_response_has(asked: dict[str, Any], name: str) -> None:
    job = training("a_b.c", Environment={"NAME": get("Execution.TrainingJobName")}, **asked)
    parameter = {"Name": "P", "Type": "String", "DefaultValue": "b"}

    [ran] = execute(job, parameters=[parameter]).steps

    assert ran.arguments["Environment"] == {"NAME": name}
    assert ran.response["TrainingJobName"] == name


def test_name_of_the_job_cannot_be_made_of_itself() -> None:
    job = training(TrainingJobName=join("a", get("Execution.TrainingJobName")))

    assert execute(job)["Train"].reason == (
        "Steps[Train].Arguments.TrainingJobName.Std:Join.Values[1]: "
        "{'Get': 'Execution.TrainingJobName'} is undefined."
    )


def test_given_name_of_the_job_is_what_the_step_reads() -> None:
    job = training("Job", Environment={"NAME": get("Execution.TrainingJobName")})
    given = {"steps": {"Job": {"properties": {"TrainingJobName": "job-1"}}}}

    trace = execute(job, given=given)

    assert trace["Job"].arguments["Environment"] == {"NAME": "job-1"}
    assert trace.made_up == {}


def test_name_of_a_job_does_not_exist_in_a_step_of_another_type() -> None:
    assert refusal_of(get("Execution.ProcessingJobName")) == (
        "Steps[Read].Arguments.value: {'Get': 'Execution.ProcessingJobName'} is undefined."
    )


def test_experiment_config_is_resolved_where_it_is_read() -> None:
    config = {"ExperimentName": "exp", "TrialName": join("t-", get("Parameters.P"))}
    parameter = {"Name": "P", "Type": "String", "DefaultValue": "a"}

    def read(member: str) -> Any:
        path = get(f"PipelineExperimentConfig.{member}")
        return value_of(path, parameters=[parameter], PipelineExperimentConfig=config)

    assert read("ExperimentName") == "exp"
    assert read("TrialName") == "t-a"


def test_experiment_config_that_is_null_defines_nothing() -> None:
    path = get("PipelineExperimentConfig.TrialName")

    assert refusal_of(path, PipelineExperimentConfig=None) == (
        "Steps[Read].Arguments.value: {'Get': 'PipelineExperimentConfig.TrialName'} is undefined."
    )


@pytest.mark.parametrize("other", ["ExperimentName", "TrialName"])
def test_experiment_config_that_is_made_of_itself_is_undefined(other: str) -> None:
    config = {"ExperimentName": get(f"PipelineExperimentConfig.{other}"), "TrialName": "t"}
    path = get("PipelineExperimentConfig.ExperimentName")

    assert refusal_of(path, PipelineExperimentConfig=config) == (
        "PipelineExperimentConfig.ExperimentName: "
        f"{{'Get': 'PipelineExperimentConfig.{other}'}} is undefined."
    )


@pytest.mark.parametrize(
    ("path", "items", "values"),
    [
        ("ForEach.CurrentItem", ["a", 2, 0.5, True], ["a", 2, 0.5, True]),
        ("ForEach.CurrentItem", [{"a": 1}], [{"a": 1}]),
        ("ForEach.CurrentItem.a.b", [{"a": {"b": 1}}, {"a": {"b": "x"}}], [1, "x"]),
        ("ForEach.CurrentItem['a.b'][1]", [{"a.b": [1, 2]}], [2]),
        ("ForEach.CurrentItem.a", ['{"a": 1}'], [1]),
    ],
)
def test_item_and_what_is_in_it_are_read_in_the_body(
    path: str, items: list[Any], values: list[Any]
) -> None:
    assert items_read(path, items) == values


@pytest.mark.parametrize("item", [{"b": 1}, "text", 3, [1]])
def test_member_that_an_item_lacks_fails_the_step(item: Any) -> None:
    text = {"Name": "Items", "Type": "String", "DefaultValue": json.dumps([item])}

    trace = execute(
        loop(get("Parameters.Items"), body(get("ForEach.CurrentItem.a"))), parameters=[text]
    )

    assert trace["Body-0"].reason == ("Steps[Body].Arguments.value: the item has no 'a'")


def test_literal_items_may_be_expressions() -> None:
    trace = execute(
        training(),
        loop(
            ["a", get("Steps.Train.OutputDataConfig.S3OutputPath")],
            body(join("<", get("ForEach.CurrentItem"), ">")),
        ),
    )

    assert [trace[f"Body-{i}"].arguments["value"] for i in range(2)] == ["<a>", "<s3://b/models>"]


def test_body_reads_the_steps_of_its_own_iteration_and_those_around() -> None:
    first = function("First", n="Integer")
    second = {
        **function("Second"),
        "Arguments": {
            "own": get("Steps.First.OutputParameters['n']"),
            "outer": get("Steps.Train.TrainingJobStatus"),
        },
    }
    each = loop(["a", "b"], first, ForEachBody=[first, second])
    given = {
        "steps": {"Each": {"iterations": {i: {"First": {"outputs": {"n": i}}} for i in (0, 1)}}}
    }

    trace = execute(training(), each, given=given)

    assert [trace[f"Second-{i}"].arguments for i in range(2)] == [
        {"own": 0, "outer": "Completed"},
        {"own": 1, "outer": "Completed"},
    ]


def test_body_step_is_no_step_to_those_outside() -> None:
    assert refusal_of(get("Steps.Body.OutputParameters['n']"), loop(["a"], body("x"))) == (
        "Steps[Read].Arguments.value: {'Get': 'Steps.Body'} is undefined."
    )


def test_loop_tells_its_counts_and_the_outputs_of_its_iterations() -> None:
    given = {
        "steps": {"Each": {"iterations": {i: {"Body": {"outputs": {"n": i}}} for i in (0, 1)}}}
    }
    each = loop(["a", "b"], body("x"))
    values = {
        "Status": "Succeeded",
        "InputItemCount": 2,
        "TotalStepCount": 2,
        "SucceededStepCount": 2,
        "FailedStepCount": 0,
        "StoppedStepCount": 0,
        "IterationOutputs[1].Body.OutputParameters['n']": 1,
    }

    assert {
        path: value_of(get(f"Steps.Each.{path}"), each, given=given) for path in values
    } == values


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("IterationOutputs[2].Body.OutputParameters['n']", "'Each' has no iteration '2'"),
        ("Selected.OutputParameters['n']", "'Each' has selected no iteration"),
    ],
)
def test_iteration_that_does_not_exist_fails_the_reader(path: str, words: str) -> None:
    assert refusal_of(get(f"Steps.Each.{path}"), loop(["a", "b"], body("x"))) == (
        f"Steps[Read].Arguments.value: {words}"
    )


@pytest.mark.parametrize(("pick", "selected"), [("MaxBy", 5), ("MinBy", 2)])
def test_selected_is_the_iteration_that_the_selector_picks(pick: str, selected: int) -> None:
    field = {"Pick": pick, "Field": get("IterationOutput.Body.OutputParameters['n']")}
    each = loop(["a", "b", "c"], body("x"), Selector=field)
    outputs = {i: {"Body": {"outputs": {"n": n}}} for i, n in enumerate((3, 5, 2))}
    given = {"steps": {"Each": {"iterations": outputs}}}

    found = value_of(get("Steps.Each.Selected.OutputParameters['n']"), each, given=given)

    assert found == selected


def test_missing_output_of_an_iteration_is_told_by_the_iteration() -> None:
    path = get("Steps.Each.IterationOutputs[1].Body.OutputParameters['n']")

    trace = execute(loop(["a", "b"], body("x")), check(condition("Equals", path, 1)))

    assert [need.given for need in trace.needs] == ["steps.Each.iterations.1.Body.outputs.n"]


@pytest.mark.parametrize("levels", [300, 100_000])
def test_item_that_is_nested_beyond_reading_is_a_text(levels: int) -> None:
    trace = execute(loop(["[" * levels + "]" * levels], body(get("ForEach.CurrentItem.a"))))

    assert "has no 'a'" in (trace["Body-0"].reason or "")
