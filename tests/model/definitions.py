"""Definitions to read."""

from __future__ import annotations

import json

from pipelint.model import Document, Index, Node, Pipeline, read
from pipelint.text import Source


def model_of(definition: object) -> tuple[Document, Index]:
    """The document of a JSON value and its index."""
    return read(Source.from_bytes(json.dumps(definition).encode(), "a.json"))


def pipeline_of(*steps: object, **members: object) -> Pipeline:
    """The pipeline of some steps and further members."""
    document, _ = model_of({"Version": "2020-12-01", "Steps": list(steps), **members})
    assert document.pipeline is not None
    return document.pipeline


def index_of(*steps: object, **members: object) -> Index:
    """The index of a definition of some steps and further members."""
    return model_of({"Version": "2020-12-01", "Steps": list(steps), **members})[1]


def step(name: str, kind: str = "Training", **keys: object) -> dict[str, object]:
    """A step with empty arguments, unless they are given."""
    return {"Name": name, "Type": kind, "Arguments": {}, **keys}


def at(pipeline: Pipeline, *keys: str | int) -> Node:
    """The value at a path of the definition."""
    node = pipeline.get(*keys)
    assert node is not None
    return node
