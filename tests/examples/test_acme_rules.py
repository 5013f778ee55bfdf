"""The pack of the example works, and is the one that the guide to writing packs shows."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelint.lint import Rule, load_packs
from pipelint.testing import check_rule

Command = Callable[..., subprocess.CompletedProcess[str]]
FOLDER = "examples/acme_rules"


@pytest.fixture
def rules(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[Rule]:
    """The pack's rules."""
    monkeypatch.syspath_prepend(str(root / FOLDER))
    engine = load_packs(["pipelint_rules"])
    return [rule for rule in load_packs(["pipelint_rules", "acme_rules"]) if rule not in engine]


def test_rules_report_what_their_examples_mark(rules: list[Rule]) -> None:
    assert [rule.code for rule in rules] == ["ACM001"]
    for rule in rules:
        check_rule(rule)


def test_pack_beside_the_configuration_reports_with_its_option(command: Command) -> None:
    done = command(
        "check",
        f"--config={FOLDER}/pipelint.toml",
        "--output-format=json",
        "examples/abalone/abalone.pipeline.json",
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["findings"]
    assert [(one["code"], one["path"], one["message"]) for one in found] == [
        ("ACM001", f"Steps[{name}].Name", f"'{name}' is longer than 12")
        for name in ("EvaluateModel", "RegisterModel", "QualityTooLow")
    ]


def test_built_in_rules_stay_on_beside_the_pack(command: Command) -> None:
    done = command(
        "check",
        f"--config={FOLDER}/pipelint.toml",
        "--output-format=json",
        "examples/abalone/broken.pipeline.json",
    )

    assert done.returncode == 1, done.stderr
    assert {"ACM001", "ARG010"} <= {one["code"] for one in json.loads(done.stdout)["findings"]}


@pytest.mark.parametrize(
    ("fence", "file"), [("python", "acme_rules.py"), ("toml", "pipelint.toml")]
)
def test_guide_shows_the_files_of_the_example(fence: str, file: str, root: Path) -> None:
    guide = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = guide.split("## Writing a pack of rules\n")[1].split("\n## ")[0]
    [shown] = re.findall(rf"^```{fence}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)

    assert shown == (root / FOLDER / file).read_text(encoding="utf-8")
