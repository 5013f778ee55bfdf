"""From the arguments of the process to its exit code."""

from __future__ import annotations

import gc
import sys

from pipelint.cli._output import MISUSE, complain, finish
from pipelint.errors import PipelintError
from pipelint.text import STANDARD_INPUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# New objects between two runs of the garbage collector. Imports and models make many that live to
# the end: with Python's 700 the collector takes a tenth of a check, and finds nothing.
_NEW_OBJECTS = 200_000

#: What a shell reports for a process that was interrupted.
_INTERRUPTED = 130

#: The function that runs a command, its operands, and what it does.
_COMMANDS = {
    "check": (
        "_check:check",
        "[TARGET ...]",
        "find what the service refuses, what fails at run time, what never runs",
    ),
    "simulate": (
        "_simulate:run_simulate",
        "DEFINITION",
        "execute a definition without AWS, and show what each step does",
    ),
    "test": ("_test:run_test", "[PATH ...]", "simulate scenarios, and say what is not as expected"),
    "rules": ("_rules:rules", "[SELECTOR ...]", "list the rules"),
    "explain": (
        "_explain:explain",
        "RULE ...",
        "say what a rule is about, why it matters and what to do",
    ),
}
_HELP = """\
usage: pipelint COMMAND [OPTION ...] [ARGUMENT ...]

Check and simulate Amazon SageMaker Pipelines definitions before anything is uploaded, run or
paid for. Nothing needs an AWS account or a network.

commands:
{commands}

options:
  -h, --help               show this help; pipelint COMMAND --help tells more
  --version                show the version, and that of the catalog of the service

examples:
  pipelint check build/abalone.json
  pipelint check                      the configured definitions, else the current folder
  pipelint check --select REF,DEP --fail-on warning 'pipelines/**/*.json'
  pipelint simulate build/abalone.json -p MseThreshold=5 --given good.yaml
  pipelint test tests
  pipelint explain DEP002

exit codes:
  0  nothing at or above --fail-on
  1  something at or above --fail-on
  2  misuse, or an input that cannot be read
"""


def run() -> int:
    """Run the command as a process of its own; gives the exit code."""
    gc.set_threshold(_NEW_OBJECTS)
    code = main()
    # The process ends: without this Python looks once more at every object that was made.
    gc.freeze()
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with arguments, those of the process unless given; gives the exit code."""
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
    except PipelintError as error:
        complain(str(error))
        code = MISUSE
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except SystemExit as stop:  # argparse, once it has printed a help
        code = int(stop.code or 0)
    finish()
    return code


def _run(argv: Sequence[str]) -> int:
    if not argv:
        raise PipelintError(f"a command is missing: {_either()} (pipelint --help tells more)")
    first, *rest = argv
    if first in ("-h", "--help"):
        return _print(_help())
    if first == "--version":
        return _print(_version())
    return _command(first)(rest)


def _help() -> str:
    rows = (
        f"  {f'{name} {operands}':<25}{does}" for name, (_, operands, does) in _COMMANDS.items()
    )
    return _HELP.format(commands="\n".join(rows))


def _command(name: str) -> Callable[[Sequence[str]], int]:
    if name not in _COMMANDS:
        raise PipelintError(_unknown(name))
    module, _, function = _COMMANDS[name][0].partition(":")
    home = f"pipelint.cli.{module}"
    # As `importlib.import_module`, which every start would pay for.
    __import__(home)
    command: Callable[[Sequence[str]], int] = getattr(sys.modules[home], function)
    return command


def _unknown(name: str) -> str:
    if name.startswith("-") and name != STANDARD_INPUT:
        return f"unknown option {name!r} before a command: expected {_either()}"
    from os.path import exists

    from pipelint.errors import suggestion

    # Whoever names a file first has a definition to check.
    known = f": did you mean 'pipelint check {name}'?" if exists(name) else ""
    near = known or suggestion(name, _COMMANDS) or f": expected {_either()}"
    return f"unknown command {name!r}{near}"


def _either() -> str:
    *others, last = _COMMANDS
    return f"{', '.join(others)} or {last}"


def _version() -> str:
    from pipelint import __version__
    from pipelint.catalog import stamp

    made = stamp()
    return f"pipelint {__version__} (catalog: botocore {made.botocore}, {made.date})\n"


def _print(text: str) -> int:
    from pipelint.cli._output import write

    write(text)
    return 0
