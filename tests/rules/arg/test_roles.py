"""The accounts of roles: which one is taken for the pipeline's own."""

from __future__ import annotations

import pytest

from pipelint_rules.arg.roles import role_of_another_account
from tests.rules.linting import Json, condition, lint, pipeline, step

_OWN, _OTHER, _EXAMPLE = "111122223333", "444455556666", "123456789012"


def role(account: str) -> str:
    return f"arn:aws:iam::{account}:role/R"


def job(account: object, name: str = "Train") -> Json:
    arn = role(account) if isinstance(account, str) else account
    return step(name, Arguments={"RoleArn": arn})


def call(account: str) -> Json:
    arn = f"arn:aws:lambda:us-east-1:{account}:function:f"
    return step("Call", "Lambda", FunctionArn=arn)


def test_the_account_of_examples_gives_way_to_any_other() -> None:
    found = lint(
        role_of_another_account, pipeline([job(_EXAMPLE), job(_EXAMPLE, "B"), job(_OWN, "C")])
    )

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/RoleArn",
        "/Steps/1/Arguments/RoleArn",
    ]
    assert found[0].severity == "warning"
    assert found[0].message == (
        f"the role is of account {_EXAMPLE}, the rest of the definition of {_OWN}"
    )


def test_the_account_of_most_roles_is_the_own_one() -> None:
    steps = [job(_OTHER), job(_OWN, "B"), job(_OWN, "C")]
    [finding] = lint(role_of_another_account, pipeline(steps))

    assert finding.pointer == "/Steps/0/Arguments/RoleArn"


def test_the_account_of_a_function_counts_where_roles_have_the_examples() -> None:
    [finding] = lint(role_of_another_account, pipeline([job(_EXAMPLE), call(_OWN)]))

    assert finding.pointer == "/Steps/0/Arguments/RoleArn"


def test_the_account_of_a_queue_counts_as_well() -> None:
    queue = f"https://sqs.us-east-1.amazonaws.com/{_OWN}/q"
    wait = step("Wait", "Callback", SqsQueueUrl=queue)
    [finding] = lint(role_of_another_account, pipeline([job(_EXAMPLE), wait]))

    assert finding.message.endswith(f"the rest of the definition of {_OWN}")


@pytest.mark.parametrize(
    "steps",
    [
        [job(_OWN), job(_OWN, "B")],
        [job(_EXAMPLE), job(_EXAMPLE, "B")],
        [job(_OWN), call(_OTHER)],
        [job(_OWN), job("<account>", "B")],
        [job(_OWN), job({"Get": "Parameters.Gone"}, "B")],
        [job(_OWN), job({"Std:Join": {"On": "", "Values": [role(_OTHER)]}}, "B")],
        [job(_OWN), job(5, "B"), step("C", Arguments=None)],
    ],
)
def test_one_account_and_accounts_that_are_not_known_are_silent(steps: list[Json]) -> None:
    assert lint(role_of_another_account, pipeline(steps)) == ()


def test_a_default_is_reported_once_at_the_parameter() -> None:
    use = {"Get": "Parameters.Role"}
    parameter = {"Name": "Role", "Type": "String", "DefaultValue": role(_EXAMPLE)}
    [finding] = lint(
        role_of_another_account,
        pipeline([job(use), job(use, "B"), condition([job(_OWN, "C")])], [parameter]),
    )

    assert finding.pointer == "/Parameters/0/DefaultValue"
    assert [related.message for related in finding.related] == ["used as the role here"]


@pytest.mark.parametrize(
    ("kind", "arguments", "pointer"),
    [
        ("Model", {"ExecutionRoleArn": role(_EXAMPLE)}, "ExecutionRoleArn"),
        (
            "EMRServerless",
            {"JobConfig": {"executionRoleArn": role(_EXAMPLE)}},
            "JobConfig/executionRoleArn",
        ),
        (
            "Tuning",
            {"TrainingJobDefinition": {"RoleArn": role(_EXAMPLE)}},
            "TrainingJobDefinition/RoleArn",
        ),
        (
            "Tuning",
            {"TrainingJobDefinitions": [{"RoleArn": role(_EXAMPLE)}]},
            "TrainingJobDefinitions/0/RoleArn",
        ),
    ],
)
def test_roles_are_found_where_requests_have_them(kind: str, arguments: Json, pointer: str) -> None:
    steps = [job(_OWN), step("A", kind, Arguments=arguments)]
    [finding] = lint(role_of_another_account, pipeline(steps))

    assert finding.pointer == f"/Steps/1/Arguments/{pointer}"
