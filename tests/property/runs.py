"""What is true of every execution of a definition, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator

from pipelint.analysis import Edge, Facts
from pipelint.model import Step
from pipelint.simulate import StepRun, Trace

#: The ends of a step that each trigger is satisfied by.
ENDS = {
    "Completed": {"Succeeded"},
    "Failed": {"Failed"},
    "Stopped": {"Stopped"},
    "Any": {"Succeeded", "Failed", "Stopped"},
}


def runs_of(step: Step, trace: Trace) -> list[StepRun]:
    """What a step did: once, or once in each iteration."""
    if not _in_body(step):
        return [trace[step.name or ""]]
    assert step.parent_step is not None
    return [
        run
        for run in trace.steps
        if run.parent == step.parent_step.name and run.name == f"{step.name}-{run.iteration}"
    ]


def _in_body(step: Step) -> bool:
    return step.parent_step is not None and step.side is None


def waits_of(facts: Facts, trace: Trace) -> Iterator[tuple[Edge, StepRun, StepRun]]:
    """The edges of the graph with the runs at their ends, of one iteration where both are in it."""
    for edge in facts.edges:
        for before in runs_of(edge.source, trace):
            for after in runs_of(edge.target, trace):
                apart = before.parent == after.parent and before.iteration != after.iteration
                if not apart:
                    yield edge, before, after


def assert_in_order(facts: Facts, trace: Trace) -> None:
    """Each step that ran started after those it waits for were over, in a way it waits for."""
    for edge, before, after in waits_of(facts, trace):
        if not after.ran:
            continue
        assert before.order is not None
        assert after.order is not None
        assert before.order < after.order
        if edge.kind == "body":
            continue
        assert before.ended_at is not None
        assert after.started_at is not None
        assert before.ended_at <= after.started_at
        if edge.kind == "depends-on":
            assert before.status in ENDS[edge.trigger or ""]


def assert_branches(facts: Facts, trace: Trace) -> None:
    """Of every condition that was decided one side ran, and nothing of the other."""
    for step in facts.steps_of("Condition"):
        [condition] = runs_of(step, trace)
        for branch in step.branches:
            for inner in branch.steps:
                if branch.side is not condition.outcome:
                    assert_none_runs(inner, trace)
                else:
                    assert_runs_unless_kept(inner, facts, trace)


def assert_none_runs(step: Step, trace: Trace) -> None:
    for run in runs_of(step, trace):
        assert not run.ran, f"{run.name} ran behind a branch that was not taken"
    for inner in (*step.body, *(each for branch in step.branches for each in branch.steps)):
        assert_none_runs(inner, trace)


def assert_runs_unless_kept(step: Step, facts: Facts, trace: Trace) -> None:
    [run] = runs_of(step, trace)
    if run.ran or trace.status == "NeedsInput":
        return
    stopped = any(each.status in ("Failed", "Stopped") for each in trace.steps)
    kept = any(
        not _is_satisfied(edge, before)
        for edge in facts.edges
        if edge.target is step or step in _holders(edge.target)
        for before in runs_of(edge.source, trace)
    )
    assert stopped or kept, f"{run.name}: {run.reason}"


def _holders(step: Step) -> Iterator[Step]:
    while step.parent_step is not None:
        step = step.parent_step
        yield step


def _is_satisfied(edge: Edge, before: StepRun) -> bool:
    return edge.kind in ("body", "branch") or before.status in ENDS[edge.trigger or "Completed"]


def assert_failures_fail(trace: Trace) -> None:
    """A Fail step that runs fails the execution, and so does any failure that nothing handles."""
    failed = [run for run in trace.steps if run.status == "Failed"]
    if any(run.type == "Fail" for run in failed):
        assert trace.status in ("Failed", "NeedsInput")
    if trace.status == "Succeeded":
        assert failed == []
    if trace.status in ("Failed", "CompletedWithFailures"):
        assert trace.failure_reason == "Step failure: One or multiple steps failed"
        assert any(run.status in ("Failed", "Stopped") for run in trace.steps)
    else:
        assert trace.failure_reason is None


def assert_lawful(facts: Facts, trace: Trace) -> None:
    """All of it."""
    assert_in_order(facts, trace)
    assert_branches(facts, trace)
    assert_failures_fail(trace)
    assert_numbered(trace)


def assert_numbered(trace: Trace) -> None:
    """What started comes first and is numbered from 1; what did not run says why."""
    orders = [run.order for run in trace.steps]
    started = sum(run.started_at is not None for run in trace.steps)
    assert orders == [*range(1, started + 1), *[None] * (len(orders) - started)]
    undecided = {need.step for need in trace.needs}
    for run in trace.steps:
        # A ForEach that cannot select has started, and its body has run.
        is_stuck = run.type == "ForEach" and run.order is not None and run.name in undecided
        assert run.ran == (run.order is not None and not is_stuck), run.name
        assert run.ran or run.reason is not None, run.name
