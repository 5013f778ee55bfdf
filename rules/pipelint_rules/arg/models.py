"""Models: their containers, and where these get their image and data from."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._steps import of_type
from pipelint_rules.arg._exclusive import exactly_one, neither
from pipelint_rules.arg._jobs import elements, present
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_MAX_ENVIRONMENT = 32 * 1024


def _model(members: str) -> str:
    return f'[{{"Name": "M", "Type": "Model", "Arguments": {{{members}}}}}]'


def _container(members: str) -> str:
    return _model(f'"PrimaryContainer": {{"Image": "i", {members}}}')


def _environment(size: int, container: str = "") -> str:
    variables = ", ".join(f'"{container}{index:03}": "{"x" * 997}"' for index in range(size))
    return f'{{"Image": "i", "Environment": {{{variables}}}}}'


def containers(step: Step) -> Iterator[Node]:
    """The containers of a Model step, those of the pipeline of containers included."""
    request = request_of(step, "Model")
    if request is not None:
        primary = request.get("PrimaryContainer")
        if primary is not None and isinstance(primary.value, dict):
            yield primary
        yield from elements(request, "Containers")


def package_containers(step: Step) -> Iterator[Node]:
    """The containers of a model package, those of additional specifications included."""
    request = request_of(step, "RegisterModel")
    if request is not None:
        yield from elements(request, "InferenceSpecification", "Containers")
        for each in elements(request, "AdditionalInferenceSpecifications"):
            yield from elements(each, "Containers")


@rule(
    "ARG230",
    on=Step,
    among=of_type("Model"),
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/session.py",
    bad=[
        _model('"PrimaryContainer": {"Image": "i"}, «"Containers"»: [{"Image": "i"}]'),
        '[{"Name": "M", "Type": "Model", «"Arguments"»: {"EnableNetworkIsolation": true}}]',
    ],
    good=[
        _model('"PrimaryContainer": {"Image": "i"}'),
        _model('"Containers": [{"Image": "i"}, {"Image": "j"}]'),
    ],
)
def model_container_form(step: Step, facts: Facts) -> Iterator[Problem]:
    """A model has both `PrimaryContainer` and `Containers`, or neither of them.

    A model of one container has it in `PrimaryContainer`, an inference pipeline has its chain in
    `Containers`. The SDK refuses to send both; the service refuses them when the step is reached.
    """
    request = request_of(step, "Model")
    if request is not None:
        yield from exactly_one(request, "PrimaryContainer", "Containers")


@rule(
    "ARG231",
    on=Step,
    among=of_type("Model"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_ContainerDefinition.html",
    bad=[_model('«"PrimaryContainer"»: {"ModelDataUrl": "s3://b/model.tar.gz"}')],
    good=[_container('"ModelDataUrl": "s3://b/model.tar.gz"')],
)
def container_without_image(step: Step, facts: Facts) -> Iterator[Problem]:
    """A model's container has neither an image nor a model package to take one from.

    The API model leaves both `Image` and `ModelPackageName` optional as either will do. How the
    service refuses a container without both is not known.
    """
    for container in containers(step):
        yield from neither(container, "Image", "ModelPackageName")


@rule(
    "ARG234",
    on=Step,
    among=of_type("Model"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ContainerDefinition.html",
    bad=[_model('"Containers": [{"Image": "i", "ContainerHostname": "a"}, «{»"Image": "j"}]')],
    good=[
        _model(
            '"Containers": [{"Image": "i", "ContainerHostname": "a"},'
            ' {"Image": "j", "ContainerHostname": "b"}]'
        )
    ],
)
def hostname_for_some_containers(step: Step, facts: Facts) -> Iterator[Problem]:
    """Some containers of an inference pipeline have a host name, and others have none.

    "If you specify a value for the `ContainerHostName` for any `ContainerDefinition` that is part
    of an inference pipeline, you must specify a value [...] of every `ContainerDefinition` in that
    pipeline." Without any, names are assigned by position.
    """
    request = request_of(step, "Model")
    listed = () if request is None else elements(request, "Containers")
    nameless = [each for each in listed if not present(each, "ContainerHostname")]
    if 0 < len(nameless) < len(listed):
        for container in nameless:
            yield Problem(
                container.lacking,
                "a container has no 'ContainerHostname', and others of the model have one",
                "name all containers, or none",
            )


@rule(
    "ARG235",
    on=Step,
    among=of_type("Model"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_InferenceExecutionConfig.html",
    bad=[
        _model(
            '"PrimaryContainer": {"Image": "i"}, «"InferenceExecutionConfig"»: {"Mode": "Direct"}'
        )
    ],
    good=[
        _model(
            '"Containers": [{"Image": "i"}, {"Image": "j"}],'
            ' "InferenceExecutionConfig": {"Mode": "Direct"}'
        )
    ],
)
def execution_config_of_one_container(step: Step, facts: Facts) -> Iterator[Problem]:
    """A model of one container says how its containers are called.

    `InferenceExecutionConfig` is about "how containers in a multi-container endpoint are run", one
    after the other or each by itself. Whether the service refuses it for one container or takes no
    notice is not known.
    """
    request = request_of(step, "Model")
    if request is None or not present(request, "InferenceExecutionConfig"):
        return
    listed = request.get("Containers")
    if listed is None or (isinstance(listed.value, list) and len(listed.value) < 2):
        yield Problem(
            request.key_of("InferenceExecutionConfig"),
            "'InferenceExecutionConfig' is for several containers, and there is one at most",
            "leave it out, or give the containers in 'Containers'",
        )


@rule(
    "ARG236",
    on=Step,
    among=of_type("Model"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ContainerDefinition.html",
    bad=[_model(f'"Containers": [{_environment(20)}, «{{»{_environment(20, "B")[1:]}]')],
    good=[_model(f'"PrimaryContainer": {_environment(20)}')],
)
def model_environment_too_large(step: Step, facts: Facts) -> Iterator[Problem]:
    """The environment variables of a model's containers have more than 32 KB together.

    "The maximum length of all keys and values in the map, combined, is 32 KB. If you pass multiple
    containers to a CreateModel request, then the maximum length of all of their maps, combined, is
    also 32 KB." What is not known before the start is not counted. Put large settings into a file
    beside the model.
    """
    size = 0
    for container in containers(step):
        environment = container.get("Environment")
        if environment is None or not isinstance(environment.value, dict):
            continue
        size += sum(
            len(f"{key}{value}".encode("utf-8", "replace"))
            for key, value in environment.value.items()
            if isinstance(value, str)
        )
        if size > _MAX_ENVIRONMENT:
            yield Problem(
                container.lacking,
                f"the environment of the model's containers has {size} bytes",
                f"at most {_MAX_ENVIRONMENT}",
            )
            return


@rule(
    "ARG239",
    on=Step,
    among=of_type("Model"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ImageConfig.html",
    bad=[
        _container(
            '"ImageConfig": {"RepositoryAccessMode": "Platform", «"RepositoryAuthConfig"»: {}}'
        )
    ],
    good=[
        _container(
            '"ImageConfig": {"RepositoryAccessMode": "Vpc", "RepositoryAuthConfig":'
            ' {"RepositoryCredentialsProviderArn": "arn:aws:lambda:eu-west-1:111122223333:'
            'function:f"}}'
        )
    ],
)
def credentials_for_platform_image(step: Step, facts: Facts) -> Iterator[Problem]:
    """A container has credentials for a private registry, and its image is in Amazon ECR.

    "Specify a value for this property only if you specified `Vpc` as the value for the
    `RepositoryAccessMode` field".
    """
    for container in containers(step):
        config = container.get("ImageConfig")
        if config is not None and config.literal("RepositoryAccessMode") == "Platform":
            for given in present(config, "RepositoryAuthConfig"):
                yield Problem(
                    config.key_of(str(given.key)),
                    "an image of the platform's registry has no credentials",
                    "set 'RepositoryAccessMode' to 'Vpc', or leave it out",
                )
