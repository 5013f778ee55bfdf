"""An execution in which every step has succeeded, to look at expressions without one."""

from __future__ import annotations

from typing import Any

import pytest

from pipelint import load
from pipelint.model import Reference
from pipelint.simulate import Supposed, Value
from pipelint.simulate._template import expression
from tests.testing.pipelines import decide, fail, function, get, parameter, pipeline, training


def looped(*body: Any) -> Any:
    arguments = {"IterableItems": ["x"], "MaxConcurrency": 1, "ForEachBody": [*body]}
    return {"Name": "Each", "Type": "ForEach", "Arguments": arguments}


def value_of(definition: Any, path: str, **supposed: Any) -> Any:
    """What the first expression of that path has for a value."""
    facts = load(definition).facts
    [node, *_] = [each for each in facts.index[Reference] if each.value == get(path)]
    execution = Supposed(facts, **supposed)
    scope = execution.scope_of(node)
    assert scope is not None
    return expression(node, facts)(scope).value


def test_steps_have_succeeded_whatever_stands_before_them() -> None:
    definition = pipeline(
        decide(1, "Equals", 2, yes=[training()]),
        function("Tell", {"status": get("Steps.Train.TrainingJobStatus")}),
    )

    assert value_of(definition, "Steps.Train.TrainingJobStatus") == "Completed"


@pytest.mark.parametrize("outcome", [True, False])
def test_conditions_come_out_as_they_are_told_to(outcome: bool) -> None:
    definition = pipeline(
        decide(1, "Equals", 2), function("Tell", {"said": get("Steps.Check.Outcome")})
    )

    assert value_of(definition, "Steps.Check.Outcome", outcome=outcome) is outcome


def test_parameters_without_a_default_have_a_value() -> None:
    named = pipeline(fail(message=get("Parameters.A")), parameters=[parameter("A")])
    listed = pipeline(
        fail(message=get("Parameters.A")), parameters=[parameter("A", EnumValues=["x", "y"])]
    )

    assert value_of(named, "Parameters.A") == "A"
    assert value_of(listed, "Parameters.A") == "x"


def test_an_execution_with_another_value_of_a_parameter_is_another_one() -> None:
    definition = pipeline(
        fail(message=get("Parameters.A")), parameters=[parameter("A", default="a")]
    )
    facts = load(definition).facts
    [node] = facts.index[Reference]
    execution, evaluate = Supposed(facts), expression(node, facts)
    other = execution.with_parameter("A", Value("b", "String"))
    scopes = [each.scope_of(node) for each in (execution, other)]

    assert [scope and evaluate(scope).value for scope in scopes] == ["a", "b"]
