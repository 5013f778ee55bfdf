"""The space that a tuning job searches: how many ranges, of which kinds, how many combinations."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._steps import of_type
from pipelint_rules.arg._jobs import elements
from pipelint_rules.arg._known import known, number
from pipelint_rules.arg._requests import request_of
from pipelint_rules.arg.tuning_ranges import NUMERIC, holders, is_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Node

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_CONFIG = "HyperParameterTuningJobConfig"
_KINDS = (*NUMERIC, "CategoricalParameterRanges")
#: Of all kinds together.
_MAX_RANGES = 30


def _tuning(ranges: str, config: str = "") -> str:
    return (
        '[{"Name": "T", "Type": "Tuning", "Arguments":'
        f' {{"{_CONFIG}": {{{config}"ParameterRanges": {{{ranges}}}}}}}}}]'
    )


def _range(kind: str, low: str, high: str) -> str:
    return f'"{kind}ParameterRanges": [{{"Name": "x", "MinValue": {low}, "MaxValue": {high}}}]'


@rule(
    "ARG213",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E2",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-how-it-works.html",
    bad=[
        '[{"Name": "T", "Type": "Tuning", "Arguments": {"HyperParameterTuningJobConfig":'
        ' {"Strategy": "Grid", "ParameterRanges": {«"IntegerParameterRanges"»:'
        ' [{"Name": "x", "MinValue": "1", "MaxValue": "4"}]}}}}]'
    ],
    good=[
        _tuning(
            '"CategoricalParameterRanges": [{"Name": "x", "Values": ["1", "4"]}],'
            ' "IntegerParameterRanges": []',
            '"Strategy": "Grid", ',
        )
    ],
)
def numeric_range_on_grid(step: Step, facts: Facts) -> Iterator[Problem]:
    """A grid search has a range of numbers.

    A grid search tries every combination, so "only categorical parameters are supported when using
    the grid search strategy". List the numbers to be tried as the `Values` of a categorical
    range.
    """
    request = request_of(step, "Tuning")
    if request is None or request.literal(_CONFIG, "Strategy") != "Grid":
        return
    for holder in holders(step):
        for kind in NUMERIC:
            if elements(holder, kind):
                yield Problem(
                    holder.key_of(kind),
                    f"a grid search cannot have '{kind}'",
                    "list the numbers to be tried in 'CategoricalParameterRanges'",
                )


@rule(
    "ARG214",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_ParameterRanges.html",
    bad=[
        '[{"Name": "T", "Type": "Tuning", "Arguments": {"HyperParameterTuningJobConfig":'
        ' {«"ParameterRanges"»: {'
        + ", ".join(
            f'"{kind}": ['
            + ", ".join(
                f'{{"Name": "{kind[:2]}{index}", "MinValue": "1", "MaxValue": "2"}}'
                for index in range(16)
            )
            + "]"
            for kind in NUMERIC
        )
        + "}}}}]"
    ],
    good=[_tuning(_range("Integer", '"1"', '"2"'))],
)
def too_many_ranges(step: Step, facts: Facts) -> Iterator[Problem]:
    """A tuning job searches more than 30 hyperparameters.

    "The sum of the number of hyperparameters for all the ranges can't exceed the maximum number
    specified", which is 30 for each kind and for all kinds together. The request is refused when
    the step is reached.
    """
    for holder in holders(step):
        counts = [len(elements(holder, kind)) for kind in _KINDS]
        # A single list that is too long is beyond the limit of its own shape.
        if sum(counts) > _MAX_RANGES >= max(counts):
            yield Problem(
                holder.lacking,
                f"{sum(counts)} hyperparameters are searched",
                f"at most {_MAX_RANGES}",
            )


@rule(
    "ARG215",
    on=Step,
    among=of_type("Tuning"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=f"{_API}/API_ParameterRanges.html",
    bad=[
        _tuning(
            '"IntegerParameterRanges": [{"Name": "x", "MinValue": "1", "MaxValue": "4"}],'
            ' "CategoricalParameterRanges": [{"Name": «"x"», "Values": ["1", "4"]}]'
        )
    ],
    good=[
        _tuning(
            '"IntegerParameterRanges": [{"Name": "x", "MinValue": "1", "MaxValue": "4"}],'
            ' "CategoricalParameterRanges": [{"Name": "y", "Values": ["1", "4"]}]'
        )
    ],
)
def hyperparameter_tuned_twice(step: Step, facts: Facts) -> Iterator[Problem]:
    """A hyperparameter has two ranges.

    A training job gets one value for each hyperparameter. Which of the two ranges it would be from,
    or whether the service refuses the request, is not known. Take one of them out.
    """
    for holder in holders(step):
        seen: dict[str, Node] = {}
        for entry in (entry for kind in _KINDS for entry in elements(holder, kind)):
            name = entry.get("Name")
            if name is None or not isinstance(name.value, str):
                continue
            first = seen.setdefault(name.value, name)
            if first is not name:
                yield Problem(
                    name.place,
                    f"hyperparameter '{name.value}' has two ranges",
                    "keep one of them",
                    ((first.place, "the other range"),),
                )


@rule(
    "ARG216",
    on=Step,
    among=of_type("Tuning"),
    severity="warning",
    stage="run",
    evidence="E1",
    since="0.1",
    source="https://github.com/aws/amazon-sagemaker-operator-for-k8s/issues/123",
    bad=[
        _tuning(
            _range("Integer", '"1"', '"3"'),
            '"ResourceLimits": {"MaxNumberOfTrainingJobs": «10», "MaxParallelTrainingJobs": 1}, ',
        ),
        _tuning(
            '"CategoricalParameterRanges": [{"Name": "x", "Values": ["1", "4"]}]',
            '"Strategy": "Grid", "ResourceLimits": {"MaxNumberOfTrainingJobs": «1»,'
            ' "MaxParallelTrainingJobs": 1}, ',
        ),
    ],
    good=[
        _tuning(
            _range("Integer", '"1"', '"10"'),
            '"ResourceLimits": {"MaxNumberOfTrainingJobs": 10, "MaxParallelTrainingJobs": 1}, ',
        ),
        _tuning(
            _range("Continuous", '"1"', '"3"'),
            '"ResourceLimits": {"MaxNumberOfTrainingJobs": 10, "MaxParallelTrainingJobs": 1}, ',
        ),
    ],
)
def number_of_combinations(step: Step, facts: Facts) -> Iterator[Problem]:
    """A tuning job is to run more training jobs than its ranges have combinations.

    Without a continuous range the combinations can be counted. The service has refused such
    requests:

        You don't have enough combinations of hyperparameter ranges. The total number of
        hyperparameter combinations for the provided ranges [3.0] must be equal or greater than the
        value of MaxNumberOfJobs, [10]. Provide additional ranges.

    A grid search runs each combination once: `MaxNumberOfTrainingJobs` is best left out there, and
    has to match the number of combinations otherwise. Whether the service is still as strict is
    not known, so this is a warning.
    """
    request = request_of(step, "Tuning")
    ranges = None if request is None else request.get(_CONFIG, "ParameterRanges")
    if request is None or ranges is None or request.get("Autotune") is not None:
        return
    limit = known(facts, request, _CONFIG, "ResourceLimits", "MaxNumberOfTrainingJobs")
    jobs, combinations = number(limit), _combinations(ranges)
    if limit is None or jobs is None or combinations is None:
        return
    grid = request.literal(_CONFIG, "Strategy") == "Grid"
    if jobs > combinations or (grid and jobs != combinations):
        yield Problem(
            limit.node.place,
            f"the ranges have {combinations} combinations for {jobs} training jobs",
            "leave it out: a grid search runs each once" if grid else f"at most {combinations}",
            ((ranges.lacking, "the ranges"), *limit.related),
        )


def _combinations(ranges: Node) -> int | None:
    """How many combinations the ranges have; None where that is not to be counted."""
    if elements(ranges, "ContinuousParameterRanges") or ranges.get("AutoParameters") is not None:
        return None
    count = 1
    entries = [entry for kind in _KINDS for entry in elements(ranges, kind)]
    for entry in entries:
        values, low, high = (entry.literal(key) for key in ("Values", "MinValue", "MaxValue"))
        if isinstance(values, list):
            count *= len(values)
        elif isinstance(low, str) and isinstance(high, str) and all(map(is_whole, (low, high))):
            count *= max(int(high) - int(low) + 1, 0)
        else:
            return None
    return count if entries and count else None
