"""The wheel: what it holds, and that it says the truth about itself."""

from __future__ import annotations

import email
import os
import subprocess
import sys
import zipfile
from email.message import Message
from pathlib import Path

import pytest

import pipelint


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    [name] = [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith("/METADATA")]
    with zipfile.ZipFile(wheel) as archive:
        return email.message_from_bytes(archive.read(name))


@pytest.mark.parametrize("folder", ["pipelint", "rules/pipelint_rules", "plugins/pytest_pipelint"])
def test_wheel_holds_every_file_of_the_packages(
    folder: str, root: Path, names: frozenset[str]
) -> None:
    package = root / folder
    files = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert files
    assert files <= names


@pytest.mark.parametrize(
    "name",
    [
        "pipelint/py.typed",
        "pipelint/catalog/data/shapes.json",
        "pipelint/simulate/given.schema.json",
        "pipelint/testing/scenarios.schema.json",
        "pipelint_rules/py.typed",
        f"pipelint-{pipelint.__version__}.dist-info/licenses/LICENSE",
        f"pipelint-{pipelint.__version__}.dist-info/licenses/NOTICE",
    ],
)
def test_wheel_holds_data_type_marker_and_licence(name: str, names: frozenset[str]) -> None:
    assert name in names


def test_wheel_holds_nothing_but_the_packages(names: frozenset[str]) -> None:
    tops = {name.split("/", 1)[0] for name in names}

    assert tops == {
        "pipelint",
        "pipelint_rules",
        "pytest_pipelint",
        f"pipelint-{pipelint.__version__}.dist-info",
    }


@pytest.mark.skipif("TOX_ENV_NAME" not in os.environ, reason="outside tox the clone is tested")
def test_tox_tests_the_wheel_and_not_the_clone(root: Path) -> None:
    tested = Path(pipelint.__file__)

    assert "site-packages" in tested.parts
    assert root / "pipelint" not in tested.parents


def test_version_of_the_wheel_is_the_version_of_the_package(metadata: Message) -> None:
    assert metadata["Version"] == pipelint.__version__


def test_wheel_asks_for_few_packages(metadata: Message) -> None:
    required = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]

    assert sorted(required) == [
        "jsonschema>=4.18",
        "networkx>=3.0",
        "pyyaml>=6.0",
        "regex>=2023.6.3",
        "rich>=13.0",
        "tomli>=2.0; python_version < '3.11'",
    ]


def test_wheel_offers_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("/entry_points.txt")]

        assert b"pipelint = pipelint.cli:run" in archive.read(name)
