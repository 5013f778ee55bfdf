"""Limits of the language's own places: lengths, patterns, allowed words."""

from __future__ import annotations

from pipelint import Pipeline, Problem, rule
from pipelint.catalog import STEP_TYPES, shape, stamp
from pipelint_rules._own import own_misfits, subject, used_at
from pipelint_rules._place_names import named, shown
from pipelint_rules._suggest import suggest
from pipelint_rules.arg._patterns import in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Misfit

_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"
_API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"

# Names, parameters, conditions and retries have rules of their own.
_NAMES = frozenset({"StepName", "ParameterName"})
_CLOSED_ELSEWHERE = frozenset(
    {"DefinitionVersion", "ParameterType", "ConditionTypeName", "RetryExceptionType"}
)


@rule(
    "STR032",
    on=Pipeline,
    stage="create",
    evidence="E3",
    since="0.1",
    source=f"{_API}/API_PipelineExecutionStep.html",
    bad=[
        '[{"Name": "F", "Type": "Fail", "Arguments": {"ErrorMessage": "no"},'
        ' "DisplayName": «"' + "x" * 257 + '"»}]'
    ],
    good=[
        '[{"Name": "F", "Type": "Fail", "Arguments": {"ErrorMessage": "no"},'
        ' "DisplayName": "' + "x" * 256 + '"}]'
    ],
)
def overlong_text(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A text is longer than its place takes.

    `DisplayName` takes 256 characters, `Description` and `ErrorMessage` 3072, `SqsQueueUrl` and
    the name of an output 256, a value of `Metadata` 1024. The default of a parameter is reported
    at the default.

    The service's words for a text that is too long: `Model Validation failed: string '…' with
    length=260 cannot be greater than max=256`.
    """
    for misfit in own_misfits(facts, "too-long"):
        if isinstance(misfit.node.value, str) and misfit.shape.name not in _NAMES:
            yield Problem(
                misfit.node.place,
                f"{subject(misfit)} has {len(misfit.node.value)} characters",
                hint=f"at most {misfit.shape.max} are allowed",
                related=used_at(misfit),
            )


@rule(
    "STR033",
    on=Pipeline,
    stage="create",
    evidence="E2",
    since="0.1",
    source=f"{_API}/API_LineageMetadata.html",
    bad=[
        '[{"Name": "L", "Type": "Lineage", "Arguments": {"Actions": [{}, {}, {}, {}, {}, «{}»]}}]',
        '[{"Name": "E", "Type": "ForEach", "Arguments": {"IterableItems": «[]»,'
        ' "MaxConcurrency": 1, "ForEachBody": [{"Name": "B", "Type": "Lambda"}]}}]',
    ],
    good=['[{"Name": "L", "Type": "Lineage", "Arguments": {"Actions": [{}]}}]'],
)
def wrong_number_of_elements(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A list has more or fewer elements than its place takes.

    A Lambda or Callback step has at most 50 `OutputParameters`; a ForEach iterates over 1 to 100
    items and has a step in its body; a Lineage step makes at most 5 actions, 5 artifacts, 5
    contexts and 10 associations; a source of a Cleanup step names a URI, or has no `S3Uris` at
    all.

    Over the limit, split the step in two.
    """
    for kind in ("too-long", "too-short"):
        for misfit in own_misfits(facts, kind):
            node, limits = misfit.node, misfit.shape
            if isinstance(node.value, str) or limits.name in (
                "ParameterEnum",
                "RetryExceptionTypes",
            ):
                continue
            extra = None if limits.max is None else node.get(int(limits.max))
            yield Problem(
                node.place if extra is None else extra.place,
                f"{named(node)} has {len(node.items)} elements",
                hint=f"at most {limits.max} are allowed"
                if kind == "too-long"
                else f"at least {limits.min} is needed",
            )


@rule(
    "STR034",
    on=Pipeline,
    severity="warning",
    stage="run",
    evidence="E3",
    since="0.1",
    source=f"{_API}/API_CreateExperiment.html",
    bad=[
        '{"Version": "2020-12-01", "Steps": [], "PipelineExperimentConfig":'
        ' {"ExperimentName": «"churn_model"», "TrialName": "t"}}'
    ],
    good=[
        '{"Version": "2020-12-01", "Steps": [], "PipelineExperimentConfig":'
        ' {"ExperimentName": "churn-model", "TrialName": {"Get": "Execution.PipelineExecutionId"}}}'
    ],
)
def malformed_text(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A text does not match the pattern that the API has for it.

    Experiments, trials and model package groups are named with letters, digits and inner hyphens;
    no underscores, no blanks. The name reaches the API when an execution starts, which fails then.

    It is a warning: the pattern is the API model's, and what the pipeline makes of the text before
    is not known. A parameter's value is reported at its default.
    """
    for kind in ("pattern", "too-short"):
        for misfit in own_misfits(facts, kind):
            value, limits = misfit.node.value, misfit.shape
            if not isinstance(value, str) or limits.name in _NAMES:
                continue
            yield Problem(
                misfit.node.place,
                f"{subject(misfit)} is {shown(value)}, which does not match its pattern"
                if kind == "pattern"
                else f"{subject(misfit)} has {len(value)} characters",
                hint=f"expected {in_words(limits.pattern or '')}"
                if kind == "pattern"
                else f"at least {limits.min} is needed",
                related=used_at(misfit),
            )


@rule(
    "STR035",
    on=Pipeline,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_SCHEMA,
    bad=[
        '[{"Name": "Q", "Type": "QualityCheck", "Arguments": {}, "CheckType": «"MODEL_BIAS"»}]',
        '[{"Name": "L", "Type": "Lambda", "OutputParameters": [{"OutputName": "n",'
        ' "OutputType": «"Int"»}]}]',
        '[{"Name": "Sweep", "Type": "Cleanup", "Arguments": {},'
        ' "DependsOn": [{"Step": "Train", "Trigger": «"Always"»}]}]',
    ],
    good=['[{"Name": "Q", "Type": "QualityCheck", "Arguments": {}, "CheckType": "MODEL_QUALITY"}]'],
)
def unlisted_value(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A value is none of those that its place takes.

    `CheckType` is `DATA_BIAS`, `MODEL_BIAS` or `MODEL_EXPLAINABILITY` in a ClarifyCheck step, and
    `DATA_QUALITY` or `MODEL_QUALITY` in a QualityCheck step. An `OutputType` is `String`,
    `Integer`, `Boolean` or `Float`, the `Trigger` of a dependency `Failed`, `Stopped` or `Any` (a
    plain step name means `Completed`), the `Pick` of a selector `MaxBy` or `MinBy`. All are
    case-sensitive.

    The service's words for such a value: `Model Validation failed: Value '…' for '…' failed to
    satisfy enum value set: […]`.
    """
    for misfit in own_misfits(facts, "enum"):
        node, words = misfit.node, misfit.shape
        if words.name in _CLOSED_ELSEWHERE:
            continue
        growing = f"; the catalog is {stamp()}" if words.growing else ""
        yield Problem(
            node.place,
            f"{shown(node.value)} is no value of {named(misfit.uses[0] if misfit.uses else node)}"
            + growing,
            hint=_other_check(misfit) or suggest(str(node.value), words.enum or ()),
            related=used_at(misfit),
            severity="warning" if words.growing else None,
        )


def _other_check(misfit: Misfit) -> str | None:
    step = misfit.node.step
    if step is None or misfit.node.key != "CheckType":
        return None
    for name, definition in STEP_TYPES.items():
        words = shape(definition.check_type).enum or ()
        if "CheckType" in definition.keys and misfit.node.value in words and name != step.type:
            return f"it is a check of {name} steps; {step.type} has {_listed(misfit)}"
    return None


def _listed(misfit: Misfit) -> str:
    return " and ".join(f"'{word}'" for word in sorted(misfit.shape.enum or ()))
