"""A catalogue of single faults, each with the places at which it must be found."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pipelint import load
from pipelint.catalog import STEP_TYPES, shape
from pipelint.model import Node, Reference

Path = tuple[str | int, ...]


class Edit(NamedTuple):
    """A change at a path: the value that is there from now on, or none."""

    path: Path
    value: Any = None
    removes: bool = False


class Seed(NamedTuple):
    """A fault: what makes it, and the paths of which each must be reported."""

    edits: tuple[Edit, ...]
    places: tuple[Path, ...]


Seeds = Callable[[Any], Iterator[Seed]]


def put(path: Path, value: Any, *places: Path) -> Seed:
    """A value that is wrong, found where it stands unless places are given."""
    return Seed((Edit(path, value),), places or (path,))


def drop(path: Path, *places: Path) -> Seed:
    """A value that is missing, found at its parent unless places are given."""
    return Seed((Edit(path, removes=True),), places or (path[:-1],))


def mutated(definition: Any, seed: Seed) -> Any:
    whole = copy.deepcopy(definition)
    for edit in seed.edits:
        holder = at(whole, edit.path[:-1])
        key: Any = edit.path[-1]
        if edit.removes:
            del holder[key]
        elif isinstance(holder, list) and key == len(holder):
            holder.append(edit.value)
        else:
            holder[key] = edit.value
    return whole


# What there is in a definition


def at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    pairs: Any = ()
    if isinstance(value, (dict, list)):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        yield from walk(inner, (*path, key))


def steps(definition: Any, *types: str) -> Iterator[tuple[Path, Any]]:
    """The steps of some types, or all."""
    for path, value in walk(definition):
        is_step = isinstance(value, dict) and path[-2:-1] in LISTS and "Arguments" in value
        if is_step and (not types or value["Type"] in types):
            yield path, value


LISTS = (("Steps",), ("IfSteps",), ("ElseSteps",), ("ForEachBody",))


def gets(definition: Any, start: str) -> Iterator[tuple[Path, str]]:
    """The references whose path begins so."""
    for path, value in walk(definition):
        if isinstance(value, dict) and value.keys() == {"Get"} and value["Get"].startswith(start):
            yield path, value["Get"]


def values(definition: Any, key: str) -> Iterator[tuple[Path, Any]]:
    return ((path, value) for path, value in walk(definition) if path[-1:] == (key,))


def parameters(definition: Any) -> Iterator[tuple[Path, Any]]:
    return ((("Parameters", at), each) for at, each in enumerate(definition["Parameters"]))


def conditions(definition: Any) -> Iterator[tuple[Path, Any]]:
    """The comparisons of two operands."""
    for path, value in walk(definition):
        if isinstance(value, dict) and {"LeftValue", "RightValue"} <= value.keys():
            yield path, value


def entries(step: Any) -> list[Any]:
    return [*step.get("DependsOn", ())]


def with_entry(path: Path, step: Any, entry: Any) -> tuple[Edit, Path]:
    """One more entry of a step's `DependsOn`, and its path."""
    listed = entries(step)
    return Edit((*path, "DependsOn"), [*listed, entry]), (*path, "DependsOn", len(listed))


# Parameters


def reference_to_no_parameter(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Parameters."):
        yield put(path, {"Get": f"{text}q"})


def parameter_not_declared(definition: Any) -> Iterator[Seed]:
    for path, parameter in parameters(definition):
        used = uses(definition, parameter)
        if used:
            yield drop(path, *used)


def uses(definition: Any, parameter: Any) -> list[Path]:
    whole = f"Parameters.{parameter['Name']}"
    return [path for path, text in gets(definition, whole) if text == whole]


def parameter_with_another_name(definition: Any) -> Iterator[Seed]:
    for path, parameter in parameters(definition):
        used = uses(definition, parameter)
        if used:
            yield put((*path, "Name"), "Another", *used)


def parameter_declared_twice(definition: Any) -> Iterator[Seed]:
    last = ("Parameters", len(definition["Parameters"]))
    for _, parameter in parameters(definition):
        yield put(last, parameter, (*last, "Name"))


def default_of_another_type(definition: Any) -> Iterator[Seed]:
    for path, parameter in parameters(definition):
        if "DefaultValue" in parameter:
            wrong = 5 if parameter["Type"] in ("String", "Boolean") else "x"
            yield put((*path, "DefaultValue"), wrong)


def default_outside_of_its_enumeration(definition: Any) -> Iterator[Seed]:
    for path, parameter in parameters(definition):
        if "EnumValues" in parameter and "DefaultValue" in parameter:
            yield put((*path, "DefaultValue"), "another")


def enumeration_with_a_number(definition: Any) -> Iterator[Seed]:
    for path, parameter in parameters(definition):
        if "EnumValues" in parameter:
            yield put((*path, "EnumValues", len(parameter["EnumValues"])), 5)


def parameter_of_no_type(definition: Any) -> Iterator[Seed]:
    for path, _ in parameters(definition):
        yield put((*path, "Type"), "Text")


def text_parameter_of_another_type(definition: Any) -> Iterator[Seed]:
    """Found at each of its uses where a string is wanted."""
    facts = load(definition).facts
    for path, parameter in parameters(definition):
        if parameter["Type"] == "String":
            target = facts.parameters[parameter["Name"]]
            wanted = [u.path for u in facts.uses.get(target, ()) if facts.expected(u) == "String"]
            if wanted:
                yield put(path, {"Name": parameter["Name"], "Type": "Integer"}, *wanted)


def items_without_brackets(definition: Any) -> Iterator[Seed]:
    for path, value in values(definition, "DefaultValue"):
        name = at(definition, path[:-1])["Name"]
        if isinstance(value, str) and value.startswith("[") and _iterates(definition, name):
            yield put(path, "a, b")


def _iterates(definition: Any, name: str) -> bool:
    listed = (value for _, value in values(definition, "IterableItems"))
    return {"Get": f"Parameters.{name}"} in listed


# Steps


def step_name_twice(definition: Any) -> Iterator[Seed]:
    found = [*steps(definition)]
    for (path, _), (_, before) in zip(found[1:], found, strict=False):
        yield put((*path, "Name"), before["Name"])


def step_with_another_name(definition: Any) -> Iterator[Seed]:
    """Found at each `DependsOn` entry and reference that still has the old one."""
    for path, step in steps(definition):
        name = step["Name"]
        used = [p for p, _ in gets(definition, f"Steps.{name}.")]
        for other, each in steps(definition):
            listed = entries(each)
            used += [(*other, "DependsOn", i) for i, e in enumerate(listed) if _target(e) == name]
        if used:
            yield put((*path, "Name"), "Another", *used)


def _target(entry: Any) -> str:
    return str(entry if isinstance(entry, str) else entry["Step"])


def reference_to_no_step(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "Steps."):
        _, name, rest = text.split(".", 2)
        yield put(path, {"Get": f"Steps.{name}q.{rest}"})


def step_of_no_type(definition: Any) -> Iterator[Seed]:
    for path, _ in steps(definition):
        yield put((*path, "Type"), "Trainig")


def step_without_a_type(definition: Any) -> Iterator[Seed]:
    for path, _ in steps(definition):
        yield drop((*path, "Type"))


def step_without_a_name(definition: Any) -> Iterator[Seed]:
    for path, _ in steps(definition):
        yield drop((*path, "Name"))


def step_name_with_a_space(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        yield put((*path, "Name"), f"{step['Name']} x")


def unknown_key_of_a_step(definition: Any) -> Iterator[Seed]:
    for path, _ in steps(definition):
        yield put((*path, "Dependson"), [])


def step_in_a_body_that_may_not_be(definition: Any) -> Iterator[Seed]:
    for path, body in values(definition, "ForEachBody"):
        fail = {"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "no"}}
        yield put((*path, len(body)), fail, (*path, len(body), "Type"))


# Properties


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


# Functions


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
            if own and not _waits(mutated(definition, seed), step["Name"], _target(entry)):
                yield seed


def _waits(definition: Any, step: str, other: str) -> bool:
    facts = load(definition).facts
    return facts.steps[other] in facts.runs_before(facts.steps[step])


# The graph


def dependency_on_nothing(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        edit, place = with_entry(path, step, "Nobody")
        yield Seed((edit,), (place,))


def dependency_on_itself(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        edit, place = with_entry(path, step, step["Name"])
        yield Seed((edit,), (place,))


def dependency_twice(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        if entries(step):
            edit, place = with_entry(path, step, entries(step)[0])
            yield Seed((edit,), (place,))


def dependency_on_a_fail_step(definition: Any) -> Iterator[Seed]:
    for _, fail in steps(definition, "Fail"):
        for path, step in steps(definition):
            if step["Type"] != "Fail" and len(path) == 2:
                edit, place = with_entry(path, step, fail["Name"])
                yield Seed((edit,), (place,))


def dependency_on_a_condition(definition: Any) -> Iterator[Seed]:
    for at_, condition in steps(definition, "Condition"):
        for path, step in steps(definition):
            if path[: len(at_)] != at_ and "ForEachBody" not in path:
                edit, place = with_entry(path, step, condition["Name"])
                yield Seed((edit,), (place,))


def dependency_on_the_other_branch(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition, "Condition"):
        sides = [step["Arguments"][key] for key in ("IfSteps", "ElseSteps")]
        if all(sides) and sides[0][0]["Type"] != "Fail":
            edit, place = with_entry(
                (*path, "Arguments", "ElseSteps", 0), sides[1][0], sides[0][0]["Name"]
            )
            yield Seed((edit,), (place,))


def unknown_trigger(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "Trigger"):
        yield put(path, "Finished")


def cleanup_after_nothing(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "StepName"):
        yield put(path, "Nobody")


# Conditions


def unknown_condition_type(definition: Any) -> Iterator[Seed]:
    for path, _ in conditions(definition):
        yield put((*path, "Type"), "IsEqual")


def condition_without_an_operand(definition: Any) -> Iterator[Seed]:
    for path, _ in conditions(definition):
        yield drop((*path, "RightValue"))


def null_operand(definition: Any) -> Iterator[Seed]:
    for path, _ in conditions(definition):
        yield put((*path, "RightValue"), None)


def number_compared_with_a_text(definition: Any) -> Iterator[Seed]:
    for path, condition in conditions(definition):
        if isinstance(condition["RightValue"], float) and _is_typed(condition["LeftValue"]):
            yield put((*path, "RightValue"), "high")


def boolean_compared_with_a_text(definition: Any) -> Iterator[Seed]:
    for path, condition in conditions(definition):
        if isinstance(condition["RightValue"], bool) and _is_typed(condition["LeftValue"]):
            yield put((*path, "RightValue"), "true")


def _is_typed(operand: Any) -> bool:
    """Whether the type is known: not of what a file holds, nor of an item."""
    return isinstance(operand, dict) and operand.get("Get", "Std").split(".")[0] in (
        "Parameters",
        "Steps",
    )


def ordered_booleans(definition: Any) -> Iterator[Seed]:
    for path, condition in conditions(definition):
        if isinstance(condition["RightValue"], bool) and _is_typed(condition["LeftValue"]):
            yield put((*path, "Type"), "LessThan", (*path, "LeftValue"))


def value_that_never_comes(definition: Any) -> Iterator[Seed]:
    known = {p["Name"] for _, p in parameters(definition) if "EnumValues" in p}
    for path, condition in conditions(definition):
        name = str(condition["LeftValue"].get("Get", "")).removeprefix("Parameters.")
        if condition["Type"] == "Equals" and name in known:
            yield put((*path, "RightValue"), "never")


def no_conditions(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "Conditions"):
        yield put(path, [])


# Requests, policies


def argument_missing(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        request = shape(STEP_TYPES[step["Type"]].arguments)
        for member in request.required:
            if member in step["Arguments"] and step["Type"] not in BUILT_IN:
                yield drop((*path, "Arguments", member))


BUILT_IN = ("Condition", "ForEach", "Fail", "Lambda", "Callback", "Cleanup", "Lineage")


def unknown_argument(definition: Any) -> Iterator[Seed]:
    for path, step in steps(definition):
        if step["Type"] not in ("Lambda", "Callback"):
            yield put((*path, "Arguments", "Tagss"), [])


def leaves(definition: Any, *kinds: str) -> Iterator[tuple[Path, Any, Any]]:
    """The literals in places of some kinds, with their shapes, inside of requests."""
    for node in load(definition).facts.index[Node]:
        if node.shape.kind in kinds and "Arguments" in node.path and not _in_expression(node):
            yield node.path, node.value, node.shape


def _in_expression(node: Any) -> bool:
    return any(isinstance(key, str) and key in EXPRESSIONS for key in node.path)


EXPRESSIONS = ("Get", "Std:Join", "Std:JsonGet", "Conditions", "IterableItems")


def text_for_a_number(definition: Any) -> Iterator[Seed]:
    for path, value, _ in leaves(definition, "integer", "float"):
        if value is not None:
            yield put(path, "many")


def number_for_a_text(definition: Any) -> Iterator[Seed]:
    for path, value, _ in leaves(definition, "string"):
        if isinstance(value, str):
            yield put(path, 7)


def object_for_a_text(definition: Any) -> Iterator[Seed]:
    for path, value, _ in leaves(definition, "string"):
        if isinstance(value, str):
            yield put(path, {"a": "b"})


def value_of_no_enumeration(definition: Any) -> Iterator[Seed]:
    for path, value, place in leaves(definition, "string"):
        if isinstance(value, str) and place.enum and value in place.enum:
            yield put(path, "Qqq")


def bad_cache_duration(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "ExpireAfter"):
        yield put(path, "30 days")


def unknown_exception(definition: Any) -> Iterator[Seed]:
    for path, listed in values(definition, "ExceptionType"):
        yield put((*path, len(listed)), "Step.THROTLING")


def too_many_attempts(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "MaxAttempts"):
        yield put(path, 99)


def two_bounds_of_a_retry(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "MaxAttempts"):
        yield put((*path[:-1], "ExpireAfterMin"), 5)


def concurrency_of_nothing(definition: Any) -> Iterator[Seed]:
    for path, _ in values(definition, "MaxConcurrency"):
        yield put(path, 0)


def selector_of_no_step(definition: Any) -> Iterator[Seed]:
    for path, text in gets(definition, "IterationOutput."):
        _, name, rest = text.split(".", 2)
        yield put(path, {"Get": f"IterationOutput.{name}q.{rest}"})


def wrong_version(definition: Any) -> Iterator[Seed]:
    yield put(("Version",), "2020-12-02")


def misspelt_top_level_key(definition: Any) -> Iterator[Seed]:
    yield put(("steps",), [])


def references_of_body_steps(definition: Any) -> Iterator[Seed]:
    """A step of a body, read from outside as if it ran once."""
    body = {s["Name"] for p, s in steps(definition) if p[-2] == "ForEachBody"}
    for reference in load(definition).facts.index[Reference]:
        keys = [segment.text for segment in reference.segments]
        if keys[:1] == ["IterationOutputs"] and keys[2] in body and len(keys) > 3:
            _, _, rest = reference.text.partition(f"].{keys[2]}.")
            yield put(reference.path, {"Get": f"Steps.{keys[2]}.{rest}"})


MUTATIONS: tuple[Seeds, ...] = tuple(
    value
    for name, value in list(globals().items())
    if callable(value)
    and getattr(value, "__module__", "") == __name__
    and getattr(value, "__annotations__", {}).get("return") == "Iterator[Seed]"
)
