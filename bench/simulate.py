"""Measure simulations in process, beside `json.loads` of the same text.

    python bench/simulate.py [--runs N]

The definitions are made here: of 12, 204 and 2,040 steps, six for each model that is trained,
evaluated and registered if it is good enough. The definition is loaded once; a run gives every
input that decides, starts, and ends with a trace. Times are the medians of N runs (15), in
milliseconds; ratios are to `json.loads`. The last two columns say how the cost of a step grows: in
time, with what the caches of the machine and the garbage collector add to it, and in calls of
functions, which are the same in every run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import definitions

from pipelint.simulate import needed, sample_given, simulate
from pipelint.targets import load

if TYPE_CHECKING:
    from collections.abc import Callable

#: Models a definition, and the milliseconds that one simulation may take.
_SIZES = ((2, 1.0), (34, 25.0), (340, None))


class Row(NamedTuple):
    """The medians of one definition, in milliseconds."""

    steps: int
    parsing: float
    simulation: float
    limit: float | None
    calls: int

    @property
    def per_step(self) -> float:
        """Microseconds of a simulation for each step."""
        return 1000 * self.simulation / self.steps


def measured(models: int, limit: float | None, runs: int) -> Row:
    """The row of a definition with so many models."""
    text = definitions.definition(markets=models, width=2, settings=4)
    # Of the facts, not of a `Definition`: the service would refuse the largest text.
    facts = load(text).facts
    given = sample_given(needed(facts))
    trace = simulate(facts, given=given)
    assert trace.status == "Succeeded", trace.status
    return Row(
        len(trace.steps),
        _median(lambda: json.loads(text), runs),
        _median(lambda: simulate(facts, given=given), runs),
        limit,
        _calls(lambda: simulate(facts, given=given)),
    )


def _calls(call: Callable[[], object]) -> int:
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(None)
    return calls


def _median(call: Callable[[], object], runs: int) -> float:
    return statistics.median(_milliseconds(call) for _ in range(runs))


def _milliseconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - start)


def main() -> int:
    """Print a row for each definition."""
    parser = argparse.ArgumentParser(description="Measure simulations in process.")
    parser.add_argument("--runs", type=int, default=15, metavar="N")
    options = parser.parse_args()
    rows = [measured(models, limit, options.runs) for models, limit in _SIZES]
    print(" steps  json.loads  simulate  at most  ratio  µs/step  calls/step")
    for row in rows:
        limit = "-" if row.limit is None else f"{row.limit:.0f}"
        ratio = row.simulation / row.parsing
        print(
            f"{row.steps:6}  {row.parsing:10.2f}  {row.simulation:8.2f}  {limit:>7}  "
            f"{ratio:5.1f}  {row.per_step:7.0f}  {row.calls / row.steps:10.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
