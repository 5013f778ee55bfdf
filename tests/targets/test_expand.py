"""Targets: what they stand for, and what they are called in reports."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from pipelint.errors import PipelintError
from pipelint.lint import Config, Unread
from pipelint.targets import Python, Target, Targets, beside, expand, read
from pipelint.targets._expand import callable_target

DEFINITION = '{"Version": "2020-12-01", "Steps": [{"Name": "Stop", "Type": "Fail"}]}'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, below one that others may lie in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(*names: str, text: str = DEFINITION) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def files(*words: str, config: Config | None = None) -> list[str]:
    found = expand(words, config or Config())
    assert found.errors == ()
    return [target.file for target in found.targets]


class TestFiles:
    """Files that are written out, and standard input."""

    def test_a_file_is_taken_whatever_it_holds(self, here: Path) -> None:
        write("notes.txt", text="no JSON at all")

        assert expand(["notes.txt"], Config()) == Targets(
            (Target("notes.txt", str(here / "notes.txt")),), ()
        )

    def test_the_order_written_is_kept_and_each_file_comes_once(self) -> None:
        write("b.json", "a.json", "x/c.json")

        assert files("b.json", "x", "a.json", "./b.json", "x/../a.json", "*.json") == [
            "b.json",
            "x/c.json",
            "a.json",
        ]

    def test_a_link_to_a_file_that_is_there_is_the_same_file(self) -> None:
        write("a.json")
        Path("link.json").symlink_to("a.json")

        assert files("a.json", "link.json") == ["a.json"]
        assert files("link.json", "a.json") == ["link.json"]

    def test_a_hyphen_is_standard_input(self) -> None:
        assert expand(["-", "-"], Config()) == Targets((Target("-", "-"),), ())

    def test_a_file_in_a_name_of_wildcards_is_a_file(self) -> None:
        write("a[1].json", "a1.json")

        assert files("a[1].json") == ["a[1].json"]

    @pytest.mark.parametrize("word", ["gone.json", "a.json/b"])
    def test_what_is_not_there_is_one_error_and_the_others_go_on(self, word: str) -> None:
        write("a.json")

        found = expand([word, "a.json", word], Config())

        assert [target.file for target in found.targets] == ["a.json"]
        assert found.errors == (Unread(word, word, "no such file or folder"),)

    @pytest.mark.parametrize(
        ("word", "message"), [("", "'' is no path"), ("\0", "'\\x00' is no path")]
    )
    def test_an_empty_target_is_not_the_current_folder(self, word: str, message: str) -> None:
        write("a.json")

        assert expand([word], Config()) == Targets((), (Unread(".", ".", message),))

    def test_a_name_that_is_too_long_is_an_error(self) -> None:
        [error] = expand(["a" * 5000], Config()).errors

        assert error == Unread("a" * 5000, "a" * 5000, "cannot be read: File name too long")


class TestNames:
    """The names in reports."""

    def test_without_configuration_they_begin_at_the_working_directory(self) -> None:
        write("x/a.json")

        assert files("x/a.json", str(Path("x/a.json").resolve())) == ["x/a.json"]

    def test_with_configuration_they_begin_at_its_folder(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("x/a.json")
        monkeypatch.chdir("x")

        assert files("a.json", config=Config(folder=str(here))) == ["x/a.json"]

    def test_outside_of_the_folder_they_are_absolute(self, tmp_path: Path) -> None:
        write("../other/a.json", "../here-too/a.json")

        assert files("../other/a.json", "../here-too/a.json") == [
            f"{tmp_path}/other/a.json",
            f"{tmp_path}/here-too/a.json",
        ]

    def test_a_folder_known_by_another_name_is_the_same_folder(
        self, here: Path, tmp_path: Path
    ) -> None:
        write("a.json")
        (tmp_path / "link").symlink_to(here)

        assert files(str(tmp_path / "link" / "a.json")) == ["a.json"]
        assert files("a.json", config=Config(folder=str(tmp_path / "link"))) == ["a.json"]

    def test_at_the_root_of_the_file_system_they_have_no_slash(self, here: Path) -> None:
        write("a.json")

        assert files("a.json", config=Config(folder="/")) == [str(here / "a.json")[1:]]


class TestDefaults:
    """Without a target."""

    def test_the_current_folder_is_searched(self) -> None:
        write("x/a.json", "b.pipeline.json")
        write("package.json", text="{}")

        assert files() == ["b.pipeline.json", "x/a.json"]

    def test_configured_definitions_are_relative_to_the_configuration(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("defs/b.json", "defs/a.json", "one.json", "sub/other.json")
        monkeypatch.chdir("sub")
        config = Config(folder=str(here), definitions=("one.json", "defs"))

        assert files(config=config) == ["one.json", "defs/a.json", "defs/b.json"]
        assert files("other.json", config=config) == ["sub/other.json"]

    def test_a_configured_definition_that_is_not_there_is_an_error(self, here: Path) -> None:
        config = Config(folder=str(here), definitions=("gone.json", "pipelines/*.json"))

        assert expand([], config).errors == (
            Unread("gone.json", "gone.json", "no such file or folder"),
            Unread("pipelines/*.json", "pipelines/*.json", "no definition matches this pattern"),
        )

    def test_an_empty_folder_is_an_error(self) -> None:
        write("package.json", text="{}")

        assert expand([], Config()) == Targets(
            (), (Unread(".", ".", "no pipeline definition is in this folder"),)
        )


class TestCallables:
    """Python callables and objects, which are imported once they are read."""

    def test_one_is_named_by_its_file_relative_to_the_configuration(self, here: Path) -> None:
        config = Config(folder=str(here.parent))

        [target] = expand(["sub/pipeline.py:make"], config).targets

        assert target == Target(
            "here/sub/pipeline.py:make",
            "sub/pipeline.py:make",
            Python("sub/pipeline.py", "make", str(here), str(here.parent)),
        )

    def test_configured_one_is_relative_to_the_configuration(self, here: Path) -> None:
        config = Config(folder=str(here.parent), definitions=("acme.pipelines:Abalone.make",))

        [target] = expand([], config).targets

        assert target == Target(
            "acme.pipelines:Abalone.make",
            "acme.pipelines:Abalone.make",
            Python("acme.pipelines", "Abalone.make", str(here.parent), str(here.parent)),
        )

    def test_each_comes_once(self) -> None:
        assert files("a.py:make", "./a.py:make", "b.py:make", "a.py:make") == [
            "a.py:make",
            "b.py:make",
        ]

    def test_a_file_of_that_name_is_a_file(self, here: Path) -> None:
        write("a.py:make")

        [target] = expand(["a.py:make"], Config()).targets

        assert target == Target("a.py:make", str(here / "a.py:make"))

    @pytest.mark.parametrize("word", ["a.py:", "a.py:1", ":make", "a-b:make", "a.py:make()"])
    def test_other_words_are_paths(self, word: str) -> None:
        assert expand([word], Config()) == Targets(
            (), (Unread(word, word, "no such file or folder"),)
        )

    @pytest.mark.parametrize(
        ("word", "found"),
        [
            ("../a.json", "tests/../a.json"),
            ("../a.py:make", "tests/../a.py:make"),
            ("acme.pipelines:make", "acme.pipelines:make"),
            ("/srv/a.json", "/srv/a.json"),
        ],
    )
    def test_modules_are_not_beside_anything(self, word: str, found: str) -> None:
        assert beside("tests", word) == found


class TestReading:
    """The text of a target."""

    def test_it_is_that_of_the_file(self) -> None:
        Path("a.json").write_bytes(b"\xef\xbb\xbf{}\r\n\xff")
        [target] = expand(["a.json"], Config()).targets

        source = read(target)

        assert (source.name, source.text, source.origin) == ("a.json", "{}\r\n\ufffd", None)

    def test_standard_input_is_read_as_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}\xff")))

        assert read(Target("-", "-")).text == "{}\ufffd"

    def test_closed_standard_input_cannot_be_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)

        with pytest.raises(PipelintError, match=r"^cannot be read: standard input is closed$"):
            read(Target("-", "-"))

    @pytest.mark.parametrize(
        ("word", "file"),
        [
            ("a/fac.py:Made.get", "a/fac.py"),
            ("acme.factories:get", "acme.factories:get"),
            ("gone.json", "gone.json"),
        ],
    )
    def test_what_cannot_be_read_names_its_file(self, word: str, file: str) -> None:
        target = callable_target(word, os.getcwd()) or Target(word, word)

        assert target.unread("is empty") == Unread(word, file, "is empty")
        assert str(target.unread("is empty")) == f"{word}: is empty"

    def test_file_that_is_called_as_a_callable_is_one(self) -> None:
        Path("old.py:get").write_text("[]")

        [target] = expand(["old.py:get"], Config()).targets

        assert target.unread("is empty").file == "old.py:get"

    def test_a_file_that_has_gone_cannot_be_read(self) -> None:
        with pytest.raises(PipelintError, match=r"^cannot be read: No such file or directory$"):
            read(Target("a.json", os.path.abspath("a.json")))
