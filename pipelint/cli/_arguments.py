"""Command lines: options with suggestions, and errors in one line."""

from __future__ import annotations

import argparse

from pipelint.errors import PipelintError, suggestion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn


#: Columns of a help text.
_WIDTH = 98


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of printing its usage and leaving."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Raises:
            PipelintError: always.
        """
        raise PipelintError(f"{message.removeprefix('argument ')} ({self.prog} --help tells more)")


class Once(argparse.Action):
    """Of an option of which only one can be meant."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *found: Any
    ) -> None:
        """Take the value.

        Raises:
            PipelintError: there is one already.
        """
        if getattr(namespace, self.dest) is not None:
            raise PipelintError(f"{self.option_strings[-1]}: is given twice: keep one of them")
        setattr(namespace, self.dest, found[0])


def _formatter(prog: str) -> argparse.HelpFormatter:
    # Asked for no width, argparse imports shutil for the terminal's, for every option.
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=30, width=_WIDTH)


def parser(command: str, *, usage: str, description: str, epilog: str) -> Parser:
    """A parser of one command; the epilog is printed as it is."""
    return Parser(
        prog=f"pipelint {command}",
        usage=f"pipelint {command} {usage}",
        description=description,
        epilog=epilog,
        formatter_class=_formatter,
        # An abbreviation that works today may be ambiguous tomorrow.
        allow_abbrev=False,
    )


def parse(parser: Parser, argv: Sequence[str]) -> argparse.Namespace:
    """The options and operands of a command line, in whatever order they come.

    Raises:
        PipelintError: the command line is not understood.
    """
    namespace, unknown = parser.parse_known_intermixed_args(list(argv))
    for word in unknown:
        if not word.startswith("-"):
            raise PipelintError(f"unexpected argument {word!r}{_more(parser)}")
        option = word.partition("=")[0]
        # argparse has no public list of the options that it knows.
        near = suggestion(option, parser._option_string_actions)
        raise PipelintError(f"unknown option {option!r}{near or _more(parser)}")
    return namespace


def _more(parser: Parser) -> str:
    return f" ({parser.prog} --help tells more)"


def words(text: str) -> list[str]:
    """The parts of a list with commas.

    Raises:
        argparse.ArgumentTypeError: there are none.
    """
    found = [word.strip() for word in text.split(",") if word.strip()]
    if not found:
        raise argparse.ArgumentTypeError("expected codes, prefixes or names of rules")
    return found


def positive(text: str) -> int:
    """A number from 1.

    Raises:
        argparse.ArgumentTypeError: the text is none.
    """
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"expected a number from 1, found {text!r}")


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """A type whose values are the given words; another one is refused with a suggestion."""

    def chosen(text: str) -> str:
        if text in choices:
            return text
        expected = f": expected one of {', '.join(map(repr, choices))}"
        near = suggestion(text, choices) or expected
        raise argparse.ArgumentTypeError(f"unknown value {text!r}{near}")

    return chosen


def add_configuration(parser: Parser) -> None:
    """The options on where rules and their configuration come from."""
    group = parser.add_argument_group("configuration")
    group.add_argument(
        "--config", metavar="FILE", help="the configuration, instead of the nearest one upwards"
    )
    group.add_argument(
        "--isolated", action="store_true", help="without any configuration: the built-in defaults"
    )
