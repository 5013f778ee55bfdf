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


def test_scenarios_are_as_expected(command: Command) -> None:
    done = command("test", FOLDER)

    file = f"{FOLDER}/test_abalone.pipeline.yaml"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:-2] == [
        f"ok      {file}::a good model is registered",
        f"ok      {file}::a bad model ends the execution",
        f"ok      {file}::training waits for capacity",
        f"ok      {file}::training gives up without capacity",
        f"ok      {file}::the data is prepared once",
    ]


@pytest.mark.parametrize(("threshold", "code", "step"), [("5", 0, "Register"), ("4", 1, "Quality")])
def test_threshold_decides_over_the_good_model(
    threshold: str, code: int, step: str, command: Command
) -> None:
    definition = f"{FOLDER}/abalone.pipeline.json"

    done = command(
        "simulate", definition, "--given", f"{FOLDER}/good.yaml", "-p", f"MseThreshold={threshold}"
    )

    assert (done.returncode, done.stderr) == (code, "")
    assert f"\n 5    {step}" in done.stdout
    assert f"4.2 ({FOLDER}/good.yaml:7)" in done.stdout
