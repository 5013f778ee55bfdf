"""Conditions with the same result in every execution, and branches that never run."""

from __future__ import annotations

from pipelint import Condition, Pipeline, Problem, Step, rule
from pipelint_rules._steps import of_type
from pipelint_rules.cnd._verdict import (
    compares_with_itself,
    constants,
    impossible,
    is_literal,
    is_same,
    never_run,
    pairs,
    parameter_of,
    verdict,
    words,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Place
    from pipelint_rules.cnd._verdict import Impossible

_CONDITION = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html#step-type-condition"
_FROZEN = "https://github.com/aws/sagemaker-python-sdk/issues/2879"

_MODE = (
    '{"Version": "2020-12-01", "Parameters": [{"Name": "Mode", "Type": "String",'
    ' "DefaultValue": "train", "EnumValues": ["train", "score"]},'
    ' {"Name": "N", "Type": "Integer"}], "Steps": '
)


def _step(conditions: str) -> str:
    """A Condition step, as text."""
    return (
        f'{_MODE}[{{"Name": "C", "Type": "Condition", "Arguments": {{"Conditions": [{conditions}],'
        ' "IfSteps": [{"Name": "Retrain", "Type": "Lambda"}], "ElseSteps": []}}]}'
    )


def _compare(kind: str, left: str, right: str) -> str:
    """A comparison, as text."""
    return f'{{"Type": "{kind}", "LeftValue": {left}, "RightValue": {right}}}'


_TRAIN, _SCORE, _RETRAIN = '"train"', '"score"', '«"retrain"»'
_GET_MODE, _GET_N = '{"Get": "Parameters.Mode"}', '{"Get": "Parameters.N"}'


@rule(
    "CND010",
    on=Step,
    among=of_type("Condition"),
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_FROZEN,
    bad=[
        _step(f"«{_compare('Equals', 'false', 'true')}»"),
        _step(f"{_compare('Equals', _GET_N, '1')}, «{_compare('GreaterThan', '5', '3')}»"),
        _step(
            f'{{"Type": "Or", "Conditions": [«{_compare("Equals", _GET_N, "2.5")}»,'
            f" {_compare('Equals', _GET_MODE, _TRAIN)}]}}"
        ),
    ],
    good=[_step(_compare("Equals", _GET_MODE, _TRAIN)), _step(_compare("Equals", _GET_N, "2"))],
)
def constant_condition(step: Step, facts: Facts) -> Iterator[Problem]:
    """A condition has the same result in every execution.

    Mostly it compares two literals: in the SDK code the value was a Python variable or
    `parameter.default_value`, which is frozen into the definition when the pipeline is built, so
    that every execution takes the same branch, whatever it is started with. The service accepts
    it and says nothing.

    Compare with the parameter itself, `{"Get": "Parameters.FullRefresh"}` (SDK: pass the
    `ParameterBoolean` object). If the choice is meant to be made when the pipeline is built, make
    it in Python, and leave the step out.
    """
    found = verdict(step, facts)
    for condition in _constants(step, facts):
        decides = found is not None and found.cause is condition
        dead = never_run(step, found.outcome, facts) if decides and found is not None else None
        if any(impossible(condition, facts)) or (dead and not is_literal(condition)):
            continue  # dead-branch or impossible-value says it
        [result] = facts.results(condition)
        yield Problem(
            condition.place,
            f"this condition is {str(result).lower()} in every execution"
            + (f", so {dead}" if dead else ""),
            "compare with a parameter, or leave the choice to the code that builds the pipeline"
            if is_literal(condition)
            else "no value of what is compared gives another result",
        )


def _constants(step: Step, facts: Facts) -> Iterator[Condition]:
    for condition in step.conditions:
        for each in constants(condition, facts):
            if not compares_with_itself(each):
                yield each


@rule(
    "CND008",
    on=Condition,
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_CONDITION,
    bad=[
        _step(_compare("GreaterThan", _GET_N, f"«{_GET_N}»")),
        _step(
            f'{{"Type": "Not", "Condition": {{"Type": "In", "QueryValue": {_GET_MODE},'
            f' "Values": ["a", «{_GET_MODE}»]}}}}'
        ),
    ],
    good=[_step(_compare("Equals", _GET_N, "2"))],
)
def comparison_with_itself(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """An expression is compared with itself.

    Both sides have the same value in every execution, so the result never changes: one of them
    was meant to be something else. The service accepts it and says nothing.
    """
    for one, other in pairs(condition):
        if is_same(one, other):
            yield Problem(
                other.place,
                "this is compared with itself",
                "name the value that was meant on one of the two sides",
                ((one.place, "the same expression"),),
            )


@rule(
    "CND011",
    on=Step,
    among=of_type("Condition"),
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_CONDITION,
    bad=[
        _step(f"{_compare('LessThan', _GET_N, '3')}, «{_compare('GreaterThan', _GET_N, '5')}»"),
        _step(
            f"{_compare('Equals', _GET_MODE, _TRAIN)}, {_compare('Equals', _GET_N, '1')},"
            f" «{_compare('Equals', _GET_MODE, _SCORE)}»"
        ),
    ],
    good=[_step(f"{_compare('LessThan', _GET_N, '5')}, {_compare('GreaterThan', _GET_N, '3')}")],
)
def contradictory_conditions(step: Step, facts: Facts) -> Iterator[Problem]:
    """The conditions of a step are never all true.

    The list is a conjunction: all of them must hold for `IfSteps` to run. To run on any of them,
    put them into one condition of the type `Or` (SDK: `ConditionOr`). The service accepts it and
    says nothing; `ElseSteps` run in every execution.
    """
    found = verdict(step, facts)
    if found is None or found.cause is not None or not found.together:
        return
    dead = never_run(step, found.outcome, facts)
    *others, last = found.together
    yield Problem(
        last.place,
        "this is never true together with the other conditions of the list"
        if len(others) > 1
        else "this is never true together with another condition of the list",
        f'the conditions of a list are joined by "and"{"; " + dead if dead else ""};'
        ' to join them by "or", put them into an Or condition',
        tuple((each.place, "never true together with it") for each in others),
    )


@rule(
    "CND021",
    on=Step,
    among=of_type("Condition"),
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_CONDITION,
    bad=[
        _step(_compare("Equals", _GET_MODE, _RETRAIN)),
        _step(f"«{_compare('Equals', _GET_N, '0.5')}»"),
    ],
    good=[_step(_compare("Equals", _GET_MODE, _SCORE))],
)
def dead_branch(step: Step, facts: Facts) -> Iterator[Problem]:
    """No execution takes a branch, so its steps never run.

    The condition looks for a value that its parameter never has: a start may give only the
    `EnumValues` (and the default, if it is none of them). Or no value at all makes it come out
    otherwise. The service accepts it and says nothing: the execution succeeds without the steps.

    Compare with a value that occurs, or add the value to the `EnumValues` of the parameter.
    """
    found = verdict(step, facts)
    if found is None or found.cause is None:
        return
    dead = never_run(step, found.outcome, facts)
    if dead is None or is_literal(found.cause) or compares_with_itself(found.cause):
        return
    literal = next(impossible(found.cause, facts), None)
    if literal is not None:
        yield _impossible_value(literal, facts, f", so {dead}")
        return
    yield Problem(
        found.cause.place,
        f"this condition is {str(facts.results(found.cause) == {True}).lower()}"
        f" in every execution, so {dead}",
        "no value of what is compared gives another result",
    )


@rule(
    "CND020",
    on=Step,
    among=of_type("Condition"),
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_CONDITION,
    bad=[
        _step(
            f'{{"Type": "In", "QueryValue": {_GET_MODE}, "Values": ["train", «"retrain"»]}}',
        ),
        _step(
            f'{{"Type": "Or", "Conditions": [{_compare("Equals", _GET_MODE, _RETRAIN)},'
            f" {_compare('Equals', _GET_N, '1')}]}}"
        ),
    ],
    good=[_step(_compare("Equals", _GET_MODE, _SCORE))],
)
def impossible_value(step: Step, facts: Facts) -> Iterator[Problem]:
    """A condition looks for a value that its parameter never has.

    A start may give only the `EnumValues` (and the default, if it is none of them), so this part
    of the condition never holds. Mostly the value is misspelt, or was forgotten in the
    `EnumValues`. The service accepts it and says nothing.
    """
    found = verdict(step, facts)
    told = None
    if found is not None and found.cause is not None and never_run(step, found.outcome, facts):
        told = next(impossible(found.cause, facts), None)
    for condition in _all(step.conditions):
        for each in impossible(condition, facts):
            if told is None or each.literal is not told.literal:
                yield _impossible_value(each, facts, "")


def _all(conditions: tuple[Condition, ...]) -> Iterator[Condition]:
    for condition in conditions:
        yield condition
        yield from _all(condition.inner)


def _impossible_value(each: Impossible, facts: Facts, consequence: str) -> Problem:
    parameter = parameter_of(each.expression, facts)
    message = f"{words(each.expression, facts)} is never '{each.literal.value}'{consequence}"
    choices = " or ".join(f"'{value}'" for value in each.values[:8])
    values = None if parameter is None else parameter.get("EnumValues")
    if parameter is None or values is None:
        return Problem(each.literal.place, message, f"it can be {choices}")
    related: list[tuple[Place, str]] = [(values.place, "all values that a start may give")]
    hint = f"compare with {choices}, or add it to the EnumValues of '{parameter.name}'"
    return Problem(each.literal.place, message, hint, tuple(related))


@rule(
    "CND022",
    on=Pipeline,
    severity="warning",
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_CONDITION,
    bad=[
        f'{_MODE}[{{"Name": "C", "Type": "Condition", "Arguments": {{"Conditions": ['
        f"{_compare('Equals', _GET_MODE, _TRAIN)}],"
        ' "IfSteps": [{"Name": "Fit", "Type": "Lambda"}], "ElseSteps": []}},'
        ' {"Name": "D", "Type": "Condition", "Arguments": {"Conditions": ['
        f'{_compare("Equals", _GET_MODE, _SCORE)}], "IfSteps":'
        ' [{"Name": «"Score"», "Type": "Lambda", "DependsOn": ["Fit"]}], "ElseSteps": []}}]}',
    ],
    good=[
        f'{_MODE}[{{"Name": "C", "Type": "Condition", "Arguments": {{"Conditions": ['
        f"{_compare('Equals', _GET_MODE, _TRAIN)}],"
        ' "IfSteps": [{"Name": "Fit", "Type": "Lambda"}], "ElseSteps": []}},'
        ' {"Name": "D", "Type": "Condition", "Arguments": {"Conditions": ['
        f'{_compare("GreaterThan", _GET_N, "1")}], "IfSteps":'
        ' [{"Name": "Score", "Type": "Lambda", "DependsOn": ["Fit"]}], "ElseSteps": []}}]}',
    ],
)
def incompatible_branches(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A step needs outcomes of several conditions that never come together.

    It stands in, or waits for steps in, branches of different Condition steps, and no values of
    what these compare give all the outcomes that it needs. Each of the branches can run; the step
    cannot. The service accepts it and says nothing: the execution succeeds without the step.
    """
    for step, needed in facts.requirements.items():
        if len(needed) < 2 or any(guard.opposite in needed for guard in needed):
            continue
        alone = all(guard.side in facts.outcomes(guard.condition) for guard in needed)
        if not alone or facts.compatible(needed):
            continue
        sources = (edge.source for edge in facts.incoming.get(step, ()))
        if any(facts.never_runs(source) for source in sources):
            continue
        guards = sorted(needed, key=lambda guard: guard.condition.name or "")
        needs = " and ".join(
            f"{guard.condition.label} to be {str(guard.side).lower()}" for guard in guards
        )
        yield Problem(
            step.lacking,
            f"{step.label} needs {needs}, which never comes together, so it never runs",
            "compare their conditions",
            tuple((guard.condition.lacking, "one of the conditions") for guard in guards),
        )
