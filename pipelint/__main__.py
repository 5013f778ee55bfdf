"""`python -m pipelint`: the command."""

from __future__ import annotations

import sys

from pipelint.cli import run

if __name__ == "__main__":
    sys.exit(run())
