"""Dependencies on steps in the body of a ForEach step."""

from __future__ import annotations

from pipelint import Dependency, Pipeline, Problem, Reference, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Edge, Facts, Place, Step

_BODY = (
    '{"Name": "Each", "Type": "ForEach", "Arguments": {"ForEachBody": [{"Name": "Score",'
    ' "Type": "Lambda", "OutputParameters": [{"OutputName": "auc", "OutputType": "Float"}]}]}}'
)


@rule(
    "DEP030",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/for_each_step.py",
    bad=[
        f'[{_BODY}, {{"Name": "After", "Type": "Lambda", "DependsOn": [«"Score"»]}}]',
        f'[{_BODY}, {{"Name": "After", "Type": "Lambda", "Arguments":'
        """ {"auc": {"Get": "Steps.«Score».OutputParameters['auc']"}}}]""",
    ],
    good=[
        f'[{_BODY}, {{"Name": "After", "Type": "Lambda", "DependsOn": ["Each"], "Arguments":'
        """ {"auc": {"Get": "Steps.Each.IterationOutputs[0].Score.OutputParameters['auc']"}}}]""",
    ],
)
def dependency_on_body_step(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A step waits for a step in the body of a ForEach in which it does not stand itself.

    The steps of a body run once for each item, as `Score-0`, `Score-1` and so on; there is no
    single step `Score` to wait for or to read from. What the service says to it is not known.

    Depend on the ForEach step, which is over when all iterations are, and read
    `Steps.<ForEach>.IterationOutputs[0].Score.…` or, with a selector, `Steps.<ForEach>.Selected.…`.
    """
    reported: set[tuple[Step, Step]] = set()
    for edge in facts.edges:
        each = edge.source.loop
        if each is None or edge.kind in ("branch", "body") or _stands_in(edge.target, each):
            continue
        if (edge.source, edge.target) not in reported:
            reported.add((edge.source, edge.target))
            yield Problem(
                _name_place(edge),
                f"{edge.source.label} runs once for each item of {each.label},"
                f" so {edge.target.label} cannot wait for it",
                _instead(edge, each),
                ((each.lacking, "the ForEach step"),),
            )


def _stands_in(step: Step, each: Step) -> bool:
    inner: Step | None = step
    while inner is not None and inner is not each:
        inner = inner.parent_step
    return inner is each


def _instead(edge: Edge, each: Step) -> str:
    if edge.kind == "depends-on":
        return f"depend on {each.label}, which is over when all iterations are"
    return f"read Steps.{each.name}.IterationOutputs[0].{edge.source.name}.…"


def _name_place(edge: Edge) -> Place:
    origin = edge.origin
    if isinstance(origin, Dependency):
        return origin.target_place
    return origin.name_place if isinstance(origin, Reference) else origin.place
