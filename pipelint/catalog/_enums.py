"""The enums of the service model that new releases keep adding values to."""

from __future__ import annotations

# An unknown value of these may only mean that the catalog is older than the service. Every enum
# that is not listed is closed. Taken from a reading of all enums that step types reach: what
# names hardware, images, engines, model techniques, languages and product lines grows.
GROWING: frozenset[str] = frozenset(
    (
        "AutoMLAlgorithm",
        "AutoMLMetricEnum",
        "AutoMLMetricExtendedEnum",
        "ClarifyTextLanguage",
        "CustomizationTechnique",
        "EvaluationType",
        "JobCategory",
        "Peft",
        "ProcessingInstanceType",
        "ProductionVariantAcceleratorType",
        "ProductionVariantInferenceAmiVersion",
        "ProductionVariantInstanceType",
        "RoutingStrategy",
        "ServerlessJobType",
        "TrainingInstanceType",
        "TransformInstanceType",
        "bedrock:CustomizationType",
        "bedrock:ReasoningEffort",
        "emr-serverless:Architecture",
    )
)
