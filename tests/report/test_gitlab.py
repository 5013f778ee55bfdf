"""Findings as a report of Code Quality."""

from __future__ import annotations

import json
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from pipelint.report import Run, gitlab_report
from tests.report.marked import a_report, an_unread

#: What the documentation says of a report, as strict as its words:
#: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
DOCUMENTED = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^\./"}},
                    # Code Climate's specification wants the end as well.
                    "lines": {
                        "type": "object",
                        "required": ["begin", "end"],
                        "additionalProperties": False,
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}


def entries(run: Run) -> list[dict[str, Any]]:
    """The entries of a report that is as documented."""
    report = json.loads(gitlab_report(run))
    Draft202012Validator(DOCUMENTED).validate(report)
    return list(report)


def test_finding_is_an_entry_with_its_path_and_fingerprint() -> None:
    report = a_report("[\n«1»]", {"hint": "did you mean 'Prep'?"})

    assert entries(Run((report,))) == [
        {
            "description": "DEP002 Steps[Train].DependsOn[0]: "
            "step 'Prpe' is not defined in this pipeline; fix: did you mean 'Prep'?",
            "check_name": "unknown-dependency",
            "fingerprint": "0123456789abcdef",
            "severity": "critical",
            "location": {"path": "a.json", "lines": {"begin": 2, "end": 2}},
        }
    ]


@pytest.mark.parametrize(
    ("severity", "shown"), [("error", "critical"), ("warning", "major"), ("info", "info")]
)
def test_severity_is_one_of_gitlab(severity: str, shown: str) -> None:
    [entry] = entries(Run((a_report("«1»", {"severity": severity}),)))

    assert entry["severity"] == shown


def test_finding_on_the_whole_document_of_standard_input_is_an_entry() -> None:
    [entry] = entries(Run((a_report("«[\n]»", {"path": ""}, file="-"),)))

    assert entry["description"] == "DEP002: step 'Prpe' is not defined in this pipeline"
    assert entry["location"] == {"path": "-", "lines": {"begin": 1, "end": 2}}


def test_inputs_that_cannot_be_read_are_entries_of_their_own() -> None:
    errors = (
        an_unread("gone.json", "no such file or folder"),
        an_unread("gone.json", "is empty"),
    )

    found = entries(Run((a_report("«1»"),), errors=errors))

    assert [(each["check_name"], each["severity"], each["description"]) for each in found] == [
        ("unreadable-input", "blocker", "gone.json: no such file or folder"),
        ("unreadable-input", "blocker", "gone.json: is empty"),
        (
            "unknown-dependency",
            "critical",
            "DEP002 Steps[Train].DependsOn[0]: step 'Prpe' is not defined in this pipeline",
        ),
    ]
    assert len({each["fingerprint"] for each in found}) == len(found)


def test_callable_that_cannot_be_read_is_shown_at_its_file() -> None:
    [entry] = entries(
        Run((), errors=(an_unread("a/fac.py:get_pipeline", "raised ValueError", file="a/fac.py"),))
    )

    assert entry["location"]["path"] == "a/fac.py"
    assert entry["description"] == "a/fac.py:get_pipeline: raised ValueError"


def test_clean_run_is_an_empty_list() -> None:
    assert gitlab_report(Run((a_report("«1»")._replace(findings=()),))) == "[]\n"


def test_half_of_a_surrogate_pair_is_shown_by_its_escape() -> None:
    run = Run((a_report("«1»", {"message": "step '\ud800é'", "path": ""}, file="\udcff.json"),))

    [entry] = entries(run)

    assert entry["description"] == "DEP002: step '\\ud800é'"
    assert entry["location"]["path"] == "\\udcff.json"


@given(st.text(), st.from_regex(r"[^./][^\x00]*", fullmatch=True))
def test_any_text_is_read_back(text: str, file: str) -> None:
    fields: dict[str, Any] = {"message": text, "path": "", "hint": None}

    [error, finding] = entries(
        Run((a_report("«1»", fields, file=file),), errors=(an_unread(file, text),))
    )

    assert error["description"] == f"{file}: {text}"
    assert finding["description"] == f"DEP002: {text}"
    assert error["location"]["path"] == finding["location"]["path"] == file
