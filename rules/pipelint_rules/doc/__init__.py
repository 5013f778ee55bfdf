"""Rules about the document itself: its JSON, its encoding, its size, what it is."""

from __future__ import annotations

from pipelint_rules.doc import encoding, kind, syntax

PARTS = (encoding, kind, syntax)
