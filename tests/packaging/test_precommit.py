"""The pre-commit hook: what it declares, and that pre-commit runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml


def test_hook_checks_pipeline_files_with_the_command(root: Path) -> None:
    [hook] = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert hook["id"] == "pipelint-check"
    assert hook["entry"] == "pipelint check"
    assert hook["language"] == "python"


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("abalone.pipeline.json", True),
        ("pipelines/abalone.pipeline.json", True),
        ("package.json", False),
        ("abalone.pipeline.json.bak", False),
        ("abalone-pipeline.json", False),
    ],
)
def test_hook_takes_files_by_their_ending(name: str, taken: bool, root: Path) -> None:
    [hook] = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert bool(re.search(hook["files"], name)) is taken


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that uses the hook from a clone of this one, with both examples in it."""
    folder = tmp_path_factory.mktemp("hook")
    _copy_work_tree(root, folder / "pipelint")
    revision = _commit_all(folder / "pipelint")
    user = folder / "user"
    shutil.copytree(root / "examples" / "abalone", user / "pipelines")
    source = {"repo": str(folder / "pipelint"), "rev": revision}
    config = [{**source, "hooks": [{"id": "pipelint-check"}]}]
    (user / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": config}))
    _commit_all(user)
    return user


def _copy_work_tree(root: Path, target: Path) -> None:
    """Copy what git would commit, so that changes not committed yet are tested too."""
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)


def _commit_all(folder: Path) -> str:
    _git(folder, "init", "-q")
    _git(folder, "add", "--all")
    name = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    _git(folder, *name, "commit", "-q", "--no-verify", "-m", "all")
    return _git(folder, "rev-parse", "HEAD").strip()


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _run_hook(project: Path, *files: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pre_commit", "run", "--color=never", "--files", *files]
    environment = {**os.environ, "PRE_COMMIT_HOME": str(project.parent / "cache")}
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_hook_passes_a_clean_definition(project: Path) -> None:
    done = _run_hook(project, "pipelines/abalone.pipeline.json")

    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^pipelint check\.+Passed$", done.stdout, re.MULTILINE)


@pytest.mark.slow
def test_hook_stops_a_broken_definition_and_shows_the_finding(project: Path) -> None:
    done = _run_hook(project, "pipelines/broken.pipeline.json")

    assert done.returncode == 1
    assert re.search(r"^pipelint check\.+Failed$", done.stdout, re.MULTILINE)
    assert "Steps[TrainModel].Arguments.HyperParameters.num_round" in done.stdout
    assert "pipelines/broken.pipeline.json:153:24" in done.stdout


@pytest.mark.slow
def test_hook_leaves_other_files_alone(project: Path) -> None:
    done = _run_hook(project, "pipelines/README.md")

    assert done.returncode == 0
    assert re.search(r"^pipelint check\.+.*Skipped$", done.stdout, re.MULTILINE)
