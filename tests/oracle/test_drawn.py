"""The simulator against local mode on pipelines that nobody thought of."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

import pipelint
from tests.oracle.comparison import both
from tests.oracle.drawn import Drawn, executions
from tests.oracle.local_mode import Session, given_of, run


@settings(
    max_examples=60,
    deadline=None,
    # The fixture, which closes the network, serves all examples.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(executions())
def test_simulator_agrees_with_local_mode_on_drawn_pipelines(drawn: Drawn) -> None:
    pipeline = drawn.build(Session())
    definition = pipelint.load(pipeline)

    record = run(pipeline, drawn.world)
    trace = definition.simulate(drawn.world.parameters, given_of(record))

    local, ours = both(record, trace, definition.facts)
    assert (trace.status, ours) == (record.status, local)
