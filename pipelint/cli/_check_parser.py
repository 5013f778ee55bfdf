"""The command line of `pipelint check`, as argparse reads and explains it."""

from __future__ import annotations

from pipelint.cli._arguments import add_configuration, one_of, parse, parser, positive, words
from pipelint.cli._check_options import Options
from pipelint.cli._documents import DOCUMENTS
from pipelint.lint import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.cli._arguments import Parser

#: What a report may look like.
FORMATS = ("text", *DOCUMENTS)

_EPILOG = """\
A selector is a code (DEP002), the beginning of one (DEP), a rule's name (unknown-dependency) or
ALL. Of two that mean the same rule the longer one decides; at equal length --ignore does.

examples:
  pipelint check build/abalone.json
  pipelint check pipelines                       every definition in the folder
  pipelint check pipeline.py:get_pipeline        a callable that gives a pipeline of the SDK
  make-definition | pipelint check -             standard input
  pipelint check --select REF,DEP --ignore DEP002
  pipelint check --extend-select SEC --fail-on warning
  pipelint check --output-format json --output-file findings.json
  pipelint check --output-format sarif --output-file pipelint.sarif
  pipelint check --write-baseline baseline.json  from then on: --baseline baseline.json

exit codes:
  0  nothing at or above --fail-on
  1  something at or above --fail-on
  2  misuse, or an input that cannot be read (the other ones are still checked)
"""


def parse_options(argv: Sequence[str]) -> Options:
    """The options and targets of a command line, in whatever order they come.

    Raises:
        PipelintError: the command line is not understood.
    """
    return Options(**vars(parse(_parser(), argv)))


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
        help="a file, a folder, a glob, - for standard input, or what gives a definition in Python "
        "(path/file.py:function, package.module:function); without any the configured "
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
        type=one_of(FORMATS),
        default="text",
        metavar="FORMAT",
        help="text for people (the default), json for programs, sarif for code scanning, github "
        "for annotations, gitlab for Code Quality, or junit",
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
