"""Check a corpus of real definitions: no error on a correct one, and every finding is recorded.

    python bench/corpus.py [FOLDER]            print what is reported, and what has changed
    python bench/corpus.py [FOLDER] --record   write the findings to tests/corpus/findings.tsv

The definitions belong to others and are not kept here. FOLDER has `definitions/*.json`, and
`broken.tsv` with the numbers of the definitions that are wrong, and why. It is what the variable
PIPELINT_CORPUS names, else `shared/corpus` beside the clone.
The exit code is 1 where an error is reported on a correct definition.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipelint.lint import DEFAULT_PACKS, Rule, check_source, enabled, load_packs
from pipelint.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "tests" / "corpus" / "findings.tsv"


class Reported(NamedTuple):
    """One finding on one definition of the corpus."""

    definition: str
    severity: str
    code: str
    pointer: str

    @property
    def line(self) -> str:
        """The record of it."""
        return "\t".join(self)


def folder() -> Path:
    """Where the corpus is, or would be."""
    return Path(os.environ.get("PIPELINT_CORPUS", ROOT.parent / "shared" / "corpus"))


def broken(corpus: Path) -> dict[str, str]:
    """The definitions that are truly wrong, by number, with the reason."""
    rows = (corpus / "broken.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(row.split("\t", 1) for row in rows)


def reported(corpus: Path, rules: Sequence[Rule]) -> Iterator[Reported]:
    """What the rules report, by definition and place."""
    for path in sorted((corpus / "definitions").glob("*.json")):
        number = path.name.split("-", 1)[0]
        source = Source.from_bytes(path.read_bytes(), path.name)
        for finding in check_source(source, rules, file=path.name).findings:
            yield Reported(number, finding.severity, finding.code, finding.pointer)


def default_rules() -> tuple[Rule, ...]:
    """The rules that run where nothing is configured."""
    return enabled(load_packs(DEFAULT_PACKS))


def main() -> int:
    """Print the findings by code, what has changed, and false alarms."""
    parser = argparse.ArgumentParser(description="Check a corpus of real definitions.")
    parser.add_argument("folder", type=Path, nargs="?", default=folder())
    parser.add_argument("--record", action="store_true", help="write the findings down")
    options = parser.parse_args()
    found = list(reported(options.folder, default_rules()))
    for (code, severity), count in sorted(Counter((f.code, f.severity) for f in found).items()):
        print(f"{code}  {severity:8} {count:5}")
    _print_changes(found)
    if options.record:
        RECORD.write_text("".join(f"{each.line}\n" for each in found), encoding="utf-8")
    wrong = broken(options.folder)
    alarms = [f for f in found if f.severity == "error" and f.definition not in wrong]
    for alarm in alarms:
        print(f"FALSE ALARM  {alarm.line}")
    definitions = len(list((options.folder / "definitions").glob("*.json")))
    print(f"{definitions} definitions, {len(wrong)} broken ones; {len(alarms)} false alarms")
    return int(bool(alarms))


def _print_changes(found: Sequence[Reported]) -> None:
    before = set(RECORD.read_text(encoding="utf-8").splitlines()) if RECORD.exists() else set()
    now = {each.line for each in found}
    for line in sorted(before ^ now):
        print(f"{'-' if line in before else '+'} {line}")


if __name__ == "__main__":
    sys.exit(main())
