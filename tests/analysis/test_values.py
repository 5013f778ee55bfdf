from __future__ import annotations

import json
import operator
from itertools import product
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelint.analysis import Facts
from pipelint.model import Condition, Step, read
from pipelint.text import Source

Json = dict[str, Any]

PARAMETERS: list[Json] = [
    {"Name": "Mode", "Type": "String", "EnumValues": ["a", "b"]},
    {"Name": "Odd", "Type": "String", "DefaultValue": "c", "EnumValues": ["a", "b"]},
    {"Name": "Text", "Type": "String", "DefaultValue": "a"},
    {"Name": "Count", "Type": "Integer", "DefaultValue": 3},
    {"Name": "Rate", "Type": "Float"},
    {"Name": "Flag", "Type": "Boolean", "DefaultValue": True},
    {"Name": "Digits", "Type": "Integer", "EnumValues": ["1", "2"]},
    {"Name": "Mixed", "Type": "String", "EnumValues": ["a", 1]},
]
MODE, ODD, TEXT, COUNT, RATE, FLAG = (
    {"Get": f"Parameters.{name}"} for name in ("Mode", "Odd", "Text", "Count", "Rate", "Flag")
)
NOW = {"Get": "Execution.CurrentDateTime"}
JSON = {"Std:JsonGet": {"S3Uri": {"Std:Join": {"On": "/", "Values": ["s3:/", "b"]}}, "Path": "a.b"}}
LAMBDA = {
    "Name": "Ask",
    "Type": "Lambda",
    "OutputParameters": [
        {"OutputName": "n", "OutputType": "Integer"},
        {"OutputName": "ok", "OutputType": "Boolean"},
    ],
}
NUMBER, OK = ({"Get": f"Steps.Ask.OutputParameters['{name}']"} for name in ("n", "ok"))


def compare(kind: str, left: object, right: object) -> Json:
    return {"Type": kind, "LeftValue": left, "RightValue": right}


def equals(left: object, right: object) -> Json:
    return compare("Equals", left, right)


def within(query: object, *values: object) -> Json:
    return {"Type": "In", "QueryValue": query, "Values": list(values)}


def negation(condition: Json) -> Json:
    return {"Type": "Not", "Condition": condition}


def disjunction(*conditions: Json) -> Json:
    return {"Type": "Or", "Conditions": list(conditions)}


def join(*values: object, on: object = "") -> Json:
    return {"Std:Join": {"On": on, "Values": list(values)}}


def facts_of(*conditions: object) -> Facts:
    check = {"Name": "Check", "Type": "Condition", "Arguments": {"Conditions": list(conditions)}}
    document = {"Version": "2020-12-01", "Parameters": PARAMETERS, "Steps": [LAMBDA, check]}
    return Facts(*read(Source.from_bytes(json.dumps(document).encode(), "definition.json")))


def outcomes(*conditions: object) -> set[bool]:
    facts = facts_of(*conditions)
    [step] = (each for each in facts.index[Step] if each.type == "Condition")
    return set(facts.outcomes(step))


def values(expression: object) -> tuple[object, ...] | None:
    facts = facts_of(equals(expression, 1))
    [condition] = facts.index[Condition]
    return facts.values_of(condition.operands[0])


BOTH = {True, False}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (3, (3,)),
        ("x", ("x",)),
        (None, None),
        ([1], None),
        (MODE, ("a", "b")),
        (ODD, ("a", "b", "c")),
        (TEXT, None),
        (COUNT, None),
        (FLAG, (False, True)),
        (OK, (False, True)),
        ({"Get": "Parameters.Digits"}, None),
        ({"Get": "Parameters.Mixed"}, None),
        ({"Get": "Parameters.Nope"}, None),
        (JSON, None),
        (join("x", MODE, on="-"), ("x-a", "x-b")),
        (join(MODE, FLAG), ("afalse", "atrue", "bfalse", "btrue")),
        (join("v", 3), ("v3",)),
        (join(MODE, TEXT), None),
        (join("v", 0.5), None),
        (join(), None),
        (join("v", on=None), None),
        ({"Std:Join": {"On": "", "Values": "v"}}, None),
        (join(*[FLAG] * 13), None),
    ],
)
def test_values_are_listed_where_all_are_known(
    expression: object, expected: tuple[object, ...] | None
) -> None:
    assert values(expression) == expected


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([equals(5, 5)], {True}),
        ([equals(5, 5.0)], {True}),
        ([equals(False, True)], {False}),
        ([compare("GreaterThan", 2, 3)], {False}),
        ([equals(MODE, "a")], BOTH),
        ([equals(MODE, "c")], {False}),
        ([equals("c", MODE)], {False}),
        ([equals(ODD, "c")], BOTH),
        ([equals(TEXT, "c")], BOTH),
        ([within(MODE, "a", "b")], {True}),
        ([within(MODE, "c", "d")], {False}),
        ([within(MODE, "a", TEXT)], BOTH),
        ([negation(within(MODE, "a", "b"))], {False}),
        ([{"Type": "NotIn", "QueryValue": MODE, "Values": ["a", "b"]}], {False}),
        ([compare("NotEquals", MODE, "c")], {True}),
        ([disjunction(equals(MODE, "a"), equals(MODE, "b"))], {True}),
        ([disjunction(equals(FLAG, True), equals(FLAG, False))], {True}),
        ([equals(FLAG, True), equals(FLAG, False)], {False}),
        ([equals(OK, True), equals(OK, False)], {False}),
        ([equals(MODE, "a"), equals(MODE, "b")], {False}),
        ([equals(TEXT, "a"), equals(TEXT, "b")], {False}),
        ([equals(TEXT, "a"), equals(RATE, 1), equals(TEXT, "b")], {False}),
        ([equals(join("x", MODE), "xc")], {False}),
        # A parameter that a start may set to anything else than its default.
        ([equals(COUNT, 3)], BOTH),
        ([compare("GreaterThan", COUNT, 5), compare("LessThan", COUNT, 3)], {False}),
        ([compare("GreaterThan", COUNT, 5), compare("LessThan", COUNT, 6)], {False}),
        ([compare("GreaterThan", RATE, 5), compare("LessThan", RATE, 6)], BOTH),
        ([equals(COUNT, 2.5)], {False}),
        ([equals(RATE, 2.5)], BOTH),
        # What a Lambda returns may have a fraction, whatever it is declared as.
        ([equals(NUMBER, 2.5)], BOTH),
        ([disjunction(compare("LessThan", RATE, 1), compare("GreaterThan", RATE, 0))], {True}),
        # A value of a JSON file may be of any type.
        ([equals(JSON, "a"), equals(JSON, "b")], {False}),
        ([within(JSON, True, False)], BOTH),
        ([disjunction(equals(JSON, True), equals(JSON, False))], BOTH),
        ([compare("GreaterThan", JSON, 5), compare("LessThan", JSON, 3)], {False}),
        ([disjunction(equals(JSON, "none"), compare("GreaterThan", JSON, 5))], BOTH),
        ([equals(JSON, 1), equals(JSON, "a")], BOTH),
        # The same expression has one value, except for the time.
        ([equals(JSON, JSON)], {True}),
        ([compare("LessThan", TEXT, TEXT)], {False}),
        ([equals(NOW, NOW)], BOTH),
        ([equals(join("x", NOW), join("x", NOW))], BOTH),
        ([equals(NOW, "a"), equals(NOW, "b")], BOTH),
        # How two unknown values compare is not known.
        ([equals(TEXT, JSON)], BOTH),
        ([compare("GreaterThan", COUNT, RATE), compare("LessThan", COUNT, RATE)], BOTH),
        # Unlike types: what the service does is not known.
        ([equals(COUNT, "3")], BOTH),
        ([equals(FLAG, "true")], BOTH),
        ([equals(FLAG, 1)], BOTH),
        ([equals("3", 3)], BOTH),
        ([equals(1, True)], BOTH),
        ([equals(TEXT, None)], BOTH),
        # Whether texts of digits are ordered as numbers is not known.
        ([compare("GreaterThan", "10", "9")], BOTH),
        ([compare("GreaterThan", TEXT, "10"), compare("LessThan", TEXT, "9")], BOTH),
        ([compare("GreaterThan", TEXT, "b"), compare("LessThan", TEXT, "a")], {False}),
        ([compare("GreaterThan", FLAG, False)], BOTH),
        ([compare("GreaterThan", True, False)], BOTH),
        # Numbers near which a float has no neighbours.
        ([compare("GreaterThan", RATE, 1e16)], BOTH),
        ([compare("GreaterThan", RATE, 1e16), compare("GreaterThan", RATE, 5)], BOTH),
        ([equals(COUNT, 10**400)], BOTH),
        # What is not written as it should be, or has no agreed meaning.
        ([], BOTH),
        ([{"Type": "Odd", "LeftValue": 1, "RightValue": 2}], BOTH),
        ([{"Type": "Equals", "LeftValue": 1}], BOTH),
        ([{"Type": "Or", "Conditions": []}], BOTH),
        ([within(MODE)], BOTH),
        ([{"Type": "In", "QueryValue": MODE, "Values": "c"}], BOTH),
        ([{"Type": "Not", "Condition": 3}], BOTH),
        ([equals(1, 2), 3], BOTH),
        ([equals({"Get": "Parameters.Nope"}, "a")], BOTH),
        # Too many combinations to try.
        ([equals(join(*[FLAG] * 13), "x")], BOTH),
    ],
)
def test_outcomes_of_conditions(conditions: list[object], expected: set[bool]) -> None:
    assert outcomes(*conditions) == expected


def test_conditions_without_a_common_expression_are_tried_apart() -> None:
    flags = [{"Get": f"Steps.Ask.OutputParameters['ok{at}']"} for at in range(40)]

    found = outcomes(*(equals(flag, True) for flag in flags), equals(MODE, "c"))

    assert found == {False}


# A second evaluation, which knows the values: over all of them it must find no other result.

DOMAINS: list[tuple[Json, list[object]]] = [
    (MODE, ["a", "b"]),
    (ODD, ["a", "b", "c"]),
    (TEXT, ["", "a", "ab", "b", "c", "10", "9"]),
    (COUNT, list(range(-2, 6))),
    (RATE, [at / 4 for at in range(-4, 17)]),
    (FLAG, [False, True]),
    (OK, [False, True]),
    (JSON, [-1, 0, 1, 2.5, 4, True, False, "", "a", "b", "10"]),
    (join("x", MODE), ["xa", "xb"]),
]
TABLE = {json.dumps(expression): domain for expression, domain in DOMAINS}
LITERALS: list[object] = [0, 1, 2, 3, 0.5, 2.5, True, False, "a", "b", "c", "xa", "9", "10"]
ORDERINGS = {
    "GreaterThan": operator.gt,
    "GreaterThanOrEqualTo": operator.ge,
    "LessThan": operator.lt,
    "LessThanOrEqualTo": operator.le,
}


class NoOutcomeError(Exception):
    """The comparison fails, and with it the step: there is no outcome."""


def kind_of(value: object) -> type:
    return float if type(value) is int else type(value)


class Reading(NamedTuple):
    """How a service might read what its documentation leaves open.

    `strict` makes values of unlike types fail, else they are unequal; `numeric` orders texts of
    digits as numbers; `lazy` stops at the first result that decides.
    """

    strict: bool
    numeric: bool = False
    lazy: bool = False


def same(left: object, right: object, reading: Reading) -> bool:
    if kind_of(left) is not kind_of(right):
        if reading.strict:
            raise NoOutcomeError
        return False
    return left == right


def holds(condition: Json, chosen: dict[str, object], reading: Reading) -> bool:
    """The result for a choice of values."""

    def value(operand: object) -> object:
        return chosen[json.dumps(operand)] if isinstance(operand, dict) else operand

    kind = condition["Type"]
    if kind == "Not":
        return not holds(condition["Condition"], chosen, reading)
    if kind == "Or":
        results = (holds(each, chosen, reading) for each in condition["Conditions"])
        return any(results if reading.lazy else list(results))
    if kind in ("In", "NotIn"):
        query = value(condition["QueryValue"])
        results = (same(query, value(each), reading) for each in condition["Values"])
        return any(results if reading.lazy else list(results)) is (kind == "In")
    left, right = value(condition["LeftValue"]), value(condition["RightValue"])
    if kind in ("Equals", "NotEquals"):
        return same(left, right, reading) is (kind == "Equals")
    if kind_of(left) is not kind_of(right) or isinstance(left, bool):
        raise NoOutcomeError
    if isinstance(left, str) and reading.numeric and left.isdigit() and str(right).isdigit():
        left, right = int(left), int(str(right))
    return ORDERINGS[kind](left, right)


def expressions_in(value: object) -> set[str]:
    if json.dumps(value) in TABLE:
        return {json.dumps(value)}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {each for part in inner for each in expressions_in(part)}


def possible(conditions: list[Json], reading: Reading) -> set[bool]:
    """The outcomes over all values, those of steps that fail left out."""
    keys = sorted(expressions_in(conditions))
    found = set()
    for values in product(*(TABLE[key] for key in keys)):
        chosen = dict(zip(keys, values, strict=True))
        try:
            results = (holds(each, chosen, reading) for each in conditions)
            found.add(all(results if reading.lazy else list(results)))
        except NoOutcomeError:
            continue
    return found


def comparisons(operands: st.SearchStrategy[object]) -> st.SearchStrategy[Json]:
    kinds = st.sampled_from(["Equals", "Equals", "NotEquals", *ORDERINGS])
    pairs = st.builds(compare, kinds, operands, operands)
    lists = st.builds(
        lambda kind, query, listed: {"Type": kind, "QueryValue": query, "Values": listed},
        st.sampled_from(["In", "NotIn"]),
        operands,
        st.lists(operands, min_size=1, max_size=3),
    )
    return pairs | lists


def conditions_of(operands: st.SearchStrategy[object]) -> st.SearchStrategy[list[Json]]:
    one = st.recursive(
        comparisons(operands),
        lambda inner: (
            st.builds(negation, inner)
            | st.lists(inner, min_size=1, max_size=3).map(lambda each: disjunction(*each))
        ),
        max_leaves=4,
    )
    return st.lists(one, min_size=1, max_size=3)


@st.composite
def few_expressions(draw: st.DrawFn) -> list[Json]:
    """Conditions over at most two expressions and any literals."""
    chosen = draw(st.lists(st.sampled_from([each for each, _ in DOMAINS]), min_size=1, max_size=2))
    return draw(conditions_of(st.sampled_from([*chosen, *chosen, *LITERALS])))


@given(few_expressions(), st.builds(Reading, st.booleans(), st.booleans(), st.booleans()))
@example([disjunction(equals(JSON, True), equals(JSON, False))], Reading(strict=False))
@example([compare("GreaterThan", TEXT, "9"), compare("LessThan", TEXT, "10")], Reading(True))
@example(
    [disjunction(equals(JSON, "a"), compare("GreaterThan", JSON, 2))], Reading(True, lazy=True)
)
@settings(deadline=None, max_examples=250)
def test_no_outcome_is_left_out(conditions: list[Json], reading: Reading) -> None:
    assert possible(conditions, reading) <= outcomes(*conditions)


@given(few_expressions())
@settings(deadline=None, max_examples=50)
def test_there_is_always_an_outcome(conditions: list[Json]) -> None:
    assert outcomes(*conditions)


TYPED = st.sampled_from(
    [
        [MODE, ODD, "a", "b", "c", "d"],
        [COUNT, 0, 1, 2, 3],
        [RATE, 0, 1, 0.5, 2.5],
    ]
)


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_of_one_typed_parameter_the_outcomes_are_exact(data: st.DataObject) -> None:
    expression, *others = data.draw(TYPED)
    conditions = data.draw(conditions_of(st.sampled_from([expression, *others])))

    assert outcomes(*conditions) == possible(conditions, Reading(strict=True))


@given(
    st.lists(
        st.builds(equals, st.sampled_from([FLAG, OK]), st.booleans()).flatmap(
            lambda each: st.sampled_from([each, negation(each)])
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(deadline=None)
def test_of_booleans_the_outcomes_are_exact(conditions: list[Json]) -> None:
    assert outcomes(*conditions) == possible(conditions, Reading(strict=True))
