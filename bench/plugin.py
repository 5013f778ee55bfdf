"""Measure the pytest plugin: many definitions in one run, and the property of one.

    python bench/plugin.py [--definitions N] [--runs N]

The definitions are made here. Seconds are medians of whole runs, in processes of their own, which
take turns: `pipelint check` of all definitions, pytest with the plugin without the items of
properties, and pytest with one test that does nothing, which is its own start. The ratio is that of
what the plugin takes beyond the start to the check. Of the property it is the time in process of
100 examples, the boundaries before them included, on a definition of 12 steps.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import definitions
from hypothesis import settings

from pipelint.targets import load
from pipelint.testing import examine

_CHECK = "import sys; from pipelint.cli import run; sys.exit(run())"
_START = "def test_nothing():\n    pass\n"
#: What the plugin may take for each second of a check; the seconds of a property.
_MOST, _SECONDS = 4.0, 1.0


def measured(count: int, runs: int) -> tuple[float, float, float]:
    """The seconds of the check, of the plugin and of pytest's start, for so many definitions."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            path = Path(folder, f"d{number:03}.pipeline.json")
            path.write_text(definitions.definition(markets=1 + number % 3, width=2, settings=4))
        Path(folder, "start").mkdir()
        Path(folder, "start", "test_start.py").write_text(_START)
        pytest = ["-m", "pytest", "-q", "-p", "no:cacheprovider"]
        commands = (
            ["-c", _CHECK, "check", ".", "--isolated", "--quiet"],
            [*pytest, "--pipelint", "-m", "not pipelint_property", "--ignore=start"],
            [*pytest, "start"],
        )
        rounds = [[_seconds(command, folder) for command in commands] for _ in range(runs)]
    check, plugin, start = (statistics.median(times) for times in zip(*rounds, strict=True))
    return check, plugin, start


def _seconds(command: list[str], folder: str) -> float:
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return time.perf_counter() - begin


def property_seconds(runs: int) -> float:
    """The median seconds of the property of a definition of 12 steps, read anew each time."""
    text = definitions.definition(markets=2, width=2, settings=4)
    assert len(json.loads(text)["Steps"]) > 0
    times = []
    for _ in range(runs):
        definition = load(text)
        begin = time.perf_counter()
        found = examine(definition, settings(max_examples=100, derandomize=True, database=None))
        times.append(time.perf_counter() - begin)
        assert found.counterexample is None
        assert found.coverage.steps == 12
    return statistics.median(times)


def main() -> int:
    """Print both."""
    parser = argparse.ArgumentParser(description="Measure the pytest plugin.")
    parser.add_argument("--definitions", type=int, default=200, metavar="N")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    options = parser.parse_args()
    check, plugin, start = measured(options.definitions, options.runs)
    ratio = (plugin - start) / check
    print(f"{options.definitions} definitions, without properties, in seconds")
    print(f"  pipelint check {check:.2f}, plugin {plugin:.2f}, start of pytest {start:.2f}")
    print(f"  beyond its start {ratio:.1f} times the check, at most {_MOST:.0f}")
    seconds = property_seconds(options.runs)
    print("100 examples of a definition of 12 steps, in seconds")
    print(f"  {seconds:.2f}, at most {_SECONDS:.0f}")
    return 0 if ratio <= _MOST and seconds <= _SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
