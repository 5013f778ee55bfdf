"""The page on CI: what it shows can be copied."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelint.cli._check_options import read_options
from pipelint.cli._check_parser import FORMATS


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "ci.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files(page: str) -> list[tuple[str, Any]]:
    """The YAML files of the page, in order, each by its name."""
    blocks = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [(name, yaml.safe_load(text)) for name, text in blocks]


def test_command_lines_are_understood(page: str) -> None:
    lines = re.findall(r"pipelint check( [^`'\n]+)", page)

    shown = {read_options(shlex.split(line)).output_format for line in lines}

    assert shown == set(FORMATS) - {"json"}


def test_every_format_is_in_the_table(page: str) -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == FORMATS


def test_workflows_of_github_upload_what_they_write(files: list[tuple[str, Any]]) -> None:
    scanning, annotations = (
        value for name, value in files if name == ".github/workflows/pipelint.yml"
    )

    *_, check, upload = scanning["jobs"]["pipelint"]["steps"]
    assert check["run"].endswith(f"--output-file {upload['with']['sarif_file']}")
    assert scanning["permissions"]["security-events"] == "write"
    assert annotations["jobs"]["pipelint"]["steps"][-1] == {
        "run": "pipelint check --output-format github"
    }


def test_job_of_gitlab_keeps_what_it_writes(files: list[tuple[str, Any]]) -> None:
    job = dict(files)[".gitlab-ci.yml"]["pipelint"]

    assert job["script"][-1].endswith(job["artifacts"]["reports"]["codequality"])
    assert job["artifacts"]["when"] == "always"


def test_hook_is_the_one_that_this_repository_offers(
    files: list[tuple[str, Any]], root: Path
) -> None:
    [offered] = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    [repository] = dict(files)[".pre-commit-config.yaml"]["repos"]

    [hook] = repository["hooks"]
    assert hook["id"] == offered["id"]
    assert read_options([*hook["args"], "a.json"]).fail_on == "warning"
