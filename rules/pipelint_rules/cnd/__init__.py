"""Rules about conditions and branches."""

from __future__ import annotations

from pipelint_rules.cnd import constant, lists, operands

PARTS = (constant, lists, operands)
