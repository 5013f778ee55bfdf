from __future__ import annotations

import pytest

from pipelint_rules.str.conditions import (
    missing_condition_key,
    unconfirmed_condition_type,
    unknown_condition_key,
    unknown_condition_type,
)
from tests.rules.linting import Json, condition, lint, pipeline


def of(*conditions: Json) -> Json:
    return pipeline([condition([], Arguments={"Conditions": list(conditions)})])


def test_the_keys_of_the_published_schema_are_unknown_and_nothing_is_missing_besides() -> None:
    definition = of({"Type": "In", "Value": "a", "In": ["a"]})

    found = lint(unknown_condition_key, definition)

    assert [(finding.pointer, finding.hint) for finding in found] == [
        ("/Steps/0/Arguments/Conditions/0/Value", "did you mean 'QueryValue'?"),
        ("/Steps/0/Arguments/Conditions/0/In", "did you mean 'Values'?"),
    ]
    assert lint(missing_condition_key, definition) == ()


def test_conditions_inside_others_are_looked_at() -> None:
    definition = of(
        {"Type": "Or", "Conditions": [{"Type": "Not", "Condition": {"Type": "Equals"}}]}
    )

    found = lint(missing_condition_key, definition)

    assert [(finding.pointer, finding.message) for finding in found] == [
        (
            "/Steps/0/Arguments/Conditions/0/Conditions/0/Condition",
            f"the condition has no '{side}Value'",
        )
        for side in ("Left", "Right")
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("And", "the list 'Conditions' is the conjunction: write its conditions there"),
        ("equals", "did you mean 'Equals'?"),
        ("ConditionEquals", "did you mean 'Equals'?"),
        ("LessThanOrEqualsTo", "did you mean 'LessThanOrEqualTo'?"),
    ],
)
def test_an_unknown_type_gets_a_suggestion_and_its_keys_are_not_judged(
    written: str, hint: str
) -> None:
    definition = of({"Type": written, "A": 1})

    [finding] = lint(unknown_condition_type, definition)

    assert (finding.pointer, finding.hint) == ("/Steps/0/Arguments/Conditions/0/Type", hint)
    assert lint(unknown_condition_key, definition) == ()
    assert lint(missing_condition_key, definition) == ()


def test_a_type_of_the_schema_alone_is_a_warning_whatever_its_keys() -> None:
    definition = of({"Type": "NotIn", "Value": 1, "In": [1]})

    [finding] = lint(unconfirmed_condition_type, definition)

    assert finding.severity == "warning"
    assert finding.hint == 'write {"Type": "Not", "Condition": {"Type": "In", …}}'
    assert lint(unknown_condition_key, definition) == ()
    assert lint(missing_condition_key, definition) == ()
