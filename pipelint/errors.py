"""How pipelint says that it was misused."""

from __future__ import annotations


class PipelintError(Exception):
    """pipelint cannot do what was asked: a bad option, configuration, pack or file.

    The text is one line that names the file or option, the fault and, where there is one,
    the remedy. The command line prints it without a traceback and exits with 2.
    """
