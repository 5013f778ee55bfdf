"""Steps: their type, and the keys beside `Arguments`."""

from __future__ import annotations

from functools import cache

from pipelint import Pipeline, Problem, Step, rule
from pipelint.catalog import STEP_ALIASES, STEP_TYPES, shape, stamp
from pipelint_rules._own import misspelt, own_misfits, stands_for_missing
from pipelint_rules._place_names import shown
from pipelint_rules._suggest import did_you_mean, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Place
    from pipelint.catalog import StepType

_STEPS = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html"
_FILES = "https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-propertyfile.html"
_SCHEMA = "https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/"

# Said by rules of their own: caching and retries, and property files.
_ELSEWHERE = frozenset({"CacheConfig", "PropertyFiles", "RetryPolicies"})
# Every step-level key of the language is a member of the shape of a step of unknown type.
_ANY_STEP = "Step.?"


@rule(
    "STR010",
    on=Step,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_STEPS,
    bad=[
        '[{"Name": "MakeModel", "Type": «"CreateModel"», "Arguments": {}}]',
        '[{"Name": "Prep", "Type": «"processing"», "Arguments": {}}]',
        '[{"Name": "Prep", "Type": «"Procesing"», "Arguments": {}}]',
    ],
    good=['[{"Name": "MakeModel", "Type": "Model", "Arguments": {}}]'],
)
def unknown_step_type(step: Step, facts: Facts) -> Iterator[Problem]:
    """The `Type` of a step is none of the language's.

    Types are case-sensitive, and often not called like the SDK's class or the API's operation: a
    model is made by `Model` and not by `CreateModel`, an `@step` function and a notebook job are
    `Training` steps.

    A name that is known to be another one's alias, or differs in case only, is an error. Any other
    is a warning: the service may have got a type that the catalog of this pipelint does not know
    yet; `pipelint --version` names its date. The arguments of such a step are not checked.
    """
    if step.type is None or step.definition is not None:
        return
    place = step.key_of("Type")._replace(aspect="value")
    known = _alias(step.type)
    message = f"step type {shown(step.type)} is not known"
    if known is not None:
        yield Problem(place, message, hint=f"write '{known}'")
        return
    near = nearest(step.type, STEP_TYPES)
    yield Problem(
        place,
        message,
        hint=f"did you mean '{near}'?" if near else f"the catalog is {stamp()}; is the type newer?",
        severity="warning",
    )


def _alias(name: str) -> str | None:
    """The type that is called `name` elsewhere, or in another case."""
    folded = name.casefold()
    for word in (folded, folded.removesuffix("step")):
        for known in STEP_TYPES:
            if known.casefold() == word:
                return known
        for alias, known in STEP_ALIASES.items():
            if alias.casefold() == word:
                return known
    return None


@rule(
    "STR011",
    on=Pipeline,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_STEPS,
    bad=[
        '[{"Name": "Prep", "Type": "Processing", "Arguments": {}, «"Environment"»: {"A": "1"}}]',
        '[{"Name": "Prep", "Type": "Processing", "Arguments": {}, «"Dependson"»: ["Load"]}]',
    ],
    good=['[{"Name": "Prep", "Type": "Processing", "Arguments": {"Environment": {"A": "1"}}}]'],
)
def unknown_step_key(pipeline: Pipeline, facts: Facts) -> Iterator[Problem]:
    """A step has a key that no step takes.

    Beside `Name`, `Type` and `Arguments` a step has `DisplayName`, `Description`, `DependsOn`,
    `CacheConfig`, `RetryPolicies` and a few keys of its type. What configures the job goes into
    `Arguments`, which is the request of the API: `Environment` beside `Arguments` never reaches
    the container.

    The service refuses unknown members of `Arguments`; that it refuses unknown keys of a step is
    likely, and not known. If it does not, the key has no effect.
    """
    for misfit in own_misfits(facts, "unknown-member"):
        step = misfit.node
        if isinstance(step, Step) and not stands_for_missing(misfit):
            yield Problem(
                step.key_of(misfit.detail),
                f"a {step.type} step has no key '{misfit.detail}'",
                hint=_argument_hint(step, misfit.detail)
                or did_you_mean(misfit.detail, _taken(step)),
            )


def _argument_hint(step: Step, key: str) -> str | None:
    definition = step.definition
    if definition is None:
        return None
    return "move it into 'Arguments'" if key in shape(definition.arguments).members else None


def _taken(step: Step) -> tuple[str, ...]:
    """The keys that a step takes and does not have yet."""
    taken = () if step.definition is None else step.definition.taken
    return tuple(key for key in taken if key not in step.children)


@rule(
    "STR012",
    on=Step,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_STEPS,
    bad=[
        '[{"Name": "Prep", "Type": "Processing", "Arguments": {}, «"OutputParameters"»: []}]',
        '[{"Name": "Bias", "Type": "ClarifyCheck", "CheckType": "DATA_BIAS", "Arguments": {},'
        ' «"ModelName"»: "m"}]',
    ],
    good=[
        '[{"Name": "L", "Type": "Lambda", "OutputParameters": [],'
        ' "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f"}]',
        '[{"Name": "Bias", "Type": "ClarifyCheck", "CheckType": "MODEL_BIAS", "Arguments": {},'
        ' "ModelName": "m"}]',
    ],
)
def misplaced_step_key(step: Step, facts: Facts) -> Iterator[Problem]:
    """A step has a key that belongs to steps of another type.

    `FunctionArn` is a Lambda step's, `SqsQueueUrl` a Callback step's, `OutputParameters` belongs
    to both; `CheckType`, `SkipCheck` and the baselines belong to ClarifyCheck and QualityCheck
    steps. `ModelName` beside `Arguments` is read for the check types `MODEL_BIAS` and
    `MODEL_EXPLAINABILITY` only.

    On another step the key has no effect, or the definition is refused: which of the two is not
    known.
    """
    if step.definition is None or not isinstance(step.value, dict):
        return
    silent = _silent(step.definition)
    for key, value in step.value.items():
        if key not in silent and value is not None and key in shape(_ANY_STEP).members:
            yield Problem(
                step.key_of(key),
                f"a {step.type} step does not take '{key}'",
                hint=_argument_hint(step, key) or _takers(key),
            )
    if step.value.get("CheckType") == "DATA_BIAS" and step.value.get("ModelName") is not None:
        yield Problem(
            step.key_of("ModelName"),
            "a check of data bias does not take 'ModelName'",
            hint="remove it, or use the check type 'MODEL_BIAS'",
        )


@cache
def _silent(definition: StepType) -> frozenset[str]:
    """The keys that a step of this type takes, and those of which other rules speak."""
    return _ELSEWHERE.union(definition.taken)


def _takers(key: str) -> str:
    names = [name for name, definition in STEP_TYPES.items() if key in definition.keys]
    return f"it belongs to steps of type {' and '.join(names)}"


@rule(
    "STR013",
    on=Step,
    stage="create",
    evidence="E2",
    since="0.1",
    source=_FILES,
    bad=[
        '[{"Name": "Train", "Type": "Training", "Arguments": {}, «"PropertyFiles"»:'
        ' [{"PropertyFileName": "F", "OutputName": "o", "FilePath": "f.json"}]}]'
    ],
    good=[
        '[{"Name": "Eval", "Type": "Processing", "Arguments": {}, "PropertyFiles":'
        ' [{"PropertyFileName": "F", "OutputName": "o", "FilePath": "f.json"}]}]'
    ],
)
def property_files_of_another_step(step: Step, facts: Facts) -> Iterator[Problem]:
    """A step that is no Processing step has `PropertyFiles`.

    A property file is a JSON file in an output of a processing job; no other job has such outputs.
    To read a file of a training job, let a Processing step write the values, or read the file by
    its URI: `{"Std:JsonGet": {"S3Uri": {"Std:Join": …}, "Path": "…"}}`, with the step in
    `DependsOn`.
    """
    files = step.get("PropertyFiles")
    if files is None or not files.value or step.definition is None or step.type == "Processing":
        return
    yield Problem(
        step.key_of("PropertyFiles"),
        f"a {step.type} step has no property files",
        hint="read the file by its 'S3Uri', or write it in a Processing step",
    )


@rule(
    "STR014",
    on=Step,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_SCHEMA,
    bad=[
        '[{"Name": «"Train"», "Type": "Training"}]',
        '[{"Name": "Train", "Type": "Training", "Arguments": «null»}]',
        '[{"Name": "Train", "Type": "Training", «"arguments"»: {}}]',
    ],
    good=[
        '[{"Name": "Train", "Type": "Training", "Arguments": {}}]',
        '[{"Name": "L", "Type": "Lambda",'
        ' "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f"}]',
    ],
)
def missing_arguments(step: Step, facts: Facts) -> Iterator[Problem]:
    """A step has no `Arguments`.

    They are the request that the step makes, or the step's own settings; without them there is
    nothing to run. Only Lambda and Callback steps may do without, when they pass no payload.
    """
    if step.definition is None:
        return
    arguments = step.arguments
    if arguments is None:
        if step.definition.needs_arguments:
            yield Problem(*_lacking_arguments(step))
    elif arguments.value is None:
        yield Problem(
            arguments.place,
            f"the arguments of {step.label} are null",
            hint="write an object",
            severity=None if step.definition.needs_arguments else "warning",
        )


def _lacking_arguments(step: Step) -> tuple[Place, str, str]:
    near = misspelt(step, "Arguments")
    message = f"{step.label} has no 'Arguments'"
    if near is not None:
        return step.key_of(near), message, f"write 'Arguments' for '{near}'"
    return step.lacking, message, f"a {step.type} step needs an object 'Arguments'"
