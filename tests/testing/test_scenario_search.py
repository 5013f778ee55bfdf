"""Which files are scenario files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelint.errors import PipelintError
from pipelint.testing._scenario_search import scenario_files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "test_b.pipeline.yaml",
        "test_b/test_a.pipeline.yml",
        "a/b/test_c.pipeline.yaml",
        "a/pipeline.yaml",
        "a/test_c.yaml",
        "a/test_c.pipeline.json",
        ".venv/test_c.pipeline.yaml",
        "node_modules/x/test_c.pipeline.yaml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    return tmp_path


def in_system(*paths: str) -> list[str]:
    return [path.replace("/", os.sep) for path in paths]


def test_folder_means_the_scenario_files_below_it_in_order(folder: Path) -> None:
    assert scenario_files(".") == in_system(
        "a/b/test_c.pipeline.yaml", "test_b/test_a.pipeline.yml", "test_b.pipeline.yaml"
    )


def test_paths_begin_as_the_folder_was_named(folder: Path) -> None:
    assert scenario_files("./a/") == in_system("a/b/test_c.pipeline.yaml")
    assert scenario_files(str(folder / "a")) == [str(folder / "a" / "b" / "test_c.pipeline.yaml")]


def test_file_is_taken_whatever_its_name(folder: Path) -> None:
    assert scenario_files("a/pipeline.yaml") == in_system("a/pipeline.yaml")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone", "gone: no such file or folder"),
        ("", "'' is no path"),
        ("a\0", "'a\\x00' is no path"),
        ("node_modules/x/y", "node_modules/x/y: no such file or folder"),
        ("empty", "empty: no scenario file (test_*.pipeline.yaml) is in this folder"),
    ],
)
def test_path_that_means_nothing_is_refused(folder: Path, path: str, message: str) -> None:
    (folder / "empty").mkdir()

    with pytest.raises(PipelintError) as caught:
        scenario_files(path)

    assert str(caught.value) == message
