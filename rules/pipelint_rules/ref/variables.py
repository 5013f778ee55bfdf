"""References to parameters, execution variables and the experiment."""

from __future__ import annotations

from pipelint import Problem, Reference, rule
from pipelint.catalog import JOB_VARIABLES
from pipelint_rules._own import parameters_are_known
from pipelint_rules._suggest import suggest
from pipelint_rules.ref._marks import fault_of, mentioning, segment_place, unresolved, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_PARAMETERS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-parameters.html"
_FOR_EACH = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/for_each_step.py"
_VARIABLES = (
    "https://sagemaker.readthedocs.io/en/v2/workflows/pipelines/sagemaker.workflow.pipelines.html"
)
_EXPERIMENTS = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-experiments.html"


def _reads(path: str, *members: str) -> str:
    more = "".join(f"{member}, " for member in members)
    return (
        f'{{"Version": "2020-12-01", {more}"Steps": [{{"Name": "Tell", "Type": "Lambda",'
        f' "Arguments": {{"value": {{"Get": "{path}"}}}}}}]}}'
    )


_DECLARED = '"Parameters": [{"Name": "TransactionsUri", "Type": "String"}]'


@rule(
    "REF004",
    on=Reference,
    among=unresolved("unknown-parameter"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_PARAMETERS,
    bad=[
        _reads("Parameters.«TransactionsURI»", _DECLARED),
        _reads("Parameters.«Epochs»"),
    ],
    good=[_reads("Parameters.TransactionsUri", _DECLARED)],
)
def undeclared_parameter(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference names a parameter that is not declared.

    "All parameters used in step definitions must be defined in your pipeline definition." Names
    are compared with case. The SDK does not check it: a parameter that is used in a step, and
    missing in `Pipeline(parameters=[…])`, gets into the definition as a reference to nothing, and
    the service refuses it; its text is not published.

    Declare the parameter in `Parameters`, in SDK words add it to `parameters` of the `Pipeline`.
    """
    fault = fault_of(reference, facts, "unknown-parameter")
    if fault is not None and parameters_are_known(facts):
        yield Problem(
            reference.name_place,
            f"parameter '{reference.name}' is not declared",
            hint=suggest(reference.name or "", fault.known),
        )


@rule(
    "REF005",
    on=Reference,
    among=unresolved("unknown-variable"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_VARIABLES,
    bad=[
        _reads("Execution.«ExecutionId»"),
        _reads("Execution.«RoleArn»"),
        _reads("PipelineExperimentConfig.«RunName»"),
        _reads("ForEach.«Item»"),
    ],
    good=[_reads("Execution.PipelineExecutionId")],
)
def unknown_variable(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference names a variable that its namespace does not have.

    `Execution` has `PipelineName`, `PipelineArn`, `PipelineExecutionId`, `PipelineExecutionArn`,
    `StartDateTime` and `CurrentDateTime`, and inside of the steps that have such a job
    `TrainingJobName` and `ProcessingJobName`. `PipelineExperimentConfig` has `ExperimentName` and
    `TrialName`, `ForEach` has `CurrentItem`. There is no variable for the role, the account or the
    region: pass them as parameters.
    """
    fault = fault_of(reference, facts, "unknown-variable")
    if fault is not None:
        yield Problem(
            reference.name_place,
            f"'{reference.root}' has no variable '{reference.name}'",
            hint=suggest(reference.name or "", fault.known),
        )


@rule(
    "REF006",
    on=Reference,
    among=mentioning("JobName"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_VARIABLES,
    bad=[_reads("Execution.«TrainingJobName»"), _reads("Execution.«ProcessingJobName»")],
    good=[
        '[{"Name": "Train", "Type": "Training", "Arguments":'
        ' {"Environment": {"JOB": {"Get": "Execution.TrainingJobName"}}}}]'
    ],
)
def misplaced_job_variable(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """The name of the running job is asked for in a step that runs no such job.

    `Execution.TrainingJobName` is the training job of the step in which it stands, and
    `Execution.ProcessingJobName` its processing job. Elsewhere they are undefined; in the SDK's
    local mode `{'Get': 'Execution.TrainingJobName'} is undefined.` What the service says is not
    known. To name the job of another step, read its property:
    `{"Get": "Steps.Train.TrainingJobName"}`.
    """
    wanted = JOB_VARIABLES.get(reference.name or "") if reference.root == "Execution" else None
    step = reference.step
    if wanted is None or (step is not None and (step.definition is None or step.type == wanted)):
        return
    where = "outside of steps" if step is None else f"in a {step.type} step"
    yield Problem(
        reference.name_place,
        f"'{reference.text}' has no value {where}",
        hint=f"it is the job of the {wanted} step in which it stands; "
        f"elsewhere read 'Steps.<step>.{reference.name}'",
    )


@rule(
    "REF007",
    on=Reference,
    among=mentioning("PipelineExperimentConfig"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_EXPERIMENTS,
    bad=[
        _reads("PipelineExperimentConfig.«ExperimentName»", '"PipelineExperimentConfig": null'),
        _reads("PipelineExperimentConfig.«TrialName»"),
        _reads(
            "PipelineExperimentConfig.«TrialName»",
            '"PipelineExperimentConfig": {"ExperimentName": "churn"}',
        ),
    ],
    good=[
        _reads(
            "PipelineExperimentConfig.TrialName",
            '"PipelineExperimentConfig": {"ExperimentName": "churn", "TrialName": "t-1"}',
        )
    ],
)
def unset_experiment(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference reads the experiment of a pipeline that sets none.

    With `"PipelineExperimentConfig": null` the pipeline makes no experiment, and there is nothing
    to read. The SDK writes null where it was told so, and in regions without experiments. What
    the service does with such a reference, or where the key is missing, is not known.
    """
    if reference.root != "PipelineExperimentConfig" or facts.resolution(reference).fault:
        return
    config = None if facts.pipeline is None else facts.pipeline.get("PipelineExperimentConfig")
    if config is None or config.value is None:
        state = "is not set" if config is None else "is null"
        yield Problem(reference.name_place, f"'PipelineExperimentConfig' of the pipeline {state}")
    elif isinstance(config.value, dict) and reference.name not in config.value:
        yield Problem(
            reference.name_place, f"'PipelineExperimentConfig' does not set '{reference.name}'"
        )


@rule(
    "REF008",
    on=Reference,
    among=unresolved("out-of-scope"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_FOR_EACH,
    bad=[
        '[{"Name": "Tell", "Type": "Lambda",'
        ' "Arguments": {"a": {"Get": «"ForEach.CurrentItem"»}}}]',
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": ["a"],'
        ' "ForEachBody": [{"Name": "Tell", "Type": "Lambda", "Arguments":'
        ' {"a": {"Get": «"IterationOutput.Tell.Status"»}}}]}}]',
    ],
    good=[
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": ["a"],'
        ' "ForEachBody": [{"Name": "Tell", "Type": "Lambda", "Arguments":'
        ' {"a": {"Get": "ForEach.CurrentItem"}}}]}}]'
    ],
)
def loop_value_outside(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A value of a loop is read outside of it.

    `ForEach.CurrentItem` is known inside of the `ForEachBody` alone, and `IterationOutput` in the
    `Field` of a selector alone. Elsewhere there is no item and no iteration; the SDK writes such a
    reference without a check. After the loop read
    `Steps.<ForEach>.IterationOutputs[0].<step>.<property>`, or with a selector
    `Steps.<ForEach>.Selected.<property>`.
    """
    if fault_of(reference, facts, "out-of-scope") is not None:
        home = "the body of a ForEach step"
        if reference.root == "IterationOutput":
            home = "the 'Field' of a selector"
        yield Problem(
            whole(reference),
            f"'{reference.root}' is known in {home} only",
        )


@rule(
    "REF009",
    on=Reference,
    among=unresolved("member-of-scalar"),
    stage="create",
    evidence="E2",
    since="0.1",
    source=_PARAMETERS,
    bad=[
        _reads("Parameters.TransactionsUri.«Bucket»", _DECLARED),
        _reads("Execution.StartDateTime.«Year»"),
        '[{"Name": "Train", "Type": "Training"}, {"Name": "Tell", "Type": "Lambda", "Arguments":'
        ' {"a": {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts.«S3Uri»"}}}]',
    ],
    good=[_reads("Parameters.TransactionsUri", _DECLARED)],
)
def member_of_single_value(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A path goes on after a value that has no members.

    Parameters, execution variables and most properties are a single string, number or boolean.
    A parameter that holds JSON text cannot be taken apart by a reference either: give each part
    a parameter of its own, or take it apart in the step's code.
    """
    fault = fault_of(reference, facts, "member-of-scalar")
    if fault is not None and fault.segment is not None:
        whole = reference.text[: fault.segment.start].rstrip(".['")
        yield Problem(
            segment_place(reference, fault.segment),
            f"'{whole}' is a single value, nothing can follow it",
            hint=f"end with '{whole}'",
        )
