"""Model packages: versions of a group, and what they are made of."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._steps import of_type
from pipelint_rules.arg._exclusive import knows_members
from pipelint_rules.arg._jobs import elements, present
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_SOURCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
_CONTENT = '"InferenceSpecification": {"Containers": [{"Image": "i"}]}'


def _register(members: str) -> str:
    return f'[{{"Name": "R", "Type": "RegisterModel", "Arguments": {{{members}}}}}]'


@rule(
    "ARG240",
    on=Step,
    among=of_type("RegisterModel"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_SOURCE,
    bad=[
        '[{"Name": "R", "Type": "RegisterModel", «"Arguments"»: {"InferenceSpecification":'
        ' {"Containers": [{"Image": "i"}]}}}]'
    ],
    good=[_register(f'"ModelPackageGroupName": "g", {_CONTENT}')],
)
def model_package_without_group(step: Step, facts: Facts) -> Iterator[Problem]:
    """A model is registered without a model package group.

    "This parameter is required for versioned models." The other kind, an unversioned package, needs
    a `ModelPackageName`, which a pipeline cannot give. Name the group (SDK:
    `model_package_group_name` of `register`). Definitions without a group have been seen, so this
    is a warning.
    """
    request = request_of(step, "RegisterModel")
    if request is None or present(request, "ModelPackageGroupName", "SourceUri"):
        return
    if knows_members(request):
        yield Problem(
            request.lacking,
            "the model is registered in no model package group",
            "add 'ModelPackageGroupName'",
        )


@rule(
    "ARG241",
    on=Step,
    among=of_type("RegisterModel"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_SOURCE,
    bad=[
        _register(
            f'"ModelPackageGroupName": "g", {_CONTENT}, «"Tags"»: [{{"Key": "a", "Value": "b"}}]'
        )
    ],
    good=[_register(f'"ModelPackageGroupName": "g", {_CONTENT}')],
)
def tags_on_model_version(step: Step, facts: Facts) -> Iterator[Problem]:
    """A version of a model package group is given tags of its own.

    "If you supply `ModelPackageGroupName`, your model package belongs to the model group you
    specify and uses the tags associated with the model group. In this case, you cannot supply a tag
    argument." Tag the group; what belongs to the version goes into `CustomerMetadataProperties`.
    Definitions with tags have been seen, so this is a warning.
    """
    request = request_of(step, "RegisterModel")
    tags = None if request is None else request.get("Tags")
    if request is None or tags is None or not present(request, "ModelPackageGroupName"):
        return
    if tags.value:
        yield Problem(
            request.key_of("Tags"),
            "a version of a model package group cannot have tags of its own",
            "tag the group, or use 'CustomerMetadataProperties'",
        )


@rule(
    "ARG242",
    on=Step,
    among=of_type("RegisterModel"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_SOURCE,
    bad=[
        '[{"Name": "R", "Type": "RegisterModel", «"Arguments"»: {"ModelPackageGroupName": "g"}}]',
        _register(f'{_CONTENT}, «"SourceAlgorithmSpecification"»: {{"SourceAlgorithms": []}}'),
    ],
    good=[
        _register(f'"ModelPackageGroupName": "g", {_CONTENT}'),
        _register('"ModelPackageGroupName": "g", "ModelPackageRegistrationType": "Logged"'),
    ],
)
def model_package_content(step: Step, facts: Facts) -> Iterator[Problem]:
    """A model package is made of nothing, or of two things at once.

    A package of containers has an `InferenceSpecification`, one of an algorithm a
    `SourceAlgorithmSpecification`, one of a model or of another package a `SourceUri`; a package
    of type `Logged` needs none of them. The API model leaves all of them optional; how the service
    refuses what is too little or too much is not known.
    """
    request = request_of(step, "RegisterModel")
    if request is None:
        return
    if present(request, "InferenceSpecification", "SourceAlgorithmSpecification")[1:]:
        yield Problem(
            request.key_of("SourceAlgorithmSpecification"),
            "the model package is made of containers and of an algorithm",
            "keep one of them",
            ((request.key_of("InferenceSpecification"), "the containers"),),
        )
    elif not _has_content(request) and knows_members(request):
        yield Problem(
            request.lacking,
            "the model package says of nothing what it is made of",
            "add 'InferenceSpecification'",
        )


def _has_content(request: Node) -> bool:
    kind = request.get("ModelPackageRegistrationType")
    # A managed package, or one with a base model, is made by a customisation job.
    sources = ("InferenceSpecification", "SourceAlgorithmSpecification", "SourceUri", "ModelCard")
    return (kind is not None and kind.value != "Registered") or bool(
        present(request, *sources, "ManagedStorageType")
    )


@rule(
    "ARG243",
    on=Step,
    among=of_type("RegisterModel"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=(
        "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
        "API_AdditionalInferenceSpecificationDefinition.html"
    ),
    bad=[
        _register(
            '"AdditionalInferenceSpecifications": [{"Name": "a", "Containers": []},'
            ' {"Name": «"a"», "Containers": []}]'
        )
    ],
    good=[
        _register(
            '"AdditionalInferenceSpecifications": [{"Name": "a", "Containers": []},'
            ' {"Name": "b", "Containers": []}]'
        )
    ],
)
def repeated_inference_specification(step: Step, facts: Facts) -> Iterator[Problem]:
    """Two additional inference specifications of a model package have one name.

    "The name must be unique within the list of your additional inference specifications for a
    particular model package."
    """
    request = request_of(step, "RegisterModel")
    seen: dict[str, Node] = {}
    for each in () if request is None else elements(request, "AdditionalInferenceSpecifications"):
        name = each.get("Name")
        if name is None or not isinstance(name.value, str):
            continue
        first = seen.setdefault(name.value, name)
        if first is not name:
            yield Problem(
                name.place,
                f"two inference specifications have the name '{name.value}'",
                "name them apart",
                ((first.place, "the first one"),),
            )
