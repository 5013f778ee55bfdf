"""The format for programs."""

from __future__ import annotations

import json

from pipelint import __version__
from pipelint.catalog import stamp
from pipelint.report import Run, json_report
from pipelint.text import Origin
from tests.report.marked import a_report, an_unread


def test_report_has_exactly_the_members_of_the_contract() -> None:
    text = '{\n  "Steps": [‹"Prep"›],\n  "DependsOn": [«"Prpe"»]\n}'
    report = a_report(text, {"hint": "did you mean 'Prep'?"}, related=("a step",))

    written = json_report(
        Run((report,), errors=(an_unread("gone.json", "no such file or folder"),))
    )

    expected = {
        "schema_version": 1,
        "tool": {
            "name": "pipelint",
            "version": __version__,
            "catalog": f"botocore {stamp().botocore}",
        },
        "summary": {"files": 1, "errors": 1, "warnings": 0, "infos": 0, "suppressed": 0},
        "errors": [{"file": "gone.json", "message": "no such file or folder"}],
        "findings": [
            {
                "code": "DEP002",
                "rule": "unknown-dependency",
                "severity": "error",
                "stage": "create",
                "evidence": "E2",
                "message": "step 'Prpe' is not defined in this pipeline",
                "hint": "did you mean 'Prep'?",
                "fingerprint": "0123456789abcdef",
                "path": "Steps[Train].DependsOn[0]",
                "file": "a.json",
                "pointer": "/Steps/1/DependsOn/0",
                "step": "Train",
                "line": 3,
                "column": 17,
                "end_line": 3,
                "end_column": 23,
                "origin": None,
                "related": [{"message": "a step", "pointer": "", "line": 2, "column": 13}],
                "url": "https://pipelint.readthedocs.io/rules/unknown-dependency",
            }
        ],
    }
    # The order of the keys is part of what is compared.
    assert written == json.dumps(expected, indent=2) + "\n"


def test_finding_on_what_python_made_says_where_that_is() -> None:
    report = a_report('"Prpe"«»', {"origin": Origin("pipelines/abalone.py", 12)})

    [finding] = json.loads(json_report(Run((report,))))["findings"]

    assert finding["origin"] == {"file": "pipelines/abalone.py", "line": 12}


def test_clean_run_has_empty_lists() -> None:
    clean = a_report("«1»")._replace(findings=(), suppressed=3)

    report = json.loads(json_report(Run((clean, clean))))

    assert report["findings"] == report["errors"] == []
    assert report["summary"] == {
        "files": 2,
        "errors": 0,
        "warnings": 0,
        "infos": 0,
        "suppressed": 6,
    }


def test_summary_counts_by_severity_and_the_configuration_is_no_definition() -> None:
    definition = a_report("[«1», «2»]", {"severity": "warning"}, {"severity": "info"})
    configuration = a_report("«x»", {"severity": "warning"}, file="pipelint.toml")

    report = json.loads(json_report(Run((definition,), configuration)))

    assert report["summary"] == {
        "files": 1,
        "errors": 0,
        "warnings": 2,
        "infos": 1,
        "suppressed": 0,
    }
    assert [finding["file"] for finding in report["findings"]] == [
        "a.json",
        "a.json",
        "pipelint.toml",
    ]


def test_half_of_a_surrogate_pair_survives_as_an_escape() -> None:
    written = json_report(Run((a_report("«1»", {"message": "step '\ud800é'"}),)))

    assert written.isascii()
    assert json.loads(written)["findings"][0]["message"] == "step '\ud800é'"
