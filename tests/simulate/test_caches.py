"""Which earlier run a step takes, and why it takes none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelint.simulate import Trace
from pipelint.targets import Definition
from tests.simulate.definitions import (
    ARN,
    call,
    clock,
    condition,
    definition,
    fails,
    for_each,
    get,
    given,
    lasts,
    on,
    outputs,
    reads,
    training,
)

MISS = ("Succeeded", False, 1)
HIT = ("Succeeded", True, 0)


def cached(expires: str | None = "P30D") -> dict[str, Any]:
    return {"Enabled": True} if expires is None else {"Enabled": True, "ExpireAfter": expires}


def fit(expires: str | None = "P30D", **members: Any) -> dict[str, Any]:
    """A cached training whose data is a parameter, with other arguments as said."""
    arguments = {"HyperParameters": {"rate": get("Parameters.Rate")}, **members}
    return training("A", Arguments=arguments, CacheConfig=cached(expires))


def pipeline(*steps: dict[str, Any]) -> Definition:
    return definition(*steps, parameters={"Rate": "0.1", "Type": "ml.m5.large"})


def outcome(trace: Trace, name: str = "A") -> tuple[str, bool, int]:
    step = trace[name]
    return step.status, step.cache_hit, step.attempts


def test_same_inputs_hit_and_take_no_time() -> None:
    steps = pipeline(fit(), call("B", "A"))
    first = steps.simulate()
    second = steps.simulate(cache_from=first)

    assert (outcome(first), outcome(second)) == (MISS, HIT)
    assert second["A"].response == first["A"].response
    assert second["A"].started_at == second["A"].ended_at == second["B"].started_at
    assert [tuple(event) for event in second.events[:3]] == [
        (0, "started", "A"),
        (0, "succeeded", "A"),
        (0, "started", "B"),
    ]


def test_cached_run_takes_the_next_id_and_starts_an_hour_after_the_last_end() -> None:
    steps = pipeline(fit(), call("B", "A"))
    second = steps.simulate(cache_from=steps.simulate())

    assert second.execution["PipelineExecutionId"] == "pipelint0001"
    assert second.execution["StartDateTime"] == "2020-12-01T01:02:00Z"
    assert second["A"].started_at == "2020-12-01T01:02:00Z"


def test_id_and_start_of_a_cached_run_can_be_given() -> None:
    steps = pipeline(fit())
    world = {"PipelineExecutionId": "abc", "StartDateTime": "2020-12-24T00:00:00Z"}
    second = steps.simulate(cache_from=steps.simulate(), given={"execution": world})

    assert second.execution["PipelineExecutionId"] == "abc"
    assert second["A"].started_at == "2020-12-24T00:00:00Z"
    assert outcome(second) == HIT


def test_run_after_one_in_which_nothing_ended_starts_after_it_too() -> None:
    start = {"execution": {"StartDateTime": "2021-05-05T05:00:00Z"}}
    asked = condition("C", left=get("Execution.CurrentDateTime"), right="x")
    nothing = definition(asked).simulate(given=start)
    following = definition(asked).simulate(cache_from=nothing)

    assert nothing.status == "NeedsInput"
    assert following.execution["StartDateTime"] == "2021-05-05T06:00:00Z"


def test_run_after_the_last_day_of_the_calendar_starts_with_it() -> None:
    steps = definition(call("A"))
    end = {"execution": {"StartDateTime": "9999-12-31T23:59:00Z"}}
    last = steps.simulate(given={**end, **given(A=lasts(3600))})
    following = steps.simulate(cache_from=last)

    assert last["A"].ended_at == "9999-12-31T23:59:59.999999Z"
    assert following["A"].started_at == "9999-12-31T23:59:59.999999Z"


def test_chain_of_cached_runs() -> None:
    steps = pipeline(fit())
    second = steps.simulate(cache_from=steps.simulate())
    third = steps.simulate(cache_from=second)

    assert third.execution["PipelineExecutionId"] == "pipelint0002"
    assert third["A"].started_at == "2020-12-01T02:01:00Z"
    assert outcome(third) == HIT
    assert third["A"].response == second["A"].response


def test_trace_from_json_is_as_good() -> None:
    steps = pipeline(fit())
    first = steps.simulate()
    read = Trace.from_json(json.loads(json.dumps(first.as_json())))

    assert steps.simulate(cache_from=read).as_json() == steps.simulate(cache_from=first).as_json()


# The key


def test_changed_member_of_the_key_misses_and_is_told() -> None:
    steps = pipeline(fit())
    second = steps.simulate(cache_from=steps.simulate(), parameters={"Rate": "0.2"})

    assert outcome(second) == MISS
    assert second["A"].cache_miss == ("Arguments.HyperParameters",)


def test_what_is_not_of_the_key_does_not_matter() -> None:
    size = {"ResourceConfig": {"InstanceType": get("Parameters.Type")}}
    steps = pipeline(fit(**size))
    second = steps.simulate(cache_from=steps.simulate(), parameters={"Type": "ml.p3.2xlarge"})

    assert outcome(second) == HIT


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ({"Environment": {"A": "1"}}, {"Environment": {"A": "2"}}, ("Arguments.Environment",)),
        ({"Environment": {"A": "1"}}, {}, ("Arguments.Environment",)),
        ({}, {"Environment": {"A": "1"}}, ("Arguments.Environment",)),
        ({"RoleArn": "a"}, {"RoleArn": "b"}, None),
    ],
)
def test_changed_definition_misses_where_the_key_is_another(
    before: dict[str, Any], after: dict[str, Any], changed: tuple[str, ...] | None
) -> None:
    second = pipeline(fit(**after)).simulate(cache_from=pipeline(fit(**before)).simulate())

    assert second["A"].cache_hit is (changed is None)
    assert second["A"].cache_miss == (changed or ())


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ({}, {"FunctionArn": f"{ARN}:2"}, "FunctionArn"),
        ({"Arguments": {"x": 1}}, {"Arguments": {"x": 2}}, "Arguments"),
        ({"Arguments": {"x": 1}}, {"Arguments": {"x": True}}, "Arguments"),
    ],
)
def test_key_of_a_lambda_is_its_function_and_all_arguments(
    before: dict[str, Any], after: dict[str, Any], changed: str
) -> None:
    one = definition(call("A", CacheConfig=cached(), **before))
    other = definition(call("A", CacheConfig=cached(), **after))

    assert outcome(one.simulate(cache_from=one.simulate())) == HIT
    assert other.simulate(cache_from=one.simulate())["A"].cache_miss == (changed,)


def test_key_of_a_callback_is_its_queue_and_all_arguments() -> None:
    def asked(queue: str) -> Definition:
        url = f"https://sqs.us-east-1.amazonaws.com/111122223333/{queue}"
        return definition(
            {"Name": "A", "Type": "Callback", "SqsQueueUrl": url, "CacheConfig": cached()}
        )

    assert asked("b").simulate(cache_from=asked("a").simulate())["A"].cache_miss == ("SqsQueueUrl",)
    assert outcome(asked("a").simulate(cache_from=asked("a").simulate())) == HIT


#: https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-default-keys.html
KEYS = {
    "Processing": ["AppSpecification", "Environment", "ProcessingInputs"],
    "Training": [
        "AlgorithmSpecification",
        "CheckpointConfig",
        "DebugHookConfig",
        "DebugRuleConfigurations",
        "Environment",
        "HyperParameters",
        "InputDataConfig",
    ],
    "Tuning": [
        "HyperParameterTuningJobConfig",
        "TrainingJobDefinition.AlgorithmSpecification",
        "TrainingJobDefinition.HyperParameterRanges",
        "TrainingJobDefinition.InputDataConfig",
        "TrainingJobDefinition.StaticHyperParameters",
        "TrainingJobDefinition.TuningObjective",
        "TrainingJobDefinitions",
    ],
    "AutoML": [
        "AutoMLJobConfig.CompletionCriteria",
        "AutoMLJobConfig.CandidateGenerationConfig",
        "AutoMLJobConfig.DataSplitConfig",
        "AutoMLJobConfig.Mode",
        "AutoMLJobObjective",
        "InputDataConfig",
        "ProblemType",
    ],
    "Transform": ["DataProcessing", "Environment", "ModelName", "TransformInput"],
    "EMR": ["ClusterId", "StepConfig"],
}
OTHERS = [
    ("Processing", "ProcessingResources"),
    ("Processing", "RoleArn"),
    ("Processing", "ProcessingOutputConfig"),
    ("Processing", "ProcessingJobName"),
    ("Training", "ResourceConfig"),
    ("Training", "OutputDataConfig"),
    ("Tuning", "TrainingJobDefinition.RoleArn"),
    ("Transform", "TransformOutput"),
    ("Transform", "TransformResources"),
    ("EMR", "ExecutionRoleArn"),
]


def with_argument(kind: str, path: str, value: str) -> Definition:
    whole: Any = value
    for key in reversed(path.split(".")):
        whole = {key: whole}
    return definition({"Name": "A", "Type": kind, "Arguments": whole, "CacheConfig": cached()})


@pytest.mark.parametrize(
    ("kind", "path"), [(kind, path) for kind, paths in KEYS.items() for path in paths]
)
def test_documented_members_are_the_key(kind: str, path: str) -> None:
    first = with_argument(kind, path, "one").simulate()

    assert outcome(with_argument(kind, path, "one").simulate(cache_from=first)) == HIT
    assert with_argument(kind, path, "two").simulate(cache_from=first)["A"].cache_miss == (
        f"Arguments.{path}",
    )


@pytest.mark.parametrize(("kind", "path"), OTHERS)
def test_other_members_are_not(kind: str, path: str) -> None:
    first = with_argument(kind, path, "one").simulate()

    assert outcome(with_argument(kind, path, "two").simulate(cache_from=first)) == HIT


@pytest.mark.parametrize(
    ("kind", "member"),
    [
        ("ClarifyCheck", "SkipCheck"),
        ("ClarifyCheck", "RegisterNewBaseline"),
        ("ClarifyCheck", "ModelPackageGroupName"),
        ("ClarifyCheck", "SuppliedBaselineConstraints"),
        ("QualityCheck", "SuppliedBaselineConstraints"),
        ("QualityCheck", "SuppliedBaselineStatistics"),
    ],
)
def test_members_of_a_check_beside_its_arguments_are_of_the_key(kind: str, member: str) -> None:
    def checked(**members: Any) -> Definition:
        step = {"Name": "A", "Type": kind, "CheckType": "DATA_BIAS", "Arguments": {}}
        if kind == "QualityCheck":
            step["CheckType"] = "DATA_QUALITY"
        return definition({**step, "CacheConfig": cached(), **members})

    flag = member in ("SkipCheck", "RegisterNewBaseline")
    first = checked().simulate()
    second = checked(**{member: True if flag else "s3://b/k"}).simulate(cache_from=first)

    assert outcome(checked().simulate(cache_from=first)) == HIT
    assert second["A"].cache_miss == (member,)


def test_order_of_members_does_not_matter() -> None:
    one = pipeline(fit(Environment={"A": "1", "B": "2"}))
    other = pipeline(fit(Environment={"B": "2", "A": "1"}))

    assert outcome(other.simulate(cache_from=one.simulate())) == HIT


def test_run_of_another_type_or_name_is_not_taken() -> None:
    second = definition(training("A", CacheConfig=cached()), training("B", CacheConfig=cached()))
    trace = second.simulate(cache_from=definition(call("A")).simulate())

    assert trace["A"].cache_miss == trace["B"].cache_miss == ("no earlier run",)


def test_key_that_holds_the_id_of_the_execution_never_hits() -> None:
    environment = {"Environment": {"Id": get("Execution.PipelineExecutionId")}}
    steps = pipeline(fit(**environment))
    second = steps.simulate(cache_from=steps.simulate())

    assert second["A"].cache_miss == ("Arguments.Environment",)


def test_step_without_a_cache_runs_again() -> None:
    steps = definition(training("A"), training("B", CacheConfig={"Enabled": False}))
    second = steps.simulate(cache_from=steps.simulate())

    assert (outcome(second, "A"), outcome(second, "B")) == (MISS, MISS)
    assert second["A"].cache_miss == ()


@pytest.mark.parametrize("end", [fails(), {"stops": True}])
def test_only_a_run_that_succeeded_is_taken(end: dict[str, Any]) -> None:
    steps = pipeline(fit())
    second = steps.simulate(cache_from=steps.simulate(given=given(A=end)))

    assert (outcome(second), second["A"].cache_miss) == (MISS, ())


def test_run_that_succeeded_is_taken_from_a_failed_execution() -> None:
    steps = pipeline(fit(), call("B", "A"))
    first = steps.simulate(given=given(B=fails()))

    assert first.status == "Failed"
    assert outcome(steps.simulate(cache_from=first)) == HIT


def test_run_made_before_the_step_was_cached_is_taken_by_its_arguments() -> None:
    before = {"Arguments": {"HyperParameters": {"rate": "1"}, "RoleArn": "r"}}
    uncached = definition(training("A", **before)).simulate()
    same = definition(training("A", **before, CacheConfig=cached()))
    without = definition(training("A", Arguments={}, CacheConfig=cached()))

    assert outcome(same.simulate(cache_from=uncached)) == HIT
    assert without.simulate(cache_from=uncached)["A"].cache_miss == ("Arguments.HyperParameters",)


def test_lambda_run_before_it_was_cached_is_taken_by_its_arguments() -> None:
    uncached = definition(call("A", Arguments={"x": 1})).simulate()

    def now(x: int) -> Trace:
        return definition(call("A", Arguments={"x": x}, CacheConfig=cached())).simulate(
            cache_from=uncached
        )

    assert outcome(now(1)) == HIT
    assert now(2)["A"].cache_miss == ("Arguments",)


def test_step_that_reads_a_hit_hits_too() -> None:
    model = reads("Steps.A.ModelArtifacts.S3ModelArtifacts")
    steps = pipeline(fit(), call("B", Arguments=model, CacheConfig=cached()))
    first = steps.simulate()
    second = steps.simulate(cache_from=first)

    assert (outcome(second, "A"), outcome(second, "B")) == (HIT, HIT)
    assert second["B"].arguments == first["B"].arguments


def test_step_that_reads_a_run_which_is_not_taken_misses() -> None:
    model = reads("Steps.A.ModelArtifacts.S3ModelArtifacts")
    steps = pipeline(fit(), call("B", Arguments=model, CacheConfig=cached()))
    second = steps.simulate(cache_from=steps.simulate(), parameters={"Rate": "0.2"})

    # The second job has a name of its own, and so its model another place.
    assert (outcome(second, "A"), outcome(second, "B")) == (MISS, MISS)
    assert second["B"].cache_miss == ("Arguments",)


def test_function_of_a_run_before_it_was_cached_is_in_its_key_too() -> None:
    for before in ({}, {"CacheConfig": {"Enabled": False}}):
        first = definition(call("A", **before)).simulate()
        other = definition(call("A", FunctionArn=f"{ARN}:2", CacheConfig=cached()))

        assert other.simulate(cache_from=first)["A"].cache_miss == ("FunctionArn",)


def test_trace_that_does_not_tell_the_function_is_not_taken() -> None:
    steps = definition(call("A", CacheConfig=cached()))
    first = steps.simulate().as_json()
    del first["steps"][0]["cache_key"]

    second = steps.simulate(cache_from=Trace.from_json(first))

    assert (outcome(second), second["A"].cache_miss) == (MISS, ("untold", "FunctionArn"))
    assert second["A"].missed == "the trace does not say what its FunctionArn was"


def test_what_has_changed_comes_before_what_a_trace_does_not_tell() -> None:
    def steps(value: str) -> Definition:
        return definition(call("A", Arguments={"x": value}, CacheConfig=cached()))

    first = steps("a").simulate().as_json()
    del first["steps"][0]["cache_key"]

    second = steps("b").simulate(cache_from=Trace.from_json(first))

    assert second["A"].missed == "Arguments changed"


def test_type_whose_key_is_not_published_takes_no_cached_run() -> None:
    arguments = {"ApplicationId": "a", "JobConfig": {}}
    step = {"Name": "A", "Type": "EMRServerless", "Arguments": arguments, "CacheConfig": cached()}
    steps = definition(step)
    second = steps.simulate(cache_from=steps.simulate())

    assert (outcome(second), second["A"].cache_miss) == (MISS, ("no key",))
    assert second["A"].missed == "what the cache key of this step type holds is not published"


# The time


def test_expiry_that_is_no_duration_makes_no_hit() -> None:
    steps = pipeline(fit("banana"))
    second = steps.simulate(cache_from=steps.simulate())

    assert (outcome(second), second["A"].cache_miss) == (MISS, ("no duration",))
    assert second["A"].missed == "its 'ExpireAfter' is no duration"


@pytest.mark.parametrize(
    ("expires", "start", "hits"),
    [
        ("P30D", "2020-12-31T00:01:00Z", True),
        ("P30D", "2020-12-31T00:01:01Z", False),
        ("P1M", "2020-12-31T00:01:00Z", True),
        ("P1M", "2020-12-31T00:01:01Z", False),
        ("P1Y", "2021-12-01T00:01:00Z", True),
        ("P1Y", "2021-12-01T00:01:01Z", False),
        ("T1h", "2020-12-01T01:01:00Z", True),
        ("T1h", "2020-12-01T01:01:01Z", False),
        ("PT0S", "2020-12-01T00:01:00Z", True),
        ("PT0S", "2020-12-01T00:01:01Z", False),
        (None, "2999-01-01T00:00:00Z", True),
    ],
)
def test_run_is_good_until_it_expires(expires: str | None, start: str, hits: bool) -> None:
    """The first run ends at 00:01; a month has 30 days, a year 365."""
    steps = pipeline(fit(expires))
    world = {"execution": {"StartDateTime": start}}
    second = steps.simulate(cache_from=steps.simulate(), given=world)

    assert second["A"].cache_hit is hits
    assert second["A"].cache_miss == (() if hits else ("expired",))


def test_age_counts_to_the_start_of_the_step_not_of_the_execution() -> None:
    late = {**fit("T2h"), "DependsOn": ["Wait"]}
    steps = pipeline(late, call("Wait"))
    second = steps.simulate(cache_from=steps.simulate(), given=given(Wait=lasts(2 * 3600)))

    assert clock(second, "A")[0] == "03:02:00"
    assert second["A"].cache_miss == ("expired",)


def test_changed_key_is_told_before_the_expiry() -> None:
    steps = pipeline(fit())
    world = {"execution": {"StartDateTime": "2030-01-01T00:00:00Z"}}
    second = steps.simulate(cache_from=steps.simulate(), given=world, parameters={"Rate": "9"})

    assert second["A"].cache_miss == ("Arguments.HyperParameters",)


# What a hit gives


def asking(**entry: Any) -> tuple[Definition, Trace]:
    """A cached Lambda by whose output a condition decides."""
    asked = call("A", OutputParameters=outputs(x="Integer"), CacheConfig=cached())
    steps = definition(asked, condition("C", left=get("Steps.A.OutputParameters['x']")))
    return steps, steps.simulate(given=given(A=entry))


def test_hit_gives_the_old_outputs() -> None:
    steps, first = asking(outputs={"x": 1})
    second = steps.simulate(cache_from=first)

    assert (outcome(second), second["C"].outcome) == (HIT, True)
    assert second["A"].response == {"OutputParameters": {"x": 1}}


def test_hit_gives_the_old_response_whatever_is_given_now() -> None:
    steps, first = asking(outputs={"x": 1})
    second = steps.simulate(cache_from=first, given=given(A={"outputs": {"x": 2}, **fails()}))

    assert (outcome(second), second["C"].outcome) == (HIT, True)


def test_what_was_made_up_is_so_still_and_can_be_given() -> None:
    steps, first = asking()
    again = steps.simulate(cache_from=first)
    told = steps.simulate(cache_from=first, given=given(A={"outputs": {"x": 1}}))

    assert (first.status, again.status, told.status) == ("NeedsInput", "NeedsInput", "Succeeded")
    assert [need.given for need in again.needs] == ["steps.A.outputs.x"]
    assert (outcome(told), told["C"].outcome) == (HIT, True)


def test_hit_gives_the_old_properties() -> None:
    name = get("Steps.A.TrainingJobName")
    steps = pipeline(fit(), condition("C", [], [], left=name, right="old"))
    old = given(A={"properties": {"TrainingJobName": "old"}})
    new = given(A={"properties": {"TrainingJobName": "new"}})
    second = steps.simulate(cache_from=steps.simulate(given=old), given=new)

    assert (outcome(second), second["C"].outcome) == (HIT, True)


def test_made_up_property_of_an_earlier_run_can_be_given() -> None:
    name = get("Steps.A.TrainingJobName")
    steps = pipeline(fit(), condition("C", [], [], left=name, right="new"))
    new = given(A={"properties": {"TrainingJobName": "new"}})
    first = steps.simulate()

    assert [need.given for need in steps.simulate(cache_from=first).needs] == [
        "steps.A.properties.TrainingJobName"
    ]
    assert steps.simulate(cache_from=first, given=new)["C"].outcome is True


@pytest.mark.parametrize(
    "now", [{"acc": {"Value": 0.9}}, [{"MetricName": "acc", "Value": 0.9}]], ids=["named", "listed"]
)
def test_made_up_value_in_a_list_of_an_earlier_run_can_be_given(now: Any) -> None:
    value = get("Steps.A.FinalMetricDataList['acc'].Value")
    steps = pipeline(fit(), condition("C", [], [], left=value, right=0.9))
    world = given(A={"properties": {"FinalMetricDataList": now}})
    first = steps.simulate()
    second = steps.simulate(cache_from=first, given=world)

    assert [need.given for need in first.needs] == [
        "steps.A.properties.FinalMetricDataList.acc.Value"
    ]
    assert (outcome(second), second["C"].outcome) == (HIT, True)


def test_list_of_a_hit_keeps_what_it_tells_and_takes_what_it_lacks() -> None:
    steps = pipeline(fit())

    def world(**metrics: float) -> dict[str, Any]:
        listed = {name: {"Value": value} for name, value in metrics.items()}
        return given(A={"properties": {"FinalMetricDataList": listed}})

    first = steps.simulate(given=world(acc=0.5))
    second = steps.simulate(cache_from=first, given=world(acc=0.9, loss=2.0))

    assert second["A"].response["FinalMetricDataList"] == [
        {"MetricName": "acc", "Value": 0.5},
        {"MetricName": "loss", "Value": 2.0},
    ]


def test_elements_of_a_hit_are_read_by_their_names() -> None:
    output = {"OutputName": "train", "S3Output": {"S3Uri": "s3://b/train"}}
    prepared = {
        "Name": "A",
        "Type": "Processing",
        "Arguments": {"ProcessingOutputConfig": {"Outputs": [output]}},
        "CacheConfig": cached(),
    }
    path = "Steps.A.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri"
    steps = definition(prepared, call("B", Arguments=reads(path)))
    second = steps.simulate(cache_from=steps.simulate())

    assert outcome(second) == HIT
    assert second["B"].arguments == {"a0": "s3://b/train"}


def test_hit_ignores_that_the_step_would_fail() -> None:
    steps = pipeline(fit())
    second = steps.simulate(cache_from=steps.simulate(), given=given(A=fails()))

    assert outcome(second) == HIT


def test_fake_is_not_asked_for_a_hit() -> None:
    asked: list[object] = []
    steps = pipeline(fit())

    def fake(arguments: object) -> dict[str, object]:
        asked.append(arguments)
        return {}

    steps.simulate(cache_from=steps.simulate(), fakes={"A": fake})

    assert asked == []


def test_hit_satisfies_completed_and_any() -> None:
    steps = pipeline(fit(), call("B", "A"), call("D", on("A", "Any")))
    second = steps.simulate(cache_from=steps.simulate())

    assert (second["B"].status, second["D"].status) == ("Succeeded", "Succeeded")


def test_child_of_a_for_each_takes_the_run_of_its_iteration() -> None:
    body = call("B", Arguments={"i": get("ForEach.CurrentItem")}, CacheConfig=cached())
    first = definition(for_each("Each", [body], ["x", "y"])).simulate()
    second = definition(for_each("Each", [body], ["x", "z"])).simulate(cache_from=first)

    assert (outcome(second, "B-0"), outcome(second, "B-1")) == (HIT, MISS)
    assert second["B-1"].cache_miss == ("Arguments",)


def test_made_up_output_of_a_child_is_given_by_its_iteration() -> None:
    body = call("B", OutputParameters=outputs(x="Integer"), CacheConfig=cached())
    field = get("IterationOutput.B.OutputParameters['x']")
    each = for_each("Each", [body], [1], Selector={"Pick": "MaxBy", "Field": field})
    steps = definition(each)
    second = steps.simulate(cache_from=steps.simulate())

    assert outcome(second, "B-0") == HIT
    assert [need.given for need in second.needs] == ["steps.Each.iterations.0.B.outputs.x"]
