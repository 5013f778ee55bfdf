"""The configuration file: where it is found, and what it may say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelint.errors import PipelintError
from pipelint.lint import Config, Suppression, find_config, load_config

FULL = """
definitions = ["pipelines/*.json"]
packs = ["pipelint_rules", "acme_rules"]
select = ["DEP", "REF"]
extend-select = ["SEC001"]
ignore = ["REF012"]
fail-on = "warning"
baseline = "known/baseline.json"
severity = {DEP002 = "warning"}

[rules.long-timeout]
hours = 3
types = ["Training"]

[[suppress]]
rules = ["DEP002"]
reason = "made by another pipeline"

[[suppress]]
rules = ["SEC"]
files = ["old/**"]
steps = ["Train"]
parameters = ["Mode"]
reason = "retired in May"
"""


def write(path: Path, text: str | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def refusal(folder: Path, text: str | bytes, name: str = "pipelint.toml") -> str:
    """What is said of a file, without its folder."""
    path = write(folder / name, text)
    with pytest.raises(PipelintError) as caught:
        load_config(path)
    return str(caught.value).removeprefix(f"{folder}{os.sep}")


class TestFinding:
    """Which file is the configuration."""

    def test_without_a_file_the_defaults_hold(self, tmp_path: Path) -> None:
        config = find_config(str(tmp_path))

        assert config == Config()
        assert config.packs == ("pipelint_rules",)
        assert config.fail_on == "error"

    def test_the_nearest_folder_upwards_wins(self, tmp_path: Path) -> None:
        write(tmp_path / "pipelint.toml", 'select = ["DOC"]')
        near = write(tmp_path / "a" / "pyproject.toml", "[tool.pipelint]\nselect = ['DEP']")
        (tmp_path / "a" / "b" / "c").mkdir(parents=True)

        config = find_config(str(tmp_path / "a" / "b" / "c"))

        assert (config.path, config.folder) == (near, str(tmp_path / "a"))
        assert config.select == ("DEP",)

    def test_in_a_folder_the_file_of_its_own_wins(self, tmp_path: Path) -> None:
        own = write(tmp_path / "pipelint.toml", "")
        write(tmp_path / "pyproject.toml", "[tool.pipelint]\nselect = ['DEP']")

        assert find_config(str(tmp_path)) == Config(folder=str(tmp_path), path=own)

    @pytest.mark.parametrize(
        "text",
        [
            "[project]\nname = 'x'",
            "[project]\ndependencies = ['pipelint']",
            "[tool.other]\npipelint = 1",
            "tool = 'pipelint'",
        ],
    )
    def test_a_pyproject_without_the_table_does_not_count(self, tmp_path: Path, text: str) -> None:
        above = write(tmp_path / "pipelint.toml", "")
        write(tmp_path / "inner" / "pyproject.toml", text)

        assert find_config(str(tmp_path / "inner")).path == above

    def test_a_broken_pyproject_that_does_not_speak_of_pipelint_is_not_read(
        self, tmp_path: Path
    ) -> None:
        write(tmp_path / "pyproject.toml", "= broken")

        assert find_config(str(tmp_path)) == Config()

    def test_a_broken_pyproject_that_speaks_of_pipelint_is_refused(self, tmp_path: Path) -> None:
        path = write(tmp_path / "pyproject.toml", "[tool.pipelint]\nselect = [\n")

        with pytest.raises(PipelintError) as caught:
            find_config(str(tmp_path))

        assert str(caught.value) == f"{path}:3:1: not valid TOML: invalid value"

    def test_an_empty_table_counts(self, tmp_path: Path) -> None:
        path = write(tmp_path / "pyproject.toml", "[tool.pipelint]")

        config = find_config(str(tmp_path))

        assert config == Config(folder=str(tmp_path), path=path, table=("tool", "pipelint"))

    def test_a_relative_start_is_one_in_the_working_directory(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write(tmp_path / "pipelint.toml", "")
        monkeypatch.chdir(tmp_path)

        assert find_config(".").path == path

    def test_a_folder_of_that_name_is_no_configuration(self, tmp_path: Path) -> None:
        (tmp_path / "pipelint.toml").mkdir()
        (tmp_path / "pyproject.toml").mkdir()

        assert find_config(str(tmp_path)) == Config()


class TestReading:
    """What a file says."""

    def test_every_key_is_read(self, tmp_path: Path) -> None:
        path = write(tmp_path / "pipelint.toml", FULL)

        assert load_config(path) == Config(
            folder=str(tmp_path),
            path=path,
            table=(),
            definitions=("pipelines/*.json",),
            packs=("pipelint_rules", "acme_rules"),
            select=("DEP", "REF"),
            extend_select=("SEC001",),
            ignore=("REF012",),
            fail_on="warning",
            baseline=str(tmp_path / "known" / "baseline.json"),
            severity={"DEP002": "warning"},
            rules={"long-timeout": {"hours": 3, "types": ("Training",)}},
            suppressions=(
                Suppression(("DEP002",), "made by another pipeline"),
                Suppression(
                    ("SEC",),
                    "retired in May",
                    files=("old/**",),
                    steps=("Train",),
                    parameters=("Mode",),
                ),
            ),
        )

    def test_pyproject_says_the_same_in_its_table(self, tmp_path: Path) -> None:
        own = load_config(write(tmp_path / "pipelint.toml", FULL))
        text = FULL.replace("[rules", "[tool.pipelint.rules")
        text = "[tool.pipelint]\n" + text.replace("[[suppress", "[[tool.pipelint.suppress")
        path = write(tmp_path / "pyproject.toml", text)

        assert load_config(path) == own._replace(path=path, table=("tool", "pipelint"))

    def test_another_file_may_have_either_form(self, tmp_path: Path) -> None:
        flat = load_config(write(tmp_path / "ci.toml", "ignore = ['DEP']"))
        tabled = load_config(write(tmp_path / "cd.toml", "[tool.pipelint]\nignore = ['DEP']"))

        assert (flat.table, flat.ignore) == ((), ("DEP",))
        assert (tabled.table, tabled.ignore) == (("tool", "pipelint"), ("DEP",))

    def test_select_may_be_empty_which_is_not_its_absence(self, tmp_path: Path) -> None:
        assert load_config(write(tmp_path / "pipelint.toml", "select = []")).select == ()

    def test_an_absolute_baseline_stays_where_it_is(self, tmp_path: Path) -> None:
        other = str(tmp_path / "other" / "base.json")
        text = f"baseline = '{other}'"

        assert load_config(write(tmp_path / "x" / "pipelint.toml", text)).baseline == other

    def test_a_byte_order_mark_is_passed_over(self, tmp_path: Path) -> None:
        path = write(tmp_path / "pipelint.toml", b"\xef\xbb\xbfignore = ['DEP']")

        assert load_config(path).ignore == ("DEP",)


class TestRefusing:
    """What a file must not say, and how it is told."""

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("selct = []", "unknown key 'selct': did you mean 'select'?"),
            ("extend_select = []", "unknown key 'extend_select': did you mean 'extend-select'?"),
            ("zzz = 1", "unknown key 'zzz'"),
            (
                "[[suppress]]\nrules = ['DEP']\nreason = 'x'\nstep = ['Train']",
                "unknown key 'suppress[0].step': did you mean 'steps'?",
            ),
            ("[tool.pipelint]\nselect = []", "unknown key 'tool'"),
        ],
    )
    def test_unknown_keys_come_with_a_suggestion(
        self, tmp_path: Path, text: str, message: str
    ) -> None:
        assert refusal(tmp_path, text) == f"pipelint.toml: {message}"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("select = 'DEP'", "select: expected an array of strings, found the string 'DEP'"),
            ("select = ['DEP', 2]", "select[1]: expected a string, found the integer 2"),
            ("packs = ['']", "packs[0]: expected a string that is not blank, found the string ''"),
            ("definitions = {}", "definitions: expected an array of strings, found a table"),
            ("baseline = true", "baseline: expected a string, found the boolean true"),
            ("baseline = 1.5", "baseline: expected a string, found the float 1.5"),
            ("baseline = []", "baseline: expected a string, found an array"),
            (
                "baseline = 2020-12-01",
                "baseline: expected a string, found the date or time 2020-12-01",
            ),
            (
                "fail-on = 'never'",
                "fail-on: expected one of 'error', 'warning', 'info', found the string 'never'",
            ),
            (
                "severity.DEP002 = 'off'",
                "severity.DEP002: expected one of 'error', 'warning', 'info', "
                "found the string 'off'",
            ),
            ("severity = []", "severity: expected a table, found an array"),
            ("rules.long-timeout = 3", "rules.long-timeout: expected a table, found the integer 3"),
            (
                "rules.long-timeout.hours = {}",
                "rules.long-timeout.hours: "
                "expected a string, a number, a boolean or an array of strings, found a table",
            ),
            ("suppress = {}", "suppress: expected an array, found a table"),
            ("suppress = ['DEP']", "suppress[0]: expected a table, found the string 'DEP'"),
            ("suppress = [{rules = ['DEP']}]", "suppress[0]: has no 'reason', which is required"),
            ("suppress = [{reason = 'x'}]", "suppress[0]: has no 'rules', which is required"),
            (
                "suppress = [{rules = ['DEP'], reason = ' '}]",
                "suppress[0].reason: expected a string that is not blank, found the string ' '",
            ),
            (
                "suppress = [{rules = [], reason = 'x'}]",
                "suppress[0].rules: expected at least one string",
            ),
            (
                "suppress = [{rules = ['DEP'], reason = 'x', steps = 'Train'}]",
                "suppress[0].steps: expected an array of strings, found the string 'Train'",
            ),
        ],
    )
    def test_wrong_types_name_key_expected_and_found(
        self, tmp_path: Path, text: str, message: str
    ) -> None:
        assert refusal(tmp_path, text) == f"pipelint.toml: {message}"

    def test_keys_in_pyproject_are_named_from_the_top(self, tmp_path: Path) -> None:
        text = "[[tool.pipelint.suppress]]\nrules = ['DEP']\nreason = 1"

        assert refusal(tmp_path, text, "pyproject.toml") == (
            "pyproject.toml: tool.pipelint.suppress[0].reason: "
            "expected a string, found the integer 1"
        )

    def test_a_table_of_another_type_is_refused(self, tmp_path: Path) -> None:
        assert refusal(tmp_path, "[tool]\npipelint = 'x'", "pyproject.toml") == (
            "pyproject.toml: tool.pipelint: expected a table, found the string 'x'"
        )

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("\nselect [", "2:8: not valid TOML: expected '=' after a key in a key/value pair"),
            ("select = [\n'DEP'\n", "3:1: not valid TOML: unclosed array"),
            ("select =", "1:9: not valid TOML: invalid value"),
            ("x = 1\r\nx = 2", "2:6: not valid TOML: cannot overwrite a value"),
        ],
    )
    def test_syntax_errors_name_line_and_column(
        self, tmp_path: Path, text: str, message: str
    ) -> None:
        assert refusal(tmp_path, text) == f"pipelint.toml:{message}"

    def test_deep_nesting_is_refused(self, tmp_path: Path) -> None:
        text = "x = " + "[" * 20_000

        assert refusal(tmp_path, text).startswith("pipelint.toml")

    def test_a_text_that_is_not_utf_8_is_refused(self, tmp_path: Path) -> None:
        assert refusal(tmp_path, b"# caf\xe9\n") == (
            "pipelint.toml: byte 0xE9 at offset 5 is not UTF-8"
        )

    def test_a_file_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(PipelintError) as caught:
            load_config(str(tmp_path / "gone.toml"))

        assert str(caught.value) == (
            f"{tmp_path / 'gone.toml'}: cannot be read: No such file or directory"
        )

    def test_a_pyproject_that_is_asked_for_must_have_the_table(self, tmp_path: Path) -> None:
        assert refusal(tmp_path, "[project]\nname = 'x'", "pyproject.toml") == (
            "pyproject.toml: has no table [tool.pipelint]"
        )
