"""Where findings are shown in each format, for definitions that Python makes."""

from __future__ import annotations

import json

from pipelint.report import Run, github_report, gitlab_report, located, sarif_report
from pipelint.report._cases import check_suites
from pipelint.report._where import Where, where
from pipelint.text import Origin, Position
from tests.report.marked import a_report
from tests.report.test_sarif import RULES

ORIGIN = Origin("pipelines/abalone.py", 12)
MADE = Run(
    (
        a_report(
            '["Prep", ‹1›, «"Prpe"»]',
            {"origin": ORIGIN},
            related=("a number",),
            file="pipelines/abalone.py:make",
        ),
    )
)
MADE.definitions[0].source.origin = ORIGIN
[FINDING] = MADE.findings


def test_place_of_a_file_is_its_stretch() -> None:
    [finding] = Run((a_report('["Prep",\n «"Prpe"»]'),)).findings

    assert where(finding) == Where("a.json", Position(2, 2), Position(2, 8))


def test_place_of_what_python_made_is_the_line_of_its_callable() -> None:
    assert where(FINDING) == Where("pipelines/abalone.py", Position(12, 1), None)


def test_finding_in_a_line_begins_with_its_place() -> None:
    [finding] = Run((a_report('["Prep",\n «"Prpe"»]'),)).findings
    words = "DEP002 step 'Prpe' is not defined in this pipeline"

    assert located(finding) == f"a.json:2:2: {words}"
    assert located(FINDING) == (f"pipelines/abalone.py:12: Steps[Train].DependsOn[0]: {words}")
    assert located(FINDING._replace(path="")) == f"pipelines/abalone.py:12: {words}"


def test_github_annotates_the_line_of_the_callable() -> None:
    first = github_report(MADE).partition("%0A")[0]

    assert first == (
        "::error file=pipelines/abalone.py,line=12,title=pipelint DEP002 unknown-dependency::"
        "pipelines/abalone.py:12 (make): DEP002 step 'Prpe' is not defined in this pipeline"
    )


def test_gitlab_marks_the_line_of_the_callable() -> None:
    [entry] = json.loads(gitlab_report(MADE))

    assert entry["location"] == {"path": "pipelines/abalone.py", "lines": {"begin": 12, "end": 12}}


def test_sarif_marks_the_line_of_the_callable() -> None:
    [run] = json.loads(sarif_report(MADE, RULES))["runs"]

    [result] = run["results"]
    place = {
        "artifactLocation": {"uri": "pipelines/abalone.py", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 12},
    }
    assert result["locations"][0]["physicalLocation"] == place
    assert result["relatedLocations"][0]["physicalLocation"] == place


def test_junit_names_the_line_of_the_callable() -> None:
    [suite] = check_suites(MADE)

    assert (suite.file, suite.cases[0].line) == ("pipelines/abalone.py", 12)
