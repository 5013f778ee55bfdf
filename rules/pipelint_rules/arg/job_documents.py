"""Job steps: the document of JSON that describes the job."""

from __future__ import annotations

from pipelint import Expression, Join, Problem, Step, rule
from pipelint_rules._steps import of_type
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_SOURCE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateJob.html"
# A character that no document has: it stands for a value that is not known before the start.
_UNKNOWN = "\ue000"


def _job(document: str) -> str:
    return (
        '[{"Name": "J", "Type": "Job", "Arguments": {"JobCategory": "AgentRFT",'
        f' "JobConfigSchemaVersion": "1.0.0", "JobConfigDocument": {document}}}}}]'
    )


@rule(
    "ARG288",
    on=Step,
    among=of_type("Job"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_SOURCE,
    bad=[_job("«\"{'a': 1}\"»")],
    good=[_job('"{\\"a\\": 1}"')],
)
def job_document_not_json(step: Step, facts: Facts) -> Iterator[Problem]:
    r"""The document of a Job step is no JSON.

    `JobConfigDocument` is a string that holds a JSON object; inside the definition its quotes are
    written as `\"`. The text of a Python dictionary, with single quotes, `True` or `None`, is no
    JSON. Where expressions are spliced in, what they give is not known, so that is a warning.
    """
    request = request_of(step, "Job")
    document = None if request is None else request.get("JobConfigDocument")
    text = None if document is None else _text(document)
    if document is None or text is None:
        return
    fault = _fault(text.replace(_UNKNOWN, "0"))
    if fault is not None and _fault(text) is not None:
        yield Problem(
            document.place,
            f"the document is no JSON: {fault}",
            "write it as JSON, with double quotes",
            severity="warning" if _UNKNOWN in text else None,
        )


@rule(
    "ARG289",
    on=Step,
    among=of_type("Job"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-core/src/sagemaker/core/workflow/job_config_document.py",
    bad=[
        _job(
            '{"Std:Join": {"On": "", "Values": ["{\\"a\\": ",'
            ' «{"Get": "Execution.PipelineExecutionId"}», "}"]}}'
        )
    ],
    good=[
        _job(
            '{"Std:Join": {"On": "", "Values": ["{\\"a\\": \\"",'
            ' {"Get": "Execution.PipelineExecutionId"}, "\\"}"]}}'
        )
    ],
)
def value_outside_of_json_string(step: Step, facts: Facts) -> Iterator[Problem]:
    r"""An expression is spliced into the document of a Job step where no string is.

    `Std:Join` inserts values as they are, and the SDK supports that inside the strings of the
    document only: elsewhere a text is no JSON, and a number is not known to be taken. Put quotes
    around the value: `"{\"a\": \""`, the expression, `"\"}"`.
    """
    request = request_of(step, "Job")
    document = None if request is None else request.get("JobConfigDocument")
    text = None if document is None else _text(document)
    if not isinstance(document, Join) or text is None or _fault(text.replace(_UNKNOWN, "0")):
        return
    for index, part in enumerate(document.parts):
        if isinstance(part, Expression) and not _in_string(_before(document, index)):
            yield Problem(
                part.place,
                "the value is spliced in outside of a JSON string",
                "put quotes around it in the texts before and behind",
            )


def _before(join: Join, index: int) -> str:
    return "".join(_text(part) or _UNKNOWN for part in join.parts[:index])


def _in_string(text: str) -> bool:
    """Whether a JSON text ends inside a string."""
    inside = escaped = False
    for char in text:
        if escaped:
            escaped = False
        elif char == "\\" and inside:
            escaped = True
        elif char == '"':
            inside = not inside
    return inside


def _text(node: Node) -> str | None:
    """The text of a document; None where it is no text, or no part of it is known."""
    if isinstance(node.value, str):
        return node.value
    if not isinstance(node, Join) or node.on is None or node.on.value != "":
        return None
    parts = [part.value if isinstance(part.value, str) else _UNKNOWN for part in node.parts]
    return "".join(parts) if any(part != _UNKNOWN for part in parts) else None


def _fault(text: str) -> str | None:
    # Only a definition with such a step pays for the import.
    import json

    try:
        json.loads(text)
    except ValueError as error:
        return str(error)
    return None
