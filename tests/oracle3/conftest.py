"""What runs the tests against version 3 of the SageMaker Python SDK."""

from __future__ import annotations

import os

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Let the SDK, and what it imports, warn; its import needs a region."""
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    config.addinivalue_line("filterwarnings", "ignore")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials are there, so nothing looks for them; no user's settings count."""
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "none")
