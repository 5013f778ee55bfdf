"""Measure how long the examples of property tests take: inputs drawn, and executed.

    python bench/examples.py [COUNT]

Printed is the processor time of COUNT (1,000) executions of one definition of twelve steps, as a
test of a user's own definition has them, and of as many definitions that are generated as well.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import definitions
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipelint.targets import load
from pipelint.testing import strategies

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelint.targets import Definition


def seconds(definition: Callable[[st.DataObject], Definition], count: int) -> float:
    """The processor time that so many executions take."""

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def execute(data: st.DataObject) -> None:
        drawn = definition(data)
        parameters, outcomes = data.draw(strategies.executions(drawn))
        drawn.simulate(parameters, outcomes)

    start = time.process_time()
    execute()
    return time.process_time() - start


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description="Measure the examples of property tests.")
    parser.add_argument("count", type=int, nargs="?", default=1000)
    count = parser.parse_args().count
    own = load(definitions.definition(markets=2, width=2, settings=4))
    print(f"{count} executions of one definition: {seconds(lambda _: own, count):.1f} s")
    made = seconds(lambda data: load(data.draw(strategies.definitions())), count)
    print(f"{count} executions of generated definitions: {made:.1f} s")


if __name__ == "__main__":
    main()
