"""Steps that check data, deploy, call other services, keep records and tidy up."""

from __future__ import annotations

from pipelint.testing._generate_expressions import instance, join, joined, number, text, uri
from pipelint.testing._generate_steps import (
    IMAGE,
    ROLE,
    Step,
    offer,
    processing_input,
    processing_output,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pipelint.testing._generate_draft import Made, Place
    from pipelint.testing._generate_steps import Maker


def _check(place: Place, name: str, inputs: tuple[str, ...], output: str) -> dict[str, Any]:
    cluster = {"InstanceType": instance(place), "InstanceCount": 1, "VolumeSizeInGB": 30}
    return {
        "AppSpecification": {"ImageUri": IMAGE},
        "ProcessingResources": {"ClusterConfig": cluster},
        "ProcessingInputs": [processing_input(each, uri(place, each)) for each in inputs],
        "ProcessingOutputConfig": {"Outputs": [processing_output(output, uri(place, name))]},
        "RoleArn": ROLE,
    }


def _baseline(place: Place, kind: str) -> dict[str, Any]:
    return {
        "CheckType": kind,
        "ModelPackageGroupName": "group",
        "SkipCheck": number(place, "Boolean"),
        "FailOnViolation": True,
        "RegisterNewBaseline": number(place, "Boolean"),
        "SuppliedBaselineConstraints": None,
    }


def clarify_check(place: Place, name: str) -> Step:
    """A check of data for bias."""
    arguments = _check(place, name, ("analysis_config", "dataset"), "analysis_result")
    offers = tuple(
        offer(name, path)
        for path in ("CalculatedBaselineConstraints", "BaselineUsedForDriftCheckConstraints")
    )
    return Step(arguments, offers, _baseline(place, "DATA_BIAS"))


def quality_check(place: Place, name: str) -> Step:
    """A check of the quality of data."""
    arguments = _check(place, name, ("baseline_dataset_input",), "quality_check_output")
    environment = {
        "dataset_format": '{"csv": {"header": true}}',
        "dataset_source": "/opt/ml/processing/input/baseline_dataset_input",
        "output_path": "/opt/ml/processing/output",
        "publish_cloudwatch_metrics": "Disabled",
    }
    members = {**_baseline(place, "DATA_QUALITY"), "SuppliedBaselineStatistics": None}
    offers = (
        offer(name, "CalculatedBaselineStatistics"),
        offer(name, "BaselineUsedForDriftCheckStatistics"),
    )
    return Step({**arguments, "Environment": environment}, offers, members)


def emr(place: Place, name: str) -> Step:
    """A step on a cluster that runs."""
    jar = {"Jar": "command-runner.jar", "Args": ["spark-submit", text(place)]}
    arguments = {"ClusterId": "j-1ABCDEFG2HIJK", "StepConfig": {"HadoopJarStep": jar}}
    offers = (offer(name, "Id"), offer(name, "Config.Args[1]"))
    return Step(arguments, offers)


def emr_serverless(place: Place, name: str) -> Step:
    """A job on an EMR Serverless application."""
    config = {
        "applicationId": "00f1s2t3u4v5w6x7",
        "executionRoleArn": ROLE,
        "jobDriver": {"sparkSubmit": {"entryPoint": uri(place, "x.py")}},
    }
    application = config["applicationId"]
    arguments = {"ExecutionRoleArn": ROLE, "ApplicationId": application, "JobConfig": config}
    return Step(arguments, (offer(name, "jobRun.jobRunId"),))


def endpoint_config(place: Place, name: str) -> Step:
    """The configuration of an endpoint."""
    variant = {
        "VariantName": "AllTraffic",
        "ModelName": text(place),
        "InitialInstanceCount": number(place),
        "InstanceType": instance(place),
        "InitialVariantWeight": number(place, "Float"),
    }
    offers = (
        offer(name, "EndpointConfigName"),
        offer(name, "ProductionVariants[0].InitialVariantWeight", "Float", kept=True),
    )
    return Step({"ProductionVariants": [variant]}, offers)


def endpoint(place: Place, name: str) -> Step:
    """An endpoint."""
    arguments = {"EndpointName": f"{name}-e", "EndpointConfigName": text(place)}
    return Step(arguments, (offer(name, "EndpointName", kept=True), offer(name, "EndpointArn")))


def inference_component(place: Place, name: str) -> Step:
    """A model on an endpoint."""
    cores = number(place, "Float")
    resources = {
        # The service wants a fraction here.
        "NumberOfCpuCoresRequired": float(cores) if isinstance(cores, (int, float)) else cores,
        "MinMemoryRequiredInMb": 1024,
    }
    arguments = {
        "InferenceComponentName": f"{name}-c",
        "EndpointName": "e",
        "VariantName": "AllTraffic",
        "Specification": {"ModelName": text(place), "ComputeResourceRequirements": resources},
        "RuntimeConfig": {"CopyCount": number(place)},
    }
    return Step(arguments, (offer(name, "InferenceComponentArn"),))


def lineage(place: Place, name: str) -> Step:
    """Records of what was made of what."""
    action = {"ActionName": "act", "ActionType": "T", "Source": {"SourceUri": uri(place, "x")}}
    artifact = {"ArtifactName": "art", "ArtifactType": "D", "Source": {"SourceUri": text(place)}}
    association = {
        "Source": {"Name": "art", "Type": "Artifact"},
        "Destination": {"Name": "act", "Type": "Action"},
        "AssociationType": "ContributedTo",
    }
    arguments = {"Actions": [action], "Artifacts": [artifact], "Associations": [association]}
    offers = (offer(name, "ActionArns['act']"), offer(name, "ArtifactArns['art']"))
    return Step(arguments, offers)


def job(place: Place, name: str) -> Step:
    """A job whose document is JSON in a text."""
    arguments = {
        "JobCategory": "DataQualityEvaluation",
        "RoleArn": ROLE,
        "JobConfigSchemaVersion": "1.0.0",
        "JobConfigDocument": join("", '{"a": "', text(place), '"}'),
    }
    return Step(arguments, (offer(name, "JobConfigDocument.Output.Id"), offer(name, "JobArn")))


def cleanable(place: Place) -> list[Made]:
    """The steps that a Cleanup step can clean after."""
    return [
        made
        for made in place.draft.made
        if made.type in ("Training", "Processing") and place.can_wait(made.needs, made.group)
    ]


def cleanup(place: Place, name: str) -> Step:
    """What removes the output of a training job, or of a processing job by its URI."""
    made = place.draft.pick(cleanable(place))
    place.needs |= made.needs
    if made.name not in place.endings:
        place.listed[made.name] = None
    source: dict[str, Any] = {"StepName": made.name}
    if made.type == "Processing":
        source["S3Uris"] = [f"s3://bucket/{made.name}/part.csv"]
    return Step({"Resources": {"S3": [source]}})


def custom_model(place: Place, name: str) -> Step:
    """A custom model in Bedrock."""
    source = {"s3DataSource": {"s3Uri": "s3://bucket/model"}}
    arguments = {"ModelName": text(place), "RoleArn": ROLE, "ModelSourceConfig": source}
    return Step(arguments, (offer(name, "ModelArn"),))


def custom_model_deployment(place: Place, name: str) -> Step:
    """A deployment of a custom model."""
    own = "arn:aws:bedrock:us-east-1:111122223333:custom-model/own"
    arguments = {"ModelDeploymentName": text(place), "ModelArn": own}
    return Step(arguments, (offer(name, "ModelDeploymentName", kept=True), offer(name, "Status")))


def model_import(place: Place, name: str) -> Step:
    """An import of a model into Bedrock."""
    arguments = {
        "JobName": "import",
        "ImportedModelName": joined(place),
        "RoleArn": ROLE,
        "ModelDataSource": {"s3DataSource": {"s3Uri": "s3://bucket/own"}},
    }
    return Step(arguments, (offer(name, "ImportedModelArn"),))


def throughput(place: Place, name: str) -> Step:
    """Provisioned throughput of a model."""
    arguments = {
        "ModelUnits": number(place),
        "ProvisionedModelName": "own",
        "ModelId": text(place),
    }
    offers = (offer(name, "ProvisionedModelArn"), offer(name, "ModelUnits", "Integer", kept=True))
    return Step(arguments, offers)


MAKERS: Mapping[str, Maker] = {
    "ClarifyCheck": clarify_check,
    "QualityCheck": quality_check,
    "EMR": emr,
    "EMRServerless": emr_serverless,
    "EndpointConfig": endpoint_config,
    "Endpoint": endpoint,
    "InferenceComponent": inference_component,
    "Lineage": lineage,
    "Job": job,
    "Cleanup": cleanup,
    "BedrockCustomModel": custom_model,
    "BedrockCustomModelDeployment": custom_model_deployment,
    "BedrockModelImport": model_import,
    "BedrockProvisionedModelThroughput": throughput,
}
