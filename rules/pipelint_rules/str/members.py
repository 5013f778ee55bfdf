"""Members of the language's own objects: missing, unknown, null."""

from __future__ import annotations

from pipelint import Condition, Pipeline, Problem, Step, rule
from pipelint_rules._own import misspelt, near_missing, own_misfits, owner, stands_for_missing
from pipelint_rules._place_names import named
from pipelint_rules._suggest import suggest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from pipelint import Facts, Misfit, Node

_STEPS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_UNKNOWN_ARGUMENT = "https://github.com/aws/sagemaker-python-sdk/pull/3472"

# What other languages and the SDK call a member.
_CALLED = {
    "AllowedValues": "EnumValues",
    "Cause": "ErrorMessage",
    "Default": "DefaultValue",
    "Error": "ErrorMessage",
    "ExpireAfterMins": "ExpireAfterMin",
    "Items": "IterableItems",
    "Output": "OutputName",
    "Path": "FilePath",
    "Steps": "ForEachBody",
}


@rule(
    "STR020",
    on=Pipeline,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_SCHEMA,
    bad=[
        '[«{»"Type": "Lambda", "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f"}]',
        '[{"Name": «"Notify"», "Type": "Lambda", "Arguments": {}}]',
        '[{"Name": "Eval", "Type": "Processing", "Arguments": {}, "PropertyFiles":'
        ' [«{»"PropertyFileName": "F", "OutputName": "o"}]}]',
        '[{"Name": "Each", "Type": "ForEach", «"Arguments"»: {"IterableItems": [1],'
        ' "ForEachBody": []}}]',
    ],
    good=[
        '[{"Name": "Notify", "Type": "Lambda",'
        ' "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f"}]'
    ],
)
def missing_key(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """An object of the definition lacks a key that it must have.

    Every step has a `Name` and a `Type`; a Lambda step needs its `FunctionArn`, a Callback step
    its `SqsQueueUrl`, the two check steps their `CheckType`, all of them beside `Arguments` and
    not inside. A parameter needs a `Name`, an output its `OutputName` and `OutputType`, a property
    file all of its three keys, a ForEach `IterableItems`, `MaxConcurrency` and `ForEachBody`.

    Keys are case-sensitive. An entry of `DependsOn` without `Trigger` is a warning: whether the
    service has a default for it is not known.
    """
    for misfit in own_misfits(facts, "missing-member"):
        if not _said_elsewhere(misfit):
            yield _lacking(misfit.node, misfit.detail)


def _said_elsewhere(misfit: Misfit) -> bool:
    """Whether a rule of its own speaks of this missing member."""
    node = misfit.node
    return (
        isinstance(node, (Pipeline, Condition))
        or (isinstance(node, Step) and misfit.detail == "Arguments")
        or misfit.shape.name == "FailArguments"
    )


def _written_as(node: Node, member: str) -> str | None:
    """The key that a missing member is misspelt as; a step's own keys differ in case only."""
    near = misspelt(node, member)
    if near is not None or isinstance(node, Step) or node.in_arguments:
        return near
    keys = map(str, node.children)
    return next((key for key in keys if near_missing(node, key) == member), None)


def _lacking(node: Node, member: str) -> Problem:
    near = _written_as(node, member)
    message = f"{_words(node)} has no '{member}'"
    if near is not None:
        hint, severity = f"write '{member}' for '{near}'", _severity(member)
        return Problem(node.key_of(near), message, hint=hint, severity=severity)
    inside = node.get("Arguments", member) if isinstance(node, Step) else None
    return Problem(
        node.lacking,
        message,
        hint=f"add '{member}'"
        if inside is None
        else f"take '{member}' out of 'Arguments', to stand beside it",
        severity=_severity(member),
    )


def _severity(member: str) -> Literal["warning"] | None:
    return "warning" if member == "Trigger" else None


def _words(node: Node) -> str:
    if isinstance(node, Step):
        return node.label
    name = node.literal("Name")
    return f"'{name}'" if isinstance(name, str) else named(node)


@rule(
    "STR021",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_SCHEMA,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "M", «"Default"»: "x"}], "Steps": []}',
        '[{"Name": "Prep", "Type": "Processing", "Arguments": {},'
        ' "CacheConfig": {"Enabled": true, «"ExpiresAfter"»: "P30D"}}]',
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Mode", "DefaultValue": "x"}],'
        ' "Steps": []}'
    ],
)
def unknown_key(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A parameter, output, property file, cache or retry setting has an unknown key.

    The key has no effect, or the definition is refused. The service refuses unknown members of
    arguments and of conditions; whether it does so here is not known. A misspelt `DefaultValue`
    makes the parameter mandatory, a misspelt `ExpireAfter` switches the cache off.
    """
    for misfit in own_misfits(facts, "unknown-member"):
        node = misfit.node
        if isinstance(node, (Pipeline, Step, Condition)) or node.in_arguments:
            continue
        if not stands_for_missing(misfit) and near_missing(node, misfit.detail) is None:
            yield _unknown(misfit)


@rule(
    "STR022",
    on=Pipeline,
    stage="create",
    evidence="E1",
    since="0.1",
    source=_UNKNOWN_ARGUMENT,
    bad=[
        '[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [], «"IfStep"»: []}}]',
        '[{"Name": "F", "Type": "Fail", "Arguments": {«"Error"»: "no"}}]',
    ],
    good=['[{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [], "IfSteps": []}}]'],
)
def unknown_setting(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """The arguments of a Condition, Fail, ForEach, Cleanup or Lineage step have an unknown member.

    What these steps take is fixed by the pipeline language. The service compares the arguments of
    a step with what its type takes, and refuses the definition:

        Unable to parse pipeline definition. Unknown Argument member 'IfStep'.
    """
    for misfit in own_misfits(facts, "unknown-member"):
        node = misfit.node
        if node.in_arguments and not isinstance(node, Condition) and not stands_for_missing(misfit):
            yield _unknown(misfit)


def _unknown(misfit: Misfit) -> Problem:
    node, key = misfit.node, misfit.detail
    step = node.step
    where = f"a {step.type} step" if step is not None and node is step.arguments else _words(node)
    return Problem(node.key_of(key), f"{where} takes no '{key}'", hint=_instead(misfit))


def _instead(misfit: Misfit) -> str | None:
    called = _CALLED.get(misfit.detail)
    if called in misfit.shape.members:
        return f"did you mean '{called}'?"
    step = misfit.node.step
    if step is not None and misfit.node is step.arguments and misfit.detail in step.shape.members:
        return f"'{misfit.detail}' stands beside 'Arguments', not inside"
    return suggest(misfit.detail, misfit.shape.members)


@rule(
    "STR023",
    on=Pipeline,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_STEPS,
    bad=[
        '[{"Name": "Notify", "Type": "Lambda", "FunctionArn": «null»}]',
        '[{"Name": "Prep", "Type": "Processing", "Arguments": {}, "DependsOn": «null»}]',
        "[«null»]",
    ],
    good=[
        '[{"Name": "Bias", "Type": "ClarifyCheck", "Arguments": {}, "CheckType": "DATA_BIAS",'
        ' "SuppliedBaselineConstraints": null}]'
    ],
)
def null_value(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A member is null where a value is wanted.

    Null stands for "not given" where the SDK writes it: in the keys of check steps, in
    `PipelineExperimentConfig` and `MlflowConfig`, in the payload of Lambda and Callback steps. A
    null for a key that must be there, or as an element of a list, is an error; anywhere else it is
    a warning, since it is not known whether the service takes it. Leave the member out: in
    Terraform's `jsonencode` and in Python it is a variable that was not set.
    """
    for misfit in own_misfits(facts, "null"):
        node = misfit.node
        if node.key in ("Arguments", "ErrorMessage") or node.shape.name == "ParameterEnumValue":
            continue
        yield Problem(
            node.place,
            f"{named(node)} is null",
            hint="give a value, or leave it out",
            severity=None if _is_needed(node) else "warning",
        )


def _is_needed(node: Node) -> bool:
    if isinstance(node.key, int):
        return True
    above = owner(node)
    return above is not None and node.key in above.shape.required and node.key != "Version"
