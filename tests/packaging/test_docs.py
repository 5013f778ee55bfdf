"""The pages of the documentation: each example is run, in a copy of the abalone example."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from pipelint.cli import main
from pipelint.simulate._given_file import given_in

PAGES = ["simulate.md", "scenarios.md"]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(root: Path, page: str, kind: str) -> list[str]:
    text = (root / "docs" / page).read_text(encoding="utf-8")
    return [body for name, body in _BLOCK.findall(text) if name == kind]


@pytest.fixture
def folder(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the abalone example, with the files that the pages show, as the current folder."""
    shutil.copytree(root / "examples" / "abalone", tmp_path, dirs_exist_ok=True)
    for page in PAGES:
        for body in blocks(root, page, "yaml"):
            named = re.match(r"# (\S+\.yaml)\n", body)
            if named:
                (tmp_path / named[1]).write_text(body, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_is_shown(
    page: str, root: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bodies = blocks(root, page, "console")
    shown = [each for body in bodies for each in re.split(r"^\$ ", body, flags=re.M)[1:]]

    for each in shown:
        line, _, expected = each.partition("\n")
        command, _, target = line.partition(" > ")
        main(shlex.split(command)[1:])
        out, err = capsys.readouterr()
        assert err == ""
        if target:
            (folder / target).write_text(out, encoding="utf-8")
        else:
            pattern = ".*".join(map(re.escape, re.split(r"^\.\.\.$", expected, flags=re.M)))
            assert re.fullmatch(pattern, out, re.DOTALL), f"{line}\n{out}"
    assert shown


def test_given_file_is_one(root: Path) -> None:
    shown, *_ = blocks(root, "simulate.md", "yaml")

    given = given_in(shown.encode(), "simulate.md").value

    assert list(given) == ["parameters", "steps", "s3", "execution"]


def test_python_gives_what_is_shown(root: Path, folder: Path) -> None:
    [shown] = blocks(root, "simulate.md", "pycon")
    example = doctest.DocTestParser().get_doctest(shown, {}, "simulate.md", None, None)

    results = doctest.DocTestRunner().run(example)

    assert (results.failed, results.attempted > 5) == (0, True)


def test_settings_of_an_editor_are_json(root: Path) -> None:
    [shown] = blocks(root, "scenarios.md", "json")

    assert list(json.loads(shown)["yaml.schemas"].values()) == ["test_*.pipeline.yaml"]


def test_every_page_is_in_the_index(root: Path) -> None:
    index = (root / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (root / "docs").glob("*.md")} - {"README.md"}

    assert {page for page in pages if f"({page})" in index} == pages
