"""Lists of conditions, of values and of steps: empty ones, repeated values, nested conditions."""

from __future__ import annotations

from pipelint import Condition, Problem, Step, rule
from pipelint_rules._steps import of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_CONDITION = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html#step-type-condition"
_LOCAL = (
    "https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/local/pipeline.py"
)
_HEAD = (
    '{"Version": "2020-12-01", "Parameters": [{"Name": "S", "Type": "String"}], "Steps":'
    ' [{"Name": "C", "Type": "Condition", "Arguments": {"IfSteps":'
    ' [{"Name": "L", "Type": "Lambda"}], "Conditions": '
)
_QUERY = '{"Type": "In", "QueryValue": {"Get": "Parameters.S"}, '
_EQUALS = '{"Type": "Equals", "LeftValue": {"Get": "Parameters.S"}, "RightValue": "a"}'


@rule(
    "CND012",
    on=Step,
    among=of_type("Condition"),
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_LOCAL,
    bad=[
        f"{_HEAD}«[]»}}}}]}}",
        f'{_HEAD}[{{"Type": "Not", "Condition": {{"Type": "Or", "Conditions": «[]»}}}}]}}}}]}}',
        f'{_HEAD}[{_QUERY}"Values": «[]»}}]}}}}]}}',
    ],
    good=[f'{_HEAD}[{_EQUALS}, {_QUERY}"Values": ["a"]}}]}}}}]}}'],
)
def empty_list(step: Step, facts: Facts) -> Iterator[Problem]:
    """A Condition step has no conditions, an `Or` none, or an `In` no values.

    In local mode no conditions are true (`IfSteps` always run), and an empty `Or` and an `In`
    without values are false. Whether the service accepts them, and what it makes of them, is not
    known. The SDK writes them without complaint, as where a list comprehension found nothing.
    """
    listed = step.get("Arguments", "Conditions")
    if listed is not None and listed.value == []:
        yield Problem(
            listed.place,
            f"{step.label} has no conditions",
            "add a condition; without any, IfSteps would run always",
        )
    for condition in _inside(step.conditions):
        for key, kinds in (("Conditions", ("Or",)), ("Values", ("In", "NotIn"))):
            values = condition.get(key)
            if condition.type in kinds and values is not None and values.value == []:
                yield Problem(
                    values.place,
                    f"'{condition.type}' with empty {key} is never true"
                    if condition.type != "NotIn"
                    else "'NotIn' with empty Values is always true",
                    "add what is to be tested, or drop the condition",
                )


def _inside(conditions: tuple[Condition, ...]) -> Iterator[Condition]:
    for condition in conditions:
        yield condition
        yield from _inside(condition.inner)


@rule(
    "CND013",
    on=Condition,
    severity="info",
    stage="practice",
    evidence="E2",
    since="0.1",
    source=_CONDITION,
    bad=[f'{_HEAD}[{_QUERY}"Values": ["a", "b", «"a"»]}}]}}}}]}}'],
    good=[f'{_HEAD}[{_QUERY}"Values": ["a", "b", 1, true]}}]}}}}]}}'],
)
def repeated_value(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """A value stands in the list of an `In` condition twice.

    The second one changes nothing; often another value was meant.
    """
    values = condition.get("Values")
    if condition.type not in ("In", "NotIn") or values is None:
        return
    seen: dict[str, int] = {}
    for index, value in enumerate(values.items):
        first = seen.setdefault(f"{type(value.value).__name__} {value.value!r}", index)
        if first != index:
            yield Problem(
                value.place,
                "this value stands in the list twice",
                "drop it, or write the value that was meant",
                ((values.items[first].place, "the first time"),),
            )


@rule(
    "CND014",
    on=Step,
    among=of_type("Condition"),
    severity="info",
    stage="practice",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/blob/master-v2/tests/integ/sagemaker/workflow/test_fail_steps.py",
    bad=[
        f'[{{"Name": «"C"», "Type": "Condition", "Arguments": {{"Conditions": [{_EQUALS}],'
        ' "IfSteps": [], "ElseSteps": []}}]',
    ],
    good=[
        f"{_HEAD}[{_EQUALS}]}}}}]}}",
        f'[{{"Name": "C", "Type": "Condition", "Arguments": {{"Conditions": [{_EQUALS}],'
        ' "IfSteps": [], "ElseSteps": []}}, {"Name": "L", "Type": "Lambda",'
        ' "Arguments": {"ok": {"Get": "Steps.C.Outcome"}}}]',
    ],
)
def no_branches(step: Step, facts: Facts) -> Iterator[Problem]:
    """A Condition step has no steps in either branch, and nothing reads its outcome.

    The service accepts it; the condition is evaluated and decides nothing.
    """
    if step.get("Arguments", "Conditions") is None:
        return
    for side in ("IfSteps", "ElseSteps"):
        listed = step.get("Arguments", side)
        if listed is not None and listed.value != []:
            return
    if not any(edge.source is step for edge in facts.edges):
        yield Problem(
            step.lacking,
            f"{step.label} has no steps in IfSteps or ElseSteps",
            f"add steps, or read Steps.{step.name}.Outcome in another step",
        )


@rule(
    "CND015",
    on=Step,
    among=of_type("Condition"),
    severity="warning",
    stage="create",
    evidence="E2",
    since="0.1",
    source=_CONDITION,
    bad=[
        f'{_HEAD}[{_EQUALS}], "ElseSteps": [{{"Name": «"Inner"», "Type": "Condition",'
        f' "Arguments": {{"Conditions": [{_EQUALS}], "IfSteps": [], "ElseSteps": []}}}}]}}}}]}}',
    ],
    good=[f"{_HEAD}[{_EQUALS}]}}}}]}}"],
)
def nested_condition(step: Step, facts: Facts) -> Iterator[Problem]:
    """A Condition step stands in a branch of another one.

    AWS's developer guide says that nested condition steps are not supported. The SDK builds them,
    and local mode runs them; whether the service still refuses them is not known.

    Join the conditions in one step: its list is a conjunction, and `Or` and `Not` (SDK:
    `ConditionOr`, `ConditionNot`) nest. Or put the second step outside, and let its steps wait
    for the steps of the branch.
    """
    outer = step.parent_step
    if step.side is not None and outer is not None:
        yield Problem(
            step.lacking,
            f"{step.label} is a Condition step in a branch of {outer.label}, which the"
            " documentation calls not supported",
            "join the conditions in one step, with 'Or' and 'Not' where needed",
            ((outer.lacking, "the outer Condition step"),),
        )
