"""Members of a request: unknown, refused, missing, and the wrong number of alternatives."""

from __future__ import annotations

from pipelint import Pipeline, Problem, rule
from pipelint_rules._place_names import KINDS, named, shown
from pipelint_rules._request import request_misfits
from pipelint_rules._suggest import did_you_mean, nearest, one_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit
    from pipelint.catalog import Shape

_STRUCTURE = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"


@rule(
    "ARG001",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/pull/3472",
    bad=[
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {«"S3Outputpath"»: "s3://b/o"}}}]',
        '[{"Name": "M", "Type": "Model", "Arguments": {"PrimaryContainer": {"Image": "i",'
        ' «"ModelData"»: "s3://b/m.tar.gz"}}}]',
    ],
    good=[
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"}}}]'
    ],
)
def unknown_argument(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A request has a member that the API does not know.

    The service compares the arguments of a step with the request of the API that the step calls,
    and refuses a member that the request does not have:

        Unable to parse pipeline definition. Unknown Argument member 'S3Outputpath'.

    Member names are case-sensitive. Where a member has moved (for instance to another level of the
    request), take it to where the API reference of the operation shows it. If the API has the
    member since a few days only, the catalog that pipelint ships may be older: `pipelint
    --version` names its date.
    """
    for misfit in request_misfits(facts, "unknown-member"):
        yield Problem(
            misfit.node.key_of(misfit.detail),
            f"{_holder(misfit)} has no member {shown(misfit.detail)}",
            hint=_instead(misfit),
        )


def _holder(misfit: Misfit) -> str:
    node, step = misfit.node, misfit.node.step
    if step is not None and node is step.arguments:
        return f"the request of a {step.type} step"
    return named(node)


def _instead(misfit: Misfit) -> str | None:
    step = misfit.node.step
    in_step = step is not None and misfit.node is step.arguments
    if step is not None and in_step and step.shape.member(misfit.detail) is not None:
        return f"'{misfit.detail}' stands beside 'Arguments', not inside"
    members = _allowed(misfit.shape)
    near = did_you_mean(misfit.detail, members)
    return _other_level(misfit) or near or one_of(sorted(members))


def _allowed(shape: Shape) -> list[str]:
    return [name for name in shape.members if name not in shape.forbidden]


def _other_level(misfit: Misfit) -> str | None:
    """Where a direct parent or child of the object has a member of this name."""
    parent = misfit.node.parent
    inside = parent is not None and parent is not misfit.node.step
    if parent is not None and inside and parent.shape.member(misfit.detail) is not None:
        return f"'{misfit.detail}' belongs one level up, into {named(parent)}"
    for name in misfit.shape.members:
        inner = misfit.shape.member(name)
        if inner is not None and inner.kind == "structure" and inner.member(misfit.detail):
            return f"'{misfit.detail}' is a member of '{name}'"
    return None


@rule(
    "ARG002",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/pull/3472",
    bad=[
        '[{"Name": "R", "Type": "RegisterModel", "Arguments": {«"ModelPackageName"»: "m"}}]',
        '[{"Name": "E", "Type": "EndpointConfig", "Arguments": {"ProductionVariants": [],'
        ' «"DataCaptureConfig"»: {}}}]',
    ],
    good=['[{"Name": "R", "Type": "RegisterModel", "Arguments": {"ModelPackageGroupName": "m"}}]'],
)
def refused_argument(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A request has a member that the API knows and a pipeline may not use.

    Some members are the pipeline's own to set (the name of a model package, the steps of a
    cluster), others are not offered in pipelines. The service answers as to an unknown member:

        Unable to parse pipeline definition. Unknown Argument member 'ModelPackageName'.

    The SDK takes these members out before it writes a definition; definitions that are written
    by hand, or copied from a request that works outside of a pipeline, still have them. Leave the
    member out, or use the one that the hint names. For a few members it is not known whether the
    service still refuses them; those are warnings.
    """
    for misfit in request_misfits(facts, "forbidden-member"):
        forbidden = misfit.shape.forbidden[misfit.detail]
        yield Problem(
            misfit.node.key_of(misfit.detail),
            f"{_holder(misfit)} may not have '{misfit.detail}' in a pipeline",
            hint=forbidden.hint,
            severity="warning" if forbidden.evidence == "E4" else None,
        )


@rule(
    "ARG003",
    on=Pipeline,
    stage="run",
    evidence="E3",
    since="0.1",
    source=_STRUCTURE,
    bad=[
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"}, «"VpcConfig"»: {"Subnets": ["subnet-1"]}}}]'
    ],
    good=[
        '[{"Name": "T", "Type": "Training", "Arguments": {"OutputDataConfig":'
        ' {"S3OutputPath": "s3://b/o"},'
        ' "VpcConfig": {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}}}]'
    ],
)
def missing_argument(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A request lacks a member that the API requires.

    The API refuses the request, so the step fails when it is reached, after the steps before it
    were paid for, if not the definition is refused at once. Members that the service fills in
    (the names of jobs and models, `RoleArn`, for which it takes the pipeline's own role) are
    never missed. A member that is there under a misspelt name is reported as an unknown one.
    """
    for misfit in request_misfits(facts, "missing-member"):
        if _is_misspelt(misfit):
            continue
        member = misfit.shape.member(misfit.detail)
        wanted = None if member is None else KINDS.get(member.kind)
        yield Problem(
            misfit.node.lacking,
            f"{_holder(misfit)} lacks '{misfit.detail}'",
            hint=f"add '{misfit.detail}'" + (f", {wanted}" if wanted else ""),
            severity="warning" if _evidence(misfit) == "E4" else None,
        )


def _is_misspelt(misfit: Misfit) -> bool:
    """Whether an unknown member of the object is most like the missing one."""
    shape, value = misfit.shape, misfit.node.value
    keys = value if isinstance(value, dict) and not shape.open else ()
    unknown = [key for key in keys if key not in shape.forbidden and shape.member(key) is None]
    return any(nearest(key, _allowed(shape)) == misfit.detail for key in unknown)


def _evidence(misfit: Misfit) -> str:
    evidence = misfit.shape.evidence
    return evidence.get(f"required.{misfit.detail}", evidence.get("required", "E3"))


@rule(
    "ARG004",
    on=Pipeline,
    stage="run",
    evidence="E3",
    since="0.1",
    source="https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_JobDriver.html",
    bad=[
        '[{"Name": "E", "Type": "EMRServerless", "Arguments": {"ExecutionRoleArn":'
        ' "arn:aws:iam::111122223333:role/R", "ApplicationId": "00f",'
        ' "JobConfig": {"executionRoleArn":'
        ' "arn:aws:iam::111122223333:role/R", «"jobDriver"»: {}}}}]'
    ],
    good=[
        '[{"Name": "E", "Type": "EMRServerless", "Arguments": {"ExecutionRoleArn":'
        ' "arn:aws:iam::111122223333:role/R", "ApplicationId": "00f",'
        ' "JobConfig": {"executionRoleArn": "arn:aws:iam::111122223333:role/R",'
        ' "jobDriver": {"sparkSubmit": {"entryPoint": "s3://b/x.py"}}}}}]'
    ],
)
def several_alternatives(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An object takes exactly one of its members, and has none or several.

    The API calls such an object a union: its members are alternatives. It refuses the request
    when the step is reached. Keep the one member that is meant.
    """
    for misfit in request_misfits(facts, "union"):
        found = f"has '{misfit.detail}'" if misfit.detail else "has none"
        yield Problem(
            misfit.node.lacking,
            f"{named(misfit.node)} takes exactly one of its members and {found}",
            hint=one_of(sorted(misfit.shape.members)),
        )
