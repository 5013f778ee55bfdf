"""Rules about the graph: which step waits for which."""

from __future__ import annotations

from pipelint_rules.dep import bodies, branches, cleanup, entries, graph

PARTS = (bodies, branches, cleanup, entries, graph)
