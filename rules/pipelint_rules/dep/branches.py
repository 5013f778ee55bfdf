"""Dependencies across the branches of a Condition step."""

from __future__ import annotations

from pipelint import Node, Pipeline, Problem, Step, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Literal

    from pipelint import Edge, Facts, Guard, Place

    # A step that needs, by the second edge, the outcome; by the first edge the opposite one, which
    # is None where the step itself stands in that branch.
    _Need = tuple[Step, Edge | None, Edge, Guard]

_REJOIN = "https://github.com/aws/sagemaker-python-sdk/issues/3565"

_COND = (
    '{"Name": "C", "Type": "Condition", "Arguments": {"Conditions": [{"Type": "Equals",'
    ' "LeftValue": {"Get": "Parameters.Full"}, "RightValue": true}],'
)
_LAMBDA = '"Type": "Lambda", "OutputParameters": [{"OutputName": "o", "OutputType": "String"}]}'


@rule(
    "DEP010",
    on=Pipeline,
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_REJOIN,
    bad=[
        f'[{_COND} "IfSteps": [{{"Name": "A", {_LAMBDA}], "ElseSteps": [{{"Name": "B", {_LAMBDA}]'
        '}}, {"Name": "Join", "Type": "Lambda", "DependsOn": ["A", «"B"»]}]',
        f'[{_COND} "IfSteps": [{{"Name": "A", {_LAMBDA}], "ElseSteps": [{{"Name": "B", {_LAMBDA}]'
        '}}, {"Name": "Join", "Type": "Lambda", "Arguments":'
        """ {"a": {"Get": "Steps.A.OutputParameters['o']"},"""
        """ "b": «{"Get": "Steps.B.OutputParameters['o']"}»}}]""",
    ],
    good=[
        f'[{_COND} "IfSteps": [{{"Name": "A", {_LAMBDA}], "ElseSteps": [{{"Name": "B", {_LAMBDA}]'
        '}}, {"Name": "Join", "Type": "Lambda", "DependsOn": ["A"]}]',
    ],
)
def dependency_on_both_branches(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A step waits for steps of both branches of a condition, so it never runs.

    All dependencies of a step must be satisfied, and only one of the branches runs. The service
    accepts the definition and says nothing: the execution succeeds, and the step is never
    executed. It holds as well where the step waits through others, and for reading a property as
    for `DependsOn`.

    There is no "after whichever branch ran". Write the step into each branch, under two names;
    or let it read `{"Get": "Steps.<Condition>.Outcome"}`, which waits for the evaluation of
    the condition only.

    With triggers other than `Completed` it is not known whether a step that was not executed
    satisfies them; then this is a warning.
    """
    for step, first, second, guard in _impossible(facts):
        if first is not None:
            yield Problem(
                second.origin.place,
                f"{step.label} waits for steps of both branches of {guard.condition.label},"
                " so it never runs",
                f"put {step.label} into each branch under two names, or let it read"
                f" Steps.{guard.condition.name}.Outcome",
                (*_way(first, guard.opposite, facts), *_stand(second, guard, facts)),
                _severity(facts, (first, guard.opposite), (second, guard)),
            )


@rule(
    "DEP011",
    on=Pipeline,
    stage="silent",
    evidence="E2",
    since="0.1",
    source=_REJOIN,
    bad=[
        f'[{_COND} "IfSteps": [{{"Name": "A", {_LAMBDA}], "ElseSteps":'
        ' [{"Name": "B", "Type": "Lambda", "DependsOn": [«"A"»]}]}}]',
        f'[{_COND} "IfSteps": [{{"Name": "A", "Type": "Lambda", "DependsOn": [«"Mid"»]}}],'
        f' "ElseSteps": [{{"Name": "B", {_LAMBDA}]}}}},'
        ' {"Name": "Mid", "Type": "Lambda", "Arguments":'
        """ {"b": {"Get": "Steps.B.OutputParameters['o']"}}}]""",
    ],
    good=[
        f'[{_COND} "IfSteps": [{{"Name": "A", {_LAMBDA},'
        ' {"Name": "B", "Type": "Lambda", "DependsOn": ["A"]}], "ElseSteps": []}}]',
    ],
)
def dependency_on_other_branch(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A step in one branch of a condition waits for a step in the other, so it never runs.

    Only one of the branches runs. Where the step's own branch is taken, what it waits for is
    not executed, and the step does not start. The service accepts the definition and says
    nothing: the execution succeeds without the step. It holds as well where the step waits
    through others, and for reading a property as for `DependsOn`.

    Read from a step before the condition, from a fixed location, or move both steps into one
    branch. With triggers other than `Completed` it is not known whether a step that was not
    executed satisfies them; then this is a warning.
    """
    for step, first, second, guard in _impossible(facts):
        # That nothing can wait for a Fail step has a finding of its own.
        of_fail = second.kind == "depends-on" and second.source.type == "Fail"
        if first is None and not of_fail:
            yield Problem(
                second.origin.place,
                f"{step.label} waits for the other branch of {guard.condition.label},"
                " so it never runs",
                "wait for a step before the condition, or move both steps into one branch",
                (
                    (step.lacking, f"{step.label} {_side(guard.opposite)}"),
                    *_stand(second, guard, facts),
                ),
                _severity(facts, (second, guard)),
            )


@rule(
    "DEP012",
    on=Pipeline,
    severity="info",
    stage="silent",
    evidence="E4",
    since="0.1",
    source=_REJOIN,
    bad=[
        f'[{_COND} "IfSteps": [{{"Name": "A", {_LAMBDA}], "ElseSteps": []}}}},'
        ' {"Name": "Tell", "Type": "Lambda", "DependsOn": [«"A"»]}]',
    ],
    good=[
        f'[{_COND} "IfSteps": [{{"Name": "A", {_LAMBDA},'
        ' {"Name": "B", "Type": "Lambda", "DependsOn": ["A"]}], "ElseSteps": []}}]',
        f'[{_COND} "IfSteps": [{{"Name": "A", {_LAMBDA}], "ElseSteps": []}}}},'
        ' {"Name": "Tell", "Type": "Lambda",'
        ' "Arguments": {"outcome": {"Get": "Steps.C.Outcome"}}}]',
    ],
)
def dependency_on_one_branch(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A step outside of a condition waits for a step in one of its branches.

    It runs only where that branch is taken: otherwise it stays unexecuted, and the execution can
    still succeed. The SDK's graph and its tests allow it; what the service reports for such a
    step is not published. If that is meant, it is clearer to put the step into the branch.
    """
    reported: set[tuple[Step, Step]] = set()
    for edge in facts.edges:
        outside = set(facts.branch(edge.source)).difference(facts.branch(edge.target))
        if edge.kind not in ("depends-on", "reference") or not outside:
            continue
        if not facts.requirements.get(edge.target) or facts.never_runs(edge.target):
            continue
        guard = min(outside, key=facts.branch(edge.source).index)
        if (edge.target, guard.condition) not in reported:
            reported.add((edge.target, guard.condition))
            yield Problem(
                edge.origin.place,
                f"{edge.target.label} runs only if the outcome of {guard.condition.label} is"
                f" {str(guard.side).lower()}, since it waits for {edge.source.label}",
                f"if that is meant, put {edge.target.label} into the branch",
                tuple(_stand(edge, guard, facts)),
            )


def _impossible(facts: Facts) -> Iterator[_Need]:
    """The steps that need both outcomes of a condition, and wait for none that does."""
    for step, needed in facts.requirements.items():
        if _contradicts(needed):
            sources = (edge.source for edge in facts.incoming[step])
            if not any(_contradicts(facts.requirements.get(each, ())) for each in sources):
                yield from _needs(step, facts)


def _contradicts(needed: Collection[Guard]) -> bool:
    return any(guard.opposite in needed for guard in needed)


def _needs(step: Step, facts: Facts) -> Iterator[_Need]:
    """The two ways by which a step needs both outcomes, for each condition once."""
    place = {node: index for index, node in enumerate(facts.index[Node])}
    ways: dict[Guard, Edge | None] = dict.fromkeys(facts.branch(step))
    # What the step stands in comes first, so that the entry that can be changed is reported.
    explicit = ("depends-on", "reference")
    edges = sorted(facts.incoming[step], key=lambda e: (e.kind in explicit, place[e.origin]))
    for edge in edges:
        needed = facts.requirements.get(edge.source, frozenset())
        for guard in sorted(needed.difference(ways), key=lambda guard: place[guard.condition]):
            ways[guard] = edge
            if guard.opposite in ways:
                yield step, ways[guard.opposite], edge, guard


def _severity(facts: Facts, *ways: tuple[Edge, Guard]) -> Literal["warning"] | None:
    """A warning where a need rests on a trigger other than `Completed`."""
    sure = all(_bearer(edge, guard, facts, plain=True) is not None for edge, guard in ways)
    return None if sure else "warning"


def _bearer(edge: Edge, guard: Guard, facts: Facts, *, plain: bool) -> Step | None:
    """The nearest step before an edge that stands in the branch.

    `plain` leaves out what lies behind a trigger other than `Completed`.
    """
    pending, seen = [edge], {edge.source}
    for edge in pending:  # grows while it is walked
        if plain and edge.trigger not in ("Completed", None):
            continue
        if guard in facts.branch(edge.source):
            return edge.source
        for further in facts.incoming.get(edge.source, ()):
            if further.source not in seen:
                seen.add(further.source)
                pending.append(further)
    return None


def _way(edge: Edge, guard: Guard, facts: Facts) -> Iterator[tuple[Place, str]]:
    if edge.kind in ("depends-on", "reference"):
        yield edge.origin.place, f"here it waits for {edge.source.label}"
    yield from _stand(edge, guard, facts)


def _stand(edge: Edge, guard: Guard, facts: Facts) -> Iterator[tuple[Place, str]]:
    bearer = _bearer(edge, guard, facts, plain=False)
    if bearer is not None:
        yield bearer.lacking, f"{bearer.label} {_side(guard)}"


def _side(guard: Guard) -> str:
    return f"runs only if {guard.condition.label} is {str(guard.side).lower()}"
