"""What every test may use."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

import pipelint
import pipelint_rules

Command = Callable[..., subprocess.CompletedProcess[str]]

# No test is held against the clock: another job on the machine would fail it.
settings.register_profile("local", deadline=None)
# What fails in CI fails in the same way for everybody: the examples are those of each run.
settings.register_profile("ci", derandomize=True, print_blob=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")

# The SageMaker SDK is large, and its versions exclude each other: what is tested against them runs
# in environments of its own, `tox run -e oracle` and `tox run -e sdk3`.
_SDKS = {"oracle": "workflow", "oracle3": "mlops"}
_SDK = find_spec("sagemaker")
_INSTALLED = (_SDK and _SDK.submodule_search_locations) or ()
collect_ignore = [
    folder
    for folder, package in _SDKS.items()
    if not any(Path(place, package).is_dir() for place in _INSTALLED)
]
# The package with the schema of SARIF is there from 3.11 on.
if sys.version_info < (3, 11):
    collect_ignore.append("report/test_sarif_schema.py")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the clone, also where the installed wheel is what is tested."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def command(root: Path) -> Command:
    """Run the command in a process of its own, as its console script does, at the clone's top."""
    packages = [str(Path(package.__file__).parents[1]) for package in (pipelint, pipelint_rules)]
    script = "import sys; from pipelint.cli import main; sys.exit(main())"

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", script, *map(str, arguments)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(packages)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run
