"""Real failures are found at their place, and what mends them is left alone."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from pipelint.lint import DEFAULT_PACKS, Rule, load_packs

FOLDER = Path(__file__).resolve().parents[1] / "data" / "cases"
CASES = sorted(path.parent.name for path in FOLDER.glob("*/case.yaml"))


@pytest.fixture(scope="session")
def cases(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("cases", root / "bench" / "cases.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def rules() -> tuple[Rule, ...]:
    return load_packs(DEFAULT_PACKS)


@pytest.mark.parametrize("name", CASES)
def test_fault_is_found_at_its_place(name: str, cases: ModuleType, rules: tuple[Rule, ...]) -> None:
    outcome = cases.judge(FOLDER / name, rules)

    assert [(f.code, f.pointer, f.message) for f in outcome.false_alarms] == []
    assert [f.code for f in outcome.found] != []
