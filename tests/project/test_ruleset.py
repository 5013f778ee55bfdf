"""The rules of a configuration, and what a command line makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelint import PipelintError
from pipelint.lint import DEFAULT_PACKS, ENGINE_RULES, load_packs
from pipelint.project import chosen_rules, load_ruleset
from tests.project.projects import ruleset


def test_without_a_configuration_the_defaults_hold(tmp_path: Path) -> None:
    config, known, configured = load_ruleset(None, isolated=False, start=str(tmp_path))

    assert (config.path, known) == (None, load_packs(DEFAULT_PACKS))
    assert configured == tuple(rule for rule in known if rule.default)


def test_nearest_configuration_is_left_out_where_none_is_wanted(tmp_path: Path) -> None:
    ruleset(tmp_path, 'select = ["DEP"]')

    found = load_ruleset(None, isolated=True, start=str(tmp_path))

    assert found == load_ruleset(None, isolated=False, start=str(tmp_path.parent))


def test_named_configuration_comes_before_the_nearest(tmp_path: Path) -> None:
    ruleset(tmp_path, 'select = ["DEP"]')
    other = tmp_path / "other.toml"
    other.write_text('select = ["DEP002"]')

    found = load_ruleset(str(other), isolated=False, start=str(tmp_path))

    assert (found.config.path, [rule.code for rule in found.configured]) == (str(other), ["DEP002"])


def test_named_configuration_and_none_exclude_each_other() -> None:
    with pytest.raises(PipelintError, match=r"^--config and --isolated exclude each other$"):
        load_ruleset("pipelint.toml", isolated=True)


def test_rules_of_configured_packs_are_known(tmp_path: Path) -> None:
    found = ruleset(tmp_path, 'packs = ["pipelint_rules.dep.graph"]')

    own = [rule.name for rule in found.known if rule not in ENGINE_RULES]
    assert own == ["dependency-cycle", "unknown-dependency"]


def test_selector_of_the_configuration_that_means_nothing_is_told_with_its_key(
    tmp_path: Path,
) -> None:
    with pytest.raises(PipelintError) as caught:
        ruleset(tmp_path, 'extend-select = ["DPE"]')

    assert str(caught.value).startswith(
        f"{tmp_path / 'pipelint.toml'}: extend-select: no rule is meant by 'DPE'"
    )


def test_command_line_without_selectors_runs_what_is_configured(tmp_path: Path) -> None:
    found = ruleset(tmp_path, 'select = ["DEP002", "REF"]', 'ignore = ["REF"]')

    assert chosen_rules(found, None, [], []) == found.configured
    assert [rule.code for rule in found.configured] == ["DEP002"]


@pytest.mark.parametrize(
    ("select", "extend", "ignore", "codes"),
    [
        (["DEP001"], [], [], ["DEP001"]),
        (None, ["DEP001"], [], ["DEP001", "DEP002"]),
        (None, [], ["DEP"], []),
        (["DEP001", "DEP002"], [], ["DEP002"], ["DEP001"]),
    ],
)
def test_command_line_goes_over_the_configuration(
    tmp_path: Path, select: list[str] | None, extend: list[str], ignore: list[str], codes: list[str]
) -> None:
    found = ruleset(tmp_path, 'select = ["DEP002"]')

    assert [rule.code for rule in chosen_rules(found, select, extend, ignore)] == codes


def test_selector_of_the_command_line_that_means_nothing_is_told_with_its_option(
    tmp_path: Path,
) -> None:
    with pytest.raises(PipelintError, match=r"^--ignore: no rule is meant by 'DPE'"):
        chosen_rules(ruleset(tmp_path), None, [], ["DPE"])


@pytest.mark.parametrize(
    ("lines", "guards"),
    [
        ([], True),
        (['select = ["ARG"]'], True),
        (['select = ["ARG"]', 'ignore = ["DEP002"]'], False),
        (['ignore = ["DEP"]'], False),
        (['ignore = ["DEP"]', 'select = ["DEP002"]'], True),
        (['ignore = ["DEP"]', 'extend-select = ["unknown-dependency"]'], True),
    ],
)
def test_rule_guards_an_execution_unless_it_is_ignored(
    tmp_path: Path, lines: list[str], guards: bool
) -> None:
    codes = [rule.code for rule in ruleset(tmp_path, *lines).guarding]

    assert ("DEP002" in codes) is guards


def test_rules_that_guard_are_of_the_families_without_which_nothing_can_be_executed(
    tmp_path: Path,
) -> None:
    families = {rule.family for rule in ruleset(tmp_path, 'select = ["ALL"]').guarding}

    assert families == {"DOC", "STR", "NAM", "PAR", "REF", "DEP"}
