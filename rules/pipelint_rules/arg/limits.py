"""The limits of the API model: enums, lengths, ranges and patterns.

A value of a parameter (its default, or one of its enum values) is judged at each place that
the parameter reaches, and reported once, at the value.
"""

from __future__ import annotations

from pipelint import Pipeline, Problem, rule
from pipelint.catalog import stamp
from pipelint_rules._own import used_at
from pipelint_rules._place_names import named, shown
from pipelint_rules._request import is_changed_by_start, request_misfits
from pipelint_rules._suggest import did_you_mean, one_of
from pipelint_rules.arg._patterns import in_words
from pipelint_rules.ref.texts import written_as_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pipelint import Facts, Misfit
    from pipelint.catalog import Shape

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_TRAINING = (
    '[{"Name": "T", "Type": "Training", "Arguments":'
    ' {"OutputDataConfig": {"S3OutputPath": "s3://b/o"}, '
)
#: The lists whose texts a container or a program on a cluster is started with.
_ARGUMENTS = frozenset({"ContainerArguments", "ContainerEntrypoint", "Args"})


def _problem(misfit: Misfit, message: str, hint: str | None, **more: Any) -> Problem:
    """A problem at the value; of a parameter's value, with the places that it reaches."""
    return Problem(misfit.node.place, message, hint, used_at(misfit), **more)


def _subject(misfit: Misfit) -> str:
    """What is limited: the place itself, or the place that a parameter's value reaches."""
    place = misfit.uses[0] if misfit.uses else misfit.node
    within = f" of step {place.step.label}" if misfit.uses and place.step is not None else ""
    return named(place) + within


def _is_instance_type(misfit: Misfit) -> bool:
    return misfit.shape.name.endswith("InstanceType")


@rule(
    "ARG020",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source=f"{_API}/API_ProcessingS3Input.html",
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
        yield _problem(
            misfit,
            f"{shown(misfit.node.value)} is no value of {_subject(misfit)}",
            one_of(allowed) or did_you_mean(str(misfit.node.value), allowed),
            severity="warning" if is_changed_by_start(misfit) else None,
        )


@rule(
    "ARG021",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_CreateJob.html",
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
        yield _problem(
            misfit,
            f"{shown(misfit.node.value)} is no value of {_subject(misfit)} known to {stamp()}",
            one_of(allowed) or did_you_mean(str(misfit.node.value), allowed),
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
                "put the text into a file in S3 and pass its URI"
                if _is_for_program(misfit)
                else None,
                severity="warning" if is_changed_by_start(misfit) else None,
            )


def _is_for_program(misfit: Misfit) -> bool:
    """Whether a program of the user's reads the text: a setting or an argument."""
    place = misfit.uses[0] if misfit.uses else misfit.node
    holder = place.parent
    return holder is not None and (holder.shape.kind == "map" or holder.key in _ARGUMENTS)


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

    A job has at most 10 processing inputs, 20 channels, 100 environment variables and 100
    hyperparameters, a processing job 100 arguments. The service counts when the pipeline is
    created:

        Model validation failed - container ProcessingEnvironmentMap length (132) exceeds maximum
        limit (100)

    and what it does not count there the API refuses when the step is reached:
    "'processingInputs' failed to satisfy constraint: Member must have length less than or equal
    to 10". Put files of one kind under one prefix and read them through one input; write settings
    into a file in S3 and pass its URI.
    """
    for misfit in request_misfits(facts, "too-long"):
        if not isinstance(misfit.node.value, str):
            yield Problem(
                misfit.node.lacking,
                f"{named(misfit.node)} has {misfit.detail} entries",
                hint=f"at most {misfit.shape.max} are allowed",
            )


@rule(
    "ARG024",
    on=Pipeline,
    severity="warning",
    stage="run",
    evidence="E3",
    since="0.1",
    source=f"{_API}/API_AppSpecification.html",
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
    source=f"{_API}/API_ResourceConfig.html",
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
    source="https://github.com/aws/sagemaker-python-sdk/issues/2114",
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
        # That it was meant as a reference is said of the text.
        if written_as_text(misfit.node, facts) is not None:
            continue
        yield _problem(
            misfit,
            f"{shown(misfit.node.value)} does not match the pattern of {_subject(misfit)}",
            f"expected {in_words(misfit.shape.pattern or '')}",
        )


@rule(
    "ARG027",
    on=Pipeline,
    stage="run",
    evidence="E3",
    since="0.1",
    source=f"{_API}/API_CreateTrainingJob.html",
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
            hint=f"at most {limit} characters" if too_long else _of_key(misfit.shape),
            severity=None if too_long else "warning",
        )


def _of_key(shape: Shape) -> str:
    expected = "at least one character" if shape.pattern is None else in_words(shape.pattern)
    return f"expected {expected}"
