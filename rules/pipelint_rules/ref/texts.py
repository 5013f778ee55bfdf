"""Literal texts that were meant as expressions."""

from __future__ import annotations

from pipelint import Expression, Node, Pipeline, Problem, Reference, rule
from pipelint.catalog import EXECUTION_VARIABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelint import Facts

_ISSUE = "https://github.com/aws-samples/sagemaker-cross-validation-pipeline/issues/1"
_SDK = "https://sagemaker.readthedocs.io/en/stable/amazon_sagemaker_model_building_pipeline.html"


def _process(argument: str) -> str:
    return (
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Folds", "Type": "Integer"}], "Steps":'
        ' [{"Name": "Prep", "Type": "Processing", "Arguments": {"AppSpecification":'
        f' {{"ImageUri": "i", "ContainerArguments": ["--k", {argument}]}}}}}}]}}'
    )


#: How Python shows the SDK's objects.
_SHOWN = (
    "ParameterString(name=",
    "ParameterInteger(name=",
    "ParameterFloat(name=",
    "ParameterBoolean(name=",
    "<ParameterTypeEnum",
    "Join(on=",
    "JsonGet(step_name=",
    "{'Get': ",
    "{'Std:Join': ",
    "{'Std:JsonGet': ",
    "<sagemaker.",
    "ExecutionVariable(",
    "PropertyFile(property_file_name=",
    "ConsolidatedPipelineVariable",
)


@rule(
    "REF041",
    on=Pipeline,
    severity="warning",
    stage="run",
    evidence="E1",
    since="0.1",
    source=_ISSUE,
    bad=[
        _process(
            "\"«ParameterInteger(name=»'Folds', parameter_type=<ParameterTypeEnum.INTEGER"
            ": 'Integer'>)\""
        ),
        _process("\"k=«{'Get': »'Parameters.Folds'}\""),
        _process('"«<sagemaker.»workflow.properties.Properties object at 0x7f1c>"'),
    ],
    good=[
        _process('{"Std:Join": {"On": "", "Values": [{"Get": "Parameters.Folds"}]}}'),
        _process("\"{'k': 'v'}\""),
    ],
)
def python_object_as_text(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A string holds what Python prints for an object of the SDK, not the value.

    `str(parameter)`, an f-string or `json.dumps(…, default=str)` was used while the pipeline was
    built, when the value is not known yet. The service takes the text as it is, and the program
    in the step reads it: `error: argument -k/--k: invalid int value: "ParameterInteger(name=…"`.

    Pass the object itself where a string is wanted; join it to other text with `Join(on="",
    values=["k=", parameter])`; make a string of a number with `parameter.to_string()`.
    """
    for node in facts.index[Node] if _may_hold(facts, _SHOWN) else ():
        value = node.value
        if type(value) is not str or ("(" not in value and "<" not in value and "{'" not in value):
            continue
        shown = next((mark for mark in _SHOWN if mark in value), None)
        if shown is not None:
            start = value.index(shown)
            yield Problem(
                node.part(start, start + len(shown)),
                "the text is how Python prints an object of the SDK",
                hint="pass the object itself, with '.to_string()' for a number, or join it",
            )


def _may_hold(facts: Facts, words: Iterable[str]) -> bool:
    """Whether one of the words may stand in a string of the document, by a look at its text.

    The look is much cheaper than one at each string; JSON may write any letter as an escape.
    """
    text = facts.document.source.text
    return "\\u" in text or any(word in text for word in words)


@rule(
    "REF042",
    on=Pipeline,
    severity="warning",
    stage="silent",
    evidence="E3",
    since="0.1",
    source=_SDK,
    bad=[
        _process('"«Parameters.Folds»"'),
        _process('"k=«${Parameters.Folds}»"'),
        _process('"«{{ Parameters.Folds }}»"'),
        _process('"«{\\"Get\\": \\"Parameters.Folds\\"}»"'),
        _process('"«Execution.PipelineExecutionId»"'),
        _process('"s3://bucket/«$Execution.PipelineExecutionId»"'),
    ],
    good=[
        _process('{"Std:Join": {"On": "", "Values": [{"Get": "Parameters.Folds"}]}}'),
        _process('"Parameters.Other"'),
        _process('"--property_references", "Parameters.Folds", {"Get": "Parameters.Folds"}'),
    ],
)
def reference_as_text(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A string is written like a reference and is none.

    `"Parameters.Folds"` is a text of sixteen characters; only `{"Get": "Parameters.Folds"}` is
    the parameter's value. Neither are `${…}` and `{{…}}` replaced inside of a text, nor is an
    expression that stands in a string of JSON. Nothing fails: the step gets the text as it is.

    Write the reference as an object; to put it into a text, join it:

        {"Std:Join": {"On": "", "Values": ["k=", {"Get": "Parameters.Folds"}]}}
    """
    for node in () if _only_in_references(facts) else facts.index[Node]:
        found = written_as_text(node, facts)
        if found is not None:
            start, end, path = found
            yield Problem(
                node.part(start, end),
                f"'{str(node.value)[start:end]}' is a text, not a reference",
                hint=f'write {{"Get": "{path}"}}, or join it to the rest',
            )


def written_as_text(node: Node, facts: Facts) -> tuple[int, int, str] | None:
    """Where a text in arguments holds what was meant as a reference, and the path of that.

    What stands in a malformed expression is said of that.
    """
    value = node.value
    if type(value) is not str or not _has_namespace(value) or _is_label(node):
        return None
    found = _reference_in(value, facts) if node.in_arguments else None
    malformed = facts.misfits("no-expression") if found is not None else ()
    return None if any(misfit.node is node.parent for misfit in malformed) else found


_NAMESPACES = ("Parameters.", "Steps.", "Execution.")


def _only_in_references(facts: Facts) -> bool:
    """Whether the document mentions namespaces nowhere else, by a look at its text."""
    text = facts.document.source.text
    mentioned = sum(text.count(namespace) for namespace in _NAMESPACES)
    referred = sum(each.text.startswith(_NAMESPACES) for each in facts.index[Reference])
    return "\\u" not in text and mentioned == referred


def _has_namespace(value: str) -> bool:
    # Nearly all texts end here, so no loop.
    return "Parameters." in value or "Steps." in value or "Execution." in value


def _reference_in(value: str, facts: Facts) -> tuple[int, int, str] | None:
    """Where a text holds something like a reference to what exists, and its path."""
    if _exists(value.strip(), facts):
        return 0, len(value), value.strip()
    for opening, closing in (("${", "}"), ("{{", "}}"), ('{"Get": "', '"}'), ('{"Get":"', '"}')):
        start = value.find(opening)
        end = value.find(closing, start + len(opening)) if start >= 0 else -1
        path = value[start + len(opening) : end].strip()
        if end >= 0 and _exists(path, facts):
            return start, end + len(closing), path
    start = value.find("$Execution.")
    name = value[start + 11 :].partition("/")[0]
    if start >= 0 and name in EXECUTION_VARIABLES:
        return start, start + 11 + len(name), f"Execution.{name}"
    return None


def _exists(path: str, facts: Facts) -> bool:
    """Whether a path begins with a parameter, a variable or a step of this pipeline."""
    root, _, rest = path.partition(".")
    if root == "Parameters":
        return rest in facts.parameters
    if root == "Execution":
        return rest in EXECUTION_VARIABLES
    name, _, more = rest.partition(".")
    return root == "Steps" and name in facts.steps and more != "" and " " not in more


def _is_label(node: Node) -> bool:
    """Whether the text says of the expression behind it where that comes from.

    The SDK passes references to `@step` functions so: each path, and after it its value.
    """
    parent = node.parent
    if parent is None or not isinstance(parent.value, list) or not isinstance(node.key, int):
        return False
    following = parent.get(node.key + 1)
    return isinstance(following, Expression)
