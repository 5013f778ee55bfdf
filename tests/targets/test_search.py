"""Folders and globs: which files are definitions."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelint.lint import Config, Unread
from pipelint.targets import expand
from pipelint.targets._search import match, search

DEFINITION = '{"Version": "2020-12-01", "Steps": [{"Name": "Stop", "Type": "Fail"}]}'
NO_VERSION = '{"Steps": [{"Name": "Stop", "Type": "Fail"}]}'


def write(folder: Path, *names: str, text: str = DEFINITION) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def searched(folder: Path) -> list[str]:
    paths, failures = search(str(folder))
    assert failures == []
    return [os.path.relpath(path, folder) for path in paths]


def matched(pattern: str, folder: Path) -> list[str]:
    paths, failures = match(pattern, str(folder))
    assert failures == []
    return [os.path.relpath(path, folder) for path in paths]


class TestSearch:
    """Folders."""

    @pytest.mark.parametrize(
        ("name", "text", "expected"),
        [
            ("a.json", DEFINITION, True),
            ("a.json", NO_VERSION, True),
            ("a.json", "\ufeff" + NO_VERSION, True),
            ("a.json", '{"Steps": [{"Name": "Stop"}]}', False),
            ("a.json", '{"Steps": [{"Name": "Stop", "Type": "Fail"}, "x"]}', False),
            ("a.json", '{"Steps": {"Name": "Stop", "Type": "Fail"}}', False),
            ("a.json", '{"Steps": []}', False),
            ("a.json", '{"Version": "2020-12-01", "Steps": []}', True),
            ("a.json", '{"Version": "2020-12-01"}', False),
            ("a.json", '[{"Steps": []}, "2020-12-01"]', False),
            ("a.json", '{"name": "x"}', False),
            ("a.json", '{"Steps": [}', False),
            ("a.json", '{"Version": "2020-12-01", "Steps": [}', True),
            ("a.json", '{"Version": "2020-12-01", "Steps": ' + "[" * 100_000, True),
            ("a.pipeline.json", "{", True),
            ("a.pipeline.json", "", True),
            ("a.pipeline.json", "{}", False),
            ("a.pipeline.json", DEFINITION, True),
            ("a.txt", DEFINITION, False),
            ("a.JSON", DEFINITION, False),
        ],
    )
    def test_a_definition_is_known_by_its_steps(
        self, tmp_path: Path, name: str, text: str, expected: bool
    ) -> None:
        write(tmp_path, name, text=text)

        assert searched(tmp_path) == ([name] if expected else [])

    def test_a_file_of_the_pipeline_suffix_may_be_in_another_encoding(self, tmp_path: Path) -> None:
        (tmp_path / "a.pipeline.json").write_bytes(DEFINITION.encode("utf-16"))
        (tmp_path / "b.pipeline.json").write_bytes(b'{"Steps": "\xff"}')

        assert searched(tmp_path) == ["a.pipeline.json", "b.pipeline.json"]

    def test_they_come_in_order_of_path(self, tmp_path: Path) -> None:
        write(tmp_path, "b/a.json", "a/z.json", "a/b/c.json", "c.json", "a-b/a.json")

        assert searched(tmp_path) == ["a/b/c.json", "a/z.json", "a-b/a.json", "b/a.json", "c.json"]

    @pytest.mark.parametrize("skipped", [".git", ".venv", "node_modules", ".tox", "cdk.out"])
    def test_folders_of_tools_are_skipped_however_deep(self, tmp_path: Path, skipped: str) -> None:
        write(tmp_path, f"{skipped}/a.json", f"x/{skipped}/y/a.json", "x/b.json")

        assert searched(tmp_path) == ["x/b.json"]

    def test_a_skipped_folder_that_is_written_out_is_searched(self, tmp_path: Path) -> None:
        write(tmp_path, "cdk.out/a.json")

        assert searched(tmp_path / "cdk.out") == ["a.json"]

    def test_other_hidden_folders_are_searched(self, tmp_path: Path) -> None:
        write(tmp_path, ".github/a.json")

        assert searched(tmp_path) == [".github/a.json"]

    def test_links_to_folders_are_not_followed(self, tmp_path: Path) -> None:
        write(tmp_path, "x/a.json")
        (tmp_path / "x" / "loop").symlink_to(tmp_path)

        assert searched(tmp_path) == ["x/a.json"]

    def test_links_to_files_are_read_unless_they_lead_nowhere(self, tmp_path: Path) -> None:
        write(tmp_path, "outside/a.json")
        (tmp_path / "inside").mkdir()
        (tmp_path / "inside" / "link.json").symlink_to(tmp_path / "outside" / "a.json")
        (tmp_path / "inside" / ".#lock.json").symlink_to("nowhere")

        assert searched(tmp_path / "inside") == ["link.json"]

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.json")

        assert searched(tmp_path) == []

    def test_what_cannot_be_read_is_an_error_and_the_others_go_on(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Whoever runs the tests as root may read everything, so the refusal is made up.
        write(tmp_path, "a.json", "b.json")
        locked = str(tmp_path / "a.json")

        def refuse(path: str, mode: str) -> object:
            if os.path.normpath(path) == locked:
                raise PermissionError(13, "Permission denied", path)
            return open(path, mode)

        monkeypatch.setattr("pipelint.targets._search.open", refuse, raising=False)
        monkeypatch.chdir(tmp_path)
        found = expand(["."], Config())

        assert [target.file for target in found.targets] == ["b.json"]
        assert found.errors == (Unread("a.json", "a.json", "cannot be read: Permission denied"),)


class TestMatch:
    """Globs."""

    @pytest.fixture(autouse=True)
    def tree(self, tmp_path: Path) -> None:
        write(tmp_path, "a.json", "x/b.json", "x/y/c.json", ".hidden.json", "x/.d/e.json")
        write(tmp_path, "x/readme.md", "node_modules/m.json", text="no JSON at all")

    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ("*.json", ["a.json"]),
            ("./*.json", ["a.json"]),
            (".*.json", [".hidden.json"]),
            ("x/*.json", ["x/b.json"]),
            ("x//*.json", ["x/b.json"]),
            ("*/*.json", ["node_modules/m.json", "x/b.json"]),
            ("**/*.json", ["a.json", "x/b.json", "x/y/c.json"]),
            ("**/y/*", ["x/y/c.json"]),
            ("**/**/c.json", ["x/y/c.json"]),
            ("x/**", ["x/.d/e.json", "x/b.json", "x/y/c.json"]),
            ("x/*.md", ["x/readme.md"]),
            ("?.json", ["a.json"]),
            ("[!b].json", ["a.json"]),
            ("x/../*.json", ["a.json"]),
            ("*.yaml", []),
            ("gone/*.json", []),
            ("*/gone/*.json", []),
            ("*/b.json", ["x/b.json"]),
        ],
    )
    def test_every_file_that_a_glob_matches_is_taken(
        self, tmp_path: Path, pattern: str, expected: list[str]
    ) -> None:
        assert matched(pattern, tmp_path) == expected

    def test_a_folder_that_a_glob_matches_is_searched(self, tmp_path: Path) -> None:
        assert matched("x*", tmp_path) == ["x/.d/e.json", "x/b.json", "x/y/c.json"]

    def test_a_glob_may_be_absolute(self, tmp_path: Path) -> None:
        assert matched(f"{tmp_path}/*/b.json", tmp_path / "x") == ["b.json"]

    def test_characters_of_the_base_are_no_wildcards(self, tmp_path: Path) -> None:
        write(tmp_path, "[x]/z.json")

        assert matched("*.json", tmp_path / "[x]") == ["z.json"]

    def test_a_loop_of_links_ends(self, tmp_path: Path) -> None:
        (tmp_path / "x" / "loop").symlink_to(tmp_path)
        (tmp_path / "x" / "y" / "loop").symlink_to(tmp_path)

        assert matched("**/*.json", tmp_path) == ["a.json", "x/b.json", "x/y/c.json"]

    def test_a_glob_without_match_is_an_error(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)

        assert expand(["z/*.json"], Config()).errors == (
            Unread("z/*.json", "z/*.json", "no definition matches this pattern"),
        )
