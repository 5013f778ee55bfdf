"""What the service offers: step types, request and response shapes, the words of the language."""

from __future__ import annotations

from pipelint.catalog._language import DEFINITION
from pipelint.catalog._limits import LIMITS, Limit
from pipelint.catalog._shape import Forbidden, NaturalName, Shape, shape, shape_names
from pipelint.catalog._stamp import Stamp, stamp
from pipelint.catalog._step_type import StepType
from pipelint.catalog._steps import STEP_ALIASES, STEP_TYPES
from pipelint.catalog._vocabulary import (
    EXECUTION_SPECIFIC_VARIABLES,
    EXECUTION_VARIABLES,
    EXPRESSIONS,
    GET_ROOTS,
    JOB_VARIABLES,
    NOT_IN_FOR_EACH,
    OBSOLETE_EXCEPTIONS,
    TRIGGERS,
)

__all__ = [
    "DEFINITION",
    "EXECUTION_SPECIFIC_VARIABLES",
    "EXECUTION_VARIABLES",
    "EXPRESSIONS",
    "GET_ROOTS",
    "JOB_VARIABLES",
    "LIMITS",
    "NOT_IN_FOR_EACH",
    "OBSOLETE_EXCEPTIONS",
    "STEP_ALIASES",
    "STEP_TYPES",
    "TRIGGERS",
    "Forbidden",
    "Limit",
    "NaturalName",
    "Shape",
    "Stamp",
    "StepType",
    "shape",
    "shape_names",
    "stamp",
]
