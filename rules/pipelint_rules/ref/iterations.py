"""References to what an iteration of a ForEach step offers."""

from __future__ import annotations

from pipelint import Problem, Reference, Step, rule
from pipelint_rules.ref._marks import segment_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint import Edge, Facts, Segment

_TRIGGERS = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/step_dependency.py"
#: The ends that a step may miss although all goes well.
_BAD_ENDS = ("Failed", "Stopped")


def _each(field: str, depends_on: str) -> str:
    return (
        '{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": ["a"],'
        f' "MaxConcurrency": 1, {field}"ForEachBody": [{{"Name": "Score", "Type": "Training"}},'
        f' {{"Name": "Mend", "Type": "Training", "DependsOn": [{depends_on}]}}]}}}}'
    )


def _field(path: str) -> str:
    return f'"Selector": {{"Pick": "MaxBy", "Field": {{"Get": "IterationOutput.{path}"}}}}, '


_TELL = (
    '{"Name": "Tell", "Type": "Lambda", "Arguments":'
    ' {"a": {"Get": "Steps.Each.IterationOutputs[0].%s.BillableTimeInSeconds"}}}'
)
_FAILED = '{"Step": "Score", "Trigger": "Failed"}'


def _of_iterations(facts: Facts) -> Sequence[Reference]:
    of_each = [each for each in facts.references_to("Steps") if _first(each) == "IterationOutputs"]
    return [*facts.references_to("IterationOutput"), *of_each]


def _first(reference: Reference) -> str:
    return reference.segments[0].text if reference.segments else ""


@rule(
    "REF045",
    on=Reference,
    among=_of_iterations,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_TRIGGERS,
    bad=[
        f"[{_each('', _FAILED)}, {_TELL % '«Mend»'}]",
        f"[{_each(_field('«Mend».BillableTimeInSeconds'), _FAILED)}]",
    ],
    good=[
        f"[{_each('', _FAILED)}, {_TELL % 'Score'}]",
        f"[{_each(_field('Mend.BillableTimeInSeconds'), chr(34) + 'Score' + chr(34))}]",
    ],
)
def optional_step_of_iteration(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """An iteration is asked for a step that runs only if another step of the body goes wrong.

    A step of a body with the trigger `Failed` or `Stopped`, and all that waits for it, does not
    run in an iteration in which nothing goes wrong. It has no properties there, so whoever reads
    them fails: the reader of `IterationOutputs`, or the ForEach step itself that selects by them.
    How the service words that is not published.

    Read a step that runs in each iteration.
    """
    segment = _named(reference)
    step = None if segment is None else facts.steps.get(segment.text)
    edge = None if step is None or not _is_body(step) else _bad_end(step, facts)
    if segment is None or step is None or edge is None:
        return
    yield Problem(
        segment_place(reference, segment),
        f"'{step.name}' does not run in an iteration in which '{edge.source.name}' succeeds",
        hint="read a step that runs in each iteration",
    )


def _named(reference: Reference) -> Segment | None:
    """Where a reference names the step of the body."""
    if reference.root == "IterationOutput":
        return reference.get_path.name
    return reference.segments[2] if len(reference.segments) > 2 else None


def _is_body(step: Step) -> bool:
    return step.parent_step is not None and step in step.parent_step.body


def _bad_end(step: Step, facts: Facts) -> Edge | None:
    """What a step of a body waits for that only happens where something goes wrong."""
    pending, seen = [step], {step}
    while pending:
        for edge in facts.incoming.get(pending.pop(), ()):
            if edge.source.parent_step is not step.parent_step or edge.source in seen:
                continue
            if edge.trigger in _BAD_ENDS:
                return edge
            seen.add(edge.source)
            pending.append(edge.source)
    return None
