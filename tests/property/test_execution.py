"""Whatever a definition and its inputs are, an execution of it is lawful."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelint import PipelintError, load
from pipelint.report._account import step_of
from pipelint.simulate import Trace, needed, sample_given
from pipelint.targets import Definition
from pipelint.testing.strategies import definitions, executions
from tests.property.definitions import WORDS, damaged_definitions, junk, near_definitions
from tests.property.profiles import tried
from tests.property.runs import assert_lawful

ENTRY = (
    *("property_files", "properties", "outputs", "result", "fails", "duration", "stops"),
    *("iterations", "type", "reason", "steps", "parameters", "execution", "s3", "always"),
    *("PipelineExecutionId", "StartDateTime", "ModelArtifacts", "o String", "Report", "0"),
)
SOME = {"steps": {"Prep": {"outputs": {"n": 1}, "fails": "always"}}, "s3": {"s3://b": {}}}


def resolves(definition: Definition) -> bool:
    """Whether the linter warns of nothing that may fail a step."""
    return not any(
        finding.severity == "warning" and finding.code.startswith(("REF", "TYP", "CND00"))
        for finding in definition.check()
    )


def execute(data: st.DataObject, *, failures: bool) -> tuple[Definition, dict[str, Any], Trace]:
    definition = load(data.draw(definitions()))
    parameters, given = data.draw(executions(definition, failures=failures))
    trace = definition.simulate(parameters, given)
    return definition, {"parameters": parameters, "given": given}, trace


def hold_without_failures(data: st.DataObject) -> None:
    definition, _, trace = execute(data, failures=False)

    assert_lawful(definition.facts, trace)
    assert trace.needs == ()
    if resolves(definition):
        failed = [run for run in trace.steps if run.status == "Failed"]
        assert [(run.name, run.reason) for run in failed if run.type != "Fail"] == []


def hold_with_failures(data: st.DataObject) -> None:
    definition, inputs, trace = execute(data, failures=True)

    assert_lawful(definition.facts, trace)
    again = load(json.loads(definition.source.text)).simulate(**inputs)
    assert again.as_json() == trace.as_json()
    assert again.events == trace.events
    assert_read_back(trace)
    one_by_one = definition.simulate(**inputs, max_parallel=1)
    assert_lawful(definition.facts, one_by_one)


def assert_read_back(trace: Trace) -> None:
    """The JSON form is read as it was written, and is as good to take cached runs from."""
    text = json.dumps(trace.as_json())

    assert json.dumps(Trace.from_json(json.loads(text)).as_json()) == text


@tried(60)
@given(st.data())
def test_executions_take_one_side_of_each_condition_and_resolve_all(data: st.DataObject) -> None:
    hold_without_failures(data)


@tried(40)
@given(st.data())
def test_executions_with_failures_are_lawful_and_the_same_each_time(data: st.DataObject) -> None:
    hold_with_failures(data)


def hold_with_a_cache(data: st.DataObject) -> None:
    """A step whose key has not changed is not run again, and the execution comes out the same."""
    definition, inputs, _ = execute(data, failures=False)
    start = {"StartDateTime": "2020-12-01T01:00:00Z", "PipelineExecutionId": "pipelint0000"}
    execution = start | inputs["given"].get("execution", {})
    inputs["given"] = {**inputs["given"], "execution": execution}
    earlier = definition.simulate(**inputs)
    read = Trace.from_json(json.loads(json.dumps(earlier.as_json())))

    for source in (earlier, read):
        later = definition.simulate(**inputs, cache_from=source)
        assert_lawful(definition.facts, later)
        # A Fail step stops other steps, depending on how long those before it take.
        if earlier.status == "Succeeded":
            assert statuses(later) == statuses(earlier)
        for run in later.steps:
            step = step_of(run, definition.facts)
            is_enabled = step is not None and step.literal("CacheConfig", "Enabled") is True
            is_cached = (
                is_enabled and run.cache_key is not None and earlier[run.name].status == "Succeeded"
            )
            assert run.cache_hit is is_cached, run.name
            assert run.attempts == 0 if run.cache_hit or not run.ran else run.attempts == 1


def statuses(trace: Trace) -> dict[str, str]:
    return {run.name: run.status for run in trace.steps}


@tried(30)
@given(st.data())
def test_a_second_execution_takes_what_is_cached(data: st.DataObject) -> None:
    hold_with_a_cache(data)


# Any input


def worlds() -> st.SearchStrategy[Any]:
    """Values in the form of what is given, and more or less out of it."""
    keys = st.sampled_from((*ENTRY, *WORDS))
    return st.recursive(
        st.sampled_from((*ENTRY, *WORDS, None, True, 0, -1, 2.5, 10**400, math.inf, math.nan)),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=8,
    )


@st.composite
def aimed_worlds(draw: st.DrawFn, definition: Definition) -> Any:
    """Values for the steps and parameters of a definition, right in form, wrong inside."""
    names = st.sampled_from([*definition.facts.steps, "Nobody"])
    entries = st.dictionaries(st.sampled_from(ENTRY), worlds(), max_size=4)
    parameters = st.sampled_from([*definition.facts.parameters, "Nothing"])
    return {
        "steps": draw(st.dictionaries(names, entries, max_size=3)),
        "parameters": draw(st.dictionaries(parameters, junk(), max_size=3)),
        **draw(st.dictionaries(st.sampled_from(ENTRY[8:12]), worlds(), max_size=1)),
    }


def attempt(definition: Definition, **inputs: Any) -> Trace | None:
    """An execution, if the inputs are accepted: nothing else than their refusal is raised."""
    try:
        return definition.simulate(**inputs)
    except PipelintError:
        return None


def examine(definition: Definition, given: Any, **inputs: Any) -> None:
    trace = attempt(definition, given=given, **inputs)
    if trace is not None:
        assert_lawful(definition.facts, trace)
        assert_read_back(trace)


def examine_aimed(data: st.DataObject) -> None:
    definition = load(data.draw(definitions(max_steps=6)))
    given = data.draw(worlds() | aimed_worlds(definition))
    name = data.draw(st.sampled_from([*definition.facts.steps]))
    fake = data.draw(worlds())

    examine(definition, given, lenient=data.draw(st.booleans()))
    examine(definition, sample_given(needed(definition.facts)), fakes={name: lambda _: fake})


@tried(60, shrinks=False)
@given(st.data())
def test_any_input_is_taken_or_refused(data: st.DataObject) -> None:
    examine_aimed(data)


def examine_any_definition(value: Any, given: Any) -> None:
    definition = load(json.dumps(value))
    attempt(definition, given=given)
    attempt(definition, given=sample_given(needed(definition.facts)))


@tried(40, shrinks=False)
@given(near_definitions() | damaged_definitions(), worlds())
@example({"Steps": []}, SOME)
@example({"Steps": [{"Name": "Prep", "Type": "Lambda"}]}, SOME)
def test_any_definition_is_executed_or_refused(value: Any, world: Any) -> None:
    examine_any_definition(value, world)


@pytest.mark.slow
@tried(500)
@given(st.data())
def test_many_executions_resolve_all(data: st.DataObject) -> None:
    hold_without_failures(data)


@pytest.mark.slow
@tried(500)
@given(st.data())
def test_many_executions_with_failures_are_lawful(data: st.DataObject) -> None:
    hold_with_failures(data)


@pytest.mark.slow
@tried(500)
@given(st.data())
def test_many_second_executions_take_what_is_cached(data: st.DataObject) -> None:
    hold_with_a_cache(data)


@pytest.mark.slow
@tried(500, shrinks=False)
@given(st.data())
def test_many_inputs_are_taken_or_refused(data: st.DataObject) -> None:
    examine_aimed(data)


@pytest.mark.slow
@tried(500, shrinks=False)
@given(near_definitions() | damaged_definitions(), worlds())
def test_many_definitions_are_executed_or_refused(value: Any, world: Any) -> None:
    examine_any_definition(value, world)
