"""Simulate a corpus of real definitions to an end, every needed input made.

    python bench/simulate_corpus.py [FOLDER]

FOLDER is as for `corpus.py`. The inputs are those that `pipelint simulate --init` writes, with
their samples. Printed are the definitions that did not come to an end, each with the reason, those
in which a step failed that is no Fail step, those that an error of the linter keeps from being
executed, and how the others ended. The exit code is 1 where one did not come to an end.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import folder

from pipelint import PipelintError
from pipelint.simulate import needed, sample_given
from pipelint.targets import load

if TYPE_CHECKING:
    from pipelint.simulate import Trace

_ENDS = ("Succeeded", "Failed", "CompletedWithFailures")


def simulated(path: Path) -> Trace | str:
    """The trace of a definition, or why there is none."""
    definition = load(path)
    if definition.facts.pipeline is None or definition.blocking:
        return "cannot be executed"
    try:
        return definition.simulate(given=sample_given(needed(definition.facts)))
    except PipelintError as error:
        return f"input refused: {error}"


def main() -> int:
    """Print how the definitions end."""
    parser = argparse.ArgumentParser(description="Simulate a corpus of real definitions.")
    parser.add_argument("folder", type=Path, nargs="?", default=folder())
    options = parser.parse_args()
    ends: Counter[str] = Counter()
    stuck = 0
    for path in sorted((options.folder / "definitions").glob("*.json")):
        trace = simulated(path)
        ends[trace if isinstance(trace, str) else trace.status] += 1
        if isinstance(trace, str):
            stuck += trace.startswith("input")
            print(f"{path.name}: {trace}")
        elif trace.status not in _ENDS:
            stuck += 1
            print(f"{path.name}: {trace.status}: {', '.join(n.given for n in trace.needs)}")
        else:
            for step in trace.steps:
                if step.status == "Failed" and step.type != "Fail":
                    print(f"{path.name}: {step.name} failed: {step.reason}")
    print(", ".join(f"{count} {end}" for end, count in ends.most_common()))
    return int(bool(stuck))


if __name__ == "__main__":
    sys.exit(main())
