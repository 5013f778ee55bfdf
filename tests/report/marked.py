"""Findings made by hand: a text in which the places are marked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pipelint.lint import FileReport, Finding, Related, Unread
from pipelint.text import Source, Span

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
RENEW = "PIPELINT_RENEW_GOLDEN"


def marked(text: str) -> tuple[str, list[Span], list[Span]]:
    """The text without its marks, the spans in «…» and those in ‹…›, in order."""
    plain = ""
    opened: list[int] = []
    spans: dict[str, list[Span]] = {"»": [], "›": []}
    for char in text:
        if char in "«‹":
            opened.append(len(plain))
        elif char in "»›":
            spans[char].append(Span(opened.pop(), len(plain)))
        else:
            plain += char
    return plain, spans["»"], spans["›"]


def a_finding(source: Source, span: Span, **fields: Any) -> Finding:
    values: dict[str, Any] = {
        "code": "DEP002",
        "rule": "unknown-dependency",
        "severity": "error",
        "stage": "create",
        "evidence": "E2",
        "message": "step 'Prpe' is not defined in this pipeline",
        "hint": None,
        "fingerprint": "0123456789abcdef",
        "path": "Steps[Train].DependsOn[0]",
        "file": source.name,
        "pointer": "/Steps/1/DependsOn/0",
        "step": "Train",
        "parameter": None,
        "related": (),
        "url": "https://pipelint.readthedocs.io/rules/unknown-dependency",
        **fields,
    }
    start, end = source.position(span.start), source.position(span.end)
    return Finding(span=span, start=start, end=end, **values)


def a_report(
    text: str, *fields: dict[str, Any], related: tuple[str, ...] = (), file: str = "a.json"
) -> FileReport:
    """A finding for each «…», with the fields in the same order; the first has what is in ‹…›."""
    plain, spans, others = marked(text)
    source = Source.from_text(plain, file)
    near = tuple(
        Related(words, "", span, source.position(span.start))
        for words, span in zip(related, others, strict=True)
    )
    findings = [
        a_finding(source, span, **({"related": near} if span is spans[0] else {}), **given)
        for span, given in zip(spans, fields or [{}] * len(spans), strict=True)
    ]
    return FileReport(file, source, tuple(findings), 0, 2, 1)


def an_unread(target: str, message: str, *, file: str | None = None) -> Unread:
    return Unread(target, file or target, message)


def assert_golden(name: str, text: str) -> None:
    """Compare with a file that was read with care; renewed where the environment asks for it."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get(RENEW):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
