"""Values of one request that limit each other, and values that only the documentation limits."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import named
from pipelint_rules._steps import of_type
from pipelint_rules.arg._known import certain, known, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_VARIANT = (
    '[{"Name": "C", "Type": "EndpointConfig", "Arguments": {"ProductionVariants":'
    ' [{"VariantName": "v", '
)


class _Order:
    """Two members of a shape, the first of which is at most as large as the second.

    `is_refused`: the documentation says so, and does not leave it to the names.
    """

    __slots__ = ("is_refused", "lower", "upper")

    def __init__(self, lower: str, upper: str, *, is_refused: bool = False) -> None:
        self.lower: Final = lower
        self.upper: Final = upper
        self.is_refused: Final = is_refused


class _Range:
    """What the documentation says a member takes."""

    __slots__ = ("allowed", "member", "words")

    def __init__(self, member: str, allowed: range, words: str) -> None:
        self.member: Final = member
        self.allowed: Final = allowed
        self.words: Final = words


# Those that the documentation puts into words are errors; of the others the names leave no doubt
# what is meant, and the service's answer is not known.
_ORDERS = {
    "ProductionVariantServerlessConfig": (
        _Order("ProvisionedConcurrency", "MaxConcurrency", is_refused=True),
    ),
    "ProductionVariantManagedInstanceScaling": (_Order("MinInstanceCount", "MaxInstanceCount"),),
    "InferenceComponentComputeResourceRequirements": (
        _Order("MinMemoryRequiredInMb", "MaxMemoryRequiredInMb"),
    ),
    "HyperbandStrategyConfig": (_Order("MinResource", "MaxResource"),),
    "AutoMLJobCompletionCriteria": (
        _Order("MaxRuntimePerTrainingJobInSeconds", "MaxAutoMLJobRuntimeInSeconds"),
    ),
    "emr:ComputeLimits": (
        _Order("MinimumCapacityUnits", "MaximumCapacityUnits"),
        _Order("MaximumOnDemandCapacityUnits", "MaximumCapacityUnits"),
        _Order("MaximumCoreCapacityUnits", "MaximumCapacityUnits"),
    ),
    "emr:ScalingConstraints": (_Order("MinCapacity", "MaxCapacity"),),
}
_RANGES = {
    "ProductionVariantServerlessConfig": (
        _Range("MemorySizeInMB", range(1024, 6145, 1024), "1024, 2048, 3072, 4096, 5120 or 6144"),
    ),
    "emr:SpotProvisioningSpecification": (
        _Range("TimeoutDurationMinutes", range(5, 1441), "5 to 1440"),
        _Range("BlockDurationMinutes", range(60, 361, 60), "60, 120, 180, 240, 300 or 360"),
    ),
    "emr:RunJobFlowInput": (_Range("StepConcurrencyLevel", range(1, 257), "1 to 256"),),
}
# The steps whose requests have such shapes.
_JOBS = of_type("AutoML", "EMR", "EndpointConfig", "InferenceComponent", "Tuning")


def _structures(step: Step) -> Iterator[Node]:
    if step.arguments is not None:
        for node in step.arguments.walk():
            if node.shape.kind == "structure" and isinstance(node.value, dict):
                yield node


@rule(
    "ARG291",
    on=Step,
    among=_JOBS,
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ProductionVariantServerlessConfig.html",
    bad=[
        _VARIANT + '"ServerlessConfig": {"MemorySizeInMB": 1024, "MaxConcurrency": 5,'
        ' "ProvisionedConcurrency": «9»}}]}}]',
        _VARIANT + '"ManagedInstanceScaling": {"MinInstanceCount": «3»,'
        ' "MaxInstanceCount": 2}}]}}]',
    ],
    good=[
        _VARIANT + '"ServerlessConfig": {"MemorySizeInMB": 1024, "MaxConcurrency": 5,'
        ' "ProvisionedConcurrency": 5}}]}}]'
    ],
)
def lower_bound_above_upper(step: Step, facts: Facts) -> Iterator[Problem]:
    """The lower one of two limits is above the upper one.

    This is about serverless concurrency (the provisioned one "should be less than or equal to
    `MaxConcurrency`"), the scaling of endpoints, the memory of inference components, the
    resources of Hyperband, the run times of AutoML jobs, and the scaling of EMR clusters. Where the
    reference does not say that the service refuses it, it is a warning.
    """
    for holder in _structures(step):
        for order in _ORDERS.get(holder.shape.name, ()):
            low, high = known(facts, holder, order.lower), known(facts, holder, order.upper)
            least, most = number(low), number(high)
            if low is None or high is None or least is None or most is None or least <= most:
                continue
            yield Problem(
                low.node.place,
                f"'{order.lower}' is {least}, above '{order.upper}', which is {most}",
                f"at most {most}",
                ((high.node.place, "the upper limit"), *low.related, *high.related),
                None if order.is_refused and certain(low, high) else "warning",
            )


@rule(
    "ARG292",
    on=Step,
    among=_JOBS,
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ProductionVariantServerlessConfig.html",
    bad=[
        _VARIANT + '"ServerlessConfig": {"MemorySizeInMB": «1500», "MaxConcurrency": 5}}]}}]',
        '[{"Name": "E", "Type": "EMR", "Arguments": {"ClusterConfig": {"StepConcurrencyLevel":'
        " «300»}}}]",
    ],
    good=[
        _VARIANT + '"ServerlessConfig": {"MemorySizeInMB": 2048, "MaxConcurrency": 5}}]}}]',
    ],
)
def value_not_documented(step: Step, facts: Facts) -> Iterator[Problem]:
    """A number is none of those that the API reference allows.

    The API model gives no range here, or a wider one; the text of the reference does: the memory of
    serverless endpoints comes in steps of 1024 MB, the time to wait for spot instances of an EMR
    cluster is 5 to 1440 minutes, its spot blocks last whole hours up to six, and it runs at most
    256 steps at once.
    """
    for holder in _structures(step):
        for limit in _RANGES.get(holder.shape.name, ()):
            found = known(facts, holder, limit.member)
            value = number(found)
            # What is beyond the model's own range is reported by the rule on ranges.
            if found is None or value is None or value in limit.allowed:
                continue
            if _is_beyond(found.node, value):
                continue
            yield Problem(
                found.node.place,
                f"{named(found.node)} is {value}",
                f"expected {limit.words}",
                found.related,
                None if certain(found) else "warning",
            )


def _is_beyond(node: Node, value: float) -> bool:
    low, high = node.shape.min, node.shape.max
    return (low is not None and value < low) or (high is not None and value > high)
