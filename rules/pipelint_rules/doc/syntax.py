"""The text as JSON: broken syntax, repeated keys, what is no number, what is too large."""

from __future__ import annotations

from pipelint import Document, Problem, rule
from pipelint.catalog import LIMITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_JSON = "https://www.rfc-editor.org/rfc/rfc8259"
_TROUBLE = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-troubleshooting.html"
_CREATE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePipeline.html"


def of_kind(document: Document, kind: str) -> Iterator[Problem]:
    """The faults of one kind that reading the text has found."""
    for fault in document.faults:
        if fault.kind == kind:
            yield Problem(fault.place, fault.message, hint=fault.hint, related=fault.related)


@rule(
    "DOC001",
    on=Document,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_TROUBLE,
    bad=[
        '{"Version": "2020-12-01", "Steps": []«,»}',
        '{"Version": "2020-12-01" «"»Steps": []}',
        "{«'»Version': '2020-12-01', 'Steps': []}",
    ],
    good=['{"Version": "2020-12-01", "Steps": []}'],
)
def syntax_error(document: Document, facts: Facts) -> Iterator[Problem]:
    """The text is not JSON.

    Nothing else can be checked before it is. The service says the same when the pipeline is
    created: "If your definition doesn't validate, SageMaker Pipelines returns an error message
    identifying the character where the JSON file is malformed".

    JSON has no comments, no trailing commas and no single quotes; a text that begins with `{'` was
    written by Python's `str`, where `json.dumps` was meant. In a template (CloudFormation
    `Fn::Sub`, Terraform, Jinja) check the text that comes out, not the template.
    """
    return of_kind(document, "syntax")


@rule(
    "DOC002",
    on=Document,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_JSON,
    bad=[
        '{"Version": "2020-12-01", "Steps": [], «"Steps"»: []}',
        '[{"Name": "N", "Type": "Lambda", "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:'
        'function:f", "Arguments": {"a": 1, «"a"»: 2}}]',
    ],
    good=['{"Version": "2020-12-01", "Steps": [], "Metadata": {}}'],
)
def duplicate_key(document: Document, facts: Facts) -> Iterator[Problem]:
    """An object has the same key twice.

    One of the two values is lost without a word, and it is not defined which one: most readers of
    JSON keep the last value, some the first, some refuse the text. A duplicate comes from a merge
    of two versions or from a copied block, and the lost value is often the one that was meant.

    Keep one of them. pipelint checks the definition with the last value.
    """
    return of_kind(document, "duplicate-key")


@rule(
    "DOC003",
    on=Document,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_JSON,
    bad=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Rate", "Type": "Float",'
        ' "DefaultValue": «NaN»}], "Steps": []}'
    ],
    good=[
        '{"Version": "2020-12-01", "Parameters": [{"Name": "Rate", "Type": "Float",'
        ' "DefaultValue": 0.1}], "Steps": []}'
    ],
)
def not_a_json_number(document: Document, facts: Facts) -> Iterator[Problem]:
    """`NaN` or `Infinity` stands in the text.

    JSON has finite numbers only. Python's `json.dumps` writes `NaN`, `Infinity` and `-Infinity`
    nevertheless (a `float("nan")` of numpy or pandas is enough), and what reads strictly, as the
    service does, calls the whole text malformed.

    Use a finite number, leave the member out, or hand the word over as a string and treat it in the
    script. `json.dumps(…, allow_nan=False)` finds the value where it is made.
    """
    return of_kind(document, "constant")


@rule(
    "DOC004",
    on=Document,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_CREATE,
    bad=['{"Metadata": ' + "[" * 199 + "«[»" + "]" * 200 + "}"],
    good=['{"Metadata": ' + "[" * 199 + "]" * 199 + "}"],
)
def oversized_document(document: Document, facts: Facts) -> Iterator[Problem]:
    """The text is longer, or nested deeper, than can be read.

    `PipelineDefinition` takes at most 1 048 576 characters; a longer text is refused when the
    pipeline is created, inline and from S3. Write it without indentation, and move data that stands
    in it (long lists of arguments, embedded scripts) to files in S3.

    Nesting deeper than 200 levels is not read by pipelint. The service's own limit is not
    published; no definition in use comes near it. An integer of thousands of digits is a warning,
    and so is a number beyond those of a double, as `1e999`: what the service makes of it is not
    known.
    """
    yield from of_kind(document, "depth")
    for problem in of_kind(document, "number"):
        yield problem._replace(severity="warning")
    if document.pipeline is not None:
        yield from _long(document.source.text, document)


def _long(text: str, document: Document) -> Iterator[Problem]:
    place = document.place._replace(aspect="opening")
    most = LIMITS["definition"].value
    if len(text) > most:
        yield Problem(
            place,
            f"the definition has {len(text)} characters",
            hint=f"at most {most} are allowed; leave out the indentation, or move data to S3",
        )
