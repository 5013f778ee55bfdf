"""Findings as SARIF."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pipelint import __version__
from pipelint.catalog import stamp
from pipelint.lint import ENGINE_RULES, Problem, Rule, rule
from pipelint.model import Dependency
from pipelint.report import Run, rule_page, sarif_report
from pipelint.text import Origin, Source
from tests.report.marked import a_report, an_unread


@rule(
    "DEP002",
    on=Dependency,
    severity="error",
    stage="create",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/",
    bad=[],
    good=[],
)
def unknown_dependency(dependency: Dependency, facts: Any) -> Iterator[Problem]:
    """A `DependsOn` entry must name a step.

    Else the definition is refused.
    """
    yield Problem(dependency.place, "")


RULES = (*ENGINE_RULES, unknown_dependency)


def log_of(run: Run, rules: tuple[Rule, ...] = RULES) -> dict[str, Any]:
    """The only run of the log."""
    [log] = json.loads(sarif_report(run, rules))["runs"]
    return dict(log)


def result_of(**fields: Any) -> dict[str, Any]:
    [result] = log_of(Run((a_report("«1»", fields),)))["results"]
    return dict(result)


def shown(text: str) -> str:
    """A message as a reader shows it that undoes what the standard wants doubled."""

    def undone(found: re.Match[str]) -> str:
        assert len(found[0]) == 2, "there are no arguments to fill in"
        return found[0][0]

    return re.sub(r"\{\{|\}\}|\{[0-9]+\}", undone, text)


def test_log_is_of_the_version_that_it_names() -> None:
    log = json.loads(sarif_report(Run(()), RULES))

    assert list(log) == ["$schema", "version", "runs"]
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")


def test_finding_is_a_result_with_its_place_path_and_fingerprint() -> None:
    text = '{\n  "Steps": [‹"Prep"›],\n  "DependsOn": [«"Prpe"»]\n}'
    report = a_report(text, {"hint": "did you mean 'Prep'?"}, related=("a step",))

    [result] = log_of(Run((report,)))["results"]

    file = {"uri": "a.json", "uriBaseId": "%SRCROOT%"}
    assert result == {
        "ruleId": "DEP002",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "step 'Prpe' is not defined in this pipeline\nfix: did you mean 'Prep'?"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": file,
                    "region": {"startLine": 3, "startColumn": 17, "endLine": 3, "endColumn": 23},
                },
                "logicalLocations": [{"fullyQualifiedName": "Steps[Train].DependsOn[0]"}],
            }
        ],
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": {
                    "artifactLocation": file,
                    "region": {"startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 19},
                },
                "message": {"text": "a step"},
            }
        ],
        "partialFingerprints": {"pipelint/v1": "0123456789abcdef"},
        "properties": {"stage": "create", "evidence": "E2", "pointer": "/Steps/1/DependsOn/0"},
    }


def test_rule_that_reported_is_described_by_its_page() -> None:
    driver = log_of(Run((a_report("«1»"),)))["tool"]["driver"]

    assert driver == {
        "name": "pipelint",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": "https://pipelint.readthedocs.io/",
        "rules": [
            {
                "id": "DEP002",
                "name": "unknown-dependency",
                "shortDescription": {"text": "A `DependsOn` entry must name a step."},
                "fullDescription": {
                    "text": "A `DependsOn` entry must name a step.\n\n"
                    "Else the definition is refused."
                },
                "helpUri": "https://pipelint.readthedocs.io/rules/unknown-dependency",
                "help": {
                    "text": "A `DependsOn` entry must name a step.\n\n"
                    "Else the definition is refused.",
                    "markdown": rule_page(unknown_dependency),
                },
                "defaultConfiguration": {"enabled": True, "level": "error"},
                "properties": {
                    "stage": "create",
                    "evidence": "E2",
                    "tags": ["DEP"],
                    "precision": "high",
                    "problem.severity": "error",
                },
            }
        ],
        "properties": {"catalog": f"botocore {stamp().botocore}"},
    }


def test_rules_come_by_code_and_results_point_at_theirs() -> None:
    definition = a_report("[«1», «2»]", {}, {"code": "DOC900", "severity": "warning"})
    configuration = a_report("«x»", {"code": "HYG001", "severity": "info"}, file="pipelint.toml")

    log = log_of(Run((definition,), configuration))

    rules = [each["id"] for each in log["tool"]["driver"]["rules"]]
    assert rules == ["DEP002", "DOC900", "HYG001"]
    assert [(each["ruleId"], each["ruleIndex"], each["level"]) for each in log["results"]] == [
        ("DEP002", 0, "error"),
        ("DOC900", 1, "warning"),
        ("HYG001", 2, "note"),
    ]
    assert [each["location"]["uri"] for each in log["artifacts"]] == ["a.json", "pipelint.toml"]


def test_long_page_is_described_by_its_first_paragraphs() -> None:
    def check(dependency: Dependency, facts: Any) -> Iterator[Problem]:
        yield Problem(dependency.place, "")

    check.__doc__ = "Claim.\n\n" + "a" * 500 + "\n\n" + "b" * 600
    long = unknown_dependency._replace(check=check)

    [described] = log_of(Run((a_report("«1»"),)), (long,))["tool"]["driver"]["rules"]

    assert described["fullDescription"]["text"] == "Claim.\n\n" + "a" * 500
    assert described["help"]["text"].endswith("b" * 600)


def test_clean_run_names_what_was_checked() -> None:
    log = log_of(Run((a_report("«1»")._replace(findings=()),)))

    assert log["results"] == log["tool"]["driver"]["rules"] == []
    assert log["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    assert log["artifacts"] == [
        {"location": {"uri": "a.json", "uriBaseId": "%SRCROOT%"}, "roles": ["analysisTarget"]}
    ]


def test_file_of_two_callables_is_one_artifact() -> None:
    reports = tuple(a_report("«1»", file=f"fac.py:{name}") for name in "ab")
    sources = [
        Source.from_text("1", each.file, Origin("fac.py", line))
        for line, each in enumerate(reports, 1)
    ]

    log = log_of(
        Run(tuple(each._replace(source=of) for each, of in zip(reports, sources, strict=True)))
    )

    assert [each["location"]["uri"] for each in log["artifacts"]] == ["fac.py"]


def test_columns_and_lines_are_counted_as_the_log_says() -> None:
    log = log_of(Run((a_report('"\U0001f600"\r«1»'),)))

    assert log["columnKind"] == "unicodeCodePoints"
    assert log["newlineSequences"] == ["\r\n", "\n", "\r"]
    assert log["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 1,
        "endLine": 2,
        "endColumn": 2,
    }


def test_callable_that_cannot_be_read_is_shown_at_its_file() -> None:
    log = log_of(
        Run((), errors=(an_unread("a/fac.py:get_pipeline", "raised ValueError", file="a/fac.py"),))
    )

    [shown] = log["invocations"][0]["toolExecutionNotifications"]
    [place] = shown["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a/fac.py"
    assert shown["message"]["text"] == "a/fac.py:get_pipeline: raised ValueError"


def test_input_that_cannot_be_read_is_a_failure_of_the_run() -> None:
    [invocation] = log_of(Run((), errors=(an_unread("no where.json", "no such file or folder"),)))[
        "invocations"
    ]

    assert invocation == {
        "executionSuccessful": False,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": "no such file or folder"},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {
                                "uri": "no%20where.json",
                                "uriBaseId": "%SRCROOT%",
                            }
                        }
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("file", "location"),
    [
        ("a b/ü#?.json", {"uri": "a%20b/%C3%BC%23%3F.json", "uriBaseId": "%SRCROOT%"}),
        ("a:b%c.json", {"uri": "a%3Ab%25c.json", "uriBaseId": "%SRCROOT%"}),
        ("\udcff.json", {"uri": "%FF.json", "uriBaseId": "%SRCROOT%"}),
        ("/tmp/a b.json", {"uri": "file:///tmp/a%20b.json"}),
        ("C:/a b.json", {"uri": "file:///C:/a%20b.json"}),
        ("-", {"uri": "-", "description": {"text": "standard input"}}),
    ],
)
def test_file_is_a_uri(file: str, location: dict[str, Any]) -> None:
    [result] = log_of(Run((a_report("«1»", file=file),)))["results"]

    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == location


def test_finding_on_the_whole_document_has_no_logical_place() -> None:
    [location] = result_of(path="")["locations"]

    assert list(location) == ["physicalLocation"]


def test_finding_far_into_a_line_brings_the_fingerprint_that_github_looks_at() -> None:
    near, far = log_of(Run((a_report(f"[«1», {' ' * 100}«2»]", {}, {"fingerprint": "0a"}),)))[
        "results"
    ]

    assert near["partialFingerprints"] == {"pipelint/v1": "0123456789abcdef"}
    assert far["partialFingerprints"] == {"pipelint/v1": "0a", "primaryLocationLineHash": "0a"}


def test_finding_on_a_callable_brings_the_fingerprint_that_github_looks_at() -> None:
    result = result_of(origin=Origin("fac.py", 3), fingerprint="0a")

    assert result["partialFingerprints"] == {"pipelint/v1": "0a", "primaryLocationLineHash": "0a"}


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("use {0} or {{12}}", "use {{0}} or {{{{12}}}}"),
        ('use {"Get": {"a": 1}}', 'use {"Get": {"a": 1}}'),
        ("step '[x](1)'", "step '[x]\\(1)'"),
        ("step '\ud800é'", "step '\\ud800é'"),
    ],
)
def test_message_is_no_template_and_has_no_links(message: str, text: str) -> None:
    assert result_of(message=message)["message"] == {"text": text}


@given(st.text() | st.text("{}[]()01\\"))
def test_any_text_is_shown_as_it_stands(text: str) -> None:
    result = result_of(message=text, path=text)

    whole = text.encode("utf-8", "backslashreplace").decode()
    message = result["message"]["text"]
    assert "](" not in message
    read = shown(message) if re.search(r"\{[0-9]+\}", text) else message
    assert read == whole.replace("](", "]\\(")
    [location] = result["locations"]
    assert [each["fullyQualifiedName"] for each in location.get("logicalLocations", [])] == (
        [whole] if text else []
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_name_of_a_file_is_read_back_from_its_uri(file: str) -> None:
    [result] = log_of(Run((a_report("«1»", file=file),)))["results"]

    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(file:///?)?(C:)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})*", uri)
    assert unquote(uri.removeprefix("file://")) == file


def test_log_is_ascii_and_the_same_each_time() -> None:
    run = Run((a_report("«1»", {"message": "é\ud800"}, file="ü.json"),))

    assert sarif_report(run, RULES) == sarif_report(run, reversed(RULES))
    assert sarif_report(run, RULES).isascii()
