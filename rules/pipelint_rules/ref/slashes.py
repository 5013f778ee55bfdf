"""Slashes between the parts of S3 URIs."""

from __future__ import annotations

from pipelint import Join, Parameter, Pipeline, Problem, Reference, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_SOURCE = "https://github.com/aws-samples/generative-ai-on-amazon-sagemaker/pull/242"


def _train(values: str, on: str = "/", parameters: str = "") -> str:
    return (
        f'{{"Version": "2020-12-01", "Parameters": [{parameters}], "Steps":'
        ' [{"Name": "Train", "Type": "Training", "Arguments": {"OutputDataConfig":'
        f' {{"S3OutputPath": {{"Std:Join": {{"On": "{on}", "Values": [{values}]}}}}}}}}}}]}}'
    )


def _prefix(default: str) -> str:
    return f'{{"Name": "Prefix", "Type": "String", "DefaultValue": {default}}}'


@rule(
    "REF040",
    on=Pipeline,
    severity="warning",
    stage="run",
    evidence="E1",
    since="0.1",
    source=_SOURCE,
    bad=[
        _train('«"s3://orders/data/"», {"Get": "Execution.PipelineExecutionId"}'),
        _train('«"s3://"», "orders", "data"'),
        _train('"s3:/", "orders", «"/data"»'),
        _train('"s3:/", "orders", «"a//b"»'),
        _train('"s3://orders/", «"/data"»', on=""),
        _train('{"Get": "Parameters.Prefix"}, "train"', parameters=_prefix('«"s3://orders/"»')),
    ],
    good=[
        _train('"s3:/", "orders", "data"'),
        _train('"s3://orders/data", {"Get": "Execution.PipelineExecutionId"}, "train/"'),
        _train('"s3://orders/", "data"', on=""),
        _train('{"Get": "Parameters.Prefix"}, "train"', parameters=_prefix('"s3://orders"')),
    ],
)
def doubled_slash(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A join makes an S3 URI with two slashes in a row.

    S3 keys are no paths of files: `data//train` is another key than `data/train`, below a folder
    without a name. What is written there is not found where one looks for it, and some readers
    refuse it: `has an illegal char sub-sequence '//' in it`.

    With `"On": "/"` no part begins or ends with a slash. The first part is `s3:/` with one
    slash, the second comes from the join; or it is the bucket's URI as a whole, `s3://bucket`.
    """
    through: dict[Node, list[Reference]] = {}
    suspicious = _suspicious_defaults(facts)
    for join in facts.index[Join]:
        if not any(_is_suspicious(value, suspicious) for value in join.values):
            continue
        for part, message, hint in _doubled(join, facts):
            default = _default(part, facts)
            if default is None:
                yield Problem(part.place, message, hint=hint)
            elif isinstance(part, Reference):
                through.setdefault(default, []).append(part)
    for default, uses in through.items():
        yield Problem(
            default.place,
            f"'{default.value}' makes an S3 URI with two slashes in a row",
            hint=f"write '{str(default.value).strip('/')}'",
            related=tuple((use.place, "where it is joined") for use in uses),
        )


def _suspicious_defaults(facts: Facts) -> frozenset[str]:
    """The references to parameters whose default may double a slash."""
    return frozenset(
        f"Parameters.{name}"
        for name, parameter in facts.parameters.items()
        if parameter.default is not None and _may_double(parameter.default.value)
    )


def _is_suspicious(value: object, suspicious: frozenset[str]) -> bool:
    # A quick look at each value of each join: nearly all are harmless.
    if isinstance(value, dict):
        text = value.get("Get")
        return isinstance(text, str) and text in suspicious
    return _may_double(value)


def _may_double(text: object) -> bool:
    if not isinstance(text, str) or "/" not in text or text == "s3:/":
        return False
    return text[0] == "/" or text[-1] == "/" or "//" in text.removeprefix("s3://")


_Doubled = tuple["Node", str, str]


def _doubled(join: Join, facts: Facts) -> Iterator[_Doubled]:
    """The parts that make a doubled slash, with what is wrong and what would be right."""
    parts, on = join.parts, None if join.on is None else join.on.value
    texts = [_text(part, facts) for part in parts]
    if on not in ("", "/") or not texts or not _is_uri(join, texts[0]):
        return
    for index, (part, text) in enumerate(zip(parts, texts, strict=True)):
        before = texts[index - 1] if index else None
        last = index == len(parts) - 1
        if text is None:
            continue
        if on == "/" and not last and text != "s3:/" and text.endswith("/"):
            yield part, *_ending(text)
        elif index and text.startswith("/") and (on == "/" or (before or "").endswith("/")):
            yield part, f"'{text}' begins with a slash, and another stands before it", _bare(text)
        elif "//" in text.removeprefix("s3://"):
            yield part, f"'{text}' has two slashes in a row", f"write '{_single(text)}'"


def _ending(text: str) -> tuple[str, str]:
    if text == "s3://":
        return "'s3://' and the '/' of the join make three slashes", "write 's3:/'"
    return f"'{text}' ends with a slash, and the join adds another", _bare(text)


def _bare(text: str) -> str:
    return f"write '{_single(text).strip('/')}'"


def _single(text: str) -> str:
    scheme, rest = ("s3://", text[5:]) if text.startswith("s3://") else ("", text)
    while "//" in rest:
        rest = rest.replace("//", "/")
    return scheme + rest


def _is_uri(join: Join, first: str | None) -> bool:
    if first is not None and first.startswith("s3:"):
        return True
    return join.shape.name.startswith("S3")


def _text(part: Node, facts: Facts) -> str | None:
    default = _default(part, facts)
    value = part.value if default is None else default.value
    return value if isinstance(value, str) else None


def _default(part: Node, facts: Facts) -> Node | None:
    """The default of the parameter that a part refers to."""
    target = facts.resolution(part).target if isinstance(part, Reference) else None
    return target.default if isinstance(target, Parameter) else None
