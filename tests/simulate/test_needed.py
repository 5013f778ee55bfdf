"""The inputs that decide, whatever way an execution takes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelint.simulate import Input, needed, put, sample_given, simulate
from pipelint.targets import load
from pipelint.testing.strategies import definitions, parameters
from tests.simulate.requests import (
    OUTPUTS,
    among,
    check,
    condition,
    execute,
    facts_of,
    function,
    get,
    join,
    json_get,
    processing,
    result_of,
    step,
    training,
)

OBJECT = ("s3://pipelint/u", "s3://pipelint/u/m.json")
COUNT = get("Steps.Ask.OutputParameters['n']")


def inputs(*steps: Any, **top: Any) -> tuple[Input, ...]:
    """The inputs that decide in a definition."""
    return needed(facts_of(*steps, **top))


def samples(*steps: Any, **top: Any) -> dict[str, Any]:
    """The samples of the inputs by their paths."""
    return {each.given: each.sample for each in inputs(*steps, **top)}


def test_definition_that_decides_nothing_needs_nothing() -> None:
    assert inputs(processing(), training()) == ()


def test_parameter_without_a_default_is_needed() -> None:
    text, mode = (
        {"Name": "Uri", "Type": "String"},
        {"Name": "Mode", "Type": "String", "EnumValues": ["b", "a"]},
    )
    count = {"Name": "Count", "Type": "Integer"}
    known = {"Name": "Known", "Type": "Integer", "DefaultValue": 1}

    assert inputs(parameters=[text, mode, count, known]) == (
        Input(("parameters", "Uri"), "String", "parameter", None, "/Parameters/0", (), "Uri"),
        Input(
            ("parameters", "Mode"), "String", "parameter", None, "/Parameters/1", ("b", "a"), "b"
        ),
        Input(("parameters", "Count"), "Integer", "parameter", None, "/Parameters/2", (), 1),
    )


def test_parameter_that_a_start_gives_is_not_needed() -> None:
    facts = load(
        {
            "Version": "2020-12-01",
            "Parameters": [{"Name": name, "Type": "String"} for name in ("A", "B", "C")],
            "Steps": [],
        }
    ).facts

    found = needed(facts, {"A": "a"}, {"parameters": {"B": "b"}})

    assert [each.path for each in found] == [("parameters", "C")]


def test_operand_is_told_with_what_it_is_compared_with() -> None:
    rate = get("Steps.Ask.OutputParameters['rate']")
    conditions = [condition("GreaterThan", rate, 0.5), condition("LessThan", 2.5, rate)]

    assert inputs(function(rate="Float"), check(*conditions)) == (
        Input(
            ("steps", "Ask", "outputs", "rate"),
            "Float",
            "operand",
            "Check",
            "/Steps/1/Arguments/Conditions/0/LeftValue",
            (0.5, 2.5),
            0.6,
            (0.5, 2.5),
        ),
    )


@pytest.mark.parametrize(
    ("right", "default", "compared", "written"),
    [(3, None, (3,), (3,)), ("Limit", 5, (5,), (5,)), ("Limit", None, (1,), ())],
)
def test_a_value_of_a_parameter_that_nobody_gave_is_not_written_in_the_definition(
    right: Any, default: int | None, compared: tuple[int, ...], written: tuple[int, ...]
) -> None:
    limit = get(f"Parameters.{right}") if right == "Limit" else right
    below = condition("LessThan", get("Steps.Ask.OutputParameters['n']"), limit)

    parameter: dict[str, Any] = {"Name": "Limit", "Type": "Integer"}
    if default is not None:
        parameter["DefaultValue"] = default
    *_, found = inputs(function(n="Integer"), check(below), parameters=[parameter])

    assert found.given == "steps.Ask.outputs.n"
    assert (found.compared, found.written) == (compared, written)


def test_type_of_a_value_in_a_file_is_that_of_the_other_operand() -> None:
    [found] = inputs(processing(), check(condition("Equals", json_get("mode"), True)))

    assert (found.given, found.type, found.sample) == (
        "steps.Prep.property_files.Report.mode",
        "Boolean",
        True,
    )


def test_query_is_compared_with_all_of_its_values() -> None:
    [found] = inputs(
        function(s="String"), check(among("In", get("Steps.Ask.OutputParameters['s']"), "a", "b"))
    )

    assert found.compared == ("a", "b")


def test_what_else_is_read_of_a_file_is_told_last() -> None:
    reads = {**function("Tell"), "Arguments": {"x": json_get("names[0]"), "y": json_get("mode")}}
    count = {"ResourceConfig": {"InstanceCount": json_get("count")}}
    steps = (
        processing(),
        reads,
        training(**count),
        check(condition("Equals", json_get("mode"), "x")),
    )

    mode, *others = inputs(*steps)

    assert (mode.given, mode.use) == ("steps.Prep.property_files.Report.mode", "operand")
    file = ("steps", "Prep", "property_files", "Report")
    assert [tuple(each) for each in others] == [
        ((*file, *keys), kind, "file", None, "", (), sample, ())
        for keys, kind, sample in ((("names", 0), "Any", "a"), (("count",), "Integer", 1))
    ]
    assert ends(*steps) == "Succeeded"


@pytest.mark.parametrize(
    ("uri", "output", "key"),
    [
        (join(get("Steps.Ask.OutputParameters['u']"), "m.json", on="/"), *OBJECT),
        (join("s3://b/", get("Steps.Ask.OutputParameters['u']")), "a", "s3://b/a"),
    ],
)
def test_output_that_the_uri_of_a_file_is_made_of_decides(uri: Any, output: str, key: str) -> None:
    steps = (function(u="String"), check(condition("Equals", json_get("a", S3Uri=uri), 1)))

    assert sample_given(inputs(*steps)) == {
        "steps": {"Ask": {"outputs": {"u": output}}},
        "s3": {key: {"a": 1}},
    }
    assert [need.given for need in execute(*steps).needs] == ["steps.Ask.outputs.u"]
    assert ends(*steps) == "Succeeded"


def test_uri_is_made_of_the_sample_of_an_output_that_is_compared_as_well() -> None:
    text = get("Steps.Ask.OutputParameters['u']")
    value = json_get("a", S3Uri=join("s3://b/", text))
    steps = (
        function(u="String"),
        check(condition("Equals", text, "x"), condition("Equals", value, 1)),
    )

    assert samples(*steps) == {"steps.Ask.outputs.u": "x", "s3.s3://b/x.a": 1}
    assert ends(*steps) == "Succeeded"


def test_value_of_a_file_in_a_text_has_the_type_that_another_place_wants() -> None:
    steps = (
        processing(),
        training(ResourceConfig={"InstanceCount": json_get("n")}),
        check(
            condition("Equals", join("a", json_get("n"), json_get("m")), "x"),
            condition("LessThan", 0.5, json_get("m")),
        ),
    )

    assert {each.path[-1]: (each.type, each.sample) for each in inputs(*steps)} == {
        "n": ("Integer", 1),
        "m": ("Float", 0.6),
    }
    assert ends(*steps) == "Succeeded"


def test_selector_that_a_condition_compares_as_well_is_told_by_the_condition() -> None:
    score = "OutputParameters['score']"
    selector = {"Pick": "MaxBy", "Field": get(f"IterationOutput.B.{score}")}
    loop = {
        "IterableItems": ["x"],
        "ForEachBody": [function("B", score="Float")],
        "Selector": selector,
    }
    decision = condition("GreaterThan", get(f"Steps.Each.Selected.{score}"), 0.5)

    [found] = inputs(step("Each", "ForEach", loop), check(decision))

    assert found.given == "steps.B.outputs.score"
    assert (found.use, found.step, found.compared, found.sample) == (
        "operand",
        "Check",
        (0.5,),
        0.6,
    )


def test_inputs_inside_of_a_join_are_texts_of_their_own() -> None:
    text = join(json_get("a"), "-", get("Execution.PipelineExecutionId"))

    assert samples(processing(), check(condition("Equals", text, "x-y"))) == {
        "steps.Prep.property_files.Report.a": "a",
        "execution.PipelineExecutionId": "a",
    }


def test_uri_of_an_object_holds_the_parameters() -> None:
    uri = join("s3://", get("Parameters.Bucket"), "/m.json")
    bucket = {"Name": "Bucket", "Type": "String", "DefaultValue": "b"}
    steps = check(condition("Equals", json_get("auc", S3Uri=uri), 1))
    facts = facts_of(steps, parameters=[bucket])

    assert [each.given for each in needed(facts)] == ["s3['s3://b/m.json'].auc"]
    assert [each.given for each in needed(facts, {"Bucket": "c"})] == ["s3['s3://c/m.json'].auc"]


def test_conditions_behind_branches_are_asked_for_as_well() -> None:
    inner = check(condition("Equals", get("Steps.Ask.OutputParameters['n']"), 1), name="Inner")
    outer = step(
        "Outer", "Condition", {"Conditions": [condition("Equals", 1, 2)], "IfSteps": [inner]}
    )

    assert samples(function(n="Integer"), outer) == {"steps.Ask.outputs.n": 1}


def test_items_and_fields_of_a_loop_are_needed() -> None:
    body = {**function("Body", score="Float"), "Arguments": {"x": get("ForEach.CurrentItem.a.b")}}
    loop = {
        "IterableItems": get("Steps.Ask.OutputParameters['items']"),
        "MaxConcurrency": 1,
        "Selector": {
            "Pick": "MaxBy",
            "Field": get("IterationOutput.Body.OutputParameters['score']"),
        },
        "ForEachBody": [body],
    }

    assert samples(function(items="String"), step("Each", "ForEach", loop)) == {
        "steps.Ask.outputs.items": '[{"a": {"b": "a"}}]',
        "steps.Body.outputs.score": 1.0,
    }


def test_what_is_read_of_a_selected_iteration_is_needed() -> None:
    loop = {
        "IterableItems": ["a", "b"],
        "MaxConcurrency": 1,
        "Selector": {"Pick": "MinBy", "Field": get("IterationOutput.Body.OutputParameters['n']")},
        "ForEachBody": [function("Body", n="Integer", m="Integer")],
    }
    picked = condition("Equals", get("Steps.Each.Selected.OutputParameters['m']"), 3)

    assert samples(step("Each", "ForEach", loop), check(picked)) == {
        "steps.Body.outputs.n": 1,
        "steps.Body.outputs.m": 3,
    }


def test_inputs_that_single_items_are_made_of_have_their_own_types() -> None:
    items = [join(get("Steps.Ask.OutputParameters['n']")), get("Execution.PipelineName")]
    loop = {
        "IterableItems": items,
        "MaxConcurrency": 1,
        "ForEachBody": [function("Body")],
    }

    assert samples(function(n="Integer"), step("Each", "ForEach", loop)) == {
        "steps.Ask.outputs.n": 1,
        "execution.PipelineName": "pipeline",
    }


@pytest.mark.parametrize(
    ("path", "value", "given"),
    [
        (("a", "b"), 1, {"a": {"b": 1}}),
        (("a", 1, "b"), 1, {"a": [{}, {"b": 1}]}),
        (("a", 2), 1, {"a": [1, 1, 1]}),
        (("a", 0, 1), 1, {"a": [[1, 1]]}),
        (("iterations", 1, "B"), 1, {"iterations": {1: {"B": 1}}}),
    ],
)
def test_entry_is_put_where_its_path_says(
    path: tuple[str | int, ...], value: Any, given: dict[str, Any]
) -> None:
    found: dict[str, Any] = {}

    put(found, path, value)

    assert found == given


@pytest.mark.parametrize("path", [("a",), ("a", "b"), ("a", "b", "c")])
def test_entry_in_or_around_another_is_left_out(path: tuple[str, ...]) -> None:
    found: dict[str, Any] = {"a": {"b": 1}}

    put(found, path, 2)

    assert found == {"a": {"b": 1}}


def test_index_that_no_list_has_takes_no_time_and_no_place() -> None:
    far = get(f"Steps.Tune.TrainingJobSummaries[{10**6}].TrainingJobName")
    steps = (step("Tune", "Tuning", {}), check(condition("Equals", far, "a")))

    [found] = inputs(*steps)

    assert found.given == f"steps.Tune.properties.TrainingJobSummaries[{10**6}].TrainingJobName"
    assert sample_given([found]) == {}
    [summary] = execute(*steps)["Tune"].response["TrainingJobSummaries"]
    assert summary["TrainingJobName"] == f"Tune-TrainingJobName-{10**6}"


def ends(*steps: Any, **top: Any) -> str:
    """How an execution ends that is given all that is needed."""
    world = sample_given(inputs(*steps, **top))
    return execute(*steps, given=world, **top).status


@pytest.mark.parametrize(
    "operand",
    [
        json_get("a['b.c'][1]"),
        json_get("Result[0].auc", S3Uri=result_of("Train")),
        json_get("a", S3Uri=join("s3://b/", get("Execution.PipelineExecutionId"))),
        get("Steps.Train.FinalMetricDataList['val:acc'].Value"),
        get("Steps.Train.FinalMetricDataList[2].Value"),
        get("Steps.Train.ModelArtifacts.S3ModelArtifacts"),
        get("Steps.Prep.ProcessingOutputConfig.Outputs['test'].S3Output.S3UploadMode"),
        get("Steps.Prep.ProcessingOutputConfig.Outputs[1].S3Output.S3UploadMode"),
        get("Steps.Job.JobConfigDocument.Output.Runs[1].Id"),
        get("Steps.Drift.CalculatedBaselineConstraints"),
        get("Steps.Drift.BaselineUsedForDriftCheckConstraints"),
        get("Steps.Trail.ActionArns['Deploy']"),
        get("Steps.Emr.Config.Args[3]"),
        get("Steps.Tune.BestTrainingJob.TunedHyperParameters['a.b']"),
        get("Steps.Tune.TrainingJobSummaries[1].FinalHyperParameterTuningJobObjectiveMetric.Value"),
        get("Steps.Auto.BestCandidate.InferenceContainerDefinitions['CPU'][0].Image"),
        get("Steps.Auto.BestCandidateProperties.ModelInsightsJsonReportPath"),
        get("Steps.Less.jobRun.applicationId"),
        get("Steps.Less.JobRun.ApplicationId"),
        get("Execution.CurrentDateTime"),
    ],
)
def test_execution_with_the_samples_comes_to_an_end(operand: Any) -> None:
    others = (
        processing(),
        training(),
        step("Job", "Job", {"JobConfigDocument": '{"Output": {}}'}),
        step("Drift", "QualityCheck", {}, RegisterNewBaseline=True),
        step("Trail", "Lineage", {"Actions": [{"ActionName": "Deploy"}]}),
        step("Emr", "EMR", {}),
        step("Tune", "Tuning", {}),
        step("Auto", "AutoML", {}),
        step("Less", "EMRServerless", {}),
    )
    # Of the list of which one element is given, the others are as the request has them.
    uri = get("Steps.Prep.ProcessingOutputConfig.Outputs[0].S3Output.S3Uri")

    text = condition("Equals", join(operand), "x")
    same = condition("Equals", uri, OUTPUTS[0]["S3Output"]["S3Uri"])

    assert ends(*others, check(text, same)) == "Succeeded"


@pytest.mark.parametrize(
    "paths",
    [
        ("['val:acc'].Value", "[0].MetricName"),
        ("[0].MetricName", "['val:acc'].Value"),
        ("[2].Value", "['val:acc'].Value", "[0].Value"),
    ],
)
def test_list_that_is_read_by_index_and_by_name_is_given_in_one_form(paths: list[str]) -> None:
    operands = [get(f"Steps.Train.FinalMetricDataList{path}") for path in paths]
    decisions = [condition("Equals", join(operand), "x") for operand in operands]

    assert ends(training(), check(*decisions)) == "Succeeded"


def test_integer_that_a_response_repeats_as_a_float_is_needed_as_an_integer() -> None:
    weight = {"InitialVariantWeight": get("Steps.Ask.OutputParameters['n']")}
    config = step("Config", "EndpointConfig", {"ProductionVariants": [weight]})
    text = join(get("Steps.Config.ProductionVariants[0].InitialVariantWeight"))
    steps = (function(n="Integer"), config, check(condition("Equals", text, "5.0")))

    assert samples(*steps) == {"steps.Ask.outputs.n": 1}
    trace = execute(*steps, given={"steps": {"Ask": {"outputs": {"n": 5}}}})
    assert trace["Check"].outcome is True


def counted(items: Any, *body: Any, count: str = "SucceededStepCount") -> tuple[Any, ...]:
    """Steps of which the last compares an output with a count of a ForEach."""
    arguments = {"IterableItems": items, "MaxConcurrency": 1, "ForEachBody": [*body]}
    same = condition("Equals", COUNT, get(f"Steps.Each.{count}"))
    return step("Each", "ForEach", arguments), function(n="Integer"), check(same)


LIST = {"Name": "Items", "Type": "String", "DefaultValue": '["x", "y"]'}


@pytest.mark.parametrize(
    ("count", "bound"),
    [
        ("InputItemCount", 2),
        ("TotalStepCount", 4),
        ("SucceededStepCount", 4),
        ("FailedStepCount", 0),
        ("StoppedStepCount", 0),
    ],
)
@pytest.mark.parametrize("items", [["x", "y"], get("Parameters.Items")])
def test_counts_are_those_of_the_items_that_are_known(items: Any, count: str, bound: int) -> None:
    steps = counted(items, function("A"), function("B"), count=count)

    [found] = inputs(*steps, parameters=[LIST])

    assert (found.given, found.compared, found.sample) == ("steps.Ask.outputs.n", (bound,), bound)


def test_counts_are_those_of_the_items_that_are_given() -> None:
    facts = facts_of(*counted(get("Parameters.Items"), function("A")), parameters=[LIST])

    assert [each.compared for each in needed(facts, {"Items": "[1, 2, 3]"})] == [(3,)]
    assert [each.compared for each in needed(facts, {"Items": "[]"})] == [(0,)]


def test_items_that_are_made_of_what_is_missing_are_counted() -> None:
    items = [join(get("Steps.More.OutputParameters['a']")), "y"]
    steps = (function("More", a="String"), *counted(items, function("A")))

    assert {each.given: each.compared for each in inputs(*steps)} == {
        "steps.More.outputs.a": (),
        "steps.Ask.outputs.n": (2,),
    }


def test_steps_of_a_body_that_a_success_leaves_out_are_not_counted_as_succeeded() -> None:
    handler = {**function("B"), "DependsOn": [{"Step": "A", "Trigger": "Failed"}]}
    inner = step(
        "C",
        "Condition",
        {
            "Conditions": [condition("Equals", 1, 1)],
            "IfSteps": [function("Yes")],
            "ElseSteps": [function("No")],
        },
    )
    steps = counted(["x", "y"], function("A"), handler, inner)

    [found] = inputs(*steps)
    trace = execute(*steps, given=sample_given([found]))

    assert found.compared == (6,)
    assert trace["Check"].outcome is True


@pytest.mark.parametrize(
    ("items", "path", "use"),
    [
        (get("Parameters.Start"), "parameters.Start", "parameter"),
        (get("Steps.More.OutputParameters['items']"), "steps.More.outputs.items", "items"),
    ],
)
def test_sample_suits_the_sample_list_where_nothing_says_the_number_of_items(
    items: Any, path: str, use: str
) -> None:
    third = get("Steps.Each.IterationOutputs[2].A.OutputParameters['s']")
    reads = {**function("Tell"), "Arguments": {"x": third}}
    body = function("A", s="String")
    steps = (function("More", items="String"), *counted(items, body), reads)
    start = {"Name": "Start", "Type": "String"}
    top = {"parameters": [start] if use == "parameter" else []}

    listed, count = inputs(*steps, **top)

    assert (listed.given, listed.use, listed.compared) == (path, use, ())
    assert listed.sample == '["a", "a", "a"]'
    assert (count.given, count.compared, count.sample) == ("steps.Ask.outputs.n", (), 3)
    trace = execute(*steps, given=sample_given([listed, count]), **top)
    assert trace["Check"].outcome is True


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(definitions(max_steps=8), st.data())
def test_execution_with_all_that_is_needed_never_asks_for_more(
    definition: dict[str, Any], data: st.DataObject
) -> None:
    loaded = load(definition)
    started = data.draw(parameters(loaded))
    world = sample_given(needed(loaded.facts, started))

    trace = simulate(loaded.facts, parameters=started, given=world)

    assert trace.needs == ()
    assert trace.status != "NeedsInput"


@pytest.mark.parametrize(
    "decision",
    [
        condition("GreaterThan", COUNT, 3),
        condition("LessThan", COUNT, 3),
        condition("LessThan", 3, COUNT),
        condition("GreaterThanOrEqualTo", COUNT, 3),
        condition("NotEquals", COUNT, 3),
        among("In", COUNT, 3, 4),
        among("NotIn", COUNT, 3, 4),
        {"Type": "Not", "Condition": condition("LessThanOrEqualTo", COUNT, 3)},
        {"Type": "Not", "Condition": among("In", COUNT, 3, 4)},
    ],
)
def test_sample_makes_the_condition_true(decision: Any) -> None:
    steps = (function(n="Integer"), check(decision))

    trace = execute(*steps, given=sample_given(inputs(*steps)))

    assert trace["Check"].outcome is True


@pytest.mark.parametrize("bound", ["2020", "2030-01-01"])
@pytest.mark.parametrize("kind", ["GreaterThan", "LessThan", "NotEquals"])
def test_sample_of_a_time_is_a_time_that_makes_the_condition_true(kind: str, bound: str) -> None:
    steps = (training(), check(condition(kind, get("Steps.Train.CreationTime"), bound)))

    [found] = inputs(*steps)

    assert (found.given, found.type) == ("steps.Train.properties.CreationTime", "Timestamp")
    assert execute(*steps, given=sample_given([found]))["Check"].outcome is True


def test_time_in_a_text_is_needed_as_a_time() -> None:
    text = join(get("Steps.Train.CreationTime"), get("Execution.StartDateTime"))

    found = inputs(training(), check(condition("Equals", text, "x")))

    assert [(each.given, each.type, each.sample) for each in found] == [
        ("steps.Train.properties.CreationTime", "Timestamp", "2020-12-01T00:00:00Z"),
        ("execution.StartDateTime", "Timestamp", "2020-12-01T00:00:00Z"),
    ]


def test_sample_of_a_float_is_a_float_beside_a_whole_bound() -> None:
    rate = get("Steps.Ask.OutputParameters['rate']")

    assert samples(function(rate="Float"), check(condition("GreaterThan", rate, 3))) == {
        "steps.Ask.outputs.rate": 3.1
    }
