"""The JSON types of arguments: what examples do not show."""

from __future__ import annotations

import json

import pytest

from pipelint_rules.arg.kinds import null_argument, reference_for_container, wrong_json_type
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step

_TEXT: list[Json] = [{"Name": "P", "Type": "String", "DefaultValue": "x"}]


def training(**arguments: object) -> Json:
    return step("Train", Arguments={"OutputDataConfig": {"S3OutputPath": "s3://b/o"}, **arguments})


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            {"HyperParameters": {"n": 3}},
            "'n' must be a string, this is an integer",
            'write "3"',
        ),
        (
            {"HyperParameters": {"n": True}},
            "'n' must be a string, this is a boolean",
            'write "true"',
        ),
        (
            {"ResourceConfig": {"InstanceCount": "2"}},
            "'InstanceCount' must be an integer, this is a string",
            "write 2 without quotes",
        ),
        (
            {"EnableNetworkIsolation": "False"},
            "'EnableNetworkIsolation' must be true or false, this is a string",
            "write false without quotes",
        ),
        (
            {"VpcConfig": {"Subnets": "subnet-1", "SecurityGroupIds": ["sg-1"]}},
            "'Subnets' must be a list, this is a string",
            "write a list with this value in it: […]",
        ),
        (
            {"HyperParameters": '{"a": "b"}'},
            "'HyperParameters' must be an object, this is a string",
            "write the object itself, not its JSON text",
        ),
        (
            {"OutputDataConfig": "s3://b/o"},
            "'OutputDataConfig' must be an object, this is a string",
            'write {"S3OutputPath": "s3://b/o"}',
        ),
        ({"HyperParameters": {"n": ["a"]}}, "'n' must be a string, this is a list", None),
        (
            {"ResourceConfig": {"InstanceCount": "two"}},
            "'InstanceCount' must be an integer, this is a string",
            None,
        ),
        ({"ResourceConfig": []}, "'ResourceConfig' must be an object, this is a list", None),
    ],
)
def test_another_json_type_is_told_how_to_write_the_value(
    arguments: Json, message: str, hint: str | None
) -> None:
    [finding] = lint(wrong_json_type, pipeline([training(**arguments)]))

    assert (finding.severity, finding.message, finding.hint) == ("error", message, hint)


def test_a_whole_number_with_a_point_is_a_warning() -> None:
    counted = training(ResourceConfig={"InstanceCount": 2.0})
    [finding] = lint(wrong_json_type, pipeline([counted]))

    assert (finding.severity, finding.hint) == ("warning", "write 2")


def test_a_fraction_for_an_integer_is_an_error() -> None:
    [finding] = lint(wrong_json_type, pipeline([training(ResourceConfig={"InstanceCount": 1.5})]))

    assert (finding.severity, finding.hint) == ("error", None)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_json_number_is_left_to_the_syntax(number: float) -> None:
    definition = pipeline(
        [training(HyperParameters={"n": number}, ResourceConfig={"InstanceCount": number})]
    )

    assert lint(wrong_json_type, json.dumps(definition).encode()) == ()


@pytest.mark.parametrize(
    "attempt",
    [
        {"Std:Concat": ["a", "b"]},
        {"Concat": ["a", "b"]},
        {"Ref": "P"},
        {"Fn::Sub": "${P}"},
        {"get": "Parameters.P"},
        {"Get": "Parameters.P", "Default": "x"},
        {"Std:Join": {"On": "", "Values": []}, "Comment": "x"},
    ],
)
def test_an_invented_function_is_left_to_the_rule_about_functions(attempt: Json) -> None:
    used = training(HyperParameters={"n": attempt})

    assert lint(wrong_json_type, pipeline([used], _TEXT)) == ()


def test_an_object_that_is_like_no_function_is_reported() -> None:
    [finding] = lint(wrong_json_type, pipeline([training(HyperParameters={"n": {"a": 1}})]))

    assert finding.message == "'n' must be a string, this is an object"


def test_branches_and_bodies_are_looked_at() -> None:
    bad = training(HyperParameters={"n": 3})
    found = lint(wrong_json_type, pipeline([condition([bad]), for_each([bad])]))

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/IfSteps/0/Arguments/HyperParameters/n",
        "/Steps/1/Arguments/ForEachBody/0/Arguments/HyperParameters/n",
    ]


@pytest.mark.parametrize(
    ("expression", "form"),
    [
        ({"Get": "Parameters.P"}, "Get"),
        ({"Get": "Steps.Gone.Subnets"}, "Get"),
        ({"Std:Join": {"On": ",", "Values": ["a", "b"]}}, "Std:Join"),
        (
            {"Std:JsonGet": {"S3Uri": {"Std:Join": {"On": "", "Values": ["s3://b"]}}, "Path": "a"}},
            "Std:JsonGet",
        ),
    ],
)
def test_an_expression_for_a_list_goes_inside_a_list(expression: Json, form: str) -> None:
    net = {"Subnets": expression, "SecurityGroupIds": ["sg-1"]}
    [finding] = lint(reference_for_container, pipeline([training(VpcConfig=net)], _TEXT))

    assert finding.pointer == "/Steps/0/Arguments/VpcConfig/Subnets"
    assert finding.message == f"'Subnets' must be a list, a '{form}' gives a single value"
    assert finding.hint == f'put it into a list: [{{"{form}": …}}]'


def test_an_expression_for_an_object_is_written_out() -> None:
    whole = {"Name": "T", "Type": "Training", "Arguments": {"Get": "Parameters.P"}}
    [finding] = lint(reference_for_container, pipeline([whole], _TEXT))

    assert finding.message == "'Arguments' must be an object, a 'Get' gives a single value"
    assert finding.hint == "write the object out and refer to its values"


@pytest.mark.parametrize("text", ["value", "s3://b/k", ""])
def test_an_environment_variable_may_be_called_get(text: str) -> None:
    definition = pipeline([training(Environment={"Get": text})])

    assert lint(reference_for_container, definition) == ()
    assert lint(wrong_json_type, definition) == ()


def test_elements_and_members_may_be_expressions() -> None:
    net = {"Subnets": [{"Get": "Parameters.P"}], "SecurityGroupIds": [{"Get": "Parameters.P"}]}

    assert lint(reference_for_container, pipeline([training(VpcConfig=net)], _TEXT)) == ()


def test_a_null_is_a_warning_at_its_place() -> None:
    [finding] = lint(null_argument, pipeline([training(Environment=None)]))

    assert (finding.severity, finding.message) == ("warning", "'Environment' is null")
    assert finding.pointer == "/Steps/0/Arguments/Environment"


@pytest.mark.parametrize(
    "accepted",
    [
        {"Name": "T", "Type": "Training", "Arguments": None},
        step("Call", "Lambda", Arguments={"a": None}),
        step("Q", "QualityCheck", SuppliedBaselineConstraints=None),
    ],
)
def test_nulls_of_other_rules_and_those_that_the_sdk_writes_are_silent(accepted: Json) -> None:
    assert lint(null_argument, pipeline([accepted])) == ()
