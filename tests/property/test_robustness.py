"""Whatever the text is, the check says what is wrong and does not break down."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from pipelint.lint import FileReport, check_source, load_packs
from pipelint.report import Run, json_report, plain, text_report
from pipelint.text import Position, Source, Span
from tests.property.definitions import (
    HERE,
    broken_texts,
    damaged_definitions,
    junk,
    near_definitions,
    spelled,
)

RULES = load_packs(("pipelint_rules",))
#: Of the text, not of the value in it: syntax, repeated keys, encoding, size.
OF_THE_TEXT = ("DOC001", "DOC002", "DOC003", "DOC004", "DOC005", "DOC006")
LINE_END = re.compile(r"\r\n|\r|\n")

# Far more than any check takes on a busy machine: it is a hang that must be noticed.
_PATIENCE = timedelta(seconds=20)
_SLOW_STRATEGY = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
quick = settings(
    max_examples=100,
    deadline=_PATIENCE,
    suppress_health_check=_SLOW_STRATEGY,
    # To shrink a whole definition takes minutes, and the finding at fault is named anyway.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
thorough = settings(quick, max_examples=1000)


def checked(data: bytes) -> FileReport:
    """The report of all rules; a rule that crashes raises."""
    return check_source(Source.from_bytes(data, "a.json"), RULES, file="a.json")


def examine(data: bytes) -> None:
    """Hold the report on a text to everything that is true of any report."""
    report = checked(data)

    assert checked(data).findings == report.findings
    for finding in report.findings:
        assert_inside(report.source, finding.span, finding.start, finding.end)
        for other in finding.related:
            assert_inside(report.source, other.span, other.start, None)
    assert len({finding.fingerprint for finding in report.findings}) == len(report.findings)
    assert_reported(report)


def assert_inside(source: Source, span: Span, start: Position, end: Position | None) -> None:
    assert 0 <= span.start <= span.end <= len(source.text)
    assert start == position(source.text, span.start)
    assert end is None or end == position(source.text, span.end)


def position(text: str, offset: int) -> Position:
    """Line and column, counted from the beginning of the text."""
    ends = [end.end() for end in LINE_END.finditer(text) if end.end() <= offset]
    return Position(len(ends) + 1, offset - (ends[-1] if ends else 0) + 1)


def assert_reported(report: FileReport) -> None:
    run = Run((report,))

    listed = json.loads(json_report(run))["findings"]
    assert [finding["message"] for finding in listed] == [each.message for each in report.findings]
    shown = plain(text_report(run))
    assert all(finding.code in shown for finding in report.findings)


def said(data: bytes) -> Counter[tuple[str, str, str]]:
    return Counter(
        (finding.code, finding.path, finding.message)
        for finding in checked(data).findings
        if finding.code not in OF_THE_TEXT
    )


def backwards(value: Any) -> Any:
    """The value with the members of each object in the opposite order.

    The branches of a condition stay in theirs: which of two steps comes first is told by it.
    """
    if isinstance(value, list):
        return [backwards(element) for element in value]
    if not isinstance(value, dict):
        return value
    keys = [key for key in reversed(value) if key != "ElseSteps"]
    if "ElseSteps" in value:
        keys.insert(keys.index("IfSteps") + 1 if "IfSteps" in keys else 0, "ElseSteps")
    return {key: backwards(value[key]) for key in keys}


def compare_spellings(value: object) -> None:
    line = spelled(value, None)

    assert said(spelled(value, 3)) == said(line)
    assert said(spelled(backwards(value), 1)) == said(line)


@quick
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-16")))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b'{"Version": "2020-12-01", "Steps": [' + b"[" * 100_000)
@example(b'{"Steps": [{"Name": ' + b"9" * 5000 + b"}]}")
def test_any_bytes_are_checked(data: bytes) -> None:
    examine(data)


@quick
@given(junk())
def test_any_value_is_checked(value: object) -> None:
    examine(spelled(value, None))


@quick
@given(near_definitions())
def test_definitions_with_wrong_kinds_everywhere_are_checked(value: object) -> None:
    examine(spelled(value, None))


@quick
@given(broken_texts())
def test_damaged_definitions_are_checked(data: bytes) -> None:
    examine(data)


@quick
@given(near_definitions())
def test_findings_do_not_depend_on_white_space_or_the_order_of_members(value: object) -> None:
    compare_spellings(value)


@quick
@given(damaged_definitions())
def test_findings_on_damage_do_not_depend_on_white_space_or_the_order_of_members(
    value: object,
) -> None:
    compare_spellings(value)


@pytest.mark.parametrize("name", ["bedrock", "churn", "deployment", "monitoring"])
def test_a_sound_definition_has_no_findings(name: str) -> None:
    report = checked((HERE / f"{name}.json").read_bytes())

    found = {(finding.code, finding.path) for finding in report.findings}
    # One step is of a type that the catalog does not know.
    assert found == ({("STR010", "Steps[Query].Type")} if name == "bedrock" else set())


@pytest.mark.slow
@thorough
@given(near_definitions())
def test_many_definitions_with_wrong_kinds_are_checked(value: object) -> None:
    examine(spelled(value, None))


@pytest.mark.slow
@thorough
@given(broken_texts())
def test_much_damage_is_checked(data: bytes) -> None:
    examine(data)


@pytest.mark.slow
@thorough
@given(near_definitions() | damaged_definitions())
def test_findings_on_many_definitions_do_not_depend_on_the_spelling(value: object) -> None:
    compare_spellings(value)
