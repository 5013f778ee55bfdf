"""Strategies: definitions that are nearly right, and damage done to right ones."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from pipelint.catalog import STEP_TYPES, Shape, shape, shape_names

HERE = Path(__file__).resolve().parents[1] / "data" / "definitions"
DEPTH = 9

STEP_NAMES = ("Prep", "Train", "Check", "Tune", "Each", "fit-3f2b8c1e-0d4a-4b6f-9e57-1c2d3e4f5a6b")
PARAMETER_NAMES = ("Count", "Mode", "Rate", "Flag", "Bucket")
PATHS = (
    "Parameters",
    "Parameters.",
    "Parameters.Count",
    "Parameters.Mode",
    "Parameters.Count.x",
    "Parameters['Mode']",
    "Execution.PipelineExecutionId",
    "Execution.CurrentDateTime",
    "Execution.TrainingJobName",
    "Execution.Nothing",
    "PipelineExperimentConfig.TrialName",
    "PipelineExperimentConfig",
    "ForEach.CurrentItem",
    "ForEach.CurrentItem.a['b'][0]",
    "IterationOutput.Train.ModelArtifacts.S3ModelArtifacts",
    "IterationOutput.Prep",
    "Steps",
    "Steps.Prep",
    "Steps['Prep'].X",
    "Steps.Prep.PropertyFiles.Report",
    "Steps.Prep.PropertyFiles",
    "Steps.Prep.OutputParameters['n']",
    "Steps.Prep.OutputParameters.n",
    "Steps.Prep.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri",
    "Steps.Prep.ProcessingOutputConfig.Outputs[0]",
    "Steps.Train.ModelArtifacts.S3ModelArtifacts",
    "Steps.Train.ModelArtifacts",
    "Steps.Train.FinalMetricDataList['auc'].Value",
    "Steps.Train.TrainingJobName",
    "Steps.Train.arguments",
    "Steps.Check.Outcome",
    "Steps.Tune.TrainingJobSummaries[50].TrainingJobName",
    "Steps.Each.IterationOutputs[0].Train.TrainingJobName",
    "Steps.Each.Selected.OutputParameters['n']",
    "Steps.Each.Status",
    "Steps.Nobody.X[",
    "Steps..X",
)
WORDS = (
    *STEP_NAMES,
    *PARAMETER_NAMES,
    *PATHS,
    "",
    " ",
    "train",
    "Report",
    "n",
    "s3://bucket/key",
    "s3://bucket//key/",
    "s3:/",
    "s3://",
    "arn:aws:iam::111122223333:role/R",
    "arn:aws:lambda:us-east-1:111122223333:function:f",
    "111122223333.dkr.ecr.us-east-1.amazonaws.com/x:1",
    "ml.m5.xlarge",
    "ml.t3.medium",
    "/opt/ml/processing/input/a",
    "/opt/ml/model",
    "P30D",
    "30m",
    "a.b[0]['c']",
    "$.a",
    "1",
    "0.5",
    "nan",
    "1e999",
    "true",
    "[1, 2]",
    "{'a': 1}",
    '{"a": {"b": [1, null]}}',
    "auc=([0-9.]+",
    "é😀\u2028",
    "\ud800",
    "\x00",
    "x" * 257,
)
NUMBERS = (0, 1, -1, 2, 50, 101, 0.0, -0.0, 0.5, 1e300, -1e-300, 10**25, -(10**400), math.nan)
INFINITE = (math.inf, -math.inf)
KEYS = (
    *("Version", "Metadata", "Parameters", "Steps", "Name", "Type", "Arguments", "DependsOn"),
    *("IfSteps", "ElseSteps", "Conditions", "Condition", "LeftValue", "RightValue", "Values"),
    *("QueryValue", "ForEachBody", "IterableItems", "Selector", "Step", "Trigger", "DefaultValue"),
    *("EnumValues", "CacheConfig", "Enabled", "ExpireAfter", "RetryPolicies", "ExceptionType"),
    *(
        "MaxAttempts",
        "ExpireAfterMin",
        "PropertyFiles",
        "PropertyFileName",
        "OutputName",
        "Outputs",
    ),
    *("OutputParameters", "OutputType", "FunctionArn", "Get", "Std:Join", "Std:JsonGet", "On"),
    *("PropertyFile", "S3Uri", "Path", "Std:Concat", "Ref", "Fn::Sub", "PipelineExperimentConfig"),
    *("steps", "name", "", "a/b~c", "é", "\udc00"),
)


def junk() -> st.SearchStrategy[object]:
    """JSON values that belong nowhere, built of the words of the language."""
    scalars = st.sampled_from((None, True, False, *NUMBERS, *INFINITE, *WORDS))
    return st.recursive(
        scalars | expressions(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
            | st.builds(nested, inner, st.integers(0, 230))
        ),
        max_leaves=6,
    )


def nested(value: object, depth: int) -> object:
    """A value in so many lists, one in the other."""
    for _ in range(depth):
        value = [value]
    return value


def expressions() -> st.SearchStrategy[object]:
    """References and functions, now and then with a wrong part."""
    references = st.sampled_from(PATHS).map(lambda path: {"Get": path})
    words = st.sampled_from((*WORDS, *NUMBERS, None, True))
    joins = st.builds(
        lambda on, values: {"Std:Join": {"On": on, "Values": values}},
        st.sampled_from(("", "/", "-", None, 1, {"Get": "Parameters.Mode"})),
        st.lists(references | words, max_size=4) | words,
    )
    reads = st.builds(
        lambda key, source, path: {"Std:JsonGet": {key: source, "Path": path}},
        st.sampled_from(("PropertyFile", "S3Uri", "StepName")),
        references | joins | words,
        words,
    )
    return references | joins | reads | st.sampled_from(({"Get": 1}, {"Std:Join": []}, {"Get": []}))


@st.composite
def near_definitions(draw: st.DrawFn) -> object:
    """Definitions made along the shapes of the catalog, with wrong kinds in every place."""
    steps = [draw_value(draw, shape("Step"), 0) for _ in range(draw(st.integers(1, 4)))]
    parameters = [draw_parameter(draw) for _ in range(draw(st.integers(0, 3)))]
    whole: dict[str, object] = {"Version": "2020-12-01", "Parameters": parameters, "Steps": steps}
    if draw(st.booleans()):
        members = st.sampled_from((*KEYS, *shape("Definition").members))
        whole |= draw(st.dictionaries(members, junk(), max_size=2))
    return whole


def draw_parameter(draw: st.DrawFn) -> object:
    return {
        "Name": draw(st.sampled_from(PARAMETER_NAMES)),
        "Type": draw(st.sampled_from(("String", "Integer", "Float", "Boolean", "Text", 1))),
        **draw(st.dictionaries(st.sampled_from(("DefaultValue", "EnumValues")), junk())),
    }


def draw_value(draw: st.DrawFn, here: Shape, depth: int) -> object:
    chance = draw(st.integers(0, 15))
    if chance == 0 or depth > DEPTH:
        return draw(junk())
    if chance == 1:
        return draw(expressions())
    if here.kind == "variant":
        return draw_variant(draw, here, depth)
    if here.kind == "structure":
        return draw_structure(draw, here, depth)
    if here.kind == "list":
        size = draw(st.integers(0, 2))
        return [draw_value(draw, here.item, depth + 1) for _ in range(size)]
    if here.kind == "map":
        keys = draw(st.lists(st.sampled_from((*WORDS, *KEYS)), max_size=3))
        return {key: draw_value(draw, here.item, depth + 1) for key in keys}
    return draw_scalar(draw, here)


def draw_variant(draw: st.DrawFn, here: Shape, depth: int) -> object:
    """A case of a variant, by the `Type` that selects it or the kind of value."""
    types = case_types(here)
    if not types:
        example = draw(st.sampled_from(("x", [], {})))
        return draw_value(draw, here.select(example), depth)
    chosen = draw(st.sampled_from(types))
    case = here.select({"Type": chosen})
    return {**draw_structure(draw, case, depth), "Type": chosen}


def case_types(here: Shape) -> tuple[str, ...]:
    """The values of `Type` that a variant goes by, and some that it does not know."""
    if here.name == "Step":
        return (*STEP_TYPES, "CreateModel", "Athena")
    kinds = shape("ConditionTypeName").enum or ()
    return (*sorted(kinds), "And") if here.name == "Condition" else ()


def draw_structure(draw: st.DrawFn, here: Shape, depth: int) -> dict[str, object]:
    members = sorted(here.members)
    chosen = draw(st.lists(st.sampled_from(members), max_size=4)) if members else []
    wanted = dict.fromkeys((*here.required, *chosen))
    if wanted and draw(st.integers(0, 9)) == 0:
        wanted.pop(draw(st.sampled_from(sorted(wanted))))
    value = {name: draw_member(draw, here, name, depth) for name in wanted}
    if draw(st.integers(0, 9)) == 0:
        value[draw(st.sampled_from(KEYS))] = draw(junk())
    return value


def draw_member(draw: st.DrawFn, here: Shape, name: str, depth: int) -> object:
    if name == "Name" and here.name.startswith("Step."):
        return draw(st.sampled_from(STEP_NAMES))
    inner = here.member(name)
    return draw(junk()) if inner is None else draw_value(draw, inner, depth + 1)


def draw_scalar(draw: st.DrawFn, here: Shape) -> object:
    if here.kind == "any":
        return draw(junk())
    if here.kind == "boolean":
        return draw(st.booleans())
    if here.kind in ("integer", "float"):
        return draw(st.sampled_from(NUMBERS))
    return draw(st.sampled_from((*sorted(here.enum or ()), *WORDS)))


@lru_cache
def real_definitions() -> tuple[Any, ...]:
    """The definitions of the tests' data."""
    texts = (path.read_text("utf-8") for path in sorted(HERE.glob("*.json")))
    return tuple(json.loads(text) for text in texts)


@lru_cache
def known_members() -> tuple[str, ...]:
    """The member names of all structures of the catalog."""
    return tuple(sorted({member for name in shape_names() for member in shape(name).members}))


@st.composite
def damaged_definitions(draw: st.DrawFn) -> object:
    """A real definition with one to four pieces of damage."""
    value = copy.deepcopy(draw(st.sampled_from(real_definitions())))
    for _ in range(draw(st.integers(1, 4))):
        damage(draw, value)
    return value


def damage(draw: st.DrawFn, value: Any) -> None:
    holders = list(containers(value))
    holder = holders[draw(st.integers(0, len(holders) - 1))]
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    key = draw(st.sampled_from(keys))
    draw(st.sampled_from((delete, rename, change, swap, repeat)))(draw, holder, key, holders)


def containers(value: Any) -> Iterator[Any]:
    """The objects and lists in a value that hold anything, outer first."""
    pending = [value]
    while pending:
        here = pending.pop()
        if isinstance(here, (dict, list)) and here:
            yield here
            pending.extend(here.values() if isinstance(here, dict) else here)


def delete(draw: st.DrawFn, holder: Any, key: Any, holders: list[Any]) -> None:
    del holder[key]


def rename(draw: st.DrawFn, holder: Any, key: Any, holders: list[Any]) -> None:
    if isinstance(holder, dict):
        holder[draw(st.sampled_from((*KEYS, *known_members())))] = holder.pop(key)


def change(draw: st.DrawFn, holder: Any, key: Any, holders: list[Any]) -> None:
    holder[key] = draw(junk())


def swap(draw: st.DrawFn, holder: Any, key: Any, holders: list[Any]) -> None:
    other = draw(st.sampled_from(holders))
    there = draw(st.sampled_from(list(other) if isinstance(other, dict) else range(len(other))))
    here, there_value = copy.deepcopy(holder[key]), copy.deepcopy(other[there])
    holder[key], other[there] = there_value, here


def repeat(draw: st.DrawFn, holder: Any, key: Any, holders: list[Any]) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))


def spelled(value: object, indent: int | None) -> bytes:
    """The bytes of a value's text; surrogates by halves stay escapes."""
    return json.dumps(value, indent=indent).encode()


@st.composite
def broken_texts(draw: st.DrawFn) -> bytes:
    """The text of a real definition, cut or with bytes changed."""
    data = bytearray(spelled(draw(damaged_definitions()), draw(st.sampled_from((None, 2)))))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(data) - 1))
        data[at] = draw(st.integers(0, 255))
    cut = draw(st.integers(0, len(data)) | st.just(len(data)))
    return bytes(data[:cut])
