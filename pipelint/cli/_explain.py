"""`pipelint explain`: the page of a rule."""

from __future__ import annotations

import os
import shutil
import sys

from pipelint.cli._arguments import add_configuration, parse, parser
from pipelint.cli._output import has_colours, write
from pipelint.errors import PipelintError, suggestion
from pipelint.project import load_ruleset
from pipelint.report import rule_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.cli._arguments import Parser
    from pipelint.lint import Rule

_EPILOG = """\
examples:
  pipelint explain DEP002
  pipelint explain unknown-dependency
"""
#: Longer lines of prose are hard to read.
_WIDTH = 100


def explain(argv: Sequence[str]) -> int:
    """Print the pages of the rules that the command line names; gives the exit code.

    Raises:
        PipelintError: the command line, the configuration or a pack is at fault.
    """
    options = parse(_parser(), argv)
    known = load_ruleset(options.config, isolated=options.isolated).known
    pages = [rule_page(_rule(word, known)) for word in options.rules]
    page = "\n".join(pages)
    if has_colours(sys.stdout, os.environ):
        from pipelint.report import markdown

        page = markdown(page, min(_WIDTH, shutil.get_terminal_size().columns))
    write(page)
    return 0


def _rule(word: str, known: Sequence[Rule]) -> Rule:
    folded = word.casefold().replace("_", "-")
    for rule in known:
        if folded in (rule.code.casefold(), rule.name):
            return rule
    family = word.upper()
    if any(family == rule.family for rule in known):
        raise PipelintError(
            f"{word!r} is a family of rules, not a rule (pipelint rules {family} lists them)"
        )
    near = suggestion(word, [name for rule in known for name in (rule.code, rule.name)])
    more = near or " (pipelint rules lists all)"
    raise PipelintError(f"no rule has the code or name {word!r}{more}")


def _parser() -> Parser:
    explain = parser(
        "explain",
        usage="RULE [RULE ...] [OPTION ...]",
        description="Say what a rule is about, why it matters and what to do.",
        epilog=_EPILOG,
    )
    explain.add_argument("rules", nargs="+", metavar="RULE", help="the code or name of a rule")
    add_configuration(explain)
    return explain
