"""The check of many definitions: each by itself, then what is known of all."""

from __future__ import annotations

from pipelint.cli._definition import check_target
from pipelint.report import Run
from pipelint.targets import STANDARD_INPUT, TargetError, expand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipelint.cli._ruleset import Ruleset
    from pipelint.lint import Config, FileReport, Rule
    from pipelint.targets import Target

#: Fewer files are checked sooner than the processes for them start.
_MANY = 32


def run_check(
    words: Sequence[str],
    ruleset: Ruleset,
    rules: Sequence[Rule],
    *,
    baseline: str | None,
    jobs: int,
) -> Run:
    """Check the targets that the words stand for, in their order.

    Raises:
        PipelintError: the baseline, or the configuration file, cannot be read.
    """
    config = ruleset.config
    known = _known(baseline)
    targets, errors = expand(words, config)
    outcomes = _outcomes(targets, config, rules, jobs)
    reports = tuple(each for each in outcomes if not isinstance(each, TargetError))
    unread = tuple(each for each in outcomes if isinstance(each, TargetError))
    kept, matched = _suppress(reports, config)
    run = Run(kept, _unused(reports, matched, ruleset, rules), (*errors, *unread))
    return _without_known(run, known) if known else run


def _known(baseline: str | None) -> Collection[str]:
    if baseline is None:
        return ()
    from pipelint.lint import read_baseline

    return read_baseline(baseline)


def _outcomes(
    targets: Sequence[Target], config: Config, rules: Sequence[Rule], jobs: int
) -> list[FileReport | TargetError]:
    # Standard input belongs to this process.
    alone = jobs == 1 or any(target.path == STANDARD_INPUT for target in targets)
    if alone or len(targets) < _MANY:
        return [check_target(target, config, rules) for target in targets]
    from pipelint.cli._processes import check_in_processes

    return check_in_processes(targets, config, rules, jobs)


def _suppress(
    reports: Sequence[FileReport], config: Config
) -> tuple[tuple[FileReport, ...], frozenset[int]]:
    """The reports without what the configuration takes away, and which suppressions did."""
    if not config.suppressions:
        return tuple(reports), frozenset()
    from pipelint.lint import apply_suppressions

    kept: list[FileReport] = []
    matched: set[int] = set()
    for report in reports:
        findings, count, meant = apply_suppressions(
            report.findings, config.suppressions, config.folder
        )
        kept.append(report._replace(findings=findings, suppressed=count))
        matched |= meant
    return tuple(kept), frozenset(matched)


def _unused(
    reports: Sequence[FileReport], matched: Collection[int], ruleset: Ruleset, rules: Sequence[Rule]
) -> FileReport | None:
    if not ruleset.config.suppressions:
        return None
    from pipelint.lint import unused_suppressions

    files = [report.file for report in reports]
    return unused_suppressions(
        ruleset.config, matched, files, ran=rules, configured=ruleset.configured
    )


def _without_known(run: Run, known: Collection[str]) -> Run:
    own = run.configuration
    return run._replace(
        definitions=tuple(_unknown(report, known) for report in run.definitions),
        configuration=None if own is None else _unknown(own, known),
    )


def _unknown(report: FileReport, known: Collection[str]) -> FileReport:
    from pipelint.lint import apply_baseline

    findings, count = apply_baseline(report.findings, known)
    return report._replace(findings=findings, suppressed=report.suppressed + count)
