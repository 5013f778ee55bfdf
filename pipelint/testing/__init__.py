"""Helpers for people who test definitions or write rules."""

from __future__ import annotations

from pipelint.testing._examples import Example, check_rule, read_example

__all__ = ["Example", "check_rule", "read_example"]
