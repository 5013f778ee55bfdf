"""The command as a whole: help, misuse, and how it ends."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from typing import NoReturn

import pytest

from pipelint import __version__
from pipelint.catalog import stamp
from pipelint.cli import main
from pipelint.cli._output import has_colours
from tests.cli.conftest import BROKEN, CLEAN, Project


def test_version_names_that_of_the_catalog(project: Project) -> None:
    made = stamp()

    assert project.run("--version") == (
        0,
        f"pipelint {__version__} (catalog: botocore {made.botocore}, {made.date})\n",
        "",
    )


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_teaches_commands_and_exit_codes(project: Project, flag: str) -> None:
    done = project.run(flag)

    assert (done.code, done.err) == (0, "")
    for word in ("check [TARGET ...]", "rules", "explain RULE", "examples:", "exit codes:"):
        assert word in done.out


@pytest.mark.parametrize("name", ["check", "rules", "explain"])
def test_each_command_has_a_help_with_examples(project: Project, name: str) -> None:
    done = project.run(name, "--help")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"usage: pipelint {name} ")
    assert f"examples:\n  pipelint {name}" in done.out
    assert max(map(len, done.out.splitlines())) <= 100


MORE = "(pipelint check --help tells more)"
COMMANDS = "check, simulate, test, rules or explain"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            [],
            f"a command is missing: {COMMANDS} (pipelint --help tells more)",
        ),
        (["chekc"], "unknown command 'chekc': did you mean 'check'?"),
        (["xyzzy"], f"unknown command 'xyzzy': expected {COMMANDS}"),
        (
            ["clean.json"],
            "unknown command 'clean.json': did you mean 'pipelint check clean.json'?",
        ),
        (
            ["--quiet"],
            f"unknown option '--quiet' before a command: expected {COMMANDS}",
        ),
        (["check", "--selct", "DEP"], "unknown option '--selct': did you mean '--select'?"),
        (["check", "--quie"], "unknown option '--quie': did you mean '--quiet'?"),
        (
            ["check", "--fail-on=x"],
            f"--fail-on: unknown value 'x': expected one of 'error', 'warning', 'info' {MORE}",
        ),
        (
            ["check", "--fail-on", "eror"],
            f"--fail-on: unknown value 'eror': did you mean 'error'? {MORE}",
        ),
        (
            ["check", "--output-format", "jsn"],
            f"--output-format: unknown value 'jsn': did you mean 'json'? {MORE}",
        ),
        (["check", "--jobs", "0"], f"--jobs: expected a number from 1, found '0' {MORE}"),
        (["check", "--jobs", "two"], f"--jobs: expected a number from 1, found 'two' {MORE}"),
        (["check", "--select"], f"--select: expected one argument {MORE}"),
        (
            ["check", "--select", ","],
            f"--select: expected codes, prefixes or names of rules {MORE}",
        ),
        (["check", "--config", "a", "--isolated"], "--config and --isolated exclude each other"),
        (["rules", "DEP003"], "rules: no rule is meant by 'DEP003': did you mean 'DEP002'?"),
        (["explain", "DEP003"], "no rule has the code or name 'DEP003': did you mean 'DEP002'?"),
        (
            ["explain"],
            "the following arguments are required: RULE (pipelint explain --help tells more)",
        ),
    ],
)
def test_misuse_is_one_line(project: Project, arguments: list[str], message: str) -> None:
    assert project.run(*arguments) == (2, "", f"pipelint: error: {message}\n")


def test_interruption_leaves_no_traceback(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipelint.project._definition.read", interrupt)

    assert project.run("check", "clean.json") == (130, "", "")


def test_module_runs_as_the_command(project: Project) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipelint", "--version"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("pipelint ")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break in another way")
def test_reader_that_goes_away_is_no_trouble(project: Project) -> None:
    step = BROKEN["Steps"][0]
    steps = [{**step, "Name": f"Stop{number}"} for number in range(2000)]
    project.write("large.json", {**BROKEN, "Steps": steps})

    process = project.process(["check", "large.json"])
    assert process.stdout is not None
    assert process.stderr is not None
    first = process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()

    assert process.wait() == 1
    assert first.startswith(b"error DEP002")
    assert err == b""


PRINTS = f"""
import sys

class Clean:
    def definition(self):
        return {CLEAN!r}

def prints():
    print("noise", file=sys.__stdout__)
    return Clean()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="cmd.exe closes no descriptor")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check broken.json >&-", 1),
        ("check clean.json --output-format json --statistics >&- 2>&-", 0),
        ("check fac.py:prints >&- 2>&-", 0),
        ("check fac.py:prints --quiet 2>&-", 0),
        ("simulate clean.json >&-", 1),
        ("simulate gone.json 2>&-", 2),
        ("test >&-", 1),
        ("rules >&-", 0),
        ("explain DEP002 >&-", 0),
        ("--help >&-", 0),
    ],
)
def test_stream_that_is_closed_changes_no_exit_code(
    project: Project, command: str, code: int
) -> None:
    scenarios = "[{name: a, expect: {status: Succeeded}}]"
    project.write("test_a.pipeline.yaml", f"definition: clean.json\nscenarios: {scenarios}\n")
    project.write("fac.py", PRINTS)

    done = subprocess.run(
        f"'{sys.executable}' -m pipelint {command}", shell=True, capture_output=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such file")
def test_full_disk_is_told(project: Project) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pipelint", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr == (b"pipelint: error: output: cannot be written: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_interrupt_signal_ends_with_130(project: Project) -> None:
    # What runs in the background of a shell has to ignore the signal, and so have its children.
    script = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from pipelint.cli import main; sys.exit(main())"
    )
    process = project.python(script, ["check", "-"], stdin=subprocess.PIPE)
    assert process.stdin is not None
    # Once it has read this much it waits for the rest.
    process.stdin.write(b"{" * 100_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()

    assert process.returncode == 130
    assert err == b""


def test_encoding_that_lacks_a_character_gets_its_escape(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    project.write("名.json", BROKEN)

    assert main(["check", "名.json", "--output-file", "x"]) == 1
    assert b"1 error in \\u540d.json" in raw.getvalue()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "coloured"),
    [
        (Terminal(), {"TERM": "xterm"}, True),
        (Terminal(), {}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (io.StringIO(), {"TERM": "xterm"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": ""}, False),
        (Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_for_terminals(
    stream: io.StringIO, environ: dict[str, str], coloured: bool
) -> None:
    assert has_colours(stream, environ) is coloured
