"""Findings as JUnit XML, held to https://github.com/testmoapp/junitxml.

There is no schema that all readers share; these are the elements and attributes which that page
says are common.
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import hypothesis.strategies as st
from hypothesis import given

from pipelint.lint import FileReport
from pipelint.report import Run, junit_check
from pipelint.text import Origin, Source
from tests.report.marked import a_report, an_unread

_COUNTS = {"name", "tests", "failures", "errors", "skipped"}
#: By element: the attributes it must have, those it may have, the elements within.
_COMMON: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (_COUNTS, set(), {"testsuite"}),
    "testsuite": (_COUNTS, {"file"}, {"testcase"}),
    "testcase": ({"name", "classname"}, {"file", "line"}, {"properties", "failure", "error"}),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, set(), set()),
    "failure": ({"message", "type"}, set(), set()),
    "error": ({"message", "type"}, set(), set()),
}


def document(run: Run) -> Element:
    """The root of a document that has only what is common, and counts truly."""
    root = ElementTree.fromstring(junit_check(run).encode())
    for element in root.iter():
        required, allowed, within = _COMMON[element.tag]
        assert required <= set(element.attrib) <= required | allowed
        assert {child.tag for child in element} <= within
        if element.tag in ("testsuites", "testsuite"):
            assert element.get("tests") == str(len(list(element.iter("testcase"))))
            assert element.get("failures") == str(len(list(element.iter("failure"))))
            assert element.get("errors") == str(len(list(element.iter("error"))))
    return root


def test_finding_is_a_failed_case_with_its_path_fingerprint_and_text() -> None:
    report = a_report('[\n«"Prpe"»\n]', {"hint": "did you mean 'Prep'?"})

    assert junit_check(Run((report,))) == (
        """\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="pipelint" tests="1" failures="1" errors="0" skipped="0">
  <testsuite name="a.json" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="a.json" name="DEP002 unknown-dependency: Steps[Train].DependsOn[0]"\
 file="a.json" line="2">
      <properties>
        <property name="path" value="Steps[Train].DependsOn[0]" />
        <property name="fingerprint" value="0123456789abcdef" />
      </properties>
      <failure message="step 'Prpe' is not defined in this pipeline" type="error">\
error DEP002 unknown-dependency              refused at create
  Steps[Train].DependsOn[0]   a.json:2:1
   1 | [
   2 | "Prpe"
     | ^^^^^^ step 'Prpe' is not defined in this pipeline
  fix   did you mean 'Prep'?
</failure>
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_file_without_findings_has_a_case_that_passed() -> None:
    clean = a_report("«1»", file="clean.json")._replace(findings=())

    [suite] = document(Run((clean,)))

    [case] = suite
    assert (suite.get("name"), case.get("name"), list(case)) == ("clean.json", "no problems", [])


def test_input_that_cannot_be_read_is_a_suite_with_an_error() -> None:
    [suite] = document(Run((), errors=(an_unread("gone.json", "no such file or folder"),)))

    [[error]] = suite
    assert (suite.get("name"), suite.get("errors"), error.tag) == ("gone.json", "1", "error")
    assert error.attrib == {"message": "no such file or folder", "type": "error"}


def test_callable_that_cannot_be_read_is_an_error_of_its_own_in_its_file() -> None:
    [suite] = document(
        Run((), errors=(an_unread("a/fac.py:get_pipeline", "raised ValueError", file="a/fac.py"),))
    )

    [case] = suite
    assert suite.get("name") == case.get("classname") == "a/fac.py:get_pipeline"
    assert case.get("file") == "a/fac.py"
    assert case[0].text == "a/fac.py:get_pipeline: raised ValueError\n"


def test_callables_of_one_file_are_suites_that_name_them() -> None:
    reports = []
    for name in "ab":
        source = Source.from_text("1", f"fac.py:{name}", Origin("fac.py", 3))
        reports.append(FileReport(source.name, source, (), 0, 0, 0))

    cases = [case for suite in document(Run(tuple(reports))) for case in suite]

    assert [(case.get("classname"), case.get("file")) for case in cases] == [
        ("fac.py:a", "fac.py"),
        ("fac.py:b", "fac.py"),
    ]


def test_severity_is_the_type_of_a_failure() -> None:
    report = a_report("[«1», «2»]", {"severity": "warning"}, {"severity": "info", "path": "Steps"})

    failures = document(Run((report,))).iter("failure")

    assert [failure.get("type") for failure in failures] == ["warning", "info"]


def test_findings_of_one_name_are_numbered() -> None:
    [suite] = document(Run((a_report("[«1», «2», «3»]", {}, {"path": ""}, {}),)))

    assert [case.get("name") for case in suite] == [
        "DEP002 unknown-dependency: Steps[Train].DependsOn[0]",
        "DEP002 unknown-dependency",
        "DEP002 unknown-dependency: Steps[Train].DependsOn[0] (2)",
    ]


def test_configuration_is_a_suite_only_where_it_has_findings() -> None:
    definition = a_report("«1»")
    configuration = a_report("«x»", file="pipelint.toml")

    both = document(Run((definition,), configuration))
    one = document(Run((definition,), configuration._replace(findings=())))

    assert [suite.get("name") for suite in both] == ["a.json", "pipelint.toml"]
    assert [suite.get("name") for suite in one] == ["a.json"]


def test_text_that_looks_like_xml_is_text() -> None:
    text = "]]> </failure> <![CDATA[ &amp; \x00\x1b"

    [[case]] = document(Run((a_report("«1»", {"message": text, "path": text}),)))

    [properties, failure] = case
    assert failure.get("message") == "]]> </failure> <![CDATA[ &amp; \\x00\\x1b"
    assert properties[0].get("value") == failure.get("message")


#: What https://www.w3.org/TR/xml/#charsets allows, but for the carriage return.
LEGAL = st.one_of(
    st.sampled_from("\t\n]>&<\"'"),
    st.characters(min_codepoint=32, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"),
)


@given(st.text(LEGAL))
def test_any_text_that_xml_can_hold_is_read_back(text: str) -> None:
    fields = {"message": text, "path": text}

    [[error], [case]] = document(
        Run((a_report("«1»", fields),), errors=(an_unread("gone.json", text),))
    )

    [properties, failure] = case
    assert failure.get("message") == text
    assert properties[0].get("value") == text
    assert error[0].get("message") == text


@given(st.text())
def test_any_text_makes_a_document(text: str) -> None:
    fields = {"message": text, "path": text, "hint": text}

    [[case]] = document(Run((a_report("«1»", fields, file=text),)))

    assert [each.tag for each in case] == ["properties", "failure"]
