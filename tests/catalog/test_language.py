"""The shapes of the language itself, and what it changes in those of the services."""

from __future__ import annotations

import pytest

from pipelint.catalog import DEFINITION, STEP_TYPES, shape, shape_names
from pipelint.catalog._arguments import ARGUMENTS
from pipelint.catalog._envelope import ENVELOPE
from pipelint.catalog._language import LANGUAGE
from pipelint.catalog._overlay import CONFIRMED_NAMES, GROWING, NATURAL_NAMES, OVERLAY
from pipelint.catalog._store import generated, generated_names
from tests.catalog.shapes import reached_from

OWN = {**LANGUAGE, **ENVELOPE, **ARGUMENTS}
KINDS = {
    "structure",
    "list",
    "map",
    "string",
    "integer",
    "float",
    "boolean",
    "timestamp",
    "any",
    "variant",
}
GRADES = {"E1", "E2", "E3", "E4"}


def _everything() -> list[str]:
    properties = [
        name
        for step_type in STEP_TYPES.values()
        for name in (*step_type.properties, *step_type.roots.values())
    ]
    return [DEFINITION, *properties]


def test_no_shape_of_the_language_hides_one_of_a_service() -> None:
    assert set(OWN) & set(generated_names()) == set()
    assert len(OWN) == len(LANGUAGE) + len(ENVELOPE) + len(ARGUMENTS)


def test_every_shape_is_reached_from_the_definition_or_the_properties() -> None:
    unreached = set(shape_names()) - set(reached_from(*_everything()))

    # The tops of Bedrock's requests and responses, which have capital variations here, and what
    # becomes of an association.
    assert unreached == {
        "AddAssociationRequest",
        "bedrock:CreateCustomModelDeploymentRequest",
        "bedrock:CreateCustomModelRequest",
        "bedrock:CreateModelImportJobRequest",
        "bedrock:CreateProvisionedModelThroughputRequest",
        "bedrock:GetCustomModelDeploymentResponse",
        "bedrock:GetCustomModelResponse",
        "bedrock:GetModelImportJobResponse",
        "bedrock:GetProvisionedModelThroughputResponse",
    }


def test_every_shape_is_sound() -> None:
    attributes = {"enum", "exists", "max", "members", "min", "open", "pattern", "required"}

    for here in map(shape, shape_names()):
        assert here.kind in KINDS, here
        assert set(here.required) <= set(here.members), here
        assert set(here.evidence.values()) <= GRADES, here
        for constraint in here.evidence:
            attribute, _, member = constraint.partition(".")
            assert attribute in attributes, here
            assert not member or member in getattr(here, attribute), here


@pytest.mark.parametrize("name", sorted(OWN))
def test_shape_of_the_language_has_a_source(name: str) -> None:
    assert shape(name).source.startswith("https://")


@pytest.mark.parametrize("name", sorted(OVERLAY))
def test_change_to_a_request_is_of_something_that_is_there(name: str) -> None:
    change = OVERLAY[name]
    base = OWN.get(name, {}).get("base", name)
    before = generated(base)

    assert before is not None
    known = {member[0].upper() + member[1:] for member in before.get("members", {})}
    known |= set(before.get("members", {}))
    needed = {member[0].upper() + member[1:] for member in before.get("required", ())}
    needed |= set(before.get("required", ()))
    assert set(change.get("never_missing", ())) <= needed
    assert set(change.get("required", ())) <= known - needed
    assert set(change.get("members", {})) & known == set()
    assert set(change.get("enum", ())) <= set(before.get("enum", ()))
    # "Description" is the one refused name that the API never had.
    assert set(change.get("forbidden", {})) - known <= {"Description"}
    assert change["source"].startswith("https://")


def test_refused_member_says_why_and_what_to_do() -> None:
    for name in OVERLAY:
        for member, refused in shape(name).forbidden.items():
            assert refused.evidence in GRADES, member
            assert refused.source.startswith("https://"), member
            assert refused.hint, member
            assert member not in shape(name).required


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("CreateModelPackageInput", {"ModelPackageName", "CertifyForMarketplace", "Description"}),
        ("CreateEndpointConfigInput", {"DataCaptureConfig", "ExplainerConfig"}),
        ("CreateEndpointInput", {"DeploymentConfig"}),
        ("ExperimentConfig", {"ExperimentName", "TrialName"}),
        ("emr:StepConfig", {"Name"}),
        ("emr:RunJobFlowInput", {"Name", "Steps", "AutoTerminationPolicy"}),
        (
            "emr:JobFlowInstancesConfig",
            {"KeepJobFlowAliveWhenNoSteps", "TerminationProtected"},
        ),
        ("ContainerDefinition", {"AdditionalModelDataSources"}),
        ("ModelPackageContainerDefinition", {"AdditionalModelDataSources"}),
        ("CreateTrainingJobRequest", set()),
    ],
)
def test_members_that_a_pipeline_refuses(name: str, refused: set[str]) -> None:
    assert set(shape(name).forbidden) == refused


def test_property_path_may_lead_through_a_refused_member() -> None:
    assert shape("ExperimentConfig").member("TrialName") is shape("ExperimentEntityName")


@pytest.mark.parametrize(
    ("name", "required"),
    [
        ("CreateProcessingJobRequest", {"AppSpecification", "ProcessingResources"}),
        ("CreateTrainingJobRequest", {"OutputDataConfig"}),
        (
            "CreateTransformJobRequest",
            {"ModelName", "TransformInput", "TransformOutput", "TransformResources"},
        ),
        ("CreateHyperParameterTuningJobRequest", {"HyperParameterTuningJobConfig"}),
        (
            "HyperParameterTrainingJobDefinition",
            {"AlgorithmSpecification", "OutputDataConfig", "StoppingCondition"},
        ),
        ("CreateAutoMLJobRequest", {"AutoMLJobConfig", "InputDataConfig", "OutputDataConfig"}),
        ("CreateModelInput", set()),
        ("CreateModelPackageInput", set()),
        ("CreateEndpointConfigInput", {"ProductionVariants"}),
        ("CreateEndpointInput", {"EndpointConfigName", "EndpointName"}),
        ("CreateInferenceComponentInput", {"EndpointName", "InferenceComponentName"}),
        (
            "CreateJobRequest",
            {"JobCategory", "JobConfigDocument", "JobConfigSchemaVersion"},
        ),
        ("emr:StepConfig", {"HadoopJarStep"}),
        ("emr:RunJobFlowInput", {"Instances"}),
        ("emr-serverless:StartJobRunRequest", {"executionRoleArn", "jobDriver"}),
        ("emr-serverless:CreateApplicationRequest", {"releaseLabel", "type"}),
    ],
)
def test_members_that_a_pipeline_must_give(name: str, required: set[str]) -> None:
    assert set(shape(name).required) == required


def test_auto_ml_only_ensembles() -> None:
    assert shape("AutoMLMode").enum == frozenset({"ENSEMBLING"})
    assert shape("AutoMLJobConfig").required == ("Mode",)


def test_growing_enums_are_enums() -> None:
    assert {name for name in GROWING if shape(name).enum is None} == set()


def test_every_enum_of_instance_types_grows() -> None:
    enums = {name for name in shape_names() if shape(name).enum and "InstanceType" in name}

    assert enums == {
        "ProcessingInstanceType",
        "ProductionVariantInstanceType",
        "TrainingInstanceType",
        "TransformInstanceType",
    }
    assert enums <= GROWING


@pytest.mark.parametrize("name", sorted(NATURAL_NAMES))
def test_natural_name_is_a_text_of_the_element(name: str) -> None:
    listed = shape(name)
    member = listed.item.select({"Type": "Fail"}).member(NATURAL_NAMES[name])

    assert listed.kind == "list"
    assert member is not None
    assert member.kind == "string"
    assert listed.natural is not None
    assert listed.natural.member == NATURAL_NAMES[name]
    assert listed.natural.confirmed == (name in CONFIRMED_NAMES)


def test_list_whose_elements_have_one_name_member_has_a_natural_name() -> None:
    nameless = {
        name
        for name in generated_names()
        if shape(name).kind == "list"
        and shape(name).natural is None
        and len([m for m in shape(name).item.members if m.endswith("Name")]) == 1
    }

    # Its `NearestModelName` tells of a public model, not of the container.
    assert nameless == {"ModelPackageContainerDefinitionList"}


def test_definition_has_the_keys_of_the_language() -> None:
    definition = shape(DEFINITION)

    assert set(definition.members) == {
        "Version",
        "Metadata",
        "Parameters",
        "PipelineExperimentConfig",
        "MlflowConfig",
        "Steps",
    }
    assert definition.evidence["required.Version"] == "E4"
    assert shape("DefinitionVersion").enum == frozenset({"2020-12-01"})


@pytest.mark.parametrize(
    "name",
    [
        "PipelineExperimentConfig",
        "PipelineMlflowConfig",
        "CheckFlag",
        "BaselineUri",
        "PayloadValue",
    ],
)
def test_null_stands_for_what_is_not_set(name: str) -> None:
    assert shape(name).nullable


@pytest.mark.parametrize(
    "name",
    [
        "StepName",
        "StepTypeName",
        "DependencyName",
        "CacheEnabled",
        "CacheDuration",
        "RetryAttempts",
        "PropertyFileText",
        "ParameterName",
        "DefinitionVersion",
    ],
)
def test_no_expression_may_stand_where_the_service_reads_a_literal(name: str) -> None:
    assert shape(name).literal


@pytest.mark.parametrize("name", ["FailErrorMessage", "CheckFlag", "FunctionArn", "SqsQueueUrl"])
def test_expression_may_stand_in_a_scalar_of_a_step(name: str) -> None:
    assert not shape(name).literal


def test_payload_of_a_lambda_is_free() -> None:
    payload = shape("LambdaArguments")

    assert (payload.kind, payload.item.kind, payload.item.nullable) == ("map", "any", True)
