"""The finding that a suppression in the configuration takes nothing away (HYG001)."""

from __future__ import annotations

import os

from pipelint.lint._config_file import read_text
from pipelint.lint._engine_rules import unused_suppression
from pipelint.lint._fingerprint import fingerprints
from pipelint.lint._problem import Finding
from pipelint.lint._runner import FileReport
from pipelint.lint._suppression import unused
from pipelint.lint._toml_places import table_spans
from pipelint.text import Source, pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipelint.lint._config import Config
    from pipelint.lint._rule import Rule
    from pipelint.lint._suppression import Suppression
    from pipelint.text import Path, Span

_KEY = "suppress"


def unused_suppressions(
    config: Config,
    matched: Collection[int],
    files: Collection[str],
    *,
    ran: Sequence[Rule],
    configured: Sequence[Rule],
) -> FileReport | None:
    """The findings on the configuration file, None if there are none or the rule did not run.

    `matched` holds the indexes of the suppressions that took a finding away, `files` the names
    of the checked files as in reports, `ran` the rules that ran and `configured` those that the
    configuration enables without the command line.

    Raises:
        PipelintError: the configuration file cannot be read any more.
    """
    if config.path is None or unused_suppression not in ran:
        return None
    indexes = unused(
        config.suppressions, matched, files, config.folder, ran=ran, configured=configured
    )
    if not indexes:
        return None
    file = os.path.basename(config.path)
    source = Source.from_text(read_text(config.path), file)
    spans = table_spans(source.text, (*config.table, _KEY), len(config.suppressions))
    findings = tuple(_finding(config, index, source, spans[index]) for index in indexes)
    return FileReport(file, source, findings, 0, 0, 0)


def _finding(config: Config, index: int, source: Source, span: Span) -> Finding:
    rule = unused_suppression
    suppression = config.suppressions[index]
    keys: Path = (*config.table, _KEY, index)
    path = f"{'.'.join((*config.table, _KEY))}[{index}]"
    [fingerprint] = fingerprints([(rule.code, source.name, path)])
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=config.severity.get(rule.code, rule.severity),
        stage=rule.stage,
        evidence=rule.evidence,
        message=f"suppression of {_rules(suppression)} matches no finding",
        hint=f"remove it, or mend its {_bounds(suppression)}",
        fingerprint=fingerprint,
        path=path,
        file=source.name,
        pointer=pointer(keys),
        step=None,
        parameter=None,
        span=span,
        start=source.position(span.start),
        end=source.position(span.end),
        related=(),
        url=rule.url,
    )


def _bounds(suppression: Suppression) -> str:
    bounds = ("rules", "files", "steps", "parameters")
    return " or ".join(repr(bound) for bound in bounds if getattr(suppression, bound))


def _rules(suppression: Suppression) -> str:
    return ", ".join(repr(selector) for selector in suppression.rules)
