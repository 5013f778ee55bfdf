"""`pipelint rules` and `pipelint explain`."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.conftest import Project
from tests.report.marked import assert_golden


def test_rules_are_listed_in_order_of_code(project: Project) -> None:
    done = project.run("rules")

    assert (done.code, done.err) == (0, "")
    assert_golden("rules", done.out)


@pytest.mark.parametrize("selector", ["DEP002", "DE", "unknown-dependency"])
def test_rules_are_filtered_by_selectors(project: Project, selector: str) -> None:
    lines = project.run("rules", selector).out.splitlines()

    assert [line[:6] for line in lines] == ["code  ", "DEP002"]


def test_rules_of_several_selectors_are_joined(project: Project) -> None:
    out = project.run("rules", "SEC", "--output-format=json", "DEP").out

    assert [rule["code"] for rule in json.loads(out)["rules"]] == ["DEP002", "SEC001"]


def test_rule_is_explained(project: Project) -> None:
    done = project.run("explain", "DEP002")

    assert (done.code, done.err) == (0, "")
    assert_golden("explain", done.out)


@pytest.mark.parametrize("word", ["dep002", "unknown-dependency", "unknown_dependency"])
def test_rule_may_be_named_in_other_ways(project: Project, word: str) -> None:
    assert project.run("explain", word) == project.run("explain", "DEP002")


def test_several_rules_are_explained_one_after_the_other(project: Project) -> None:
    out = project.run("explain", "SEC001", "DEP002").out

    assert re.findall("^# .*", out, re.MULTILINE) == [
        "# SEC001 open-network",
        "# DEP002 unknown-dependency",
    ]


@pytest.mark.parametrize("code", ["DOC900", "HYG001"])
def test_rules_of_the_engine_are_explained(project: Project, code: str) -> None:
    assert project.run("explain", code).out.startswith(f"# {code} ")


@pytest.mark.parametrize("word", ["DEP", "dep"])
def test_family_is_not_explained_but_pointed_to(project: Project, word: str) -> None:
    done = project.run("explain", word)

    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"pipelint: error: '{word}' is a family of rules, not a rule "
        "(pipelint rules DEP lists them)\n"
    )


def test_page_is_laid_out_on_a_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")

    out = project.run("explain", "DEP002").out

    assert "\x1b[" in out
    assert "# DEP002" not in out
    assert max(len(re.sub("\x1b[^m]*m", "", line)) for line in out.splitlines()) <= 60
