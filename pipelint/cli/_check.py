"""`pipelint check`: definitions in, findings out."""

from __future__ import annotations

import sys

from pipelint.cli._arguments import add_configuration, one_of, parse, parser, positive, words
from pipelint.cli._output import complain, show, write, write_file
from pipelint.cli._ruleset import chosen_rules, load_ruleset
from pipelint.cli._run import run_check
from pipelint.lint import SEVERITIES
from pipelint.records import NamedTuple
from pipelint.report import (
    Piece,
    explain_line,
    json_report,
    plain,
    printable,
    statistics_lines,
    summary_line,
    text_report,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.cli._arguments import Parser
    from pipelint.lint._problem import Severity
    from pipelint.report import Line, Run

_EPILOG = """\
A selector is a code (DEP002), the beginning of one (DEP), a rule's name (unknown-dependency) or
ALL. Of two that mean the same rule the longer one decides; at equal length --ignore does.

examples:
  pipelint check build/abalone.json
  pipelint check pipelines                       every definition in the folder
  make-definition | pipelint check -             standard input
  pipelint check --select REF,DEP --ignore DEP002
  pipelint check --extend-select SEC --fail-on warning
  pipelint check --output-format json --output-file findings.json
  pipelint check --write-baseline baseline.json  from then on: --baseline baseline.json

exit codes:
  0  nothing at or above --fail-on
  1  something at or above --fail-on
  2  misuse, or an input that cannot be read (the other ones are still checked)
"""


class _Options(NamedTuple):
    targets: list[str]
    config: str | None
    isolated: bool
    select: list[str] | None
    extend_select: list[str]
    ignore: list[str]
    output_format: str
    output_file: str | None
    fail_on: Severity | None
    exit_zero: bool
    baseline: str | None
    write_baseline: str | None
    jobs: int
    statistics: bool
    quiet: bool


def check(argv: Sequence[str]) -> int:
    """Check what the command line names; gives the exit code.

    Raises:
        PipelintError: the command line, the configuration or a pack is at fault.
    """
    options = _Options(**vars(parse(_parser(), argv)))
    ruleset = load_ruleset(options.config, isolated=options.isolated)
    rules = chosen_rules(ruleset, options.select, options.extend_select, options.ignore)
    # What is written down must not depend on what was written down before.
    baseline = None if options.write_baseline else options.baseline or ruleset.config.baseline
    run = run_check(options.targets, ruleset, rules, baseline=baseline, jobs=options.jobs)
    for file, message in run.errors:
        complain(f"{file}: {message}")
    if options.write_baseline is not None:
        from pipelint.lint import write_baseline

        write_baseline(options.write_baseline, run.findings)
    _report(run, options)
    return _exit_code(run, options, options.fail_on or ruleset.config.fail_on)


def _report(run: Run, options: _Options) -> None:
    if options.output_format == "json":
        _report_json(run, options)
    elif options.output_file is not None:
        write_file(options.output_file, plain([*_findings(run, options), *_summary(run, options)]))
        show(_summary(run, options))
    elif options.write_baseline is not None:
        show(_summary(run, options))
    else:
        show([*_findings(run, options), *_summary(run, options)])


def _report_json(run: Run, options: _Options) -> None:
    if options.output_file is not None:
        write_file(options.output_file, json_report(run))
        show([*_statistics(run, options), *_summary(run, options)])
    else:
        write(json_report(run))
        # The standard output is for the program that reads it.
        show(_statistics(run, options), sys.stderr)


def _findings(run: Run, options: _Options) -> list[Line]:
    if not run.findings:
        return []
    return [*text_report(run), *_statistics(run, options)]


def _statistics(run: Run, options: _Options) -> list[Line]:
    return [*statistics_lines(run), ()] if options.statistics and run.findings else []


def _summary(run: Run, options: _Options) -> list[Line]:
    if options.quiet:
        return []
    if options.write_baseline is not None:
        return [(Piece(_written(run, options.write_baseline)),)]
    explain = [explain_line(run)] if run.findings else []
    return [(Piece(line),) for line in (*explain, summary_line(run)) if line]


def _written(run: Run, path: str) -> str:
    count = len(run.findings)
    return f"{printable(path)}: {count} {'finding' if count == 1 else 'findings'} written"


def _exit_code(run: Run, options: _Options, fail_on: Severity) -> int:
    if run.errors:
        return 2
    if options.exit_zero or options.write_baseline is not None:
        return 0
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(run.number_of(severity) for severity in failing))


def _parser() -> Parser:
    check = parser(
        "check",
        usage="[TARGET ...] [OPTION ...]",
        description="Find what the service refuses, what fails at run time, what never runs.",
        epilog=_EPILOG,
    )
    check.add_argument(
        "targets",
        nargs="*",
        metavar="TARGET",
        help="a file, a folder, a glob, or - for standard input; without any the configured "
        "definitions, else the current folder",
    )
    _add_selection(check)
    _add_output(check)
    _add_outcome(check)
    add_configuration(check)
    check.add_argument(
        "--jobs",
        type=positive,
        default=1,
        metavar="N",
        help="check many files in up to N processes (1)",
    )
    return check


def _add_selection(check: Parser) -> None:
    group = check.add_argument_group("rules")
    for option, default, text in (
        ("--select", None, "run these, whatever the configuration selects"),
        ("--extend-select", [], "run these as well"),
        ("--ignore", [], "do not run these"),
    ):
        group.add_argument(
            option,
            type=words,
            action="extend",
            default=default,
            metavar="SELECTOR",
            help=f"{text}; with commas, or repeated",
        )


def _add_output(check: Parser) -> None:
    group = check.add_argument_group("output")
    group.add_argument(
        "--output-format",
        type=one_of(("text", "json")),
        default="text",
        metavar="FORMAT",
        help="text for people (the default), or json for programs",
    )
    group.add_argument(
        "--output-file", metavar="FILE", help="write the report there, only a summary here"
    )
    group.add_argument(
        "--statistics", action="store_true", help="count the findings of each rule as well"
    )
    group.add_argument("--quiet", action="store_true", help="print findings, no summary")


def _add_outcome(check: Parser) -> None:
    group = check.add_argument_group("outcome")
    group.add_argument(
        "--fail-on",
        type=one_of(SEVERITIES),
        metavar="SEVERITY",
        help="exit with 1 from this severity on: error (the default), warning or info",
    )
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    group.add_argument(
        "--baseline", metavar="FILE", help="leave out the findings that are written down there"
    )
    group.add_argument(
        "--write-baseline", metavar="FILE", help="write down the findings of this run; exit with 0"
    )
