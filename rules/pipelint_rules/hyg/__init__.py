"""Good practice: outputs that executions overwrite, code that changes unseen."""

from __future__ import annotations

from pipelint_rules.hyg import places

PARTS = (places,)
