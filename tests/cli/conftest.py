"""A small project with rules of its own, in which commands run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import pipelint
import pipelint_rules
from pipelint.cli import main

PACK = '''
from pipelint.lint import Problem, rule
from pipelint.model import Dependency, Step

META = {"since": "0.1", "source": "https://docs.aws.amazon.com/", "evidence": "E2"}


@rule(
    "DEP002",
    on=Dependency,
    stage="create",
    bad=['[{"Name": "Train", "Type": "Training", "DependsOn": [«"Prpe"»]}]'],
    good=['[{"Name": "Train", "Type": "Training", "DependsOn": []}]'],
    **META,
)
def unknown_dependency(dependency, facts):
    """A `DependsOn` entry must name a step of the same pipeline."""
    if dependency.target not in facts.steps:
        message = f"step '{dependency.target}' is not defined in this pipeline"
        yield Problem(dependency.target_place, message, hint="name a step that is there")


@rule("NAM002", on=Step, severity="warning", stage="silent", bad=(), good=(),
      options={"most": 20}, **META)
def long_name(step, facts, most):
    """A step's name should be short."""
    if len(step.name) > most:
        yield Problem(step.lacking, f"name of step '{step.name}' is longer than {most} characters")


@rule("SEC001", on=Step, severity="info", stage="practice", bad=(), good=(), **META)
def open_network(step, facts):
    """A job should run without a network."""
    yield Problem(step.lacking, f"step '{step.name}' may reach any network")


@rule("STR900", on=Step, stage="create", bad=(), good=(), default=False, **META)
def broken_rule(step, facts):
    """This rule raises."""
    raise ZeroDivisionError("division by zero")
    yield
'''

CLEAN: dict[str, Any] = {
    "Version": "2020-12-01",
    "Steps": [{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}}],
}
#: An error, and with --extend-select SEC an info.
BROKEN: dict[str, Any] = {
    "Version": "2020-12-01",
    "Steps": [{"Name": "Stop", "Type": "Fail", "Arguments": {}, "DependsOn": ["Prpe"]}],
}
#: A warning.
LONG: dict[str, Any] = {
    "Version": "2020-12-01",
    "Steps": [{"Name": "StopWhenNothingIsFound", "Type": "Fail", "Arguments": {}}],
}


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class Project(NamedTuple):
    """A folder with a configuration, and a way to run commands in it."""

    folder: Path
    run: Callable[..., Done]

    def write(self, name: str, value: Any) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value if isinstance(value, str) else json.dumps(value, indent=2))
        return path

    def configure(self, *lines: str) -> None:
        self.write("pipelint.toml", "\n".join(('packs = ["acme_rules"]', *lines)))

    def process(self, arguments: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
        """The command in a process of its own."""
        script = "import sys; from pipelint.cli import main; sys.exit(main())"
        return self.python(script, arguments, **options)

    def python(
        self, script: str, arguments: Sequence[str] = (), **options: Any
    ) -> subprocess.Popen[bytes]:
        """A script in a process of its own, which finds the packages that are tested."""
        packages = (*pipelint.__path__, *pipelint_rules.__path__)
        return subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.dirname, packages))},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,
        )


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Project]:
    """A project with `clean.json`, `broken.json` and `long.json`, as the current folder."""

    def run(*arguments: str) -> Done:
        code = main(arguments)
        return Done(code, *capsys.readouterr())

    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    made = Project(tmp_path, run)
    made.write("acme_rules.py", PACK)
    made.write("clean.json", CLEAN)
    made.write("broken.json", BROKEN)
    made.write("long.json", LONG)
    made.configure()
    yield made
    sys.modules.pop("acme_rules", None)
