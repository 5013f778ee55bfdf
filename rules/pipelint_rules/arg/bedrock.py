"""Bedrock steps: where a custom model is from."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._steps import of_type
from pipelint_rules.arg._exclusive import both, neither
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts


def _model(members: str) -> str:
    return (
        '[{"Name": "B", "Type": "BedrockCustomModel", "Arguments":'
        f' {{"ModelName": "m", {members}}}}}]'
    )


@rule(
    "ARG290",
    on=Step,
    among=of_type("BedrockCustomModel"),
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateCustomModel.html",
    bad=[_model('"ModelSourceConfig": {}, «"CustomModelDataSource"»: {}')],
    good=[_model('"ModelSourceConfig": {"S3DataSource": {"S3Uri": "s3://b/m/"}}')],
)
def custom_model_source(step: Step, facts: Facts) -> Iterator[Problem]:
    """A custom model for Bedrock is from two places, or from none.

    "You can specify either `customModelDataSource` or `modelSourceConfig`, but not both." That none
    is refused is not said, so there it is a warning.
    """
    request = request_of(step, "BedrockCustomModel")
    if request is not None:
        yield from both(request, "ModelSourceConfig", "CustomModelDataSource")
        for problem in neither(request, "ModelSourceConfig", "CustomModelDataSource"):
            yield problem._replace(severity="warning")
