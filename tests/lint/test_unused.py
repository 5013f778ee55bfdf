"""The finding on a suppression of no use (HYG001)."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelint.lint import ENGINE_RULES, FileReport, find_config, unused_suppressions
from pipelint.text import Position
from tests.lint.samples import a_rule

RULES = (a_rule("DEP001"), a_rule("DEP002"), *ENGINE_RULES)


def report(folder: Path, name: str, text: str, *matched: int) -> FileReport | None:
    (folder / name).write_bytes(text.encode())
    return unused_suppressions(
        find_config(str(folder)), matched, ["a.json"], ran=RULES, configured=RULES
    )


def marked(found: FileReport | None) -> list[str]:
    assert found is not None
    return [found.source.text[each.span.start : each.span.end] for each in found.findings]


def test_the_finding_is_at_the_header_of_the_table(tmp_path: Path) -> None:
    text = """\
# accepted
[tool.pipelint]

[[tool.pipelint.suppress]]
rules = ["DEP001"]
reason = "known"

  [[ tool . pipelint."suppress" ]]  # old
  rules = ["DEP002"]
  steps = ["Train"]
  reason = "known"
"""

    found = report(tmp_path, "pyproject.toml", text, 0)

    assert found is not None
    [finding] = found.findings
    assert marked(found) == ['[[ tool . pipelint."suppress" ]]']
    assert (finding.code, finding.rule, finding.severity) == (
        "HYG001",
        "unused-suppression",
        "warning",
    )
    assert finding.message == "suppression of 'DEP002' matches no finding"
    assert finding.hint == "remove it, or mend its 'rules' or 'steps'"
    assert (finding.file, finding.pointer) == ("pyproject.toml", "/tool/pipelint/suppress/1")
    assert finding.path == "tool.pipelint.suppress[1]"
    assert (finding.start, finding.end) == (Position(8, 3), Position(8, 35))


def test_in_pipelint_toml_the_keys_begin_at_the_top(tmp_path: Path) -> None:
    text = "[[suppress]]\r\nrules = ['DEP', 'DOC900']\r\nreason = 'é'\r\n"

    found = report(tmp_path, "pipelint.toml", text)

    assert found is not None
    [finding] = found.findings
    assert marked(found) == ["[[suppress]]"]
    assert (finding.pointer, finding.path) == ("/suppress/0", "suppress[0]")
    assert finding.message == "suppression of 'DEP', 'DOC900' matches no finding"
    assert finding.start == Position(1, 1)


def test_each_gets_its_finding(tmp_path: Path) -> None:
    table = "[[suppress]]\nrules = ['DEP']\nreason = 'x'\n"

    found = report(tmp_path, "pipelint.toml", table * 3, 1)

    assert found is not None
    assert [(each.pointer, each.start.line) for each in found.findings] == [
        ("/suppress/0", 1),
        ("/suppress/2", 7),
    ]
    assert len({each.fingerprint for each in found.findings}) == 2


def test_the_severity_may_be_configured(tmp_path: Path) -> None:
    text = "severity.HYG001 = 'info'\n[[suppress]]\nrules = ['DEP']\nreason = 'x'\n"

    found = report(tmp_path, "pipelint.toml", text)

    assert found is not None
    assert [finding.severity for finding in found.findings] == ["info"]


def test_there_is_none_where_all_matched(tmp_path: Path) -> None:
    text = "[[suppress]]\nrules = ['DEP']\nreason = 'x'\n"

    assert report(tmp_path, "pipelint.toml", text, 0) is None


def test_there_is_none_where_the_rule_does_not_run(tmp_path: Path) -> None:
    (tmp_path / "pipelint.toml").write_text("[[suppress]]\nrules = ['DEP']\nreason = 'x'\n")
    config = find_config(str(tmp_path))

    assert unused_suppressions(config, (), ["a.json"], ran=RULES[:2], configured=RULES) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("suppress = [\n  {rules = ['DEP'], reason = 'x'},\n]\n", (1, 1, "suppress")),
        ("ignore = []\n\"suppress\" = [{rules = ['DEP'], reason = 'x'}]", (2, 1, '"suppress"')),
        (
            "# [[suppress]]\n[[suppress]]\nrules = ['DEP']\nreason = 'x'\n",
            (2, 1, "[[suppress]]"),
        ),
        (
            "ignore = []\nbaseline = '''\n[[suppress]]\n'''\n[[suppress]]\n"
            'rules = ["DEP"]\nreason = """\n[[suppress]]\n"""\n',
            (5, 1, "[[suppress]]"),
        ),
        (
            'baseline = "[[suppress]] \\" # \'\'\' "\n[[suppress]]\nrules = ["DEP"]\nreason = "x"',
            (2, 1, "[[suppress]]"),
        ),
        (
            "[rules.fault-of-dep001]\n[[suppress]]\nreason = 'suppress = 1'\nrules = ['DEP']",
            (2, 1, "[[suppress]]"),
        ),
    ],
)
def test_strings_and_comments_that_look_like_headers_are_none(
    tmp_path: Path, text: str, expected: tuple[int, int, str]
) -> None:
    found = report(tmp_path, "pipelint.toml", text)

    assert found is not None
    [finding] = found.findings
    assert (*finding.start, *marked(found)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[tool]\npipelint.suppress = [{rules = ['DEP'], reason = 'x'}]",
        "tool.pipelint.suppress = [{rules = ['DEP'], reason = 'x'}]",
        "[tool.other]\nsuppress = 1\n[tool.pipelint]\nsuppress=[{rules = ['DEP'], reason = 'x'}]",
    ],
)
def test_the_key_of_an_inline_array_is_found_under_any_table(tmp_path: Path, text: str) -> None:
    found = report(tmp_path, "pyproject.toml", text)

    assert found is not None
    [finding] = found.findings
    [key] = marked(found)
    assert key.endswith("suppress")
    assert finding.start.line == text.count("\n") + 1


def test_an_array_that_is_written_otherwise_gives_the_beginning(tmp_path: Path) -> None:
    text = "tool = {pipelint = {suppress = [{rules = ['DEP'], reason = 'x'}]}}"

    found = report(tmp_path, "pyproject.toml", text)

    assert found is not None
    assert [finding.start for finding in found.findings] == [Position(1, 1)]
