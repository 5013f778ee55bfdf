"""Types of expressions: what examples do not show."""

from __future__ import annotations

import pytest

from pipelint_rules.typ.expressions import (
    join_in_number_place,
    parameter_in_string_place,
    parameter_of_other_type,
    property_of_other_type,
)
from tests.rules.linting import Json, condition, for_each, lint, pipeline, step

_PARAMETERS: list[Json] = [
    {"Name": "Text", "Type": "String", "DefaultValue": "1"},
    {"Name": "Count", "Type": "Integer", "DefaultValue": 1},
    {"Name": "Rate", "Type": "Float", "DefaultValue": 0.1},
    {"Name": "Flag", "Type": "Boolean", "DefaultValue": True},
]
_ALL = (
    parameter_in_string_place,
    parameter_of_other_type,
    property_of_other_type,
    join_in_number_place,
)


def get(name: str) -> Json:
    return {"Get": f"Parameters.{name}"}


def joined(*values: object) -> Json:
    return {"Std:Join": {"On": "", "Values": list(values)}}


def training(**arguments: object) -> Json:
    return step("Train", Arguments=arguments)


@pytest.mark.parametrize("name", ["Count", "Rate", "Flag"])
def test_a_bare_parameter_in_a_string_place_is_told_how_to_be_joined(name: str) -> None:
    [finding] = lint(
        parameter_in_string_place,
        pipeline([training(HyperParameters={"n": get(name)})], _PARAMETERS),
    )

    kind = {"Count": "Integer", "Rate": "Float", "Flag": "Boolean"}[name]
    assert finding.severity == "error"
    assert finding.pointer == "/Steps/0/Arguments/HyperParameters/n"
    assert finding.message == f"'n' is a String, parameter '{name}' is of type {kind}"
    assert finding.hint == (
        f'{{"Std:Join": {{"On": "", "Values": [{{"Get": "Parameters.{name}"}}]}}}},'
        f" in the SDK {name}.to_string()"
    )
    assert [related.message for related in finding.related] == [f"declared as {kind}"]


def test_each_use_in_branches_and_bodies_is_reported() -> None:
    inner = training(Environment={"N": get("Count")})
    found = lint(
        parameter_in_string_place,
        pipeline(
            [condition([inner], [{**inner, "Name": "B"}]), for_each([{**inner, "Name": "C"}])],
            _PARAMETERS,
        ),
    )

    assert [finding.pointer for finding in found] == [
        "/Steps/0/Arguments/IfSteps/0/Arguments/Environment/N",
        "/Steps/0/Arguments/ElseSteps/0/Arguments/Environment/N",
        "/Steps/1/Arguments/ForEachBody/0/Arguments/Environment/N",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        {"HyperParameters": {"n": get("Text")}},
        {"HyperParameters": {"n": joined(get("Count"), get("Rate"), get("Flag"))}},
        {"HyperParameters": {"n": get("Undeclared")}},
        {"HyperParameters": {"n": {"Get": "Execution.StartDateTime"}}},
        {"ResourceConfig": {"InstanceCount": get("Count")}},
        {"EnableNetworkIsolation": get("Flag")},
        {"NoMember": get("Count")},
    ],
)
def test_types_that_fit_or_are_unknown_are_silent(arguments: Json) -> None:
    definition = pipeline([training(**arguments)], _PARAMETERS)

    assert [finding for rule in _ALL for finding in lint(rule, definition)] == []


@pytest.mark.parametrize("kind", [None, "Text", 5])
def test_a_parameter_of_no_known_type_is_silent(kind: object) -> None:
    definition = pipeline(
        [training(HyperParameters={"n": get("P")})], [{"Name": "P", "Type": kind}]
    )

    assert [finding for rule in _ALL for finding in lint(rule, definition)] == []


def test_an_argument_of_a_lambda_takes_every_type() -> None:
    call = step("Call", "Lambda", Arguments={"a": get("Count"), "b": get("Flag")})

    assert lint(parameter_in_string_place, pipeline([call], _PARAMETERS)) == ()


def test_a_place_that_takes_no_expression_is_left_to_another_rule() -> None:
    kept = step("Prep", "Processing", CacheConfig={"Enabled": True, "ExpireAfter": get("Count")})

    assert lint(parameter_in_string_place, pipeline([kept], _PARAMETERS)) == ()


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            {"ResourceConfig": {"InstanceCount": get("Text")}},
            "'InstanceCount' is of type Integer, parameter 'Text' of type String",
            'declare \'Text\' with "Type": "Integer"',
        ),
        (
            {"ResourceConfig": {"InstanceCount": get("Rate")}},
            "'InstanceCount' is of type Integer, parameter 'Rate' of type Float",
            'declare \'Rate\' with "Type": "Integer"',
        ),
        (
            {"EnableManagedSpotTraining": get("Text")},
            "'EnableManagedSpotTraining' is of type Boolean, parameter 'Text' of type String",
            'declare \'Text\' with "Type": "Boolean"',
        ),
    ],
)
def test_another_scalar_mismatch_is_a_warning(arguments: Json, message: str, hint: str) -> None:
    [finding] = lint(parameter_of_other_type, pipeline([training(**arguments)], _PARAMETERS))

    assert (finding.severity, finding.message, finding.hint) == ("warning", message, hint)
    assert lint(parameter_in_string_place, pipeline([training(**arguments)], _PARAMETERS)) == ()


def test_a_metric_in_a_string_place_is_a_warning_with_a_join() -> None:
    path = "Steps.Train.FinalMetricDataList['auc'].Value"
    reading = step("Score", "Processing", Arguments={"Environment": {"AUC": {"Get": path}}})
    [finding] = lint(property_of_other_type, pipeline([training(), reading]))

    assert finding.severity == "warning"
    assert finding.message == f"'AUC' is of type String, '{path}' of type Float"
    assert finding.hint == f'{{"Std:Join": {{"On": "", "Values": [{{"Get": "{path}"}}]}}}}'


def test_an_output_of_the_right_type_is_silent() -> None:
    call = step(
        "Call",
        "Lambda",
        FunctionArn="arn:aws:lambda:us-east-1:111122223333:function:f",
        OutputParameters=[{"OutputName": "n", "OutputType": "Integer"}],
    )
    count = {"InstanceCount": {"Get": "Steps.Call.OutputParameters['n']"}}

    definition = pipeline([call, training(ResourceConfig=count)])
    assert lint(property_of_other_type, definition) == ()


@pytest.mark.parametrize(
    ("parts", "hint"),
    [
        ([get("Count")], 'write {"Get": "Parameters.Count"} without the join'),
        ([get("Text")], None),
        (["1"], None),
        ([get("Count"), "0"], None),
        ([], None),
    ],
)
def test_a_join_of_one_number_may_be_left_out(parts: list[object], hint: str | None) -> None:
    count = {"InstanceCount": joined(*parts)}
    [finding] = lint(join_in_number_place, pipeline([training(ResourceConfig=count)], _PARAMETERS))

    assert finding.message == "'InstanceCount' is of type Integer, a join gives a String"
    assert finding.hint == hint
