"""The README's command lines are what is run elsewhere, and name what exists."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelint.testing import read_scenarios

Command = Callable[..., subprocess.CompletedProcess[str]]
DOCS = sorted((Path(__file__).parents[2] / "docs").glob("*.md"))


@pytest.fixture(scope="module")
def lines(root: Path) -> list[str]:
    """The command lines of the README that begin on a fresh machine."""
    text = (root / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^python3 -m venv .*$", text, re.MULTILINE)


def test_first_line_checks_a_bundled_example(lines: list[str], root: Path) -> None:
    [target] = re.findall(r"pipelint check (\S+)$", lines[0])

    assert json.loads((root / target).read_text(encoding="utf-8"))["Version"] == "2020-12-01"


def test_finding_is_shown_as_the_command_shows_it(root: Path, command: Command) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"^```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)

    done = command("check", "--isolated", "examples/abalone/broken.pipeline.json")

    assert shown in done.stdout


def test_simulation_is_shown_as_the_command_shows_it(root: Path, command: Command) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    block = r"^```console\n\$ pipelint (.*?)\n\.\.\.\n(.*?)\.\.\.\n"
    [(line, shown)] = re.findall(block, text, re.MULTILINE | re.DOTALL)

    done = command(*line.split(), "--isolated")

    assert shown in done.stdout


def test_scenario_is_one(root: Path, tmp_path: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"^```yaml\n(definition:.*?)^```$", text, re.MULTILINE | re.DOTALL)
    path = tmp_path / "test_abalone.pipeline.yaml"
    path.write_text(shown, encoding="utf-8")

    [scenario] = read_scenarios(str(path)).scenarios

    assert scenario.expect.attempts == {"TrainModel": 2}


def test_configuration_is_one_that_the_packs_take(
    root: Path, tmp_path: Path, command: Command
) -> None:
    text = (root / "docs" / "configuration.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(shown, encoding="utf-8")
    shutil.copy(root / "examples" / "acme_rules" / "acme_rules.py", tmp_path)

    done = command("rules", "--config", tmp_path / "pyproject.toml")

    assert (done.returncode, done.stderr) == (0, "")


def test_second_line_is_what_continuous_integration_runs(lines: list[str], root: Path) -> None:
    _, tests = lines

    assert tests in (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "page",
    ["README.md", "CONTRIBUTING.md", *(f"docs/{page.name}" for page in DOCS)],
)
def test_links_lead_to_files_of_the_repository(page: str, root: Path) -> None:
    text = (root / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", text)

    assert [
        target for target in targets if not (root / page).parent.joinpath(target).exists()
    ] == []


def test_change_log_starts_with_what_is_unreleased(root: Path) -> None:
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.findall(r"^## (.*)$", text, re.MULTILINE)[0] == "Unreleased"
