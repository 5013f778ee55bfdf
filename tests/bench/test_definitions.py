"""What the benchmark measures with: as big as it says, and clean, or its numbers mean little."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def definitions(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("definitions", root / "bench" / "definitions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "size"), [("small", 10_000), ("large", 285_000)])
def test_definition_has_the_size_that_is_said(
    name: str, size: int, definitions: ModuleType
) -> None:
    assert len(getattr(definitions, name)()) == pytest.approx(size, rel=0.02)


@pytest.mark.parametrize("name", ["small", "large"])
def test_definition_is_clean(
    name: str, definitions: ModuleType, command: Command, tmp_path: Path
) -> None:
    file = tmp_path / f"{name}.pipeline.json"
    file.write_text(getattr(definitions, name)(), encoding="utf-8")

    done = command("check", "--isolated", "--output-format", "json", file)

    assert done.returncode == 0, done.stderr
    assert [finding["code"] for finding in json.loads(done.stdout)["findings"]] == []
