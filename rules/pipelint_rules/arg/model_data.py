"""The data of models: archives, prefixes, and many models in one container."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import named, shown
from pipelint_rules._steps import of_type
from pipelint_rules.arg._exclusive import both
from pipelint_rules.arg._jobs import present
from pipelint_rules.arg._requests import request_of
from pipelint_rules.arg.models import containers, package_containers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"


def _container(members: str) -> str:
    return (
        '[{"Name": "M", "Type": "Model", "Arguments":'
        f' {{"PrimaryContainer": {{"Image": "i", {members}}}}}}}]'
    )


@rule(
    "ARG232",
    on=Step,
    among=of_type("Model", "RegisterModel"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_ContainerDefinition.html",
    bad=[
        _container(
            '"ModelDataUrl": "s3://b/model.tar.gz", «"ModelDataSource"»: {"S3DataSource": {'
            '"S3Uri": "s3://b/m/", "S3DataType": "S3Prefix", "CompressionType": "None"}}'
        )
    ],
    good=[_container('"ModelDataUrl": "s3://b/model.tar.gz"')],
)
def model_data_given_twice(step: Step, facts: Facts) -> Iterator[Problem]:
    """A container has both `ModelDataUrl` and `ModelDataSource`.

    Both say where the model is: the one names an archive, the other may name files that are not
    packed. The SDK sends one of them only. Which of them wins, or whether the request is refused,
    is not known.
    """
    for container in (*containers(step), *package_containers(step)):
        yield from both(container, "ModelDataUrl", "ModelDataSource")


@rule(
    "ARG233",
    on=Step,
    among=of_type("Model"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ContainerDefinition.html",
    bad=[
        _container('"Mode": "MultiModel", "ModelDataUrl": «"s3://b/model.tar.gz"»'),
        _container('«"MultiModelConfig"»: {"ModelCacheSetting": "Disabled"}'),
        _container('"Mode": "MultiModel", «"ModelDataSource"»: {}'),
    ],
    good=[
        _container(
            '"Mode": "MultiModel", "ModelDataUrl": "s3://b/models/",'
            ' "MultiModelConfig": {"ModelCacheSetting": "Disabled"}'
        )
    ],
)
def multi_model_mismatch(step: Step, facts: Facts) -> Iterator[Problem]:
    """A container has settings that do not go with its mode, for one model or for many.

    A container of mode `MultiModel` loads models from below the prefix in `ModelDataUrl`, so that
    is no single archive; "currently you cannot use `ModelDataSource` in conjunction with [...]
    multi-model endpoints" (the reference may be behind the service). `MultiModelConfig` has a
    meaning for this mode only.
    """
    for container in containers(step):
        if container.get("Mode") is None or container.literal("Mode") == "SingleModel":
            for setting in present(container, "MultiModelConfig"):
                yield Problem(
                    container.key_of(str(setting.key)),
                    "'MultiModelConfig' has no meaning for a single model",
                    "set 'Mode' to 'MultiModel', or leave it out",
                )
        elif container.literal("Mode") == "MultiModel":
            yield from _not_for_many(container)


def _not_for_many(container: Node) -> Iterator[Problem]:
    url = container.get("ModelDataUrl")
    if url is not None and isinstance(url.value, str) and url.value.endswith(".tar.gz"):
        yield Problem(
            url.place,
            f"{shown(url.value)} is one model, the container is for many",
            "give the prefix under which the archives are",
        )
    if present(container, "ModelDataSource"):
        yield Problem(
            container.key_of("ModelDataSource"),
            "a container for many models cannot have 'ModelDataSource'",
            "give the prefix under which the archives are in 'ModelDataUrl'",
        )


@rule(
    "ARG237",
    on=Step,
    among=of_type("Model", "RegisterModel"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ContainerDefinition.html",
    bad=[_container('"ModelDataUrl": «"s3://b/model/"»')],
    good=[_container('"ModelDataUrl": "s3://b/model.tar.gz"')],
)
def model_data_not_an_archive(step: Step, facts: Facts) -> Iterator[Problem]:
    """The data of a model, or the sample payload of a model package, is no archive.

    The path "must point to a single gzip compressed tar archive (.tar.gz suffix)". A model that is
    not packed goes into `ModelDataSource`, with `CompressionType` `None`. A path that is put
    together at run time is not judged.
    """
    nodes = [
        container.get("ModelDataUrl")
        for container in (*containers(step), *package_containers(step))
        if container.get("Mode") is None or container.literal("Mode") == "SingleModel"
    ]
    request = request_of(step, "RegisterModel")
    if request is not None:
        nodes.append(request.get("SamplePayloadUrl"))
    for node in nodes:
        url = None if node is None else node.value
        if node is not None and isinstance(url, str) and _is_unpacked(url):
            yield Problem(
                node.place,
                f"{shown(url)} is no '.tar.gz' archive, which {named(node)} wants",
                "pack it with tar and gzip" + _unpacked(node),
            )


def _is_unpacked(url: str) -> bool:
    return url.startswith(("s3://", "https://")) and not url.endswith((".tar.gz", ".tgz"))


def _unpacked(node: Node) -> str:
    return ", or name files in 'ModelDataSource'" if node.key == "ModelDataUrl" else ""


@rule(
    "ARG238",
    on=Step,
    among=of_type("Model", "RegisterModel"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_S3ModelDataSource.html",
    bad=[
        _container(
            '"ModelDataSource": {"S3DataSource": {"S3Uri": «"s3://b/m"»,'
            ' "S3DataType": "S3Prefix", "CompressionType": "None"}}'
        )
    ],
    good=[
        _container(
            '"ModelDataSource": {"S3DataSource": {"S3Uri": "s3://b/m/",'
            ' "S3DataType": "S3Prefix", "CompressionType": "None"}}'
        )
    ],
)
def model_prefix_without_slash(step: Step, facts: Facts) -> Iterator[Problem]:
    """The S3 prefix that holds a model's files does not end with a slash.

    "A valid key name prefix identified by `S3Uri` always ends with a forward slash (/)." For a
    single object the `S3DataType` is `S3Object`.
    """
    for container in (*containers(step), *package_containers(step)):
        source = container.get("ModelDataSource", "S3DataSource")
        uri = None if source is None else source.get("S3Uri")
        if source is None or uri is None or source.literal("S3DataType") != "S3Prefix":
            continue
        if isinstance(uri.value, str) and not uri.value.endswith("/"):
            yield Problem(
                uri.place, f"the prefix {shown(uri.value)} does not end with '/'", "add a slash"
            )
