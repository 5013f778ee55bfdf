"""Steps that run jobs of their own, train, tune and register: arguments, and what they offer."""

from __future__ import annotations

from pipelint.records import NamedTuple
from pipelint.testing._generate_draft import TYPES
from pipelint.testing._generate_expressions import (
    anything,
    folder,
    get,
    instance,
    join,
    joined,
    number,
    text,
    uri,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pipelint.testing._generate_draft import Site

    Maker = Callable[[Site, str], "Content"]

ACCOUNT = "111122223333"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/R"
IMAGE = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/x:1"
_STOP = {"MaxRuntimeInSeconds": 3600}


class Offer(NamedTuple):
    """Something that a step has to read: `kept` after a failure, too; `listed` see `Supply`."""

    expression: Any
    type: str
    kept: bool = False
    listed: bool = False


class Content(NamedTuple):
    """The arguments of a step, its own members beside them, and what it offers."""

    arguments: dict[str, Any]
    offers: tuple[Offer, ...] = ()
    members: Mapping[str, Any] = {}


def offer(name: str, path: str, kind: str = "String", *, kept: bool = False) -> Offer:
    """A property of a step."""
    return Offer(get(f"Steps.{name}.{path}"), kind, kept)


def _read(key: str, source: Any, path: str) -> dict[str, Any]:
    return {"Std:JsonGet": {key: source, "Path": path}}


#: Paths into JSON files, none inside another, with the type of what is there.
_PATHS = (
    ("metrics.auc.value", "Float"),
    ("counts['of rows'][0]", "Integer"),
    ("labels[0].best", "String"),
    ("flags.ok", "Boolean"),
)


def _resources(site: Site) -> dict[str, Any]:
    return {
        "InstanceType": instance(site),
        "InstanceCount": number(site),
        "VolumeSizeInGB": 30,
    }


def processing_input(name: str, source: Any) -> dict[str, Any]:
    """An input of a processing job."""
    s3 = {
        "S3Uri": source,
        "LocalPath": f"/opt/ml/processing/input/{name}",
        "S3DataType": "S3Prefix",
        "S3InputMode": "File",
    }
    return {"InputName": name, "S3Input": s3}


def processing_output(name: str, target: Any) -> dict[str, Any]:
    """An output of a processing job."""
    local = f"/opt/ml/processing/output/{name}"
    s3 = {"S3Uri": target, "LocalPath": local, "S3UploadMode": "EndOfJob"}
    return {"OutputName": name, "S3Output": s3}


def processing(site: Site, name: str) -> Content:
    """A processing job; now and then with a property file, or a report in S3."""
    files, target = site.draft.below(3), folder(site, name)
    arguments: dict[str, Any] = {
        "AppSpecification": {"ImageUri": IMAGE},
        "ProcessingResources": {"ClusterConfig": _resources(site)},
        "ProcessingInputs": [processing_input("data", uri(site, "data"))],
        "ProcessingOutputConfig": {"Outputs": [processing_output("report", target)]},
        "RoleArn": ROLE,
        "Environment": {"A": text(site), "B": joined(site)},
    }
    stored = "ProcessingOutputConfig.Outputs['report'].S3Output.S3Uri"
    cluster = "ProcessingResources.ClusterConfig.InstanceCount"
    offers = [
        offer(name, stored, kept=True),
        offer(name, "ProcessingJobName"),
        offer(name, cluster, "Integer", kept=True),
    ]
    if not files:
        return Content(arguments, tuple(offers))
    if files == 1:
        file = get(f"Steps.{name}.PropertyFiles.Report")
        offers += [Offer(_read("PropertyFile", file, path), kind) for path, kind in _PATHS]
        declared = {"PropertyFileName": "Report", "OutputName": "report", "FilePath": "r.json"}
        return Content(arguments, tuple(offers), {"PropertyFiles": [declared]})
    return Content(arguments, (*offers, *_in_s3(site, name, target, stored)))


def _in_s3(site: Site, name: str, target: Any, stored: str) -> list[Offer]:
    """What a report says that is read by its URI: that of the output, or the same again."""
    if site.draft.below(2):
        source = join("/", get(f"Steps.{name}.{stored}"), "r.json")
        return [Offer(_read("S3Uri", source, path), kind) for path, kind in _PATHS]
    known = target["Std:Join"]["Values"] if isinstance(target, dict) else [target]
    source = join("/", *known, "r.json")
    return [Offer(_read("S3Uri", source, path), kind, listed=True) for path, kind in _PATHS]


def training(site: Site, name: str) -> Content:
    """A training job."""
    arguments = _job(site, name)
    offers = (
        offer(name, "ModelArtifacts.S3ModelArtifacts"),
        offer(name, "FinalMetricDataList['auc'].Value", "Float"),
        offer(name, "BillableTimeInSeconds", "Integer"),
        offer(name, "HyperParameters['depth']", kept=True),
        offer(name, "TrainingJobStatus", kept=True),
    )
    hyper = {"depth": joined(site), "mode": text(site)}
    return Content({**arguments, "HyperParameters": hyper}, offers)


def _job(site: Site, name: str) -> dict[str, Any]:
    metrics = [{"Name": "auc", "Regex": "auc=([0-9.]+)"}]
    algorithm = {"TrainingImage": IMAGE, "TrainingInputMode": "File", "MetricDefinitions": metrics}
    return {
        "AlgorithmSpecification": algorithm,
        "OutputDataConfig": {"S3OutputPath": folder(site, name)},
        "ResourceConfig": _resources(site),
        "RoleArn": ROLE,
        "StoppingCondition": _STOP,
        "InputDataConfig": [_channel("train", uri(site, "train"))],
    }


def _channel(name: str, source: Any) -> dict[str, Any]:
    s3 = {"S3DataType": "S3Prefix", "S3DataDistributionType": "FullyReplicated", "S3Uri": source}
    return {"ChannelName": name, "DataSource": {"S3DataSource": s3}}


#: What an `@step` function may return: the paths to what is in it.
_RESULTS = (
    (("Result", "Float"),),
    (("Result", "String"),),
    (("Result['auc']", "Float"), ("Result['names'][0]", "String"), ("Result['n']", "Integer")),
)


def function(site: Site, name: str) -> Content:
    """A training job as the SDK makes of an `@step` function, with its result as JSON."""
    driver = "/opt/ml/input/data/sagemaker_remote_function_bootstrap/job_driver.sh"
    algorithm = {
        "TrainingImage": IMAGE,
        "TrainingInputMode": "File",
        "ContainerEntrypoint": ["/bin/bash", driver],
        "ContainerArguments": ["--serialize_output_to_json", "true", "--x", text(site)],
    }
    arguments = {
        "AlgorithmSpecification": algorithm,
        "OutputDataConfig": {"S3OutputPath": folder(site, name)},
        "ResourceConfig": _resources(site),
        "RoleArn": ROLE,
        "StoppingCondition": _STOP,
    }
    source = join("/", get(f"Steps.{name}.OutputDataConfig.S3OutputPath"), "results.json")
    paths = site.draft.pick(_RESULTS)
    offers = [Offer(_read("S3Uri", source, path), kind) for path, kind in paths]
    return Content(arguments, tuple(offers))


def transform(site: Site, name: str) -> Content:
    """A batch transform job."""
    data = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": uri(site, "data")}}
    arguments = {
        "ModelName": text(site),
        "TransformInput": {"ContentType": "text/csv", "DataSource": data},
        "TransformOutput": {"S3OutputPath": uri(site, name)},
        "TransformResources": {"InstanceCount": number(site), "InstanceType": instance(site)},
    }
    offers = (
        offer(name, "TransformOutput.S3OutputPath", kept=True),
        offer(name, "TransformJobArn"),
        offer(name, "TransformResources.InstanceCount", "Integer", kept=True),
    )
    return Content(arguments, offers)


def tuning(site: Site, name: str) -> Content:
    """A hyperparameter tuning job."""
    low = {"Name": "eta", "MinValue": joined(site), "MaxValue": "0.5"}
    config = {
        "Strategy": "Bayesian",
        "HyperParameterTuningJobObjective": {"Type": "Maximize", "MetricName": "auc"},
        "ResourceLimits": {"MaxNumberOfTrainingJobs": 4, "MaxParallelTrainingJobs": 1},
        "ParameterRanges": {"ContinuousParameterRanges": [low]},
    }
    definition = {**_job(site, name), "StaticHyperParameters": {"mode": text(site)}}
    arguments = {"HyperParameterTuningJobConfig": config, "TrainingJobDefinition": definition}
    objective = "BestTrainingJob.FinalHyperParameterTuningJobObjectiveMetric.Value"
    offers = (
        offer(name, "BestTrainingJob.TrainingJobName"),
        offer(name, objective, "Float"),
        offer(name, "TrainingJobSummaries[0].TrainingJobName"),
    )
    return Content(arguments, offers)


def automl(site: Site, name: str) -> Content:
    """An AutoML job."""
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": uri(site, "table")}}
    channel = {"ChannelType": "training", "TargetAttributeName": "y", "DataSource": source}
    arguments = {
        "RoleArn": ROLE,
        "InputDataConfig": [channel],
        "OutputDataConfig": {"S3OutputPath": uri(site, name)},
        "AutoMLJobConfig": {"Mode": "ENSEMBLING"},
    }
    offers = (
        offer(name, "BestCandidate.CandidateName"),
        offer(name, "BestCandidateProperties.ModelInsightsJsonReportPath"),
    )
    return Content(arguments, offers)


def model(site: Site, name: str) -> Content:
    """A model."""
    container = {"Image": IMAGE, "ModelDataUrl": uri(site, "model.tar.gz")}
    arguments = {
        "ExecutionRoleArn": ROLE,
        "PrimaryContainer": {**container, "Environment": {"A": text(site)}},
        "EnableNetworkIsolation": number(site, "Boolean"),
    }
    offers = (
        offer(name, "ModelName"),
        offer(name, "EnableNetworkIsolation", "Boolean", kept=True),
        offer(name, "PrimaryContainer.Environment['A']", kept=True),
    )
    return Content(arguments, offers)


def register_model(site: Site, name: str) -> Content:
    """A version of a model package group."""
    container = {"Image": IMAGE, "ModelDataUrl": uri(site, "model.tar.gz")}
    arguments = {
        "ModelPackageGroupName": text(site),
        "ModelApprovalStatus": "PendingManualApproval",
        "InferenceSpecification": {
            "Containers": [container],
            "SupportedContentTypes": ["text/csv"],
            "SupportedResponseMIMETypes": ["text/csv"],
        },
        "CustomerMetadataProperties": {"a": joined(site)},
    }
    offers = (
        offer(name, "ModelPackageArn"),
        offer(name, "ModelPackageVersion", "Integer"),
        offer(name, "CustomerMetadataProperties['a']", kept=True),
    )
    return Content(arguments, offers)


def _inputs(site: Site) -> dict[str, Any]:
    return {word: anything(site) for word in ("x", "y", "z")[: site.draft.below(4)]}


def _outputs(site: Site, name: str) -> tuple[list[Any], tuple[Offer, ...]]:
    """Output parameters: none, one, or one of each type."""
    form = site.draft.below(6)
    types = () if not form else TYPES if form == 5 else (TYPES[form - 1],)
    listed = [{"OutputName": f"o {kind}", "OutputType": kind} for kind in types]
    return listed, tuple(offer(name, f"OutputParameters['o {kind}']", kind) for kind in types)


def lambda_(site: Site, name: str) -> Content:
    """A call of a Lambda function."""
    outputs, offers = _outputs(site, name)
    function_arn = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:f"
    members = {"FunctionArn": function_arn, "OutputParameters": outputs}
    return Content(_inputs(site), offers, members)


def callback(site: Site, name: str) -> Content:
    """A message to a queue that somebody answers."""
    outputs, offers = _outputs(site, name)
    queue = f"https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/q"
    members = {"SqsQueueUrl": queue, "OutputParameters": outputs}
    return Content(_inputs(site), offers, members)


def fail(site: Site, name: str) -> Content:
    """The end of an execution."""
    return Content({"ErrorMessage": text(site)})


MAKERS: Mapping[str, Maker] = {
    "Lambda": lambda_,
    "Callback": callback,
    "Processing": processing,
    "Training": training,
    "function": function,
    "Transform": transform,
    "Tuning": tuning,
    "AutoML": automl,
    "Model": model,
    "RegisterModel": register_model,
    "Fail": fail,
}
