"""Rules on Tuning steps: what examples do not show."""

from __future__ import annotations

import pytest

from pipelint_rules.arg.bounds import lower_bound_above_upper
from pipelint_rules.arg.tuning import (
    hyperband_without_max_resource,
    more_parallel_jobs_than_jobs,
    objective_not_defined,
    setting_of_another_strategy,
    training_definition_form,
    tuned_hyperparameter_is_static,
)
from pipelint_rules.arg.tuning_definitions import too_much_environment
from pipelint_rules.arg.tuning_ranges import (
    range_beyond_its_scale,
    range_bound_not_a_number,
    range_bounds_reversed,
)
from pipelint_rules.arg.tuning_search import number_of_combinations, numeric_range_on_grid
from tests.rules.linting import Json, condition, lint, pipeline, step

_OWN = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/own:1"
_XGBOOST = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
_LOW: Json = {"Name": "Low", "Type": "String", "DefaultValue": "9"}
_COUNT: Json = {"Name": "Count", "Type": "Integer", "DefaultValue": 2}


def tuning(config: Json, **arguments: object) -> Json:
    return step("Tune", "Tuning", Arguments={"HyperParameterTuningJobConfig": config, **arguments})


def objective(name: object) -> Json:
    return {"HyperParameterTuningJobObjective": {"Type": "Maximize", "MetricName": name}}


def job(image: object, *metrics: object) -> Json:
    definitions = [{"Name": metric, "Regex": "x=(.*)"} for metric in metrics]
    return {"AlgorithmSpecification": {"TrainingImage": image, "MetricDefinitions": definitions}}


def integers(low: object, high: object, **more: object) -> Json:
    found = {"Name": "x", "MinValue": low, "MaxValue": high, **more}
    return {"ParameterRanges": {"IntegerParameterRanges": [found]}}


def test_objective_that_is_near_a_metric_gets_a_suggestion_and_shows_the_metric() -> None:
    lone = tuning(objective("validation:auc"), TrainingJobDefinition=job(_OWN, "valid:auc"))

    [finding] = lint(objective_not_defined, pipeline([lone]))

    assert finding.severity == "error"
    assert finding.message == "'validation:auc' is none of the metrics in 'MetricDefinitions'"
    assert finding.hint == "did you mean 'valid:auc'?"
    assert [other.message for other in finding.related] == ["a metric of these jobs"]
    assert finding.pointer.endswith("/HyperParameterTuningJobObjective/MetricName")


def test_objective_of_a_job_in_a_branch_is_judged_too() -> None:
    lone = tuning(objective("validation:auc"), TrainingJobDefinition=job(_OWN, "valid:auc"))

    [finding] = lint(objective_not_defined, pipeline([condition([lone])]))

    assert finding.step == "Tune"


def test_objective_without_any_metric_definitions_is_a_warning() -> None:
    lone = tuning(objective("auc"), TrainingJobDefinition=job(_OWN))

    [finding] = lint(objective_not_defined, pipeline([lone]))

    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "definition",
    [
        job(_XGBOOST),
        job(_XGBOOST, "validation:auc"),
        job({"Get": "Parameters.Image"}),
        job(_OWN, {"Get": "Parameters.Metric"}),
        {"AlgorithmSpecification": {"AlgorithmName": "arn:aws:sagemaker:x"}},
    ],
)
def test_objective_of_an_algorithm_with_metrics_of_its_own_is_not_judged(definition: Json) -> None:
    lone = tuning(objective("validation:rmse"), TrainingJobDefinition=definition)

    assert lint(objective_not_defined, pipeline([lone])) == ()


def test_each_of_several_definitions_has_the_objective_that_it_names() -> None:
    jobs = [
        {**job(_OWN, "a"), "TuningObjective": {"Type": "Maximize", "MetricName": "a"}},
        {**job(_OWN, "a"), "TuningObjective": {"Type": "Maximize", "MetricName": "b"}},
    ]

    [finding] = lint(objective_not_defined, pipeline([tuning({}, TrainingJobDefinitions=jobs)]))

    assert "/TrainingJobDefinitions/1/TuningObjective/MetricName" in finding.pointer


def test_misspelt_training_definition_is_not_also_missing() -> None:
    lone = tuning({}, TrainingJobDefintion={})

    assert lint(training_definition_form, pipeline([lone])) == ()


def test_hyperparameter_that_is_tuned_in_its_definition_is_not_static_there() -> None:
    ranges = {"CategoricalParameterRanges": [{"Name": "x", "Values": ["1"]}]}
    definitions = [{"HyperParameterRanges": ranges, "StaticHyperParameters": {"x": "1"}}]

    [finding] = lint(
        tuned_hyperparameter_is_static,
        pipeline([tuning({}, TrainingJobDefinitions=definitions)]),
    )

    assert finding.pointer.endswith("/TrainingJobDefinitions/0/StaticHyperParameters/x")
    assert [other.message for other in finding.related] == ["tuned here"]


def test_ranges_of_one_definition_do_not_bind_another() -> None:
    ranges = {"CategoricalParameterRanges": [{"Name": "x", "Values": ["1"]}]}
    definitions = [{"HyperParameterRanges": ranges}, {"StaticHyperParameters": {"x": "1"}}]

    lone = tuning({}, TrainingJobDefinitions=definitions)

    assert lint(tuned_hyperparameter_is_static, pipeline([lone])) == ()


def test_default_that_is_fewer_than_the_parallel_jobs_is_related() -> None:
    limits = {
        "MaxNumberOfTrainingJobs": {"Get": "Parameters.Count"},
        "MaxParallelTrainingJobs": 5,
    }

    [finding] = lint(
        more_parallel_jobs_than_jobs, pipeline([tuning({"ResourceLimits": limits})], [_COUNT])
    )

    assert finding.message == "5 training jobs at once are more than the 2 in all"
    assert finding.related[-1].pointer == "/Parameters/0/DefaultValue"


def test_early_stopping_by_default_is_a_warning_with_hyperband() -> None:
    config = {
        "Strategy": "Hyperband",
        "TrainingJobEarlyStoppingType": {"Get": "Parameters.Stop"},
    }
    stop: Json = {"Name": "Stop", "Type": "String", "DefaultValue": "Auto"}

    [finding] = lint(setting_of_another_strategy, pipeline([tuning(config)], [stop]))

    assert finding.severity == "warning"


def test_hyperband_with_autotune_needs_no_max_resource() -> None:
    arguments = {"TrainingJobDefinition": {}, "Autotune": {"Mode": "Enabled"}}
    lone = tuning({"Strategy": "Hyperband"}, **arguments)

    assert lint(hyperband_without_max_resource, pipeline([lone])) == ()


def test_environment_of_one_definition_beyond_the_limit_is_left_to_the_rule_on_limits() -> None:
    variables = {f"V{index}": "x" for index in range(60)}
    lone = tuning({}, TrainingJobDefinition={"Environment": variables})

    assert lint(too_much_environment, pipeline([lone])) == ()


def test_bounds_are_compared_as_numbers() -> None:
    assert lint(range_bounds_reversed, pipeline([tuning(integers("9", "10"))])) == ()
    [finding] = lint(range_bounds_reversed, pipeline([tuning(integers("10", "9"))]))
    assert (finding.severity, finding.hint) == ("error", "give the smaller number as 'MinValue'")


def test_equal_bounds_are_a_warning() -> None:
    [finding] = lint(range_bounds_reversed, pipeline([tuning(integers("9", "9"))]))

    assert (finding.severity, finding.hint) == ("warning", "make it static")


def test_bounds_that_a_start_can_change_are_a_warning() -> None:
    lone = tuning(integers({"Get": "Parameters.Low"}, "3"))

    [finding] = lint(range_bounds_reversed, pipeline([lone], [_LOW]))

    assert finding.severity == "warning"
    assert [other.message for other in finding.related] == [
        "the maximum",
        "the parameter's default",
    ]


@pytest.mark.parametrize(
    ("bound", "severities"),
    [("1.5", ["error"]), ("1.0", ["warning"]), ("-1", []), ("x", ["error"])],
)
def test_bound_of_an_integer_is_a_whole_number(bound: str, severities: list[str]) -> None:
    findings = lint(range_bound_not_a_number, pipeline([tuning(integers(bound, "9"))]))

    assert [finding.severity for finding in findings] == severities


def test_bound_that_is_put_together_at_run_time_is_not_judged() -> None:
    low = {"Std:Join": {"On": "", "Values": [{"Get": "Parameters.Count"}]}}
    lone = tuning(integers(low, "0", ScalingType="Logarithmic"))

    for rule in (range_bounds_reversed, range_bound_not_a_number, range_beyond_its_scale):
        assert lint(rule, pipeline([lone], [_COUNT])) == ()


def test_empty_numeric_ranges_are_fine_on_a_grid() -> None:
    config = {"Strategy": "Grid", "ParameterRanges": {"IntegerParameterRanges": []}}

    assert lint(numeric_range_on_grid, pipeline([tuning(config)])) == ()


def test_combinations_are_those_of_all_ranges() -> None:
    ranges = {
        "IntegerParameterRanges": [{"Name": "x", "MinValue": "1", "MaxValue": "3"}],
        "CategoricalParameterRanges": [{"Name": "y", "Values": ["a", "b"]}],
    }
    limits = {"MaxNumberOfTrainingJobs": 7, "MaxParallelTrainingJobs": 1}

    [finding] = lint(
        number_of_combinations,
        pipeline([tuning({"ParameterRanges": ranges, "ResourceLimits": limits})]),
    )

    assert finding.message == "the ranges have 6 combinations for 7 training jobs"


def test_resources_of_hyperband_in_the_wrong_order_are_a_warning() -> None:
    strategy = {"HyperbandStrategyConfig": {"MinResource": 9, "MaxResource": 3}}

    [finding] = lint(
        lower_bound_above_upper,
        pipeline([tuning({"Strategy": "Hyperband", "StrategyConfig": strategy})]),
    )

    assert finding.severity == "warning"
    assert finding.message == "'MinResource' is 9, above 'MaxResource', which is 3"
