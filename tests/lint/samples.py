"""Rules and findings to try the engine with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipelint.lint import Finding, Problem, Rule
from pipelint.model import Document
from pipelint.text import Position, Span


def a_rule(
    code: str,
    name: str = "",
    *,
    default: bool = True,
    options: Mapping[str, Any] | None = None,
    on: type = Document,
) -> Rule:
    """A rule that reports nothing; its name follows from its code."""

    def check(element: object, facts: object) -> Iterator[Problem]:
        return iter(())

    return Rule(
        code=code,
        name=name or f"fault-of-{code.lower()}",
        check=check,
        on=on,
        severity="error",
        stage="create",
        evidence="E1",
        since="0.1",
        source="https://docs.aws.amazon.com/",
        bad=(),
        good=(),
        options=options or {},
        default=default,
        among=None,
    )


def a_finding(
    code: str = "DEP002",
    rule: str = "unknown-dependency",
    *,
    file: str = "a.json",
    step: str | None = None,
    parameter: str | None = None,
    path: str = "Steps[Train]",
    fingerprint: str = "0123456789abcdef",
) -> Finding:
    return Finding(
        code=code,
        rule=rule,
        severity="error",
        stage="create",
        evidence="E1",
        message="step 'Prpe' is not defined",
        hint=None,
        fingerprint=fingerprint,
        path=path,
        file=file,
        pointer="/Steps/0",
        step=step,
        parameter=parameter,
        span=Span(0, 1),
        start=Position(1, 1),
        end=Position(1, 2),
        related=(),
        url=None,
    )
