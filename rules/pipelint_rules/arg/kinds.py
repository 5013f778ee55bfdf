"""The JSON types of arguments, and references where no single value fits."""

from __future__ import annotations

from pipelint import Join, JsonGet, Pipeline, Problem, rule
from pipelint_rules._place_names import KINDS, named, shown
from pipelint_rules._request import request_misfits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit


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
    strings of them; a definition that is written by hand or by a template does not. A number such
    as `3.0` for an integer is a warning: how it is read is not known.
    """
    for misfit in request_misfits(facts, "kind"):
        wanted = KINDS.get(misfit.shape.kind, "another value")
        yield Problem(
            misfit.node.place,
            f"{named(misfit.node)} must be {wanted}, this is {misfit.detail}",
            hint=_as_wanted(misfit),
            severity="warning" if _is_whole(misfit) else None,
        )


def _is_whole(misfit: Misfit) -> bool:
    """Whether a number is written as a fraction, and is none."""
    value = misfit.node.value
    return misfit.shape.kind == "integer" and isinstance(value, float) and value.is_integer()


def _as_wanted(misfit: Misfit) -> str | None:
    """How the same value is written as the type that is wanted."""
    value, kind = misfit.node.value, misfit.shape.kind
    if kind in ("string", "timestamp") and isinstance(value, (bool, int, float)):
        return f'write "{shown(value)}"'
    if kind == "list" and not isinstance(value, (list, dict)):
        return "write a list with this value in it: […]"
    if isinstance(value, str):
        return _of_text(value, misfit)
    return f"write {value:.0f}" if isinstance(value, float) and _is_whole(misfit) else None


def _of_text(text: str, misfit: Misfit) -> str | None:
    shape = misfit.shape
    if _reads_as(text, shape.kind):
        return f"write {text.lower()} without quotes"
    if shape.kind in ("structure", "map") and text.lstrip().startswith("{"):
        return "write the object itself, not its JSON text"
    [member] = shape.required if len(shape.required) == 1 else (None,)
    inner = None if member is None else shape.member(member)
    if inner is None or inner.kind != "string":
        return None
    return f'write {{"{member}": "{shown(text)[1:-1]}"}}'


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
        wanted = KINDS.get(misfit.shape.kind, "an object")
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
        step = misfit.node.step
        # Arguments that are null altogether are a matter of the step.
        if step is not None and misfit.node is not step.arguments:
            yield Problem(misfit.node.place, f"{named(misfit.node)} is null", hint="leave it out")
