"""What a `Std:Join` puts together."""

from __future__ import annotations

from pipelint import Expression, Join, Problem, rule
from pipelint.catalog import EXPRESSIONS
from pipelint_rules._own import misspelt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_FUNCTIONS = (
    "https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/workflow/functions.py"
)


def _train(join: str) -> str:
    return (
        '[{"Name": "Train", "Type": "Training", "Arguments": {"OutputDataConfig":'
        f' {{"S3OutputPath": {{{join}}}}}}}}}]'
    )


def _incomplete(facts: Facts) -> list[Join]:
    return [join for join in facts.index[Join] if not _is_complete(_operands(join))]


def _is_complete(operands: dict[str, object]) -> bool:
    return type(operands.get("Values")) is list and type(operands.get("On")) is str


def _holding_null(facts: Facts) -> list[Join]:
    return [join for join in facts.index[Join] if None in join.values]


def _holding_container(facts: Facts) -> list[Join]:
    return [join for join in facts.index[Join] if any(map(_is_container, join.values))]


def _operands(join: Join) -> dict[str, object]:
    assert isinstance(join.value, dict)
    operands: dict[str, object] = join.value["Std:Join"]
    return operands


def _is_container(value: object) -> bool:
    """Whether it is a list, or an object that is no expression at first sight."""
    if type(value) is not dict:
        return type(value) is list
    return len(value) != 1 or next(iter(value)) not in EXPRESSIONS


@rule(
    "REF037",
    on=Join,
    among=_incomplete,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_FUNCTIONS,
    bad=[
        _train('«"Std:Join"»: {"On": "/"}'),
        _train('"Std:Join": {"On": "/", "Values": «"s3://b/train"»}'),
        _train('«"Std:Join"»: {"Values": ["s3://b/", "train"]}'),
        _train('"Std:Join": {"On": «null», "Values": ["s3://b/", "train"]}'),
    ],
    good=[_train('"Std:Join": {"On": "", "Values": ["s3://b/", "train"]}')],
)
def incomplete_join(join: Join, facts: Facts) -> Iterator[Problem]:
    """A `Std:Join` lacks its list of values, or its separator.

    `Values` is a list of texts, numbers, booleans and expressions. `On` is the text between them;
    the SDK always writes it, also an empty one. Whether the service takes an empty text for a
    missing `On`, or another type than a string, is not known, so that is a warning.
    """
    inner = join.get("Std:Join")
    assert inner is not None
    values, on = inner.get("Values"), join.on
    if values is None:
        yield Problem(inner.lacking, "'Std:Join' has no 'Values'", hint='add "Values": […]')
    elif not isinstance(values.value, list):
        yield Problem(values.place, "'Values' of a 'Std:Join' is no list", hint="put it into […]")
    elif on is None and misspelt(inner, "On") is None:
        hint = 'add "On": "" to join without a separator'
        yield Problem(inner.lacking, "'Std:Join' has no 'On'", hint=hint, severity="warning")
    elif on is not None and not isinstance(on.value, str):
        message = "'On' of a 'Std:Join' is no plain string"
        yield Problem(on.place, message, hint='write "" or "/"', severity="warning")


@rule(
    "REF038",
    on=Join,
    among=_holding_null,
    stage="run",
    evidence="E2",
    since="0.1",
    source=_FUNCTIONS,
    bad=[_train('"Std:Join": {"On": "/", "Values": ["s3:/", "b", «null», "train"]}')],
    good=[_train('"Std:Join": {"On": "/", "Values": ["s3:/", "b", "train"]}')],
)
def null_in_join(join: Join, facts: Facts) -> Iterator[Problem]:
    """A `Std:Join` has null among its values.

    Mostly a variable of the build was `None`: `Join(on="/", values=["s3:/", bucket, prefix])`
    with no prefix. The SDK writes it as it is, and its local mode fails with an `AttributeError`;
    there is no text to put in its place. Leave the value out, or set the variable.
    """
    for part in join.parts:
        if part.value is None:
            yield Problem(part.place, "null cannot be joined to a text", hint="leave it out")


@rule(
    "REF039",
    on=Join,
    among=_holding_container,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_FUNCTIONS,
    bad=[
        _train('"Std:Join": {"On": "/", "Values": ["s3:/", «["b", "train"]»]}'),
        _train('"Std:Join": {"On": "/", "Values": ["s3:/", «{"Bucket": "b"}»]}'),
    ],
    good=[_train('"Std:Join": {"On": "/", "Values": ["s3:/", "b", "train"]}')],
)
def container_in_join(join: Join, facts: Facts) -> Iterator[Problem]:
    """A `Std:Join` has a list or an object among its values.

    The values are texts, numbers, booleans and expressions. The SDK's local mode writes a list as
    Python does, `[1, 2]`; what the service does is not known. Put the elements of the list into
    `Values` themselves.
    """
    for part in join.parts:
        if not isinstance(part, Expression) and isinstance(part.value, (dict, list)):
            kind = "a list" if isinstance(part.value, list) else "an object"
            # What is written like a function has its own finding.
            if all(misfit.node is not part for misfit in facts.misfits("no-expression")):
                message = f"{kind} cannot be joined to a text"
                yield Problem(part.place, message, hint="put its parts into 'Values'")
