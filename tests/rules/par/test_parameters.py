from __future__ import annotations

import pytest

from pipelint_rules.par.enums import (
    default_outside_enum,
    enum_value_of_another_type,
    too_many_enum_values,
)
from pipelint_rules.par.starts import (
    empty_default,
    long_default,
    too_many_mandatory_parameters,
    unused_parameter,
)
from pipelint_rules.par.types import (
    default_is_an_expression,
    default_of_another_type,
    fraction_for_an_integer,
    unknown_parameter_type,
)
from tests.rules.linting import Json, lint, pipeline, step


def declared(**keys: object) -> Json:
    return pipeline([], [{"Name": "P", **keys}])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("String", 0),
        ("String", False),
        ("String", ["a"]),
        ("Integer", True),
        ("Integer", "1"),
        ("Integer", {"a": 1}),
        ("Float", "0.1"),
        ("Float", False),
        ("Boolean", 0),
        ("Boolean", "true"),
    ],
)
def test_a_default_of_another_type_is_an_error(kind: str, value: object) -> None:
    [finding] = lint(default_of_another_type, declared(Type=kind, DefaultValue=value))

    assert (finding.severity, finding.pointer) == ("error", "/Parameters/0/DefaultValue")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("String", ""),
        ("Integer", 0),
        ("Integer", 1.5),
        ("Float", 1),
        ("Float", 0.0),
        ("Boolean", False),
        ("string", 1),
        (3, 1),
    ],
)
def test_right_falsy_fractional_and_untyped_defaults_are_silent(
    kind: object, value: object
) -> None:
    assert lint(default_of_another_type, declared(Type=kind, DefaultValue=value)) == ()


def test_a_parameter_without_type_is_a_string() -> None:
    [finding] = lint(default_of_another_type, declared(DefaultValue=3))

    assert finding.message == "the default of String parameter 'P' is 3"
    assert finding.hint == 'write "3", in quotes'


def test_a_boolean_in_quotes_is_told_to_lose_them() -> None:
    [finding] = lint(default_of_another_type, declared(Type="Boolean", DefaultValue="True"))

    assert finding.hint == "write true, without quotes"


def test_a_null_default_is_a_warning() -> None:
    [finding] = lint(default_of_another_type, declared(Type="Integer", DefaultValue=None))

    assert (finding.severity, finding.hint) == ("warning", "leave 'DefaultValue' out")


def test_one_point_zero_is_written_as_one() -> None:
    [finding] = lint(fraction_for_an_integer, declared(Type="Integer", DefaultValue=1.0))

    assert (finding.severity, finding.hint) == ("warning", "write 1")


def test_an_expression_is_reported_once() -> None:
    definition = declared(DefaultValue={"Get": "Execution.PipelineName"})

    [finding] = lint(default_is_an_expression, definition)

    assert finding.pointer == "/Parameters/0/DefaultValue"
    assert lint(default_of_another_type, definition) == ()


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("string", "did you mean 'String'?"),
        ("List", "write 'String'"),
        ("Number", "write 'Float'"),
        ("Strng", "did you mean 'String'?"),
    ],
)
def test_an_unknown_type_gets_a_suggestion(written: str, hint: str) -> None:
    [finding] = lint(unknown_parameter_type, declared(Type=written))

    assert (finding.pointer, finding.hint) == ("/Parameters/0/Type", hint)


def test_a_default_outside_the_enum_shows_the_list() -> None:
    [finding] = lint(default_outside_enum, declared(DefaultValue="C", EnumValues=["a", "b", "c"]))

    assert finding.hint == "did you mean 'c'?"
    assert finding.related[0].pointer == "/Parameters/0/EnumValues"


def test_a_default_of_another_type_is_not_outside_the_enum_as_well() -> None:
    assert lint(default_outside_enum, declared(DefaultValue=1, EnumValues=["a"])) == ()


def test_numbers_as_texts_in_the_enum_of_a_number_are_silent() -> None:
    assert lint(enum_value_of_another_type, declared(Type="Integer", EnumValues=["1", 2])) == ()


def test_the_seventeenth_value_is_marked() -> None:
    [finding] = lint(too_many_enum_values, declared(EnumValues=[str(i) for i in range(20)]))

    assert finding.pointer == "/Parameters/0/EnumValues/16"
    assert finding.message == "'EnumValues' of parameter 'P' has 20 values"


def test_the_201st_parameter_without_default_is_marked() -> None:
    free = [{"Name": f"P{i}"} for i in range(201)]

    [finding] = lint(
        too_many_mandatory_parameters, pipeline([], [{"Name": "D", "DefaultValue": "x"}, *free])
    )

    assert finding.pointer == "/Parameters/201/Name"


@pytest.mark.parametrize(("length", "severity"), [(1025, "info"), (4096, "info"), (4097, "error")])
def test_a_long_default_is_an_info_and_beyond_the_schema_an_error(
    length: int, severity: str
) -> None:
    [finding] = lint(long_default, declared(DefaultValue="x" * length))

    assert finding.severity == severity


def test_an_empty_default_is_an_info_that_is_on_by_default() -> None:
    [finding] = lint(empty_default, declared(DefaultValue=""))

    assert (finding.severity, finding.stage) == ("info", "start")
    assert empty_default.default


def test_a_parameter_read_in_a_join_is_used() -> None:
    text = {"Std:Join": {"On": "", "Values": [{"Get": "Parameters.P"}]}}

    definition = pipeline([step("F", "Fail", Arguments={"ErrorMessage": text})], [{"Name": "P"}])

    assert lint(unused_parameter, definition) == ()


def test_a_parameter_that_a_misspelt_reference_means_is_not_unused() -> None:
    text = {"Get": "Parameters.wHy"}

    definition = pipeline(
        [step("F", "Fail", Arguments={"ErrorMessage": text})], [{"Name": "Why"}, {"Name": "Other"}]
    )

    [finding] = lint(unused_parameter, definition)
    assert finding.pointer == "/Parameters/1/Name"
