"""The sources of a Cleanup step: which steps they may name, and that it waits for them."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._own import steps_are_known
from pipelint_rules._steps import of_type
from pipelint_rules._suggest import suggest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node, Place

_CLEANUP = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/cleanup_step.py"


def _clean(source: str, depends_on: str) -> str:
    """A Cleanup step, as text."""
    return (
        '{"Name": "Clean", "Type": "Cleanup", "Arguments": {"Resources": {"S3": ['
        f'{source}]}}}}, "DependsOn": [{depends_on}]}}'
    )


_TRAIN = '{"Name": "Train", "Type": "Training", "Arguments": {}}'
_GOOD = f"""[{_TRAIN}, {_clean('{"StepName": "Train"}', '{"Step": "Train", "Trigger": "Any"}')}]"""


@rule(
    "DEP020",
    on=Step,
    among=of_type("Cleanup"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_CLEANUP,
    bad=[f"""[{_TRAIN}, {_clean('{"StepName": «"Trian"»}', '"Train"')}]"""],
    good=[_GOOD],
)
def unknown_cleanup_source(step: Step, facts: Facts) -> Iterator[Problem]:
    """A Cleanup step is to clean after a step that does not exist.

    `StepName` names a step of the same pipeline, and the Cleanup step must depend on it.
    """
    for source, name in _sources(step):
        is_defined = name in facts.steps or name in facts.ambiguous_steps
        if not is_defined and steps_are_known(facts):
            yield Problem(
                _name_place(source),
                f"step '{name}' is not defined in this pipeline",
                suggest(name, facts.steps),
            )


@rule(
    "DEP021",
    on=Step,
    among=of_type("Cleanup"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_CLEANUP,
    bad=[f"""[{_TRAIN}, {_clean('{"StepName": «"Train"»}', "")}]"""],
    good=[_GOOD, f"""[{_TRAIN}, {_clean('{"StepName": "Train"}', '"Train"')}]"""],
)
def cleanup_without_dependency(step: Step, facts: Facts) -> Iterator[Problem]:
    """A Cleanup step does not wait for a step after which it cleans.

    Every source must be a dependency of the Cleanup step; without one it would start at once,
    when there is nothing to clean yet. The SDK adds the missing entries to `DependsOn` itself,
    so the fault is found in definitions that were not written by it.

    Name the step in `DependsOn`; with `{"Step": "Train", "Trigger": "Any"}` it is cleaned after a
    failure, too. Where the Cleanup step waits for the source through other steps only, this is a
    warning: whether that is enough is not known.
    """
    awaited = {edge.source for edge in facts.incoming.get(step, ())}
    for source, name in _sources(step):
        target = facts.steps.get(name)
        if target is None or target in awaited:
            continue
        yield Problem(
            _name_place(source),
            f"{step.label} cleans after '{name}' but does not depend on it",
            f'add {{"Step": "{name}", "Trigger": "Any"}} or "{name}" to the DependsOn'
            f" of {step.label}",
            ((target.lacking, "the step to be cleaned after"),),
            "warning" if target in facts.runs_before(step) else None,
        )


@rule(
    "DEP022",
    on=Step,
    among=of_type("Cleanup"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_CLEANUP,
    bad=[
        '[{"Name": "Tell", "Type": "Lambda"}, '
        f"""{_clean('{"StepName": «"Tell"»}', '"Tell"')}]""",
        '[{"Name": "Prep", "Type": "Processing"}, '
        f"""{_clean('{"StepName": «"Prep"»}', '"Prep"')}]""",
    ],
    good=[
        _GOOD,
        '[{"Name": "Prep", "Type": "Processing"}, '
        f"""{_clean('{"StepName": "Prep", "S3Uris": ["s3://b/o/part.csv"]}', '"Prep"')}]""",
    ],
)
def uncleanable_source(step: Step, facts: Facts) -> Iterator[Problem]:
    """A Cleanup step is to clean after a step of a type that it cannot clean.

    Without `S3Uris` the source must be a Training (or Athena) step, whose outputs the service
    finds itself. With `S3Uris` it must be a Processing or Transform step, and the URIs name
    single objects below its output location. `S3Uris` with another type of step is a warning:
    what the service does with them is not known.
    """
    for source, name in _sources(step):
        target = facts.steps.get(name)
        if target is None or target.definition is None:
            continue
        listed = source.get("S3Uris") is not None
        allowed = ("Processing", "Transform") if listed else ("Training", "Athena")
        if target.type in allowed:
            continue
        with_uris = "with" if listed else "without"
        hint = f"{with_uris} S3Uris only {' and '.join(allowed)} steps can be cleaned"
        if target.type in ("Processing", "Transform"):
            hint += ": list the objects in S3Uris"
        yield Problem(
            _name_place(source),
            f"'{name}' is a {target.type} step, which cannot be cleaned {with_uris} S3Uris",
            hint,
            ((target.lacking, f"the {target.type} step"),),
            "warning" if listed else None,
        )


@rule(
    "DEP023",
    on=Step,
    among=of_type("Cleanup"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_CLEANUP,
    bad=[
        '[{"Name": "Train", "Type": "Training", "Arguments":'
        ' {"VpcConfig": {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}}}, '
        f"""{_clean('{"StepName": «"Train"»}', '"Train"')}]""",
    ],
    good=[_GOOD],
)
def cleanup_of_step_in_vpc(step: Step, facts: Facts) -> Iterator[Problem]:
    """A Cleanup step is to clean after a step that runs in a VPC.

    The outputs of a step with a `VpcConfig` cannot be cleaned. Delete them with a lifecycle rule
    of the bucket or from within the job.
    """
    for source, name in _sources(step):
        target = facts.steps.get(name)
        if target is None:
            continue
        for keys in (("VpcConfig",), ("NetworkConfig", "VpcConfig")):
            config = target.get("Arguments", *keys)
            if config is not None and config.value is not None:
                yield Problem(
                    _name_place(source),
                    f"'{name}' runs in a VPC, so its outputs cannot be cleaned",
                    "delete them with a lifecycle rule of the bucket",
                    ((config.lacking, "its VpcConfig"),),
                )


def _sources(step: Step) -> Iterator[tuple[Node, str]]:
    """The sources of a Cleanup step with the names they give, in file order."""
    listed = step.get("Arguments", "Resources", "S3")
    for source in () if listed is None else listed.items:
        name = source.literal("StepName")
        if isinstance(name, str):
            yield source, name


def _name_place(source: Node) -> Place:
    name = source.get("StepName")
    assert name is not None
    return name.place
