"""Soundness: what the linter does not warn of resolves, for every typed choice of inputs.

An execution that fails here without a Fail step is a rule that is missing, or semantics of the
simulator that are wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipelint import load
from pipelint.report import given_file
from pipelint.simulate import Trace, needed
from pipelint.simulate._given_file import given_in
from pipelint.targets import Definition
from pipelint.testing.strategies import definitions, executions
from tests.property.definitions import HERE
from tests.property.profiles import tried

FAMILIES = ("REF", "TYP", "DEP", "CND", "PAR")


def warned(definition: Definition) -> list[str]:
    """What the linter has against an execution."""
    return [
        f"{finding.code} {finding.path}: {finding.message}"
        for finding in definition.check()
        if finding.severity == "error"
        or (finding.severity == "warning" and finding.code.startswith(FAMILIES))
    ]


def assert_sound(trace: Trace) -> None:
    """Everything resolved: nothing failed that is not meant to."""
    failed = [run for run in trace.steps if run.status == "Failed" and run.type != "Fail"]

    assert [(run.name, run.reason) for run in failed] == []
    assert trace.needs == ()
    assert trace.status == ("Failed" if any(_failed_on_purpose(trace)) else "Succeeded")


def _failed_on_purpose(trace: Trace) -> Iterable[bool]:
    return (run.type == "Fail" and run.ran for run in trace.steps)


def hold(definition: Definition, data: st.DataObject) -> None:
    parameters, given_ = data.draw(executions(definition))

    assert_sound(definition.simulate(parameters, given_))


def hold_generated(data: st.DataObject, *, clean: bool) -> None:
    definition = load(data.draw(definitions(clean=clean)))
    if clean:
        assert warned(definition) == []
    # Were most of them filtered out, Hypothesis would refuse to go on.
    assume(not warned(definition))
    hold(definition, data)


@tried(100)
@given(st.data())
def test_a_clean_definition_resolves_whatever_the_world_does(data: st.DataObject) -> None:
    hold_generated(data, clean=True)


@tried(40)
@given(st.data())
def test_a_definition_without_warnings_resolves_as_well(data: st.DataObject) -> None:
    hold_generated(data, clean=False)


@pytest.mark.slow
@tried(3000)
@given(st.data())
def test_many_clean_definitions_resolve_whatever_the_world_does(data: st.DataObject) -> None:
    hold_generated(data, clean=True)


@pytest.mark.slow
@tried(1000)
@given(st.data())
def test_many_definitions_without_warnings_resolve_as_well(data: st.DataObject) -> None:
    hold_generated(data, clean=False)


# The samples of `--init`


def hold_with_samples(definition: Definition) -> None:
    text = given_file("a.json", needed(definition.facts))
    trace = definition.simulate(given=given_in(text.encode(), "given.yaml").value)

    assert trace.needs == ()
    if not warned(definition):
        assert_sound(trace)


@tried(60)
@given(definitions())
def test_file_of_init_brings_a_definition_to_its_end(definition: dict[str, Any]) -> None:
    hold_with_samples(load(definition))


@pytest.mark.slow
@tried(2000)
@given(definitions())
def test_file_of_init_brings_many_definitions_to_their_ends(definition: dict[str, Any]) -> None:
    hold_with_samples(load(definition))


# Real definitions


def assert_executed(path: Path, data: st.DataObject) -> None:
    """Whatever a real definition is: where the linter is silent, all resolves."""
    definition = load(path)
    assume(not definition.blocking and definition.facts.pipeline is not None)
    parameters, given_ = data.draw(executions(definition))
    trace = definition.simulate(parameters, given_)

    assert trace.needs == ()
    if not warned(definition):
        assert_sound(trace)


@tried(40)
@given(st.sampled_from(sorted(HERE.glob("*.json"))), st.data())
def test_real_definitions_resolve(path: Path, data: st.DataObject) -> None:
    assert_executed(path, data)
