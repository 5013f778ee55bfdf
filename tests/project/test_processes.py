"""The check in several processes: what one process gives, in the same order."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipelint import PipelintError
from pipelint.lint import FileReport, Unread
from pipelint.project._definition import check_target
from pipelint.project._processes import check_in_processes
from pipelint.targets import expand
from tests.project.projects import CLEAN, ruleset, write

PACK = """
from pipelint import Problem, Step, rule


@rule("ACM001", on=Step, stage="practice", evidence="E1", since="1", source="", bad=[], good=[])
def any_step(step, facts):
    \"\"\"A step.\"\"\"
    yield Problem(step.place, "is a step")
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("jobs", [2, 50])
def test_outcomes_are_those_of_one_process(folder: Path, jobs: int) -> None:
    for name in ("a.json", "b.json", "d.json"):
        write(folder, name, CLEAN if name == "b.json" else [{"Name": name}])
    write(folder, "c.json")
    config, _, rules = ruleset(folder)
    targets = expand(["a.json", "c.json", "m.py:get", "b.json", "d.json"], config).targets

    outcomes = check_in_processes(targets, config, rules, jobs)

    alone = [check_target(target, config, rules) for target in targets]
    assert list(map(shown, outcomes)) == list(map(shown, alone))
    assert shown(outcomes[1]) == ("c.json", ["DEP002"])
    assert outcomes[2] == Unread("m.py:get", "m.py", "no such file")


def shown(outcome: FileReport | Unread) -> tuple[str, object]:
    if isinstance(outcome, Unread):
        return (outcome.target, outcome.message)
    return (outcome.file, [each.code for each in outcome.findings])


def test_rules_that_are_not_chosen_do_not_run(folder: Path) -> None:
    write(folder, "a.json")
    config, known, _ = ruleset(folder)
    rules = [rule for rule in known if rule.family == "REF"]

    [outcome] = check_in_processes(expand(["a.json"], config).targets, config, rules, 2)

    assert shown(outcome) == ("a.json", [])


def test_pack_beside_the_configuration_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.path", [*sys.path])
    (folder / "acme_steps.py").write_text(PACK)
    write(folder, "a.json")
    config, _, rules = ruleset(folder, 'packs = ["acme_steps"]')

    [outcome] = check_in_processes(expand(["a.json"], config).targets, config, rules, 2)

    assert shown(outcome) == ("a.json", ["ACM001"])


def test_process_that_dies_is_told(folder: Path) -> None:
    (folder / "m.py").write_text("import os\n\ndef get():\n    os._exit(3)\n")
    config, _, rules = ruleset(folder)
    targets = expand(["m.py:get"], config).targets

    with pytest.raises(PipelintError, match=r"^a process of --jobs died: try it without --jobs$"):
        check_in_processes(targets, config, rules, 2)
