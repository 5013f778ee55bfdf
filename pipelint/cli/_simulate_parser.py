"""The command line of `pipelint simulate`."""

from __future__ import annotations

import argparse

from pipelint.cli._arguments import Once, add_configuration, one_of, parse, parser, positive
from pipelint.errors import PipelintError
from pipelint.text import STANDARD_INPUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelint.cli._arguments import Parser

#: `--init` simulates nothing: only parameters change what it writes.
_NOT_WITH_INIT = {
    "given": "--given",
    "cache_from": "--cache-from",
    "max_parallel": "--max-parallel",
    "lenient": "--lenient",
    "verbose": "-v",
    "explain": "--explain",
    "output_format": "--output-format json",
}
_EPILOG = """\
What is given (--given FILE, YAML or JSON) says what the outside world does:
  steps:
    Evaluate:
      property_files: {Report: {mse: 4.2}}      # what Std:JsonGet reads
      properties: {ProcessingJobName: eval-1}   # laid over the response that is made up
    Quota: {outputs: {allowed: true}}           # of a Lambda or Callback step
    Train: {fails: [SageMaker.CAPACITY_ERROR]}  # attempts that fail, or: always
What nobody gives is made up from the API's model, and never decides a branch.

examples:
  pipelint simulate build/abalone.json -p MseThreshold=5 --given good.yaml
  pipelint simulate build/abalone.json --init > given.yaml   what has to be given, to fill in
  pipelint simulate build/abalone.json --given good.yaml --explain Register
  pipelint simulate build/abalone.json --output-format json > trace.json
  pipelint simulate build/abalone.json --cache-from trace.json   which steps would run again

exit codes:
  0  the execution would succeed
  1  it would fail, or complete with failures
  2  it needs an input that decides; misuse; or the definition has errors
"""


def parse_options(argv: Sequence[str]) -> argparse.Namespace:
    """The options of a command line.

    Raises:
        PipelintError: the command line is not understood.
    """
    options = parse(_parser(), argv)
    _refuse_twice([name for name, _ in options.parameters])
    if options.init:
        _refuse_beside("--init", options, _NOT_WITH_INIT)
    if options.explain is not None:
        _refuse_beside("--explain", options, {"output_format": "--output-format json"})
    if options.definition == options.given == STANDARD_INPUT:
        raise PipelintError("--given -: standard input is the definition already: name a file")
    return options


def _refuse_twice(names: Sequence[str]) -> None:
    for at, name in enumerate(names):
        if name in names[:at]:
            raise PipelintError(f"-p {name}: is given twice: keep one of them")


def _refuse_beside(option: str, options: argparse.Namespace, others: Mapping[str, str]) -> None:
    for name, other in others.items():
        if getattr(options, name) not in (None, False, "text"):
            raise PipelintError(f"{option} and {other} exclude each other: leave one out")


def _parser() -> Parser:
    simulate = parser(
        "simulate",
        usage="DEFINITION [OPTION ...]",
        description="Execute a definition as the service would, without AWS: resolve every "
        "reference,\norder the steps, take the branches, retry, fail.",
        epilog=_EPILOG,
    )
    simulate.add_argument(
        "definition",
        metavar="DEFINITION",
        help="a file, - for standard input, or what gives a definition in Python "
        "(path/file.py:function, package.module:function)",
    )
    _add_inputs(simulate)
    _add_output(simulate)
    add_configuration(simulate)
    return simulate


def _add_inputs(simulate: Parser) -> None:
    group = simulate.add_argument_group("inputs")
    group.add_argument(
        "-p",
        "--parameter",
        dest="parameters",
        type=_assignment,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter, as a start takes it; repeated for more",
    )
    group.add_argument(
        "--given",
        action=Once,
        metavar="FILE",
        help="what the outside world does, in YAML or JSON; - for standard input",
    )
    group.add_argument(
        "--cache-from",
        action=Once,
        metavar="TRACE",
        help="an earlier run whose steps may be taken from cache",
    )
    group.add_argument(
        "--max-parallel",
        type=positive,
        metavar="N",
        help="steps that may run at a time (50)",
    )
    group.add_argument(
        "--lenient",
        action="store_true",
        help="allow given responses with members and types that the API does not know",
    )


def _add_output(simulate: Parser) -> None:
    group = simulate.add_argument_group("output")
    group.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="show the resolved requests, and what is made up",
    )
    group.add_argument(
        "--explain", action=Once, metavar="STEP", help="say why a step ran, or did not"
    )
    group.add_argument(
        "--init",
        action="store_true",
        help="write a file for --given with every input that can decide, to fill in",
    )
    group.add_argument(
        "--output-format",
        type=one_of(("text", "json")),
        default="text",
        metavar="FORMAT",
        help="text for people (the default), or json: a trace",
    )


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"expected NAME=VALUE, found {text!r}")
    return name, value
