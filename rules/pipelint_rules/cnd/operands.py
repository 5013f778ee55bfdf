"""What a condition compares: operands without a value, or of types that do not go together."""

from __future__ import annotations

from pipelint import Condition, Expression, JsonGet, Node, Problem, rule
from pipelint_rules.cnd._verdict import EQUALITIES, pairs, parameter_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Place

_LOCAL = (
    "https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/local/pipeline.py"
)
_ORDERED_TEXTS = "https://github.com/aws/sagemaker-python-sdk/blob/master-v2/tests/integ/sagemaker/workflow/test_pipeline_var_behaviors.py"

_HEAD = (
    '{"Version": "2020-12-01", "Parameters": [{"Name": "S", "Type": "String",'
    ' "DefaultValue": "6.0"}, {"Name": "I", "Type": "Integer"}, {"Name": "F", "Type": "Float"},'
    ' {"Name": "B", "Type": "Boolean"}], "Steps": [{"Name": "C", "Type": "Condition",'
    ' "Arguments": {"IfSteps": [{"Name": "L", "Type": "Lambda"}], "Conditions": ['
)
_TAIL = "]}}]}"
_S, _I, _F, _B = (f'{{"Get": "Parameters.{name}"}}' for name in "SIFB")
_TIME = '{"Get": "Steps.L.ProcessingEndTime"}'
_JSON = (
    '{"Std:JsonGet": {"S3Uri": {"Std:Join": {"On": "/", "Values": ["s3:/", "b"]}}, "Path": "a"}}'
)


def _example(kind: str, left: str, right: str) -> str:
    """A definition with one comparison, as text."""
    condition = f'{{"Type": "{kind}", "LeftValue": {left}, "RightValue": {right}}}'
    return f"{_HEAD}{condition}{_TAIL}"


def _of_job(left: str, right: str) -> str:
    """The same with a property of a job on the left."""
    return _example("LessThan", left, right).replace('"Lambda"', '"Processing"')


@rule(
    "CND001",
    on=Condition,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_LOCAL,
    bad=[
        _example("Equals", _S, "«null»"),
        f'{_HEAD}{{"Type": "In", "QueryValue": {_S}, "Values": ["a", «null»]}}{_TAIL}',
    ],
    good=[_example("Equals", _S, '"none"')],
)
def null_operand(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """An operand of a condition is `null`.

    No parameter and no property has the value null, and an ordering against it fails in local
    mode. What the service does is not known. The SDK writes it unchecked where a Python variable
    was `None`.

    Compare with a value that stands for "nothing", for instance a parameter with the default
    `"none"`.
    """
    for operand in condition.operands:
        if operand.value is None:
            yield Problem(
                operand.place,
                "null is compared",
                "compare with a value that the other side can have",
            )


@rule(
    "CND002",
    on=Condition,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_LOCAL,
    bad=[
        _example("Equals", _I, '«"3"»'),
        _example("GreaterThan", "«" + _S + "»", "0.5"),
        _example("LessThan", _F, "«" + _S + "»"),
        _example("Equals", _B, '«"true"»'),
        _example("Equals", _B, "«1»"),
        f'{_HEAD}{{"Type": "In", "QueryValue": {_S}, "Values": ["a", «3»]}}{_TAIL}',
        _of_job("«" + _TIME + "»", "5"),
    ],
    good=[
        _of_job(_TIME, '"2030"'),
        _example("Equals", _I, "3"),
        _example("GreaterThan", _F, "3"),
        _example("Equals", _B, "true"),
        _example("Equals", _JSON, '"a"'),
    ],
)
def mismatched_operands(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """A condition compares values of unlike types, as a String with a number.

    In local mode this fails (`LeftValue [3] of type [<class 'int'>] and RightValue [3.0] of type
    [<class 'str'>] are not of the same type.`); whether the service refuses it, fails at run time
    or takes the values for unequal is not known. None of that is what was meant.

    Write numbers and booleans without quotes (`0.8`, `true`), and declare a parameter that holds
    a threshold as `Float` or `Integer` (SDK: `ParameterFloat`, `ParameterInteger`).
    """
    for one, other in pairs(condition):
        kinds = [_family(node, facts) for node in (one, other)]
        if None in kinds or kinds[0] == kinds[1]:
            continue
        wrong, right = _culprit(one, other, facts)
        yield Problem(
            wrong.place,
            f"{_words(wrong, facts)} is compared with {_words(right, facts)}",
            _remedy(wrong, right, facts),
            _declaration(wrong, facts),
        )


_FAMILIES = {
    "String": "text",
    "Timestamp": "text",
    "Integer": "number",
    "Float": "number",
    "Boolean": "truth",
}
_ARTICLES = {
    "String": "a String",
    "Timestamp": "a time",
    "Integer": "an Integer",
    "Float": "a Float",
    "Boolean": "a Boolean",
}


def _family(node: Node, facts: Facts) -> str | None:
    return _FAMILIES.get(facts.type_of(node))


def _culprit(one: Node, other: Node, facts: Facts) -> tuple[Node, Node]:
    """The operand to be changed and the other: a literal, else a String, else the right one."""
    for wrong, right in ((other, one), (one, other)):
        if not isinstance(wrong, Expression) and isinstance(right, Expression):
            # A threshold that is written as a number is right, and the parameter's type wrong.
            if _family(right, facts) == "text" and _in_ordering(wrong):
                return right, wrong
            return wrong, right
    return (one, other) if _family(one, facts) == "text" else (other, one)


def _in_ordering(operand: Node) -> bool:
    """Whether an operand belongs to an ordering."""
    parent = operand.parent
    return isinstance(parent, Condition) and parent.type not in EQUALITIES


def _words(node: Node, facts: Facts) -> str:
    kind = _ARTICLES[facts.type_of(node)]
    if not isinstance(node, Expression):
        if isinstance(node.value, bool):
            return f"the boolean '{str(node.value).lower()}'"
        return f"the {'text' if isinstance(node.value, str) else 'number'} '{node.value}'"
    parameter = parameter_of(node, facts)
    if parameter is not None:
        return f"parameter '{parameter.name}' ({kind})"
    return f"{kind} value"


def _remedy(wrong: Node, right: Node, facts: Facts) -> str:
    value = wrong.value
    kind = facts.type_of(right)
    if isinstance(value, str) and kind == "Boolean" and value.lower() in ("true", "false"):
        return f"write {value.lower()} without quotes"
    if isinstance(value, str) and _FAMILIES[kind] == "number" and _looks_numeric(value):
        return f"write {value} without quotes"
    if not isinstance(wrong, Expression) and kind == "String":
        return f'write "{str(value).lower() if isinstance(value, bool) else value}"'
    if not isinstance(wrong, Expression):
        return f"write {_ARTICLES[kind]}"
    parameter = parameter_of(wrong, facts)
    if parameter is None:
        return f"compare with {_ARTICLES[facts.type_of(wrong)]}"
    return f"declare '{parameter.name}' as {_ARTICLES[kind]}"


def _declaration(node: Node, facts: Facts) -> tuple[tuple[Place, str], ...]:
    parameter = parameter_of(node, facts) if isinstance(node, Expression) else None
    if parameter is None:
        return ()
    declared = parameter.get("Type")
    return (((declared or parameter).place, "declared here"),)


@rule(
    "CND003",
    on=Condition,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_LOCAL,
    bad=[_example("GreaterThan", f"«{_B}»", "false")],
    good=[_example("Equals", _B, "false")],
)
def ordered_booleans(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """An ordering compares booleans.

    Which of true and false is the greater one is a matter of the program that compares: in local
    mode true is, what the service does is not known. `Equals` says what is meant.
    """
    if condition.type in EQUALITIES:
        return
    for one, other in pairs(condition):
        if _family(one, facts) == _family(other, facts) == "truth":
            yield Problem(one.place, f"booleans are compared by '{condition.type}'", "use 'Equals'")


@rule(
    "CND004",
    on=Condition,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_ORDERED_TEXTS,
    bad=[
        _example("LessThanOrEqualTo", _JSON, f"«{_S}»"),
        _example("GreaterThan", _JSON, '«"0.8"»'),
        _example("GreaterThan", f"«{_S}»", '"10"'),
        _example("GreaterThan", '«"10"»', '"9"'),
    ],
    good=[
        _example("LessThanOrEqualTo", _JSON, _F),
        _example("GreaterThan", _JSON, "0.8"),
        _example("GreaterThan", _JSON, '"2024-01-01"'),
        _example("Equals", _S, '"10"'),
    ],
)
def numbers_as_text(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """An ordering compares a number that is written, or declared, as text.

    Texts are compared character by character: `"10"` comes before `"9"`. Against a number of a
    JSON file, as an evaluation report holds it, local mode fails (`Condition of type
    [GreaterThanOrEqualTo] not supported between …`); what the service does is not known.

    Declare a threshold as `Float` or `Integer` (SDK: `ParameterFloat`, `ParameterInteger`), and
    write numbers without quotes.
    """
    if condition.type in EQUALITIES:
        return
    for one, other in pairs(condition):
        kinds = {facts.type_of(one), facts.type_of(other)}
        if kinds == {"String"} or (kinds == {"String", "Any"} and _reads_json(one, other)):
            texts = [node for node in (one, other) if _is_number_as_text(node, facts)]
            plain = any(_is_plain_text(node, facts) for node in (one, other))
            if texts and not plain:
                yield _number_as_text(texts[0], facts)


def _reads_json(*nodes: Node) -> bool:
    return any(isinstance(node, JsonGet) for node in nodes)


def _is_number_as_text(node: Node, facts: Facts) -> bool:
    """Whether a text is meant as a number: it looks like one, or a String parameter may be one."""
    if not isinstance(node, Expression):
        return isinstance(node.value, str) and _looks_numeric(node.value)
    parameter = parameter_of(node, facts)
    return parameter is not None and facts.type_of(node) == "String"


def _is_plain_text(node: Node, facts: Facts) -> bool:
    """Whether a text is known that is no number."""
    if not isinstance(node, Expression):
        return isinstance(node.value, str) and not _looks_numeric(node.value)
    parameter = parameter_of(node, facts)
    if parameter is None:
        return False
    known = [*parameter.enum_values, *(() if parameter.default is None else (parameter.default,))]
    return any(isinstance(each.value, str) and not _looks_numeric(each.value) for each in known)


def _looks_numeric(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _number_as_text(node: Node, facts: Facts) -> Problem:
    parameter = parameter_of(node, facts)
    if parameter is None:
        message = f"the number '{node.value}' is compared as text"
        return Problem(node.place, message, f"write {node.value} without quotes")
    return Problem(
        node.place,
        f"parameter '{parameter.name}' is a String, so its numbers are compared as text",
        f"declare '{parameter.name}' as a Float or Integer",
        _declaration(node, facts),
    )


@rule(
    "CND005",
    on=Condition,
    severity="info",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_LOCAL,
    bad=[_example("Equals", _I, "«3.0»"), _example("Equals", _I, f"«{_F}»")],
    good=[
        _example("Equals", _I, "3"),
        _example("GreaterThan", _I, "2.5"),
        f'{_HEAD}{{"Type": "In", "QueryValue": {_I}, "Values": [3.0]}}{_TAIL}',
    ],
)
def integer_equals_float(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """An Integer is tested for equality with a Float.

    Local mode fails on it (`LeftValue [3] of type [<class 'int'>] and RightValue [3.0] of type
    [<class 'float'>] are not of the same type.`); what the service does is not known. Write the
    literal as an integer, or declare both parameters with one type. Orderings and `In` take
    integers and floats together.
    """
    if condition.type not in ("Equals", "NotEquals"):
        return
    for one, other in pairs(condition):
        kinds = [facts.type_of(node) for node in (one, other)]
        expressions = [isinstance(node, Expression) for node in (one, other)]
        if sorted(kinds) != ["Float", "Integer"] or not any(expressions):
            continue
        wrong = other if expressions[0] else one
        if isinstance(wrong.value, float) and not wrong.value.is_integer():
            continue  # no Integer is equal to it: constant-condition says so
        yield Problem(
            wrong.place,
            "an Integer is compared with a Float",
            "write or declare both with the same type",
        )


@rule(
    "CND007",
    on=Condition,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html#step-type-condition",
    bad=[
        _example("Equals", _S, '«["a", "b"]»'),
        _example("Equals", _S, '«{"a": 1}»'),
    ],
    good=[f'{_HEAD}{{"Type": "In", "QueryValue": {_S}, "Values": ["a", "b"]}}{_TAIL}'],
)
def structured_operand(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """An operand of a condition is a list or an object.

    Conditions compare strings, numbers and booleans. What the service does with a list or an
    object is not known. To ask for one of several values, use a condition of the type `In` with
    `QueryValue` and `Values` (SDK: `ConditionIn`).
    """
    for operand in condition.operands:
        if isinstance(operand, Expression) or not isinstance(operand.value, (list, dict)):
            continue
        kind = "a list" if isinstance(operand.value, list) else "an object"
        hint = "use the condition 'In', with these as its Values" if kind == "a list" else None
        yield Problem(operand.place, f"{kind} is compared", hint)
