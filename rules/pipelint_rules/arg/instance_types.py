"""Instance types: names that cannot be, and names that the catalog does not know."""

from __future__ import annotations

from pipelint import Pipeline, Problem, rule
from pipelint.catalog import shape, stamp
from pipelint_rules._place_names import named, shown
from pipelint_rules._request import request_misfits
from pipelint_rules._suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit

_SHAPES = (
    "TrainingInstanceType",
    "ProcessingInstanceType",
    "TransformInstanceType",
    "ProductionVariantInstanceType",
)
#: `2xlarge`, `metal-24xl` and the like come with new families; the plain words are all there are.
_SIZES = frozenset({"nano", "micro", "small", "medium", "large", "xlarge", "metal"})
_TRAINING = (
    '[{"Name": "T", "Type": "Training", "Arguments":'
    ' {"OutputDataConfig": {"S3OutputPath": "s3://b/o"}, '
)


@rule(
    "ARG030",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html",
    bad=[
        _TRAINING + '"ResourceConfig": {"InstanceType": «"ml.m5.xxlarge"»}}}]',
        _TRAINING + '"ResourceConfig": {"InstanceType": «"m5.xlarge"»}}}]',
    ],
    good=[_TRAINING + '"ResourceConfig": {"InstanceType": "ml.m5.xlarge"}}}]'],
)
def impossible_instance_type(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """The name of an instance type is not of the form `ml.<family>.<size>`.

    Sizes are `medium`, `large`, `xlarge`, `2xlarge` and so on: `xxlarge` does not exist. The
    names of EC2 lack the `ml.` of SageMaker. A literal is refused when the pipeline is created,
    as a value outside of an enum is; one that comes through a parameter when the step is reached.
    """
    for misfit in request_misfits(facts, "enum"):
        value = misfit.node.value
        if _is_instance_type(misfit) and isinstance(value, str) and not _is_possible(value):
            near = nearest(value, misfit.shape.enum or ())
            yield Problem(
                misfit.node.place,
                f"{shown(value)} is no instance type",
                "expected ml.<family>.<size>" if near is None else f"did you mean '{near}'?",
                tuple((use.place, f"used as {named(use)}") for use in misfit.uses),
                "warning" if misfit.uses and misfit.node.key != "DefaultValue" else None,
            )


@rule(
    "ARG031",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html",
    bad=[_TRAINING + '"ResourceConfig": {"InstanceType": «"ml.m99.xlarge"»}}}]'],
    good=[_TRAINING + '"ResourceConfig": {"InstanceType": "ml.m5.xlarge"}}}]'],
)
def unknown_instance_type(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An instance type is not in the catalog's list for this kind of job.

    Training, processing, transform and hosting each have a list of their own: `ml.t3.medium`
    processes and does not host. New types come all the time, so an unknown name may only mean
    that the catalog is older than the service; its date is in the message.
    """
    for misfit in request_misfits(facts, "enum"):
        value = misfit.node.value
        if _is_instance_type(misfit) and isinstance(value, str) and _is_possible(value):
            yield Problem(
                misfit.node.place,
                f"{shown(value)} is no {_purpose(misfit)} instance type known to {stamp()}",
                _instead(value, misfit),
                tuple((use.place, f"used as {named(use)}") for use in misfit.uses),
            )


def _is_instance_type(misfit: Misfit) -> bool:
    return misfit.shape.growing and misfit.shape.name in _SHAPES


def _is_possible(name: str) -> bool:
    """Whether a name has the form of an instance type; the SDK's local mode has two of its own."""
    if name in ("local", "local_gpu"):
        return True
    prefix, _, rest = name.partition(".")
    family, _, size = rest.rpartition(".")
    return prefix == "ml" and family.replace("-", "").isalnum() and _is_size(size)


def _is_size(size: str) -> bool:
    number = size.removesuffix("xlarge").removesuffix("xl").removeprefix("metal-")
    return size in _SIZES or (number != size and number.isdecimal())


def _purpose(misfit: Misfit) -> str:
    words = {"ProductionVariantInstanceType": "hosting"}
    return words.get(misfit.shape.name, misfit.shape.name.removesuffix("InstanceType").lower())


def _instead(value: str, misfit: Misfit) -> str | None:
    if value.startswith("local"):
        return "'local' is the SDK's local mode, the service does not know it"
    near = nearest(value, misfit.shape.enum or ())
    others = [name for name in _SHAPES if value in (shape(name).enum or ())]
    if others:
        return "the name exists for other kinds of jobs only"
    return None if near is None else f"did you mean '{near}'?"
