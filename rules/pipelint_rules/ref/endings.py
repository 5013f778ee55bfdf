"""References to a step that has failed, and to the failure of one that has not."""

from __future__ import annotations

from pipelint import Dependency, Problem, Reference, Step, rule
from pipelint.catalog import shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelint import Facts

_TRIGGERS = "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-mlops/src/sagemaker/mlops/workflow/step_dependency.py"
_DESCRIBE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTrainingJob.html"
#: The members that hold the reason of a failure.
_REASONS = ("FailureReason", "FailureMessage")
#: What a ForEach tells however it has ended; the outputs of its iterations only after a success.
_COUNTS = (
    "Status",
    "InputItemCount",
    "TotalStepCount",
    "SucceededStepCount",
    "FailedStepCount",
    "StoppedStepCount",
)
_TRAIN = '{"Name": "Train", "Type": "Training", "Arguments": {"Environment": {"A": "b"}}}'


def _tell(path: str, depends_on: str) -> str:
    return (
        f'[{_TRAIN}, {{"Name": "Tell", "Type": "Lambda", "DependsOn": [{depends_on}],'
        f' "Arguments": {{"value": {{"Get": "Steps.Train.{path}"}}}}}}]'
    )


def _each(path: str) -> str:
    return (
        '[{"Name": "Each", "Type": "ForEach", "Arguments": {"IterableItems": ["a"],'
        ' "MaxConcurrency": 1, "ForEachBody": [{"Name": "Score", "Type": "Lambda",'
        ' "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f", "Arguments": {},'
        ' "OutputParameters": [{"OutputName": "n", "OutputType": "Integer"}]}]}},'
        ' {"Name": "Tell", "Type": "Lambda", "DependsOn": [{"Step": "Each", "Trigger": "Any"}],'
        f' "Arguments": {{"value": {{"Get": "Steps.Each.{path}"}}}}}}]'
    )


_FAILED = '{"Step": "Train", "Trigger": "Failed"}'
_ANY = '{"Step": "Train", "Trigger": "Any"}'


def _after_an_end(facts: Facts) -> Sequence[Reference]:
    """The references to a step by one that says at which end of it, or may have any end."""
    entries = (entry for entry in facts.index[Dependency] if entry.trigger != "Completed")
    listed = {(entry.step, entry.target) for entry in entries}
    if not listed:
        return ()
    return [each for each in facts.references_to("Steps") if (each.step, each.name) in listed]


@rule(
    "REF043",
    on=Reference,
    among=_after_an_end,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_TRIGGERS,
    bad=[
        _tell("«ModelArtifacts».S3ModelArtifacts", _FAILED),
        _tell("«TrainingJobArn»", _ANY),
        _each("«IterationOutputs»[0].Score.OutputParameters['n']"),
    ],
    good=[
        _tell("FailureReason", _FAILED),
        _tell("TrainingJobStatus", _ANY),
        _tell("Environment['A']", _FAILED),
        _tell("ModelArtifacts.S3ModelArtifacts", '"Train"'),
        _each("FailedStepCount"),
    ],
)
def property_of_failed_step(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A step that runs after the failure of another one reads what only a success gives.

    A step with the trigger `Failed`, `Stopped` or `Any` starts although the other one did not
    succeed. What that one was asked is known then, its status, and why it failed; the model, the
    outputs, the ARN may not exist, and the reader fails with it. What exactly the service offers of
    a failed step is not published.

    Read the `FailureReason`, the status or what the request holds; or read the property in a step
    that waits for the success, without a trigger.
    """
    source = facts.resolution(reference).target
    if not isinstance(source, Step) or not reference.segments:
        return
    segment = reference.segments[0]
    if segment.text in _offered(source):
        return
    yield Problem(
        reference.mark(segment.start, segment.end),
        f"'{segment.text}' may not exist: '{source.name}' need not succeed before this step",
        hint=f"read it in a step that depends on '{source.name}' without a trigger",
    )


def _offered(step: Step) -> set[str]:
    """What a step offers that did not succeed."""
    asked = step.arguments
    found = set() if asked is None or not isinstance(asked.value, dict) else set(asked.value)
    found.update(_REASONS)
    found.update(_COUNTS if step.type == "ForEach" else ())
    for name in () if step.definition is None else step.definition.properties:
        response = shape(name)
        found.update(member for member in response.members if _is_status(member, name))
    return found


def _is_status(member: str, response: str) -> bool:
    if not member.endswith("Status"):
        return member == "jobRun"
    inner = shape(response).member(member)
    return inner is not None and (inner.enum is None or "Failed" in inner.enum)


def _of_reasons(facts: Facts) -> Sequence[Reference]:
    return [
        each
        for each in facts.references_to("Steps")
        if each.segments and each.segments[0].text in _REASONS
    ]


@rule(
    "REF044",
    on=Reference,
    among=_of_reasons,
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_DESCRIBE,
    bad=[
        _tell("«FailureReason»", '"Train"'),
        _tell("«FailureReason»", _ANY),
    ],
    good=[_tell("FailureReason", _FAILED)],
)
def reason_without_failure(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A step reads why another one failed, and runs as well if that did not fail.

    `FailureReason` is in a response after a failure only. A step that waits for the success of
    another one, as every reference does by itself, for its stop or for `Any` end finds none where
    there was no failure, and fails.

    Give the reader the trigger: `"DependsOn": [{"Step": "Train", "Trigger": "Failed"}]`.
    """
    source = facts.resolution(reference).target
    if not isinstance(source, Step) or reference.step is None:
        return
    entries = (each for each in facts.index[Dependency] if each.step is reference.step)
    triggers = {each.trigger for each in entries if each.target == source.name}
    if triggers == {"Failed"}:
        return
    segment = reference.segments[0]
    yield Problem(
        reference.mark(segment.start, segment.end),
        f"'{source.name}' has no '{segment.text}' unless it failed, and it need not have",
        hint=f'depend on it with {{"Step": "{source.name}", "Trigger": "Failed"}}',
    )
