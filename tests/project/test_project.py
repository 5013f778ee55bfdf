"""A project: its configuration, the definitions that it names, and their check one by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipelint import PipelintError
from pipelint.analysis import Facts
from pipelint.lint import write_baseline
from pipelint.project import Project
from pipelint.simulate import InputError
from pipelint.text import Source
from tests.project.projects import BROKEN, STOP


def configured(folder: Path, text: str) -> Project:
    (folder / "pipelint.toml").write_text(text, encoding="utf-8")
    return Project.at(str(folder))


def source(definition: Any = BROKEN, name: str = "a.json") -> Source:
    return Source.from_text(json.dumps(definition), name)


def codes(project: Project) -> list[str]:
    return [finding.code for finding in project.check(source()).findings]


def test_the_nearest_configuration_upwards_is_taken(tmp_path: Path) -> None:
    configured(tmp_path, 'ignore = ["DEP002"]\n')
    (tmp_path / "below").mkdir()

    project = Project.at(str(tmp_path / "below"))

    assert project.ruleset.config.path == str(tmp_path / "pipelint.toml")
    assert codes(project) == []


def test_families_are_those_with_an_enabled_rule(tmp_path: Path) -> None:
    assert configured(tmp_path, 'select = ["DEP002", "REF"]\n').families == ("DEP", "REF")


def test_configured_definitions_are_found_and_those_missed_that_are_not_there(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(BROKEN), encoding="utf-8")

    found = configured(tmp_path, 'definitions = ["a.json", "m.py:get", "gone.json"]\n').configured

    assert [target.file for target in found.targets] == ["a.json", "m.py:get"]
    assert [error.file for error in found.errors] == ["gone.json"]


def test_without_a_key_no_definition_is_configured(tmp_path: Path) -> None:
    (tmp_path / "a.pipeline.json").write_text(json.dumps(BROKEN), encoding="utf-8")

    assert configured(tmp_path, "").configured == ((), ())


def test_a_check_is_by_the_configuration(tmp_path: Path) -> None:
    suppress = '[[suppress]]\nrules = ["DEP002"]\nsteps = ["Stop"]\nreason = "later"\n'

    assert codes(configured(tmp_path, "")) == ["DEP002"]
    assert codes(configured(tmp_path, suppress)) == []
    assert codes(configured(tmp_path, 'ignore = ["DEP"]\n')) == []


def test_a_baseline_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    project = configured(tmp_path, 'baseline = "gone.json"\n')

    with pytest.raises(PipelintError, match=r"gone\.json: baseline cannot be read"):
        _ = project.known


def test_what_is_no_definition_is_told_where_no_rule_says_so(tmp_path: Path) -> None:
    project = configured(tmp_path, 'select = ["REF"]\n')

    with pytest.raises(PipelintError, match=r"^a\.json: is no pipeline definition"):
        project.check(source([1]))


@pytest.mark.parametrize(
    ("configuration", "codes"),
    [
        ("", ["DEP002"]),
        ('select = ["ARG"]', ["DEP002"]),
        ('select = ["ARG"]\nignore = ["DEP002"]', []),
        ('select = ["ARG"]\nseverity = {DEP002 = "warning"}', []),
        ('[[suppress]]\nrules = ["DEP002"]\nsteps = ["Stop"]\nreason = "known"', []),
        ('[[suppress]]\nrules = ["DEP002"]\nsteps = ["Other"]\nreason = "known"', ["DEP002"]),
        ('select = ["ARG"]\nbaseline = "known.json"', []),
    ],
)
def test_error_keeps_a_definition_from_being_executed_unless_it_is_exempted(
    tmp_path: Path, configuration: str, codes: list[str]
) -> None:
    [finding] = configured(tmp_path, "").check(source()).findings
    write_baseline(str(tmp_path / "known.json"), [finding])
    project = configured(tmp_path, configuration)

    assert [each.code for each in project.blocking(source())] == codes


def test_warnings_and_other_families_keep_nothing_from_being_executed(tmp_path: Path) -> None:
    steps = [{"Name": "Q", "Type": "Lambda", "FunctionArn": "f", "Arguments": {}}]
    definition = source({**BROKEN, "Extra": 1, "Steps": steps})
    project = configured(tmp_path, 'severity = {ARG284 = "error"}')

    found = [(each.code, each.severity) for each in project.check(definition).findings]
    assert found == [("ARG284", "error"), ("STR005", "warning")]
    assert project.blocking(definition) == ()


# Executable definitions

FACTORY = f"""
class Made:
    def definition(self):
        return {json.dumps({**BROKEN, "Steps": [{**STOP, "DependsOn": []}]})!r}

def make():
    with open("calls", "a") as calls:
        calls.write("called")
    return Made()

def fail():
    with open("calls", "a") as calls:
        calls.write("called")
    raise ValueError("no bucket")
"""


@pytest.mark.parametrize("name", ["make", "fail"])
def test_a_callable_is_called_once_whatever_comes_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fac.py").write_text(FACTORY, encoding="utf-8")
    project = configured(tmp_path, "")

    outcomes = [executed(project, f"{folder}fac.py:{name}") for folder in ("", "./")]

    assert outcomes[0] is outcomes[1]
    assert (tmp_path / "calls").read_text(encoding="utf-8") == "called"


def executed(project: Project, word: str) -> Facts | PipelintError:
    try:
        return project.executable(word)
    except PipelintError as error:
        return error


def test_what_cannot_be_executed_has_its_errors_as_the_configuration_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps(BROKEN), encoding="utf-8")

    with pytest.raises(InputError) as caught:
        configured(tmp_path, "").executable("a.json")
    mild = configured(tmp_path, 'severity = {DEP002 = "warning"}\n').executable("a.json")

    [fault] = caught.value.faults
    assert str(fault).startswith("a.json:1:")
    assert "DEP002 step 'Strat' is not defined" in str(fault)
    assert list(mild.steps) == ["Stop"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("gone.json", "gone.json: no such file or folder"),
        ("-", "-: standard input cannot be a definition of a project: name a file"),
        (".", ".: means 2 definitions: name one of them"),
    ],
)
def test_what_is_no_single_definition_cannot_be_executed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(BROKEN), encoding="utf-8")

    assert str(executed(configured(tmp_path, ""), word)) == said
