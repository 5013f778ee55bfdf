"""Condition objects: their types and keys."""

from __future__ import annotations

from pipelint import Condition, Problem, rule
from pipelint.catalog import shape
from pipelint_rules._own import misspelt
from pipelint_rules._place_names import shown
from pipelint_rules._suggest import did_you_mean, one_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_STEPS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_UNKNOWN = "https://github.com/aws/sagemaker-python-sdk/issues/2746"

_UNSURE = ("NotEquals", "NotIn")
# What the published schema, or an older SDK, calls a key; by the condition's type.
_RENAMED = {
    ("In", "Value"): "QueryValue",
    ("In", "In"): "Values",
    ("In", "LeftValue"): "QueryValue",
    ("In", "RightValue"): "Values",
    ("Not", "Expression"): "Condition",
}
_HINTS = {
    "And": "the list 'Conditions' is the conjunction: write its conditions there",
    "Between": "write two conditions: 'GreaterThanOrEqualTo' and 'LessThanOrEqualTo'",
}


@rule(
    "STR040",
    on=Condition,
    stage="create",
    evidence="E1",
    since="0.1",
    source=_UNKNOWN,
    bad=[
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{"Type": "Not",'
        ' «"Expression"»: {"Type": "Equals", "LeftValue": 1, "RightValue": 1}}]}}]',
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{"Type": "In",'
        ' «"Value"»: 1, «"In"»: [1]}]}}]',
    ],
    good=[
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{"Type": "Not",'
        ' "Condition": {"Type": "In", "QueryValue": 1, "Values": [1]}}]}}]'
    ],
)
def unknown_condition_key(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """A condition has a key that its type does not take.

    Comparisons take `LeftValue` and `RightValue`, `In` takes `QueryValue` and `Values`, `Not`
    takes `Condition`, `Or` takes `Conditions`. The published JSON schema has other keys for `In`
    (`Value` and `In`): it is wrong there, and what is written after it is refused:

        Unable to parse pipeline definition. Cannot parse object, unknown property 'Expression'.

    The SDK wrote `Expression` for `Not` until November 2023: a newer one mends it.
    """
    for key in _unknown(condition):
        known = [name for name in condition.shape.members if name not in condition.children]
        renamed = _RENAMED.get((condition.type or "", key))
        yield Problem(
            condition.key_of(key),
            f"'{condition.type}' has no key '{key}'",
            hint=f"did you mean '{renamed}'?"
            if renamed in known
            else did_you_mean(key, known) or one_of(condition.shape.members),
        )


@rule(
    "STR041",
    on=Condition,
    stage="create",
    evidence="E1",
    since="0.1",
    source=_UNKNOWN,
    bad=[
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [«{»"Type": "Equals",'
        ' "LeftValue": 1}]}}]',
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [«{»"LeftValue": 1,'
        ' "RightValue": 1}]}}]',
    ],
    good=[
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{"Type": "Equals",'
        ' "LeftValue": 1, "RightValue": 1}]}}]'
    ],
)
def missing_condition_key(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """A condition lacks its type or an operand.

    Every condition has a `Type`; comparisons take `LeftValue` and `RightValue`, `In` takes
    `QueryValue` and `Values`, `Not` takes `Condition`, `Or` takes `Conditions`. The service
    refuses a condition that it cannot parse.
    """
    if condition.type in _UNSURE or _unknown(condition):
        return
    for member in condition.shape.required:
        if member not in condition.children:
            near = misspelt(condition, member)
            yield Problem(
                condition.lacking if near is None else condition.key_of(near),
                f"the condition has no '{member}'",
                hint=f"add '{member}'" if near is None else f"write '{member}' for '{near}'",
            )


def _unknown(condition: Condition) -> list[str]:
    """The keys that a condition of a sure type does not take."""
    if condition.shape.open or condition.type in _UNSURE:
        return []
    return [str(key) for key in condition.children if str(key) not in condition.shape.members]


@rule(
    "STR042",
    on=Condition,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_STEPS,
    bad=[
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{"Type":'
        ' «"LessThanOrEqual"», "LeftValue": 1, "RightValue": 1}]}}]'
    ],
    good=[
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{"Type":'
        ' "LessThanOrEqualTo", "LeftValue": 1, "RightValue": 1}]}}]'
    ],
)
def unknown_condition_type(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """A condition's `Type` does not exist.

    There are `Equals`, `GreaterThan`, `GreaterThanOrEqualTo`, `LessThan`, `LessThanOrEqualTo`,
    `In`, `Not` and `Or`. There is no `And`: the conditions of the list `Conditions` must all hold.
    Names are case-sensitive, and are not those of the SDK's classes
    (`ConditionLessThanOrEqualTo`).
    """
    known = shape("ConditionTypeName").enum or frozenset()
    if condition.type is None or condition.type in known:
        return
    plain = condition.type.removeprefix("Condition")
    yield Problem(
        condition.key_of("Type")._replace(aspect="value"),
        f"condition type {shown(condition.type)} does not exist",
        hint=_HINTS.get(plain) or did_you_mean(plain, known - {*_UNSURE}) or one_of(sorted(known)),
    )


@rule(
    "STR043",
    on=Condition,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_SCHEMA,
    bad=[
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{"Type":'
        ' «"NotEquals"», "LeftValue": 1, "RightValue": 2}]}}]'
    ],
    good=[
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{"Type": "Not",'
        ' "Condition": {"Type": "Equals", "LeftValue": 1, "RightValue": 2}}]}}]'
    ],
)
def unconfirmed_condition_type(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """A condition is of type `NotEquals` or `NotIn`.

    Only the published JSON schema has these two; no class of the SDK writes them, local mode
    refuses them (`Condition of type [NotEquals] is not supported.`), and whether the service takes
    them is not known.

    `Not` around `Equals` or `In` says the same and is sure.
    """
    if condition.type in _UNSURE:
        plain = condition.type.removeprefix("Not")
        yield Problem(
            condition.key_of("Type")._replace(aspect="value"),
            f"'{condition.type}' is in the published schema only",
            hint=f'write {{"Type": "Not", "Condition": {{"Type": "{plain}", …}}}}',
        )
