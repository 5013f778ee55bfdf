"""Limits that concern more than one place; those of one place are on its shape."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg"
_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_SDK = "https://github.com/aws/sagemaker-python-sdk"


class Limit:
    """The largest value allowed. `adjustable`: an account may have asked for a larger one."""

    __slots__ = ("adjustable", "evidence", "source", "value")

    def __init__(self, value: int, evidence: str, source: str, *, adjustable: bool = False) -> None:
        self.value: Final = value
        self.evidence: Final = evidence
        self.source: Final = source
        self.adjustable: Final = adjustable


LIMITS: Mapping[str, Limit] = {
    # The text of the definition, in characters.
    "definition": Limit(1_048_576, "E3", f"{_API}/API_CreatePipeline.html"),
    # Service quota L-729F2471; its default is not published, this one is what is commonly told.
    "steps": Limit(
        50, "E4", "https://docs.aws.amazon.com/general/latest/gr/sagemaker.html", adjustable=True
    ),
    # What a start can carry, and so how many parameters may be without a default.
    "parameters-without-default": Limit(200, "E3", f"{_API}/API_StartPipelineExecution.html"),
    # Characters of a parameter's name, in the published schema; the API takes 256.
    "parameter-name": Limit(64, "E3", _SCHEMA),
    # Characters of a String parameter's default, and of the value that a start gives it.
    "parameter-default": Limit(4096, "E3", _SCHEMA),
    "parameter-override": Limit(1024, "E3", f"{_API}/API_Parameter.html"),
    # Characters of a value that a Lambda or Callback step puts out.
    "output-value": Limit(1024, "E3", f"{_API}/API_OutputParameter.html"),
    # The training jobs of a tuning step that can be referenced, the best first.
    "tuning-summaries": Limit(50, "E2", f"{_GUIDE}/build-and-manage-steps-types.html"),
    # Characters of one item that a ForEach hands to its body.
    "for-each-item": Limit(12_800, "E3", _SDK),
}
