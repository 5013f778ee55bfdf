"""The simulator against local mode, AWS's own executor of pipelines: they agree on every shape."""

from __future__ import annotations

import pytest

import pipelint
from tests.oracle.comparison import both
from tests.oracle.local_mode import Record, Session, given_of, run
from tests.oracle.pipelines import SHAPES, Case, Shape

CASES = [
    pytest.param(shape, case, id=f"{shape.name}-{case.name}")
    for shape in SHAPES
    for case in shape.cases
]


@pytest.mark.parametrize(("shape", "case"), CASES)
def test_simulator_agrees_with_local_mode(shape: Shape, case: Case) -> None:
    pipeline = shape.build(Session())
    definition = pipelint.load(pipeline)

    record = run(pipeline, case.world)
    trace = definition.simulate(case.world.parameters, given_of(record))

    assert (record.status, outcomes(record)) == (case.status, case.outcomes)
    assert trace.status == record.status
    local, ours = both(record, trace, definition.facts)
    assert ours == local


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_no_error_is_reported_on_what_local_mode_runs(shape: Shape) -> None:
    findings = pipelint.load(shape.build(Session())).check()

    assert [finding for finding in findings if finding.severity == "error"] == []


def outcomes(record: Record) -> dict[str, bool]:
    """The outcomes of the conditions that local mode has decided."""
    decided = {name: step.outcome for name, step in record.steps.items()}
    return {name: outcome for name, outcome in decided.items() if outcome is not None}
