"""From what a user names to the definitions that are checked."""

from __future__ import annotations

from pipelint.targets._expand import STANDARD_INPUT, Target, TargetError, Targets, expand, read

__all__ = ["STANDARD_INPUT", "Target", "TargetError", "Targets", "expand", "read"]
