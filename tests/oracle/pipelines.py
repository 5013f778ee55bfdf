"""The shapes of pipelines that local mode and pipelint are compared on, and what happens in each.

A case says what the outside does and, so that no comparison is empty, what comes of it: the
status, and the outcomes of the Condition steps that are reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sagemaker.estimator import Estimator
from sagemaker.inputs import CreateModelInput, TransformInput
from sagemaker.network import NetworkConfig
from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor
from sagemaker.pytorch import PyTorchModel
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_definition_config import PipelineDefinitionConfig
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.retry import (
    SageMakerJobExceptionTypeEnum,
    SageMakerJobStepRetryPolicy,
    StepExceptionTypeEnum,
    StepRetryPolicy,
)
from sagemaker.workflow.step_collections import EstimatorTransformer
from sagemaker.workflow.steps import CacheConfig, ProcessingStep

from tests.oracle.local_mode import BUCKET, EXECUTION_ID, Factory, Session, World
from tests.oracle.steps import (
    IMAGE,
    ROLE,
    ConditionEquals,
    ConditionGreaterThan,
    ConditionGreaterThanOrEqualTo,
    ConditionIn,
    ConditionLessThan,
    ConditionLessThanOrEqualTo,
    ConditionNot,
    ConditionOr,
    ExecutionVariables,
    FailStep,
    Join,
    ParameterBoolean,
    ParameterFloat,
    ParameterInteger,
    ParameterString,
    check,
    evaluation,
    file_value,
    function,
    model,
    pipeline,
    processing,
    s3_value,
    training,
    transform,
)


class Case(NamedTuple):
    """One run of a shape. `outcomes` are those of the Condition steps that are reached."""

    name: str
    world: World
    outcomes: Mapping[str, bool] = {}
    status: str = "Succeeded"


class Shape(NamedTuple):
    """A pipeline, and the runs of it."""

    name: str
    build: Factory
    cases: tuple[Case, ...]


SHAPES: list[Shape] = []
_DEFAULT = Case("default", World())


def _shape(*cases: Case) -> Callable[[Factory], Factory]:
    def register(build: Factory) -> Factory:
        SHAPES.append(Shape(build.__name__, build, cases or (_DEFAULT,)))
        return build

    return register


def _reported(**content: object) -> World:
    """A world in which `Evaluate` writes this report."""
    return World(files={"Evaluate": {"Report": content}})


def _scored(value: object) -> World:
    return _reported(score=value)


@_shape(
    Case("good", _reported(mse={"value": 4.2}), {"IsGood": True}),
    Case("at the limit", _reported(mse={"value": 6.0}), {"IsGood": True}),
    Case("bad", _reported(mse={"value": 6.1}), {"IsGood": False}, "Failed"),
    Case(
        "bad, but the limit is higher",
        World({"Limit": 7.5}, files={"Evaluate": {"Report": {"mse": {"value": 6.1}}}}),
        {"IsGood": True},
    ),
)
def train_evaluate_and_make_the_model(session: Session) -> Pipeline:
    limit = ParameterFloat("Limit", default_value=6.0)
    prepare = processing(
        session, "Prepare", inputs={"raw": "s3://data/raw"}, outputs={"train": None, "test": None}
    )
    outputs = prepare.properties.ProcessingOutputConfig.Outputs
    train = training(session, "Train", {"train": outputs["train"].S3Output.S3Uri})
    artifacts = train.properties.ModelArtifacts.S3ModelArtifacts
    tested = {"model": artifacts, "test": outputs["test"].S3Output.S3Uri}
    evaluate = evaluation(session, inputs=tested)
    is_good = check(
        "IsGood",
        ConditionLessThanOrEqualTo(left=file_value("mse.value"), right=limit),
        then=[model(session, "Model", artifacts)],
        otherwise=[FailStep("TooBad", Join(on=" ", values=["the error is above", limit]))],
    )
    return pipeline(session, prepare, train, evaluate, is_good, parameters=[limit])


@_shape()
def joins_in_joins(session: Session) -> Pipeline:
    bucket = ParameterString("Bucket", default_value="data")
    version = ParameterInteger("Version", default_value=3)
    rate = ParameterFloat("Rate", default_value=0.25)
    folder = Join(on="/", values=["s3:/", bucket, Join(on="-v", values=["raw", version])])
    first = processing(session, "First", "--rate", rate.to_string(), inputs={"raw": folder})
    second = processing(
        session,
        "Second",
        Join(on=",", values=[Join(on="=", values=["rate", rate]), Join(values=[]), 7, 1.5]),
        Join(on=":", values=[folder, first.properties.ProcessingJobName]),
    )
    return pipeline(session, first, second, parameters=[bucket, version, rate])


@_shape(
    Case("deep", _reported(a={"b": [1, {"c": 2}], "x y": "z"}, l=[[1, 2], [3]]), {"Deep": True}),
    Case("flat", _reported(a={"b": [1, {"c": 0}], "x y": "z"}, l=[[1, 2], [3]]), {"Deep": False}),
    Case("no such path", _reported(a={"b": [1]}), {}, "Failed"),
    Case("null", _reported(a={"b": [1, {"c": None}], "x y": "z"}, l=[[1, 2]]), {}, "Failed"),
)
def paths_into_a_property_file(session: Session) -> Pipeline:
    deep = check(
        "Deep",
        ConditionEquals(left=file_value("a.b[0]"), right=1),
        ConditionEquals(left=file_value("a['b'][1].c"), right=2),
        ConditionEquals(left=file_value("l[0][1]"), right=2),
        ConditionEquals(left=file_value("a['x y']"), right="z"),
        ConditionEquals(left=file_value("a.x y"), right="z"),
        ConditionEquals(left=file_value('a["b"][ 1 ]["c"]'), right=2),
        ConditionEquals(left=file_value("l[00][01]"), right=2),
    )
    return pipeline(session, evaluation(session), deep)


@_shape(
    Case(
        "both",
        World(files={"Measure": {"Speed": {"seconds": 3}, "Quality": {"auc": 0.9, "name": "v1"}}}),
        {"IsFast": True},
    ),
    Case(
        "slow",
        World(files={"Measure": {"Speed": {"seconds": 30}, "Quality": {"auc": 1, "name": "v"}}}),
        {"IsFast": False},
    ),
)
def two_property_files_of_one_step(session: Session) -> Pipeline:
    speed = PropertyFile(name="Speed", output_name="out", path="speed.json")
    quality = PropertyFile(name="Quality", output_name="more", path="sub/quality.json")
    measure = processing(
        session,
        "Measure",
        outputs={"out": "s3://oracle/measure/out", "more": "s3://oracle/measure/more"},
        files=[speed, quality],
    )
    auc = file_value("auc", "Measure", "Quality")
    tell = processing(
        session,
        "Tell",
        file_value("name", "Measure", "Quality"),
        auc.to_string(),
        machine={
            "instance_count": file_value("seconds", "Measure", "Speed"),
            "instance_type": "ml.m5.xlarge",
        },
    )
    fast = ConditionLessThan(left=file_value("seconds", "Measure", "Speed"), right=10)
    return pipeline(session, measure, check("IsFast", fast, then=[tell]))


_REPORT = f"s3://reports/{EXECUTION_ID}/report.json"


@_shape(
    Case("allowed", World(s3={_REPORT: {"allowed": True, "by": ["you"]}}), {"IsAllowed": True}),
    Case("forbidden", World(s3={_REPORT: {"allowed": False, "by": ["me"]}}), {"IsAllowed": False}),
    Case("no such path", World(s3={_REPORT: {"by": []}}), {}, "Failed"),
)
def an_object_in_s3(session: Session) -> Pipeline:
    bucket = ParameterString("Bucket", default_value="reports")
    uri = ("s3:/", bucket, ExecutionVariables.PIPELINE_EXECUTION_ID, "report.json")
    write = processing(session, "Write")
    tell = processing(session, "Tell", s3_value("by[0]", *uri), depends_on=[write])
    allowed = ConditionEquals(left=s3_value("allowed", *uri), right=True)
    is_allowed = check("IsAllowed", allowed, then=[tell], depends_on=[write])
    return pipeline(session, write, is_allowed, parameters=[bucket])


@_shape(
    Case("small", _scored(1), {"Odd": True, "None": True}),
    Case("listed", _scored(5), {"Odd": False, "None": True}),
    Case("large", _scored(11), {"Odd": True, "None": True}),
    Case("between", _scored(7), {"Odd": False, "None": False}),
)
def not_or_and_in(session: Session) -> Pipeline:
    score = file_value("score")
    extreme = [
        ConditionLessThan(left=score, right=3),
        ConditionNot(ConditionLessThanOrEqualTo(left=score, right=10)),
    ]
    odd = check("Odd", ConditionOr(conditions=extreme))
    listed = ConditionIn(value=score, in_values=[5, 6])
    none = check("None", ConditionNot(ConditionNot(ConditionOr([*extreme, listed]))))
    return pipeline(session, evaluation(session), odd, none)


@_shape(
    Case("both", _reported(score=3, name="a"), {"Both": True}),
    Case("first only", _reported(score=3, name="b"), {"Both": False}),
    Case("second only", _reported(score=4, name="a"), {"Both": False}),
    Case("none", _reported(score=4, name="b"), {"Both": False}),
)
def conditions_are_anded(session: Session) -> Pipeline:
    both = check(
        "Both",
        ConditionEquals(left=file_value("score"), right=3),
        ConditionEquals(left=file_value("name"), right="a"),
        then=[processing(session, "Go")],
        otherwise=[processing(session, "Stay")],
    )
    return pipeline(session, evaluation(session), both)


_OPERATORS = {
    "Equals": ConditionEquals,
    "Greater": ConditionGreaterThan,
    "GreaterOrEqual": ConditionGreaterThanOrEqualTo,
    "Less": ConditionLessThan,
    "LessOrEqual": ConditionLessThanOrEqualTo,
}
_LESS = {
    "Equals": False,
    "Greater": False,
    "GreaterOrEqual": False,
    "Less": True,
    "LessOrEqual": True,
}
_EQUAL = {
    "Equals": True,
    "Greater": False,
    "GreaterOrEqual": True,
    "Less": False,
    "LessOrEqual": True,
}
_GREATER = {name: not outcome for name, outcome in _LESS.items()} | {"Equals": False}


@_shape(
    Case("less", _reported(left=0.25, right=0.5), _LESS),
    Case("equal", _reported(left=0.5, right=0.5), _EQUAL),
    Case("greater", _reported(left=0.75, right=0.5), _GREATER),
    Case("integers", _reported(left=9, right=10), _LESS),
    Case("texts", _reported(left="10", right="9"), _LESS),
    Case("texts of another case", _reported(left="a", right="B"), _GREATER),
    Case("texts of another script", _reported(left="z", right="ä"), _LESS),
    Case("equal texts", _reported(left="a", right="a"), _EQUAL),
    Case("negative numbers", _reported(left=-1.5, right=-2.5), _GREATER),
)
def operators(session: Session) -> Pipeline:
    sides = {"left": file_value("left"), "right": file_value("right")}
    checks = [check(name, made(**sides)) for name, made in _OPERATORS.items()]
    return pipeline(session, evaluation(session), *checks)


@_shape(
    Case("true", _reported(left=True, right=True), {"Equal": True}),
    Case("false", _reported(left=False, right=True), {"Equal": False}),
)
def booleans_are_equal(session: Session) -> Pipeline:
    equal = ConditionEquals(left=file_value("left"), right=file_value("right"))
    return pipeline(session, evaluation(session), check("Equal", equal))


@_shape(
    Case("default", World(), {"Listed": True, "Enabled": True}),
    Case(
        "overridden",
        World({"Mode": "score", "Enable": False, "Size": 12}),
        {"Listed": False, "Enabled": False},
    ),
    Case("one of two", World({"Mode": "score", "Size": 12}), {"Listed": False, "Enabled": True}),
)
def parameters_decide(session: Session) -> Pipeline:
    mode = ParameterString("Mode", default_value="train", enum_values=["train", "score"])
    enable = ParameterBoolean("Enable", default_value=True)
    size = ParameterInteger("Size", default_value=3)
    listed = check(
        "Listed",
        ConditionIn(value=mode, in_values=["train", "tune"]),
        ConditionIn(value=3, in_values=[1, size]),
        then=[processing(session, "Train")],
        otherwise=[processing(session, "Score")],
    )
    enabled = check("Enabled", ConditionEquals(left=enable, right=True))
    return pipeline(session, listed, enabled, parameters=[mode, enable, size])


@_shape(
    Case("default", World()),
    Case(
        "overridden",
        World({"Type": "ml.c5.xlarge", "Count": 2, "Rate": 1e-7, "Isolate": True, "Name": "é'\""}),
    ),
    Case("large numbers", World({"Rate": 1e16, "Count": 100})),
)
def parameters_of_all_types(session: Session) -> Pipeline:
    machine = ParameterString("Type", default_value="ml.m5.xlarge")
    count = ParameterInteger("Count", default_value=1)
    rate = ParameterFloat("Rate", default_value=0.1)
    isolate = ParameterBoolean("Isolate", default_value=False)
    name = ParameterString("Name", default_value="name")
    train = training(
        session,
        "Train",
        {"train": Join(on="/", values=["s3://data", name])},
        hyperparameters={"rate": rate, "count": count, "name": name},
        machine={"instance_type": machine, "instance_count": count},
        estimator={"enable_network_isolation": isolate, "volume_size": count},
    )
    return pipeline(session, train, parameters=[machine, count, rate, isolate, name])


@_shape(Case("given", World({"Uri": "s3://data/x", "Count": 4})))
def parameters_without_defaults(session: Session) -> Pipeline:
    uri, count = ParameterString("Uri"), ParameterInteger("Count")
    step = processing(session, "Step", count.to_string(), inputs={"raw": uri})
    return pipeline(session, step, parameters=[uri, count])


@_shape()
def execution_variables_in_paths(session: Session) -> Pipeline:
    folder = Join(
        on="/",
        values=[
            "s3://oracle",
            ExecutionVariables.PIPELINE_NAME,
            ExecutionVariables.PIPELINE_EXECUTION_ID,
        ],
    )
    write = processing(session, "Write", outputs={"all": folder}, inputs={"in": folder})
    train = training(session, "Train", {"train": folder}, output=folder)
    return pipeline(session, write, train)


@_shape(
    Case("first", _reported(score=3, kind="a"), {"IsHigh": True, "IsA": True}),
    Case("second", _reported(score=3, kind="b"), {"IsHigh": True, "IsA": False}),
    Case("third", _reported(score=1, kind="a"), {"IsHigh": False}),
)
def conditions_in_branches(session: Session) -> Pipeline:
    is_a = check(
        "IsA",
        ConditionEquals(left=file_value("kind"), right="a"),
        then=[processing(session, "A")],
        otherwise=[processing(session, "B")],
    )
    is_high = check(
        "IsHigh",
        ConditionGreaterThan(left=file_value("score"), right=2),
        then=[is_a],
        otherwise=[processing(session, "Low")],
    )
    return pipeline(session, evaluation(session), is_high)


@_shape(
    Case("fails", _scored(0.5), {"IsGood": False}, "Failed"),
    Case("passes", _scored(0.8), {"IsGood": True}),
)
def a_fail_step_with_a_message(session: Session) -> Pipeline:
    limit = ParameterFloat("Limit", default_value=0.75)
    evaluate = evaluation(session)
    name = evaluate.properties.ProcessingJobName
    values = ["score", file_value("score"), "of", name, "is below", limit]
    is_good = check(
        "IsGood",
        ConditionGreaterThanOrEqualTo(left=file_value("score"), right=limit),
        otherwise=[FailStep("TooBad", Join(on=" ", values=values))],
    )
    return pipeline(session, evaluate, is_good, parameters=[limit])


@_shape(
    Case("true", _scored(1), {"IsOne": True}),
    Case("false", _scored(2), {"IsOne": False}),
)
def both_branches_are_empty(session: Session) -> Pipeline:
    is_one = check("IsOne", ConditionEquals(left=file_value("score"), right=1))
    return pipeline(session, evaluation(session), is_one)


@_shape(
    Case("taken", _scored(1), {"IsOne": True}),
    Case("not taken", _scored(2), {"IsOne": False}),
)
def steps_outside_need_a_step_of_a_branch(session: Session) -> Pipeline:
    inside = processing(session, "Inside", outputs={"made": None})
    made = inside.properties.ProcessingOutputConfig.Outputs["made"].S3Output.S3Uri
    is_one = check("IsOne", ConditionEquals(left=file_value("score"), right=1), then=[inside])
    reader = processing(session, "Reader", inputs={"made": made})
    after = processing(session, "After", depends_on=[inside])
    last = processing(session, "Last", depends_on=[reader])
    free = processing(session, "Free")
    return pipeline(session, evaluation(session), is_one, reader, after, last, free)


@_shape(
    Case("true", _scored(1), {"IsOne": True}),
    Case("false", _scored(2), {"IsOne": False}),
)
def steps_depend_on_a_condition(session: Session) -> Pipeline:
    is_one = check(
        "IsOne",
        ConditionEquals(left=file_value("score"), right=1),
        then=[processing(session, "Yes")],
        otherwise=[processing(session, "No")],
    )
    after = processing(session, "After", depends_on=[is_one])
    return pipeline(session, evaluation(session), is_one, after)


@_shape(
    Case("true", _scored(1), {"IsOne": True, "Was": True}),
    Case("false", _scored(2), {"IsOne": False, "Was": False}),
)
def an_outcome_is_read(session: Session) -> Pipeline:
    is_one = check("IsOne", ConditionEquals(left=file_value("score"), right=1))
    outcome = is_one.properties.Outcome
    was = check(
        "Was",
        ConditionEquals(left=outcome, right=True),
        ConditionNot(ConditionEquals(left=outcome, right=False)),
        then=[processing(session, "Yes")],
    )
    return pipeline(session, evaluation(session), is_one, was)


@_shape(
    Case("true", _scored(1), {"IsOne": True}),
    Case("false", _scored(2), {"IsOne": False}),
)
def steps_of_a_branch_need_each_other(session: Session) -> Pipeline:
    prepare = processing(session, "Prepare", outputs={"all": "s3://oracle/all"})
    everything = prepare.properties.ProcessingOutputConfig.Outputs["all"].S3Output.S3Uri
    train = training(session, "Train", {"train": everything})
    tell = processing(
        session, "Tell", inputs={"model": train.properties.ModelArtifacts.S3ModelArtifacts}
    )
    is_one = check(
        "IsOne",
        ConditionEquals(left=file_value("score"), right=1),
        then=[tell, train],
        otherwise=[processing(session, "Other", inputs={"all": everything})],
    )
    return pipeline(session, prepare, evaluation(session), is_one)


@_shape()
def a_transform_of_a_model(session: Session) -> Pipeline:
    train = training(session, "Train", {"train": "s3://data/train"})
    made = model(session, "Model", train.properties.ModelArtifacts.S3ModelArtifacts)
    score = transform(session, "Score", made.properties.ModelName, "s3://data/new")
    output = score.properties.TransformOutput.S3OutputPath
    tell = processing(
        session,
        "Tell",
        score.properties.ModelName,
        made.properties.PrimaryContainer.ModelDataUrl,
        score.properties.TransformResources.InstanceType,
        inputs={"scores": output},
    )
    return pipeline(session, train, made, score, tell)


@_shape(
    Case("default", World(answers={"Train": {"TrainingTimeInSeconds": 60}})),
    Case("overridden", World({"Rate": 2.5}, answers={"Train": {"TrainingTimeInSeconds": 7}})),
)
def properties_of_a_training(session: Session) -> Pipeline:
    rate = ParameterFloat("Rate", default_value=0.5)
    train = training(
        session,
        "Train",
        {"train": "s3://data/train", "test": "s3://data/test"},
        hyperparameters={"rate": rate, "kind": "linear"},
    )
    read = train.properties
    tell = processing(
        session,
        "Tell",
        read.TrainingJobName,
        read.TrainingJobStatus,
        read.HyperParameters["rate"],
        read.HyperParameters["kind"],
        read.InputDataConfig[0].ChannelName,
        read.InputDataConfig[1].DataSource.S3DataSource.S3Uri,
        read.AlgorithmSpecification.TrainingImage,
        read.OutputDataConfig.S3OutputPath,
        Join(on="-", values=[read.ResourceConfig.InstanceCount, read.TrainingTimeInSeconds]),
        inputs={"model": read.ModelArtifacts.S3ModelArtifacts},
    )
    return pipeline(session, train, tell, parameters=[rate])


_METRICS = [
    {"MetricName": "auc", "Value": 0.5, "Timestamp": "2020-12-01T00:00:00Z"},
    {"MetricName": "loss", "Value": 0.75, "Timestamp": "2020-12-01T00:00:00Z"},
]


@_shape(
    Case(
        "low",
        World(answers={"Train": {"FinalMetricDataList": _METRICS}}),
        {"IsHigh": False},
    ),
    Case(
        "high",
        World(answers={"Train": {"FinalMetricDataList": _METRICS[::-1]}}),
        {"IsHigh": True},
    ),
    Case("too few", World(answers={"Train": {"FinalMetricDataList": []}}), {}, "Failed"),
)
def a_metric_by_its_index(session: Session) -> Pipeline:
    train = training(session, "Train", {"train": "s3://data/train"})
    first = train.properties.FinalMetricDataList[0]
    is_high = check(
        "IsHigh",
        ConditionGreaterThan(left=first.Value, right=0.6),
        then=[processing(session, "Tell", first.MetricName, first.Value.to_string())],
    )
    return pipeline(session, train, is_high)


@_shape(
    Case("default", World(answers={"Prepare": {"ExitMessage": "done"}}), {"IsDone": True}),
    Case("other", World(answers={"Prepare": {"ExitMessage": "gone"}}), {"IsDone": False}),
)
def properties_of_a_processing(session: Session) -> Pipeline:
    prepare = processing(
        session,
        "Prepare",
        "--first",
        "1",
        inputs={"raw": "s3://data/raw", "more": "s3://data/more"},
        outputs={"train": "s3://oracle/train", "test-set": None},
        env={"KEY": "value"},
    )
    read = prepare.properties
    tell = processing(
        session,
        "Tell",
        read.ProcessingJobName,
        read.ProcessingJobStatus,
        read.ProcessingInputs["more"].S3Input.S3Uri,
        read.ProcessingInputs["raw"].S3Input.LocalPath,
        read.ProcessingOutputConfig.Outputs["test-set"].S3Output.S3Uri,
        read.ProcessingOutputConfig.Outputs["train"].OutputName,
        read.AppSpecification.ContainerArguments[0],
        read.AppSpecification.ImageUri,
        read.Environment["KEY"],
        read.ProcessingResources.ClusterConfig.InstanceCount.to_string(),
    )
    is_done = check("IsDone", ConditionEquals(left=read.ExitMessage, right="done"), then=[tell])
    return pipeline(session, prepare, is_done)


@_shape()
def parallel_chains_that_meet(session: Session) -> Pipeline:
    chains = []
    for name in ("A", "B", "C"):
        first = processing(session, f"{name}1", outputs={"out": None})
        made = first.properties.ProcessingOutputConfig.Outputs["out"].S3Output.S3Uri
        chains += [first, processing(session, f"{name}2", inputs={"in": made})]
    last = processing(session, "Last", depends_on=[chains[1], chains[3], "C2"])
    return pipeline(session, last, *chains)


@_shape()
def steps_in_reverse(session: Session) -> Pipeline:
    first = processing(session, "First")
    second = processing(session, "Second", first.properties.ProcessingJobName)
    third = processing(session, "Third", depends_on=["Second"])
    return pipeline(session, third, second, first)


@_shape(
    Case("no failure", World()),
    Case("a failure", World(fails={"Train": "no capacity"}), {}, "Failed"),
)
def retry_policies(session: Session) -> Pipeline:
    policies = [
        StepRetryPolicy([StepExceptionTypeEnum.THROTTLING], max_attempts=3),
        SageMakerJobStepRetryPolicy(
            [SageMakerJobExceptionTypeEnum.CAPACITY_ERROR], interval_seconds=5, max_attempts=2
        ),
    ]
    train = training(session, "Train", {"train": "s3://data/x"}, retry_policies=policies)
    after = processing(session, "After", depends_on=[train])
    return pipeline(session, train, after)


@_shape(
    Case("first", World(fails={"First": "no such bucket"}), {}, "Failed"),
    Case("middle", World(fails={"Middle": "no such image"}), {}, "Failed"),
    Case("last", World(fails={"Last": "no such role"}), {}, "Failed"),
    Case("none", World()),
)
def a_job_fails(session: Session) -> Pipeline:
    first = processing(session, "First", outputs={"out": None})
    made = first.properties.ProcessingOutputConfig.Outputs["out"].S3Output.S3Uri
    middle = training(session, "Middle", {"train": made})
    artifacts = middle.properties.ModelArtifacts.S3ModelArtifacts
    last = processing(session, "Last", inputs={"model": artifacts})
    return pipeline(session, first, middle, last)


@_shape(
    Case("a job", World(fails={"B1": "no such bucket"}), {}, "Failed"),
    Case("the model", World(fails={"Model-CreateModel": "no such role"}), {}, "Failed"),
)
def a_job_fails_beside_a_chain(session: Session) -> Pipeline:
    first = processing(session, "A1")
    second = processing(session, "A2", depends_on=[first])
    other = processing(session, "B1")
    made = model(session, "Model", "s3://oracle/model.tar.gz", depends_on=[other])
    return pipeline(session, first, second, other, made)


@_shape(
    Case("fails", _scored(1), {"IsOne": True}, "Failed"),
    Case("passes", _scored(2), {"IsOne": False}),
)
def a_fail_step_before_others(session: Session) -> Pipeline:
    is_one = check(
        "IsOne",
        ConditionEquals(left=file_value("score"), right=1),
        then=[FailStep("Stop", "stopped")],
        otherwise=[processing(session, "Go")],
    )
    return pipeline(session, evaluation(session), is_one)


@_shape()
def steps_that_are_not_listed(session: Session) -> Pipeline:
    hidden = processing(session, "Hidden", outputs={"out": "s3://oracle/out"})
    made = hidden.properties.ProcessingOutputConfig.Outputs["out"].S3Output.S3Uri
    return pipeline(session, processing(session, "Shown", inputs={"in": made}))


@_shape()
def names_of_jobs_with_a_prefix(session: Session) -> Pipeline:
    step = processing(session, "Step")
    config = PipelineDefinitionConfig(use_custom_job_prefix=True)
    tell = processing(session, "Tell", step.properties.ProcessingJobName)
    return pipeline(session, step, tell, pipeline_definition_config=config)


@_shape(
    Case("true", _scored(1), {"IsOne": True}),
    Case("false", _scored(2), {"IsOne": False}),
)
def models_in_branches(session: Session) -> Pipeline:
    first = model(session, "One", "s3://oracle/one.tar.gz")
    second = model(session, "Two", "s3://oracle/two.tar.gz")
    is_one = check(
        "IsOne",
        ConditionEquals(left=file_value("score"), right=1),
        then=[first],
        otherwise=[second],
    )
    score = transform(session, "Score", first.properties.ModelName, "s3://data/new")
    return pipeline(session, evaluation(session), is_one, score)


_RESULTS = f"s3://{BUCKET}/oracle/{EXECUTION_ID}/Double/results/results.json"


def _returned(value: int) -> World:
    return World(s3={_RESULTS: {"Result": {"values": [value, value], "sum": value + value}}})


@_shape(
    Case("large", _returned(3), {"IsLarge": True}),
    Case("small", _returned(2), {"IsLarge": False}, "Failed"),
)
def a_function_returns_a_value(session: Session) -> Pipeline:
    made = function("Double")(3)
    tell = processing(session, "Tell", made["values"][1].to_string())
    again = function("Again")(made["sum"])
    is_large = check(
        "IsLarge",
        ConditionGreaterThan(left=made["sum"], right=5),
        then=[again],
        otherwise=[FailStep("Small", Join(values=["only ", made["sum"]]))],
    )
    return pipeline(session, is_large, tell)


@_shape(
    Case("default", World()),
    Case("the repack fails", World(fails={"Model-RepackModel-0": "no capacity"}), {}, "Failed"),
)
def a_model_is_repacked(session: Session) -> Pipeline:
    train = training(session, "Train", {"train": "s3://data/train"})
    maker = PyTorchModel(
        image_uri=IMAGE,
        model_data=train.properties.ModelArtifacts.S3ModelArtifacts,
        framework_version="2.0",
        role=ROLE,
        entry_point=__file__,
        sagemaker_session=session,
    )
    made = ModelStep("Model", step_args=maker.create(instance_type="ml.m5.xlarge"))
    score = transform(session, "Score", made.properties.ModelName, "s3://data/new")
    return pipeline(session, train, made, score)


@_shape()
def an_estimator_and_its_transformer(session: Session) -> Pipeline:
    train = training(session, "Train", {"train": "s3://data/train"})
    maker = Estimator(
        role=ROLE,
        image_uri=IMAGE,
        instance_count=1,
        instance_type="ml.m5.xlarge",
        sagemaker_session=session,
    )
    score = EstimatorTransformer(
        "Score",
        maker,
        train.properties.ModelArtifacts.S3ModelArtifacts,
        model_inputs=CreateModelInput(instance_type="ml.m5.xlarge"),
        instance_count=1,
        instance_type="ml.m5.xlarge",
        transform_inputs=TransformInput("s3://data/new"),
        output_path="s3://oracle/scores",
        image_uri=IMAGE,
    )
    last = processing(session, "Last", depends_on=[score])
    return pipeline(session, last, score, train)


@_shape(
    Case("none fails", World()),
    Case("a side fails", World(fails={"Left": "no capacity"}), {}, "Failed"),
)
def a_diamond(session: Session) -> Pipeline:
    top = processing(session, "Top", outputs={"out": "s3://oracle/top"})
    made = top.properties.ProcessingOutputConfig.Outputs["out"].S3Output.S3Uri
    left = training(session, "Left", {"train": made}, output=Join(on="/", values=[made, "left"]))
    right = processing(session, "Right", inputs={"in": made}, outputs={"out": None})
    bottom = processing(
        session,
        "Bottom",
        inputs={
            "left": left.properties.ModelArtifacts.S3ModelArtifacts,
            "right": right.properties.ProcessingOutputConfig.Outputs["out"].S3Output.S3Uri,
        },
    )
    return pipeline(session, bottom, right, left, top)


@_shape(
    Case("none fails", World()),
    Case("the third fails", World(fails={"Step2": "no capacity"}), {}, "Failed"),
)
def a_chain_by_name_and_by_step(session: Session) -> Pipeline:
    steps = [processing(session, "Step0")]
    for index in range(1, 6):
        before = steps[-1] if index % 2 else steps[-1].name
        steps.append(processing(session, f"Step{index}", depends_on=[before]))
    return pipeline(session, *steps[::-1])


@_shape(
    Case("all", _reported(a=1, b=1, c=1), {"A": True, "B": True, "C": True}),
    Case("two", _reported(a=1, b=1, c=0), {"A": True, "B": True, "C": False}, "Failed"),
    Case("one", _reported(a=1, b=0, c=1), {"A": True, "B": False}),
    Case("none", _reported(a=0, b=1, c=1), {"A": False}),
)
def conditions_three_deep(session: Session) -> Pipeline:
    deep = processing(session, "Deep", outputs={"out": "s3://oracle/deep"})
    made = deep.properties.ProcessingOutputConfig.Outputs["out"].S3Output.S3Uri
    is_one = {name: ConditionEquals(left=file_value(name), right=1) for name in "abc"}
    third = check("C", is_one["c"], then=[deep], otherwise=[FailStep("Stop", "c is not 1")])
    second = check("B", is_one["b"], then=[third], otherwise=[processing(session, "Other")])
    first = check("A", is_one["a"], then=[second, processing(session, "Beside")])
    reader = processing(session, "Reader", inputs={"in": made}, depends_on=[first])
    return pipeline(session, evaluation(session), first, reader)


@_shape(
    Case("default", World(), {"IsMine": True, "IsListed": True}),
    Case("another", World({"Id": "x"}), {"IsMine": False, "IsListed": False}),
)
def execution_variables_decide(session: Session) -> Pipeline:
    wanted = ParameterString("Id", default_value=EXECUTION_ID)
    is_mine = ConditionEquals(left=ExecutionVariables.PIPELINE_EXECUTION_ID, right=wanted)
    name = Join(
        on="/",
        values=[ExecutionVariables.PIPELINE_NAME, ExecutionVariables.PIPELINE_EXECUTION_ID],
    )
    listed = ConditionIn(value=name, in_values=["x", Join(on="/", values=["oracle", wanted])])
    checks = [check("IsMine", is_mine), check("IsListed", listed)]
    return pipeline(session, *checks, parameters=[wanted])


@_shape()
def caching_is_configured(session: Session) -> Pipeline:
    cache = CacheConfig(enable_caching=True, expire_after="P30D")
    prepare = processing(session, "Prepare", outputs={"out": "s3://oracle/x"}, cache_config=cache)
    made = prepare.properties.ProcessingOutputConfig.Outputs["out"].S3Output.S3Uri
    train = training(session, "Train", {"train": made}, cache_config=cache)
    return pipeline(session, prepare, train)


@_shape(Case("stops", World({"Why": "enough"}), {}, "Failed"))
def a_fail_step_at_the_top(session: Session) -> Pipeline:
    why = ParameterString("Why", default_value="no reason")
    first = processing(session, "First")
    message = Join(on=": ", values=["stopped", why, first.properties.ProcessingJobName])
    return pipeline(session, first, FailStep("Stop", message), parameters=[why])


@_shape(
    Case("listed by the file", _reported(query=3, other=3, count=2), {"Listed": True}),
    Case("listed by the parameter", _reported(query=5, other=0, count=3), {"Listed": True}),
    Case("listed as it stands", _reported(query=9, other=0, count=4), {"Listed": True}),
    Case("not listed", _reported(query=4, other=0, count=5), {"Listed": False}),
)
def values_of_a_file_everywhere(session: Session) -> Pipeline:
    known = ParameterInteger("Known", default_value=5)
    listed = ConditionIn(value=file_value("query"), in_values=[9, known, file_value("other")])
    count = file_value("count")
    machine = {"instance_count": count, "instance_type": "ml.m5.xlarge"}
    train = training(
        session,
        "Train",
        {"train": Join(on="/", values=["s3://data", count])},
        hyperparameters={"count": count.to_string(), "known": known.to_string()},
        machine=machine,
    )
    return pipeline(
        session, evaluation(session), check("Listed", listed), train, parameters=[known]
    )


@_shape(Case("default", World()), Case("overridden", World({"Key": "key", "Isolate": True})))
def a_script_and_a_network(session: Session) -> Pipeline:
    key = ParameterString("Key", default_value="alias/key")
    isolate = ParameterBoolean("Isolate", default_value=False)
    processor = ScriptProcessor(
        role=ROLE,
        image_uri=IMAGE,
        command=["python3"],
        instance_count=1,
        instance_type="ml.m5.xlarge",
        volume_kms_key=key,
        output_kms_key=key,
        max_runtime_in_seconds=600,
        env={"KEY": key},
        tags=[{"Key": "team", "Value": key}],
        network_config=NetworkConfig(isolate, security_group_ids=[key], subnets=["subnet-1"]),
        sagemaker_session=session,
    )
    arguments = processor.run(
        code=__file__,
        inputs=[ProcessingInput("s3://data/raw", "/opt/ml/processing/in", input_name="raw")],
        outputs=[ProcessingOutput(source="/opt/ml/processing/out", output_name="out")],
        arguments=["--key", key],
    )
    step = ProcessingStep("Step", step_args=arguments)
    inputs = step.properties.ProcessingInputs
    tell = processing(
        session,
        "Tell",
        inputs["code"].S3Input.S3Uri,
        inputs["raw"].S3Input.LocalPath,
        step.properties.AppSpecification.ContainerEntrypoint[1],
        step.properties.Environment["KEY"],
    )
    return pipeline(session, step, tell, parameters=[key, isolate])


@_shape(Case("default", World()), Case("overridden", World({"Encrypt": True, "Wait": 7200})))
def a_training_with_many_options(session: Session) -> Pipeline:
    encrypt = ParameterBoolean("Encrypt", default_value=False)
    wait = ParameterInteger("Wait", default_value=3600)
    train = training(
        session,
        "Train",
        {"train": "s3://data/train"},
        estimator={
            "encrypt_inter_container_traffic": encrypt,
            "max_run": wait,
            "subnets": ["subnet-1"],
            "security_group_ids": ["sg-1"],
            "environment": {"WAIT": wait.to_string()},
            "metric_definitions": [{"Name": "auc", "Regex": "auc=(.*)"}],
            "tags": [{"Key": "team", "Value": "us"}],
        },
    )
    tell = processing(
        session,
        "Tell",
        train.properties.VpcConfig.Subnets[0],
        train.properties.Environment["WAIT"],
        train.properties.StoppingCondition.MaxRuntimeInSeconds.to_string(),
    )
    return pipeline(session, train, tell, parameters=[encrypt, wait])


@_shape(
    Case("high", _scored(1), {"IsHigh": True, "WasHigh": True}),
    Case("low", _scored(0), {"IsHigh": False, "WasHigh": False}),
)
def branches_meet_through_the_outcome(session: Session) -> Pipeline:
    is_high = check(
        "IsHigh",
        ConditionGreaterThanOrEqualTo(left=file_value("score"), right=1),
        then=[processing(session, "High")],
        otherwise=[processing(session, "Low")],
    )
    was_high = check(
        "WasHigh",
        ConditionEquals(left=is_high.properties.Outcome, right=True),
        then=[processing(session, "AfterHigh", depends_on=["High"])],
        otherwise=[processing(session, "AfterLow", depends_on=["Low"])],
    )
    return pipeline(session, evaluation(session), is_high, was_high)
