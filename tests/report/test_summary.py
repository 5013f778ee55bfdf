"""A run in one line."""

from __future__ import annotations

from pipelint.lint import FileReport
from pipelint.report import Run, explain_line, plain, statistics_lines, summary_line
from tests.report.marked import a_report, an_unread


def a_clean(file: str = "a.json", *, steps: int = 6, parameters: int = 6) -> FileReport:
    empty = a_report("«1»", file=file)
    return empty._replace(findings=(), steps=steps, parameters=parameters)


def test_clean_file_is_named_with_its_size() -> None:
    run = Run((a_clean("abalone.json"),))

    assert summary_line(run) == "abalone.json: no problems (6 steps, 6 parameters)"


def test_one_step_is_singular() -> None:
    run = Run((a_clean("abalone.json", steps=1, parameters=0),))

    assert summary_line(run) == "abalone.json: no problems (1 step, 0 parameters)"


def test_many_clean_files_are_counted() -> None:
    assert summary_line(Run((a_clean(),) * 12)) == "12 definitions checked, no problems"


def test_what_is_suppressed_is_told() -> None:
    quieted = a_clean()._replace(suppressed=2)

    assert summary_line(Run((quieted,))) == (
        "a.json: no problems (6 steps, 6 parameters; 2 suppressed)"
    )
    assert summary_line(Run((quieted, quieted))) == (
        "2 definitions checked, no problems (4 suppressed)"
    )


def test_findings_are_counted_by_severity_the_gravest_first() -> None:
    grades = [{"severity": word} for word in ("info", "error", "warning", "error")]
    found = a_report("[«1», «2», «3», «4»]", *grades)

    assert summary_line(Run((a_clean(), found, a_clean()))) == (
        "2 errors, 1 warning, 1 info in 1 of 3 definitions"
    )


def test_findings_of_a_single_file_name_it() -> None:
    found = a_report("[«1»]")._replace(suppressed=1)

    assert summary_line(Run((found,))) == "1 error in a.json; 1 suppressed"


def test_findings_on_the_configuration_name_it() -> None:
    configuration = a_report("«x»", {"severity": "warning"}, file="pipelint.toml")

    assert summary_line(Run((a_clean(),), configuration)) == "1 warning in pipelint.toml"
    assert summary_line(Run((a_report("«1»"), a_clean()), configuration)) == (
        "1 error, 1 warning in 1 of 2 definitions and pipelint.toml"
    )


def test_nothing_read_gives_no_summary() -> None:
    assert summary_line(Run((), errors=(an_unread("gone.json", "no such file or folder"),))) == ""


def test_file_name_cannot_break_the_line() -> None:
    assert summary_line(Run((a_clean("a\nb\x1b.json"),))).startswith(
        r"a\nb\u001b.json: no problems"
    )


def test_explain_names_three_rules_the_gravest_first() -> None:
    fields = [
        {"code": "HYG002", "severity": "info"},
        {"code": "CND021", "severity": "warning"},
        {"code": "REF012"},
        {"code": "REF012"},
        {"code": "DEP002"},
    ]
    run = Run((a_report("[«1», «2», «3», «4», «5»]", *fields),))

    assert explain_line(run) == "why it matters: pipelint explain REF012 DEP002 CND021 (and 1 more)"


def test_explain_tells_of_no_more_where_it_names_all() -> None:
    fields = [{"code": "REF012"}, {"code": "DEP002"}, {"code": "CND021"}]
    run = Run((a_report("[«1», «2», «3»]", *fields),))

    assert explain_line(run) == "why it matters: pipelint explain REF012 DEP002 CND021"


def test_statistics_are_ordered_by_frequency_then_by_code() -> None:
    fields = [{"code": "REF012", "rule": "unknown-output"}] * 10
    fields += [{"code": "HYG002", "rule": "b", "severity": "info"}, {"code": "CND021", "rule": "c"}]
    run = Run((a_report("[" + "«1»," * 12 + "]", *fields),))

    assert plain(statistics_lines(run)).splitlines() == [
        "10  REF012  error    unknown-output",
        " 1  CND021  error    c",
        " 1  HYG002  info     b",
    ]
