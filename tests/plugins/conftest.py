"""What every test of the plugin may use."""

from __future__ import annotations

import pytest

from tests.plugins.projects import Project


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An empty project."""
    # The number of examples, and what is kept of them, is a test's own matter.
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    # In CI pytest and Hypothesis behave in another way.
    for name in ("BUILD_NUMBER", "CI"):
        monkeypatch.delenv(name, raising=False)
    return Project(pytester)
