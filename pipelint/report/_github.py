"""Findings as workflow commands, which GitHub Actions shows beside the changed lines.

The commands: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
How they are escaped is told by the code that writes them, `escapeData` and `escapeProperty` of
https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts, and how they are read by
https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (2026-11).
"""

from __future__ import annotations

from pipelint.report._where import place_of, where
from pipelint.report._words import printable
from pipelint.text import STANDARD_INPUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipelint.lint import Finding, Unread
    from pipelint.report._run import Run

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
#: The sign for an escape comes first, or it would be escaped again.
_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_PROPERTY = (*_DATA, (":", "%3A"), (",", "%2C"))
#: Up to so many related places are told.
_RELATED = 12


def github_report(run: Run) -> str:
    """A line for each finding and for each input that could not be read."""
    findings = (_annotation(finding) for finding in run.findings)
    errors = map(_error, run.errors)
    return "".join(f"{line}\n" for line in (*errors, *findings))


def _error(error: Unread) -> str:
    # Standard input is no file of a repository.
    place = {} if error.file == STANDARD_INPUT else {"file": error.file}
    return _command("error", {**place, "title": "pipelint"}, printable(str(error)))


def _annotation(finding: Finding) -> str:
    properties = {**_place(finding), "title": f"pipelint {finding.code} {finding.rule}"}
    return _command(_COMMANDS[finding.severity], properties, "\n".join(_message(finding)))


def _place(finding: Finding) -> dict[str, object]:
    if finding.file == STANDARD_INPUT:
        return {}
    file, start, end = where(finding)
    if end is None:
        return {"file": file, "line": start.line}
    if start.line != end.line:
        # The runner takes no columns where the lines differ.
        return {"file": file, "line": start.line, "endLine": end.line}
    return {
        "file": file,
        "line": start.line,
        "col": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _message(finding: Finding) -> Iterator[str]:
    """The lines of an annotation; the log shows nothing else, so the first has the place."""
    yield f"{place_of(finding)}: {finding.code} {printable(finding.message)}"
    if finding.path:
        yield f"in {printable(finding.path)}"
    for other in finding.related[:_RELATED]:
        yield f"see line {other.start.line}: {printable(other.message)}"
    if finding.hint is not None:
        yield f"fix: {printable(finding.hint)}"


def _command(name: str, properties: Mapping[str, object], data: str) -> str:
    listed = ",".join(f"{key}={_escaped(str(of), _PROPERTY)}" for key, of in properties.items())
    return f"::{name} {listed}::{_escaped(data, _DATA)}"


def _escaped(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for character, escape in escapes:
        text = text.replace(character, escape)
    return text
