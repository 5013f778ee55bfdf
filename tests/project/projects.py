"""A folder with a configuration and definitions of one fault each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipelint.project import Ruleset, load_ruleset

STOP = {"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}, "DependsOn": ["Strat"]}
#: An error, DEP002.
BROKEN: dict[str, Any] = {"Version": "2020-12-01", "Steps": [STOP]}
CLEAN: dict[str, Any] = {**BROKEN, "Steps": [{**STOP, "DependsOn": []}]}


def ruleset(folder: Path, *lines: str) -> Ruleset:
    """The rules of a configuration with these lines."""
    (folder / "pipelint.toml").write_text("\n".join(lines), encoding="utf-8")
    return load_ruleset(None, isolated=False, start=str(folder))


def write(folder: Path, name: str, definition: Any = BROKEN) -> None:
    (folder / name).write_text(json.dumps(definition), encoding="utf-8")
