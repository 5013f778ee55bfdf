"""Codes, names and options in a configuration, against the rules of its packs."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint.errors import PipelintError
from pipelint.lint import Config, Suppression, settle
from tests.lint.samples import a_rule

RULES = (
    a_rule(
        "POL001",
        "long-timeout",
        options={
            "hours": 24,
            "share": 0.5,
            "strict": False,
            "unit": "h",
            "types": ("Training",),
        },
    ),
    a_rule("DEP002", "unknown-dependency"),
)


def configured(**fields: Any) -> Config:
    return Config(folder="/x", path="/x/pipelint.toml", **fields)


def refusal(config: Config) -> str:
    with pytest.raises(PipelintError) as caught:
        settle(config, RULES)
    return str(caught.value)


def test_options_come_in_the_types_of_their_defaults() -> None:
    given = {"hours": 3, "share": 1, "strict": True, "unit": "d", "types": ("Tuning", "")}

    config = settle(configured(rules={"long-timeout": given}), RULES)

    assert config.rules == {"long-timeout": given}
    assert type(config.rules["long-timeout"]["share"]) is float


def test_without_a_file_nothing_changes() -> None:
    assert settle(Config(), RULES) == Config()


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("hours", True, "expected an integer, found the boolean true"),
        ("hours", 1.5, "expected an integer, found the float 1.5"),
        ("hours", "3", "expected an integer, found the string '3'"),
        ("share", True, "expected a number, found the boolean true"),
        ("strict", 1, "expected a boolean, found the integer 1"),
        ("unit", ("h",), "expected a string, found an array"),
        ("types", "Training", "expected an array of strings, found the string 'Training'"),
    ],
)
def test_an_option_of_another_type_is_refused(option: str, value: Any, message: str) -> None:
    assert refusal(configured(rules={"long-timeout": {option: value}})) == (
        f"/x/pipelint.toml: rules.long-timeout.{option}: {message}"
    )


def test_an_unknown_option_is_refused_with_a_suggestion() -> None:
    assert refusal(configured(rules={"long-timeout": {"hour": 3}})) == (
        "/x/pipelint.toml: rules.long-timeout: rule POL001 has no option 'hour': "
        "did you mean 'hours'?"
    )


def test_an_option_of_a_rule_without_options_is_refused() -> None:
    assert refusal(configured(rules={"unknown-dependency": {"hours": 3}})) == (
        "/x/pipelint.toml: rules.unknown-dependency: rule DEP002 has no option 'hours'"
    )


@pytest.mark.parametrize("name", ["long-timeouts", "POL001"])
def test_options_of_an_unknown_rule_are_refused_with_a_suggestion(name: str) -> None:
    assert refusal(configured(rules={name: {}})) == (
        f"/x/pipelint.toml: rules: no rule has the name {name!r}: did you mean 'long-timeout'?"
    )


@pytest.mark.parametrize("code", ["DEP003", "unknown-dependency"])
def test_a_severity_of_an_unknown_code_is_refused_with_a_suggestion(code: str) -> None:
    assert refusal(configured(severity={code: "info"})) == (
        f"/x/pipelint.toml: severity: no rule has the code {code!r}: did you mean 'DEP002'?"
    )


def test_a_suppression_of_an_unknown_rule_is_refused_with_a_suggestion() -> None:
    config = configured(
        table=("tool", "pipelint"),
        suppressions=(Suppression(("DEP",), "known"), Suppression(("ALL", "DPE"), "known")),
    )

    assert refusal(config) == (
        "/x/pipelint.toml: tool.pipelint.suppress[1].rules: no rule is meant by 'DPE': "
        "did you mean 'DEP'?"
    )
