"""`pipelint check`: definitions in, findings out."""

from __future__ import annotations

import sys

from pipelint import report
from pipelint.cli._check_options import read_options
from pipelint.cli._output import MISUSE, complain, show, write, write_file
from pipelint.lint import SEVERITIES
from pipelint.project import chosen_rules, load_ruleset, run_check
from pipelint.report import Piece, counted, explain_line, plain, printable, summary_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.cli._check_options import Options
    from pipelint.lint import Severity
    from pipelint.project import Ruleset
    from pipelint.report import Line, Run


def check(argv: Sequence[str]) -> int:
    """Check what the command line names; gives the exit code.

    Raises:
        PipelintError: the command line, the configuration or a pack is at fault.
    """
    options = read_options(argv)
    ruleset = load_ruleset(options.config, isolated=options.isolated)
    rules = chosen_rules(ruleset, options.select, options.extend_select, options.ignore)
    # What is written down must not depend on what was written down before.
    baseline = None if options.write_baseline else options.baseline or ruleset.config.baseline
    run = run_check(options.targets, ruleset, rules, baseline=baseline, jobs=options.jobs)
    for error in run.errors:
        complain(str(error))
    if options.write_baseline is not None:
        from pipelint.lint import write_baseline

        write_baseline(options.write_baseline, run.findings)
    _report(run, options, ruleset)
    return _exit_code(run, options, options.fail_on or ruleset.config.fail_on)


def _report(run: Run, options: Options, ruleset: Ruleset) -> None:
    if options.output_format != "text":
        from pipelint.cli._documents import DOCUMENTS

        document = DOCUMENTS[options.output_format](run, ruleset.known)
        _report_to_program(run, options, document)
    elif options.output_file is not None:
        write_file(options.output_file, plain([*_findings(run, options), *_summary(run, options)]))
        show(_summary(run, options))
    elif options.write_baseline is not None:
        show(_summary(run, options))
    else:
        show([*_findings(run, options), *_summary(run, options)])


def _report_to_program(run: Run, options: Options, document: str) -> None:
    if options.output_file is not None:
        write_file(options.output_file, document)
        show([*_statistics(run, options), *_summary(run, options)])
    else:
        write(document)
        # The standard output is for the program that reads it.
        if sys.stderr is not None:
            show(_statistics(run, options), sys.stderr)


def _findings(run: Run, options: Options) -> list[Line]:
    if not run.findings:
        return []
    return [*report.text_report(run), *_statistics(run, options)]


def _statistics(run: Run, options: Options) -> list[Line]:
    if not options.statistics or not run.findings:
        return []
    return [*report.statistics_lines(run), ()]


def _summary(run: Run, options: Options) -> list[Line]:
    if options.quiet:
        return []
    if options.write_baseline is not None:
        return [(Piece(_written(run, options.write_baseline)),)]
    explain = [explain_line(run)] if run.findings else []
    return [(Piece(line),) for line in (*explain, summary_line(run)) if line]


def _written(run: Run, path: str) -> str:
    return f"{printable(path)}: {counted(len(run.findings), 'finding')} written"


def _exit_code(run: Run, options: Options, fail_on: Severity) -> int:
    if run.errors:
        return MISUSE
    if options.exit_zero or options.write_baseline is not None:
        return 0
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(run.number_of(severity) for severity in failing))
