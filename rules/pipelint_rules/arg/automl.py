"""AutoML jobs: problem type and metric, channels, algorithms."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import of_type
from pipelint_rules._suggest import one_of
from pipelint_rules.arg._jobs import elements, present
from pipelint_rules.arg._known import certain, known, number, text
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_SDK = "https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/automl/automl.py"
_METRICS: Mapping[str, tuple[str, ...]] = {
    "Regression": ("MAE", "MSE", "R2", "RMSE"),
    "BinaryClassification": ("Accuracy", "AUC", "BalancedAccuracy", "F1", "Precision", "Recall"),
    "MulticlassClassification": (
        "Accuracy",
        "BalancedAccuracy",
        "F1macro",
        "PrecisionMacro",
        "RecallMacro",
    ),
}
_DEFAULT_CONTENT = "text/csv;header=present"
#: Those that the other mode, hyperparameter tuning, has and ensembling has not.
_NOT_IN_ENSEMBLES = ("mlp",)


def _automl(members: str) -> str:
    return f'[{{"Name": "A", "Type": "AutoML", "Arguments": {{{members}}}}}]'


def _channels(*channels: str) -> str:
    listed = ", ".join(f"{{{channel}}}" for channel in channels)
    return _automl(f'"InputDataConfig": [{listed}]')


@rule(
    "ARG220",
    on=Step,
    among=of_type("AutoML"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_SDK,
    bad=[
        _automl('«"ProblemType"»: "BinaryClassification"'),
        _automl('«"AutoMLJobObjective"»: {"MetricName": "AUC"}'),
    ],
    good=[
        _automl('"ProblemType": "Regression", "AutoMLJobObjective": {"MetricName": "MSE"}'),
        _automl('"AutoMLJobConfig": {"Mode": "ENSEMBLING"}'),
    ],
)
def problem_type_without_objective(step: Step, facts: Facts) -> Iterator[Problem]:
    """An AutoML job has a problem type and no objective, or an objective and no problem type.

    Autopilot either finds out both or is told both. The SDK refuses the half:

        One of problem type and objective metric provided. Either both of them should be provided
        or none of them should be provided.

    Add the other one (SDK: `problem_type` and `job_objective` of `AutoML`), or leave both out.
    """
    request = request_of(step, "AutoML")
    given = () if request is None else present(request, "ProblemType", "AutoMLJobObjective")
    if request is not None and len(given) == 1:
        key = str(given[0].key)
        other = "AutoMLJobObjective" if key == "ProblemType" else "ProblemType"
        yield Problem(
            request.key_of(key),
            f"'{key}' is given without '{other}'",
            f"add '{other}', or leave both out",
        )


@rule(
    "ARG221",
    on=Step,
    among=of_type("AutoML"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_AutoMLJobObjective.html",
    bad=[
        _automl(
            '"ProblemType": "MulticlassClassification", "AutoMLJobObjective":'
            ' {"MetricName": «"AUC"»}'
        )
    ],
    good=[
        _automl(
            '"ProblemType": "MulticlassClassification", "AutoMLJobObjective":'
            ' {"MetricName": "F1macro"}'
        )
    ],
)
def metric_of_other_problem_type(step: Step, facts: Facts) -> Iterator[Problem]:
    """The objective of an AutoML job does not measure problems of its type.

    Regression has MAE, MSE, R2 and RMSE; binary classification Accuracy, AUC, BalancedAccuracy, F1,
    Precision and Recall; multiclass classification Accuracy, BalancedAccuracy, F1macro,
    PrecisionMacro and RecallMacro. A metric that the reference lists for none of them is not
    judged.
    """
    request = request_of(step, "AutoML")
    if request is None:
        return
    kind = known(facts, request, "ProblemType")
    metric = known(facts, request, "AutoMLJobObjective", "MetricName")
    fitting = _METRICS.get(text(kind) or "")
    name = text(metric)
    if metric is None or fitting is None or name is None or name in fitting:
        return
    if any(name in names for names in _METRICS.values()):
        yield Problem(
            metric.node.place,
            f"'{name}' is no metric of {text(kind)}",
            one_of(fitting),
            metric.related,
            None if certain(kind, metric) else "warning",
        )


@rule(
    "ARG222",
    on=Step,
    among=of_type("AutoML"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_AutoMLChannel.html",
    bad=[
        _channels(
            '"TargetAttributeName": "y", "ChannelType": "training"',
            '"TargetAttributeName": «"z"», "ChannelType": "validation"',
        ),
        _channels(
            '"TargetAttributeName": "y"',
            '"TargetAttributeName": "y", "ChannelType": "validation",'
            ' "ContentType": «"x-application/vnd.amazon+parquet"»',
        ),
    ],
    good=[
        _channels(
            '"TargetAttributeName": "y"',
            '"TargetAttributeName": "y", "ChannelType": "validation",'
            ' "ContentType": "text/csv;header=present"',
        )
    ],
)
def channels_disagree(step: Step, facts: Facts) -> Iterator[Problem]:
    """The training and the validation channel of an AutoML job differ in what they must share.

    "Channels for training and validation must share the same `ContentType` and
    `TargetAttributeName`". A channel without a `ContentType` has `text/csv;header=present`.
    """
    request = request_of(step, "AutoML")
    channels = () if request is None else elements(request, "InputDataConfig")
    training = [channel for channel in channels if _type(channel) == "training"]
    validation = [channel for channel in channels if _type(channel) == "validation"]
    for first, second in ((a, b) for a in training[:1] for b in validation):
        for member in ("ContentType", "TargetAttributeName"):
            yield from _differing(first, second, member)


def _type(channel: Node) -> object:
    return "training" if channel.get("ChannelType") is None else channel.literal("ChannelType")


def _differing(first: Node, second: Node, member: str) -> Iterator[Problem]:
    default = _DEFAULT_CONTENT if member == "ContentType" else None
    values = [
        default if holder.get(member) is None else holder.literal(member)
        for holder in (first, second)
    ]
    one, other = values
    if not isinstance(one, str) or not isinstance(other, str) or one == other:
        return
    nodes = [holder.get(member) for holder in (second, first)]
    places = [node.place for node in nodes if node is not None]
    yield Problem(
        places[0],
        f"'{member}' is {shown(other)} for validation and {shown(one)} for training",
        "use one value for both channels",
        tuple((place, "the training channel") for place in places[1:]),
    )


@rule(
    "ARG223",
    on=Step,
    among=of_type("AutoML"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_AutoMLChannel.html",
    bad=[
        _automl('«"InputDataConfig"»: [{"TargetAttributeName": "y", "ChannelType": "validation"}]'),
    ],
    good=[_channels('"TargetAttributeName": "y"')],
)
def no_training_channel(step: Step, facts: Facts) -> Iterator[Problem]:
    """An AutoML job has data for validation and none for training.

    A channel of type `validation` goes with one of type `training`, which is what a channel is that
    names no type. With one data set only, leave `ChannelType` out: Autopilot splits it. How the
    service words its refusal is not known.
    """
    request = request_of(step, "AutoML")
    channels = () if request is None else elements(request, "InputDataConfig")
    holder = None if request is None else request.get("InputDataConfig")
    if holder is not None and channels and all(_type(each) == "validation" for each in channels):
        yield Problem(
            holder.lacking,
            "there is data for validation and none for training",
            "leave 'ChannelType' out of the channel for training",
        )


@rule(
    "ARG224",
    on=Step,
    among=of_type("AutoML"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_AutoMLDataSplitConfig.html",
    bad=[_automl('"AutoMLJobConfig": {"DataSplitConfig": {"ValidationFraction": «1»}}')],
    good=[_automl('"AutoMLJobConfig": {"DataSplitConfig": {"ValidationFraction": 0.2}}')],
)
def validation_takes_all_or_nothing(step: Step, facts: Facts) -> Iterator[Problem]:
    """The part of the data that an AutoML job keeps for validation is none, or all of it.

    "Values must be greater than 0 and less than 1"; the default is 0.2. The range in the API model
    includes both ends, so nothing but the service tells.
    """
    request = request_of(step, "AutoML")
    if request is None:
        return
    found = known(facts, request, "AutoMLJobConfig", "DataSplitConfig", "ValidationFraction")
    if found is not None and number(found) in (0, 1):
        yield Problem(
            found.node.place,
            f"'ValidationFraction' is {number(found)}",
            "expected more than 0 and less than 1",
            found.related,
            None if certain(found) else "warning",
        )


@rule(
    "ARG225",
    on=Step,
    among=of_type("AutoML"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_AutoMLAlgorithmConfig.html",
    bad=[
        _automl(
            '"AutoMLJobConfig": {"Mode": "ENSEMBLING", "CandidateGenerationConfig":'
            ' {"AlgorithmsConfig": [{"AutoMLAlgorithms": ["xgboost", «"mlp"»]}]}}'
        )
    ],
    good=[
        _automl(
            '"AutoMLJobConfig": {"Mode": "ENSEMBLING", "CandidateGenerationConfig":'
            ' {"AlgorithmsConfig": [{"AutoMLAlgorithms": ["xgboost", "fastai"]}]}}'
        )
    ],
)
def algorithm_of_other_mode(step: Step, facts: Facts) -> Iterator[Problem]:
    """An AutoML job selects an algorithm that its mode does not have.

    "Selected algorithms must belong to the list corresponding to the training mode". In a pipeline
    the mode is `ENSEMBLING`, which has catboost, extra-trees, fastai, lightgbm, linear-learner,
    nn-torch, randomforest and xgboost; `mlp` belongs to the other mode. The algorithms of time
    series are not judged.
    """
    request = request_of(step, "AutoML")
    keys = ("AutoMLJobConfig", "CandidateGenerationConfig", "AlgorithmsConfig")
    for config in () if request is None else elements(request, *keys):
        names = config.get("AutoMLAlgorithms")
        for name in () if names is None else names.items:
            if name.value in _NOT_IN_ENSEMBLES:
                yield Problem(
                    name.place,
                    f"'{name.value}' is no algorithm of the mode ENSEMBLING",
                    "leave it out",
                )
