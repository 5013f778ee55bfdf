"""What a document is, when it is no definition."""

from __future__ import annotations

from pipelint import Document, Problem, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipelint import Facts

_STRUCTURE = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-pipelines.html"
_PLAIN = "a definition is an object with 'Version' and 'Steps'"
_CARRIERS = ("PipelineDefinition", "PipelineDefinitionBody")


@rule(
    "DOC007",
    on=Document,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_STRUCTURE,
    bad=[
        '«{»"PipelineName": "p", "PipelineDefinition": "{}"}',
        '«{»"AWSTemplateFormatVersion": "2010-09-09", "Parameters": {}, "Resources": {}}',
        '«"2020-12-01"»',
    ],
    good=['{"Version": "2020-12-01", "Steps": []}'],
)
def not_a_definition(document: Document, facts: Facts) -> Iterator[Problem]:
    """The text is JSON, but no pipeline definition.

    A definition is one JSON object with `Version` and `Steps`; it is what `Pipeline.definition()`
    of the SDK returns. What AWS wraps around it is often stored instead:

    * the response of DescribePipeline, where the definition is a *string* in `PipelineDefinition`:
      `aws sagemaker describe-pipeline --pipeline-name P --query PipelineDefinition --output text`;
    * a CloudFormation template, where it is the string `PipelineDefinitionBody` of an
      `AWS::SageMaker::Pipeline`;
    * the definition dumped twice, `json.dumps(pipeline.definition())`: `definition()` is a text
      already.

    Nothing else is checked in such a file.
    """
    if document.complete and document.pipeline is None:
        place = document.place._replace(aspect="opening")
        yield Problem(
            place, f"{_kind(document.value)} is no pipeline definition", hint=_hint(document)
        )


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "this object"
    if isinstance(value, list):
        return "a list"
    return "a string" if isinstance(value, str) else "a single value"


def _hint(document: Document) -> str:
    value = document.value
    if isinstance(value, dict):
        return _object_hint(value)
    if isinstance(value, str) and value.lstrip().startswith("{"):
        return "the definition is dumped twice: store the text in this string"
    if isinstance(value, list) and any(isinstance(e, dict) and "Type" in e for e in value):
        return 'a list of steps stands in a definition: {"Version": "2020-12-01", "Steps": […]}'
    return _PLAIN


def _object_hint(value: Mapping[str, object]) -> str:
    for key in _CARRIERS:
        if isinstance(value.get(key), str):
            return f"it holds a definition: store the text of its '{key}'"
        if isinstance(value.get(key), dict):
            return f"it holds '{key}': store that object, or the text in it"
    if "AWSTemplateFormatVersion" in value or isinstance(value.get("Resources"), dict):
        return "a CloudFormation template: store the 'PipelineDefinitionBody' in it"
    if "StartAt" in value and "States" in value:
        return "it looks like a state machine of Step Functions"
    near = next((key for key in value if key != "Steps" and key.casefold() == "steps"), None)
    return _PLAIN if near is None else f"write 'Steps' for '{near}'"
