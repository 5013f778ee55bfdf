"""Results as JUnit XML."""

from __future__ import annotations

from xml.etree import ElementTree

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pipelint.report._junit import Case, Suite, junit_report

SUITES = [
    Suite(
        "tests/test_a.pipeline.yaml",
        [
            Case("good", line=3),
            Case("bad", "failed", "expected: 1; actual: 2", "a.yaml:3: <expect>\n  & more\n", 9),
            Case("broken", "error", "a.yaml:3: unknown key"),
        ],
    ),
    Suite("test_b.pipeline.yaml", [Case("good")]),
]


def test_report_has_a_suite_a_file_and_a_case_a_result() -> None:
    assert junit_report(SUITES) == (
        """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="pipelint" tests="4" failures="1" errors="1" skipped="0">
  <testsuite name="tests/test_a.pipeline.yaml" tests="3" failures="1" errors="1" skipped="0">
    <testcase classname="tests/test_a.pipeline.yaml" name="good"\
 file="tests/test_a.pipeline.yaml" line="3" />
    <testcase classname="tests/test_a.pipeline.yaml" name="bad"\
 file="tests/test_a.pipeline.yaml" line="9">
      <failure message="expected: 1; actual: 2" type="failed">a.yaml:3: &lt;expect&gt;
  &amp; more
</failure>
    </testcase>
    <testcase classname="tests/test_a.pipeline.yaml" name="broken"\
 file="tests/test_a.pipeline.yaml">
      <error message="a.yaml:3: unknown key" type="error" />
    </testcase>
  </testsuite>
  <testsuite name="test_b.pipeline.yaml" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="test_b.pipeline.yaml" name="good" file="test_b.pipeline.yaml" />
  </testsuite>
</testsuites>
"""
    )


def test_report_on_nothing_is_a_document() -> None:
    root = ElementTree.fromstring(junit_report([]))

    assert (root.tag, root.get("tests"), list(root)) == ("testsuites", "0", [])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00\x1b[2Jb", "a\\x00\\x1b[2Jb"),
        ("half \ud83d of a pair", "half \\ud83d of a pair"),
        ("a\r\nb", "a\\r\nb"),
        ("\uffff\U0001f600 é \t", "\\uffff\U0001f600 é \t"),
    ],
)
def test_what_xml_cannot_hold_is_escaped(text: str, shown: str) -> None:
    report = junit_report([Suite(text, [Case(text, "failed", text, text)])])

    [suite] = ElementTree.fromstring(report.encode())
    [case] = suite
    [failure] = case
    assert (suite.get("name"), case.get("name"), failure.text) == (shown, shown, shown)


@given(st.text(), st.sampled_from(["passed", "failed", "error"]))
def test_any_text_makes_a_document(text: str, outcome: str) -> None:
    case = Case(text, outcome, text, text)  # type: ignore[arg-type]  # one of the three

    [[read]] = ElementTree.fromstring(junit_report([Suite(text, [case])]).encode())

    assert [each.tag for each in read] == {"failed": ["failure"], "error": ["error"]}.get(
        outcome, []
    )


def test_case_may_have_a_kind_of_failure_and_properties() -> None:
    case = Case("bad", "failed", "no", kind="warning", properties=[("path", "Steps[a\x00]")])

    [[read]] = ElementTree.fromstring(junit_report([Suite("a", [case])]))

    [properties, failure] = read
    assert failure.get("type") == "warning"
    assert [each.attrib for each in properties] == [{"name": "path", "value": "Steps[a\\x00]"}]
