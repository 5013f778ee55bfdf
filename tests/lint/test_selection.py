"""Selectors."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipelint.errors import PipelintError
from pipelint.lint import Rule, enabled, matches
from tests.lint.samples import a_rule

RULES = (
    a_rule("DEP001", "cycle"),
    a_rule("DEP002", "unknown-dependency"),
    a_rule("DOC001", "syntax"),
    a_rule("SEC001", "secret", default=False),
)


def codes(rules: Sequence[Rule]) -> list[str]:
    return [rule.code for rule in rules]


def test_without_selectors_the_rules_that_are_on_by_default_run() -> None:
    assert codes(enabled(RULES)) == ["DEP001", "DEP002", "DOC001"]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("DEP002", ["DEP002"]),
        ("DEP", ["DEP001", "DEP002"]),
        ("D", ["DEP001", "DEP002", "DOC001"]),
        ("DEP00", ["DEP001", "DEP002"]),
        ("unknown-dependency", ["DEP002"]),
        ("ALL", ["DEP001", "DEP002", "DOC001", "SEC001"]),
    ],
)
def test_select_takes_codes_prefixes_names_and_all(selector: str, expected: list[str]) -> None:
    assert codes(enabled(RULES, select=[selector])) == expected


def test_an_empty_select_leaves_nothing_enabled() -> None:
    assert enabled(RULES, select=[]) == ()


def test_extend_select_adds_to_the_default_rules() -> None:
    assert codes(enabled(RULES, extend_select=["SEC"])) == ["DEP001", "DEP002", "DOC001", "SEC001"]


def test_extend_select_adds_to_select() -> None:
    assert codes(enabled(RULES, select=["DOC"], extend_select=["SEC"])) == ["DOC001", "SEC001"]


def test_ignore_takes_away_from_the_default_rules() -> None:
    assert codes(enabled(RULES, ignore=["DEP"])) == ["DOC001"]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["DEP002"], ["DEP"], ["DEP002"]),
        (["DEP"], ["DEP002"], ["DEP001"]),
        (["DEP"], ["DEP"], []),
        (["DEP002"], ["DEP002"], []),
        (["unknown-dependency"], ["DEP00"], ["DEP002"]),
        (["unknown-dependency"], ["DEP002"], []),
        (["DEP002"], ["unknown-dependency"], []),
        (["D"], ["ALL"], ["DEP001", "DEP002", "DOC001"]),
        (["ALL"], ["D"], ["SEC001"]),
        (["ALL"], ["ALL"], []),
    ],
)
def test_the_longer_selector_wins_and_at_equal_length_ignore(
    select: list[str], ignore: list[str], expected: list[str]
) -> None:
    assert codes(enabled(RULES, select=select, ignore=ignore)) == expected


def test_a_select_of_the_command_line_replaces_the_configuration() -> None:
    configured = enabled(RULES, select=["DEP"], ignore=["DOC"])

    assert codes(enabled(RULES, select=["DOC"], base=configured)) == ["DOC001"]


def test_other_selectors_of_the_command_line_change_the_configuration() -> None:
    configured = enabled(RULES, select=["DEP"], ignore=["DEP001"])

    chosen = enabled(RULES, extend_select=["DEP001", "SEC"], ignore=["DEP002"], base=configured)

    assert codes(chosen) == ["DEP001", "SEC001"]


def test_a_selector_that_means_no_rule_is_refused_with_a_suggestion() -> None:
    with pytest.raises(PipelintError) as caught:
        enabled(RULES, ignore=["DEP02"])

    assert str(caught.value) == "--ignore: no rule is meant by 'DEP02': did you mean 'DEP002'?"


def test_a_misspelt_name_is_refused_with_its_origin() -> None:
    with pytest.raises(PipelintError) as caught:
        enabled(RULES, extend_select=["unknown-dependancy"], origin="/x/pipelint.toml: ")

    assert str(caught.value) == (
        "/x/pipelint.toml: extend-select: no rule is meant by 'unknown-dependancy': "
        "did you mean 'unknown-dependency'?"
    )


@pytest.mark.parametrize("selector", ["", "dep002", "DEP0023", "*"])
def test_selectors_are_taken_exactly(selector: str) -> None:
    with pytest.raises(PipelintError, match="--select: no rule is meant by"):
        enabled(RULES, select=[selector])


def test_small_letters_are_no_code_but_near_enough_for_a_suggestion() -> None:
    with pytest.raises(PipelintError, match=r"by 'dep002': did you mean 'DEP002'\?$"):
        enabled(RULES, select=["dep002"])


def test_all_is_accepted_where_there_is_no_rule() -> None:
    assert enabled((), select=["ALL"]) == ()


def test_a_part_of_a_name_means_no_rule() -> None:
    assert not matches("unknown", "DEP002", "unknown-dependency")
