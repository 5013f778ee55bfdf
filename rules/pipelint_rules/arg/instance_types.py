"""Instance types: names that cannot be, and names that the catalog does not know."""

from __future__ import annotations

from pipelint import Pipeline, Problem, rule
from pipelint.catalog import shape, stamp
from pipelint_rules._own import used_at
from pipelint_rules._place_names import shown
from pipelint_rules._request import is_changed_by_start, request_misfits
from pipelint_rules._suggest import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit
    from pipelint.catalog import Shape

#: The lists of instance types, and what each is for.
_SHAPES = {
    "TrainingInstanceType": "training",
    "ProcessingInstanceType": "processing",
    "TransformInstanceType": "transform",
    "ProductionVariantInstanceType": "hosting",
}
#: The SDK's local mode has two of its own.
_LOCAL = ("local", "local_gpu")
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
    as a value outside of an enum is; one that comes through a parameter when the step is reached:

        Unable to parse pipeline definition. Model Validation failed: Value 'ml.m5.xxlarge' for
        'TrainingInstanceType' failed to satisfy enum value set: […]

    Names that only are not in the catalog are reported by `unknown-instance-type`.
    """
    for misfit in request_misfits(facts, "enum"):
        value = misfit.node.value
        if _is_instance_type(misfit) and isinstance(value, str) and not _is_possible(value):
            yield Problem(
                misfit.node.place,
                f"{shown(value)} is no instance type",
                _possible_near(value, misfit.shape) or "expected ml.<family>.<size>",
                used_at(misfit),
                "warning" if is_changed_by_start(misfit) else None,
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

    `local` and `local_gpu` are for the SDK's local mode. It builds a definition with them that
    runs on the own machine; the service does not know them.
    """
    for misfit in request_misfits(facts, "enum"):
        value = misfit.node.value
        if _is_instance_type(misfit) and isinstance(value, str) and _is_possible(value):
            yield Problem(
                misfit.node.place,
                _unknown(value, misfit.shape),
                _instead(value, misfit.shape),
                used_at(misfit),
            )


def _possible_near(name: str, wanted: Shape) -> str | None:
    known = wanted.enum or frozenset()
    # The name of EC2 is like many of SageMaker's, and meant for one.
    return did_you_mean(name, {f"ml.{name}"} & known or known)


def _is_instance_type(misfit: Misfit) -> bool:
    return misfit.shape.growing and misfit.shape.name in _SHAPES


def _is_possible(name: str) -> bool:
    """Whether a name has the form of an instance type, or is one of the SDK's local mode."""
    if name in _LOCAL:
        return True
    prefix, _, rest = name.partition(".")
    family, _, size = rest.rpartition(".")
    return prefix == "ml" and family.replace("-", "").isalnum() and _is_size(size)


def _is_size(size: str) -> bool:
    number = size.removesuffix("xlarge").removesuffix("xl").removeprefix("metal-")
    return size in _SIZES or (number != size and number.isdecimal())


def _unknown(name: str, wanted: Shape) -> str:
    if name in _LOCAL:
        return f"'{name}' is an instance type of the SDK's local mode only"
    return f"'{name}' is no {_SHAPES[wanted.name]} instance type known to {stamp()}"


def _instead(name: str, wanted: Shape) -> str | None:
    if name in _LOCAL:
        return "for the service name a type such as 'ml.m5.xlarge'"
    others = [words for of, words in _SHAPES.items() if name in (shape(of).enum or ())]
    if others:
        return f"the name is known for {' and '.join(others)}"
    known = wanted.enum or frozenset()
    family, _, size = name.rpartition(".")
    # A name that differs in family and in size is another one, however like it may look.
    siblings = {other for other in known if other.rpartition(".")[0] == family}
    return did_you_mean(name, siblings or {other for other in known if other.endswith(f".{size}")})
