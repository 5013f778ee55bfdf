"""The elements of a definition and the walk that finds them."""

from __future__ import annotations

from pipelint.model._build import ELEMENTS, Index, is_definition, read
from pipelint.model._get import GetPath, PathFault, Segment, parse_get
from pipelint.model._nodes import (
    Argument,
    Branch,
    CacheConfig,
    Condition,
    Dependency,
    Document,
    Expression,
    Join,
    JsonGet,
    Node,
    Output,
    Parameter,
    Pipeline,
    PropertyFile,
    Reference,
    RetryPolicy,
    Step,
)
from pipelint.model._path import logical_path, names_on

__all__ = [
    "ELEMENTS",
    "Argument",
    "Branch",
    "CacheConfig",
    "Condition",
    "Dependency",
    "Document",
    "Expression",
    "GetPath",
    "Index",
    "Join",
    "JsonGet",
    "Node",
    "Output",
    "Parameter",
    "PathFault",
    "Pipeline",
    "PropertyFile",
    "Reference",
    "RetryPolicy",
    "Segment",
    "Step",
    "is_definition",
    "logical_path",
    "names_on",
    "parse_get",
    "read",
]
