"""The member that names an element of a list, as in `Outputs['train']`."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class NaturalName(NamedTuple):
    """The member whose value names an element.

    `confirmed`: the service is known to take `['name']` for an element of this list in a property
    path. Of the other lists that is plausible, and not known.
    """

    member: str
    confirmed: bool = False


# By list shape. The confirmed ones:
# https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-properties.html
NATURAL_NAMES: Mapping[str, NaturalName] = {
    "ProcessingOutputs": NaturalName("OutputName", confirmed=True),
    "ProcessingInputs": NaturalName("InputName", confirmed=True),
    "FinalMetricDataList": NaturalName("MetricName", confirmed=True),
    "AdditionalInferenceSpecifications": NaturalName("Name"),
    "AdditionalModelDataSources": NaturalName("ChannelName"),
    "AlarmList": NaturalName("AlarmName"),
    "AutoParameters": NaturalName("Name"),
    "CandidateSteps": NaturalName("CandidateStepName"),
    "CategoricalParameterRanges": NaturalName("Name"),
    "CollectionConfigurations": NaturalName("CollectionName"),
    "ContinuousParameterRanges": NaturalName("Name"),
    "DebugRuleConfigurations": NaturalName("RuleConfigurationName"),
    "DebugRuleEvaluationStatuses": NaturalName("RuleConfigurationName"),
    "HyperParameterTrainingJobDefinitions": NaturalName("DefinitionName"),
    "HyperParameterTrainingJobSummaries": NaturalName("TrainingJobName"),
    "InputDataConfig": NaturalName("ChannelName"),
    "InstanceGroups": NaturalName("InstanceGroupName"),
    "IntegerParameterRanges": NaturalName("Name"),
    "MetricDataList": NaturalName("MetricName"),
    "MetricDefinitionList": NaturalName("Name"),
    "ModelPackageStatusItemList": NaturalName("Name"),
    "ModelPackageValidationProfiles": NaturalName("ProfileName"),
    "ParentHyperParameterTuningJobs": NaturalName("HyperParameterTuningJobName"),
    "PendingProductionVariantSummaryList": NaturalName("VariantName"),
    "ProductionVariantList": NaturalName("VariantName"),
    "ProductionVariantSummaryList": NaturalName("VariantName"),
    "ProfilerRuleConfigurations": NaturalName("RuleConfigurationName"),
    "ProfilerRuleEvaluationStatuses": NaturalName("RuleConfigurationName"),
    "SourceAlgorithmList": NaturalName("AlgorithmName"),
    "TagList": NaturalName("Key"),
    "bedrock:TagList": NaturalName("key"),
    "emr:ApplicationList": NaturalName("Name"),
    "emr:BootstrapActionConfigList": NaturalName("Name"),
    "emr:InstanceFleetConfigList": NaturalName("Name"),
    "emr:InstanceGroupConfigList": NaturalName("Name"),
    "emr:KeyValueList": NaturalName("Key"),
    "emr:MetricDimensionList": NaturalName("Key"),
    "emr:NewSupportedProductsList": NaturalName("Name"),
    "emr:ScalingRuleList": NaturalName("Name"),
    "emr:StepConfigList": NaturalName("Name"),
    "emr:TagList": NaturalName("Key"),
    # Lists of the language. They are no properties; the names serve to speak of their elements.
    "ParameterList": NaturalName("Name"),
    "StepList": NaturalName("Name"),
    "ForEachBody": NaturalName("Name"),
    "PropertyFiles": NaturalName("PropertyFileName"),
    "OutputParameters": NaturalName("OutputName"),
    "CleanupSources": NaturalName("StepName"),
    "LineageActions": NaturalName("ActionName"),
    "LineageArtifacts": NaturalName("ArtifactName"),
    "LineageContexts": NaturalName("ContextName"),
}
