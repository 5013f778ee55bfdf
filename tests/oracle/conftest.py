"""What runs the tests against the SageMaker Python SDK."""

from __future__ import annotations

import socket
from typing import Any

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Let the SDK warn: of its age, of what it does, of what is old in it."""
    for warning in ("ignore:You are using the SageMaker Python SDK v2", "ignore:::sagemaker"):
        config.addinivalue_line("filterwarnings", warning)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever looks for the network fails; credentials are there, so nothing looks for them."""

    def refuse(*_: Any) -> None:
        raise AssertionError("a test looks for the network")

    monkeypatch.delenv("AWS_PROFILE", raising=False)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "none")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    telemetry = "sagemaker.telemetry.telemetry_logging._send_telemetry_request"
    monkeypatch.setattr(telemetry, lambda *_, **__: None)
