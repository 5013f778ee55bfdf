"""Rules about structure: keys, JSON types and closed lists, outside of the requests of APIs."""

from __future__ import annotations

from pipelint_rules.str import (
    conditions,
    definition,
    fail,
    for_each,
    kinds,
    limits,
    lineage,
    members,
    steps,
)

PARTS = (conditions, definition, fail, for_each, kinds, limits, lineage, members, steps)
