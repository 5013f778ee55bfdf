"""The words of the language that are no shapes: roots of references, variables, triggers."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# What the path of a `Get` may begin with. The last two only within a ForEach: its body, and the
# field of its selector.
GET_ROOTS: tuple[str, ...] = (
    "Parameters",
    "Execution",
    "PipelineExperimentConfig",
    "Steps",
    "ForEach",
    "IterationOutput",
)

# Each is a String.
# https://sagemaker.readthedocs.io/en/v2/workflows/pipelines/sagemaker.workflow.pipelines.html
EXECUTION_VARIABLES: tuple[str, ...] = (
    "PipelineName",
    "PipelineArn",
    "PipelineExecutionId",
    "PipelineExecutionArn",
    "StartDateTime",
    "CurrentDateTime",
    "TrainingJobName",
    "ProcessingJobName",
)

# The variables that name the job of the step they stand in, with the only type of step that has
# such a job.
JOB_VARIABLES: Mapping[str, str] = {
    "TrainingJobName": "Training",
    "ProcessingJobName": "Processing",
}

# The variables that no two executions share: a cache key with one of them never matches.
EXECUTION_SPECIFIC_VARIABLES: frozenset[str] = frozenset(
    {
        "PipelineExecutionId",
        "PipelineExecutionArn",
        "StartDateTime",
        "CurrentDateTime",
        "TrainingJobName",
        "ProcessingJobName",
    }
)

# The triggers of `DependsOn`, with the ends of the other step after which a step runs. A plain name
# is "Completed".
# https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/step_dependency.py
TRIGGERS: Mapping[str, frozenset[str]] = {
    "Completed": frozenset({"Succeeded"}),
    "Failed": frozenset({"Failed"}),
    "Stopped": frozenset({"Stopped"}),
    "Any": frozenset({"Succeeded", "Failed", "Stopped"}),
}

# The keys of an object that is an expression, when it is the only one.
EXPRESSIONS: tuple[str, ...] = ("Get", "Std:Join", "Std:JsonGet")

# The exception types of a retry policy that are known no longer, with the one in their place.
OBSOLETE_EXCEPTIONS: Mapping[str, str] = {
    "SageMaker.JOB_CAPACITY_ERROR": "SageMaker.CAPACITY_ERROR"
}

# The step types that may not stand in the body of a ForEach.
# https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/for_each_step.py
NOT_IN_FOR_EACH: tuple[str, ...] = ("Condition", "Fail", "ForEach")
