"""Findings as SARIF 2.1.0, which code scanning and editors read.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; what GitHub makes of
it: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
(2026-11).
"""

from __future__ import annotations

import json
import os
import re
from inspect import cleandoc
from urllib.parse import quote

from pipelint import __version__
from pipelint.catalog import stamp
from pipelint.report._page import rule_page
from pipelint.report._rules import claim
from pipelint.report._where import file_of, where
from pipelint.report._words import well_formed
from pipelint.text import STANDARD_INPUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from pipelint.lint import Finding, Related, Rule, Unread
    from pipelint.report._run import Run
    from pipelint.text import Position, Source

    #: An object of the format.
    Json = dict[str, Any]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_HOME = "https://pipelint.readthedocs.io/"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
#: GitHub's words, by which it sorts.
_PRECISION = {"E1": "very-high", "E2": "high", "E3": "high", "E4": "medium"}
_KINDS = {"error": "error", "warning": "warning", "info": "recommendation"}
#: GitHub shows no more of a description.
_LONGEST = 1024
#: Where relative paths start; whoever reads the report knows where that is, as GitHub does.
_ROOT = "%SRCROOT%"
#: So many characters of a line GitHub's fingerprint is made of
#: (https://github.com/github/codeql-action/blob/main/src/fingerprints.ts).
_HASHED = 100
#: What a reader would fill in (section 3.11.5), and what it would make a link (3.11.6).
_PLACEHOLDER = re.compile(r"\{[0-9]+\}")
_LINK = "]("


def sarif_report(run: Run, rules: Iterable[Rule]) -> str:
    """The run as a SARIF log, in ASCII; `rules` holds at least the rules that reported.

    The log is the same wherever and whenever the run is made: no times, no absolute paths but
    those of files outside.
    """
    reported = _reported(run, rules)
    indexes = {rule.code: index for index, rule in enumerate(reported)}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(reported)},
                "invocations": [_invocation(run)],
                "originalUriBaseIds": {_ROOT: _root()},
                # Two callables may be of one file.
                "artifacts": [_artifact(file) for file in dict.fromkeys(map(file_of, run.reports))],
                "results": [
                    _result(finding, indexes[finding.code], report.source)
                    for report in run.reports
                    for finding in report.findings
                ],
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _reported(run: Run, rules: Iterable[Rule]) -> list[Rule]:
    codes = {finding.code for finding in run.findings}
    return sorted((rule for rule in rules if rule.code in codes), key=lambda rule: rule.code)


def _driver(rules: Sequence[Rule]) -> Json:
    return {
        "name": "pipelint",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": [_rule(rule) for rule in rules],
        "properties": {"catalog": f"botocore {stamp().botocore}"},
    }


def _rule(rule: Rule) -> Json:
    page = well_formed(cleandoc(rule.page))
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _cut(well_formed(claim(rule)))},
        "fullDescription": {"text": _opening(page)},
        "helpUri": rule.url,
        "help": {"text": page, "markdown": well_formed(rule_page(rule))},
        "defaultConfiguration": {"enabled": rule.default, "level": _LEVELS[rule.severity]},
        "properties": {
            "stage": rule.stage,
            "evidence": rule.evidence,
            "tags": [rule.family],
            "precision": _PRECISION[rule.evidence],
            "problem.severity": _KINDS[rule.severity],
        },
    }


def _opening(page: str) -> str:
    """The paragraphs at the beginning of a page that are not too long together, at least one."""
    opening, *others = page.split("\n\n")
    for paragraph in others:
        if len(opening) + len(paragraph) + 2 > _LONGEST:
            break
        opening = f"{opening}\n\n{paragraph}"
    return _cut(opening)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _invocation(run: Run) -> Json:
    return {
        # Findings are no failure of the tool; an input that it could not read is one.
        "executionSuccessful": not run.errors,
        "toolExecutionNotifications": [_notification(error) for error in run.errors],
    }


def _notification(error: Unread) -> Json:
    return {
        "level": "error",
        # The place does not tell which callable of a file it is.
        "message": _message(error.message if error.file == error.target else str(error)),
        "locations": [{"physicalLocation": {"artifactLocation": _location(error.file)}}],
    }


def _root() -> Json:
    text = "the folder of pipelint's configuration, without one the working directory"
    return {"description": {"text": text}}


def _artifact(file: str) -> Json:
    return {"location": _location(file), "roles": ["analysisTarget"]}


def _location(file: str) -> Json:
    """A file: a relative URI, an absolute one where the file lies outside, or standard input."""
    if file == STANDARD_INPUT:
        return {"uri": file, "description": {"text": "standard input"}}
    uri = quote(os.fsencode(file))
    if file.startswith("/"):
        return {"uri": f"file://{uri}"}
    if file[1:3] == ":/":
        return {"uri": f"file:///{file[0]}:{uri[4:]}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _result(finding: Finding, index: int, source: Source) -> Json:
    fix = "" if finding.hint is None else f"\nfix: {finding.hint}"
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": _message(finding.message + fix),
        "locations": [
            {
                "physicalLocation": _physical(*where(finding)),
                **_logical(finding),
            }
        ],
        "relatedLocations": [
            _related(number, other, finding, source) for number, other in enumerate(finding.related)
        ],
        "partialFingerprints": _fingerprints(finding),
        "properties": {
            "stage": finding.stage,
            "evidence": finding.evidence,
            "pointer": well_formed(finding.pointer),
        },
    }


def _fingerprints(finding: Finding) -> Json:
    """What a finding is known by from one run to the next.

    GitHub looks at one that its upload makes of the line, and warns where a tool has given its
    own. That is worth it where the line does not tell, as in a file of one line, or as that of
    a callable.
    """
    own = {"pipelint/v1": finding.fingerprint}
    if finding.origin is None and finding.start.column <= _HASHED:
        return own
    return {**own, "primaryLocationLineHash": finding.fingerprint}


def _message(text: str) -> Json:
    """A message that is shown as it stands, whatever names in it look like.

    The standard wants every brace doubled; but no reader that is known undoes that where there
    are no arguments, and JSON is full of them. So it is done where one could be filled in.
    """
    text = well_formed(text)
    if _PLACEHOLDER.search(text):
        text = text.replace("{", "{{").replace("}", "}}")
    return {"text": text.replace(_LINK, "]\\(")}


def _physical(file: str, start: Position, end: Position | None) -> Json:
    if end is None:
        return {"artifactLocation": _location(file), "region": {"startLine": start.line}}
    return {
        "artifactLocation": _location(file),
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    }


def _logical(finding: Finding) -> Json:
    # The whole document has no name of its own.
    if not finding.path:
        return {}
    return {"logicalLocations": [{"fullyQualifiedName": well_formed(finding.path)}]}


def _related(number: int, other: Related, finding: Finding, source: Source) -> Json:
    file, start, end = where(finding)
    if end is not None:
        start, end = other.start, source.position(other.span.end)
    return {
        "id": number,
        "physicalLocation": _physical(file, start, end),
        "message": _message(other.message),
    }
