"""Objects that are written like expressions and are none."""

from __future__ import annotations

from pipelint import Expression, Join, JsonGet, Pipeline, Problem, rule
from pipelint.catalog import EXPRESSIONS, GET_ROOTS
from pipelint_rules._suggest import nearest
from pipelint_rules.ref._marks import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit

_FUNCTIONS = (
    "https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/workflow/functions.py"
)


def _train(uri: str) -> str:
    return (
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Prefix", "Type": "String"}], "Steps":'
        ' [{"Name": "Train", "Type": "Training", "Arguments": {"OutputDataConfig":'
        f' {{"S3OutputPath": {uri}}}}}}}]}}'
    )


@rule(
    "REF034",
    on=Pipeline,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_FUNCTIONS,
    bad=[
        _train('{«"Concat"»: [{"Get": "Parameters.Prefix"}, "/train"]}'),
        _train('{«"Std:Concat"»: {"Values": [{"Get": "Parameters.Prefix"}, "/train"]}}'),
        _train('{«"Ref"»: "Prefix"}'),
        _train('{«"Fn::Sub"»: "s3://${Prefix}/train"}'),
        _train('{"Std:Join": {"On": "/", "Values": [{«"Ref"»: "Prefix"}, "train"]}}'),
        '[{"Name": "Tell", "Type": "Lambda", "Arguments": {"a": {«"Std:Add"»: [1, 2]}}}]',
    ],
    good=[
        _train('{"Std:Join": {"On": "/", "Values": [{"Get": "Parameters.Prefix"}, "train"]}}'),
        '[{"Name": "Tell", "Type": "Lambda", "Arguments": {"Ref": "main"}}]',
    ],
)
def unknown_function(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An object is written like a function that the language does not have.

    A definition has three expressions: `{"Get": "…"}`, `{"Std:Join": {"On": "…", "Values": […]}}`
    and `{"Std:JsonGet": {…}}`. There is no other function: no `Std:Concat`, no arithmetic, no
    condition. Those of CloudFormation (`Ref`, `Fn::Sub`) mean something in a template only, and
    have to be gone when the definition is passed on.

    An object stands for itself otherwise, and where a string or a number is wanted the service
    refuses the definition.
    """
    for misfit in facts.misfits("no-expression"):
        if misfit.detail not in EXPRESSIONS:
            yield Problem(
                misfit.node.key_of(misfit.detail),
                f"there is no function '{misfit.detail}'",
                hint=_instead(misfit),
            )


def _instead(misfit: Misfit) -> str | None:
    key, written = misfit.detail, misfit.node.get(misfit.detail)
    operand = None if written is None else written.value
    word = key.casefold().replace("std:", "").replace("fn::", "").lstrip(":")
    if word in ("ref", "param", "parameter") and isinstance(operand, str):
        return f'write {{"Get": "{_path(operand, "Parameters")}"}}'
    if word == "getatt":
        path = _path(operand, "Steps") if isinstance(operand, str) else "Steps.<step>.<property>"
        return f'write {{"Get": "{path}"}}'
    if word in ("concat", "join", "sub", "format"):
        return 'write {"Std:Join": {"On": "", "Values": […]}}'
    near = nearest(f"Std:{word}", EXPRESSIONS) if word != "get" else "Get"
    return f"the functions are {listed(EXPRESSIONS)}" if near is None else f"did you mean '{near}'?"


def _path(named: str, root: str) -> str:
    """The path of what is named, which may be one already."""
    before, dot, _ = named.partition(".")
    return named if dot and before in GET_ROOTS else f"{root}.{named}"


@rule(
    "REF035",
    on=Pipeline,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_FUNCTIONS,
    bad=[
        _train('{"Get": "Parameters.Prefix", «"Default"»: "s3://b"}'),
        _train('{"Get": «5»}'),
        _train('{"Std:Join": «["s3://b", "train"]»}'),
        _train('{"Std:Join": {"On": "/", "Values": ["s3:/", "b"]}, «"Note"»: "where it goes"}'),
    ],
    good=[_train('{"Get": "Parameters.Prefix"}')],
)
def malformed_expression(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An expression has a second key, or an operand of another type.

    An expression is an object with exactly one key: `{"Get": "…"}` with a text,
    `{"Std:Join": {…}}` and `{"Std:JsonGet": {…}}` with an object. With a key beside it the object
    is plain data, and where a string or a number is wanted the service refuses the definition.
    A reference has no default of its own: give the parameter a `DefaultValue`.
    """
    for misfit in facts.misfits("no-expression"):
        if misfit.detail in EXPRESSIONS:
            yield _malformed(misfit)


_OPERANDS = {
    "Get": 'a text like "Parameters.X"',
    "Std:Join": 'an object {"On": "…", "Values": […]}',
    "Std:JsonGet": 'an object {"PropertyFile": …, "Path": "…"}',
}


def _malformed(misfit: Misfit) -> Problem:
    node, key = misfit.node, misfit.detail
    # The same one whatever the order of the members is.
    other = min((str(name) for name in node.children if name != key), default=None)
    if other is not None:
        message = f"an expression has the key '{key}' alone, here is '{other}' beside it"
        return Problem(node.key_of(other), message, hint=f"leave out '{other}'")
    operand = node.get(key)
    assert operand is not None
    return Problem(operand.place, f"'{key}' wants {_OPERANDS[key]}")


@rule(
    "REF036",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_FUNCTIONS,
    bad=[
        _train('{"Std:Join": {"On": "/", "Values": ["s3:/", "b"], «"Default"»: "s3://b"}}'),
        '[{"Name": "Eval", "Type": "Processing", "PropertyFiles": [{"PropertyFileName": "R",'
        ' "OutputName": "o", "FilePath": "r.json"}]}, {"Name": "Tell", "Type": "Lambda",'
        ' "Arguments": {"a": {"Std:JsonGet": {"PropertyFile":'
        ' {"Get": "Steps.Eval.PropertyFiles.R"}, "Path": "a", «"StepName"»: "Eval"}}}}]',
    ],
    good=[_train('{"Std:Join": {"On": "/", "Values": ["s3:/", "b"]}}')],
)
def unknown_operand(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A function has an operand that it does not know.

    `Std:Join` has `On` and `Values`, `Std:JsonGet` has `PropertyFile` or `S3Uri`, and `Path`. What
    the SDK calls `step_name` is part of the reference to the property file. Whether the service
    refuses another key, or passes over it, is not known.
    """
    for kind, known in _KEYS.items():
        for function in facts.index[kind]:
            [operands] = function.items
            # In file order; nearly always there is none.
            for key in [key for key in operands.value if key not in known]:
                message = f"a '{operands.key}' has no '{key}'"
                yield Problem(operands.key_of(key), message, hint=_operand(key, known))


def _operand(key: str, known: frozenset[str]) -> str:
    meant = [name for name in known if name.casefold() == key.casefold()]
    return f"did you mean '{meant[0]}'?" if meant else f"it has {listed(sorted(known))}"


_KEYS: dict[type[Expression], frozenset[str]] = {
    Join: frozenset({"On", "Values"}),
    JsonGet: frozenset({"PropertyFile", "S3Uri", "Path"}),
}
