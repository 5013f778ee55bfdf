"""A linter and simulator for Amazon SageMaker Pipelines definitions.

`load` gives a definition that can be checked and simulated; the other names are what a pack of
rules is written with. They are loaded on first use, so that to import the package costs next to
nothing.
"""

from __future__ import annotations

from pipelint._lazy import later

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipelint.analysis import Edge as Edge
    from pipelint.analysis import Facts, Misfit
    from pipelint.analysis import Guard as Guard
    from pipelint.analysis import MisfitKind as MisfitKind
    from pipelint.analysis import Unresolved as Unresolved
    from pipelint.analysis import UnresolvedKind as UnresolvedKind
    from pipelint.errors import PipelintError
    from pipelint.lint import Problem, rule
    from pipelint.model import (
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
    from pipelint.model import Segment as Segment
    from pipelint.targets import load
    from pipelint.text import Place

__all__ = [
    "Argument",
    "Branch",
    "CacheConfig",
    "Condition",
    "Dependency",
    "Document",
    "Expression",
    "Facts",
    "Join",
    "JsonGet",
    "Misfit",
    "Node",
    "Output",
    "Parameter",
    "Pipeline",
    "PipelintError",
    "Place",
    "Problem",
    "PropertyFile",
    "Reference",
    "RetryPolicy",
    "Step",
    "load",
    "rule",
]

__getattr__ = later(
    __name__,
    {
        "analysis": ("Facts", "Misfit"),
        "errors": ("PipelintError",),
        "lint": ("Problem", "rule"),
        "model": (
            "Argument",
            "Branch",
            "CacheConfig",
            "Condition",
            "Dependency",
            "Document",
            "Expression",
            "Join",
            "JsonGet",
            "Node",
            "Output",
            "Parameter",
            "Pipeline",
            "PropertyFile",
            "Reference",
            "RetryPolicy",
            "Step",
        ),
        "targets": ("load",),
        "text": ("Place",),
    },
)


def __dir__() -> list[str]:
    return list(__all__)
