"""How the SDK calls in a definition what has another name in Python."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

#: What the SDK puts behind the name of a collection (sagemaker/workflow/model_step.py,
#: step_collections.py, monitor_batch_transform_step.py).
_SUFFIXES = (
    "-RegisterModel",
    "-CreateModel",
    "-RepackModel",
    "CreateModelStep",
    "TransformStep",
    "RepackModel",
    "-transform",
    "-monitoring",
)


def parts_of_collection(name: str, known: Iterable[str]) -> list[str]:
    """The steps that the SDK makes of a collection of this name, the last of them first."""
    names = list(known)
    return [each for suffix in _SUFFIXES for each in names if _is_part(each, name + suffix)]


def _is_part(step: str, part: str) -> bool:
    # The repack step of a model has the model's name or number behind its own.
    return step == part or (part.endswith("-RepackModel") and step.startswith(f"{part}-"))
