"""The step types: what each takes, what it offers to others, and how it caches and retries."""

from __future__ import annotations

from pipelint.catalog._step_type import StepType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# Where a type is from. What may be cached, and what a cache key holds (of Lambda and Callback it
# is not documented): pipelines-caching.html and pipelines-default-keys.html; what may be retried,
# and on which exceptions: pipelines-retry-policy.html, all of
# https://docs.aws.amazon.com/sagemaker/latest/dg/.
_STEPS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_METADATA = (
    "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
    "API_PipelineExecutionStepMetadata.html"
)
_SDK = "https://github.com/aws/sagemaker-python-sdk"
_DEPLOY = f"{_SDK}/commit/f431bf2bf"

_STEP_EXCEPTIONS = ("Step.SERVICE_FAULT", "Step.THROTTLING")
_NO_INTERNAL = (*_STEP_EXCEPTIONS, "SageMaker.CAPACITY_ERROR", "SageMaker.RESOURCE_LIMIT")
_JOB_EXCEPTIONS = (*_NO_INTERNAL, "SageMaker.JOB_INTERNAL_ERROR")
_DRIFT_CONSTRAINTS = {
    "CalculatedBaselineConstraints": "Text",
    "BaselineUsedForDriftCheckConstraints": "Text",
}
_CHECK_KEYS = (
    "CheckType",
    "ModelPackageGroupName",
    "SkipCheck",
    "FailOnViolation",
    "RegisterNewBaseline",
    "SuppliedBaselineConstraints",
)
_CHECK_CACHE_KEY = (
    "Arguments.AppSpecification",
    "Arguments.Environment",
    "Arguments.ProcessingInputs",
    "CheckType",
    "SkipCheck",
    "RegisterNewBaseline",
    "ModelPackageGroupName",
    "SuppliedBaselineConstraints",
)


def _arguments(*members: str) -> tuple[str, ...]:
    return tuple(f"Arguments.{member}" for member in members)


_ALL = (
    StepType(
        "Processing",
        "CreateProcessingJobRequest",
        ("DescribeProcessingJobResponse",),
        cache="documented",
        retry="documented",
        retry_exceptions=_JOB_EXCEPTIONS,
        cache_key=_arguments("AppSpecification", "Environment", "ProcessingInputs"),
        keys=("PropertyFiles",),
        source=_STEPS,
    ),
    StepType(
        "Training",
        "CreateTrainingJobRequest",
        ("DescribeTrainingJobResponse",),
        cache="documented",
        retry="documented",
        retry_exceptions=_JOB_EXCEPTIONS,
        cache_key=_arguments(
            "AlgorithmSpecification",
            "CheckpointConfig",
            "DebugHookConfig",
            "DebugRuleConfigurations",
            "Environment",
            "HyperParameters",
            "InputDataConfig",
        ),
        source=_STEPS,
    ),
    StepType(
        "Transform",
        "CreateTransformJobRequest",
        ("DescribeTransformJobResponse",),
        cache="documented",
        retry="documented",
        retry_exceptions=_JOB_EXCEPTIONS,
        cache_key=_arguments("DataProcessing", "Environment", "ModelName", "TransformInput"),
        source=_STEPS,
    ),
    StepType(
        "Tuning",
        "CreateHyperParameterTuningJobRequest",
        (
            "DescribeHyperParameterTuningJobResponse",
            "ListTrainingJobsForHyperParameterTuningJobResponse",
        ),
        cache="documented",
        retry="documented",
        retry_exceptions=_NO_INTERNAL,
        cache_key=_arguments(
            "HyperParameterTuningJobConfig",
            "TrainingJobDefinition.AlgorithmSpecification",
            "TrainingJobDefinition.HyperParameterRanges",
            "TrainingJobDefinition.InputDataConfig",
            "TrainingJobDefinition.StaticHyperParameters",
            "TrainingJobDefinition.TuningObjective",
            "TrainingJobDefinitions",
        ),
        source=_STEPS,
    ),
    StepType(
        "AutoML",
        "CreateAutoMLJobRequest",
        ("DescribeAutoMLJobResponse",),
        roots={"BestCandidateProperties": "BestCandidateProperties"},
        cache="documented",
        retry="documented",
        retry_exceptions=_NO_INTERNAL,
        cache_key=_arguments(
            "AutoMLJobConfig.CompletionCriteria",
            "AutoMLJobConfig.CandidateGenerationConfig",
            "AutoMLJobConfig.DataSplitConfig",
            "AutoMLJobConfig.Mode",
            "AutoMLJobObjective",
            "InputDataConfig",
            "ProblemType",
        ),
        source=_STEPS,
    ),
    StepType(
        "Model",
        "CreateModelInput",
        ("DescribeModelOutput",),
        retry="documented",
        retry_exceptions=_STEP_EXCEPTIONS,
        source=_STEPS,
    ),
    StepType(
        "RegisterModel",
        "CreateModelPackageInput",
        ("DescribeModelPackageOutput",),
        retry="documented",
        retry_exceptions=_STEP_EXCEPTIONS,
        source=_STEPS,
    ),
    StepType(
        "Condition",
        "ConditionArguments",
        roots={"Outcome": "ConditionOutcome"},
        works=False,
        source=_STEPS,
    ),
    StepType("Fail", "FailArguments", readable=False, works=False, source=_STEPS),
    StepType(
        "Lambda",
        "LambdaArguments",
        roots={"OutputParameters": "OutputParameterValues"},
        cache="sdk",
        cache_key=("FunctionArn", "Arguments"),
        keys=("FunctionArn", "OutputParameters"),
        required_keys=("FunctionArn",),
        needs_arguments=False,
        source=_STEPS,
    ),
    StepType(
        "Callback",
        "CallbackArguments",
        roots={"OutputParameters": "OutputParameterValues"},
        cache="sdk",
        cache_key=("SqsQueueUrl", "Arguments"),
        keys=("SqsQueueUrl", "OutputParameters"),
        required_keys=("SqsQueueUrl",),
        needs_arguments=False,
        source=_STEPS,
    ),
    StepType(
        "ClarifyCheck",
        "CreateProcessingJobRequest",
        roots=_DRIFT_CONSTRAINTS,
        cache="documented",
        retry="schema",
        cache_key=_CHECK_CACHE_KEY,
        keys=(*_CHECK_KEYS, "ModelName"),
        required_keys=("CheckType",),
        check_type="ClarifyCheckType",
        source=_STEPS,
    ),
    StepType(
        "QualityCheck",
        "CreateProcessingJobRequest",
        roots={
            **_DRIFT_CONSTRAINTS,
            "CalculatedBaselineStatistics": "Text",
            "BaselineUsedForDriftCheckStatistics": "Text",
        },
        cache="documented",
        retry="schema",
        cache_key=(*_CHECK_CACHE_KEY, "SuppliedBaselineStatistics"),
        keys=(*_CHECK_KEYS, "SuppliedBaselineStatistics"),
        required_keys=("CheckType",),
        check_type="QualityCheckType",
        source=_STEPS,
    ),
    StepType(
        "EMR",
        "EMRArguments",
        ("emr:Step",),
        roots={"ClusterId": "EMRClusterIdProperty"},
        cache="documented",
        retry="sdk",
        retry_exceptions=_STEP_EXCEPTIONS,
        cache_key=_arguments("ClusterId", "StepConfig"),
        source=_STEPS,
    ),
    StepType(
        "EMRServerless",
        "EMRServerlessArguments",
        ("emr-serverless:GetJobRunResponse",),
        cache="sdk",
        retry="sdk",
        retry_exceptions=_STEP_EXCEPTIONS,
        source=_SDK,
    ),
    StepType(
        "EndpointConfig",
        "CreateEndpointConfigInput",
        ("DescribeEndpointConfigOutput",),
        cache="sdk",
        retry="sdk",
        retry_exceptions=_STEP_EXCEPTIONS,
        source=_DEPLOY,
    ),
    StepType(
        "Endpoint",
        "CreateEndpointInput",
        ("DescribeEndpointOutput",),
        cache="sdk",
        source=_DEPLOY,
    ),
    StepType(
        "InferenceComponent",
        "CreateInferenceComponentInput",
        ("DescribeInferenceComponentOutput",),
        source=_DEPLOY,
    ),
    StepType(
        "Lineage",
        "LineageArguments",
        roots={
            "ActionArns": "LineageArns",
            "ArtifactArns": "LineageArns",
            "ContextArns": "LineageArns",
            "Associations": "LineageAssociationValues",
        },
        source=_SDK,
    ),
    StepType(
        "Job",
        "CreateJobRequest",
        ("DescribeJobResponse",),
        roots={"JobConfigDocument": "JobConfigDocumentProperty"},
        cache="sdk",
        retry="sdk",
        retry_exceptions=_JOB_EXCEPTIONS,
        source=_SDK,
    ),
    StepType("Cleanup", "CleanupArguments", readable=False, source=_SDK),
    StepType(
        "ForEach",
        "ForEachArguments",
        roots={
            "Status": "Text",
            "InputItemCount": "Count",
            "TotalStepCount": "Count",
            "SucceededStepCount": "Count",
            "FailedStepCount": "Count",
            "StoppedStepCount": "Count",
            "IterationOutputs": "IterationOutputs",
            "Selected": "SelectedOutput",
        },
        works=False,
        source=_SDK,
    ),
    StepType(
        "BedrockCustomModel",
        "BedrockCustomModelArguments",
        ("BedrockCustomModelProperties",),
        source=_METADATA,
    ),
    StepType(
        "BedrockCustomModelDeployment",
        "BedrockCustomModelDeploymentArguments",
        ("BedrockCustomModelDeploymentProperties",),
        source=_METADATA,
    ),
    StepType(
        "BedrockModelImport",
        "BedrockModelImportArguments",
        ("BedrockModelImportProperties",),
        source=_METADATA,
    ),
    StepType(
        "BedrockProvisionedModelThroughput",
        "BedrockProvisionedModelThroughputArguments",
        ("BedrockProvisionedModelThroughputProperties",),
        source=_METADATA,
    ),
)

STEP_TYPES: Mapping[str, StepType] = {step_type.name: step_type for step_type in _ALL}

# What people write for a step type: names of SDK classes, APIs and visual editors.
STEP_ALIASES: Mapping[str, str] = {
    "CreateModel": "Model",
    "ModelStep": "Model",
    "CreateModelPackage": "RegisterModel",
    "ModelPackage": "RegisterModel",
    "Register": "RegisterModel",
    "CreateTrainingJob": "Training",
    "TrainingJob": "Training",
    "Train": "Training",
    "NotebookJob": "Training",
    "CreateProcessingJob": "Processing",
    "ProcessingJob": "Processing",
    "Process": "Processing",
    "CreateTransformJob": "Transform",
    "TransformJob": "Transform",
    "BatchTransform": "Transform",
    "CreateHyperParameterTuningJob": "Tuning",
    "HyperParameterTuning": "Tuning",
    "HyperParameterTuningJob": "Tuning",
    "TuningJob": "Tuning",
    "CreateAutoMLJob": "AutoML",
    "AutoMLJob": "AutoML",
    "ConditionStep": "Condition",
    "Choice": "Condition",
    "FailStep": "Fail",
    "LambdaStep": "Lambda",
    "CallbackStep": "Callback",
    "CreateEndpoint": "Endpoint",
    "CreateEndpointConfig": "EndpointConfig",
    "CreateInferenceComponent": "InferenceComponent",
    "CreateJob": "Job",
    "Map": "ForEach",
}
