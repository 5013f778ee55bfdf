"""`pipelint check --output-format`, in the formats that other programs read."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import BROKEN, Project
from tests.cli.test_imports import loaded


def _of_sarif(out: str) -> list[str]:
    [run] = json.loads(out)["runs"]
    rules = run["tool"]["driver"]["rules"]
    return [rules[result["ruleIndex"]]["id"] for result in run["results"]]


def _of_json(out: str) -> list[str]:
    return [finding["code"] for finding in json.loads(out)["findings"]]


#: By format: what a report of it says of findings.
CODES: dict[str, Callable[[str], list[str]]] = {
    "json": _of_json,
    "sarif": _of_sarif,
    "github": lambda out: [line.split("title=pipelint ")[1][:6] for line in out.splitlines()],
    "gitlab": lambda out: [entry["description"][:6] for entry in json.loads(out)],
    "junit": lambda out: [
        case.attrib["name"][:6]
        for case in ElementTree.fromstring(out).iter("testcase")
        if len(case)
    ],
}
#: By format: the module that writes it.
MODULES = {
    "json": "pipelint.report._json",
    "sarif": "pipelint.report._sarif",
    "github": "pipelint.report._github",
    "gitlab": "pipelint.report._gitlab",
    "junit": "pipelint.report._junit",
}
formats = pytest.mark.parametrize("format_", CODES)


@formats
def test_findings_are_written_to_standard_output(project: Project, format_: str) -> None:
    done = project.run(
        "check", "broken.json", "clean.json", "long.json", "--output-format", format_
    )

    assert (done.code, done.err) == (1, "")
    assert CODES[format_](done.out) == ["DEP002", "NAM002"]


@formats
def test_report_goes_to_a_file_and_a_summary_to_the_terminal(
    project: Project, format_: str
) -> None:
    shown = project.run("check", "broken.json", "--output-format", format_).out
    done = project.run("check", "broken.json", f"--output-format={format_}", "--output-file=out")

    assert (done.code, done.err) == (1, "")
    assert done.out == "why it matters: pipelint explain DEP002\n1 error in broken.json\n"
    assert (project.folder / "out").read_text("utf-8") == shown


@formats
def test_quiet_leaves_the_report_alone(project: Project, format_: str) -> None:
    loud = project.run("check", "broken.json", "--output-format", format_)
    quiet = project.run("check", "broken.json", "--output-format", format_, "--quiet")

    assert quiet == loud


@formats
def test_statistics_leave_standard_output_alone(project: Project, format_: str) -> None:
    bare = project.run("check", "broken.json", "--output-format", format_)
    done = project.run("check", "broken.json", "--output-format", format_, "--statistics")

    assert done == (1, bare.out, "1  DEP002  error    unknown-dependency\n\n")


@formats
def test_exit_codes_are_those_of_the_text(project: Project, format_: str) -> None:
    for arguments in (
        ["clean.json"],
        ["broken.json"],
        ["broken.json", "--exit-zero"],
        ["long.json"],
        ["long.json", "--fail-on=warning"],
        ["gone.json", "clean.json"],
    ):
        code = project.run("check", *arguments).code

        assert project.run("check", *arguments, "--output-format", format_).code == code


@formats
def test_input_that_cannot_be_read_is_in_the_report(project: Project, format_: str) -> None:
    done = project.run("check", "gone.json", "clean.json", "--output-format", format_)

    assert done.err == "pipelint: error: gone.json: no such file or folder\n"
    assert "no such file or folder" in done.out


@formats
def test_standard_input_is_reported_as_such(
    project: Project, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(BROKEN).encode())))

    done = project.run("check", "-", "--output-format", format_)

    assert CODES[format_](done.out) == ["DEP002"]


def test_crash_of_a_rule_is_described_in_a_log(project: Project) -> None:
    done = project.run("check", "clean.json", "--select=STR900", "--output-format=sarif")

    assert CODES["sarif"](done.out) == ["DOC900"]


def test_unused_suppression_is_described_in_a_log(project: Project) -> None:
    project.configure("[[suppress]]", 'rules = ["DEP002"]', 'reason = "none"')

    done = project.run("check", "clean.json", "--output-format=sarif")

    assert CODES["sarif"](done.out) == ["HYG001"]


@formats
def test_format_imports_no_other(project: Project, format_: str) -> None:
    found = loaded(project, "check", "broken.json", "--exit-zero", "--output-format", format_)

    assert found & set(MODULES.values()) == {MODULES[format_]}
    assert "rich" not in found


def test_unknown_format_is_refused_with_a_suggestion(project: Project) -> None:
    done = project.run("check", "clean.json", "--output-format=sariff")

    assert (done.code, done.err) == (
        2,
        "pipelint: error: --output-format: unknown value 'sariff': did you mean 'sarif'? "
        "(pipelint check --help tells more)\n",
    )


#: Two callables with the same finding, at the same line.
FACTORIES = f"""\
class Broken:
    def definition(self):
        return {BROKEN!r}

a = b = lambda: Broken()
"""
#: By format: what tells the findings of two callables apart.
NAMES: dict[str, Callable[[str], list[object]]] = {
    "json": lambda out: [
        (each["file"], each["origin"]["line"]) for each in json.loads(out)["findings"]
    ],
    "sarif": lambda out: [
        each["partialFingerprints"]["pipelint/v1"] for each in json.loads(out)["runs"][0]["results"]
    ],
    "github": lambda out: [line.split("::")[2].split("%0A")[0] for line in out.splitlines()],
    "gitlab": lambda out: [each["fingerprint"] for each in json.loads(out)],
    "junit": lambda out: [
        (each.attrib["classname"], each.attrib["name"])
        for each in ElementTree.fromstring(out).iter("testcase")
    ],
}


@formats
def test_findings_of_two_callables_of_a_file_are_told_apart(project: Project, format_: str) -> None:
    project.write("fac.py", FACTORIES)

    done = project.run("check", "fac.py:a", "fac.py:b", "--output-format", format_)

    assert CODES[format_](done.out) == ["DEP002", "DEP002"]
    assert len(set(NAMES[format_](done.out))) == 2


def test_baseline_of_one_callable_does_not_know_the_findings_of_another(project: Project) -> None:
    project.write("fac.py", FACTORIES)

    project.run("check", "fac.py:a", "--write-baseline", "known.json")
    done = project.run(
        "check", "fac.py:a", "fac.py:b", "--baseline=known.json", "--output-format=json"
    )

    [finding] = json.loads(done.out)["findings"]
    assert (finding["file"], finding["path"]) == ("fac.py:b", "Steps[Stop].DependsOn[0]")
