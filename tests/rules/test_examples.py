"""Every rule reports what its bad examples mark, and nothing on its good ones."""

from __future__ import annotations

import pytest

from pipelint.lint import ENGINE_RULES, Rule, load_packs
from pipelint.testing import check_rule

RULES = [rule for rule in load_packs(("pipelint_rules",)) if rule not in ENGINE_RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_rule_reports_exactly_the_marked_spans(rule: Rule) -> None:
    check_rule(rule)


def test_codes_and_names_are_given_once() -> None:
    codes = [rule.code for rule in RULES]
    names = [rule.name for rule in RULES]

    assert sorted(set(codes)) == sorted(codes)
    assert sorted(set(names)) == sorted(names)


def test_no_rule_on_what_is_not_known_is_an_error() -> None:
    guesses = [rule.name for rule in RULES if rule.evidence == "E4" and rule.severity == "error"]

    assert guesses == []
