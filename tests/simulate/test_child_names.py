"""The names of a ForEach's children."""

from __future__ import annotations

import pytest

from pipelint import load
from pipelint.simulate._child_names import body_name, child_name, child_named
from tests.simulate.definitions import call, for_each
from tests.testing.pipelines import pipeline

FACTS = load(pipeline(call("A-0"), for_each("Each", [call("B-1"), call("C")], [1, 2]))).facts


@pytest.mark.parametrize(
    ("body", "iteration", "child"), [("B-1", 1, "B-1-1"), ("A", None, "A"), ("A-0", None, "A-0")]
)
def test_child_has_the_name_of_its_body_step_and_its_iteration(
    body: str, iteration: int | None, child: str
) -> None:
    assert child_name(body, iteration) == child
    assert body_name(child, iteration) == body


def test_name_of_a_child_tells_its_step_its_loop_and_its_iteration() -> None:
    steps = FACTS.steps

    assert child_named("B-1-7", FACTS) == (steps["B-1"], steps["Each"], 7)
    assert child_named("C-0", FACTS) == (steps["C"], steps["Each"], 0)


@pytest.mark.parametrize("name", ["A-0", "B-1", "C", "Each-0", "Nope-0", "C-x", "C-", "-0", ""])
def test_other_name_is_that_of_no_child(name: str) -> None:
    assert child_named(name, FACTS) is None
