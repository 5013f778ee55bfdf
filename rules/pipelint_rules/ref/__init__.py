"""References and functions: what a `Get`, a `Std:Join` or a `Std:JsonGet` means."""

from __future__ import annotations

from pipelint_rules.ref import (
    elements,
    endings,
    functions,
    items,
    iterations,
    joins,
    json_get,
    json_reads,
    metrics,
    paths,
    properties,
    property_files,
    slashes,
    steps,
    texts,
    variables,
)

PARTS = (
    elements,
    endings,
    functions,
    items,
    iterations,
    joins,
    json_get,
    json_reads,
    metrics,
    paths,
    properties,
    property_files,
    slashes,
    steps,
    texts,
    variables,
)
