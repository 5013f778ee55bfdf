"""The limits of the API model: enums, lengths, ranges and patterns.

A value of a parameter (its default, or one of its enum values) is judged at each place that
the parameter reaches, and reported once, at the value.
"""

from __future__ import annotations

from pipelint import Pipeline, Problem, rule
from pipelint.catalog import stamp
from pipelint_rules._place_names import named, shown
from pipelint_rules._request import request_misfits
from pipelint_rules._suggest import nearest, one_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pipelint import Facts, Misfit

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
_TRAINING = (
    '[{"Name": "T", "Type": "Training", "Arguments":'
    ' {"OutputDataConfig": {"S3OutputPath": "s3://b/o"}, '
)

#: What the commonest patterns take, by a part of the pattern.
_WORDS = {
    ":iam::": "the ARN of a role, such as arn:aws:iam::111122223333:role/name",
    "(https|s3)://": "a URI such as s3://bucket/key",
    "^(https|s3)": "a URI such as s3://bucket/key",
    "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}": "letters, digits and inner hyphens, at most 63 characters",
    "([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})": "letters, digits and inner hyphens, or an ARN",
    "[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])": "letters, digits and inner hyphens",
}


def _problem(misfit: Misfit, message: str, hint: str | None, **more: Any) -> Problem:
    """A problem at the value; of a parameter's value, with the places that it reaches."""
    uses = tuple((use.place, f"used as {named(use)}") for use in misfit.uses)
    return Problem(misfit.node.place, message, hint, uses, **more)


def _subject(misfit: Misfit) -> str:
    """What is limited: the place itself, or the place that a parameter's value reaches."""
    if not misfit.uses:
        return named(misfit.node)
    return (
        f"{named(misfit.uses[0])} of step {misfit.uses[0].step.label}"
        if misfit.uses[0].step
        else ""
    )


def _is_instance_type(misfit: Misfit) -> bool:
    return misfit.shape.name.endswith("InstanceType")


@rule(
    "ARG020",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProcessingS3Input.html",
    bad=[
        '[{"Name": "P", "Type": "Processing", "Arguments": {"ProcessingInputs": [{"InputName": "i",'
        ' "S3Input": {"S3Uri": "s3://b/i", "S3DataType": "S3Prefix", "S3InputMode":'
        ' «"FastFile"»}}]}}]'
    ],
    good=[
        '[{"Name": "P", "Type": "Processing", "Arguments": {"ProcessingInputs": [{"InputName": "i",'
        ' "S3Input": {"S3Uri": "s3://b/i", "S3DataType": "S3Prefix", "S3InputMode": "File"}}]}}]'
    ],
)
def unknown_enum_value(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An argument is none of the values that the API allows.

    Literals are compared when the pipeline is created:

        Unable to parse pipeline definition. Model Validation failed: Value 'FastFile' for
        'ProcessingS3InputMode' failed to satisfy enum value set: [Pipe, File]

    Values are case-sensitive. A value that comes through a parameter is first seen when the step
    is reached, after the steps before it were paid for; so defaults are compared here as well (an
    error: a start without a value for the parameter fails), and enum values (a warning: some
    starts fail).
    """
    for misfit in request_misfits(facts, "enum"):
        if misfit.shape.growing:
            continue
        allowed = sorted(misfit.shape.enum or ())
        near = nearest(str(misfit.node.value), allowed)
        yield _problem(
            misfit,
            f"{shown(misfit.node.value)} is no value of {_subject(misfit)}",
            one_of(allowed) or (None if near is None else f"did you mean '{near}'?"),
            severity=_of_parameter(misfit),
        )


def _of_parameter(misfit: Misfit) -> Any:
    """A start may give another value than a bad enum value; a bad default fails as it stands."""
    return "warning" if misfit.uses and misfit.node.key != "DefaultValue" else None


@rule(
    "ARG021",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateJob.html",
    bad=[
        '[{"Name": "J", "Type": "Job", "Arguments": {"JobCategory": «"Distillation"»,'
        ' "JobConfigSchemaVersion": "1.0.0", "JobConfigDocument": "{}"}}]'
    ],
    good=[
        '[{"Name": "J", "Type": "Job", "Arguments": {"JobCategory": "AgentRFT",'
        ' "JobConfigSchemaVersion": "1.0.0", "JobConfigDocument": "{}"}}]'
    ],
)
def unlisted_enum_value(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An argument is none of the values that the catalog knows, in a list that grows.

    New values of such a list (job categories, accelerators, images, …) come with new releases of
    the service, so an unknown one may only mean that the catalog is older. Check the spelling.
    """
    for misfit in request_misfits(facts, "enum"):
        if not misfit.shape.growing or _is_instance_type(misfit):
            continue
        allowed = sorted(misfit.shape.enum or ())
        near = nearest(str(misfit.node.value), allowed)
        yield _problem(
            misfit,
            f"{shown(misfit.node.value)} is no value of {_subject(misfit)} known to {stamp()}",
            one_of(allowed) or (None if near is None else f"did you mean '{near}'?"),
        )


@rule(
    "ARG022",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/5224",
    bad=[_TRAINING + '"HyperParameters": {"columns": «"' + "x" * 2501 + '"»}}}]'],
    good=[_TRAINING + '"HyperParameters": {"columns": "' + "x" * 2500 + '"}}}]'],
)
def text_too_long(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A string is longer than the API allows.

    Container arguments and entry points have 256 characters, environment variables of processing
    256 and of training 512, hyperparameters 2500. Literals are measured when the pipeline is
    created:

        Model Validation failed: string '…' with length=260 cannot be greater than max=256

    Put long settings, queries and scripts into a file in S3 and pass its URI.
    """
    for misfit in request_misfits(facts, "too-long"):
        value = misfit.node.value
        if isinstance(value, str):
            yield _problem(
                misfit,
                f"{_subject(misfit)} has {len(value)} characters, at most {misfit.shape.max} fit",
                "put the text into a file in S3 and pass its URI",
                severity=_of_parameter(misfit),
            )


@rule(
    "ARG023",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/2554",
    bad=[
        _TRAINING
        + '«"InputDataConfig"»: ['
        + ", ".join(['{"ChannelName": "c", "DataSource": {}}'] * 21)
        + "]}}]"
    ],
    good=[_TRAINING + '"InputDataConfig": [{"ChannelName": "c", "DataSource": {}}]}}]'],
)
def too_many_entries(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A list or map has more entries than the API allows.

    Counted when the pipeline is created, where the service knows the length:

        Model validation failed - container ProcessingEnvironmentMap length (132) exceeds maximum
        limit (100)

    """
    for misfit in request_misfits(facts, "too-long"):
        if not isinstance(misfit.node.value, str):
            yield Problem(
                misfit.node.lacking,
                f"{named(misfit.node)} has {misfit.detail} entries, at most {misfit.shape.max} fit",
            )


@rule(
    "ARG024",
    on=Pipeline,
    severity="warning",
    stage="run",
    evidence="E3",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AppSpecification.html",
    bad=[
        '[{"Name": "P", "Type": "Processing", "Arguments":'
        ' {"AppSpecification": {"ImageUri": "i", "ContainerArguments": «[]»}}}]'
    ],
    good=[
        '[{"Name": "P", "Type": "Processing", "Arguments":'
        ' {"AppSpecification": {"ImageUri": "i", "ContainerArguments": ["x"]}}}]'
    ],
)
def too_short(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A string, list or map is shorter than the API's minimum.

    The API refuses the request when the step is reached. A list that may not be empty is left out
    instead.
    """
    for misfit in request_misfits(facts, "too-short"):
        yield _problem(misfit, *_too_short(misfit))


def _too_short(misfit: Misfit) -> tuple[str, str | None]:
    value = misfit.node.value
    if isinstance(value, str):
        return (
            f"{_subject(misfit)} has {len(value)} characters,"
            f" at least {misfit.shape.min} are needed",
            None,
        )
    hint = "leave it out" if not value else None
    return (
        f"{named(misfit.node)} has {misfit.detail} entries, at least {misfit.shape.min} are needed",
        hint,
    )


@rule(
    "ARG025",
    on=Pipeline,
    severity="warning",
    stage="run",
    evidence="E3",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html",
    bad=[_TRAINING + '"ResourceConfig": {"InstanceCount": «-1», "VolumeSizeInGB": 30}}}]'],
    good=[_TRAINING + '"ResourceConfig": {"InstanceCount": 1, "VolumeSizeInGB": 30}}}]'],
)
def number_out_of_range(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A number lies outside of the range that the API model gives.

    The API refuses the request when the step is reached. The ranges are those of the public
    model, which the service may have widened since; so this is a warning.
    """
    for misfit in request_misfits(facts, "out-of-range"):
        yield _problem(
            misfit,
            f"{_subject(misfit)} is {shown(misfit.node.value)}",
            f"expected {_range(misfit)}",
        )


def _range(misfit: Misfit) -> str:
    low, high = misfit.shape.min, misfit.shape.max
    if low is None or high is None:
        return f"at most {high}" if low is None else f"at least {low}"
    return f"{low} to {high}"


@rule(
    "ARG026",
    on=Pipeline,
    severity="warning",
    stage="run",
    evidence="E3",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
    bad=[
        '[{"Name": "R", "Type": "RegisterModel", "Arguments":'
        ' {"ModelPackageGroupName": «"my_models"»}}]',
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Data", "Type": "String",'
        ' "DefaultValue": «"data/train.csv"»}], "Steps": '
        + _TRAINING
        + '"InputDataConfig": [{"ChannelName": "c",'
        ' "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix",'
        ' "S3Uri": {"Get": "Parameters.Data"}}}}]}}]}',
    ],
    good=[
        '[{"Name": "R", "Type": "RegisterModel", "Arguments":'
        ' {"ModelPackageGroupName": "my-models"}}]'
    ],
)
def pattern_mismatch(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A string does not match the pattern that the API model gives for its place.

    Names of models, groups and jobs have letters, digits and inner hyphens; data and outputs have
    S3 URIs; roles have ARNs. The API refuses the request when the step is reached. The patterns
    are those of the public model, which the service does not always enforce; so this is a
    warning.
    """
    for misfit in request_misfits(facts, "pattern"):
        yield _problem(
            misfit,
            f"{shown(misfit.node.value)} does not match the pattern of {_subject(misfit)}",
            _in_words(misfit.shape.pattern or ""),
        )


def _in_words(pattern: str) -> str:
    """What a pattern takes; the pattern itself where no words are known for it."""
    for part, words in _WORDS.items():
        if part in pattern:
            return f"expected {words}"
    return f"expected {pattern}"


@rule(
    "ARG027",
    on=Pipeline,
    stage="run",
    evidence="E3",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html",
    bad=[_TRAINING + '"Environment": {«"1st"»: "x"}}}]'],
    good=[_TRAINING + '"Environment": {"FIRST": "x"}}}]'],
)
def bad_map_key(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """The key of a map is longer than allowed, or does not match the API's pattern.

    The names of environment variables have letters, digits and underscores and do not begin with a
    digit. Keys that are too long are errors, as other strings are.
    """
    for misfit in request_misfits(facts, "key"):
        limit = misfit.shape.max
        too_long = limit is not None and len(misfit.detail) > limit
        yield Problem(
            misfit.node.key_of(misfit.detail),
            f"{shown(misfit.detail)} cannot be a key of {named(misfit.node)}",
            hint=f"at most {limit} characters" if too_long else f"expected {misfit.shape.pattern}",
            severity=None if too_long else "warning",
        )
