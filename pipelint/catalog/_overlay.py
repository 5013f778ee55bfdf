"""What the pipeline language adds to the shapes of the services' APIs, or takes from them."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_SDK = "https://github.com/aws/sagemaker-python-sdk"
_DEPLOY = f"{_SDK}/commit/f431bf2bf"
_MODEL_STEP = f"{_SDK}/blob/master-v2/src/sagemaker/workflow/_utils.py"
_STEPS = f"{_SDK}/blob/master-v2/src/sagemaker/workflow/steps.py"
_EMR = f"{_SDK}/blob/master-v2/src/sagemaker/workflow/emr_step.py"
_TRIMMED = f"{_SDK}/blob/master-v2/src/sagemaker/workflow/utilities.py"


class Forbidden(NamedTuple):
    """A member that the pipeline refuses, though the API has it or its name suggests itself."""

    evidence: str
    source: str
    hint: str


class Overlay(NamedTuple):
    """Changes to one shape of an API, each with its source.

    `never_missing`: required by the API, made by the service when a pipeline leaves it out.
    `required`: required here, though optional in the API. `enum`: the values that are left.
    """

    never_missing: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    members: Mapping[str, str] = {}
    forbidden: Mapping[str, Forbidden] = {}
    enum: frozenset[str] | None = None
    evidence: Mapping[str, str] = {}
    source: str = ""


NOTHING = Overlay()

_EXPERIMENT = Forbidden(
    "E2",
    _STEPS,
    "set it in 'PipelineExperimentConfig', which holds for all steps of the pipeline",
)
_DATA_SOURCES = Forbidden(
    "E4",
    f"{_SDK}/issues/4994",
    "the service refused it in 2025, and may take it by now",
)
_CLUSTER_NAME = Forbidden("E2", _EMR, "leave it out, the service names the cluster")
_CLUSTER_STEPS = Forbidden("E2", _EMR, "give the step in 'StepConfig' beside 'ClusterConfig'")
_CLUSTER_END = Forbidden("E2", _EMR, "leave it out, the service ends the cluster after the step")
_STEP_NAME = Forbidden("E2", _EMR, "leave it out, the service names the EMR step")

OVERLAY: Mapping[str, Overlay] = {
    "CreateProcessingJobRequest": Overlay(("ProcessingJobName", "RoleArn"), source=_TRIMMED),
    "CreateTrainingJobRequest": Overlay(("TrainingJobName", "RoleArn"), source=_TRIMMED),
    "CreateTransformJobRequest": Overlay(("TransformJobName",), source=_TRIMMED),
    "CreateHyperParameterTuningJobRequest": Overlay(
        ("HyperParameterTuningJobName",), source=_TRIMMED
    ),
    "HyperParameterTrainingJobDefinition": Overlay(("RoleArn",), source=_TRIMMED),
    "CreateAutoMLJobRequest": Overlay(
        ("AutoMLJobName", "RoleArn"),
        required=("AutoMLJobConfig",),
        evidence={"required.AutoMLJobConfig": "E2"},
        source=_GUIDE,
    ),
    "AutoMLJobConfig": Overlay(required=("Mode",), evidence={"required.Mode": "E2"}, source=_GUIDE),
    "AutoMLMode": Overlay(enum=frozenset(("ENSEMBLING",)), evidence={"enum": "E2"}, source=_GUIDE),
    "CreateModelInput": Overlay(("ModelName",), source=_TRIMMED),
    "CreateModelPackageInput": Overlay(
        forbidden={
            "ModelPackageName": Forbidden(
                "E1",
                f"{_SDK}/pull/3472",
                "name the group in 'ModelPackageGroupName', the service numbers the versions",
            ),
            "CertifyForMarketplace": Forbidden(
                "E2", _MODEL_STEP, "leave it out, a pipeline cannot certify for the Marketplace"
            ),
            # Not a member of the API: an SDK argument that once reached definitions.
            "Description": Forbidden("E2", _MODEL_STEP, "use 'ModelPackageDescription'"),
        },
        source=_MODEL_STEP,
    ),
    "ContainerDefinition": Overlay(
        forbidden={"AdditionalModelDataSources": _DATA_SOURCES}, source=f"{_SDK}/issues/4994"
    ),
    "ModelPackageContainerDefinition": Overlay(
        forbidden={"AdditionalModelDataSources": _DATA_SOURCES}, source=f"{_SDK}/issues/4994"
    ),
    "ExperimentConfig": Overlay(
        forbidden={"ExperimentName": _EXPERIMENT, "TrialName": _EXPERIMENT}, source=_STEPS
    ),
    "CreateEndpointConfigInput": Overlay(
        ("EndpointConfigName",),
        forbidden={
            "DataCaptureConfig": Forbidden(
                "E2", _DEPLOY, "leave it out, an EndpointConfig step cannot capture data"
            ),
            "ExplainerConfig": Forbidden(
                "E2", _DEPLOY, "leave it out, an EndpointConfig step cannot set an explainer"
            ),
        },
        source=_DEPLOY,
    ),
    "CreateEndpointInput": Overlay(
        forbidden={
            "DeploymentConfig": Forbidden(
                "E2", _DEPLOY, "leave it out, an Endpoint step cannot set how it deploys"
            )
        },
        # The published schema requires EndpointConfigName alone.
        evidence={"required.EndpointName": "E4"},
        source=_DEPLOY,
    ),
    "CreateJobRequest": Overlay(
        ("JobName", "RoleArn"),
        members={"VpcConfig": "VpcConfig", "CustomerDetails": "JobCustomerDetails"},
        evidence={"members.VpcConfig": "E2", "members.CustomerDetails": "E2"},
        source=f"{_SDK}/tree/master/sagemaker-train/src/sagemaker/train/evaluate",
    ),
    "emr:StepConfig": Overlay(("Name",), forbidden={"Name": _STEP_NAME}, source=_EMR),
    "emr:RunJobFlowInput": Overlay(
        ("Name",),
        forbidden={
            "Name": _CLUSTER_NAME,
            "Steps": _CLUSTER_STEPS,
            "AutoTerminationPolicy": _CLUSTER_END,
        },
        source=_EMR,
    ),
    "emr:JobFlowInstancesConfig": Overlay(
        forbidden={
            "KeepJobFlowAliveWhenNoSteps": _CLUSTER_END,
            "TerminationProtected": _CLUSTER_END,
        },
        source=_EMR,
    ),
    "emr-serverless:StartJobRunRequest": Overlay(
        ("clientToken", "applicationId"),
        required=("jobDriver",),
        evidence={"required.jobDriver": "E4"},
        source=_SDK,
    ),
    "emr-serverless:CreateApplicationRequest": Overlay(("clientToken",), source=_SDK),
    # The pipeline's role serves where a Bedrock request has none.
    "BedrockCustomModelArguments": Overlay(("RoleArn",), source=_GUIDE),
    "BedrockModelImportArguments": Overlay(("RoleArn",), source=_GUIDE),
}
