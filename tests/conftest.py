"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the clone, also where the installed wheel is what is tested."""
    return Path(__file__).resolve().parents[1]
