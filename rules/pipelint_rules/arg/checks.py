"""ClarifyCheck and QualityCheck steps: baselines, models, and what the container is told."""

from __future__ import annotations

from json import loads

from pipelint import Problem, Step, rule
from pipelint_rules._place_names import shown
from pipelint_rules._steps import of_type
from pipelint_rules.arg._known import Known, certain, known, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts

_BASELINES = "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-quality-clarify-baseline-lifecycle.html"
_GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_SOURCES = ("SuppliedBaselineConstraints", "SuppliedBaselineStatistics", "ModelPackageGroupName")
_PROBLEMS = ("Regression", "BinaryClassification", "MulticlassClassification")
_MODEL_CHECKS = ("MODEL_BIAS", "MODEL_EXPLAINABILITY")


def _check(members: str, environment: str = "", kind: str = "QualityCheck") -> str:
    return (
        f'[{{"Name": "C", "Type": "{kind}", {members},'
        f' "Arguments": {{"Environment": {{{environment}}}}}}}]'
    )


_SKIPPED = '"SkipCheck": true, "RegisterNewBaseline": true'
_QUALITY = '"CheckType": "MODEL_QUALITY", ' + _SKIPPED


def _is_given(step: Step, key: str) -> bool:
    found = step.get(key)
    return found is not None and found.value is not None


def _flag(step: Step, facts: Facts, key: str) -> tuple[bool | None, Known | None]:
    """A switch of a check step, which is off where absent, and where it is written."""
    if not _is_given(step, key):
        return False, None
    found = known(facts, step, key)
    value = None if found is None else found.value
    return (value if isinstance(value, bool) else None), found


@rule(
    "ARG170",
    on=Step,
    among=of_type("ClarifyCheck", "QualityCheck"),
    stage="run",
    evidence="E2",
    since="0.1",
    source=_BASELINES,
    bad=[
        '[{"Name": «"C"», "Type": "QualityCheck", "CheckType": "DATA_QUALITY",'
        ' "SkipCheck": false, "RegisterNewBaseline": false, "Arguments": {}}]',
        '[{"Name": «"C"», "Type": "ClarifyCheck", "CheckType": "DATA_BIAS",'
        ' "SkipCheck": true, "RegisterNewBaseline": false, "Arguments": {}}]',
    ],
    good=[
        '[{"Name": "C", "Type": "QualityCheck", "CheckType": "DATA_QUALITY",'
        ' "SkipCheck": true, "RegisterNewBaseline": true, "Arguments": {}}]',
        '[{"Name": "C", "Type": "QualityCheck", "CheckType": "DATA_QUALITY",'
        ' "ModelPackageGroupName": "g", "Arguments": {}}]',
    ],
)
def check_without_baseline(step: Step, facts: Facts) -> Iterator[Problem]:
    """A check needs an earlier baseline, and none is given.

    A step that does not skip the check compares with an earlier baseline: a supplied one, or that
    of the latest approved version in the model package group. Without either it can only fail, when
    it is reached. Give `ModelPackageGroupName` or the `SuppliedBaseline…` members; for the
    first run set both `SkipCheck` and `RegisterNewBaseline` to true (`skip_check`,
    `register_new_baseline` in the SDK).

    It is a warning where a start may change the switches, and where the check is skipped and no
    new baseline registered: then `BaselineUsedForDriftCheck…` has nothing to name.
    """
    if any(_is_given(step, key) for key in _SOURCES):
        return
    skips, skip = _flag(step, facts, "SkipCheck")
    registers, register = _flag(step, facts, "RegisterNewBaseline")
    if skips is False or (skips and registers is False):
        places = [found for found in (skip, register) if found is not None]
        yield Problem(
            step.lacking,
            f"{step.label} needs an earlier baseline and has none",
            hint="add 'ModelPackageGroupName' or the supplied baselines",
            related=tuple((found.origin.place, "set here") for found in places),
            severity="warning" if skips or not certain(skip) else None,
        )


@rule(
    "ARG171",
    on=Step,
    among=of_type("QualityCheck"),
    severity="warning",
    stage="run",
    evidence="E2",
    since="0.1",
    source=_BASELINES,
    bad=[_check('"CheckType": "DATA_QUALITY", «"SuppliedBaselineStatistics"»: "s3://b/s.json"')],
    good=[
        _check(
            '"CheckType": "DATA_QUALITY", "SuppliedBaselineStatistics": "s3://b/s.json",'
            ' "SuppliedBaselineConstraints": "s3://b/c.json"'
        )
    ],
)
def half_a_baseline(step: Step, facts: Facts) -> Iterator[Problem]:
    """A quality check is supplied with one half of a baseline.

    The baseline of a QualityCheck step has statistics and constraints; both are compared. With only
    one supplied, the other is taken from the model package group if there is one, and is missing
    else. Supply both.
    """
    keys = ("SuppliedBaselineStatistics", "SuppliedBaselineConstraints")
    given = [key for key in keys if _is_given(step, key)]
    if len(given) == 1:
        other = keys[1 - keys.index(given[0])]
        yield Problem(
            step.key_of(given[0]), f"'{given[0]}' comes without '{other}'", hint=f"add '{other}'"
        )


@rule(
    "ARG172",
    on=Step,
    among=of_type("ClarifyCheck"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source=_GUIDE,
    bad=[
        _check(f'"CheckType": "DATA_BIAS", {_SKIPPED}, «"ModelName"»: "m"', kind="ClarifyCheck"),
        '[{"Name": «"C"», "Type": "ClarifyCheck", "CheckType": "MODEL_BIAS", "Arguments": {}}]',
    ],
    good=[
        _check(f'"CheckType": "MODEL_BIAS", {_SKIPPED}, "ModelName": "m"', kind="ClarifyCheck"),
        _check(f'"CheckType": "DATA_BIAS", {_SKIPPED}', kind="ClarifyCheck"),
    ],
)
def model_of_check(step: Step, facts: Facts) -> Iterator[Problem]:
    """A check of a model names none, or a check of data names one.

    `ModelName` belongs to the checks `MODEL_BIAS` and `MODEL_EXPLAINABILITY`, which ask the model
    for predictions; the SDK writes it for these two and no other. What the service says without
    it, or with it elsewhere, is not known.
    """
    kind = step.literal("CheckType")
    if kind in _MODEL_CHECKS and not _is_given(step, "ModelName"):
        yield Problem(
            step.lacking, f"a check of type '{kind}' needs 'ModelName'", hint="add 'ModelName'"
        )
    elif kind == "DATA_BIAS" and _is_given(step, "ModelName"):
        yield Problem(
            step.key_of("ModelName"), "a check of type 'DATA_BIAS' has no model", hint="drop it"
        )


@rule(
    "ARG173",
    on=Step,
    among=of_type("QualityCheck"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-model-quality-baseline.html",
    bad=[
        f'[{{"Name": "C", "Type": "QualityCheck", {_QUALITY}, "Arguments": {{«"Environment"»:'
        ' {"analysis_type": "MODEL_QUALITY", "problem_type": "Regression",'
        ' "inference_attribute": "y"}}}]'
    ],
    good=[
        _check(
            _QUALITY,
            '"analysis_type": "MODEL_QUALITY", "problem_type": "Regression",'
            ' "inference_attribute": "y", "ground_truth_attribute": "t"',
        )
    ],
)
def incomplete_model_quality(step: Step, facts: Facts) -> Iterator[Problem]:
    """A check of a model's quality does not say what is compared with what.

    The container of the check reads its task from the environment: `analysis_type`,
    `problem_type`, `ground_truth_attribute`, and `inference_attribute` or `probability_attribute`.
    The SDK writes them from `ModelQualityCheckConfig`. Whether a container with defaults of its own
    exists is not known.
    """
    environment = step.get("Arguments", "Environment")
    if step.literal("CheckType") != "MODEL_QUALITY":
        return
    if environment is None or not isinstance(environment.value, dict):
        return
    keys = environment.children
    lacking = [
        key
        for key in ("analysis_type", "problem_type", "ground_truth_attribute")
        if key not in keys
    ]
    if "inference_attribute" not in keys and "probability_attribute" not in keys:
        lacking.append("inference_attribute")
    if lacking:
        yield Problem(
            environment.lacking,
            "a check of model quality lacks " + ", ".join(f"'{key}'" for key in lacking),
            hint="add them to 'Environment'",
        )


@rule(
    "ARG174",
    on=Step,
    among=of_type("QualityCheck"),
    severity="warning",
    stage="run",
    evidence="E4",
    since="0.1",
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-contract-inputs.html",
    bad=[
        _check('"CheckType": "DATA_QUALITY", ' + _SKIPPED, '"dataset_format": «"csv"»'),
        _check(_QUALITY, '"problem_type": «"regression"»'),
        _check(_QUALITY, '"analysis_type": «"DATA_QUALITY"»'),
    ],
    good=[
        _check(
            '"CheckType": "DATA_QUALITY", ' + _SKIPPED,
            r'"dataset_format": "{\"csv\": {\"header\": true}}"',
        ),
        _check(_QUALITY, '"problem_type": "Regression"'),
    ],
)
def check_environment(step: Step, facts: Facts) -> Iterator[Problem]:
    """The container of a quality check is told something it cannot read.

    `dataset_format` is an object written as JSON text (`{"csv": {"header": true}}`), `problem_type`
    one of `Regression`, `BinaryClassification` and `MulticlassClassification`, `analysis_type` the
    step's own `CheckType`. The SDK writes them so. What the container says to others is not known.
    """
    environment = step.get("Arguments", "Environment")
    if environment is None:
        return
    for key, expected in (
        ("dataset_format", "a JSON object as text"),
        ("problem_type", "one of " + ", ".join(f"'{name}'" for name in _PROBLEMS)),
        ("analysis_type", f"the step's own '{step.literal('CheckType')}'"),
    ):
        found = known(facts, environment, key)
        value = text(found)
        if found is not None and value is not None and not _is_readable(key, value, step):
            yield Problem(
                found.node.place,
                f"the check cannot read '{key}' {shown(value)}",
                hint=f"expected {expected}",
                related=found.related,
            )


def _is_readable(key: str, value: str, step: Step) -> bool:
    if key == "problem_type":
        return value in _PROBLEMS
    if key == "analysis_type":
        kind = step.literal("CheckType")
        return kind is None or value == kind
    try:
        return isinstance(loads(value), dict)
    except ValueError:
        return False
