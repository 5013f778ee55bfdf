"""All rules at a glance."""

from __future__ import annotations

import json

from pipelint.report._line import Piece

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.lint import Rule
    from pipelint.report._line import Line

SCHEMA_VERSION = 1

_HEADINGS = ("code", "name", "severity", "stage")
_OFF = "off by default: "


def rule_table(rules: Sequence[Rule]) -> list[Line]:
    """A heading, and a line a rule: code, name, severity, stage and what it claims."""
    rows = [(rule.code, rule.name, rule.severity, rule.stage) for rule in rules]
    widths = [max(map(len, column)) for column in zip(_HEADINGS, *rows, strict=True)]
    heading = "  ".join(word.ljust(width) for word, width in zip(_HEADINGS, widths, strict=True))
    return [(Piece(heading, "heading"),), *(_row(rule, widths) for rule in rules)]


def _row(rule: Rule, widths: Sequence[int]) -> Line:
    code, name, severity, stage = widths
    return (
        Piece(rule.code.ljust(code), "code"),
        Piece(f"  {rule.name:<{name}}  "),
        Piece(rule.severity.ljust(severity), rule.severity),
        Piece(f"  {rule.stage:<{stage}}  "),
        Piece("" if rule.default else _OFF, "note"),
        Piece(claim(rule)),
    )


def json_rules(rules: Sequence[Rule]) -> str:
    """The rules with their metadata as a JSON document, in ASCII."""
    listed = {"schema_version": SCHEMA_VERSION, "rules": [_rule(rule) for rule in rules]}
    return json.dumps(listed, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": claim(rule),
        "severity": rule.severity,
        "stage": rule.stage,
        "evidence": rule.evidence,
        "default": rule.default,
        "since": rule.since,
        "options": dict(rule.options),
        "source": rule.source,
        "url": rule.url,
    }


def claim(rule: Rule) -> str:
    """What a rule claims, in a sentence."""
    return rule.page.strip().partition("\n")[0]
