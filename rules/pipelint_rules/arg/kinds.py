"""The JSON types of arguments, and references where no single value fits."""

from __future__ import annotations

from pipelint import Join, JsonGet, Pipeline, Problem, rule
from pipelint_rules._place_names import named, shown
from pipelint_rules._request import request_misfits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit

_WANTED = {
    "structure": "an object",
    "map": "an object",
    "list": "a list",
    "string": "a string",
    "integer": "an integer",
    "float": "a number",
    "boolean": "true or false",
    "timestamp": "a time as a string",
}


@rule(
    "ARG010",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/3908",
    bad=[
        '[{"Name": "A", "Type": "AutoML", "Arguments": {"InputDataConfig": [],'
        ' "OutputDataConfig": {"S3OutputPath": "s3://b/o"},'
        ' "AutoMLJobConfig": {"Mode": "ENSEMBLING"}, "AutoMLJobObjective": «"AUC"»}}]',
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"}, "HyperParameters": {"epochs": «3»}}}]',
    ],
    good=[
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"}, "HyperParameters": {"epochs": "3"}}}]'
    ],
)
def wrong_json_type(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An argument has another JSON type than the API's request.

    Where a list or an object is wanted the service stops reading with one of

        Unable to parse pipeline definition. Expecting start of Json Array.
        Unable to parse pipeline definition. Expecting start of Json Object.

    Strings are not turned into numbers or booleans, nor numbers into strings: hyperparameters,
    environment variables and container arguments are strings, so `"3"` and not `3`. The SDK makes
    strings of them; a definition that is written by hand or by a template does not.
    """
    for misfit in request_misfits(facts, "kind"):
        wanted = _WANTED.get(misfit.shape.kind, "another value")
        yield Problem(
            misfit.node.place,
            f"{named(misfit.node)} must be {wanted}, this is {misfit.detail}",
            hint=_as_wanted(misfit),
        )


def _as_wanted(misfit: Misfit) -> str | None:
    """How the same value is written as the type that is wanted."""
    value, kind = misfit.node.value, misfit.shape.kind
    if kind in ("string", "timestamp") and isinstance(value, (bool, int, float)):
        return f'write "{shown(value)}"'
    if kind == "list" and isinstance(value, (str, int, float)):
        return f"write [{shown(value)}]".replace("'", '"')
    if isinstance(value, str) and _reads_as(value, kind):
        return f"write {value.lower()} without quotes"
    return None


def _reads_as(text: str, kind: str) -> bool:
    if kind == "boolean":
        return text.lower() in ("true", "false")
    if kind == "integer":
        return text.isdecimal()
    return kind == "float" and text.replace(".", "", 1).isdecimal()


@rule(
    "ARG011",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/2345",
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Net", "Type": "String"}], "Steps":'
        ' [{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"}, "VpcConfig": {"SecurityGroupIds": ["sg-1"],'
        ' "Subnets": «{"Get": "Parameters.Net"}»}}}]}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Net", "Type": "String"}], "Steps":'
        ' [{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"}, "VpcConfig": {"SecurityGroupIds": ["sg-1"],'
        ' "Subnets": [{"Get": "Parameters.Net"}]}}}]}'
    ],
)
def reference_for_container(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A reference or function stands where the API wants a list or an object.

    A `Get`, `Std:Join` or `Std:JsonGet` gives one scalar. It can be an element of a list or a
    member of an object, never the list or the object itself; there are no parameters of such
    types either. The service stops reading with one of

        Unable to parse pipeline definition. Expecting start of Json Array.
        Unable to parse pipeline definition. Expecting start of Json Object.

    Write the list or object out and put references inside it; with the SDK,
    `subnets=[subnet_parameter]`. How many elements there are is fixed when the pipeline is built.
    """
    for misfit in request_misfits(facts, "expression-for-container"):
        wanted = _WANTED.get(misfit.shape.kind, "an object")
        form = "Std:Join" if isinstance(misfit.node, Join) else "Get"
        form = "Std:JsonGet" if isinstance(misfit.node, JsonGet) else form
        inside = f'put it into a list: [{{"{form}": …}}]' if wanted == "a list" else None
        yield Problem(
            misfit.node.place,
            f"{named(misfit.node)} must be {wanted}, a '{form}' gives a single value",
            hint=inside or "write the object out and refer to its values",
        )


@rule(
    "ARG012",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html",
    bad=[
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o", "KmsKeyId": «null»}}}]'
    ],
    good=[
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"}}}]'
    ],
)
def null_argument(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An argument is null.

    The SDK leaves members without a value out of a request; `null` is known to be accepted only
    for the keys of check steps and the arguments of Lambda and Callback steps. What the service
    does with it in other requests is not known. Leave the member out.
    """
    for misfit in request_misfits(facts, "null"):
        yield Problem(misfit.node.place, f"{named(misfit.node)} is null", hint="leave it out")
