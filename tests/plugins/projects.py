"""A project in a folder of its own, and pytest run there as its user does."""

from __future__ import annotations

import json
import os
import sys
import textwrap
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import pipelint
import pipelint_rules
import pytest_pipelint

# A run in this process forgets what it is the first to import: half of a package may be left.
for name in (
    "jsonschema",
    "networkx",
    "regex",
    "yaml",
    "pipelint.text._yaml",
    "pipelint.testing._property",
):
    import_module(name)
for name in ("_accounts", "_fixtures", "_plugin"):
    import_module(f"pytest_pipelint.{name}")

#: A definition in which nothing is wrong.
CLEAN: dict[str, Any] = {
    "Version": "2020-12-01",
    "Steps": [{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}}],
}
#: One with an error of DEP.
BROKEN: dict[str, Any] = {
    "Version": "2020-12-01",
    "Steps": [{**CLEAN["Steps"][0], "DependsOn": ["Strat"]}],
}

FACTORY = f"""
class Made:
    def definition(self):
        return {CLEAN!r}

def get_pipeline():
    return Made()
"""


class Project:
    """The files of a project, and pytest with the plugin in it."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.path = pytester.path
        self.write("pytest.ini", "[pytest]\n")

    def write(self, name: str, content: object) -> Path:
        """A file with a text, or with JSON."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = textwrap.dedent(content) if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str) -> pytest.RunResult:
        """Pytest with `--pipelint`."""
        return self.plain("--pipelint", *arguments)

    def plain(self, *arguments: str) -> pytest.RunResult:
        """Pytest without it."""
        with warnings.catch_warnings():
            warnings.resetwarnings()  # those of the run that this test is one of
            return self.pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments)

    def process(self, *arguments: str) -> pytest.RunResult:
        """Pytest in a process of its own, for what is the matter of a whole one."""
        packages = (pipelint, pipelint_rules, pytest_pipelint)
        folders = [str(Path(each.__file__ or "").parents[1]) for each in packages]
        path = os.pathsep.join(dict.fromkeys(folders))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", path)
            return self.pytester.run(sys.executable, "-m", "pytest", *arguments)

    def ids(self, *arguments: str) -> list[str]:
        """The ids that are collected, without the families but REF."""
        return without_families(self.run("--co", "-q", *arguments).outlines)


def without_families(lines: list[str]) -> list[str]:
    """Lines with ids up to an empty line; of families only REF."""
    ids = lines[: lines.index("")] if "" in lines else lines
    return [each for each in ids if not each[-3:].isupper() or each.endswith("::REF")]
