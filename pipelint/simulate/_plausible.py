"""Values for what nobody gave: typed as the API's model says, and the same in every run."""

from __future__ import annotations

from functools import lru_cache

from pipelint.analysis import scalar_fault
from pipelint.catalog import shape as shape_named
from pipelint.simulate._identity import ACCOUNT, REGION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pipelint.analysis import Type
    from pipelint.catalog import Shape

_IMAGE = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/pipelint:1"
_ROLE = f"arn:aws:iam::{ACCOUNT}:role/pipelint"
_PLACES = ("Uri", "Url", "S3", "Path")
_ID = "pipelint0000"
#: For patterns that none of the likely texts fits: words, then names of resources.
_OTHERS = (
    "pipelint",
    "1",
    "a",
    "s3://pipelint/a",
    _ROLE,
    "1.0",
    "1.0.0",
    "subnet-1",
    "sg-1",
    "/a",
    "{}",
    "text/csv",
    "1K",
    "mig-1g.5gb",
    "fs-0123456789abcdef0",
    f"sha256:{'0' * 64}",
    _IMAGE,
    f"https://aps-workspaces.{REGION}.amazonaws.com/workspaces/{_ID}/api/v1/remote_write",
    *(
        f"arn:aws:{name}"
        for name in (
            f"sns:{REGION}:{ACCOUNT}:pipelint",
            f"lambda:{REGION}:{ACCOUNT}:function:pipelint",
            f"kms:{REGION}:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000",
            f"emr-serverless:{REGION}:{ACCOUNT}:/applications/{_ID}/jobruns/{_ID}",
            f"sagemaker:{REGION}:{ACCOUNT}:training-plan/pipelint",
            f"sagemaker:{REGION}:{ACCOUNT}:job/pipelint/{_ID}",
            f"sagemaker:{REGION}:{ACCOUNT}:hub-content/pipelint/Model/pipelint/1.0.0",
            f"sagemaker:{REGION}:{ACCOUNT}:hub-content/pipelint/DataSet/pipelint/1.0.0",
            f"bedrock:{REGION}::foundation-model/pipelint.model",
            f"bedrock:{REGION}:{ACCOUNT}:custom-model/pipelint.model/{_ID}",
            f"bedrock:{REGION}:{ACCOUNT}:custom-model-deployment/{_ID}",
            f"bedrock:{REGION}:{ACCOUNT}:model-customization-job/pipelint.model/{_ID}",
            f"bedrock:{REGION}:{ACCOUNT}:model-import-job/{_ID}",
            f"bedrock:{REGION}:{ACCOUNT}:imported-model/{_ID}",
            f"bedrock:{REGION}:{ACCOUNT}:provisioned-model/{_ID}",
        )
    ),
)
_OF_TYPE: dict[str, Any] = {"Integer": 1, "Float": 1.0, "Boolean": False}


def of_type(kind: Type, words: str) -> Any:
    """A value of a type; of a String or an unknown type a text with these words."""
    return _OF_TYPE.get(kind, words)


def plausible(shape: Shape, step: str, member: str, time: str) -> Any:
    """A value of the shape of a scalar; `step` and `member` say what it is for."""
    return time if shape.kind == "timestamp" else _scalar(shape.name, step, member)


@lru_cache(maxsize=4096)
def _scalar(name: str, step: str, member: str) -> Any:
    shape = shape_named(name)
    if shape.kind == "boolean":
        return False
    if shape.kind in ("integer", "float"):
        number = max(1, shape.min or 0)
        number = number if shape.max is None else min(number, shape.max)
        return float(number) if shape.kind == "float" else int(number)
    texts = list(_texts(shape, step, member))
    return next((text for text in texts if scalar_fault(text, shape) is None), texts[0])


def _texts(shape: Shape, step: str, member: str) -> Iterator[str]:
    if shape.enum:
        yield from sorted(shape.enum)
    if member == "Image":
        yield _IMAGE
    if member == "RoleArn":
        yield _ROLE
    if member.endswith("Arn"):
        yield arn(kebab(member[:-3]), step.lower())
        resource = kebab(shape.name.rpartition(":")[2].removesuffix("Arn"))
        yield from (arn(resource, step.lower()), arn(resource, "pipelint"))
    if any(word in member for word in _PLACES):
        yield f"s3://pipelint/{step}/{member}"
    yield f"{step}-{member}"
    yield step.lower().replace("_", "-")
    yield from _OTHERS
    yield "a" * int(shape.min or 0)


def arn(resource: str, name: str) -> str:
    """The ARN of a resource of SageMaker in the account and region of made-up values."""
    return f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:{resource}/{name}"


def kebab(words: str) -> str:
    """`TrainingJob` as `training-job`."""
    words = words.replace("AutoML", "Automl")
    marked = "".join(f"-{char.lower()}" if char.isupper() else char for char in words)
    return marked.removeprefix("-")
