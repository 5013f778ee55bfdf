"""Rules about parameters: their types, defaults and allowed values."""

from __future__ import annotations

from pipelint_rules.par import enums, lists, starts, types

PARTS = (enums, lists, starts, types)
