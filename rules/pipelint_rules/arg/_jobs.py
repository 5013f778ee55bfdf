"""The requests for jobs that steps make, wherever they stand in a step."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Node, Step

#: The arguments of check steps are a processing job's, too.
_PROCESSING = frozenset({"Processing", "ClarifyCheck", "QualityCheck"})


def processing_jobs(step: Step) -> Iterator[Node]:
    """The request for the processing job that a step runs, if it runs one."""
    if step.type in _PROCESSING and step.arguments is not None:
        yield step.arguments


def training_jobs(step: Step) -> Iterator[Node]:
    """The requests for training jobs: a Training step's own, a Tuning step's definitions."""
    if step.arguments is None:
        return
    if step.type == "Training":
        yield step.arguments
    elif step.type == "Tuning":
        single = step.arguments.get("TrainingJobDefinition")
        if single is not None:
            yield single
        yield from elements(step.arguments, "TrainingJobDefinitions")


def transform_jobs(step: Step) -> Iterator[Node]:
    """The request for the transform job that a step runs, if it runs one."""
    if step.type == "Transform" and step.arguments is not None:
        yield step.arguments


def clusters(step: Step) -> Iterator[tuple[Node, Node]]:
    """The jobs of a step, each with the object that names its instances."""
    for jobs, *keys in (
        (processing_jobs(step), "ProcessingResources", "ClusterConfig"),
        (training_jobs(step), "ResourceConfig"),
        (training_jobs(step), "HyperParameterTuningResourceConfig"),
        (transform_jobs(step), "TransformResources"),
    ):
        for job in jobs:
            cluster = job.get(*keys)
            if cluster is not None and isinstance(cluster.value, dict):
                yield job, cluster


def elements(holder: Node, *keys: str) -> tuple[Node, ...]:
    """The objects in a list; empty where there is no such list."""
    found = holder.get(*keys)
    if found is None or not isinstance(found.value, list):
        return ()
    return tuple(item for item in found.items if isinstance(item.value, dict))


def present(holder: Node, *keys: str) -> tuple[Node, ...]:
    """Those of an object's members that are given and not null."""
    found = (holder.get(key) for key in keys)
    return tuple(node for node in found if node is not None and node.value is not None)
