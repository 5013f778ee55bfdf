"""The training jobs of a tuning job: several algorithms in one, and the machines they get."""

from __future__ import annotations

from pipelint import Problem, Step, rule
from pipelint_rules._steps import of_type
from pipelint_rules.arg._exclusive import both
from pipelint_rules.arg._jobs import elements, present, training_jobs
from pipelint_rules.arg._requests import request_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
_OBJECTIVE = '"TuningObjective": {"Type": "Maximize", "MetricName": "m"}'
#: Of all definitions of a tuning job together.
_MAX_ENVIRONMENT = 48


def _tuning(*definitions: str) -> str:
    listed = ", ".join(f"{{{definition}}}" for definition in definitions)
    return (
        '[{"Name": "T", "Type": "Tuning", "Arguments":'
        f' {{"TrainingJobDefinitions": [{listed}]}}}}]'
    )


def _environment(first: int, count: int) -> str:
    return ", ".join(f'"V{index}": "x"' for index in range(first, first + count))


@rule(
    "ARG206",
    on=Step,
    among=of_type("Tuning"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/multiple-algorithm-hpo.html",
    bad=[
        _tuning(f'"DefinitionName": "a", {_OBJECTIVE}', f'"DefinitionName": «"a"», {_OBJECTIVE}'),
        '[{"Name": "T", "Type": "Tuning", "Arguments": {"TrainingJobDefinitions":'
        f' [«{{»"DefinitionName": "a"}}, «{{»{_OBJECTIVE}}}]}}}}]',
    ],
    good=[_tuning(f'"DefinitionName": "a", {_OBJECTIVE}', f'"DefinitionName": "b", {_OBJECTIVE}')],
)
def unclear_training_definition(step: Step, facts: Facts) -> Iterator[Problem]:
    """One of several training job definitions lacks a name or an objective, or its name is taken.

    In `TrainingJobDefinitions` each entry is an algorithm of its own: it has a `DefinitionName` by
    which results are told apart, and its own `TuningObjective`. The API model leaves both optional
    as it shares the shape with `TrainingJobDefinition`; how the service words its refusal is not
    known, so this is a warning.
    """
    request = request_of(step, "Tuning")
    taken = set()
    for job in () if request is None else elements(request, "TrainingJobDefinitions"):
        for member in ("DefinitionName", "TuningObjective"):
            if not present(job, member):
                yield Problem(
                    job.lacking, f"a training job definition has no '{member}'", f"add '{member}'"
                )
        name = job.get("DefinitionName")
        if name is not None and isinstance(name.value, str):
            if name.value in taken:
                yield Problem(
                    name.place, f"two definitions have the name '{name.value}'", "name them apart"
                )
            taken.add(name.value)


@rule(
    "ARG207",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_HyperParameterTrainingJobDefinition.html",
    bad=[
        _tuning(
            f'"Environment": {{{_environment(0, 30)}}}',
            f'«"Environment"»: {{{_environment(30, 19)}}}',
        )
    ],
    good=[
        _tuning(
            f'"Environment": {{{_environment(0, 30)}}}',
            f'"Environment": {{{_environment(30, 18)}}}',
        )
    ],
)
def too_much_environment(step: Step, facts: Facts) -> Iterator[Problem]:
    """The training jobs of a tuning job have more than 48 environment variables together.

    "The sum of the number of environment variables for all the training job definitions can't
    exceed the maximum number specified", which is 48. The request is refused when the step is
    reached. Put what is long into a file that the jobs read.
    """
    count = 0
    request = request_of(step, "Tuning")
    for job in () if request is None else training_jobs(step):
        environment = job.get("Environment")
        own = 0 if environment is None else len(environment.children)
        count += own
        # A single one with too many is beyond the limit of its own shape.
        if environment is not None and count > _MAX_ENVIRONMENT >= own:
            yield Problem(
                environment.lacking,
                f"the definitions have {count} environment variables together",
                f"at most {_MAX_ENVIRONMENT}",
            )
            return


@rule(
    "ARG208",
    on=Step,
    among=of_type("Tuning"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_HyperParameterTuningResourceConfig.html",
    bad=[
        _tuning(
            '"HyperParameterTuningResourceConfig": {"InstanceConfigs": [{"InstanceType":'
            ' "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 9}],'
            ' «"InstanceType"»: "ml.m5.xlarge"}'
        ),
        _tuning(
            '"ResourceConfig": {"InstanceType": "ml.m5.xlarge"},'
            ' «"HyperParameterTuningResourceConfig"»: {"InstanceType": "ml.m5.xlarge"}'
        ),
    ],
    good=[
        _tuning(
            '"HyperParameterTuningResourceConfig": {"AllocationStrategy": "Prioritized",'
            ' "InstanceConfigs": [{"InstanceType": "ml.m5.xlarge", "InstanceCount": 1,'
            ' "VolumeSizeInGB": 9}]}'
        )
    ],
)
def tuning_resources_given_twice(step: Step, facts: Facts) -> Iterator[Problem]:
    """A tuning job says twice which instances it gets.

    "If you use `InstanceConfigs`, do not provide values for `InstanceType`, `VolumeSizeInGB` or
    `InstanceCount`." And where instance types are to be flexible,
    `HyperParameterTuningResourceConfig` stands instead of `ResourceConfig`; that the two together
    are refused is not said anywhere, so this is a warning.
    """
    if request_of(step, "Tuning") is None:
        return
    for job in training_jobs(step):
        for problem in both(job, "ResourceConfig", "HyperParameterTuningResourceConfig"):
            yield problem._replace(severity="warning")
        resources = job.get("HyperParameterTuningResourceConfig")
        for member in ("InstanceType", "InstanceCount", "VolumeSizeInGB"):
            if resources is not None:
                yield from both(resources, "InstanceConfigs", member)
