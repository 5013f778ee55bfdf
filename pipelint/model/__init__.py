"""The elements of a definition and the walk that finds them."""

from __future__ import annotations

from pipelint.model._build import ELEMENTS, Index, is_definition, read
from pipelint.model._elements import (
    CacheConfig,
    Condition,
    Dependency,
    Document,
    Output,
    Parameter,
    Pipeline,
    PropertyFile,
    RetryPolicy,
)
from pipelint.model._expressions import Join, JsonGet, Reference
from pipelint.model._get import (
    GetPath,
    PathFault,
    Segment,
    parse_accessors,
    parse_get,
    parse_json_path,
)
from pipelint.model._node import Argument, Expression, Node
from pipelint.model._path import logical_path, names_on
from pipelint.model._steps import Branch, Step

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
    "parse_accessors",
    "parse_get",
    "parse_json_path",
    "read",
]
