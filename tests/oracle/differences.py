"""Where local mode and pipelint differ: one small run of both for each difference.

Each gives what local mode makes of it and what pipelint does, as the table of
`docs/local-mode.md` has them: a value as JSON, `Failed` for a step that fails, `refused` for an
execution that does not start.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from botocore.exceptions import ClientError
from sagemaker.lambda_helper import Lambda
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import Condition
from sagemaker.workflow.lambda_step import LambdaStep
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_definition_config import PipelineDefinitionConfig
from sagemaker.workflow.retry import SageMakerJobExceptionTypeEnum, SageMakerJobStepRetryPolicy
from sagemaker.workflow.steps import CacheConfig

import pipelint
from pipelint.simulate import InputError, Trace
from tests.oracle.local_mode import Factory, Record, Session, World, given_of, run
from tests.oracle.steps import (
    ConditionEquals,
    ConditionGreaterThan,
    ConditionIn,
    ExecutionVariables,
    Join,
    ParameterBoolean,
    ParameterFloat,
    ParameterInteger,
    ParameterString,
    check,
    evaluation,
    file_value,
    pipeline,
    processing,
    s3_value,
    training,
)

FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:ask"
DIFFERENCES: dict[str, Callable[[], tuple[str, str]]] = {}


def _difference(observe: Callable[[], tuple[str, str]]) -> Callable[[], tuple[str, str]]:
    DIFFERENCES[observe.__name__.replace("_", "-")] = observe
    return observe


# Conditions


@_difference
def integer_equals_float() -> tuple[str, str]:
    return _decided(ConditionEquals(left=3, right=3.0))


@_difference
def boolean_equals_integer() -> tuple[str, str]:
    return _decided(ConditionEquals(left=True, right=1))


@_difference
def boolean_before_boolean() -> tuple[str, str]:
    return _decided(ConditionGreaterThan(left=True, right=False))


@_difference
def boolean_before_integer() -> tuple[str, str]:
    return _decided(ConditionGreaterThan(left=2, right=True))


@_difference
def text_in_numbers() -> tuple[str, str]:
    return _decided(ConditionIn(value="3", in_values=[3]))


@_difference
def list_equals_list() -> tuple[str, str]:
    value = file_value("values")
    return _decided(ConditionEquals(left=value, right=value), report={"values": [1]})


@_difference
def short_circuit() -> tuple[str, str]:
    never = ConditionEquals(left=1, right=2)
    return _decided(never, ConditionEquals(left="a", right=1))


@_difference
def not_equals() -> tuple[str, str]:
    return _decided(_Worded("NotEquals", {"LeftValue": 1, "RightValue": 2}))


@_difference
def not_in() -> tuple[str, str]:
    return _decided(_Worded("NotIn", {"QueryValue": 1, "Values": [2]}))


# Values


@_difference
def boolean_in_a_join() -> tuple[str, str]:
    flag = ParameterBoolean("Flag", default_value=True)
    return _told(lambda session: Join(values=[flag]), parameters=[flag])


@_difference
def outcome_in_a_join() -> tuple[str, str]:
    def build(session: Session) -> Pipeline:
        one = check("One", ConditionEquals(left=1, right=1))
        return pipeline(
            session, one, processing(session, "Tell", Join(values=[one.properties.Outcome]))
        )

    return _first_arguments(*_both(build))


@_difference
def list_in_a_join() -> tuple[str, str]:
    return _reported(Join(values=[file_value("values")]), {"values": [1, 2]})


@_difference
def number_in_the_place_of_a_text() -> tuple[str, str]:
    count = ParameterInteger("Count", default_value=3)
    return _told(lambda session: count, parameters=[count])


@_difference
def number_of_a_file_in_the_place_of_a_text() -> tuple[str, str]:
    return _reported(file_value("v"), {"v": 1})


@_difference
def object_of_a_file() -> tuple[str, str]:
    return _reported(file_value("v"), {"v": {"a": "x"}})


@_difference
def whole_float_in_the_place_of_an_integer() -> tuple[str, str]:
    def build(session: Session) -> Pipeline:
        machine = {"instance_count": file_value("count"), "instance_type": "ml.m5.xlarge"}
        return pipeline(session, evaluation(session), processing(session, "Tell", machine=machine))

    world = World(files={"Evaluate": {"Report": {"count": 3.0}}})
    where = "ProcessingResources.ClusterConfig.InstanceCount"
    return _arguments(*_both(build, world), where)


# Paths


@_difference
def key_with_a_dot_in_a_file() -> tuple[str, str]:
    return _reported(file_value("a['b.c']"), {"a": {"b.c": "x"}})


@_difference
def key_with_a_dot_in_a_response() -> tuple[str, str]:
    def build(session: Session) -> Pipeline:
        train = training(session, "Train", {"x": "s3://x/y"}, hyperparameters={"a.b": "x"})
        return pipeline(
            session, train, processing(session, "Tell", train.properties.HyperParameters["a.b"])
        )

    return _first_arguments(*_both(build))


@_difference
def root_of_a_json_path() -> tuple[str, str]:
    return _reported(file_value("$.a"), {"a": "x"})


@_difference
def list_at_the_root() -> tuple[str, str]:
    return _reported(file_value("[0]"), ["x"])


@_difference
def negative_index() -> tuple[str, str]:
    return _reported(file_value("a[-1]"), {"a": ["x", "y"]})


@_difference
def dot_at_the_end() -> tuple[str, str]:
    return _reported(file_value("a."), {"a": {"": "x"}})


@_difference
def index_into_a_text() -> tuple[str, str]:
    return _reported(file_value("a[0]"), {"a": "xyz"})


@_difference
def output_by_index() -> tuple[str, str]:
    def build(session: Session) -> Pipeline:
        write = processing(session, "Write", outputs={"out": "s3://oracle/out"})
        uri = write.properties.ProcessingOutputConfig.Outputs[0].S3Output.S3Uri
        return pipeline(session, write, processing(session, "Tell", uri))

    return _first_arguments(*_both(build))


@_difference
def metric_by_name() -> tuple[str, str]:
    def build(session: Session) -> Pipeline:
        train = training(session, "Train", {"x": "s3://x/y"})
        value = train.properties.FinalMetricDataList["auc"].Value
        return pipeline(session, train, processing(session, "Tell", value.to_string()))

    metrics = [{"MetricName": "auc", "Value": 0.5, "Timestamp": "2020-12-01T00:00:00Z"}]
    world = World(answers={"Train": {"FinalMetricDataList": metrics}})
    return _first_arguments(*_both(build, world))


# Execution variables


@_difference
def pipeline_arn() -> tuple[str, str]:
    return _told(lambda session: ExecutionVariables.PIPELINE_ARN)


@_difference
def pipeline_execution_arn() -> tuple[str, str]:
    return _told(lambda session: ExecutionVariables.PIPELINE_EXECUTION_ARN)


@_difference
def start_date_time() -> tuple[str, str]:
    return _told(lambda session: ExecutionVariables.START_DATETIME)


@_difference
def current_date_time() -> tuple[str, str]:
    return _told(lambda session: ExecutionVariables.CURRENT_DATETIME)


@_difference
def name_of_the_own_job() -> tuple[str, str]:
    return _told(lambda session: ExecutionVariables.PROCESSING_JOB_NAME)


@_difference
def names_of_jobs() -> tuple[str, str]:
    def build(session: Session) -> Pipeline:
        first = processing(session, "First")
        return pipeline(
            session, first, processing(session, "Tell", first.properties.ProcessingJobName)
        )

    built = build(Session())
    local = run(built)
    # A name that is given is taken over: here none is.
    return _first_arguments(local, pipelint.load(built).simulate(given=_no_answers(local)))


@_difference
def names_of_jobs_with_a_prefix() -> tuple[str, str]:
    def build(session: Session) -> Pipeline:
        first = processing(session, "First", base_name="Mine")
        config = PipelineDefinitionConfig(use_custom_job_prefix=True)
        tell = processing(session, "Tell", first.properties.ProcessingJobName, base_name="Yours")
        return pipeline(session, first, tell, pipeline_definition_config=config)

    built = build(Session())
    local = run(built)
    return _first_arguments(local, pipelint.load(built).simulate(given=_no_answers(local)))


# The start


@_difference
def integer_for_a_float() -> tuple[str, str]:
    return _started(ParameterFloat("P", default_value=0.5), 2)


@_difference
def boolean_for_an_integer() -> tuple[str, str]:
    return _started(ParameterInteger("P", default_value=2), True)


@_difference
def text_for_an_integer() -> tuple[str, str]:
    return _started(ParameterInteger("P", default_value=2), "3")


@_difference
def value_outside_of_the_enum() -> tuple[str, str]:
    return _started(ParameterString("P", default_value="a", enum_values=["a", "b"]), "c")


@_difference
def parameter_longer_than_a_start_can_carry() -> tuple[str, str]:
    return _started(ParameterString("P", default_value="a"), "x" * 1025)


@_difference
def parameter_that_is_not_declared() -> tuple[str, str]:
    unknown = ParameterString("P", default_value="a")
    return _told(lambda session: unknown)


@_difference
def step_that_is_not_a_job() -> tuple[str, str]:
    def build(session: Session) -> Pipeline:
        ask = LambdaStep("Ask", lambda_func=Lambda(FUNCTION, session=session), inputs={"a": "x"})
        return pipeline(session, ask, processing(session, "Tell", "x", depends_on=[ask]))

    return _first_arguments(*_both(build))


# Running


@_difference
def two_jobs_fail_at_once() -> tuple[str, str]:
    def build(session: Session) -> Pipeline:
        return pipeline(session, processing(session, "A"), processing(session, "B"))

    built = build(Session())
    world = World(fails={"A": "x", "B": "x"})
    local = run(built, world)
    trace = pipelint.load(built).simulate(
        given={"steps": {"A": {"fails": "always"}, "B": {"fails": "always"}}}
    )
    failed = [step.status for step in local.steps.values()].count("Failed")
    return f"{failed} failed", f"{sum(run.status == 'Failed' for run in trace.steps)} failed"


@_difference
def reason_of_a_failed_execution() -> tuple[str, str]:
    local, trace = _failing(World(fails={"Tell": "no capacity"}))
    return _written(local.failure_reason), _written(trace.failure_reason)


@_difference
def reason_of_a_failed_job() -> tuple[str, str]:
    local, _ = _failing(World(fails={"Tell": "no capacity"}))
    given = {"steps": {"Tell": {"fails": [{"reason": "no capacity"}]}}}
    trace = pipelint.load(_one_step(Session())).simulate(given=given)
    return _written(local.steps["Tell"].reason), _written(trace["Tell"].reason)


@_difference
def retry_after_a_failure() -> tuple[str, str]:
    error = SageMakerJobExceptionTypeEnum.CAPACITY_ERROR
    policy = SageMakerJobStepRetryPolicy([error], max_attempts=1)

    def build(session: Session) -> Pipeline:
        return pipeline(session, processing(session, "Tell", retry_policies=[policy]))

    built = build(Session())
    local = run(built, World(fails={"Tell": error.value}))
    given = {"steps": {"Tell": {"fails": [error.value]}}}
    return local.status, pipelint.load(built).simulate(given=given).status


@_difference
def cached_step() -> tuple[str, str]:
    cache = CacheConfig(enable_caching=True, expire_after="P30D")

    def build(session: Session) -> Pipeline:
        return pipeline(session, processing(session, "Tell", cache_config=cache))

    built = build(Session())
    first, second = run(built), run(built)
    definition = pipelint.load(built)
    trace = definition.simulate(cache_from=definition.simulate())
    jobs = {record.steps["Tell"].answer["ProcessingJobName"] for record in (first, second)}
    return f"{len(jobs)} jobs", f"{1 + trace['Tell'].attempts} jobs"


@_difference
def object_that_is_not_there() -> tuple[str, str]:
    value = s3_value("a", "s3:/", "bucket", "gone.json")
    return _statuses(*_both(lambda session: pipeline(session, processing(session, "Tell", value))))


@_difference
def object_that_is_not_there_decides() -> tuple[str, str]:
    value = s3_value("a", "s3:/", "bucket", "gone.json")
    one = ConditionEquals(left=value, right=1)
    return _statuses(*_both(lambda session: pipeline(session, check("Check", one))))


@_difference
def step_in_the_uri_of_an_object() -> tuple[str, str]:
    def build(session: Session) -> Pipeline:
        write = processing(session, "Write", outputs={"out": "s3://oracle/out"})
        folder = write.properties.ProcessingOutputConfig.Outputs["out"].S3Output.S3Uri
        tell = processing(session, "Tell", s3_value("a", folder, "x.json"))
        return pipeline(session, write, tell)

    return _statuses(*_both(build, World(s3={"s3://oracle/out/x.json": {"a": "x"}})))


class _Worded(Condition):
    """A condition of a type that the SDK has no class for."""

    def __init__(self, word: str, operands: Mapping[str, Any]) -> None:
        self.request = {"Type": word, **operands}

    def to_request(self) -> dict[str, Any]:
        return self.request

    @property
    def _referenced_steps(self) -> list[Any]:
        return []


class _Refused(NamedTuple):
    """A run that did not come to an end, by the name of the error."""

    error: str


def _both(build: Factory, world: World = World()) -> tuple[Any, Any]:  # noqa: B008  # frozen
    """The runs of one pipeline."""
    built = build(Session())
    definition = pipelint.load(built)
    try:
        local: Any = run(built, world)
    except (ClientError, NotImplementedError) as error:
        local = _Refused("refused" if isinstance(error, ClientError) else type(error).__name__)
    given = given_of(local) if isinstance(local, Record) else {}
    try:
        return local, definition.simulate(world.parameters, given)
    except InputError:
        return local, _Refused("refused")
    except pipelint.PipelintError as error:
        [code] = re.findall(r"\b[A-Z]{3}\d{3}\b", str(error))[:1]
        return local, _Refused(f"refused: {code}")


def _decided(*conditions: Condition, report: Any = None) -> tuple[str, str]:
    """The outcomes of one Condition step."""

    def build(session: Session) -> Pipeline:
        before = [] if report is None else [evaluation(session)]
        return pipeline(session, *before, ConditionStep("Check", conditions=list(conditions)))

    local, trace = _both(build, World(files={"Evaluate": {"Report": report}}))
    return _outcome(local), _outcome(trace)


def _outcome(found: Any) -> str:
    if isinstance(found, _Refused):
        return found.error
    step = found.steps["Check"] if isinstance(found, Record) else found["Check"]
    return _written(step.outcome) if step.outcome is not None else str(step.status)


def _told(value: Callable[[Session], Any], **more: Any) -> tuple[str, str]:
    """An expression as an argument of the step `Tell`."""

    def build(session: Session) -> Pipeline:
        return pipeline(session, processing(session, "Tell", value(session)), **more)

    return _first_arguments(*_both(build))


def _reported(value: Any, report: Any) -> tuple[str, str]:
    """An expression that reads a property file, as an argument of the step `Tell`."""

    def build(session: Session) -> Pipeline:
        return pipeline(session, evaluation(session), processing(session, "Tell", value))

    return _first_arguments(*_both(build, World(files={"Evaluate": {"Report": report}})))


def _started(parameter: Any, value: Any) -> tuple[str, str]:
    """The value of a parameter that is given at the start."""

    def build(session: Session) -> Pipeline:
        train = training(session, "Tell", hyperparameters={"p": parameter})
        return pipeline(session, train, parameters=[parameter])

    local, trace = _both(build, World({parameter.name: value}))
    return _arguments(local, trace, "HyperParameters.p")


def _one_step(session: Session) -> Pipeline:
    return pipeline(session, processing(session, "Tell"))


def _failing(world: World) -> tuple[Record, Trace]:
    local, trace = _both(_one_step, world)
    return local, trace


def _no_answers(record: Record) -> dict[str, Any]:
    return {**given_of(record), "steps": {}}


def _statuses(local: Any, trace: Any) -> tuple[str, str]:
    return local.status, trace.status


def _first_arguments(local: Any, trace: Any) -> tuple[str, str]:
    return _arguments(local, trace, "AppSpecification.ContainerArguments[0]")


def _arguments(local: Any, trace: Any, path: str) -> tuple[str, str]:
    """An argument of the step `Tell`, as both resolve it."""
    return _argument(local, path), _argument(trace, path)


def _argument(found: Any, path: str) -> str:
    if isinstance(found, _Refused):
        return found.error
    step = found.steps["Tell"] if isinstance(found, Record) else found["Tell"]
    if step.arguments is None or step.status != "Succeeded":
        return str(step.status)
    value = step.arguments
    for key in re.findall(r"\w+", path):
        value = value[int(key) if isinstance(value, list) else key]
    return _written(value)


def _written(value: Any) -> str:
    """A value as JSON; of what is another in each run only the type, of a name only its form."""
    if type(value).__name__ in ("float", "datetime") and not isinstance(value, bool):
        return json.dumps(value) if value in (0.5, 2.0, 3.0) else type(value).__name__
    if isinstance(value, str) and len(value) > 200:
        return f'"{value[0]}…", {len(value)} characters'
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(r"-\d{10}-\w{4}", "-<time>-<random>", text)
