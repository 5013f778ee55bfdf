"""Deployments over several steps: names that one step makes and another uses."""

from __future__ import annotations

from pipelint import Problem, Reference, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import of_type
from pipelint_rules._suggest import suggest
from pipelint_rules.arg._requests import request_of
from pipelint_rules.arg.endpoints import variants
from pipelint_rules.arg.inference_components import specifications

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_CONFIG = (
    '{"Name": "C", "Type": "EndpointConfig", "Arguments": {"EndpointConfigName": "cfg",'
    ' "ProductionVariants": [{"VariantName": "v", "ModelName": "m",'
    ' "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}]}}, '
)
_ENDPOINT = '{"Name": "E", "Type": "Endpoint", "Arguments": {"EndpointName": "ep",'
_DEPLOYED = f'{_ENDPOINT} "EndpointConfigName": {{"Get": "Steps.C.EndpointConfigName"}}}}}}'
_COMPONENT = '{"Name": "I", "Type": "InferenceComponent", "Arguments": {"Specification": {},'


@rule(
    "ARG265",
    on=Step,
    among=of_type("Endpoint", "EndpointConfig", "InferenceComponent", "Model", "Transform"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/commit/f431bf2bf",
    bad=[f'[{_CONFIG}{_ENDPOINT} "EndpointConfigName": «"cfg"»}}}}]'],
    good=[f"[{_CONFIG}{_DEPLOYED}]"],
)
def generated_name_repeated(step: Step, facts: Facts) -> Iterator[Problem]:
    """A step names by text what another step makes under a name with a suffix.

    The names of models and endpoint configurations that a pipeline makes get a suffix for each
    execution, so that the next execution can make them again. The text as it is written names
    nothing then, or something that an earlier deployment left. Refer to the step that makes it,
    `{"Get": "Steps.<step>.EndpointConfigName"}` (SDK: `step.properties.EndpointConfigName`), which
    makes the steps run one after the other, too.
    """
    for node, type_, member in _uses(step):
        makers = (
            other
            for other in facts.steps.values()
            if other.type == type_ and other.literal("Arguments", member) == node.value
        )
        maker = next(makers, None) if isinstance(node.value, str) else None
        if maker is not None:
            yield Problem(
                node.place,
                f"the name that step {maker.label} makes is not {shown(node.value)} alone",
                f'refer to it: {{"Get": "Steps.{maker.name}.{member}"}}',
                ((maker.lacking, "the name gets a suffix here"),),
            )


def _uses(step: Step) -> Iterator[tuple[Node, str, str]]:
    """Where a step names what others make: the place, the maker's type, the maker's member."""
    request = request_of(step, "Endpoint", "Transform")
    found = None if request is None else request.get("EndpointConfigName")
    if found is not None:
        yield found, "EndpointConfig", "EndpointConfigName"
    holders = [] if request is None else [request]
    for holder in (*holders, *variants(step), *specifications(step)):
        model = holder.get("ModelName")
        if model is not None:
            yield model, "Model", "ModelName"


@rule(
    "ARG266",
    on=Step,
    among=of_type("Endpoint", "EndpointConfig", "InferenceComponent"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_CreateInferenceComponent.html",
    bad=[
        f'[{_CONFIG}{_DEPLOYED}, {_COMPONENT} "VariantName": «"w"»,'
        ' "EndpointName": {"Get": "Steps.E.EndpointName"}}}]'
    ],
    good=[
        f'[{_CONFIG}{_DEPLOYED}, {_COMPONENT} "VariantName": "v",'
        ' "EndpointName": {"Get": "Steps.E.EndpointName"}}}]'
    ],
)
def unknown_variant(step: Step, facts: Facts) -> Iterator[Problem]:
    """An inference component names a variant that its endpoint does not have.

    `VariantName` is "the name of an existing production variant where you host the inference
    component". The endpoint and its configuration are made by other steps of this pipeline, and
    all variants there have other names.
    """
    request = request_of(step, "InferenceComponent")
    name = None if request is None else request.get("VariantName")
    if request is None or name is None or not isinstance(name.value, str):
        return
    endpoint = _maker(facts, request.get("EndpointName"), "Endpoint", "EndpointName")
    if endpoint is None:
        return
    used = endpoint.get("Arguments", "EndpointConfigName")
    config = _maker(facts, used, "EndpointConfig", "EndpointConfigName")
    names = [] if config is None else [each.literal("VariantName") for each in variants(config)]
    texts = [each for each in names if isinstance(each, str)]
    if config is not None and texts and len(texts) == len(names) and name.value not in texts:
        yield Problem(
            name.place,
            f"step {config.label} makes no variant {shown(name.value)}",
            suggest(name.value, texts),
            ((config.lacking, "the variants"),),
        )


def _maker(facts: Facts, node: Node | None, type_: str, member: str) -> Step | None:
    """The step of a type whose property `member` a reference reads."""
    if not isinstance(node, Reference):
        return None
    target = facts.resolution(node).target
    if not isinstance(target, Step) or target.type != type_:
        return None
    return target if node.text == f"Steps.{target.name}.{member}" else None


@rule(
    "ARG267",
    on=Step,
    among=of_type("Endpoint", "InferenceComponent"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html",
    bad=[f'[{_CONFIG}{_DEPLOYED}, {_COMPONENT} "EndpointName": «"ep"»}}}}]'],
    good=[
        f'[{_CONFIG}{_DEPLOYED}, {_COMPONENT} "EndpointName":'
        ' {"Get": "Steps.E.EndpointName"}}}]'
    ],
)
def endpoint_not_awaited(step: Step, facts: Facts) -> Iterator[Problem]:
    """An inference component goes to an endpoint of this pipeline without waiting for it.

    Steps run at once unless one refers to the other or depends on it. The endpoint may not be there
    yet when the component is made, or be in the middle of an update. Refer to the step,
    `{"Get": "Steps.<step>.EndpointName"}`, or add it to `DependsOn`.
    """
    request = request_of(step, "InferenceComponent")
    name = None if request is None else request.get("EndpointName")
    if name is None or not isinstance(name.value, str):
        return
    for other in facts.steps.values():
        same = other.type == "Endpoint" and other.literal("Arguments", "EndpointName") == name.value
        if same and other not in facts.runs_before(step):
            yield Problem(
                name.place,
                f"the endpoint is made by step {other.label}, which is not waited for",
                f'refer to it: {{"Get": "Steps.{other.name}.EndpointName"}}',
                ((other.lacking, "the endpoint is made here"),),
            )
