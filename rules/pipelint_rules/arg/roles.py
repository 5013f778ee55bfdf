"""The roles of steps: all of one account."""

from __future__ import annotations

from pipelint import Pipeline, Problem, Step, rule
from pipelint_rules.arg._known import Known, known, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node, Place

_ROLES = (
    ("RoleArn",),
    ("ExecutionRoleArn",),
    ("JobConfig", "executionRoleArn"),
    ("TrainingJobDefinition", "RoleArn"),
)
#: The account of examples in AWS's documentation; it is nobody's.
_PLACEHOLDER = "123456789012"


@rule(
    "ARG040",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    bad=[
        '[{"Name": "A", "Type": "Model", "Arguments": {"ExecutionRoleArn":'
        ' "arn:aws:iam::111122223333:role/R"}},'
        ' {"Name": "B", "Type": "Model", "Arguments": {"ExecutionRoleArn":'
        ' «"arn:aws:iam::123456789012:role/R"»}}]'
    ],
    good=[
        '[{"Name": "A", "Type": "Model", "Arguments": {"ExecutionRoleArn":'
        ' "arn:aws:iam::111122223333:role/R"}},'
        ' {"Name": "B", "Type": "Model", "Arguments": {"ExecutionRoleArn":'
        ' "arn:aws:iam::111122223333:role/S"}}]'
    ],
)
def role_of_another_account(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """The role of a step belongs to another account than the rest of the definition.

    "You can only use the `PassRole` permission to pass an IAM role to a service that shares the
    same AWS account", says the guide of IAM. The service answers

        ValidationException: Cross-account pass role is not allowed

    Often it is the account of an example (123456789012) that was left behind. Which account is
    the right one is not known here: the one that most roles of the definition have is taken for
    it. The accounts of functions and queues, which may be others', count only where all roles
    have the example's.
    """
    roles = {found.origin: (found, account) for found, account in _roles(facts)}
    home = _home([account for _, account in roles.values()]) or _home(_others(facts))
    for origin, (found, account) in roles.items():
        if home is not None and account != home:
            yield Problem(
                origin.place,
                f"the role is of account {account}, the rest of the definition of {home}",
                hint="use a role of the pipeline's own account",
                related=_used_at(found),
            )


def _used_at(found: Known) -> tuple[tuple[Place, str], ...]:
    return () if found.default is None else ((found.node.place, "used as the role here"),)


def _roles(facts: Facts) -> Iterator[tuple[Known, str]]:
    """The roles that are known, each with its account."""
    for step in facts.index[Step]:
        for holder, keys in _places(step):
            found = known(facts, holder, *keys)
            account = _account(text(found))
            if found is not None and account is not None:
                yield found, account


def _places(step: Step) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Where a step may have a role: an object, and the way from it."""
    arguments = step.arguments
    if arguments is None:
        return
    for keys in _ROLES:
        yield arguments, keys
    several = arguments.get("TrainingJobDefinitions")
    for definition in () if several is None else several.items:
        yield definition, ("RoleArn",)


def _others(facts: Facts) -> list[str]:
    """The accounts of the functions and queues that the definition names."""
    named = (
        step.literal(key) for step in facts.index[Step] for key in ("FunctionArn", "SqsQueueUrl")
    )
    return [account for value in named if (account := _account(value)) is not None]


def _account(value: object) -> str | None:
    """The account in an ARN or in the URL of a queue."""
    if not isinstance(value, str):
        return None
    parts = value.split(":") if value.startswith("arn:") else value.split("/")
    return next((part for part in parts if len(part) == 12 and part.isdecimal()), None)


def _home(accounts: list[str]) -> str | None:
    """The account that occurs most, the least of several; never the placeholder."""
    real = {account for account in accounts if account != _PLACEHOLDER}
    return min(real, key=lambda account: (-accounts.count(account), account), default=None)
