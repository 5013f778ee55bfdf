"""Look for counterexamples to the property of each definition of a corpus.

    python bench/property_corpus.py [FOLDER] [--examples N]

FOLDER is as for `corpus.py`. Each definition that can be executed is executed with its boundaries
and N more examples (20), the same in every run. Printed are the counterexamples as pytest shows
them, to be read one by one: in a definition that works each is a false alarm.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus import folder
from hypothesis import settings

from pipelint.targets import load
from pipelint.testing import counterexample_text, examine


def main() -> int:
    """Print what is found, and how many definitions were executed."""
    parser = argparse.ArgumentParser(description="Look for counterexamples in a corpus.")
    parser.add_argument("folder", type=Path, nargs="?", default=folder())
    parser.add_argument("--examples", type=int, default=20, metavar="N")
    options = parser.parse_args()
    chosen = settings(max_examples=options.examples, derandomize=True, database=None)
    executed = found = 0
    for path in sorted((options.folder / "definitions").glob("*.json")):
        definition = load(path)
        if definition.facts.pipeline is None or definition.blocking:
            continue
        executed += 1
        example = examine(definition, chosen).counterexample
        if example is not None:
            found += 1
            print(f"{path.name}\n{counterexample_text(example, definition)}\n")
    print(f"{executed} definitions executed, counterexamples to {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
