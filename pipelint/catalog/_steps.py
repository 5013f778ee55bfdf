"""The step types: what each takes, what it offers to others, and how it caches and retries."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelint.catalog._raw import RawShape

# Sources of facts, as they are given with each step type.
_STEPS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_CACHING = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-default-keys.html"
_METADATA = (
    "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
    "API_PipelineExecutionStepMetadata.html"
)
_SDK = "https://github.com/aws/sagemaker-python-sdk"
_DEPLOY = f"{_SDK}/commit/f431bf2bf"

_ENVELOPE = ("Name", "Type", "Arguments", "DisplayName", "Description", "DependsOn")
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


class StepType(NamedTuple):
    """A step type of the pipeline language.

    `arguments` names the shape of `Arguments`; `properties` those whose members a property path
    may begin with, `roots` further first members with their shapes, which no API has. A step that
    is not `readable` may not be referenced at all.
    `cache` says who lets it have a CacheConfig: "documented", "sdk" (only the SDK's classes) or
    None; `retry` the same of RetryPolicies, where "schema" is AWS's published schema alone.
    `retry_exceptions` are those a policy is known to work for, `cache_key` the places whose change
    makes a cached run unusable, as paths from the step. `keys` are the type's own step-level keys
    beyond the envelope's, `required_keys` those that may not be missing.
    """

    name: str
    arguments: str
    properties: tuple[str, ...] = ()
    roots: Mapping[str, str] = {}
    readable: bool = True
    cache: str | None = None
    retry: str | None = None
    retry_exceptions: tuple[str, ...] = ()
    cache_key: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    required_keys: tuple[str, ...] = ()
    needs_arguments: bool = True
    check_type: str = "CheckType"
    evidence: str = "E1"
    source: str = _STEPS

    @property
    def taken(self) -> tuple[str, ...]:
        """All step-level keys that a step of this type takes."""
        cache = ("CacheConfig",) if self.cache else ()
        retry = ("RetryPolicies",) if self.retry else ()
        return (*_ENVELOPE, *self.keys, *cache, *retry)


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
    ),
    StepType(
        "Transform",
        "CreateTransformJobRequest",
        ("DescribeTransformJobResponse",),
        cache="documented",
        retry="documented",
        retry_exceptions=_JOB_EXCEPTIONS,
        cache_key=_arguments("DataProcessing", "Environment", "ModelName", "TransformInput"),
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
    ),
    StepType(
        "Model",
        "CreateModelInput",
        ("DescribeModelOutput",),
        retry="documented",
        retry_exceptions=_STEP_EXCEPTIONS,
    ),
    StepType(
        "RegisterModel",
        "CreateModelPackageInput",
        ("DescribeModelPackageOutput",),
        retry="documented",
        retry_exceptions=_STEP_EXCEPTIONS,
    ),
    StepType("Condition", "ConditionArguments", roots={"Outcome": "ConditionOutcome"}),
    StepType("Fail", "FailArguments", readable=False),
    StepType(
        "Lambda",
        "LambdaArguments",
        roots={"OutputParameters": "OutputParameterValues"},
        cache="sdk",
        cache_key=("FunctionArn", "Arguments"),
        keys=("FunctionArn", "OutputParameters"),
        required_keys=("FunctionArn",),
        needs_arguments=False,
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
    StepType("Cleanup", "CleanupArguments", readable=False, evidence="E2", source=_SDK),
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
        evidence="E2",
        source=_SDK,
    ),
    StepType(
        "BedrockCustomModel",
        "BedrockCustomModelArguments",
        ("BedrockCustomModelProperties",),
        evidence="E2",
        source=_METADATA,
    ),
    StepType(
        "BedrockCustomModelDeployment",
        "BedrockCustomModelDeploymentArguments",
        ("BedrockCustomModelDeploymentProperties",),
        evidence="E2",
        source=_METADATA,
    ),
    StepType(
        "BedrockModelImport",
        "BedrockModelImportArguments",
        ("BedrockModelImportProperties",),
        evidence="E2",
        source=_METADATA,
    ),
    StepType(
        "BedrockProvisionedModelThroughput",
        "BedrockProvisionedModelThroughputArguments",
        ("BedrockProvisionedModelThroughputProperties",),
        evidence="E2",
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
    "EmrServerless": "EMRServerless",
    "Foreach": "ForEach",
    "Map": "ForEach",
}

# Every step-level key of the language. A step is read with all of them, whether its type takes
# them or not, so that what stands in a misplaced one is known as well.
_STEP_MEMBERS: Mapping[str, str] = {
    "Name": "StepName",
    "Type": "StepTypeName",
    "Arguments": "Any",
    "DisplayName": "StepDisplayName",
    "Description": "StepDescription",
    "DependsOn": "DependsOn",
    "CacheConfig": "CacheConfig",
    "RetryPolicies": "RetryPolicies",
    "PropertyFiles": "PropertyFiles",
    "OutputParameters": "OutputParameters",
    "FunctionArn": "FunctionArn",
    "SqsQueueUrl": "SqsQueueUrl",
    "CheckType": "CheckType",
    "ModelPackageGroupName": "CheckModelPackageGroupName",
    "ModelName": "CheckModelName",
    "SkipCheck": "CheckFlag",
    "FailOnViolation": "CheckFlag",
    "RegisterNewBaseline": "CheckFlag",
    "SuppliedBaselineConstraints": "BaselineUri",
    "SuppliedBaselineStatistics": "BaselineUri",
}


def step_shape(name: str) -> RawShape:
    """The shape of a whole step of the type `name`, or with "?" of a type that is not known.

    Raises:
        KeyError: no step type has that name.
    """
    if name == "?":
        return {
            "kind": "structure",
            "members": _STEP_MEMBERS,
            "required": ("Name", "Type"),
            "open": True,
        }
    step_type = STEP_TYPES[name]
    own = {"Arguments": step_type.arguments, "CheckType": step_type.check_type}
    needed = ("Arguments",) if step_type.needs_arguments else ()
    return {
        "kind": "structure",
        "members": {**_STEP_MEMBERS, **own},
        "required": ("Name", "Type", *needed, *step_type.required_keys),
        "source": step_type.source,
    }
