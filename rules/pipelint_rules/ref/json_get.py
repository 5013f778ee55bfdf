"""The sources and paths of `Std:JsonGet`."""

from __future__ import annotations

import re

from pipelint import Expression, Join, JsonGet, Problem, Reference, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_FUNCTIONS = (
    "https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/workflow/functions.py"
)
_PASSING = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-propertyfile.html"

_QUOTED = re.compile(r"""\[ *(?:'[^']*'|"[^"]*") *\]""")

_FILE = '"PropertyFile": {"Get": "Steps.Eval.PropertyFiles.Report"}'
_URI = '{"Std:Join": {"On": "/", "Values": ["s3:/", "bucket", "r.json"]}}'


def _reads(json_get: str) -> str:
    return (
        '[{"Name": "Eval", "Type": "Processing", "PropertyFiles": [{"PropertyFileName": "Report",'
        ' "OutputName": "out", "FilePath": "r.json"}]}, {"Name": "Tell", "Type": "Lambda",'
        f' "DependsOn": ["Eval"], "Arguments": {{"auc": {{{json_get}}}}}}}]'
    )


@rule(
    "REF028",
    on=JsonGet,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_FUNCTIONS,
    bad=[
        _reads(f'"Std:JsonGet": {{{_FILE}, «"S3Uri"»: {_URI}, "Path": "auc"}}'),
        _reads('«"Std:JsonGet"»: {"Path": "auc"}'),
        _reads('"Std:JsonGet": {"PropertyFile": «"Report"», "Path": "auc"}'),
    ],
    good=[
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": "auc"}}'),
        _reads(f'"Std:JsonGet": {{"S3Uri": {_URI}, "Path": "auc"}}'),
    ],
)
def ambiguous_json_source(json_get: JsonGet, facts: Facts) -> Iterator[Problem]:
    """A `Std:JsonGet` does not say, or says twice, which file it reads.

    It has exactly one of `PropertyFile`, a reference to a property file of a Processing step, and
    `S3Uri`, a `Std:Join`. The SDK says `Please specify either a property file or s3 uri as an
    input, but not both.` or `Missing s3uri or property file as a required input to JsonGet.`; what
    the service says is not published. Keep the one that is meant.
    """
    inner = json_get.get("Std:JsonGet")
    assert inner is not None
    file, uri = _given(json_get.property_file), _given(json_get.s3_uri)
    if file is not None and uri is not None:
        message = "'Std:JsonGet' has a 'PropertyFile' and an 'S3Uri'"
        yield Problem(inner.key_of("S3Uri"), message, hint="keep one of them")
    elif file is None and uri is None:
        hint = "add one of them, as a reference to a property file or as a join"
        message = "'Std:JsonGet' has neither a 'PropertyFile' nor an 'S3Uri'"
        yield Problem(inner.lacking, message, hint=hint)
    elif file is not None and not isinstance(file, Reference):
        hint = 'write {"Get": "Steps.<step>.PropertyFiles.<name>"}'
        yield Problem(file.place, "'PropertyFile' is no reference to a property file", hint=hint)


def _given(node: Node | None) -> Node | None:
    return None if node is None or node.value is None else node


@rule(
    "REF029",
    on=JsonGet,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_PASSING,
    bad=[
        _reads(f'«"Std:JsonGet"»: {{{_FILE}}}'),
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": «null»}}'),
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": «{{"Get": "Execution.PipelineName"}}»}}'),
    ],
    good=[_reads(f'"Std:JsonGet": {{{_FILE}, "Path": "auc"}}')],
)
def missing_json_path(json_get: JsonGet, facts: Facts) -> Iterator[Problem]:
    """A `Std:JsonGet` has no path, or one that is no plain string.

    `Path` says which value of the file is read, as `metrics.auc.value` or `Result['k'][0]`. The SDK
    writes null where `json_path` was forgotten, and cannot write an expression (`TypeError: Object
    of type ParameterString is not JSON serializable`). Whether the service takes the whole file
    for null, or resolves an expression, is not known.
    """
    inner, path = json_get.get("Std:JsonGet"), json_get.file_path
    assert inner is not None
    if path is None:
        yield Problem(inner.lacking, "'Std:JsonGet' has no 'Path'", hint='add it: "a.b[0].c"')
    elif not isinstance(path.value, str):
        kind = "an expression" if isinstance(path, Expression) else "null or no text"
        message = f"'Path' is {kind}, only a plain string is known to work"
        yield Problem(path.place, message, hint='write it out: "a.b[0].c"')


@rule(
    "REF030",
    on=JsonGet,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_PASSING,
    bad=[
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": «"$.auc"»}}'),
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": «"runs[*].auc"»}}'),
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": «".auc"»}}'),
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": «""»}}'),
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": «"runs[-1].auc"»}}'),
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": «"runs[0.auc"»}}'),
    ],
    good=[
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": "metrics.auc.value"}}'),
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": "Result[\'val: auc.*\'][0]"}}'),
        _reads(f'"Std:JsonGet": {{{_FILE}, "Path": "Result[\\"val:auc\\"]"}}'),
    ],
)
def suspicious_json_path(json_get: JsonGet, facts: Facts) -> Iterator[Problem]:
    """The path of a `Std:JsonGet` uses more of JsonPath than is known to work.

    The documentation calls it a JsonPath, and every known use is `a.b.c`, `a[0].b` or
    `a['k']`, without `$`. The SDK's local mode finds nothing with a leading `$`, with `*`, filters,
    slices or empty names. What the service finds with them, or with indexes that count from the
    end, is not known. Names with dots or blanks stand in brackets: `a['val:acc'].value`.
    """
    path = json_get.file_path
    if path is None or not isinstance(path.value, str):
        return
    fault = json_get.path_fault
    reason = _suspicion(path.value) or (fault and (f"in 'Path', {fault.message}", fault.hint))
    if reason:
        message, hint = reason
        yield Problem(path.place, message, hint=hint)


def _suspicion(path: str) -> tuple[str, str | None] | None:
    plain = _without_quoted(path)
    if not path:
        return "'Path' is empty", 'write the names that lead to the value: "a.b[0].c"'
    if path.startswith("$"):
        return "'Path' begins with '$'", f"write '{path.lstrip('$').lstrip('.')}'"
    if "*" in plain or "?(" in plain or ":" in plain.partition("[")[2]:
        return "'Path' selects more than one value", "name one value"
    if plain.startswith(".") or plain.endswith(".") or ".." in plain:
        return "'Path' has an empty name", f"write '{path.strip('.').replace('..', '.')}'"
    return None


def _without_quoted(path: str) -> str:
    """The path without the names in brackets."""
    return _QUOTED.sub("", path)


@rule(
    "REF031",
    on=JsonGet,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_FUNCTIONS,
    bad=[
        _reads('"Std:JsonGet": {"S3Uri": «"s3://bucket/r.json"», "Path": "auc"}'),
        _reads(
            '"Std:JsonGet": {"S3Uri": {"Std:Join": {"On": "/", "Values":'
            ' [«{"Std:Join": {"On": "", "Values": ["s3://", "bucket"]}}», "r.json"]}}, "Path": "a"}'
        ),
    ],
    good=[_reads(f'"Std:JsonGet": {{"S3Uri": {_URI}, "Path": "auc"}}')],
)
def unusual_json_uri(json_get: JsonGet, facts: Facts) -> Iterator[Problem]:
    """The `S3Uri` of a `Std:JsonGet` is no join, or one with functions inside.

    The SDK refuses it: `JsonGet function's s3_uri can only be a sagemaker.workflow.functions.Join
    object.` and `The Join values in JsonGet's s3_uri can only be a primitive object, Parameter,
    ExecutionVariable or Properties.` Whether the service takes it is not known. Write one flat
    join, also for a URI that is a plain text:

        {"Std:Join": {"On": "/", "Values": ["s3:/", "bucket", "r.json"]}}
    """
    uri = _given(json_get.s3_uri)
    if uri is None:
        return
    if not isinstance(uri, Join):
        hint = 'write {"Std:Join": {"On": "/", "Values": ["s3:/", …]}}'
        yield Problem(uri.place, "'S3Uri' is no 'Std:Join'", hint=hint)
        return
    for part in uri.parts:
        if isinstance(part, (Join, JsonGet)):
            message = "the join of an 'S3Uri' has a function inside"
            yield Problem(part.place, message, hint="put its parts into the outer join")
