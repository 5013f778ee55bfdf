"""Score pipelint on real failures: each a broken definition, the same one mended, and the place.

    python bench/cases.py [FOLDER]

A case counts as found where something is reported on `bad.json` at its place (`locus` or one of
`locus_also`, or below) that is not reported on `good.json`, and `good.json` has no error. All rules
run, also those that are off by default. The exit code is 1 where a `good.json` has an error.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from pipelint.lint import DEFAULT_PACKS, Finding, Rule, check_source, load_packs
from pipelint.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CASES = Path(__file__).resolve().parents[1] / "tests" / "data" / "cases"


class Outcome(NamedTuple):
    """What was reported on a case: the findings at its place, and the errors on the mended one."""

    name: str
    found: tuple[Finding, ...]
    false_alarms: tuple[Finding, ...]

    @property
    def is_found(self) -> bool:
        """Whether the fault is reported, and nothing wrong is."""
        return bool(self.found) and not self.false_alarms


def main() -> int:
    """Print one line a case and the score."""
    parser = argparse.ArgumentParser(description="Score pipelint on real failures.")
    parser.add_argument("folder", type=Path, nargs="?", default=CASES)
    rules = load_packs(DEFAULT_PACKS)
    outcomes = list(run(parser.parse_args().folder, rules))
    for outcome in outcomes:
        print(_line(outcome))
    found = sum(outcome.is_found for outcome in outcomes)
    print(f"{found} of {len(outcomes)} cases found")
    return int(any(outcome.false_alarms for outcome in outcomes))


def _line(outcome: Outcome) -> str:
    if outcome.false_alarms:
        alarms = ", ".join(f"{f.code} {f.pointer}" for f in outcome.false_alarms)
        return f"FALSE ALARM  {outcome.name}: {alarms}"
    if not outcome.found:
        return f"not found    {outcome.name}"
    return f"found        {outcome.name}: {', '.join(sorted({f.code for f in outcome.found}))}"


def run(folder: Path, rules: Sequence[Rule]) -> Iterator[Outcome]:
    """The outcomes of the cases in a folder, by name."""
    for description in sorted(folder.glob("*/case.yaml")):
        yield judge(description.parent, rules)


def judge(folder: Path, rules: Sequence[Rule]) -> Outcome:
    """Check both definitions of a case."""
    case = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))
    places = (case["locus"], *case.get("locus_also", ()))
    good = _findings(folder / "good.json", rules)
    known = {(finding.code, finding.pointer, finding.message) for finding in good}
    found = tuple(
        finding
        for finding in _findings(folder / "bad.json", rules)
        if (finding.code, finding.pointer, finding.message) not in known
        and any(f"{finding.pointer}/".startswith(f"{place}/") for place in places)
    )
    return Outcome(folder.name, found, tuple(f for f in good if f.severity == "error"))


def _findings(path: Path, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    source = Source.from_bytes(path.read_bytes(), path.name)
    return check_source(source, rules, file=path.name).findings


if __name__ == "__main__":
    sys.exit(main())
