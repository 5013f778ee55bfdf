"""Metrics of training jobs that a path names."""

from __future__ import annotations

from pipelint import Expression, Problem, Reference, Step, rule
from pipelint_rules._suggest import did_you_mean, one_of
from pipelint_rules.arg._images import built_in_algorithm
from pipelint_rules.ref._marks import mentioning, segment_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_TRAIN = (
    '[{"Name": "Train", "Type": "Training", "Arguments": {"AlgorithmSpecification":'
    ' {"TrainingImage": "111122223333.dkr.ecr.us-east-1.amazonaws.com/churn:1",'
    ' "MetricDefinitions": [{"Name": "val:auc", "Regex": "auc=([0-9.]+)"}]}}},'
    ' {"Name": "Tell", "Type": "Lambda", "Arguments": {"auc": '
)


@rule(
    "REF022",
    on=Reference,
    among=mentioning("FinalMetricDataList"),
    severity="warning",
    stage="run",
    evidence="E3",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/define-train-metrics.html",
    bad=[
        _TRAIN + """{"Get": "Steps.Train.FinalMetricDataList[«'val:acc'»].Value"}}}]""",
        '[{"Name": "Train", "Type": "Training", "Arguments": {"AlgorithmSpecification":'
        ' {"TrainingImage": "111122223333.dkr.ecr.us-east-1.amazonaws.com/churn:1"}}},'
        ' {"Name": "Tell", "Type": "Lambda", "Arguments":'
        """ {"acc": {"Get": "Steps.Train.FinalMetricDataList[«'val:acc'»].Value"}}}]""",
    ],
    good=[
        _TRAIN + """{"Get": "Steps.Train.FinalMetricDataList['val:auc'].Value"}}}]""",
        '[{"Name": "Train", "Type": "Training", "Arguments": {"AlgorithmSpecification":'
        ' {"TrainingImage": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"'
        '}}}, {"Name": "Tell", "Type": "Lambda", "Arguments":'
        """ {"auc": {"Get": "Steps.Train.FinalMetricDataList['validation:auc'].Value"}}}]""",
    ],
)
def undeclared_metric(reference: Reference, facts: Facts) -> Iterator[Problem]:
    """A reference reads a metric that the training job does not define.

    A training job reports the metrics of its `MetricDefinitions`, found by their regular
    expressions in the log; a built-in algorithm has its own. Another metric is not in the
    response, and the step that reads it fails after the training was paid for. A metric may come
    from elsewhere (an algorithm resource, a debugger rule), therefore this is a warning.

    Add a definition, in SDK words `metric_definitions=[{"Name": "val:acc", "Regex": "…"}]`.
    """
    segments, step = reference.segments, facts.resolution(reference).target
    if len(segments) < 2 or segments[0].text != "FinalMetricDataList" or segments[1].kind != "key":
        return
    if not isinstance(step, Step) or step.type != "Training":
        return
    names = _defined(step.get("Arguments", "AlgorithmSpecification"))
    if names is not None and segments[1].text not in names:
        yield Problem(
            segment_place(reference, segments[1]),
            f"{step.label} defines no metric '{segments[1].text}'",
            hint=did_you_mean(segments[1].text, names) or one_of(names),
        )


def _defined(algorithm: Node | None) -> list[str] | None:
    """The names of the defined metrics; None where the job may have others."""
    if algorithm is None or not isinstance(algorithm.value, dict):
        return None
    image = algorithm.literal("TrainingImage")
    if not isinstance(image, str) or built_in_algorithm(image) is not None:
        return None
    listed = algorithm.get("MetricDefinitions")
    if isinstance(listed, Expression):
        return None
    names = [entry.literal("Name") for entry in (() if listed is None else listed.items)]
    known = [name for name in names if isinstance(name, str)]
    return known if len(known) == len(names) else None
