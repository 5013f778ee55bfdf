"""What a check of a clean definition imports: its start is what a user of a hook feels."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Project

#: What a check may take from the standard library, with what these import themselves.
STANDARD = "__future__, argparse, bisect, json, typing"
#: argparse imports them when the first parser is made, for the translation of its messages.
OF_ARGPARSE = {"_locale", "errno", "locale"}

#: What the command asks of Python itself: garbage is collected seldom.
OF_ENGINE = {"gc"}

#: Parts of pipelint that are needed only where there is something to say, a configuration, a
#: folder, many files or another command.
LATER = {
    "pipelint.catalog.generate",
    "pipelint.cli._simulate",
    "pipelint.cli._test",
    "pipelint.cli._explain",
    "pipelint.project._processes",
    "pipelint.cli._rules",
    "pipelint.lint._baseline",
    "pipelint.lint._config_file",
    "pipelint.lint._config_reader",
    "pipelint.lint._fingerprint",
    "pipelint.lint._globs",
    "pipelint.lint._suppression",
    "pipelint.lint._toml_places",
    "pipelint.lint._unused",
    "pipelint.report._account",
    "pipelint.report._account_lines",
    "pipelint.report._behind",
    "pipelint.report._cases",
    "pipelint.report._colour",
    "pipelint.report._decisions",
    "pipelint.report._example",
    "pipelint.report._frames",
    "pipelint.report._github",
    "pipelint.report._gitlab",
    "pipelint.report._inputs",
    "pipelint.report._json",
    "pipelint.report._junit",
    "pipelint.report._page",
    "pipelint.report._rules",
    "pipelint.report._sarif",
    "pipelint.report._statistics",
    "pipelint.report._text",
    "pipelint.report._values",
    "pipelint.report._where",
    "pipelint.report._why",
    "pipelint.simulate",
    "pipelint.targets._load",
    "pipelint.targets._search",
    "pipelint.testing",
    "pipelint.text._compose",
    "pipelint.text._lines",
    "pipelint.text._locate",
    "pipelint.text._reflow",
    "pipelint.text._view",
    "pipelint.text._yaml",
}
#: Each costs a check more than all that it does.
HEAVY = {
    "boto3",
    "botocore",
    "dataclasses",
    "hypothesis",
    "importlib.metadata",
    "inspect",
    "jsonschema",
    "networkx",
    "regex",
    "rich",
    "tomli",
    "tomllib",
    "typing_extensions",
    "unicodedata",
    "yaml",
}

_SCRIPT = """
import sys
import {standard}
before = set(sys.modules)
from pipelint.cli import main
code = main({arguments!r})
print(*sorted(set(sys.modules) - before), sep="\\n", file=sys.stderr)
sys.exit(code)
"""


def loaded(project: Project, *arguments: str, standard: str = STANDARD) -> set[str]:
    """The modules that a command loads in a new process, beside those given."""
    process = project.python(_SCRIPT.format(standard=standard, arguments=arguments))
    _, err = process.communicate()

    assert process.returncode == 0, err.decode()
    return set(err.decode().split())


def test_clean_check_imports_little_but_pipelint(project: Project, root: Path) -> None:
    clean = str(root / "examples" / "abalone" / "abalone.pipeline.json")

    found = loaded(project, "check", "--isolated", clean)

    others = {
        name for name in found if name.partition(".")[0] not in ("pipelint", "pipelint_rules")
    }
    assert others <= OF_ARGPARSE | OF_ENGINE


def test_clean_check_imports_no_part_that_it_does_not_need(project: Project, root: Path) -> None:
    clean = str(root / "examples" / "abalone" / "abalone.pipeline.json")

    found = loaded(project, "check", "--isolated", clean)

    assert "pipelint.lint._runner" in found
    assert not found & LATER


def test_check_of_targets_alone_imports_no_argparse(project: Project) -> None:
    (project.folder / "pipelint.toml").unlink()
    steps = '[{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}}]'
    project.write("clean.json", f'{{"Version": "2020-12-01", "Steps": {steps}}}')

    found = loaded(project, "check", "clean.json", standard="sys, json")

    assert not found & {"argparse", "gettext", "locale", "typing"}


def test_clean_check_imports_nothing_heavy(project: Project, root: Path) -> None:
    clean = str(root / "examples" / "abalone" / "abalone.pipeline.json")

    found = loaded(project, "check", "--isolated", clean, standard="sys")

    assert not found & HEAVY


def test_parts_that_come_later_exist(root: Path) -> None:
    missing = [
        name
        for name in sorted(LATER)
        for path in [root.joinpath(*name.split("."))]
        if not path.is_dir() and not path.with_suffix(".py").is_file()
    ]

    assert missing == []


def test_findings_without_colours_do_without_rich(project: Project) -> None:
    found = loaded(project, "check", "broken.json", "--exit-zero")

    assert "pipelint.report._text" in found
    assert not found & {"rich", "pipelint.report._colour"}


def test_configuration_that_is_not_there_costs_no_reader_of_toml(project: Project) -> None:
    project.write("pyproject.toml", "[project]\nname = 'acme'\n")
    (project.folder / "pipelint.toml").unlink()

    assert "tomllib" not in loaded(project, "check", "clean.json", "--select=DOC900")
