"""What the service offers: step types, request and response shapes, the words of the language."""

from __future__ import annotations

from pipelint.catalog._language import DEFINITION
from pipelint.catalog._names import NaturalName
from pipelint.catalog._overlay import Forbidden
from pipelint.catalog._shape import Shape, shape, shape_names
from pipelint.catalog._stamp import Stamp, stamp
from pipelint.catalog._steps import STEP_ALIASES, STEP_TYPES, StepType

__all__ = [
    "DEFINITION",
    "STEP_ALIASES",
    "STEP_TYPES",
    "Forbidden",
    "NaturalName",
    "Shape",
    "Stamp",
    "StepType",
    "shape",
    "shape_names",
    "stamp",
]
