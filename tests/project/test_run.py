"""The check of many definitions, and what is known of all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelint import PipelintError
from pipelint.lint import Unread, write_baseline
from pipelint.project import run_check
from pipelint.report import Run
from tests.project.projects import BROKEN, CLEAN, STOP, ruleset, write

LATER = '[[suppress]]\nrules = ["DEP002"]\nreason = "later"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(folder: Path, *words: str, lines: str = "", **options: Any) -> Run:
    found = ruleset(folder, lines)
    return run_check(words, found, found.configured, **{"baseline": None, "jobs": 1, **options})


def told(run: Run) -> list[tuple[str, list[str]]]:
    return [(report.file, [each.code for each in report.findings]) for report in run.reports]


def test_reports_come_in_the_order_of_the_words(folder: Path) -> None:
    write(folder, "b.json")
    write(folder, "a.json", CLEAN)

    assert told(check(folder, "b.json", "a.json")) == [("b.json", ["DEP002"]), ("a.json", [])]


def test_what_is_not_there_comes_before_what_cannot_be_read(folder: Path) -> None:
    write(folder, "list.json", [1])
    write(folder, "a.json", CLEAN)

    run = check(folder, "list.json", "gone.json", "a.json", "m.py:get", lines='select = ["REF"]')

    assert told(run) == [("a.json", [])]
    assert run.errors == (
        Unread("gone.json", "gone.json", "no such file or folder"),
        Unread("list.json", "list.json", "is no pipeline definition (check with --select DOC)"),
        Unread("m.py:get", "m.py", "no such file"),
    )


def test_suppressed_findings_are_counted(folder: Path) -> None:
    write(folder, "a.json")

    run = check(folder, "a.json", lines=LATER)

    assert (told(run), run.suppressed, run.configuration) == ([("a.json", [])], 1, None)


def test_suppression_that_no_definition_needs_is_found_once(folder: Path) -> None:
    write(folder, "a.json", CLEAN)
    write(folder, "b.json", CLEAN)

    run = check(folder, "a.json", "b.json", lines=LATER)

    assert told(run) == [("a.json", []), ("b.json", []), ("pipelint.toml", ["HYG001"])]


def test_suppression_that_one_definition_needs_is_none(folder: Path) -> None:
    write(folder, "a.json", CLEAN)
    write(folder, "b.json")

    assert check(folder, "a.json", "b.json", lines=LATER).configuration is None


def test_baseline_takes_away_what_it_knows_also_of_the_configuration(folder: Path) -> None:
    write(folder, "a.json")
    unused = LATER.replace("DEP002", "DEP001")
    first = check(folder, "a.json", lines=unused)
    write_baseline("known.json", first.findings)
    write(folder, "a.json", {**BROKEN, "Steps": [STOP, {"Name": "End", "Type": "Fial"}]})

    again = check(folder, "a.json", lines=unused, baseline="known.json")

    assert [each.code for each in first.findings] == ["DEP002", "HYG001"]
    assert told(again) == [("a.json", ["STR010"]), ("pipelint.toml", [])]
    assert again.suppressed == 2


def test_baseline_that_cannot_be_read_is_told(folder: Path) -> None:
    with pytest.raises(PipelintError, match=r"^gone\.json: baseline cannot be read: "):
        check(folder, "a.json", baseline="gone.json")


def test_many_definitions_are_told_alike_by_several_processes(folder: Path) -> None:
    names = [f"{number}.json" for number in range(40)]
    for number, name in enumerate(names):
        write(folder, name, BROKEN if number % 3 else CLEAN)

    one, two = (check(folder, *names, "gone.json", jobs=jobs) for jobs in (1, 2))

    assert told(two) == told(one)
    assert (two.errors, two.findings) == (one.errors, one.findings)
