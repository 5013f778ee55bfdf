"""The roles of steps: all of one account."""

from __future__ import annotations

from pipelint import Pipeline, Problem, Step, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_ROLES = (("RoleArn",), ("ExecutionRoleArn",), ("TrainingJobDefinition", "RoleArn"))
#: The account of examples in AWS's documentation; it is nobody's.
_PLACEHOLDER = "123456789012"


@rule(
    "ARG040",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E1",
    since="0.1",
    source="https://repost.aws/questions/QUkzA9Qm9NQ8ypBC1sRQrSnw",
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

    A pipeline may hand on roles of its own account only:

        ValidationException: Cross-account pass role is not allowed

    Often it is the account of an example (123456789012) that was left behind. Which account is
    the right one is not known here: the one that most roles and functions of the definition have
    is taken for it.
    """
    roles = [(node, account) for node in _roles(facts) if (account := _account(node))]
    home = _home([account for _, account in roles] + _others(facts))
    for node, account in roles:
        if home is not None and account != home:
            yield Problem(
                node.place,
                f"the role is of account {account}, the rest of the definition of {home}",
                hint="use a role of the pipeline's own account",
            )


def _roles(facts: Facts) -> Iterator[Node]:
    for step in facts.index[Step]:
        for keys in _ROLES:
            node = step.get("Arguments", *keys)
            if node is not None and isinstance(node.value, str):
                yield node


def _others(facts: Facts) -> list[str]:
    """The accounts of the functions and queues that the definition names."""
    named = (step.get(key) for step in facts.index[Step] for key in ("FunctionArn", "SqsQueueUrl"))
    return [account for node in named if node is not None and (account := _account(node))]


def _account(node: Node) -> str | None:
    """The account in an ARN or in the URL of a queue."""
    if not isinstance(node.value, str):
        return None
    parts = node.value.split(":") if node.value.startswith("arn:") else node.value.split("/")
    return next((part for part in parts if len(part) == 12 and part.isdecimal()), None)


def _home(accounts: list[str]) -> str | None:
    """The account that occurs most, never the placeholder where there is another."""
    real = [account for account in accounts if account != _PLACEHOLDER]
    return max(real, key=real.count, default=None)
