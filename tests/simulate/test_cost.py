"""The work of an execution, counted and not timed: it grows with the steps and no faster."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from pipelint.simulate import simulate
from pipelint.simulate._given_reader import read_world
from pipelint.targets import load
from tests.testing.pipelines import Step, decide, function, get, parameter, pipeline


def chain(size: int) -> list[Step]:
    return [
        function(f"F{i}", DependsOn=[f"F{i - 1}"]) if i else function("F0") for i in range(size)
    ]


def readers(size: int) -> list[Step]:
    return [
        function(
            f"F{i}", {"x": get(f"Steps.F{i - 1}.OutputParameters['n']")} if i else {}, "n: String"
        )
        for i in range(size)
    ]


def fan(size: int) -> list[Step]:
    first, last = function("First"), function("Last", DependsOn=[f"F{i}" for i in range(size)])
    return [first, *(function(f"F{i}", DependsOn=["First"]) for i in range(size)), last]


def branch(size: int, right: int) -> list[Step]:
    return [decide(1, "Equals", right, yes=chain(size))]


def loop(size: int) -> list[Step]:
    return [
        {
            "Name": f"Loop{i}",
            "Type": "ForEach",
            "Arguments": {
                "IterableItems": list(range(10)),
                "MaxConcurrency": 3,
                "ForEachBody": [function(f"Body{i}", {"x": get("ForEach.CurrentItem")})],
            },
        }
        for i in range(size // 10)
    ]


SHAPES: dict[str, Callable[[int], list[Step]]] = {
    "chain": chain,
    "readers": readers,
    "fan": fan,
    "taken": lambda size: branch(size, 1),
    "not taken": lambda size: branch(size, 2),
    "loop": loop,
}


def calls(run: Callable[[], object]) -> int:
    """Calls of functions, ours and built in."""
    found = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal found
        found += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return found


def calls_a_step(steps: list[Step]) -> float:
    """Those of a simulation, for each step of the trace."""
    facts = load(pipeline(*steps)).facts
    trace = simulate(facts)  # what is computed once for a definition
    assert trace.status == "Succeeded"
    return calls(lambda: simulate(facts)) / len(trace.steps)


def calls_a_file(size: int) -> float:
    """Those of reading what is given, for each file in S3 that a parameter names."""
    uri = {"Get": "Parameters.Uri"}
    reads = [{"Std:JsonGet": {"S3Uri": uri, "Path": f"n{i}"}} for i in range(size)]
    definition = pipeline(
        *(function(f"F{i}", {"x": read}) for i, read in enumerate(reads)),
        parameters=[parameter("Uri")],
    )
    facts = load(definition).facts
    world = {"s3": {f"b{i}": {} for i in range(size)}}
    return calls(lambda: read_world(world, facts, lenient=False)) / size


@pytest.mark.parametrize("shape", SHAPES)
def test_cost_of_a_step_does_not_grow_with_their_number(shape: str) -> None:
    make = SHAPES[shape]

    few, many = calls_a_step(make(60)), calls_a_step(make(600))

    assert many <= 1.05 * few


def test_cost_of_a_file_does_not_grow_with_their_number() -> None:
    assert calls_a_file(600) <= 1.05 * calls_a_file(60)
