"""What the pipeline language adds to the shapes of the services' APIs, or takes from them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelint.catalog._raw import RawOverlay

_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_SDK = "https://github.com/aws/sagemaker-python-sdk"
_DEPLOY = f"{_SDK}/commit/f431bf2bf"
_MODEL_STEP = f"{_SDK}/blob/master-v2/src/sagemaker/workflow/_utils.py"
_STEPS = f"{_SDK}/blob/master-v2/src/sagemaker/workflow/steps.py"
_EMR = f"{_SDK}/blob/master-v2/src/sagemaker/workflow/emr_step.py"
_TRIMMED = f"{_SDK}/blob/master-v2/src/sagemaker/workflow/utilities.py"
_SOURCES = f"{_SDK}/issues/4994"

# Evidence, source and hint of members that are refused.
_EXPERIMENT = (
    "E2",
    _STEPS,
    "set it in 'PipelineExperimentConfig', which holds for all steps of the pipeline",
)
_DATA_SOURCES = ("E4", _SOURCES, "the service refused it in 2025, and may take it by now")
_CLUSTER_NAME = ("E2", _EMR, "leave it out, the service names the cluster")
_CLUSTER_STEPS = ("E2", _EMR, "give the step in 'StepConfig' beside 'ClusterConfig'")
_CLUSTER_END = ("E2", _EMR, "leave it out, the service ends the cluster after the step")
_STEP_NAME = ("E2", _EMR, "leave it out, the service names the EMR step")

# By shape. `never_missing`: required by the API, made by the service when a pipeline leaves it
# out (a role: the pipeline's own is used). `required`: needed here, though optional in the API.
# `enum`: the values that are left of the API's.
OVERLAY: Mapping[str, RawOverlay] = {
    "CreateProcessingJobRequest": {
        "never_missing": ("ProcessingJobName", "RoleArn"),
        "source": _TRIMMED,
    },
    "CreateTrainingJobRequest": {
        "never_missing": ("TrainingJobName", "RoleArn"),
        "source": _TRIMMED,
    },
    "CreateTransformJobRequest": {"never_missing": ("TransformJobName",), "source": _TRIMMED},
    "CreateHyperParameterTuningJobRequest": {
        "never_missing": ("HyperParameterTuningJobName",),
        "source": _TRIMMED,
    },
    "HyperParameterTrainingJobDefinition": {"never_missing": ("RoleArn",), "source": _TRIMMED},
    "CreateAutoMLJobRequest": {
        "never_missing": ("AutoMLJobName", "RoleArn"),
        "required": ("AutoMLJobConfig",),
        "forbidden": {
            "ModelDeployConfig": (
                "E4",
                _STEPS,
                "the SDK takes it out; deploy with steps of their own",
            ),
            "GenerateCandidateDefinitionsOnly": (
                "E4",
                _STEPS,
                "the SDK takes it out, and an ensemble has no candidate definitions",
            ),
        },
        "evidence": {"required.AutoMLJobConfig": "E2"},
        "source": _GUIDE,
    },
    "AutoMLJobConfig": {
        "required": ("Mode",),
        "evidence": {"required.Mode": "E2"},
        "source": _GUIDE,
    },
    "AutoMLMode": {"enum": ("ENSEMBLING",), "evidence": {"enum": "E2"}, "source": _GUIDE},
    "CreateModelInput": {"never_missing": ("ModelName",), "source": _TRIMMED},
    "CreateModelPackageInput": {
        "forbidden": {
            "ModelPackageName": (
                "E1",
                f"{_SDK}/pull/3472",
                "name the group in 'ModelPackageGroupName', the service numbers the versions",
            ),
            "CertifyForMarketplace": (
                "E2",
                _MODEL_STEP,
                "leave it out, a pipeline cannot certify for the Marketplace",
            ),
            # Not a member of the API: an argument of the SDK that once reached definitions.
            "Description": ("E2", _MODEL_STEP, "use 'ModelPackageDescription'"),
        },
        "source": _MODEL_STEP,
    },
    "ContainerDefinition": {
        "forbidden": {"AdditionalModelDataSources": _DATA_SOURCES},
        "source": _SOURCES,
    },
    "ModelPackageContainerDefinition": {
        "forbidden": {"AdditionalModelDataSources": _DATA_SOURCES},
        "source": _SOURCES,
    },
    "ExperimentConfig": {
        "forbidden": {"ExperimentName": _EXPERIMENT, "TrialName": _EXPERIMENT},
        "source": _STEPS,
    },
    "CreateEndpointConfigInput": {
        "never_missing": ("EndpointConfigName",),
        "forbidden": {
            "DataCaptureConfig": (
                "E2",
                _DEPLOY,
                "leave it out, an EndpointConfig step cannot capture data",
            ),
            "ExplainerConfig": (
                "E2",
                _DEPLOY,
                "leave it out, an EndpointConfig step cannot set an explainer",
            ),
        },
        "source": _DEPLOY,
    },
    "CreateEndpointInput": {
        "forbidden": {
            "DeploymentConfig": (
                "E2",
                _DEPLOY,
                "leave it out, an Endpoint step cannot set how it deploys",
            )
        },
        # The published schema requires EndpointConfigName alone.
        "evidence": {"required.EndpointName": "E4"},
        "source": _DEPLOY,
    },
    "CreateJobRequest": {
        "never_missing": ("JobName", "RoleArn"),
        # The SDK's evaluation templates send them; the API model does not have them.
        "members": {"VpcConfig": "VpcConfig", "CustomerDetails": "JobCustomerDetails"},
        "evidence": {"members.VpcConfig": "E2", "members.CustomerDetails": "E2"},
        "source": _SDK,
    },
    "emr:StepConfig": {
        "never_missing": ("Name",),
        "forbidden": {"Name": _STEP_NAME},
        "source": _EMR,
    },
    "emr:RunJobFlowInput": {
        "never_missing": ("Name",),
        "forbidden": {
            "Name": _CLUSTER_NAME,
            "Steps": _CLUSTER_STEPS,
            "AutoTerminationPolicy": _CLUSTER_END,
        },
        "source": _EMR,
    },
    "emr:JobFlowInstancesConfig": {
        "forbidden": {
            "KeepJobFlowAliveWhenNoSteps": _CLUSTER_END,
            "TerminationProtected": _CLUSTER_END,
        },
        "source": _EMR,
    },
    "emr-serverless:StartJobRunRequest": {
        "never_missing": ("applicationId", "clientToken"),
        "required": ("jobDriver",),
        "evidence": {"required.jobDriver": "E4"},
        "source": _SDK,
    },
    "emr-serverless:CreateApplicationRequest": {
        "never_missing": ("clientToken",),
        "source": _SDK,
    },
    "BedrockModelImportArguments": {"never_missing": ("RoleArn",), "source": _GUIDE},
}

# An unknown value of these enums may only mean that the catalog is older than the service; every
# other enum is closed. Taken from a reading of all enums that step types reach: what names
# hardware, images, algorithms, model techniques, languages and product lines grows.
GROWING: frozenset[str] = frozenset(
    {
        "AutoMLAlgorithm",
        "ClarifyTextLanguage",
        "CustomizationTechnique",
        "EvaluationType",
        "JobCategory",
        "Peft",
        "ProcessingInstanceType",
        "ProductionVariantAcceleratorType",
        "ProductionVariantInferenceAmiVersion",
        "ProductionVariantInstanceType",
        "ServerlessJobType",
        "TrainingInstanceType",
        "TransformInstanceType",
        "bedrock:CustomizationType",
        "bedrock:ReasoningEffort",
        "emr-serverless:Architecture",
    }
)

# The member that names an element, by list shape.
NATURAL_NAMES: Mapping[str, str] = {
    "AdditionalInferenceSpecifications": "Name",
    "AdditionalModelDataSources": "ChannelName",
    "AlarmList": "AlarmName",
    "AutoParameters": "Name",
    "CandidateSteps": "CandidateStepName",
    "CategoricalParameterRanges": "Name",
    "CollectionConfigurations": "CollectionName",
    "ContinuousParameterRanges": "Name",
    "DebugRuleConfigurations": "RuleConfigurationName",
    "DebugRuleEvaluationStatuses": "RuleConfigurationName",
    "FinalMetricDataList": "MetricName",
    "HyperParameterTrainingJobDefinitions": "DefinitionName",
    "HyperParameterTrainingJobSummaries": "TrainingJobName",
    "InputDataConfig": "ChannelName",
    "InstanceGroups": "InstanceGroupName",
    "IntegerParameterRanges": "Name",
    "MetricDataList": "MetricName",
    "MetricDefinitionList": "Name",
    "ModelPackageStatusItemList": "Name",
    "ModelPackageValidationProfiles": "ProfileName",
    "ParentHyperParameterTuningJobs": "HyperParameterTuningJobName",
    "PendingProductionVariantSummaryList": "VariantName",
    "ProcessingInputs": "InputName",
    "ProcessingOutputs": "OutputName",
    "ProductionVariantList": "VariantName",
    "ProductionVariantSummaryList": "VariantName",
    "ProfilerRuleConfigurations": "RuleConfigurationName",
    "ProfilerRuleEvaluationStatuses": "RuleConfigurationName",
    "SourceAlgorithmList": "AlgorithmName",
    "TagList": "Key",
    "bedrock:TagList": "key",
    "emr:ApplicationList": "Name",
    "emr:BootstrapActionConfigList": "Name",
    "emr:InstanceFleetConfigList": "Name",
    "emr:InstanceGroupConfigList": "Name",
    "emr:KeyValueList": "Key",
    "emr:MetricDimensionList": "Key",
    "emr:NewSupportedProductsList": "Name",
    "emr:ScalingRuleList": "Name",
    "emr:StepConfigList": "Name",
    "emr:TagList": "Key",
    # Lists of the language. They are no properties; the names serve to speak of their elements.
    "CleanupSources": "StepName",
    "ForEachBody": "Name",
    "LineageActions": "ActionName",
    "LineageArtifacts": "ArtifactName",
    "LineageContexts": "ContextName",
    "OutputParameters": "OutputName",
    "ParameterList": "Name",
    "PropertyFiles": "PropertyFileName",
    "StepList": "Name",
}

# The lists whose elements the service is known to find by name in a property path; of the others
# that is plausible, and not known.
# https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-properties.html
CONFIRMED_NAMES: frozenset[str] = frozenset(
    {"FinalMetricDataList", "ProcessingInputs", "ProcessingOutputs"}
)
