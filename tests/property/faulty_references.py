"""Faults in references and functions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipelint import load
from tests.property.seeds import Seed, at, drop, entries, gets, mutated, put, steps, target, values


def reference_to_no_property(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        head, dot, rest = text.rpartition(".")
        if head.count(".") == 1 and rest.isalpha():
            yield put(path, {"Get": f"{head}{dot}{rest}q"})


def reference_to_no_output(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        if ".OutputParameters['" in text:
            yield put(path, {"Get": text.replace("['o ", "['p ")})


def output_not_declared(definition: Any) -> Iterator[Seed]:
    for path, listed in values(definition, "OutputParameters"):
        name = at(definition, path[:-1])["Name"]
        for at_, output in enumerate(listed):
            read = f"Steps.{name}.OutputParameters['{output['OutputName']}']"
            used = [p for p, _ in gets(definition, read)]
            if used:
                yield drop((*path, at_), *used)


def reference_to_no_property_file(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        if ".PropertyFiles." in text:
            yield put(path, {"Get": f"{text}q"})


def property_file_not_declared(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "PropertyFiles"):
        name = at(definition, path[:-1])["Name"]
        used = [p for p, _ in gets(definition, f"Steps.{name}.PropertyFiles.")]
        if used:
            yield drop(path, *used)


def property_file_in_no_output(definition: Any) -> Iterator[Seed]:
    for path, files in values(definition, "PropertyFiles"):
        for at_, _ in enumerate(files):
            yield put((*path, at_, "OutputName"), "another")


def reference_to_no_processing_output(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        if "Outputs['report']" in text and "IterationOutputs" not in text:
            yield put(path, {"Get": text.replace("report", "repot")})


def reference_to_no_metric(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        if "FinalMetricDataList['auc']" in text:
            yield put(path, {"Get": text.replace("auc", "acu")})


def reference_to_no_map_entry(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        if text.endswith("HyperParameters['depth']"):
            yield put(path, {"Get": text.replace("depth", "deep")})


def index_beyond_the_list(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        for read in ("ProductionVariants[0]", "Config.Args[1]", "TrainingJobSummaries[0]"):
            if read in text:
                yield put(path, {"Get": text.replace(read, f"{read[:-2]}70]")})


def iteration_beyond_the_items(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        name = text.split(".")[1]
        loops = {step["Name"]: step for _, step in steps(definition, "ForEach")}
        if "IterationOutputs[" in text and isinstance(
            loops[name]["Arguments"]["IterableItems"], list
        ):
            head, _, tail = text.partition("IterationOutputs[")
            yield put(path, {"Get": f"{head}IterationOutputs[9{tail[tail.index(']') :]}"})


def path_that_ends_on_an_object(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        if text.endswith(".ModelArtifacts.S3ModelArtifacts"):
            yield put(path, {"Get": text.removesuffix(".S3ModelArtifacts")})


def broken_path(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, ""):
        yield put(path, {"Get": f"{text}['a"})


def unknown_namespace(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Parameters."):
        yield put(path, {"Get": text.replace("Parameters", "Params")})


def unknown_variable(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Execution."):
        yield put(path, {"Get": f"{text}s"})


def item_outside_of_a_loop(definition: Any) -> Iterator[Seed]:
    for path, _ in gets(definition, "Parameters."):
        if "ForEachBody" not in path:
            yield put(path, {"Get": "ForEach.CurrentItem"})


def join_without_values(definition: Any) -> Iterator[Seed]:
    for path, join in values(definition, "Std:Join"):
        yield put(path, {"On": join["On"]})


def join_of_null(definition: Any) -> Iterator[Seed]:
    for path, join in values(definition, "Std:Join"):
        place = (*path, "Values", len(join["Values"]))
        yield put(place, None)


def misspelt_function(definition: Any) -> Iterator[Seed]:
    for path, join in values(definition, "Std:Join"):
        yield put(path[:-1], {"Std:Concat": join}, (*path[:-1], "Std:Concat"))


def read_without_a_path(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "Std:JsonGet"):
        yield drop((*path, "Path"))


def read_of_two_files(definition: Any) -> Iterator[Seed]:
    for path, read in values(definition, "Std:JsonGet"):
        if "PropertyFile" in read:
            join = {"Std:Join": {"On": "", "Values": ["s3://b/c"]}}
            yield put((*path, "S3Uri"), join)


def read_that_does_not_wait_for_its_writer(definition: Any) -> Iterator[Seed]:
    """Of a file that is named by the text of its URI, which makes nobody wait."""
    for path, step in steps(definition):
        reads = [
            (*path, "Arguments", *inner, "S3Uri")
            for inner, read in values(step["Arguments"], "Std:JsonGet")
            if "S3Uri" in read
            and not any(gets(read["S3Uri"], "Steps."))
            and not {"IfSteps", "ElseSteps", "ForEachBody"} & {*inner}
        ]
        for at_, entry in enumerate(entries(step)):
            own = [r for r in reads if json.dumps(entry)[1:-1] in json.dumps(at(definition, r))]
            seed = drop((*path, "DependsOn", at_), *own)
            if own and not _waits(mutated(definition, seed), step["Name"], target(entry)):
                yield seed


def _waits(definition: Any, step: str, other: str) -> bool:
    facts = load(definition).facts
    return facts.steps[other] in facts.runs_before(facts.steps[step])
