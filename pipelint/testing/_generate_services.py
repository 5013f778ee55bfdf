"""Steps that check data, deploy, call other services, keep records and tidy up."""

from __future__ import annotations

from pipelint.testing._generate_expressions import instance, join, joined, number, text, uri
from pipelint.testing._generate_steps import (
    IMAGE,
    ROLE,
    Content,
    offer,
    processing_input,
    processing_output,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pipelint.testing._generate_draft import Made, Site
    from pipelint.testing._generate_steps import Maker


def _check(site: Site, name: str, inputs: tuple[str, ...], output: str) -> dict[str, Any]:
    cluster = {"InstanceType": instance(site), "InstanceCount": 1, "VolumeSizeInGB": 30}
    return {
        "AppSpecification": {"ImageUri": IMAGE},
        "ProcessingResources": {"ClusterConfig": cluster},
        "ProcessingInputs": [processing_input(each, uri(site, each)) for each in inputs],
        "ProcessingOutputConfig": {"Outputs": [processing_output(output, uri(site, name))]},
        "RoleArn": ROLE,
    }


def _baseline(site: Site, kind: str) -> dict[str, Any]:
    return {
        "CheckType": kind,
        "ModelPackageGroupName": "group",
        "SkipCheck": number(site, "Boolean"),
        "FailOnViolation": True,
        "RegisterNewBaseline": number(site, "Boolean"),
        "SuppliedBaselineConstraints": None,
    }


def clarify_check(site: Site, name: str) -> Content:
    """A check of data for bias."""
    arguments = _check(site, name, ("analysis_config", "dataset"), "analysis_result")
    offers = tuple(
        offer(name, path)
        for path in ("CalculatedBaselineConstraints", "BaselineUsedForDriftCheckConstraints")
    )
    return Content(arguments, offers, _baseline(site, "DATA_BIAS"))


def quality_check(site: Site, name: str) -> Content:
    """A check of the quality of data."""
    arguments = _check(site, name, ("baseline_dataset_input",), "quality_check_output")
    environment = {
        "dataset_format": '{"csv": {"header": true}}',
        "dataset_source": "/opt/ml/processing/input/baseline_dataset_input",
        "output_path": "/opt/ml/processing/output",
        "publish_cloudwatch_metrics": "Disabled",
    }
    members = {**_baseline(site, "DATA_QUALITY"), "SuppliedBaselineStatistics": None}
    offers = (
        offer(name, "CalculatedBaselineStatistics"),
        offer(name, "BaselineUsedForDriftCheckStatistics"),
    )
    return Content({**arguments, "Environment": environment}, offers, members)


def emr(site: Site, name: str) -> Content:
    """A step on a cluster that runs."""
    jar = {"Jar": "command-runner.jar", "Args": ["spark-submit", text(site)]}
    arguments = {"ClusterId": "j-1ABCDEFG2HIJK", "StepConfig": {"HadoopJarStep": jar}}
    offers = (offer(name, "Id"), offer(name, "Config.Args[1]"))
    return Content(arguments, offers)


def emr_serverless(site: Site, name: str) -> Content:
    """A job on an EMR Serverless application."""
    config = {
        "applicationId": "00f1s2t3u4v5w6x7",
        "executionRoleArn": ROLE,
        "jobDriver": {"sparkSubmit": {"entryPoint": uri(site, "x.py")}},
    }
    application = config["applicationId"]
    arguments = {"ExecutionRoleArn": ROLE, "ApplicationId": application, "JobConfig": config}
    return Content(arguments, (offer(name, "jobRun.jobRunId"),))


def endpoint_config(site: Site, name: str) -> Content:
    """The configuration of an endpoint."""
    variant = {
        "VariantName": "AllTraffic",
        "ModelName": text(site),
        "InitialInstanceCount": number(site),
        "InstanceType": instance(site),
        "InitialVariantWeight": number(site, "Float"),
    }
    offers = (
        offer(name, "EndpointConfigName"),
        offer(name, "ProductionVariants[0].InitialVariantWeight", "Float", kept=True),
    )
    return Content({"ProductionVariants": [variant]}, offers)


def endpoint(site: Site, name: str) -> Content:
    """An endpoint."""
    arguments = {"EndpointName": f"{name}-e", "EndpointConfigName": text(site)}
    return Content(arguments, (offer(name, "EndpointName", kept=True), offer(name, "EndpointArn")))


def inference_component(site: Site, name: str) -> Content:
    """A model on an endpoint."""
    cores = number(site, "Float")
    resources = {
        # The service wants a fraction here.
        "NumberOfCpuCoresRequired": float(cores) if isinstance(cores, (int, float)) else cores,
        "MinMemoryRequiredInMb": 1024,
    }
    arguments = {
        "InferenceComponentName": f"{name}-c",
        "EndpointName": "e",
        "VariantName": "AllTraffic",
        "Specification": {"ModelName": text(site), "ComputeResourceRequirements": resources},
        "RuntimeConfig": {"CopyCount": number(site)},
    }
    return Content(arguments, (offer(name, "InferenceComponentArn"),))


def lineage(site: Site, name: str) -> Content:
    """Records of what was made of what."""
    action = {"ActionName": "act", "ActionType": "T", "Source": {"SourceUri": uri(site, "x")}}
    artifact = {"ArtifactName": "art", "ArtifactType": "D", "Source": {"SourceUri": text(site)}}
    association = {
        "Source": {"Name": "art", "Type": "Artifact"},
        "Destination": {"Name": "act", "Type": "Action"},
        "AssociationType": "ContributedTo",
    }
    arguments = {"Actions": [action], "Artifacts": [artifact], "Associations": [association]}
    offers = (offer(name, "ActionArns['act']"), offer(name, "ArtifactArns['art']"))
    return Content(arguments, offers)


def job(site: Site, name: str) -> Content:
    """A job whose document is JSON in a text."""
    arguments = {
        "JobCategory": "DataQualityEvaluation",
        "RoleArn": ROLE,
        "JobConfigSchemaVersion": "1.0.0",
        "JobConfigDocument": join("", '{"a": "', text(site), '"}'),
    }
    return Content(arguments, (offer(name, "JobConfigDocument.Output.Id"), offer(name, "JobArn")))


def cleanable(site: Site) -> list[Made]:
    """The steps that a Cleanup step can clean after."""
    return [
        made
        for made in site.draft.made
        if made.type in ("Training", "Processing") and site.can_wait(made.needs, made.group)
    ]


def cleanup(site: Site, name: str) -> Content:
    """What removes the output of a training job, or of a processing job by its URI."""
    made = site.draft.pick(cleanable(site))
    site.needs |= made.needs
    if made.name not in site.endings:
        site.listed[made.name] = None
    source: dict[str, Any] = {"StepName": made.name}
    if made.type == "Processing":
        source["S3Uris"] = [f"s3://bucket/{made.name}/part.csv"]
    return Content({"Resources": {"S3": [source]}})


def custom_model(site: Site, name: str) -> Content:
    """A custom model in Bedrock."""
    source = {"s3DataSource": {"s3Uri": "s3://bucket/model"}}
    arguments = {"ModelName": text(site), "RoleArn": ROLE, "ModelSourceConfig": source}
    return Content(arguments, (offer(name, "ModelArn"),))


def custom_model_deployment(site: Site, name: str) -> Content:
    """A deployment of a custom model."""
    own = "arn:aws:bedrock:us-east-1:111122223333:custom-model/own"
    arguments = {"ModelDeploymentName": text(site), "ModelArn": own}
    return Content(
        arguments, (offer(name, "ModelDeploymentName", kept=True), offer(name, "Status"))
    )


def model_import(site: Site, name: str) -> Content:
    """An import of a model into Bedrock."""
    arguments = {
        "JobName": "import",
        "ImportedModelName": joined(site),
        "RoleArn": ROLE,
        "ModelDataSource": {"s3DataSource": {"s3Uri": "s3://bucket/own"}},
    }
    return Content(arguments, (offer(name, "ImportedModelArn"),))


def throughput(site: Site, name: str) -> Content:
    """Provisioned throughput of a model."""
    arguments = {
        "ModelUnits": number(site),
        "ProvisionedModelName": "own",
        "ModelId": text(site),
    }
    offers = (offer(name, "ProvisionedModelArn"), offer(name, "ModelUnits", "Integer", kept=True))
    return Content(arguments, offers)


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
