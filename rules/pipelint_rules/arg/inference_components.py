"""Inference components: what they deploy, and with which resources."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import named
from pipelint_rules._steps import of_type
from pipelint_rules.arg._exclusive import both, neither
from pipelint_rules.arg._jobs import elements, present
from pipelint_rules.arg._known import certain, known, number
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_NEEDS = "ComputeResourceRequirements"


def _component(members: str) -> str:
    return f'[{{"Name": "I", "Type": "InferenceComponent", "Arguments": {{{members}}}}}]'


def _specification(members: str) -> str:
    return _component(f'"Specification": {{"ModelName": "m", {members}}}')


def specifications(step: Step) -> Iterator[Node]:
    """The specifications of an InferenceComponent step, in either form."""
    request = request_of(step, "InferenceComponent")
    if request is not None:
        single = request.get("Specification")
        if single is not None and isinstance(single.value, dict):
            yield single
        yield from elements(request, "Specifications")


@rule(
    "ARG260",
    on=Step,
    among=of_type("InferenceComponent"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_CreateInferenceComponent.html",
    bad=[_component('"Specification": {}, «"Specifications"»: []')],
    good=[_component('"Specification": {}')],
)
def component_specification_form(step: Step, facts: Facts) -> Iterator[Problem]:
    """An inference component has both `Specification` and `Specifications`, or neither.

    "You can use either this parameter or the singular `Specification` parameter, but not both."
    The plural form has one entry for each instance type. That none of them is refused is not said,
    so there it is a warning.
    """
    request = request_of(step, "InferenceComponent")
    if request is not None:
        yield from both(request, "Specification", "Specifications")
        for problem in neither(request, "Specification", "Specifications"):
            yield problem._replace(severity="warning")


@rule(
    "ARG261",
    on=Step,
    among=of_type("InferenceComponent"),
    severity="warning",
    stage="create",
    evidence="E2",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/commit/f431bf2bf",
    bad=[_specification(f'"{_NEEDS}": {{"NumberOfCpuCoresRequired": «2»}}')],
    good=[_specification(f'"{_NEEDS}": {{"NumberOfCpuCoresRequired": 2.0}}')],
)
def cores_as_integer(step: Step, facts: Facts) -> Iterator[Problem]:
    """The number of cores of an inference component is written without a fraction.

    The pipeline wants a JSON number with a fraction here, `2.0` and not `2`, as the SDK's own
    documentation and tests say (SDK: `2.0`). Of accelerators the same is likely. Whether the
    service still insists is not known, so this is a warning.
    """
    for specification in specifications(step):
        needs = specification.get(_NEEDS)
        for member in ("NumberOfCpuCoresRequired", "NumberOfAcceleratorDevicesRequired"):
            node = None if needs is None else needs.get(member)
            if node is not None and type(node.value) is int:
                yield Problem(node.place, f"{named(node)} has no fraction", f"write {node.value}.0")


@rule(
    "ARG262",
    on=Step,
    among=of_type("InferenceComponent"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_InferenceComponentSpecification.html",
    bad=[
        _component(
            '"Specification": {"BaseInferenceComponentName": "b", «"ComputeResourceRequirements"»:'
            ' {"MinMemoryRequiredInMb": 128}, "Container": {"ArtifactUrl": "s3://b/a.tar.gz"}}'
        ),
        _component('«"Specification"»: {"BaseInferenceComponentName": "b"}'),
        _component('«"Specification"»: {"StartupParameters": {}}'),
    ],
    good=[
        _component(
            '"Specification": {"BaseInferenceComponentName": "b",'
            ' "Container": {"ArtifactUrl": "s3://b/a.tar.gz"}}'
        ),
        _specification(f'"{_NEEDS}": {{"MinMemoryRequiredInMb": 128}}'),
    ],
)
def component_parts(step: Step, facts: Facts) -> Iterator[Problem]:
    """An inference component lacks a part, or an adapter has one that it takes from its base.

    A component has a model, by `ModelName` or in a `Container`. An adapter is one with a
    `BaseInferenceComponentName`: it "uses the compute resources of the base inference component",
    so leave `ComputeResourceRequirements` out, and it names its files in `Container.ArtifactUrl`.
    """
    for specification in specifications(step):
        if not present(specification, "BaseInferenceComponentName"):
            yield from neither(specification, "ModelName", "Container")
            continue
        if present(specification, _NEEDS):
            yield Problem(
                specification.key_of(_NEEDS),
                f"an adapter has no '{_NEEDS}' of its own",
                "leave it out",
            )
        yield from neither(specification, "Container")


@rule(
    "ARG263",
    on=Step,
    among=of_type("InferenceComponent"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_InferenceComponentSpecification.html",
    bad=[
        _component(
            '"Specifications": [{"ModelName": "m", "InstanceType": "ml.g5.xlarge"},'
            ' «{»"ModelName": "n"}]'
        )
    ],
    good=[_component('"Specifications": [{"ModelName": "m"}]')],
)
def specification_without_instance_type(step: Step, facts: Facts) -> Iterator[Problem]:
    """One of several specifications of an inference component names no instance type.

    The instance type is "required when using the `Specifications` parameter with multiple entries":
    it tells which entry holds for which instances.
    """
    request = request_of(step, "InferenceComponent")
    listed = () if request is None else elements(request, "Specifications")
    for specification in listed if len(listed) > 1 else ():
        if not present(specification, "InstanceType"):
            yield Problem(
                specification.lacking,
                "one of several specifications has no 'InstanceType'",
                "add 'InstanceType'",
            )


@rule(
    "ARG264",
    on=Step,
    among=of_type("InferenceComponent"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_InferenceComponentComputeResourceRequirements.html",
    bad=[
        _specification(
            f'"{_NEEDS}": {{"AcceleratorPartitionType": "mig-3g.40gb",'
            ' "NumberOfAcceleratorDevicesRequired": «2.0»}'
        )
    ],
    good=[
        _specification(
            f'"{_NEEDS}": {{"AcceleratorPartitionType": "mig-3g.40gb",'
            ' "NumberOfAcceleratorDevicesRequired": 1.0}'
        )
    ],
)
def partition_of_several_accelerators(step: Step, facts: Facts) -> Iterator[Problem]:
    """An inference component occupies a partition of an accelerator, and wants several.

    When `AcceleratorPartitionType` is set, "`NumberOfAcceleratorDevicesRequired` must be 1".
    """
    for specification in specifications(step):
        needs = specification.get(_NEEDS)
        if needs is None or not present(needs, "AcceleratorPartitionType"):
            continue
        found = known(facts, needs, "NumberOfAcceleratorDevicesRequired")
        wanted = number(found)
        if found is not None and wanted is not None and wanted != 1:
            yield Problem(
                found.node.place,
                f"a partition is of one accelerator, not of {wanted:g}",
                "expected 1.0",
                found.related,
                None if certain(found) else "warning",
            )
