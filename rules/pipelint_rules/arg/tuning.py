"""Tuning jobs: how definitions, objective, strategy and limits go together."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._steps import of_type
from pipelint_rules._suggest import did_you_mean
from pipelint_rules.arg._exclusive import exactly_one
from pipelint_rules.arg._images import named_like_an_algorithm
from pipelint_rules.arg._jobs import elements, present, training_jobs
from pipelint_rules.arg._known import certain, known, number, text
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_CONFIG = "HyperParameterTuningJobConfig"
_LIMITS = '"ResourceLimits": {"MaxNumberOfTrainingJobs": 4, "MaxParallelTrainingJobs": 2}'
#: Where Hyperband looks for the highest number of resources if none is given.
_EPOCHS = ("epochs", "numepochs", "n-epochs", "n_epochs", "num_epochs")


def _tuning(config: str, definition: str = "") -> str:
    more = f', "TrainingJobDefinition": {{{definition}}}' if definition else ""
    return f'[{{"Name": "T", "Type": "Tuning", "Arguments": {{"{_CONFIG}": {{{config}}}{more}}}}}]'


def _objective(metrics: str, name: str) -> str:
    return _tuning(
        f'"HyperParameterTuningJobObjective": {{"Type": "Maximize", "MetricName": {name}}}',
        '"AlgorithmSpecification": {"TrainingInputMode": "File",'
        f' "TrainingImage": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/own:1"{metrics}}}',
    )


@rule(
    "ARG200",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/issues/3932",
    bad=[
        _objective(
            ', "MetricDefinitions": [{"Name": "valid:auc", "Regex": "auc=(.*)"}]',
            '«"validation:auc"»',
        ),
        _objective("", '«"validation:auc"»'),
    ],
    good=[
        _objective(
            ', "MetricDefinitions": [{"Name": "validation:auc", "Regex": "auc=(.*)"}]',
            '"validation:auc"',
        )
    ],
)
def objective_not_defined(step: Step, facts: Facts) -> Iterator[Problem]:
    """The objective of a tuning job is none of the metrics that its training jobs emit.

    A tuning job reads its objective from the logs, by the regular expression in
    `MetricDefinitions`. Without an entry of that name the request is refused when the step is
    reached:

        A metric is required for this hyperparameter tuning job objective. Provide a metric in the
        metric definitions.

    Write the same name in both places (SDK: `objective_metric_name` and `metric_definitions` of the
    `HyperparameterTuner`). Built-in algorithms and those of the Marketplace bring metrics of their
    own. For an image that has no metric definitions at all this is a warning, since pipelint knows
    built-in algorithms by the name of the image only.
    """
    request = request_of(step, "Tuning")
    if request is None:
        return
    for job in training_jobs(step):
        objective = job.get("TuningObjective", "MetricName")
        if objective is None and job.key == "TrainingJobDefinition":
            objective = request.get(_CONFIG, "HyperParameterTuningJobObjective", "MetricName")
        if objective is not None and isinstance(objective.value, str):
            yield from _undefined(objective, job)


def _undefined(objective: Node, job: Node) -> Iterator[Problem]:
    if job.get("AlgorithmSpecification", "AlgorithmName") is not None:
        return
    image = job.literal("AlgorithmSpecification", "TrainingImage")
    metrics = job.get("AlgorithmSpecification", "MetricDefinitions")
    listed = elements(job, "AlgorithmSpecification", "MetricDefinitions")
    names = [metric.literal("Name") for metric in listed]
    known_names = [name for name in names if isinstance(name, str)]
    if (isinstance(image, str) and named_like_an_algorithm(image)) or objective.value in names:
        return
    if metrics is not None and listed and len(known_names) == len(names):
        yield Problem(
            objective.place,
            f"'{objective.value}' is none of the metrics in 'MetricDefinitions'",
            did_you_mean(str(objective.value), known_names),
            tuple((metric.place, "a metric of these jobs") for metric in listed[:3]),
        )
    elif isinstance(image, str) and not listed and (metrics is None or metrics.value == []):
        yield Problem(
            objective.place,
            f"no 'MetricDefinitions' say how to find '{objective.value}' in the logs",
            "add it to 'AlgorithmSpecification.MetricDefinitions' with a regular expression",
            severity="warning",
        )


@rule(
    "ARG201",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://github.com/aws/sagemaker-python-sdk/blob/master-v2/src/sagemaker/session.py",
    bad=[
        '[{"Name": "T", "Type": "Tuning", "Arguments": {"TrainingJobDefinition": {},'
        ' «"TrainingJobDefinitions"»: []}}]',
        '[{"Name": "T", "Type": "Tuning", «"Arguments"»: {"HyperParameterTuningJobConfig": {}}}]',
    ],
    good=['[{"Name": "T", "Type": "Tuning", "Arguments": {"TrainingJobDefinition": {}}}]'],
)
def training_definition_form(step: Step, facts: Facts) -> Iterator[Problem]:
    """A tuning job has both `TrainingJobDefinition` and `TrainingJobDefinitions`, or none of them.

    One algorithm is described in `TrainingJobDefinition`, several in the list
    `TrainingJobDefinitions`. The SDK refuses to send a request with both or none; a definition
    that is written by hand fails when the step is reached.
    """
    request = request_of(step, "Tuning")
    if request is not None:
        yield from exactly_one(request, "TrainingJobDefinition", "TrainingJobDefinitions")


@rule(
    "ARG202",
    on=Step,
    among=of_type("Tuning"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_HyperParameterTrainingJobDefinition.html",
    bad=[
        _tuning(
            '"ParameterRanges": {"IntegerParameterRanges":'
            ' [{"Name": "max_depth", "MinValue": "1", "MaxValue": "9"}]}',
            '"StaticHyperParameters": {"num_round": "9", "max_depth": «"6"»}',
        )
    ],
    good=[
        _tuning(
            '"ParameterRanges": {"IntegerParameterRanges":'
            ' [{"Name": "max_depth", "MinValue": "1", "MaxValue": "9"}]}',
            '"StaticHyperParameters": {"num_round": "9"}',
        )
    ],
)
def tuned_hyperparameter_is_static(step: Step, facts: Facts) -> Iterator[Problem]:
    """A hyperparameter has a range to be searched and a static value.

    The API describes static hyperparameters as those "that do not change for the tuning job". The
    SDK takes tuned names out of `StaticHyperParameters`; a definition that is written by hand has
    to do so itself. Whether the service refuses the request, or which of the two wins, is not
    known.
    """
    request = request_of(step, "Tuning")
    if request is None:
        return
    for job in training_jobs(step):
        static = job.get("StaticHyperParameters")
        holders = [job.get("HyperParameterRanges")]
        if job.key == "TrainingJobDefinition":
            holders.append(request.get(_CONFIG, "ParameterRanges"))
        for holder in holders:
            for name in () if holder is None or static is None else _names(holder):
                value = static.get(str(name.value)) if static is not None else None
                if value is not None:
                    yield Problem(
                        value.place,
                        f"hyperparameter '{name.value}' is tuned and static",
                        "take it out of 'StaticHyperParameters'",
                        ((name.place, "tuned here"),),
                    )


def _names(ranges: Node) -> Iterator[Node]:
    for kind in ranges.children:
        for entry in elements(ranges, str(kind)):
            name = entry.get("Name")
            if name is not None and isinstance(name.value, str):
                yield name


@rule(
    "ARG203",
    on=Step,
    among=of_type("Tuning"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_ResourceLimits.html",
    bad=[
        _tuning('"ResourceLimits": {"MaxNumberOfTrainingJobs": 4, "MaxParallelTrainingJobs": «20»}')
    ],
    good=[_tuning(_LIMITS)],
)
def more_parallel_jobs_than_jobs(step: Step, facts: Facts) -> Iterator[Problem]:
    """A tuning job may run more training jobs at once than it may run at all.

    Most often the two numbers were swapped. The reference does not say what the service does then;
    as a strategy such as Bayesian search learns from jobs that are over, running all of them at
    once makes it a random search at best.
    """
    request = request_of(step, "Tuning")
    limits = None if request is None else request.get(_CONFIG, "ResourceLimits")
    if limits is None:
        return
    total = known(facts, limits, "MaxNumberOfTrainingJobs")
    parallel = known(facts, limits, "MaxParallelTrainingJobs")
    most, at_once = number(total), number(parallel)
    if total is None or parallel is None or most is None or at_once is None or at_once <= most:
        return
    yield Problem(
        parallel.node.place,
        f"{at_once} training jobs at once are more than the {most} in all",
        "were 'MaxNumberOfTrainingJobs' and 'MaxParallelTrainingJobs' swapped?",
        ((total.node.place, "in all"), *parallel.related, *total.related),
    )


@rule(
    "ARG204",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_HyperParameterTuningJobConfig.html",
    bad=[
        _tuning('"Strategy": "Hyperband", "TrainingJobEarlyStoppingType": «"Auto"»'),
        _tuning(
            '"Strategy": "Bayesian", «"StrategyConfig"»:'
            ' {"HyperbandStrategyConfig": {"MaxResource": 9}}'
        ),
    ],
    good=[
        _tuning(
            '"Strategy": "Hyperband", "TrainingJobEarlyStoppingType": "Off", "StrategyConfig":'
            ' {"HyperbandStrategyConfig": {"MaxResource": 9}}'
        )
    ],
)
def setting_of_another_strategy(step: Step, facts: Facts) -> Iterator[Problem]:
    """A tuning job has a setting that its search strategy does not take.

    "Because the Hyperband strategy has its own advanced internal early stopping mechanism,
    `TrainingJobEarlyStoppingType` must be `OFF`"; and `StrategyConfig` "is only supported for the
    Hyperband selection". The request is refused when the step is reached.
    """
    request = request_of(step, "Tuning")
    config = None if request is None else request.get(_CONFIG)
    if config is None:
        return
    found = known(facts, config, "Strategy")
    strategy = text(found)
    stopping = known(facts, config, "TrainingJobEarlyStoppingType")
    if strategy == "Hyperband" and stopping is not None and text(stopping) == "Auto":
        yield Problem(
            stopping.node.place,
            "the Hyperband strategy takes no early stopping but its own",
            "expected 'Off'",
            stopping.related,
            None if certain(found, stopping) else "warning",
        )
    if strategy in ("Bayesian", "Random", "Grid") and present(config, "StrategyConfig"):
        yield Problem(
            config.key_of("StrategyConfig"),
            f"'StrategyConfig' is for the Hyperband strategy, not for {strategy}",
            "leave it out, or choose Hyperband",
            severity=None if certain(found) else "warning",
        )


@rule(
    "ARG205",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_HyperbandStrategyConfig.html",
    bad=[_tuning('"Strategy": «"Hyperband"»', '"StaticHyperParameters": {"lr": "0.1"}')],
    good=[
        _tuning('"Strategy": "Hyperband"', '"StaticHyperParameters": {"epochs": "9"}'),
        _tuning(
            '"Strategy": "Hyperband", "StrategyConfig":'
            ' {"HyperbandStrategyConfig": {"MaxResource": 9}}',
            '"StaticHyperParameters": {"lr": "0.1"}',
        ),
    ],
)
def hyperband_without_max_resource(step: Step, facts: Facts) -> Iterator[Problem]:
    """The Hyperband strategy cannot know how long a training job may run at most.

    Without `MaxResource` it takes the number from a static hyperparameter `epochs`, `numepochs`,
    `n-epochs`, `n_epochs` or `num_epochs`; where it finds none "it generates a validation error".
    Set `StrategyConfig.HyperbandStrategyConfig.MaxResource`.
    """
    request = request_of(step, "Tuning")
    strategy = None if request is None else request.get(_CONFIG, "Strategy")
    if request is None or strategy is None or strategy.value != "Hyperband":
        return
    if request.get(_CONFIG, "StrategyConfig", "HyperbandStrategyConfig", "MaxResource"):
        return
    jobs = list(training_jobs(step))
    if request.get("Autotune") is None and jobs and not any(map(_has_epochs, jobs)):
        yield Problem(
            strategy.place,
            "the Hyperband strategy has no 'MaxResource', nor a static number of epochs",
            "add 'StrategyConfig.HyperbandStrategyConfig.MaxResource'",
        )


def _has_epochs(job: Node) -> bool:
    static = job.get("StaticHyperParameters")
    return static is not None and any(static.get(name) is not None for name in _EPOCHS)
