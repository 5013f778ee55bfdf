"""Findings as workflow commands."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pipelint.report import Run, github_report, printable
from tests.report.marked import a_report, an_unread


class Command(NamedTuple):
    """A command as the runner reads it."""

    name: str
    properties: dict[str, str]
    data: str


def read(line: str) -> Command:
    """As the runner does, in `ActionCommand.TryParseV2`, with the columns of `IssueCommand`."""
    found = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
    assert found, line
    pairs = (pair.split("=", 1) for pair in found[2].split(","))
    properties = {key: unescaped(value, ("%0D", "%0A", "%3A", "%2C")) for key, value in pairs}
    return Command(found[1], properties, unescaped(found[3], ("%0D", "%0A")))


def unescaped(text: str, escapes: tuple[str, ...]) -> str:
    for escape in (*escapes, "%25"):
        text = text.replace(escape, chr(int(escape[1:], 16)))
    return text


def commands(run: Run) -> list[Command]:
    report = github_report(run)
    assert report == "" or report.endswith("\n")
    # The runner ends a line at these and nowhere else.
    return [read(line) for line in re.split(r"\r\n|\r|\n", report)[:-1]]


def test_finding_is_a_command_with_its_place_and_path() -> None:
    text = '{\n  "Steps": [‹"Prep"›],\n  "DependsOn": [«"Prpe"»]\n}'
    report = a_report(text, {"hint": "did you mean 'Prep'?"}, related=("a step",))

    assert github_report(Run((report,))) == (
        "::error file=a.json,line=3,col=17,endLine=3,endColumn=23,"
        "title=pipelint DEP002 unknown-dependency::"
        "a.json:3:17: DEP002 step 'Prpe' is not defined in this pipeline%0A"
        "in Steps[Train].DependsOn[0]%0A"
        "see line 2: a step%0A"
        "fix: did you mean 'Prep'?\n"
    )


@pytest.mark.parametrize(
    ("severity", "name"), [("error", "error"), ("warning", "warning"), ("info", "notice")]
)
def test_severity_is_the_name_of_the_command(severity: str, name: str) -> None:
    [command] = commands(Run((a_report("«1»", {"severity": severity}),)))

    assert command.name == name


def test_place_of_several_lines_has_no_columns() -> None:
    [command] = commands(Run((a_report("[\n «{\n}»]"),)))

    assert command.properties == {
        "file": "a.json",
        "line": "2",
        "endLine": "3",
        "title": "pipelint DEP002 unknown-dependency",
    }


def test_finding_on_standard_input_is_in_no_file() -> None:
    [command] = commands(Run((a_report("«1»", file="-"),)))

    assert command.properties == {"title": "pipelint DEP002 unknown-dependency"}
    assert command.data.startswith("-:1:1: DEP002 ")


def test_input_that_cannot_be_read_is_an_error() -> None:
    run = Run((a_report("«1»"),), errors=(an_unread("gone.json", "no such file or folder"),))

    [error, finding] = commands(run)

    properties = {"file": "gone.json", "title": "pipelint"}
    assert error == ("error", properties, "gone.json: no such file or folder")
    assert finding.properties["file"] == "a.json"


def test_callable_that_cannot_be_read_is_shown_at_its_file() -> None:
    [error] = commands(
        Run((), errors=(an_unread("a/fac.py:get_pipeline", "raised ValueError", file="a/fac.py"),))
    )

    assert error.properties == {"file": "a/fac.py", "title": "pipelint"}
    assert error.data == "a/fac.py:get_pipeline: raised ValueError"


def test_standard_input_that_cannot_be_read_is_in_no_file() -> None:
    [error] = commands(Run((), errors=(an_unread("-", "cannot be read"),)))

    assert error.properties == {"title": "pipelint"}


def test_clean_run_writes_nothing() -> None:
    assert github_report(Run((a_report("«1»")._replace(findings=()),))) == ""


def test_more_places_than_anybody_reads_are_left_out() -> None:
    words = tuple(f"place {number}" for number in range(14))
    report = a_report("«1»" + "‹2›" * 14, related=words)

    [command] = commands(Run((report,)))

    assert [line for line in command.data.split("\n") if line.startswith("see")] == [
        f"see line 1: place {number}" for number in range(12)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "::set-env name=A::b",
        "a\n::error::b",
        "100%0A",
        "50%, a:b,c=d",
        "\r\x85\u2028\x1b[2J",
        "\ud800",
    ],
)
def test_names_cannot_command_the_runner(text: str) -> None:
    fields: dict[str, Any] = {"message": text, "hint": text, "path": text}

    [command] = commands(Run((a_report("«1»", fields, file=text),)))

    shown = printable(text)
    assert command.properties["file"] == text
    assert command.data == f"{shown}:1:1: DEP002 {shown}\nin {shown}\nfix: {shown}"


@given(st.text(), st.text(min_size=1))
def test_any_text_is_read_back(text: str, file: str) -> None:
    run = Run((a_report("«1»", {"message": text}, file=file),), errors=(an_unread(file, text),))

    [error, finding] = commands(run)

    shown = f"{printable(file)}: {printable(text)}"
    assert error.data == shown
    assert finding.data.splitlines()[0].endswith(f"DEP002 {printable(text)}")
    assert finding.properties.get("file", "-") == file
