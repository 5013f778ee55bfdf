"""The type of an expression against the place it stands in."""

from __future__ import annotations

from pipelint_rules.typ import expressions, items

PARTS = (expressions, items)
