"""Baselines."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pipelint.errors import PipelintError
from pipelint.lint import apply_baseline, read_baseline, write_baseline
from tests.lint.samples import a_finding


def refusal(path: Path) -> str:
    with pytest.raises(PipelintError) as caught:
        read_baseline(str(path))
    return str(caught.value).removeprefix(f"{path.parent}{os.sep}")


def test_a_baseline_is_sorted_with_one_finding_a_line(tmp_path: Path) -> None:
    path = tmp_path / "base.json"
    findings = [
        a_finding("REF001", file="b.json", path="Steps[B]", fingerprint="bb"),
        a_finding("DEP002", file="a.json", path="Steps[Prép]", fingerprint="aa-2"),
        a_finding("DEP002", file="a.json", path="Steps[Prép]", fingerprint="aa"),
    ]

    write_baseline(str(path), findings)

    assert path.read_bytes().decode() == (
        '{"schema_version": 1, "findings": [\n'
        '  {"fingerprint": "aa", "code": "DEP002", "file": "a.json", "path": "Steps[Prép]"},\n'
        '  {"fingerprint": "aa-2", "code": "DEP002", "file": "a.json", "path": "Steps[Prép]"},\n'
        '  {"fingerprint": "bb", "code": "REF001", "file": "b.json", "path": "Steps[B]"}\n'
        "]}\n"
    )
    assert read_baseline(str(path)) == {"aa", "aa-2", "bb"}


def test_without_findings_a_baseline_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "base.json"

    write_baseline(str(path), [])

    assert json.loads(path.read_bytes()) == {"schema_version": 1, "findings": []}
    assert read_baseline(str(path)) == frozenset()


def test_half_a_surrogate_pair_can_be_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "base.json"

    write_baseline(str(path), [a_finding(path="Steps[\ud800\U0001f600]", fingerprint="aa")])

    assert json.loads(path.read_bytes())["findings"][0]["path"] == "Steps[\ud800\U0001f600]"
    assert read_baseline(str(path)) == {"aa"}


def test_known_findings_are_taken_away_and_counted() -> None:
    old, new = a_finding(fingerprint="aa"), a_finding(fingerprint="aa-2")

    assert apply_baseline([old, new], {"aa", "zz"}) == ((new,), 1)


def test_a_missing_baseline_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.json") == (
        "gone.json: baseline cannot be read: No such file or directory"
    )


def test_a_baseline_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "base.json"

    with pytest.raises(PipelintError) as caught:
        write_baseline(str(path), [])

    assert str(caught.value) == f"{path}: baseline cannot be written: No such file or directory"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", ": is not a baseline: has no 'schema_version'"),
        ('{"findings": []}', ": is not a baseline: has no 'schema_version'"),
        (
            '{"schema_version": 2, "findings": []}',
            ": /schema_version: expected 1, found 2: "
            "write the baseline again with --write-baseline",
        ),
        ('{"schema_version": 1}', ": /findings: expected an array"),
        (
            '{"schema_version": 1, "findings": ["aa"]}',
            ": /findings/0/fingerprint: expected a string",
        ),
        (
            '{"schema_version": 1, "findings": [{"fingerprint": "a"}, {"fingerprint": 1}]}',
            ": /findings/1/fingerprint: expected a string",
        ),
    ],
)
def test_what_is_no_baseline_is_refused_with_the_place(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "base.json"
    path.write_text(text)

    assert refusal(path) == f"base.json{message}"


def test_broken_json_is_refused_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "base.json"
    path.write_text('{"schema_version": 1, "findings": [\n<<<<<<< HEAD\n]}')

    assert refusal(path).startswith("base.json:2:1: baseline is damaged: ")
