"""The options of `pipelint check`."""

from __future__ import annotations

from pipelint.records import NamedTuple
from pipelint.text import STANDARD_INPUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelint.lint import Severity


class Options(NamedTuple):
    """What a command line asks for; the defaults are those of the parser."""

    targets: Sequence[str]
    config: str | None = None
    isolated: bool = False
    select: Sequence[str] | None = None
    extend_select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    output_format: str = "text"
    output_file: str | None = None
    fail_on: Severity | None = None
    exit_zero: bool = False
    baseline: str | None = None
    write_baseline: str | None = None
    jobs: int = 1
    statistics: bool = False
    quiet: bool = False


def read_options(argv: Sequence[str]) -> Options:
    """The options and targets of a command line.

    Raises:
        PipelintError: the command line is not understood.
    """
    if any(word.startswith("-") and word != STANDARD_INPUT for word in argv):
        from pipelint.cli._check_parser import parse_options

        return parse_options(argv)
    # Targets alone, as a commit hook gives them: argparse is a third of a start of Python.
    return Options(argv)
