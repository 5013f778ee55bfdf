"""What is given of the outside world: what each entry does, and what does not fit a definition."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from pipelint.simulate import InputError
from tests.simulate.requests import (
    check,
    condition,
    execute,
    function,
    get,
    join,
    json_get,
    processing,
    reader,
    result_of,
    step,
    training,
    value_of,
)

LOOP = step(
    "Each",
    "ForEach",
    {
        "IterableItems": ["a", "b"],
        "MaxConcurrency": 2,
        "ForEachBody": [function("Body", n="Integer")],
    },
)
STEPS = (processing(), training(), function(n="Integer", rate="Float", ok="Boolean", s="String"))
WANTED = "the response has a value of type"
TIME = "expected 2020-12-01T00:00:00Z"
COUNT = {"Name": "Count", "Type": "Integer", "DefaultValue": 1}


def faults(given: Any, *steps: Any, lenient: bool = False) -> list[str]:
    """What is wrong with what is given, none if an execution comes to an end."""
    try:
        execute(*(steps or STEPS), given=given, lenient=lenient, parameters=[COUNT])
    except InputError as error:
        return [str(fault) for fault in error.faults]
    return []


def of_step(name: str, **entry: Any) -> dict[str, Any]:
    """What is given of one step."""
    return {"steps": {name: entry}}


# What an entry does


def test_parameters_are_given_and_those_of_the_start_come_before_them() -> None:
    count = get("Parameters.Count")
    given = {"parameters": {"Count": 2}}

    assert value_of(count, parameters=[COUNT], given=given) == 2
    assert value_of(count, parameters=[COUNT], given=given, start={"Count": 3}) == 3


def test_property_file_is_read() -> None:
    given = of_step("Prep", property_files={"Report": {"mse": {"value": 4.2}}})

    assert value_of(json_get("mse.value"), processing(), given=given) == 4.2


def test_properties_are_laid_over_the_response() -> None:
    given = of_step("Train", properties={"TrainingJobName": "train-1"})

    trace = execute(training(), reader(get("Steps.Train.TrainingJobName")), given=given)

    assert trace["Read"].arguments == {"value": "train-1"}
    assert trace.made_up == {}


@pytest.mark.parametrize(
    ("name", "output"), [("n", 3), ("rate", 0.5), ("ok", True), ("s", "a")]
)  # fmt: skip
def test_output_is_read_with_its_type(name: str, output: Any) -> None:
    given = of_step("Ask", outputs={name: output})

    found = value_of(get(f"Steps.Ask.OutputParameters['{name}']"), STEPS[2], given=given)

    assert (found, type(found)) == (output, type(output))


def test_whole_number_for_a_float_output_is_a_float() -> None:
    given = of_step("Ask", outputs={"rate": 2})

    found = value_of(get("Steps.Ask.OutputParameters['rate']"), STEPS[2], given=given)

    assert (found, type(found)) == (2.0, float)


def test_result_of_a_function_is_read_under_result() -> None:
    uri = result_of("Train")
    given = of_step("Train", result={"auc": [0.93]})

    assert value_of(json_get("Result['auc'][0]", S3Uri=uri), training(), given=given) == 0.93
    assert (
        value_of(json_get("Result", S3Uri=uri), training(), given=of_step("Train", result=7)) == 7
    )


def test_result_may_be_null_and_then_fails_its_reader() -> None:
    uri = result_of("Train")

    trace = execute(
        training(), reader(json_get("Result", S3Uri=uri)), given=of_step("Train", result=None)
    )

    assert trace["Read"].reason == (
        "Steps[Read].Arguments.value: the Std:JsonGet of 'Result' is null"
    )


def test_failing_attempts_are_given_by_type_and_reason() -> None:
    trace = execute(
        training(), given=of_step("Train", fails=[{"type": "AlgorithmError", "reason": "no data"}])
    )

    assert trace["Train"].status == "Failed"
    assert trace["Train"].reason == "no data"


@pytest.mark.parametrize("fails", ["always", [{}], [None]])
def test_failing_attempt_without_a_type_is_a_client_error(fails: Any) -> None:
    trace = execute(training(), given=of_step("Train", fails=fails))

    assert (trace["Train"].status, trace["Train"].reason) == ("Failed", "ClientError")


def test_duration_is_that_of_each_attempt() -> None:
    policy = {
        "ExceptionType": ["SageMaker.CAPACITY_ERROR"],
        "IntervalSeconds": 10,
        "MaxAttempts": 1,
    }
    train = {**training(), "RetryPolicies": [policy]}
    given = of_step("Train", duration=90, fails=["SageMaker.CAPACITY_ERROR"])

    trace = execute(train, given=given)

    assert trace["Train"].status == "Succeeded"
    assert trace["Train"].ended_at == "2020-12-01T00:03:10Z"


def test_step_that_stops_is_stopped() -> None:
    assert execute(training(), given=of_step("Train", stops=True))["Train"].status == "Stopped"


def test_object_in_s3_is_found_by_its_resolved_uri() -> None:
    uri = join("s3:/", get("Parameters.Bucket"), "m.json", on="/")
    bucket = {"Name": "Bucket", "Type": "String", "DefaultValue": "b"}
    given = {"s3": {"s3://b/m.json": {"auc": 0.93}}}

    assert value_of(json_get("auc", S3Uri=uri), parameters=[bucket], given=given) == 0.93


def test_object_may_be_found_by_the_text_that_a_parameter_makes_of_its_uri() -> None:
    uri = join(get("Parameters.Folder"), "m.json", on="/")
    folder = {"Name": "Folder", "Type": "String", "DefaultValue": "folder"}
    given = {"s3": {"folder/m.json": {"auc": 0.93}}}

    assert value_of(json_get("auc", S3Uri=uri), parameters=[folder], given=given) == 0.93


def test_execution_variables_are_given() -> None:
    given = {"execution": {"PipelineExecutionId": "abc123", "CurrentDateTime": "today"}}

    assert value_of(get("Execution.PipelineExecutionId"), given=given) == "abc123"
    assert value_of(get("Execution.CurrentDateTime"), given=given) == "today"
    assert value_of(get("Execution.PipelineExecutionArn"), given=given) == (
        "arn:aws:sagemaker:us-east-1:111122223333:pipeline/pipeline/execution/abc123"
    )


def test_iteration_has_entries_of_its_own_by_body_step() -> None:
    given = of_step(
        "Each", iterations={0: {"Body": {"outputs": {"n": 5}}}, "1": {"Body": {"stops": True}}}
    )

    trace = execute(LOOP, given=given)

    assert trace["Body-0"].response == {"OutputParameters": {"n": 5}}
    assert trace["Body-1"].status == "Stopped"


def test_entry_of_a_body_step_holds_where_an_iteration_says_nothing_else() -> None:
    given = {
        "steps": {
            "Body": {"outputs": {"n": 5}, "duration": 10},
            "Each": {"iterations": {1: {"Body": {"duration": 20}}}},
        }
    }

    trace = execute(LOOP, given=given)

    assert trace["Body-1"].response == {"OutputParameters": {"n": 5}}
    assert (trace["Body-0"].ended_at, trace["Body-1"].ended_at) == (
        "2020-12-01T00:00:10Z",
        "2020-12-01T00:00:20Z",
    )


@pytest.mark.parametrize(
    ("base", "own"),
    [({"stops": True}, {"stops": False}), ({"fails": "always"}, {"fails": []})],
)
def test_iteration_takes_back_what_is_said_of_its_body_step(
    base: dict[str, Any], own: dict[str, Any]
) -> None:
    given = {"steps": {"Body": base, "Each": {"iterations": {"0": {"Body": own}}}}}

    assert execute(LOOP, given=given)["Body-0"].status == "Succeeded"


def test_outputs_of_an_iteration_are_added_to_those_of_its_body_step() -> None:
    body = function("Body", n="Integer", m="Integer")
    loop = step("Each", "ForEach", {**LOOP["Arguments"], "ForEachBody": [body]})
    given = {
        "steps": {
            "Body": {"outputs": {"n": 5, "m": 6}},
            "Each": {"iterations": {"1": {"Body": {"outputs": {"m": 7}}}}},
        }
    }

    trace = execute(loop, given=given)

    assert trace["Body-0"].response == {"OutputParameters": {"n": 5, "m": 6}}
    assert trace["Body-1"].response == {"OutputParameters": {"n": 5, "m": 7}}


# What does not fit


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ([], "given: is a list, not a mapping"),
        ({"step": {}}, "step: is not an entry of what is given: did you mean 'steps'?"),
        ({"steps": []}, "steps: is a list, not a mapping"),
        (of_step("Trian"), "steps.Trian: is not a step of this definition: did you mean 'Train'?"),
        (
            of_step("Train", fials="always"),
            "steps.Train.fials: is not an entry of a step: did you mean 'fails'?",
        ),
        (
            of_step("Train", iterations={}),
            "steps.Train.iterations: a Training step has no 'iterations'",
        ),
        (
            of_step("Prep", property_files={"Reprot": {}}),
            "steps.Prep.property_files.Reprot: is not a property file of 'Prep': "
            "did you mean 'Report'?",
        ),
        (
            of_step("Ask", outputs={"nn": 1}),
            "steps.Ask.outputs.nn: is not an output of 'Ask': did you mean 'n'?",
        ),
        (
            of_step("Ask", outputs={"n": "1"}),
            "steps.Ask.outputs.n: is a string, 'n' is declared as 'Integer'",
        ),
        (
            of_step("Ask", outputs={"n": 1.0}),
            "steps.Ask.outputs.n: is 1.0, a number with a fraction, 'n' is declared as 'Integer'",
        ),
        (
            of_step("Ask", outputs={"n": True}),
            "steps.Ask.outputs.n: is a boolean, 'n' is declared as 'Integer'",
        ),
        (
            of_step("Ask", outputs={"ok": 1}),
            "steps.Ask.outputs.ok: is an integer, 'ok' is declared as 'Boolean'",
        ),
        (
            of_step("Ask", outputs={"s": None}),
            "steps.Ask.outputs.s: is null, 's' is declared as 'String'",
        ),
        (
            of_step("Ask", outputs={"rate": 10**400}),
            f"steps.Ask.outputs.rate: is 1{'0' * 58}…, beyond the numbers of a Float, "
            "'rate' is declared as 'Float'",
        ),
        (
            of_step("Ask", result=1),
            "steps.Ask.result: only a step made of a function, of type Training, has a result",
        ),
        (
            of_step("Train", fails="SageMaker.CAPACITY_ERROR"),
            "steps.Train.fails: is neither 'always' nor a list of failing attempts",
        ),
        (of_step("Train", fails=[3]), "steps.Train.fails[0]: is an integer, not a mapping"),
        (
            of_step("Train", fails=["a", {"tpye": "b"}]),
            "steps.Train.fails[1].tpye: is not a member of a failing attempt: did you mean 'type'?",
        ),
        (
            of_step("Train", fails=["Sagemaker.CAPACITY_ERROR"]),
            "steps.Train.fails[0]: is not an exception type: "
            "did you mean 'SageMaker.CAPACITY_ERROR'?",
        ),
        (
            of_step("Train", fails=[{"type": "Step.THROTLING"}]),
            "steps.Train.fails[0].type: is not an exception type: did you mean 'Step.THROTTLING'?",
        ),
        (
            of_step("Train", fails=[{"reason": 3}]),
            "steps.Train.fails[0].reason: is an integer, not a string",
        ),
        (of_step("Train", duration="90"), "steps.Train.duration: is no number of seconds"),
        (of_step("Train", duration=-1), "steps.Train.duration: is no number of seconds"),
        (of_step("Train", duration=True), "steps.Train.duration: is no number of seconds"),
        (of_step("Train", duration=float("nan")), "steps.Train.duration: is no number of seconds"),
        (of_step("Train", duration=10**400), "steps.Train.duration: is no number of seconds"),
        (of_step("Train", stops="yes"), "steps.Train.stops: is a string, not true or false"),
        (
            of_step("Train", fails="always", stops=True),
            "steps.Train.stops: is said beside 'fails: always': it can end one way only",
        ),
        (
            of_step("Train", duration=1e10),
            "steps.Train.duration: is longer than ten years: expected at most 315360000 seconds",
        ),
        ({"s3": {3: {}}}, "s3.3: is no URI: expected 's3://bucket/key'"),
        ({"s3": {"b/m": {}}}, "s3.b/m: is no URI: expected 's3://bucket/key'"),
        (
            {"execution": {"PipelineNmae": "a"}},
            "execution.PipelineNmae: is not an execution variable: did you mean 'PipelineName'?",
        ),
        (
            {"execution": {"TrainingJobName": "a"}},
            "execution.TrainingJobName: is not an execution variable",
        ),
        (
            {"execution": {"PipelineName": 3}},
            "execution.PipelineName: is an integer, not a string",
        ),
        (
            {"parameters": {"Cuont": 3}},
            "parameters.Cuont: Unknown parameter 'Cuont': did you mean 'Count'?",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_place(given: Any, fault: str) -> None:
    assert faults(given) == [fault]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (float("nan"), "is NaN, which JSON does not have"),
        (float("-inf"), "is no finite number"),
        (Decimal("0.9"), "is of the type 'Decimal', which JSON does not have"),
        ({1}, "is of the type 'set', which JSON does not have"),
        (b"a", "is of the type 'bytes', which JSON does not have"),
    ],
    ids=["nan", "infinity", "decimal", "set", "bytes"],
)
@pytest.mark.parametrize("lenient", [False, True])
def test_value_that_json_does_not_have_is_refused_wherever_it_is_given(
    value: Any, words: str, lenient: bool
) -> None:
    fitted = training("Fit")
    places: dict[str, dict[str, Any]] = {
        "steps.Prep.property_files.Report.a[1]": of_step(
            "Prep", property_files={"Report": {"a": [1, value]}}
        ),
        "steps.Ask.outputs.rate": of_step("Ask", outputs={"rate": value}),
        "steps.Fit.result": of_step("Fit", result=value),
        "steps.Train.properties.FinalMetricDataList.a.Value": of_step(
            "Train", properties={"FinalMetricDataList": {"a": {"Value": value}}}
        ),
        "s3.s3://b/m.a": {"s3": {"s3://b/m": {"a": value}}},
    }

    for path, given in places.items():
        assert faults(given, *STEPS, fitted, lenient=lenient) == [f"{path}: {words}"]


def test_key_that_json_does_not_have_is_refused() -> None:
    given = of_step("Prep", property_files={"Report": {3: 1}})

    assert faults(given) == [
        "steps.Prep.property_files.Report.3: is no text: 3 cannot be a key in JSON"
    ]


def test_fake_that_gives_no_json_is_refused() -> None:
    with pytest.raises(InputError, match=r"^fakes\.Train\.properties\.TrainingJobName: is of the"):
        execute(training(), fakes={"Train": lambda _: {"properties": {"TrainingJobName": b"a"}}})


def test_mappings_and_tuples_of_python_are_read_as_json() -> None:
    content = MappingProxyType({"mse": (MappingProxyType({"value": 4.2}),)})
    given = of_step("Prep", property_files={"Report": content})

    assert value_of(json_get("mse[0].value"), processing(), given=given) == 4.2


@pytest.mark.parametrize(
    ("properties", "fault"),
    [
        (
            {"TrainingJobNmae": "a"},
            ".TrainingJobNmae: is not a property of 'Train': did you mean 'TrainingJobName'?",
        ),
        ({"TrainingJobName": 3}, f".TrainingJobName: is an integer, {WANTED} 'string'"),
        ({"TrainingJobName": None}, f".TrainingJobName: is null, {WANTED} 'string'"),
        ({"TrainingJobName": {}}, f".TrainingJobName: is an object, {WANTED} 'string'"),
        (
            {"BillableTimeInSeconds": 1.5},
            f".BillableTimeInSeconds: is a number, {WANTED} 'integer'",
        ),
        ({"ModelArtifacts": "s3://b"}, f".ModelArtifacts: is a string, {WANTED} 'structure'"),
        ({"ModelArtifacts": {"S3": "a"}}, ".ModelArtifacts.S3: is not a member of the response"),
        (
            {"TrainingJobStatus": "Done"},
            ".TrainingJobStatus: is 'Done', expected one of "
            "'Completed', 'Deleting', 'Failed', 'InProgress', 'Stopped', 'Stopping'",
        ),
        (
            {"FinalMetricDataList": [{"MetricName": "a", "Value": "1"}]},
            f".FinalMetricDataList[0].Value: is a string, {WANTED} 'float'",
        ),
        (
            {"FinalMetricDataList": {"a": {"Vlaue": 1}}},
            ".FinalMetricDataList.a.Vlaue: is not a member of the response: did you mean 'Value'?",
        ),
        (
            {"SecondaryStatusTransitions": {"a": {}}},
            ".SecondaryStatusTransitions: is a mapping; the elements of this list have no names",
        ),
        (
            {"FinalMetricDataList": {"val:acc": {"Value": 0.9}, 0: {"MetricName": "x"}}},
            ".FinalMetricDataList.0: is no text: 0 cannot be a key in JSON",
        ),
        ({"HyperParameters": {"a": 1}}, f".HyperParameters.a: is an integer, {WANTED} 'string'"),
        ({"CreationTime": "garbage"}, f".CreationTime: is no time: 'garbage', {TIME}"),
        ({"CreationTime": "2020-13-45"}, f".CreationTime: is no time: '2020-13-45', {TIME}"),
        (
            {"SecondaryStatusTransitions": [{"StartTime": ""}]},
            f".SecondaryStatusTransitions[0].StartTime: is no time: '', {TIME}",
        ),
    ],
)  # fmt: skip
def test_properties_are_held_against_the_shape_of_the_response(
    properties: dict[str, Any], fault: str
) -> None:
    assert faults(of_step("Train", properties=properties)) == [f"steps.Train.properties{fault}"]


@pytest.mark.parametrize(
    ("step_given", "properties", "fault"),
    [
        (
            processing(),
            {"ProcessingOutputConfig": {"Outputs": {"trian": {"AppManaged": True}}}},
            "steps.Prep.properties.ProcessingOutputConfig.Outputs.trian: is not in the request "
            "of 'Prep', which the response repeats: did you mean 'train'?",
        ),
        (
            training(HyperParameters={"rate": "1"}),
            {"HyperParameters": {"rtae": "2"}},
            "steps.Train.properties.HyperParameters.rtae: is not in the request of 'Train', "
            "which the response repeats: did you mean 'rate'?",
        ),
    ],
)
def test_name_that_is_not_in_the_repeated_request_is_refused(
    step_given: dict[str, Any], properties: dict[str, Any], fault: str
) -> None:
    given = of_step(step_given["Name"], properties=properties)

    assert faults(given, step_given) == [fault]
    assert faults(given, step_given, lenient=True) == []


def test_name_is_refused_in_an_iteration_too() -> None:
    items = {"IterableItems": ["a"], "MaxConcurrency": 1, "ForEachBody": [processing("properties")]}
    outputs = {"ProcessingOutputConfig": {"Outputs": {"trian": {"AppManaged": True}}}}
    given = of_step("Each", iterations={0: {"properties": {"properties": outputs}}})

    [fault] = faults(given, step("Each", "ForEach", items))

    assert fault == (
        "steps.Each.iterations.0.properties.properties.ProcessingOutputConfig.Outputs.trian: is "
        "not in the request of 'properties', which the response repeats: did you mean 'train'?"
    )


@pytest.mark.parametrize(
    ("step_given", "properties"),
    [
        # What the service fills in, what no request has, a whole list, and names that vary.
        (training(), {"FinalMetricDataList": {"acc": {"Value": 1.0}}}),
        (training(), {"HyperParameters": {"rate": "2"}}),
        (
            training(AlgorithmSpecification={"MetricDefinitions": [{"Name": "a", "Regex": "a"}]}),
            {"AlgorithmSpecification": {"MetricDefinitions": {"b": {"Regex": "b"}}}},
        ),
        (processing(), {"ProcessingOutputConfig": {"Outputs": [{"OutputName": "other"}]}}),
        (processing(Environment={"a": "1"}), {"Environment": {"a": "2"}}),
        (
            processing(
                ProcessingOutputConfig={"Outputs": [{"OutputName": get("Parameters.Count")}]}
            ),
            {"ProcessingOutputConfig": {"Outputs": {"other": {"AppManaged": True}}}},
        ),
    ],
)
def test_name_that_the_response_may_have_is_taken(
    step_given: dict[str, Any], properties: dict[str, Any]
) -> None:
    count = {**COUNT, "Type": "String", "DefaultValue": "x"}
    name = step_given["Name"]

    trace = execute(step_given, given=of_step(name, properties=properties), parameters=[count])

    assert trace[name].status == "Succeeded"


def test_entry_of_a_child_is_refused_with_the_place_to_write_it() -> None:
    assert faults({"steps": {"Body-0": {"fails": "always"}}}, LOOP) == [
        "steps.Body-0: is an iteration of a step, not a step: "
        "write 'Each: {iterations: {0: {Body: …}}}'"
    ]


def test_iteration_beyond_a_literal_list_is_refused() -> None:
    given = of_step("Each", iterations={1: {}, 7: {"Body": {"stops": True}}})
    empty = {**LOOP, "Arguments": {**LOOP["Arguments"], "IterableItems": []}}

    assert faults(given, LOOP) == [
        "steps.Each.iterations.7: 'Each' has no such item: the last is number 1, counted from 0"
    ]
    assert faults(of_step("Each", iterations={0: {}}), empty) == [
        "steps.Each.iterations.0: 'Each' has no items"
    ]


@pytest.mark.parametrize(
    "properties",
    [
        {"Novelty": 1},
        {"TrainingJobName": 3},
        {"ModelArtifacts": {"S3": "a"}},
        {"TrainingJobStatus": "Done"},
        {"SecondaryStatusTransitions": {"a": {}}},
        {"HyperParameters": {"a": 1}},
    ],
)
def test_lenient_takes_members_and_types_that_the_api_does_not_know(
    properties: dict[str, Any],
) -> None:
    assert faults(of_step("Train", properties=properties), lenient=True) == []


def test_value_of_another_type_fails_its_reader() -> None:
    count = get("Steps.Train.BillableTimeInSeconds")
    train = training("Other", ResourceConfig={"InstanceCount": count})
    given = of_step("Train", properties={"BillableTimeInSeconds": "many"})

    trace = execute(training(), train, given=given, lenient=True)

    assert trace["Other"].reason == (
        "Steps[Other].Arguments.ResourceConfig.InstanceCount: Cannot assign property reference "
        "[Steps.Train.BillableTimeInSeconds] to argument of type [Integer]."
    )


def test_outputs_are_given_as_outputs_and_not_as_properties() -> None:
    given = of_step("Ask", properties={"OutputParameters": {"n": 1}})

    assert faults(given) == [
        "steps.Ask.properties.OutputParameters: is given as 'outputs', beside 'properties'"
    ]


@pytest.mark.parametrize("name", ["Check", "End"])
def test_step_that_has_no_job_takes_no_entries(name: str) -> None:
    steps = (
        check(condition("Equals", 1, 1)),
        step("End", "Fail", {"ErrorMessage": "no"}),
    )
    kind = {"Check": "Condition", "End": "Fail"}[name]

    assert faults(of_step(name, fails="always"), *steps) == [
        f"steps.{name}.fails: a {kind} step has no 'fails'"
    ]


@pytest.mark.parametrize(
    ("iterations", "fault"),
    [
        ({"first": {}}, "first: is no iteration: they are counted from 0"),
        ({"-1": {}}, "-1: is no iteration: they are counted from 0"),
        ({0: []}, "0: is a list, not a mapping"),
        (
            {"0": {"Bdoy": {}}},
            "0.Bdoy: is not a step in the body of 'Each': did you mean 'Body'?",
        ),
        (
            {"0": {"Body": {"outputs": {"n": "1"}}}},
            "0.Body.outputs.n: is a string, 'n' is declared as 'Integer'",
        ),
    ],
)
def test_iterations_are_held_against_the_body(iterations: Any, fault: str) -> None:
    assert faults(of_step("Each", iterations=iterations), LOOP) == [
        f"steps.Each.iterations.{fault}"
    ]


def test_all_faults_are_told_at_once() -> None:
    given = {"steps": {"Train": {"stops": 1}}, "execution": {"A": "b"}, "parameters": {"B": 1}}

    assert faults(given) == [
        "steps.Train.stops: is an integer, not true or false",
        "execution.A: is not an execution variable",
        "parameters.B: Unknown parameter 'B'",
    ]


# Fakes


def test_fake_gets_the_resolved_request_and_gives_an_entry() -> None:
    requests: list[Any] = []

    def ask(request: dict[str, Any]) -> dict[str, Any]:
        requests.append(request)
        return {"outputs": {"n": 7}}

    asked = {**function(n="Integer"), "Arguments": {"count": get("Parameters.Count")}}

    found = value_of(
        get("Steps.Ask.OutputParameters['n']"), asked, parameters=[COUNT], fakes={"Ask": ask}
    )

    assert found == 7
    assert requests == [{"count": 1}]


def test_request_of_a_fake_is_its_own() -> None:
    def ask(request: dict[str, Any]) -> None:
        request["nested"]["key"].append("more")

    asked = {**function(), "Arguments": {"nested": {"key": ["a"]}}}

    assert execute(asked, fakes={"Ask": ask})["Ask"].arguments == {"nested": {"key": ["a"]}}


def test_fake_of_a_body_step_holds_in_every_iteration_and_that_of_a_child_in_its_own() -> None:
    fakes = {
        "Body": lambda request: {"outputs": {"n": 1}},
        "Body-1": lambda request: {"outputs": {"n": 2}},
    }

    trace = execute(LOOP, fakes=fakes)

    assert trace["Body-0"].response == {"OutputParameters": {"n": 1}}
    assert trace["Body-1"].response == {"OutputParameters": {"n": 2}}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"outputs": {"n": "7"}}, "fakes.Ask.outputs.n: is a string, 'n' is declared as 'Integer'"),
        (7, "fakes.Ask: is an integer, not a mapping"),
    ],
)
def test_what_a_fake_gives_is_held_against_the_step(entry: Any, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        execute(function(n="Integer"), fakes={"Ask": lambda request: entry})

    assert [str(each) for each in caught.value.faults] == [fault]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Aks", "is not a step of this definition: did you mean 'Ask'?"),
        ("Ask-0", "is not a step of this definition: did you mean 'Ask'?"),
        ("Body-x", "is not a step of this definition: did you mean 'Body'?"),
        ("Each", "a ForEach step has no fake"),
    ],
)
def test_fake_that_nobody_would_call_is_refused(name: str, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        execute(function(), LOOP, fakes={name: lambda request: {}})

    assert [str(each) for each in caught.value.faults] == [f"fakes.{name}: {fault}"]
