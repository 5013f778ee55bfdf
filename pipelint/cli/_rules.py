"""`pipelint rules`: the rules at a glance."""

from __future__ import annotations

from pipelint.cli._arguments import add_configuration, one_of, parse, parser
from pipelint.cli._output import show, write
from pipelint.lint import check_selectors, matches
from pipelint.project import load_ruleset
from pipelint.report import json_rules, rule_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.cli._arguments import Parser

_EPILOG = """\
A selector is a code (DEP002), the beginning of one (DEP), a rule's name (unknown-dependency) or
ALL. The stage says when the service would tell: create, start, run, silent (never), or practice.

examples:
  pipelint rules
  pipelint rules REF DEP
  pipelint rules --output-format json
"""


def rules(argv: Sequence[str]) -> int:
    """List the rules that the command line means; gives the exit code.

    Raises:
        PipelintError: the command line, the configuration or a pack is at fault.
    """
    options = parse(_parser(), argv)
    known = load_ruleset(options.config, isolated=options.isolated).known
    check_selectors(options.selectors, known, "rules")
    meant = [
        rule
        for rule in known
        if not options.selectors
        or any(matches(selector, rule.code, rule.name) for selector in options.selectors)
    ]
    if options.output_format == "json":
        write(json_rules(meant))
    else:
        show(rule_table(meant))
    return 0


def _parser() -> Parser:
    rules = parser(
        "rules",
        usage="[SELECTOR ...] [OPTION ...]",
        description="List the rules: code, name, severity, when the service would tell.",
        epilog=_EPILOG,
    )
    rules.add_argument("selectors", nargs="*", metavar="SELECTOR", help="only these rules")
    rules.add_argument(
        "--output-format",
        type=one_of(("text", "json")),
        default="text",
        metavar="FORMAT",
        help="text for people (the default), or json for programs",
    )
    add_configuration(rules)
    return rules
