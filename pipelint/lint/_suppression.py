"""Suppressions: findings that the configuration takes away, with a reason."""

from __future__ import annotations

from pipelint.lint._selection import matches
from pipelint.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipelint.lint._problem import Finding
    from pipelint.lint._rule import Rule


class Suppression(NamedTuple):
    """Findings to leave out; an empty tuple sets no bound.

    `rules` are selectors, `files` globs relative to the configuration's folder, `steps` and
    `parameters` names, with the wildcards `*`, `?` and `[…]`. A suppression with both steps and
    parameters takes away what lies in one of either.
    """

    rules: tuple[str, ...]
    reason: str
    files: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()


class Suppressed(NamedTuple):
    """What suppressions leave of findings.

    `removed` is the number of findings taken away, `matched` the indexes of the suppressions that
    meant one.
    """

    kept: tuple[Finding, ...]
    removed: int
    matched: frozenset[int]


def apply_suppressions(
    findings: Sequence[Finding], suppressions: Sequence[Suppression], folder: str | None
) -> Suppressed:
    """Take away the findings that a suppression means; `folder` is the configuration's."""
    if not findings or not suppressions:
        return Suppressed(tuple(findings), 0, frozenset())
    kept: list[Finding] = []
    matched: set[int] = set()
    files = {finding.file for finding in findings}
    places = [_matched_files(suppression, files, folder) for suppression in suppressions]
    for finding in findings:
        meant = {
            index
            for index, suppression in enumerate(suppressions)
            if finding.file in places[index] and _means(suppression, finding)
        }
        matched |= meant
        if not meant:
            kept.append(finding)
    return Suppressed(tuple(kept), len(findings) - len(kept), frozenset(matched))


def unused(
    suppressions: Sequence[Suppression],
    matched: Collection[int],
    files: Collection[str],
    folder: str | None,
    *,
    ran: Sequence[Rule],
    configured: Sequence[Rule],
) -> tuple[int, ...]:
    """The indexes of the suppressions that matched nothing though they could have.

    One could have matched if one of the checked `files` matches its files, and of the rules that
    it names all `ran` that the configuration enables (`configured`), and at least one: a run that
    the command line narrows tells nothing about the others.
    """
    names = {rule.name for rule in ran}
    return tuple(
        index
        for index, suppression in enumerate(suppressions)
        if index not in matched
        and _could_run(suppression, names, configured)
        and _matched_files(suppression, files, folder)
    )


def _means(suppression: Suppression, finding: Finding) -> bool:
    if not any(matches(word, finding.code, finding.rule) for word in suppression.rules):
        return False
    if not suppression.steps and not suppression.parameters:
        return True
    return _is_named(finding.step, suppression.steps) or _is_named(
        finding.parameter, suppression.parameters
    )


def _is_named(name: str | None, patterns: Sequence[str]) -> bool:
    if name is None or not patterns:
        return False
    # Only a run with a finding and a suppression pays for the import.
    from fnmatch import fnmatchcase

    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _matched_files(
    suppression: Suppression, files: Collection[str], folder: str | None
) -> Collection[str]:
    if not suppression.files:
        return files
    from pipelint.lint._globs import file_matcher

    return set(filter(file_matcher(suppression.files, folder), files))


def _could_run(suppression: Suppression, ran: Collection[str], configured: Sequence[Rule]) -> bool:
    named = {
        rule.name
        for rule in configured
        if any(matches(word, rule.code, rule.name) for word in suppression.rules)
    }
    return bool(named) and named <= set(ran)
