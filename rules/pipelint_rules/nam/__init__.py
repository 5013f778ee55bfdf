"""Rules about names: their form, and that each is given once."""

from __future__ import annotations

from pipelint_rules.nam import members, steps

PARTS = (members, steps)
