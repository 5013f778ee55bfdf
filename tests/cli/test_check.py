"""`pipelint check`."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelint.cli._check_parser import FORMATS
from tests.cli.conftest import BROKEN, CLEAN, LONG, Project
from tests.report.marked import assert_golden


def codes(out: str) -> list[str]:
    return [finding["code"] for finding in json.loads(out)["findings"]]


def test_clean_definition_is_one_line(project: Project) -> None:
    done = project.run("check", "clean.json")

    assert done == (0, "clean.json: no problems (1 step, 0 parameters)\n", "")


def test_finding_is_shown_with_its_text(project: Project) -> None:
    done = project.run("check", "broken.json", "clean.json", "long.json")

    assert (done.code, done.err) == (1, "")
    assert_golden("check", done.out)


def test_several_clean_definitions_are_counted(project: Project) -> None:
    project.write("more/a.json", CLEAN)
    project.write("more/b.json", CLEAN)

    assert project.run("check", "more") == (0, "2 definitions checked, no problems\n", "")


def test_without_targets_the_current_folder_is_checked(project: Project) -> None:
    done = project.run("check")

    assert done.code == 1
    assert done.out.endswith("1 error, 1 warning in 2 of 3 definitions\n")


def test_without_targets_the_configured_definitions_are_checked(project: Project) -> None:
    project.configure('definitions = ["clean.json"]')

    assert project.run("check").out == "clean.json: no problems (1 step, 0 parameters)\n"


@pytest.mark.parametrize(
    ("target", "severity", "code"),
    [
        ("broken.json", "error", 1),
        ("broken.json", "info", 1),
        ("long.json", "error", 0),
        ("long.json", "warning", 1),
        ("long.json", "info", 1),
        ("clean.json", "info", 0),
    ],
)
def test_exit_code_follows_fail_on(project: Project, target: str, severity: str, code: int) -> None:
    assert project.run("check", target, "--fail-on", severity).code == code


def test_fail_on_may_be_configured_and_the_command_line_wins(project: Project) -> None:
    project.configure('fail-on = "warning"')

    assert project.run("check", "long.json").code == 1
    assert project.run("check", "long.json", "--fail-on=error").code == 0


def test_exit_zero_reports_and_succeeds(project: Project) -> None:
    done = project.run("check", "broken.json", "--exit-zero")

    assert done.code == 0
    assert "error DEP002" in done.out


def test_other_targets_are_checked_beside_a_missing_one(project: Project) -> None:
    done = project.run("check", "gone.json", "broken.json", "--exit-zero")

    assert done.code == 2
    assert done.err == "pipelint: error: gone.json: no such file or folder\n"
    assert done.out.endswith("1 error in broken.json\n")


def test_missing_target_alone_writes_to_standard_error_only(project: Project) -> None:
    done = project.run("check", "gone.json")

    assert done == (2, "", "pipelint: error: gone.json: no such file or folder\n")


def test_file_that_cannot_be_read_is_an_error(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str, *arguments: Any) -> Any:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("pipelint.targets._expand.open", refuse, raising=False)
    done = project.run("check", "clean.json")

    assert done == (2, "", "pipelint: error: clean.json: cannot be read: Permission denied\n")


def test_json_tells_the_errors_as_well(project: Project) -> None:
    done = project.run("check", "gone.json", "clean.json", "--output-format", "json")

    assert done.code == 2
    assert json.loads(done.out)["errors"] == [
        {"file": "gone.json", "message": "no such file or folder"}
    ]
    assert done.err == "pipelint: error: gone.json: no such file or folder\n"


def test_select_runs_nothing_else(project: Project) -> None:
    out = project.run("check", "--select", "SEC", "--output-format=json").out

    assert codes(out) == ["SEC001", "SEC001", "SEC001"]


def test_selectors_may_be_repeated_or_have_commas(project: Project) -> None:
    joined = project.run("check", "--select", "SEC, DEP002", "--output-format=json").out
    repeated = project.run("check", "--select=SEC", "--select=DEP", "--output-format=json").out

    assert codes(joined) == codes(repeated)
    assert sorted(codes(joined)) == ["DEP002", "SEC001", "SEC001", "SEC001"]


def test_extend_select_adds_to_what_runs(project: Project) -> None:
    out = project.run("check", "long.json", "--extend-select=SEC", "--output-format=json").out

    assert sorted(codes(out)) == ["NAM002", "SEC001"]


def test_ignore_wins_at_equal_length(project: Project) -> None:
    done = project.run("check", "broken.json", "--select", "DEP002", "--ignore=unknown-dependency")

    assert done.code == 0


def test_selector_that_means_no_rule_is_refused(project: Project) -> None:
    done = project.run("check", "broken.json", "--select", "DEP003")

    assert done.code == 2
    assert done.err == (
        "pipelint: error: --select: no rule is meant by 'DEP003': did you mean 'DEP002'?\n"
    )


def test_report_goes_to_a_file_and_a_summary_to_the_terminal(project: Project) -> None:
    shown = project.run("check", "broken.json").out
    done = project.run("check", "broken.json", "--output-file", "report.txt")

    assert done.code == 1
    assert done.out == "why it matters: pipelint explain DEP002\n1 error in broken.json\n"
    assert (project.folder / "report.txt").read_text() == shown


def test_json_goes_to_a_file_and_a_summary_to_the_terminal(project: Project) -> None:
    done = project.run("check", "clean.json", "--output-format=json", "--output-file=out.json")

    assert done == (0, "clean.json: no problems (1 step, 0 parameters)\n", "")
    assert json.loads((project.folder / "out.json").read_text())["summary"]["files"] == 1


def test_output_file_that_cannot_be_written_is_misuse(project: Project) -> None:
    done = project.run("check", "clean.json", "--output-file", "gone/report.txt")

    assert done.code == 2
    assert done.err == (
        "pipelint: error: gone/report.txt: cannot be written: No such file or directory\n"
    )


def test_statistics_follow_the_findings(project: Project) -> None:
    done = project.run("check", "--statistics", "--extend-select=SEC")

    assert done.out.splitlines()[-6:] == [
        "3  SEC001  info     open-network",
        "1  DEP002  error    unknown-dependency",
        "1  NAM002  warning  long-name",
        "",
        "why it matters: pipelint explain DEP002 NAM002 SEC001",
        "1 error, 1 warning, 3 infos in 3 of 3 definitions",
    ]


def test_statistics_leave_json_on_standard_output_alone(project: Project) -> None:
    done = project.run("check", "broken.json", "--statistics", "--output-format=json")

    assert codes(done.out) == ["DEP002"]
    assert done.err == "1  DEP002  error    unknown-dependency\n\n"


def test_quiet_prints_findings_only(project: Project) -> None:
    assert project.run("check", "clean.json", "--quiet").out == ""
    assert project.run("check", "broken.json", "--quiet").out.splitlines()[-2:] == [
        "  fix   name a step that is there",
        "",
    ]


def test_standard_input_is_read_as_bytes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\xef\xbb\xbf" + json.dumps(BROKEN).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    out = project.run("check", "-", "--output-format=json").out

    [finding] = json.loads(out)["findings"]
    assert (finding["file"], finding["line"]) == ("-", 1)


def test_options_may_stand_between_targets(project: Project) -> None:
    done = project.run("check", "clean.json", "--quiet", "broken.json", "--", "long.json")

    assert [line for line in done.out.splitlines() if not line.startswith(" ")] == [
        "error DEP002 unknown-dependency              refused at create",
        "",
        "warning NAM002 long-name                     accepted, never told",
        "",
    ]


@pytest.mark.parametrize("format_", FORMATS)
def test_jobs_change_nothing_in_the_output(project: Project, format_: str) -> None:
    for number in range(40):
        project.write(f"many/{number}.json", (BROKEN, LONG, CLEAN)[number % 3])
    one = project.run("check", "many", "gone.json", "--output-format", format_)
    two = project.run("check", "many", "gone.json", "--output-format", format_, "--jobs", "2")

    assert two == one
    assert one.code == 2


def test_configuration_may_be_named(project: Project) -> None:
    project.write("other.toml", 'packs = ["acme_rules"]\nignore = ["DEP"]\n')

    assert project.run("check", "broken.json", "--config", "other.toml").code == 0


def test_missing_configuration_is_misuse(project: Project) -> None:
    done = project.run("check", "clean.json", "--config", "gone.toml")

    assert done.code == 2
    assert done.err == (
        f"pipelint: error: {project.folder / 'gone.toml'}: "
        "cannot be read: No such file or directory\n"
    )


def test_isolated_knows_no_configuration(project: Project) -> None:
    project.configure('definitions = ["gone.json"]', 'select = ["NAM"]', "nonsense = 1")

    assert project.run("check", "clean.json").code == 2
    assert project.run("check", "clean.json", "--isolated", "--select", "DOC").code == 0


def test_configured_severities_and_options_hold(project: Project) -> None:
    project.configure("severity = {NAM002 = 'error'}", "[rules.long-name]", "most = 3")

    done = project.run("check", "clean.json", "--output-format=json")

    [finding] = json.loads(done.out)["findings"]
    assert done.code == 1
    assert (finding["severity"], finding["message"]) == (
        "error",
        "name of step 'Stop' is longer than 3 characters",
    )


def test_suppressed_findings_are_counted(project: Project) -> None:
    project.configure("[[suppress]]", 'rules = ["DEP002"]', 'steps = ["Stop"]', 'reason = "x"')

    assert project.run("check", "broken.json") == (
        0,
        "broken.json: no problems (1 step, 0 parameters; 1 suppressed)\n",
        "",
    )


def test_unused_suppression_is_shown_in_the_configuration(project: Project) -> None:
    project.configure("[[suppress]]", 'rules = ["DEP002"]', 'steps = ["Go"]', 'reason = "x"')

    done = project.run("check", "clean.json", "--fail-on=warning")

    assert done.code == 1
    assert_golden("unused_suppression", done.out)


def test_baseline_leaves_out_what_it_knows(project: Project) -> None:
    written = project.run("check", "broken.json", "--write-baseline", "known.json")
    known = project.run("check", "broken.json", "--baseline", "known.json")
    project.write("broken.json", {**BROKEN, "Steps": [*BROKEN["Steps"], *LONG["Steps"]]})
    new = project.run("check", "broken.json", "--baseline", "known.json", "--output-format=json")

    assert written == (0, "known.json: 1 finding written\n", "")
    assert known == (0, "broken.json: no problems (1 step, 0 parameters; 1 suppressed)\n", "")
    assert codes(new.out) == ["NAM002"]


def test_configured_baseline_does_not_shorten_the_one_that_is_written(project: Project) -> None:
    project.configure('baseline = "known.json"')
    first = project.run("check", "broken.json", "--write-baseline", "known.json")
    second = project.run("check", "broken.json", "--write-baseline", "known.json")

    assert first.out == second.out == "known.json: 1 finding written\n"
    assert project.run("check", "broken.json").code == 0


def test_written_baseline_leaves_json_a_report(project: Project) -> None:
    done = project.run(
        "check", "broken.json", "--write-baseline=known.json", "--output-format=json"
    )

    assert done.code == 0
    assert codes(done.out) == ["DEP002"]


def test_missing_baseline_is_misuse(project: Project) -> None:
    done = project.run("check", "clean.json", "--baseline", "gone.json")

    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "pipelint: error: gone.json: baseline cannot be read: No such file or directory\n"
    )


def test_crash_of_a_rule_is_reported_whatever_is_selected(project: Project) -> None:
    out = project.run("check", "clean.json", "--select=STR900", "--output-format=json").out

    [finding] = json.loads(out)["findings"]
    assert (finding["code"], finding["severity"], finding["step"]) == ("DOC900", "warning", "Stop")
    assert "STR900" in finding["message"]


def test_names_of_files_cannot_command_the_terminal(project: Project) -> None:
    done = project.run("check", "a\x1b]0;\nb.json")

    assert done.err == "pipelint: error: a\\u001b]0;\\nb.json: no such file or folder\n"


def test_output_is_plain_unless_a_person_reads_it(project: Project) -> None:
    assert "\x1b" not in project.run("check", "broken.json").out


def test_forced_colours_are_shown(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert project.run("check", "broken.json").out.startswith("\x1b[1;31merror\x1b[0m ")
    assert project.run("check", "clean.json").out.startswith("clean.json")


def test_no_color_outranks_force_color(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b" not in project.run("check", "broken.json").out


def test_file_gets_no_colours(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    project.run("check", "broken.json", "--output-file", "report.txt")

    assert "\x1b" not in (project.folder / "report.txt").read_text()


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
def test_half_of_a_surrogate_pair_reaches_neither_output_nor_file_raw(project: Project) -> None:
    name = os.fsdecode(b"caf\xe9.json")
    Path(name).write_text(json.dumps(BROKEN))

    done = project.run("check", name, "--output-file=report.txt")

    assert done.out.endswith("1 error in caf\\udce9.json\n")
    assert "caf\\udce9.json:" in (project.folder / "report.txt").read_text()


def test_a_file_that_does_not_parse_is_an_error_whatever_is_selected(project: Project) -> None:
    (project.folder / "pipelint.toml").unlink()
    project.write("broken.json", '{"Steps": [')

    done = project.run("check", "--select", "REF", "broken.json")

    assert done.code == 2
    assert done.err == (
        "pipelint: error: broken.json: is no pipeline definition (check with --select DOC)\n"
    )


def test_callable_is_imported_called_and_checked(project: Project) -> None:
    project.write(
        "pipelines/acme.py",
        f"""
class Acme:
    def definition(self):
        print("noise")
        return {json.dumps(BROKEN)!r}


def make():
    return Acme()
""",
    )

    code, out, err = project.run("check", "pipelines/acme.py:make", "--output-format", "json")

    assert (code, err) == (1, "noise\n")
    [finding] = json.loads(out)["findings"]
    assert (finding["code"], finding["file"]) == ("DEP002", "pipelines/acme.py:make")
    assert finding["origin"] == {"file": "pipelines/acme.py", "line": 8}


def test_callable_that_raises_is_one_line_and_the_others_go_on(project: Project) -> None:
    project.write("acme.py", "def make():\n    raise ValueError('no region')\n")

    code, out, err = project.run("check", "acme.py:make", "clean.json")

    assert code == 2
    assert err == "pipelint: error: acme.py:make: raised ValueError: no region (acme.py:2)\n"
    assert out == "clean.json: no problems (1 step, 0 parameters)\n"


def test_callable_that_means_to_end_everything_ends_nothing(project: Project) -> None:
    lines = ("class Abort(BaseException): pass", "def make():", "    raise Abort('enough')")
    project.write("acme.py", "\n".join(lines))

    code, out, err = project.run("check", "acme.py:make", "clean.json")

    assert code == 2
    assert err == "pipelint: error: acme.py:make: raised Abort: enough (acme.py:3)\n"
    assert out == "clean.json: no problems (1 step, 0 parameters)\n"


@pytest.mark.parametrize("format_", ["json", "github"])
def test_nothing_that_a_callable_prints_gets_into_a_report(project: Project, format_: str) -> None:
    project.write(
        "fac.py",
        f"""
import os
import sys

class Broken:
    def definition(self):
        return {BROKEN!r}

def prints():
    os.system("echo ::error::of a process")
    os.write(1, b"::error::of C\\n")
    print("::error::of Python", file=sys.__stdout__)
    return Broken()

def does_not():
    return Broken()
""",
    )

    def check(name: str) -> tuple[bytes, bytes]:
        command = ["check", f"fac.py:{name}", f"--output-format={format_}"]
        return project.process(command).communicate()

    out, err = check("prints")
    assert sorted(err.splitlines()) == [
        b"::error::of C",
        b"::error::of Python",
        b"::error::of a process",
    ]
    assert out.count(b"prints") > 0
    assert b"::error::" not in out
    assert len(out.splitlines()) == len(check("does_not")[0].splitlines())


def test_python_without_a_name_is_told_how_to_name_one(project: Project) -> None:
    project.write("fac.py", "def get_pipeline(): pass\n")

    code, out, err = project.run("check", "fac.py")

    assert (code, out) == (2, "")
    assert err == (
        "pipelint: error: fac.py: is Python: name what gives the definition, "
        "as fac.py:get_pipeline\n"
    )


@pytest.mark.parametrize("command", ["check", "simulate"])
def test_help_tells_of_callables(project: Project, command: str) -> None:
    words = " ".join(project.run(command, "--help").out.split())

    assert "path/file.py:function" in words
    assert "package.module:function" in words


def test_configured_callable_is_checked_where_nothing_is_named(project: Project) -> None:
    project.configure('definitions = ["acme.py:pipeline"]')
    project.write(
        "acme.py",
        f"class Acme:\n    definition = lambda self: {json.dumps(CLEAN)!r}\n\npipeline = Acme()\n",
    )

    assert project.run("check") == (0, "acme.py:pipeline: no problems (1 step, 0 parameters)\n", "")
