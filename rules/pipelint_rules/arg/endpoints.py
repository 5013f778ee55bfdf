"""Endpoint configurations: their variants, and what does not go together in them."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import of_type
from pipelint_rules.arg._exclusive import both, neither
from pipelint_rules.arg._jobs import elements, present
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_SERVERLESS = '"ServerlessConfig": {"MemorySizeInMB": 2048, "MaxConcurrency": 5}'
_INSTANCES = '"InstanceType": "ml.m5.large", "InitialInstanceCount": 1'
_ROUTING = '"RoutingConfig": {"RoutingStrategy": '


def _config(*variants: str, more: str = "") -> str:
    listed = ", ".join(f"{{{variant}}}" for variant in variants)
    return (
        '[{"Name": "C", "Type": "EndpointConfig", "Arguments":'
        f' {{"ProductionVariants": [{listed}]{more}}}}}]'
    )


def variants(step: Step) -> Iterator[Node]:
    """The variants of an EndpointConfig step, production first, then shadow."""
    request = request_of(step, "EndpointConfig")
    if request is not None:
        yield from elements(request, "ProductionVariants")
        yield from elements(request, "ShadowProductionVariants")


@rule(
    "ARG250",
    on=Step,
    among=of_type("EndpointConfig"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ProductionVariant.html",
    bad=[_config(f'"VariantName": "v", {_SERVERLESS}, «"InstanceType"»: "ml.m5.large"')],
    good=[
        _config(f'"VariantName": "v", {_SERVERLESS}'),
        _config(f'"VariantName": "v", {_INSTANCES}'),
    ],
)
def serverless_variant_with_instances(step: Step, facts: Facts) -> Iterator[Problem]:
    """A variant of an endpoint is serverless and has instances.

    `ServerlessConfig` "specifies a serverless endpoint configuration instead of an instance-based
    endpoint configuration", so `InstanceType`, `InitialInstanceCount` and `InstancePools` are left
    out. The request is refused when the step is reached.
    """
    for variant in variants(step):
        for member in ("InstanceType", "InitialInstanceCount", "InstancePools"):
            yield from both(variant, "ServerlessConfig", member)


@rule(
    "ARG251",
    on=Step,
    among=of_type("EndpointConfig"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_ProductionVariant.html",
    bad=[
        '[{"Name": "C", "Type": "EndpointConfig", "Arguments": {"ProductionVariants":'
        ' [«{»"VariantName": "v", "ModelName": "m"}]}}]'
    ],
    good=[_config(f'"VariantName": "v", {_INSTANCES}')],
)
def variant_without_instances(step: Step, facts: Facts) -> Iterator[Problem]:
    """A variant of an endpoint does not say what it runs on.

    It has instances of one type (`InstanceType`), of several (`InstancePools`), or is serverless
    (`ServerlessConfig`). The API model leaves all three optional; how the service refuses a variant
    without any is not known.
    """
    for variant in variants(step):
        yield from neither(variant, "InstanceType", "InstancePools", "ServerlessConfig")


@rule(
    "ARG252",
    on=Step,
    among=of_type("EndpointConfig"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_ProductionVariant.html",
    bad=[_config(f'"VariantName": "v", {_INSTANCES}', f'"VariantName": «"v"», {_INSTANCES}')],
    good=[_config(f'"VariantName": "v", {_INSTANCES}', f'"VariantName": "w", {_INSTANCES}')],
)
def repeated_variant_name(step: Step, facts: Facts) -> Iterator[Problem]:
    """Two variants of an endpoint have the same name.

    Callers, scaling policies and inference components name a variant to be served by it. How the
    service words its refusal is not known.
    """
    seen: dict[str, Node] = {}
    for variant in variants(step):
        name = variant.get("VariantName")
        if name is None or not isinstance(name.value, str):
            continue
        first = seen.setdefault(name.value, name)
        if first is not name:
            yield Problem(
                name.place,
                f"two variants have the name {shown(name.value)}",
                "name them apart",
                ((first.place, "the first one"),),
            )


@rule(
    "ARG253",
    on=Step,
    among=of_type("EndpointConfig"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_CreateEndpointConfig.html",
    bad=[
        _config(
            '"VariantName": "v"',
            '"VariantName": "w"',
            more=', «"ShadowProductionVariants"»: [{"VariantName": "s"}]',
        )
    ],
    good=[
        _config('"VariantName": "v"', more=', "ShadowProductionVariants": [{"VariantName": "s"}]')
    ],
)
def several_variants_with_shadow(step: Step, facts: Facts) -> Iterator[Problem]:
    """An endpoint with a shadow variant has more than one variant of a kind.

    "If you use this field, you can only specify one variant for `ProductionVariants` and one
    variant for `ShadowProductionVariants`."
    """
    request = request_of(step, "EndpointConfig")
    if request is None:
        return
    shadow = elements(request, "ShadowProductionVariants")
    production = elements(request, "ProductionVariants")
    if shadow and max(len(shadow), len(production)) > 1:
        yield Problem(
            request.key_of("ShadowProductionVariants"),
            f"there are {len(production)} production and {len(shadow)} shadow variants",
            "one of each is allowed",
        )


@rule(
    "ARG254",
    on=Step,
    among=of_type("EndpointConfig"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_CreateEndpointConfig.html",
    bad=[
        _config(_SERVERLESS, more=', «"CrossRegionTrafficConfig"»: {}'),
        _config(
            _INSTANCES,
            more=', "AsyncInferenceConfig": {}, «"CrossRegionTrafficConfig"»: {}',
        ),
    ],
    good=[_config(_INSTANCES, more=', "CrossRegionTrafficConfig": {}')],
)
def cross_region_cap_not_possible(step: Step, facts: Facts) -> Iterator[Problem]:
    """A cap of traffic from other regions is set for an endpoint that cannot have one.

    "You can't specify it with serverless variants or with `AsyncInferenceConfig`."
    """
    request = request_of(step, "EndpointConfig")
    if request is None or not present(request, "CrossRegionTrafficConfig"):
        return
    serverless = any(present(each, "ServerlessConfig") for each in variants(step))
    if serverless or present(request, "AsyncInferenceConfig"):
        kind = "a serverless" if serverless else "an asynchronous"
        yield Problem(
            request.key_of("CrossRegionTrafficConfig"),
            f"{kind} endpoint cannot have 'CrossRegionTrafficConfig'",
            "leave it out",
        )


@rule(
    "ARG255",
    on=Step,
    among=of_type("EndpointConfig"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ProductionVariantRoutingConfig.html",
    bad=[
        _config(f'{_INSTANCES}, {_ROUTING}"RANDOM", «"PrefixAwareRoutingConfig"»: {{}}}}'),
        _config(
            f'{_INSTANCES}, {_ROUTING}"PREFIX_AWARE",'
            ' «"PrefixAwareRoutingConfig"»: {"PrefixLength": 2048}}'
        ),
    ],
    good=[
        _config(f'{_INSTANCES}, {_ROUTING}"RANDOM"}}'),
        _config(
            f'{_INSTANCES}, {_ROUTING}"PREFIX_AWARE",'
            ' "PrefixAwareRoutingConfig": {"PrefixLength": 2048, "ConcurrencyThreshold": 4}}'
        ),
    ],
)
def prefix_aware_routing(step: Step, facts: Facts) -> Iterator[Problem]:
    """The settings of prefix-aware routing do not go with the routing strategy.

    "Specify this parameter only when you set `RoutingStrategy` to `PREFIX_AWARE`"; its
    `PrefixLength` and `ConcurrencyThreshold` are "required when `RoutingStrategy` is
    `PREFIX_AWARE`".
    """
    for variant in variants(step):
        routing = variant.get("RoutingConfig")
        strategy = None if routing is None else routing.literal("RoutingStrategy")
        if routing is None or not isinstance(strategy, str):
            continue
        given = routing.get("PrefixAwareRoutingConfig")
        if strategy != "PREFIX_AWARE" and given is not None:
            yield Problem(
                routing.key_of("PrefixAwareRoutingConfig"),
                f"the routing strategy {strategy} has no 'PrefixAwareRoutingConfig'",
                "leave it out, or choose PREFIX_AWARE",
            )
        elif strategy == "PREFIX_AWARE":
            yield from _lacking(routing if given is None else given)


def _lacking(holder: Node) -> Iterator[Problem]:
    wanted = ("PrefixLength", "ConcurrencyThreshold")
    missing = [member for member in wanted if not present(holder, member)]
    if missing:
        listed = " and ".join(f"'{member}'" for member in missing)
        yield Problem(
            holder.lacking,
            f"the routing strategy PREFIX_AWARE needs {listed}",
            "add it to 'PrefixAwareRoutingConfig'",
        )


@rule(
    "ARG256",
    on=Step,
    among=of_type("EndpointConfig"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-deploy-models.html",
    bad=[
        '[{"Name": "C", "Type": "EndpointConfig", "Arguments": {"ProductionVariants":'
        f' [{{"ModelName": "m", {_INSTANCES}}}, «{{»{_INSTANCES}}}]}}}}]'
    ],
    good=[_config(_INSTANCES), _config(f'"ModelName": "m", {_INSTANCES}')],
)
def model_for_some_variants(step: Step, facts: Facts) -> Iterator[Problem]:
    """Some variants of an endpoint name a model, and others name none.

    Either each variant serves the model that it names, or inference components bring the models to
    variants that name none. Mixing the two is documented nowhere, and what the service does with it
    is not known.
    """
    listed = [each for each in variants(step) if not present(each, "ServerlessConfig")]
    without = [variant for variant in listed if not present(variant, "ModelName")]
    if 0 < len(without) < len(listed):
        for variant in without:
            yield Problem(
                variant.lacking,
                "a variant has no 'ModelName', and others of the endpoint have one",
                "name a model in all variants, or in none",
            )


@rule(
    "ARG257",
    on=Step,
    among=of_type("EndpointConfig"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_ProductionVariant.html",
    bad=[_config(f'"VariantName": "v", {_INSTANCES}, "InitialVariantWeight": «0»')],
    good=[
        _config(
            f'"VariantName": "v", {_INSTANCES}, "InitialVariantWeight": 0',
            f'"VariantName": "w", {_INSTANCES}',
        )
    ],
)
def no_traffic_for_any_variant(step: Step, facts: Facts) -> Iterator[Problem]:
    """All variants of an endpoint have the weight 0.

    "The traffic to a production variant is determined by the ratio of the `VariantWeight` to the
    sum of all `VariantWeight` values", and a sum of 0 gives no ratio. What the service does then is
    not known. Give one of them a weight, or leave the weights out: the default is 1.
    """
    request = request_of(step, "EndpointConfig")
    listed = () if request is None else elements(request, "ProductionVariants")
    weights = [variant.get("InitialVariantWeight") for variant in listed]
    if weights and all(node is not None and node.value in (0, 0.0) for node in weights):
        first = weights[0]
        if first is not None:
            yield Problem(first.place, "no variant has a weight above 0", "give one of them 1")


@rule(
    "ARG258",
    on=Step,
    among=of_type("EndpointConfig"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html",
    bad=[
        _config(_SERVERLESS, more=', «"VpcConfig"»: {}'),
        _config(_SERVERLESS, more=', «"AsyncInferenceConfig"»: {}'),
    ],
    good=[_config(_SERVERLESS), _config(_INSTANCES, more=', "VpcConfig": {}')],
)
def serverless_endpoint_cannot(step: Step, facts: Facts) -> Iterator[Problem]:
    """A serverless endpoint is given what endpoints with instances have.

    The developer guide lists what serverless inference does not support: "GPUs, AWS marketplace
    model packages, private Docker registries, Multi-Model Endpoints, VPC configuration, network
    isolation, data capture, multiple production variants, Model Monitor, and inference pipelines";
    asynchronous inference is another kind of endpoint. The list may shrink, so this is a warning.
    """
    request = request_of(step, "EndpointConfig")
    if request is None or not any(present(each, "ServerlessConfig") for each in variants(step)):
        return
    for given in present(request, "VpcConfig", "AsyncInferenceConfig", "EnableNetworkIsolation"):
        if given.value is not False:
            yield Problem(
                request.key_of(str(given.key)),
                f"a serverless endpoint does not support '{given.key}'",
                "leave it out, or use instances",
            )
    if len(elements(request, "ProductionVariants")) > 1:
        yield Problem(
            request.key_of("ProductionVariants"), "a serverless endpoint has one variant only"
        )
