"""The corpus of real definitions, where it is at hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def corpus(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus", root / "bench" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not (module.folder() / "definitions").is_dir():
        pytest.skip(f"the corpus is not at hand: no definitions in {module.folder()}")
    return module
