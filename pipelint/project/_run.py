"""The check of many definitions: each by itself, then what is known of all."""

from __future__ import annotations

from pipelint.lint import Unread
from pipelint.project._definition import check_target
from pipelint.report import Run
from pipelint.targets import expand
from pipelint.text import STANDARD_INPUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipelint.lint import Config, FileReport, Rule
    from pipelint.project._ruleset import Ruleset
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
    known = known_findings(baseline)
    targets, errors = expand(words, config)
    outcomes = _outcomes(targets, config, rules, jobs)
    reports = tuple(each for each in outcomes if not isinstance(each, Unread))
    unread = tuple(each for each in outcomes if isinstance(each, Unread))
    kept, matched = without_suppressed(reports, config)
    run = Run(kept, _unused(reports, matched, ruleset, rules), (*errors, *unread))
    return _without_known(run, known) if known else run


def known_findings(baseline: str | None) -> Collection[str]:
    """The fingerprints in a baseline, none without one.

    Raises:
        PipelintError: it cannot be read.
    """
    if baseline is None:
        return ()
    from pipelint.lint import read_baseline

    return read_baseline(baseline)


def _outcomes(
    targets: Sequence[Target], config: Config, rules: Sequence[Rule], jobs: int
) -> list[FileReport | Unread]:
    # Standard input belongs to this process.
    alone = jobs == 1 or any(target.path == STANDARD_INPUT for target in targets)
    if alone or len(targets) < _MANY:
        return [check_target(target, config, rules) for target in targets]
    from pipelint.project._processes import check_in_processes

    return check_in_processes(targets, config, rules, jobs)


def without_suppressed(
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
        definitions=tuple(without_those(report, known) for report in run.definitions),
        configuration=None if own is None else without_those(own, known),
    )


def without_those(report: FileReport, known: Collection[str]) -> FileReport:
    """The report without the findings that have known fingerprints."""
    from pipelint.lint import apply_baseline

    findings, count = apply_baseline(report.findings, known)
    return report._replace(findings=findings, suppressed=report.suppressed + count)
