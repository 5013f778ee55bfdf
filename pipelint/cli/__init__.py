"""The command `pipelint`."""

from __future__ import annotations

from pipelint.cli._main import main, run

__all__ = ["main", "run"]
