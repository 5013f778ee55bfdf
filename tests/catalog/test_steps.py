"""The step types: their requests, their properties, what they take."""

from __future__ import annotations

from collections import Counter

import pytest

from pipelint.catalog import (
    EXECUTION_SPECIFIC_VARIABLES,
    EXECUTION_VARIABLES,
    JOB_VARIABLES,
    LIMITS,
    NOT_IN_FOR_EACH,
    OBSOLETE_EXCEPTIONS,
    STEP_ALIASES,
    STEP_TYPES,
    Shape,
    shape,
)
from tests.catalog.shapes import property_paths

# Paths, leaves, String, Integer, Float, Boolean, timestamp, structures, lists, maps: counted in
# botocore 1.44.5 by another program.
COUNTS = {
    "Training": (218, 150, 107, 23, 1, 10, 9, 42, 19, 7),
    "Processing": (94, 69, 56, 5, 0, 4, 4, 17, 7, 1),
    "Transform": (49, 39, 30, 5, 0, 1, 3, 9, 0, 1),
    "Tuning": (380, 249, 173, 49, 4, 10, 13, 84, 40, 7),
    "AutoML": (110, 70, 52, 6, 3, 3, 6, 27, 10, 3),
    "Model": (113, 70, 62, 2, 0, 5, 1, 32, 8, 3),
    "RegisterModel": (309, 210, 196, 4, 0, 8, 2, 78, 17, 4),
    "EndpointConfig": (164, 111, 60, 41, 2, 7, 1, 36, 17, 0),
    "Endpoint": (302, 199, 84, 92, 8, 4, 11, 72, 31, 0),
    "InferenceComponent": (97, 62, 33, 19, 4, 2, 4, 28, 5, 2),
    "Job": (22, 18, 13, 0, 0, 0, 5, 2, 2, 0),
    "EMR": (30, 21, 18, 0, 0, 0, 3, 6, 2, 1),
    "EMRServerless": (93, 60, 37, 6, 6, 5, 6, 21, 6, 5),
    "BedrockCustomModel": (64, 35, 23, 7, 3, 1, 1, 18, 4, 7),
    "BedrockCustomModelDeployment": (11, 10, 8, 0, 0, 0, 2, 1, 0, 0),
    "BedrockModelImport": (19, 14, 11, 0, 0, 0, 3, 3, 2, 0),
    "BedrockProvisionedModelThroughput": (13, 13, 8, 2, 0, 0, 3, 0, 0, 0),
}
SCALARS = ("string", "integer", "float", "boolean", "timestamp")


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_number_of_property_paths(name: str) -> None:
    paths = dict(property_paths(STEP_TYPES[name]))
    kinds = Counter(paths.values())
    leaves = [kinds[kind] for kind in SCALARS]
    parts = [kinds[kind] for kind in ("structure", "list", "map")]

    assert (len(paths), sum(leaves), *leaves, *parts) == COUNTS[name]


def test_types_without_an_api_response_are_the_others() -> None:
    assert {name for name in STEP_TYPES if not STEP_TYPES[name].properties} == {
        "Callback",
        "ClarifyCheck",
        "Cleanup",
        "Condition",
        "Fail",
        "ForEach",
        "Lambda",
        "Lineage",
        "QualityCheck",
    }


def _resolve(step_type: str, *accessors: str | int) -> Shape | None:
    """What a path leads to: a text is a member, or the key of a list or map; a number an index."""
    known = STEP_TYPES[step_type]
    first, *rest = accessors
    starts = [shape(name).member(str(first)) for name in known.properties]
    here = shape(known.roots[str(first)]) if first in known.roots else next(filter(None, starts))
    for accessor in rest:
        if here is None:
            return None
        here = here.item if here.kind in ("list", "map") else here.member(str(accessor))
    return here


@pytest.mark.parametrize(
    ("step_type", "accessors", "kind"),
    [
        ("AutoML", ("BestCandidate", "InferenceContainers", 0, "Image"), "string"),
        ("AutoML", ("BestCandidate", "InferenceContainers", 0, "Environment", "K"), "string"),
        (
            "AutoML",
            ("BestCandidate", "InferenceContainerDefinitions", "CPU", 0, "ModelDataUrl"),
            "string",
        ),
        ("AutoML", ("BestCandidateProperties", "ModelInsightsJsonReportPath"), "string"),
        ("AutoML", ("BestCandidateProperties", "ExplainabilityJsonReportPath"), "string"),
        ("BedrockCustomModel", ("ModelArn",), "string"),
        ("BedrockModelImport", ("ImportedModelArn",), "string"),
        ("Callback", ("OutputParameters", "output1"), "any"),
        ("ClarifyCheck", ("CalculatedBaselineConstraints",), "string"),
        ("ClarifyCheck", ("BaselineUsedForDriftCheckConstraints",), "string"),
        ("Condition", ("Outcome",), "boolean"),
        ("EMR", ("Status", "State"), "string"),
        ("EMR", ("Config", "Args", 0), "string"),
        ("EMR", ("Config", "Properties", "k"), "string"),
        ("Endpoint", ("EndpointName",), "string"),
        ("Endpoint", ("EndpointArn",), "string"),
        ("EndpointConfig", ("EndpointConfigName",), "string"),
        ("ForEach", ("FailedStepCount",), "integer"),
        ("ForEach", ("InputItemCount",), "integer"),
        ("ForEach", ("SucceededStepCount",), "integer"),
        ("ForEach", ("Status",), "string"),
        ("ForEach", ("IterationOutputs", 0), "structure"),
        ("ForEach", ("Selected",), "structure"),
        ("Job", ("JobArn",), "string"),
        ("Job", ("JobConfigDocument",), "string"),
        ("Job", ("JobConfigDocument", "ServiceOutput", "MlflowDetails", "RunId"), "string"),
        ("Lambda", ("OutputParameters", "result"), "any"),
        ("Lineage", ("ArtifactArns", "trained-model"), "string"),
        ("Lineage", ("ActionArns", "training-run"), "string"),
        ("Lineage", ("ContextArns", "ctx"), "string"),
        ("Model", ("ModelName",), "string"),
        (
            "Processing",
            ("ProcessingOutputConfig", "Outputs", "train", "S3Output", "S3Uri"),
            "string",
        ),
        ("Processing", ("ProcessingInputs", "in", "S3Input", "S3Uri"), "string"),
        ("Processing", ("ProcessingJobStatus",), "string"),
        ("Processing", ("ProcessingJobName",), "string"),
        ("QualityCheck", ("CalculatedBaselineStatistics",), "string"),
        ("QualityCheck", ("CalculatedBaselineConstraints",), "string"),
        ("QualityCheck", ("BaselineUsedForDriftCheckStatistics",), "string"),
        ("QualityCheck", ("BaselineUsedForDriftCheckConstraints",), "string"),
        ("RegisterModel", ("ModelPackageArn",), "string"),
        ("RegisterModel", ("ModelApprovalStatus",), "string"),
        ("RegisterModel", ("ModelPackageVersion",), "integer"),
        ("Training", ("ModelArtifacts", "S3ModelArtifacts"), "string"),
        ("Training", ("OutputDataConfig", "S3OutputPath"), "string"),
        ("Training", ("AlgorithmSpecification", "TrainingImage"), "string"),
        ("Training", ("AlgorithmSpecification", "AlgorithmName"), "string"),
        ("Training", ("HyperParameters", "batch-size"), "string"),
        ("Training", ("FinalMetricDataList", "val:acc", "Value"), "float"),
        ("Training", ("FinalMetricDataList", 0, "Value"), "float"),
        ("Training", ("Environment", "SM_INPUT_NOTEBOOK_NAME"), "string"),
        ("Training", ("InputDataConfig", 0, "DataSource", "S3DataSource", "S3Uri"), "string"),
        ("Training", ("ExperimentConfig", "TrialName"), "string"),
        ("Training", ("FailureReason",), "string"),
        ("Transform", ("TransformOutput", "S3OutputPath"), "string"),
        ("Tuning", ("TrainingJobSummaries", 0, "TrainingJobName"), "string"),
        ("Tuning", ("BestTrainingJob", "TrainingJobName"), "string"),
    ],
)
def test_property_path_that_people_use_resolves(
    step_type: str, accessors: tuple[str | int, ...], kind: str
) -> None:
    found = _resolve(step_type, *accessors)

    assert found is not None
    assert found.kind == kind


def test_clarify_check_has_no_statistics() -> None:
    assert set(STEP_TYPES["ClarifyCheck"].roots) == {
        "CalculatedBaselineConstraints",
        "BaselineUsedForDriftCheckConstraints",
    }


def test_types_that_cannot_be_read() -> None:
    assert [t.name for t in STEP_TYPES.values() if not t.readable] == ["Fail", "Cleanup"]


@pytest.mark.parametrize(
    ("cache", "names"),
    [
        (
            "documented",
            "Processing Training Transform Tuning AutoML ClarifyCheck QualityCheck EMR",
        ),
        ("sdk", "Lambda Callback EMRServerless EndpointConfig Endpoint Job"),
    ],
)
def test_types_that_cache(cache: str, names: str) -> None:
    assert [t.name for t in STEP_TYPES.values() if t.cache == cache] == names.split()


@pytest.mark.parametrize(
    ("retry", "names"),
    [
        ("documented", "Processing Training Transform Tuning AutoML Model RegisterModel"),
        ("sdk", "EMR EMRServerless EndpointConfig Job"),
        ("schema", "ClarifyCheck QualityCheck"),
    ],
)
def test_types_that_retry(retry: str, names: str) -> None:
    assert [t.name for t in STEP_TYPES.values() if t.retry == retry] == names.split()


@pytest.mark.parametrize("name", sorted(STEP_TYPES))
def test_cache_key_names_places_of_the_step(name: str) -> None:
    for path in STEP_TYPES[name].cache_key:
        here: Shape | None = shape(f"Step.{name}")
        for member in path.split("."):
            assert here is not None, path
            here = here.member(member)
        assert here is not None, path


@pytest.mark.parametrize("name", sorted(STEP_TYPES))
def test_step_type_is_sound(name: str) -> None:
    step_type = STEP_TYPES[name]
    exceptions = shape("RetryExceptionType").enum

    assert exceptions is not None
    assert set(step_type.retry_exceptions) <= exceptions
    assert set(step_type.taken) <= set(shape(f"Step.{name}").members)
    assert set(step_type.required_keys) <= set(step_type.keys)
    assert bool(step_type.retry_exceptions) <= bool(step_type.retry)
    assert bool(step_type.cache_key) <= bool(step_type.cache)
    assert step_type.source.startswith("https://")
    assert shape(step_type.arguments).kind in ("structure", "map")
    assert repr(step_type) == f"StepType('{name}')"


def test_model_steps_retry_on_service_faults_alone() -> None:
    for name in ("Model", "RegisterModel"):
        assert STEP_TYPES[name].retry_exceptions == ("Step.SERVICE_FAULT", "Step.THROTTLING")


def test_tuning_never_retries_an_internal_error() -> None:
    assert "SageMaker.JOB_INTERNAL_ERROR" not in STEP_TYPES["Tuning"].retry_exceptions
    assert "SageMaker.JOB_INTERNAL_ERROR" in STEP_TYPES["Training"].retry_exceptions


def test_keys_of_a_processing_step() -> None:
    assert STEP_TYPES["Processing"].taken == (
        "Name",
        "Type",
        "Arguments",
        "DisplayName",
        "Description",
        "DependsOn",
        "PropertyFiles",
        "CacheConfig",
        "RetryPolicies",
    )


def test_key_of_another_type_is_read_and_not_taken() -> None:
    step = shape("Step.Fail")

    assert step.member("CacheConfig") is shape("CacheConfig")
    assert "CacheConfig" not in STEP_TYPES["Fail"].taken


def test_only_lambda_and_callback_do_without_arguments() -> None:
    optional = {name for name in STEP_TYPES if "Arguments" not in shape(f"Step.{name}").required}

    assert optional == {"Lambda", "Callback"}
    assert shape("Step.Lambda").required == ("Name", "Type", "FunctionArn")
    assert shape("Step.Callback").required == ("Name", "Type", "SqsQueueUrl")


def test_check_types_of_the_two_checks() -> None:
    clarify, quality = (
        shape(f"Step.{name}").member("CheckType") for name in ("ClarifyCheck", "QualityCheck")
    )

    assert clarify is not None
    assert quality is not None
    assert clarify.enum == frozenset({"DATA_BIAS", "MODEL_BIAS", "MODEL_EXPLAINABILITY"})
    assert quality.enum == frozenset({"DATA_QUALITY", "MODEL_QUALITY"})


def test_aliases_lead_to_step_types() -> None:
    assert set(STEP_ALIASES.values()) <= set(STEP_TYPES)
    assert {alias.lower() for alias in STEP_ALIASES} & {
        name.lower() for name in STEP_TYPES
    } == set()
    assert STEP_ALIASES["CreateModel"] == "Model"


def test_words_of_the_language_agree_with_each_other() -> None:
    exceptions = shape("RetryExceptionType").enum

    assert exceptions is not None
    assert set(JOB_VARIABLES) <= EXECUTION_SPECIFIC_VARIABLES <= set(EXECUTION_VARIABLES)
    assert set(JOB_VARIABLES.values()) <= set(STEP_TYPES)
    assert set(NOT_IN_FOR_EACH) <= set(STEP_TYPES)
    assert set(OBSOLETE_EXCEPTIONS.values()) <= exceptions
    assert set(OBSOLETE_EXCEPTIONS) & exceptions == set()


def test_only_steps_that_the_pipeline_decides_itself_do_not_work() -> None:
    idle = {name for name, step_type in STEP_TYPES.items() if not step_type.works}

    assert idle == {"Condition", "Fail", "ForEach"}


def test_limits_are_graded_and_have_a_source() -> None:
    assert {limit.evidence for limit in LIMITS.values()} <= {"E1", "E2", "E3", "E4"}
    assert all(limit.source.startswith("https://") for limit in LIMITS.values())
    assert [name for name, limit in LIMITS.items() if limit.adjustable] == ["steps"]
    assert LIMITS["definition"].value == 1_048_576
