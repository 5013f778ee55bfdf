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

    from pipelint.testing._generate_draft import Place

    Maker = Callable[[Place, str], "Step"]

ACCOUNT = "111122223333"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/R"
IMAGE = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/x:1"
_STOP = {"MaxRuntimeInSeconds": 3600}


class Offer(NamedTuple):
    """Something that a step has to read: `kept` after a failure, too; `listed` see `Source`."""

    expression: Any
    type: str
    kept: bool = False
    listed: bool = False


class Step(NamedTuple):
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


def _resources(place: Place) -> dict[str, Any]:
    return {
        "InstanceType": instance(place),
        "InstanceCount": number(place),
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


def processing(place: Place, name: str) -> Step:
    """A processing job; now and then with a property file, or a report in S3."""
    files, target = place.draft.below(3), folder(place, name)
    arguments: dict[str, Any] = {
        "AppSpecification": {"ImageUri": IMAGE},
        "ProcessingResources": {"ClusterConfig": _resources(place)},
        "ProcessingInputs": [processing_input("data", uri(place, "data"))],
        "ProcessingOutputConfig": {"Outputs": [processing_output("report", target)]},
        "RoleArn": ROLE,
        "Environment": {"A": text(place), "B": joined(place)},
    }
    stored = "ProcessingOutputConfig.Outputs['report'].S3Output.S3Uri"
    cluster = "ProcessingResources.ClusterConfig.InstanceCount"
    offers = [
        offer(name, stored, kept=True),
        offer(name, "ProcessingJobName"),
        offer(name, cluster, "Integer", kept=True),
    ]
    if not files:
        return Step(arguments, tuple(offers))
    if files == 1:
        file = get(f"Steps.{name}.PropertyFiles.Report")
        offers += [Offer(_read("PropertyFile", file, path), kind) for path, kind in _PATHS]
        declared = {"PropertyFileName": "Report", "OutputName": "report", "FilePath": "r.json"}
        return Step(arguments, tuple(offers), {"PropertyFiles": [declared]})
    return Step(arguments, (*offers, *_in_s3(place, name, target, stored)))


def _in_s3(place: Place, name: str, target: Any, stored: str) -> list[Offer]:
    """What a report says that is read by its URI: that of the output, or the same again."""
    if place.draft.below(2):
        source = join("/", get(f"Steps.{name}.{stored}"), "r.json")
        return [Offer(_read("S3Uri", source, path), kind) for path, kind in _PATHS]
    known = target["Std:Join"]["Values"] if isinstance(target, dict) else [target]
    source = join("/", *known, "r.json")
    return [Offer(_read("S3Uri", source, path), kind, listed=True) for path, kind in _PATHS]


def training(place: Place, name: str) -> Step:
    """A training job."""
    arguments = _job(place, name)
    offers = (
        offer(name, "ModelArtifacts.S3ModelArtifacts"),
        offer(name, "FinalMetricDataList['auc'].Value", "Float"),
        offer(name, "BillableTimeInSeconds", "Integer"),
        offer(name, "HyperParameters['depth']", kept=True),
        offer(name, "TrainingJobStatus", kept=True),
    )
    hyper = {"depth": joined(place), "mode": text(place)}
    return Step({**arguments, "HyperParameters": hyper}, offers)


def _job(place: Place, name: str) -> dict[str, Any]:
    metrics = [{"Name": "auc", "Regex": "auc=([0-9.]+)"}]
    algorithm = {"TrainingImage": IMAGE, "TrainingInputMode": "File", "MetricDefinitions": metrics}
    return {
        "AlgorithmSpecification": algorithm,
        "OutputDataConfig": {"S3OutputPath": folder(place, name)},
        "ResourceConfig": _resources(place),
        "RoleArn": ROLE,
        "StoppingCondition": _STOP,
        "InputDataConfig": [_channel("train", uri(place, "train"))],
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


def function(place: Place, name: str) -> Step:
    """A training job as the SDK makes of an `@step` function, with its result as JSON."""
    driver = "/opt/ml/input/data/sagemaker_remote_function_bootstrap/job_driver.sh"
    algorithm = {
        "TrainingImage": IMAGE,
        "TrainingInputMode": "File",
        "ContainerEntrypoint": ["/bin/bash", driver],
        "ContainerArguments": ["--serialize_output_to_json", "true", "--x", text(place)],
    }
    arguments = {
        "AlgorithmSpecification": algorithm,
        "OutputDataConfig": {"S3OutputPath": folder(place, name)},
        "ResourceConfig": _resources(place),
        "RoleArn": ROLE,
        "StoppingCondition": _STOP,
    }
    source = join("/", get(f"Steps.{name}.OutputDataConfig.S3OutputPath"), "results.json")
    paths = place.draft.pick(_RESULTS)
    offers = [Offer(_read("S3Uri", source, path), kind) for path, kind in paths]
    return Step(arguments, tuple(offers))


def transform(place: Place, name: str) -> Step:
    """A batch transform job."""
    data = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": uri(place, "data")}}
    arguments = {
        "ModelName": text(place),
        "TransformInput": {"ContentType": "text/csv", "DataSource": data},
        "TransformOutput": {"S3OutputPath": uri(place, name)},
        "TransformResources": {"InstanceCount": number(place), "InstanceType": instance(place)},
    }
    offers = (
        offer(name, "TransformOutput.S3OutputPath", kept=True),
        offer(name, "TransformJobArn"),
        offer(name, "TransformResources.InstanceCount", "Integer", kept=True),
    )
    return Step(arguments, offers)


def tuning(place: Place, name: str) -> Step:
    """A hyperparameter tuning job."""
    low = {"Name": "eta", "MinValue": joined(place), "MaxValue": "0.5"}
    config = {
        "Strategy": "Bayesian",
        "HyperParameterTuningJobObjective": {"Type": "Maximize", "MetricName": "auc"},
        "ResourceLimits": {"MaxNumberOfTrainingJobs": 4, "MaxParallelTrainingJobs": 1},
        "ParameterRanges": {"ContinuousParameterRanges": [low]},
    }
    definition = {**_job(place, name), "StaticHyperParameters": {"mode": text(place)}}
    arguments = {"HyperParameterTuningJobConfig": config, "TrainingJobDefinition": definition}
    objective = "BestTrainingJob.FinalHyperParameterTuningJobObjectiveMetric.Value"
    offers = (
        offer(name, "BestTrainingJob.TrainingJobName"),
        offer(name, objective, "Float"),
        offer(name, "TrainingJobSummaries[0].TrainingJobName"),
    )
    return Step(arguments, offers)


def automl(place: Place, name: str) -> Step:
    """An AutoML job."""
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": uri(place, "table")}}
    channel = {"ChannelType": "training", "TargetAttributeName": "y", "DataSource": source}
    arguments = {
        "RoleArn": ROLE,
        "InputDataConfig": [channel],
        "OutputDataConfig": {"S3OutputPath": uri(place, name)},
        "AutoMLJobConfig": {"Mode": "ENSEMBLING"},
    }
    offers = (
        offer(name, "BestCandidate.CandidateName"),
        offer(name, "BestCandidateProperties.ModelInsightsJsonReportPath"),
    )
    return Step(arguments, offers)


def model(place: Place, name: str) -> Step:
    """A model."""
    container = {"Image": IMAGE, "ModelDataUrl": uri(place, "model.tar.gz")}
    arguments = {
        "ExecutionRoleArn": ROLE,
        "PrimaryContainer": {**container, "Environment": {"A": text(place)}},
        "EnableNetworkIsolation": number(place, "Boolean"),
    }
    offers = (
        offer(name, "ModelName"),
        offer(name, "EnableNetworkIsolation", "Boolean", kept=True),
        offer(name, "PrimaryContainer.Environment['A']", kept=True),
    )
    return Step(arguments, offers)


def register_model(place: Place, name: str) -> Step:
    """A version of a model package group."""
    container = {"Image": IMAGE, "ModelDataUrl": uri(place, "model.tar.gz")}
    arguments = {
        "ModelPackageGroupName": text(place),
        "ModelApprovalStatus": "PendingManualApproval",
        "InferenceSpecification": {
            "Containers": [container],
            "SupportedContentTypes": ["text/csv"],
            "SupportedResponseMIMETypes": ["text/csv"],
        },
        "CustomerMetadataProperties": {"a": joined(place)},
    }
    offers = (
        offer(name, "ModelPackageArn"),
        offer(name, "ModelPackageVersion", "Integer"),
        offer(name, "CustomerMetadataProperties['a']", kept=True),
    )
    return Step(arguments, offers)


def _inputs(place: Place) -> dict[str, Any]:
    return {word: anything(place) for word in ("x", "y", "z")[: place.draft.below(4)]}


def _outputs(place: Place, name: str) -> tuple[list[Any], tuple[Offer, ...]]:
    """Output parameters: none, one, or one of each type."""
    form = place.draft.below(6)
    types = () if not form else TYPES if form == 5 else (TYPES[form - 1],)
    listed = [{"OutputName": f"o {kind}", "OutputType": kind} for kind in types]
    return listed, tuple(offer(name, f"OutputParameters['o {kind}']", kind) for kind in types)


def lambda_(place: Place, name: str) -> Step:
    """A call of a Lambda function."""
    outputs, offers = _outputs(place, name)
    function_arn = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:f"
    members = {"FunctionArn": function_arn, "OutputParameters": outputs}
    return Step(_inputs(place), offers, members)


def callback(place: Place, name: str) -> Step:
    """A message to a queue that somebody answers."""
    outputs, offers = _outputs(place, name)
    queue = f"https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/q"
    members = {"SqsQueueUrl": queue, "OutputParameters": outputs}
    return Step(_inputs(place), offers, members)


def fail(place: Place, name: str) -> Step:
    """The end of an execution."""
    return Step({"ErrorMessage": text(place)})


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
