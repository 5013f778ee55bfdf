"""The abalone example: one definition is clean, the other shows what it is broken for."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]
FOLDER = "examples/abalone"


def _marked(finding: dict[str, object], lines: list[str]) -> str:
    """The text that a finding on one line marks."""
    assert finding["line"] == finding["end_line"]
    line = lines[int(str(finding["line"])) - 1]
    return line[int(str(finding["column"])) - 1 : int(str(finding["end_column"])) - 1]


def test_clean_definition_has_no_finding_of_any_severity(command: Command) -> None:
    done = command("check", f"{FOLDER}/abalone.pipeline.json", "--output-format", "json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["findings"] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [("Steps[TrainModel].Arguments.HyperParameters.num_round", "50")],
)
def test_broken_definition_is_marked_at_its_mistake(
    path: str, text: str, command: Command, root: Path
) -> None:
    lines = (root / FOLDER / "broken.pipeline.json").read_text(encoding="utf-8").splitlines()

    done = command("check", f"{FOLDER}/broken.pipeline.json", "--output-format", "json")

    assert done.returncode == 1, done.stderr
    [finding] = [found for found in json.loads(done.stdout)["findings"] if found["path"] == path]
    assert _marked(finding, lines) == text
