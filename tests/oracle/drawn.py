"""Small pipelines drawn by Hypothesis, built with the SDK.

What `differences.py` lists is left out where it is drawn, each with a comment.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st
from sagemaker.workflow.pipeline import Pipeline

from tests.oracle.local_mode import Factory, Session, World
from tests.oracle.steps import (
    ConditionEquals,
    ConditionGreaterThan,
    ConditionGreaterThanOrEqualTo,
    ConditionIn,
    ConditionLessThan,
    ConditionLessThanOrEqualTo,
    ConditionNot,
    ConditionOr,
    ExecutionVariables,
    Join,
    ParameterBoolean,
    ParameterFloat,
    ParameterInteger,
    ParameterString,
    check,
    evaluation,
    file_value,
    pipeline,
    processing,
    training,
)

_TEXTS = st.text("ab1 é'", min_size=1, max_size=3)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": _TEXTS,
    "integer": st.integers(-3, 3),
    "float": st.sampled_from([-1.5, 0.0, 0.25, 1.0, 2.0, 1e16, 1e-7]),
    "boolean": st.booleans(),
}
_PARAMETERS = {
    "text": ParameterString,
    "integer": ParameterInteger,
    "float": ParameterFloat,
    "boolean": ParameterBoolean,
}
_ORDERINGS = (
    ConditionGreaterThan,
    ConditionGreaterThanOrEqualTo,
    ConditionLessThan,
    ConditionLessThanOrEqualTo,
)
_NUMBERS = ("integer", "float")
# A boolean in a Join is written otherwise: `boolean-in-a-join`.
_WRITTEN = ("text", *_NUMBERS)


class Drawn(NamedTuple):
    """A pipeline and what the outside does in its run."""

    build: Factory
    world: World


class _Plan(NamedTuple):
    """A step: a job with its arguments, or a Condition step with its branches.

    `before` are earlier steps that it depends on, `reads` earlier jobs whose output it reads.
    """

    name: str
    kind: str
    values: tuple[Any, ...]
    before: tuple[str, ...] = ()
    reads: tuple[tuple[str, str], ...] = ()
    branches: tuple[tuple[_Plan, ...], ...] = ()


def executions() -> st.SearchStrategy[Drawn]:
    """Pipelines of a few steps, each with one run."""
    return _executions()


@st.composite
def _executions(draw: st.DrawFn) -> Drawn:
    defaults = {kind: draw(values) for kind, values in _VALUES.items()}
    report = {kind: draw(values) for kind, values in _VALUES.items()}
    given = draw(st.fixed_dictionaries({}, optional=dict(_VALUES)))
    names = iter(f"Step{number}" for number in range(100))
    plans = draw(_steps(names, (), 2))
    jobs = ["Evaluate", *_jobs(plans)]
    failing = draw(st.none() | st.sampled_from(jobs))
    world = World(
        given,
        {"Evaluate": {"Report": report}},
        fails={} if failing is None else {failing: "no capacity"},
    )

    def build(session: Session) -> Pipeline:
        parameters = {
            kind: made(kind, default_value=defaults[kind]) for kind, made in _PARAMETERS.items()
        }
        built: dict[str, Any] = {}
        steps = [_built(plan, session, parameters, built) for plan in plans]
        all_parameters = list(parameters.values())
        return pipeline(session, evaluation(session), *steps, parameters=all_parameters)

    return Drawn(build, world)


@st.composite
def _steps(
    draw: st.DrawFn, names: Any, outside: tuple[tuple[str, str], ...], depth: int
) -> tuple[_Plan, ...]:
    """Steps of one list; they need steps of it, and of the lists around it, that come before.

    A step that needs both branches of a condition can never run: pipelint refuses it.
    """
    kinds = ["Processing", "Training", "Condition"] if depth else ["Processing", "Training"]
    plans: list[_Plan] = []
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3)):
        name = next(names)
        known = (*outside, *((plan.name, plan.kind) for plan in plans))
        before = draw(_some([name for name, _ in known]))
        if kind == "Condition":
            conditions = draw(st.lists(_conditions(1), max_size=3))
            branches = tuple(draw(_steps(names, known, depth - 1)) for _ in range(2))
            plan = _Plan(name, kind, tuple(conditions), before, branches=branches)
        else:
            reads = draw(_some([each for each in known if each[1] != "Condition"]))
            plan = _Plan(name, kind, tuple(draw(st.lists(_joins(1), max_size=3))), before, reads)
        plans.append(plan)
    return tuple(plans)


def _some(of: list[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    if not of:
        return st.just(())
    return st.lists(st.sampled_from(of), max_size=2, unique=True).map(tuple)


def _jobs(plans: tuple[_Plan, ...]) -> list[str]:
    inner = [name for plan in plans for branch in plan.branches for name in _jobs(branch)]
    return [plan.name for plan in plans if not plan.branches] + inner


# Expressions: tuples of what they are and of what they are made, built with each pipeline.


def _operands(kind: str) -> st.SearchStrategy[Any]:
    literals = _VALUES[kind].map(lambda value: ("literal", value))
    return literals | st.sampled_from([("parameter", kind), ("file", kind)])


def _joins(depth: int) -> st.SearchStrategy[Any]:
    parts = st.sampled_from(_WRITTEN).flatmap(_operands) | st.sampled_from(
        [("execution", "PIPELINE_NAME"), ("execution", "PIPELINE_EXECUTION_ID")]
    )
    if depth:
        parts |= _joins(depth - 1)
    # An argument is never empty.
    values = st.lists(parts, min_size=1, max_size=3)
    return st.tuples(st.just("join"), st.sampled_from(["", "-", "/"]), values)


def _conditions(depth: int) -> st.SearchStrategy[Any]:
    # An integer equals no float in local mode, and a boolean equals an integer:
    # `integer-equals-float`, `boolean-equals-integer`.
    same = st.sampled_from(list(_VALUES)).flatmap(
        lambda kind: st.tuples(st.just(ConditionEquals), _operands(kind), _operands(kind))
    )
    # Booleans have no order: `boolean-before-boolean`.
    numbers = st.sampled_from(_NUMBERS).flatmap(_operands)
    texts = _operands("text")
    ordered = st.sampled_from(_ORDERINGS).flatmap(
        lambda made: (
            st.tuples(st.just(made), numbers, numbers) | st.tuples(st.just(made), texts, texts)
        )
    )
    # Other types are an error: `text-in-numbers`.
    listed = st.sampled_from(list(_VALUES)).flatmap(
        lambda kind: st.tuples(
            st.just(ConditionIn), _operands(kind), st.lists(_operands(kind), min_size=1, max_size=3)
        )
    )
    simple = same | ordered | listed
    if not depth:
        return simple
    inner = _conditions(depth - 1)
    several = st.lists(inner, min_size=1, max_size=3)
    return (
        simple | st.tuples(st.just(ConditionNot), inner) | st.tuples(st.just(ConditionOr), several)
    )


def _built(plan: _Plan, session: Session, parameters: dict[str, Any], built: dict[str, Any]) -> Any:
    before = [built[name] for name in plan.before]
    if plan.kind == "Condition":
        conditions = [_condition(each, parameters) for each in plan.values]
        then, otherwise = (
            [_built(inner, session, parameters, built) for inner in branch]
            for branch in plan.branches
        )
        made: Any = check(plan.name, *conditions, then=then, otherwise=otherwise, depends_on=before)
    else:
        made = _job(plan, session, parameters, built, before)
    built[plan.name] = made
    return made


def _job(
    plan: _Plan, session: Session, parameters: dict[str, Any], built: dict[str, Any], before: Any
) -> Any:
    values = [_value(value, parameters) for value in plan.values]
    inputs = {f"in{at}": _output(built[name], kind) for at, (name, kind) in enumerate(plan.reads)}
    if plan.kind == "Processing":
        return processing(
            session,
            plan.name,
            *values,
            inputs=inputs,
            outputs={"out": None},
            depends_on=before,
        )
    hyperparameters = {f"h{at}": value for at, value in enumerate(values)}
    return training(session, plan.name, inputs, hyperparameters=hyperparameters, depends_on=before)


def _output(step: Any, kind: str) -> Any:
    if kind == "Training":
        return step.properties.ModelArtifacts.S3ModelArtifacts
    return step.properties.ProcessingOutputConfig.Outputs["out"].S3Output.S3Uri


def _condition(drawn: Any, parameters: dict[str, Any]) -> Any:
    made, *sides = drawn
    if made is ConditionNot:
        return ConditionNot(_condition(sides[0], parameters))
    if made is ConditionOr:
        return ConditionOr([_condition(each, parameters) for each in sides[0]])
    left, right = sides
    if made is ConditionIn:
        listed = [_value(each, parameters) for each in right]
        return ConditionIn(value=_value(left, parameters), in_values=listed)
    return made(left=_value(left, parameters), right=_value(right, parameters))


def _value(drawn: Any, parameters: dict[str, Any]) -> Any:
    match drawn:
        case ("literal", value):
            return value
        case ("parameter", kind):
            return parameters[kind]
        case ("file", kind):
            return file_value(kind)
        case ("execution", name):
            return getattr(ExecutionVariables, name)
        case _:
            return Join(on=drawn[1], values=[_value(each, parameters) for each in drawn[2]])
