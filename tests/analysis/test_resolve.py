from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from pipelint.analysis import Facts, Resolution, Unresolved
from pipelint.catalog import EXECUTION_VARIABLES, STEP_TYPES, Shape, shape
from pipelint.model import Reference, read
from pipelint.text import Source

KINDS = {
    "string": "String",
    "integer": "Integer",
    "float": "Float",
    "boolean": "Boolean",
    "timestamp": "Timestamp",
    "structure": "Structure",
    "list": "List",
    "map": "Map",
}
# Structures contain themselves, and what lies this deep has been met before.
DEEPEST = 6


def facts_of(*steps: dict[str, Any], **document: Any) -> Facts:
    text = json.dumps({"Version": "2020-12-01", "Steps": steps, **document})
    return Facts(*read(Source.from_bytes(text.encode(), "definition.json")))


def resolutions(paths: list[str], *steps: dict[str, Any], **document: Any) -> list[Resolution]:
    """What each path means to a step beside the given ones."""
    reader = {"Name": "Reader", "Type": "Lambda", "Arguments": {}}
    reader["Arguments"] = {str(at): {"Get": path} for at, path in enumerate(paths)}
    facts = facts_of(*steps, reader, **document)
    found = [each for each in facts.index[Reference] if each.step.name == "Reader"]
    return [facts.resolution(reference) for reference in found]


def resolved(path: str, *steps: dict[str, Any], **document: Any) -> Resolution:
    [found] = resolutions([path], *steps, **document)
    return found


def fault(path: str, *steps: dict[str, Any], **document: Any) -> tuple[str, str | None]:
    """The kind of a path's fault, and the text at which it is."""
    found = resolved(path, *steps, **document)
    assert found.type == "Any"
    assert found.fault is not None
    segment = found.fault.segment
    return found.fault.kind, None if segment is None else path[segment.start : segment.end]


def known(path: str, *steps: dict[str, Any]) -> tuple[str, ...]:
    found = resolved(path, *steps).fault
    assert found is not None
    return found.known


def paths_of(here: Shape, depth: int = DEEPEST) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """The accessors that lead on from a shape, and the shape they lead to."""
    yield (), here
    if depth == 0 or here.open:
        return
    if here.kind == "structure":
        inner = [(f".{name}", here.member(name)) for name in here.members]
    elif here.kind == "list":
        inner = [("[0]", here.item)]
    elif here.kind == "map":
        inner = [("['k']", here.item)]
    else:
        return
    for accessor, target in inner:
        assert target is not None
        for more, end in paths_of(target, depth - 1):
            yield (accessor, *more), end


def property_paths(step_type: str) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """All property paths that the catalog has for a type of step, apart from its outputs."""
    definition = STEP_TYPES[step_type]
    for name in definition.properties:
        for path, end in paths_of(shape(name)):
            if path:
                yield path, end
    for root, name in definition.roots.items():
        if root not in ("OutputParameters", "IterationOutputs", "Selected"):
            for path, end in paths_of(shape(name)):
                yield (f".{root}", *path), end


READABLE = [name for name, definition in STEP_TYPES.items() if definition.readable]


@pytest.mark.parametrize("step_type", READABLE)
def test_every_path_of_the_catalog_resolves_to_the_type_of_its_shape(step_type: str):
    paths = dict(property_paths(step_type))
    written = ["Steps.S" + "".join(path) for path in paths]

    found = resolutions(written, {"Name": "S", "Type": step_type})

    wrong = [
        (path, resolution)
        for path, end, resolution in zip(written, paths.values(), found, strict=True)
        if resolution.fault is not None or resolution.type != KINDS.get(end.kind, "Any")
    ]
    assert wrong == []


def damaged(path: tuple[str, ...]) -> tuple[str, int, int]:
    """The path with its last accessor leading nowhere, and where the name in that stands."""
    *before, last = path
    other = {"[0]": "['zz']", "['k']": "[7]"}.get(last, f"{last}zz")
    start = len("Steps.S" + "".join(before)) + (2 if last == "[0]" else 1)
    return "Steps.S" + "".join((*before, other)), start, start + len(other.strip(".[]'"))


@pytest.mark.parametrize("step_type", READABLE)
def test_a_path_with_one_damaged_accessor_has_a_fault_at_that_accessor(step_type: str):
    paths = dict(property_paths(step_type))
    # An element of a list may have any name; what is damaged before the end stands in `paths` too.
    cases = [
        damaged(path) for path in paths if path[-1] != "[0]" or paths[path[:-1]].natural is None
    ]

    found = resolutions([text for text, *_ in cases], {"Name": "S", "Type": step_type})

    wrong = []
    for (text, start, end), resolution in zip(cases, found, strict=True):
        segment = resolution.fault and resolution.fault.segment
        if segment is None or (segment.start, segment.end) != (start, end):
            wrong.append((text, resolution))
    assert wrong == []


# Parameters and variables


def test_a_parameter_resolves_to_its_declared_type():
    parameters = [{"Name": "Epochs", "Type": "Integer"}, {"Name": "Mode"}]

    epochs, mode = resolutions(["Parameters.Epochs", "Parameters.Mode"], Parameters=parameters)

    assert (epochs.type, epochs.target.name) == ("Integer", "Epochs")
    assert (mode.type, mode.target.name) == ("String", "Mode")


def test_an_undeclared_parameter_names_the_declared_ones():
    found = resolved("Parameters.epochs", Parameters=[{"Name": "Epochs", "Type": "Integer"}])

    assert found.fault is not None
    assert (found.fault.kind, found.fault.known) == ("unknown-parameter", ("Epochs",))


def test_a_parameter_that_is_declared_twice_is_of_unknown_type():
    twice = [{"Name": "P", "Type": "Integer"}, {"Name": "P", "Type": "String"}]

    assert resolved("Parameters.P", Parameters=twice) == Resolution("Any")


def test_a_parameter_has_no_members():
    assert fault("Parameters.P.Q", Parameters=[{"Name": "P"}]) == ("member-of-scalar", "Q")


@pytest.mark.parametrize("variable", EXECUTION_VARIABLES)
def test_execution_variables_are_strings(variable: str):
    assert resolved(f"Execution.{variable}").type == "String"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Execution.ExecutionId", ("unknown-variable", "ExecutionId")),
        ("Execution.PipelineName.Upper", ("member-of-scalar", "Upper")),
        ("PipelineExperimentConfig.RunName", ("unknown-variable", "RunName")),
        ("ForEach.Index", ("unknown-variable", "Index")),
        ("ForEach.CurrentItem", ("out-of-scope", None)),
        ("IterationOutput.Body.Status", ("out-of-scope", None)),
        ("Parameter.X", ("unknown-root", None)),
        ("$.Parameters.X", ("unknown-root", None)),
        ("", ("unknown-root", None)),
        ("Steps", ("unnamed", None)),
        ("Parameters['X']", ("unnamed", "X")),
        ("Steps.X.A[*]", ("malformed", None)),
    ],
)
def test_a_path_that_means_nothing_has_a_fault(path: str, expected: tuple[str, str | None]):
    assert fault(path) == expected


# Steps

TRAIN = {
    "Name": "Train",
    "Type": "Training",
    "Arguments": {
        "HyperParameters": {"epochs": "3"},
        "InputDataConfig": [{"ChannelName": "train"}, {"ChannelName": "test"}],
        "VpcConfig": {"Subnets": ["a", "b"]},
    },
}


def test_a_path_into_a_step_names_its_target():
    found = resolved("Steps.Train.ModelArtifacts.S3ModelArtifacts", TRAIN)

    assert (found.type, found.target.name, found.fault) == ("String", "Train", None)


def test_an_unknown_step_names_the_steps():
    assert fault("Steps.Trian.TrainingJobName", TRAIN) == ("unknown-step", "Trian")
    assert known("Steps.Trian.TrainingJobName", TRAIN) == ("Train", "Reader")


def test_a_step_name_that_is_given_twice_stays_silent():
    assert resolved("Steps.Train.Nope", TRAIN, TRAIN) == Resolution("Any")


def test_a_step_of_unknown_type_stays_silent():
    assert resolved("Steps.New.Anything", {"Name": "New", "Type": "Athena"}).fault is None


@pytest.mark.parametrize("step_type", ["Fail", "Cleanup"])
def test_some_steps_have_no_properties(step_type: str):
    step = {"Name": "End", "Type": step_type}

    assert fault("Steps.End.ErrorMessage", step) == ("unreadable-step", "End")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Steps.Train", ("whole-step", "Train")),
        ("Steps.Train.properties.TrainingJobName", ("unknown-property", "properties")),
        ("Steps.Train.ModelArtifacts.S3Uri", ("unknown-property", "S3Uri")),
        ("Steps.Train.TrainingJobName.X", ("member-of-scalar", "X")),
        ("Steps.Train.TrainingJobName[0]", ("member-of-scalar", "0")),
        ("Steps.Train.ModelArtifacts['S3ModelArtifacts']", ("accessor-kind", "S3ModelArtifacts")),
        ("Steps.Train['ModelArtifacts'].S3ModelArtifacts", ("accessor-kind", "ModelArtifacts")),
        ("Steps.Train.HyperParameters.epochs", ("accessor-kind", "epochs")),
        ("Steps.Train.HyperParameters['lr']", ("unknown-key", "lr")),
        ("Steps.Train.Environment['A']", ("unknown-key", "A")),
        ("Steps.Train.InputDataConfig['val'].ContentType", ("unknown-element", "val")),
        ("Steps.Train.InputDataConfig.train.ContentType", ("accessor-kind", "train")),
        ("Steps.Train.InputDataConfig[2].ContentType", ("index-out-of-range", "2")),
        ("Steps.Train.VpcConfig.Subnets[2]", ("index-out-of-range", "2")),
        ("Steps.Train.VpcConfig.Subnets['a']", ("accessor-kind", "a")),
    ],
)
def test_a_wrong_property_path_has_a_fault_at_the_accessor(
    path: str, expected: tuple[str, str | None]
):
    assert fault(path, TRAIN) == expected


@pytest.mark.parametrize(
    "path",
    [
        "Steps.Train.HyperParameters['epochs']",
        "Steps.Train.InputDataConfig['test'].ContentType",
        "Steps.Train.InputDataConfig[1].DataSource.S3DataSource.S3Uri",
        "Steps.Train.VpcConfig.Subnets[1]",
        "Steps.Train.FinalMetricDataList['val:acc'].MetricName",
        "Steps.Train.SecondaryStatusTransitions[7].Status",
        "Steps.Train.AlgorithmSpecification.MetricDefinitions[3].Name",
    ],
)
def test_what_the_request_gives_or_the_service_makes_resolves(path: str):
    found = resolved(path, TRAIN)

    assert (found.type, found.fault) == ("String", None)


def test_names_that_are_expressions_are_not_judged():
    channel = {"ChannelName": {"Get": "Parameters.Channel"}}
    step = {"Name": "T", "Type": "Training", "Arguments": {"InputDataConfig": [channel]}}

    path = "Steps.T.InputDataConfig['any'].ContentType"
    assert resolved(path, step, Parameters=[{"Name": "Channel"}]).type == "String"


def test_a_map_that_is_an_expression_is_not_judged():
    step = {"Name": "T", "Type": "Training", "Arguments": {"Environment": {"Get": "Parameters.E"}}}

    assert resolved("Steps.T.Environment['A']", step).type == "String"


# Outputs and lists


def processing(*outputs: str) -> dict[str, Any]:
    listed = [{"OutputName": name, "S3Output": {}} for name in outputs]
    arguments = {"ProcessingOutputConfig": {"Outputs": listed}}
    return {"Name": "Prep", "Type": "Processing", "Arguments": arguments}


def test_a_declared_output_resolves():
    path = "Steps.Prep.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri"

    assert resolved(path, processing("train", "test")).type == "String"


def test_an_undeclared_output_names_the_declared_ones():
    path = "Steps.Prep.ProcessingOutputConfig.Outputs['trian'].S3Output.S3Uri"

    assert fault(path, processing("train", "test")) == ("unknown-element", "trian")
    assert known(path, processing("train", "test")) == ("train", "test")


def test_a_step_without_outputs_has_none_of_any_name():
    path = "Steps.Prep.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri"

    step = {"Name": "Prep", "Type": "Processing", "Arguments": {}}
    assert fault(path, step) == ("unknown-element", "train")


LAMBDA = {
    "Name": "L",
    "Type": "Lambda",
    "OutputParameters": [{"OutputName": "n", "OutputType": "Integer"}],
}


def test_an_output_parameter_has_its_declared_type():
    assert resolved("Steps.L.OutputParameters['n']", LAMBDA).type == "Integer"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Steps.L.OutputParameters['m']", ("unknown-output", "m")),
        ("Steps.L.OutputParameters['n']['x']", ("nested-output", "x")),
        ("Steps.L.OutputParameters['n'].x", ("nested-output", "x")),
        ("Steps.L.OutputParameters.n", ("accessor-kind", "n")),
        ("Steps.L.OutputParameters", ("unknown-output", "OutputParameters")),
        ("Steps.L.Outputs['n']", ("unknown-property", "Outputs")),
        ("Steps.L['n']", ("unknown-property", "n")),
    ],
)
def test_a_wrong_path_to_an_output_has_a_fault(path: str, expected: tuple[str, str]):
    assert fault(path, LAMBDA) == expected


def test_an_output_named_by_an_expression_may_be_any():
    outputs = [{"OutputName": {"Get": "Parameters.P"}, "OutputType": "String"}]
    step = {"Name": "L", "Type": "Lambda", "OutputParameters": outputs}

    found = resolved("Steps.L.OutputParameters['m']", step)
    assert (found.type, found.fault) == ("Any", None)


def tuning(jobs: object) -> dict[str, Any]:
    limits = {"ResourceLimits": {"MaxNumberOfTrainingJobs": jobs}}
    arguments = {"HyperParameterTuningJobConfig": limits}
    return {"Name": "Tune", "Type": "Tuning", "Arguments": arguments}


@pytest.mark.parametrize(("jobs", "last"), [(20, 19), (100, 49), ({"Get": "Parameters.N"}, 49)])
def test_a_tuning_has_at_most_fifty_summaries_and_one_for_each_job(jobs: object, last: int):
    path = "Steps.Tune.TrainingJobSummaries[{}].TrainingJobName"

    assert resolved(path.format(last), tuning(jobs)).type == "String"
    assert fault(path.format(last + 1), tuning(jobs)) == ("index-out-of-range", str(last + 1))
    assert known(path.format(last + 1), tuning(jobs)) == (str(last + 1),)


def test_a_lineage_step_offers_the_entities_it_makes():
    arguments = {"Artifacts": [{"ArtifactName": "model"}]}
    step = {"Name": "Log", "Type": "Lineage", "Arguments": arguments}

    assert resolved("Steps.Log.ArtifactArns['model']", step).type == "String"
    assert fault("Steps.Log.ArtifactArns['data']", step) == ("unknown-key", "data")
    assert fault("Steps.Log.ActionArns['model']", step) == ("unknown-key", "model")


def test_everything_below_a_jobs_document_is_a_string():
    step = {"Name": "J", "Type": "Job", "Arguments": {}}

    assert resolved("Steps.J.JobConfigDocument.ServiceOutput.RunId", step).type == "String"


# Property files

REPORT = {"PropertyFileName": "Report", "OutputName": "out", "FilePath": "r.json"}


def json_get(path: str, *files: dict[str, str], step_type: str = "Processing") -> Unresolved | None:
    step = {"Name": "Eval", "Type": step_type, "PropertyFiles": list(files)}
    value = {"Std:JsonGet": {"PropertyFile": {"Get": path}, "Path": "a"}}
    facts = facts_of(step, {"Name": "L", "Type": "Lambda", "Arguments": {"a": value}})
    [reference] = facts.index[Reference]
    return facts.resolution(reference).fault


def test_a_declared_property_file_resolves():
    assert json_get("Steps.Eval.PropertyFiles.Report", REPORT) is None


def test_the_name_of_a_property_file_may_hold_dots():
    named = {**REPORT, "PropertyFileName": "report.v1.json"}

    assert json_get("Steps.Eval.PropertyFiles.report.v1.json", named) is None


@pytest.mark.parametrize(
    ("path", "kind", "text"),
    [
        ("Steps.Eval.PropertyFiles.Other", "unknown-property-file", "Other"),
        ("Steps.Eval.PropertyFiles.Report.a", "unknown-property-file", "Report.a"),
        ("Steps.Eval.PropertyFiles['Report']", "accessor-kind", "Report"),
        ("Steps.Eval.PropertyFiles", "property-file", "PropertyFiles"),
        ("Steps.Eval.ProcessingJobName", "property-file", "ProcessingJobName"),
        ("Steps.Eval", "property-file", "Eval"),
        ("Steps.Nope.PropertyFiles.Report", "unknown-step", "Nope"),
    ],
)
def test_a_wrong_reference_to_a_property_file_has_a_fault(path: str, kind: str, text: str):
    found = json_get(path, REPORT)

    assert found is not None
    assert found.segment is not None
    assert (found.kind, found.segment.text) == (kind, text)


def test_a_parameter_is_no_property_file():
    found = json_get("Parameters.Report", REPORT)

    assert found is not None
    assert found.kind == "property-file"


def test_a_property_file_is_no_value():
    step = {"Name": "Eval", "Type": "Processing", "PropertyFiles": [REPORT]}

    assert fault("Steps.Eval.PropertyFiles.Report", step) == ("property-file", "PropertyFiles")


# ForEach

BODY = {
    "Name": "Body",
    "Type": "Lambda",
    "Arguments": {"item": {"Get": "ForEach.CurrentItem"}},
    "OutputParameters": [{"OutputName": "Score", "OutputType": "Float"}],
}


def for_each(field: str | None = None, **arguments: Any) -> dict[str, Any]:
    arguments["ForEachBody"] = [BODY]
    if field is not None:
        arguments["Selector"] = {"Pick": "MaxBy", "Field": {"Get": field}}
    return {"Name": "Each", "Type": "ForEach", "Arguments": arguments}


def test_the_current_item_is_known_in_a_body():
    facts = facts_of(for_each())

    [reference] = facts.index[Reference]
    assert facts.resolution(reference) == Resolution("Any")


def test_outputs_of_an_iteration_are_those_of_the_body_step():
    path = "Steps.Each.IterationOutputs[0].Body.OutputParameters['Score']"

    assert resolved(path, for_each(IterableItems=[1, 2])).type == "Float"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Steps.Each.IterationOutputs[2].Body.OutputParameters['Score']", "index-out-of-range"),
        ("Steps.Each.IterationOutputs[0].Nope.OutputParameters['Score']", "unknown-step"),
        ("Steps.Each.IterationOutputs[0].Body.OutputParameters['x']", "unknown-output"),
        ("Steps.Each.IterationOutputs[0].Body", "whole-step"),
        ("Steps.Each.IterationOutputs[0]", "whole-step"),
        ("Steps.Each.IterationOutputs.Body", "accessor-kind"),
        ("Steps.Each.IterationOutputs", "whole-step"),
        ("Steps.Each.Selected.OutputParameters['Score']", "unknown-property"),
    ],
)
def test_a_wrong_path_into_iterations_has_a_fault(path: str, expected: str):
    assert fault(path, for_each(IterableItems=[1, 2]))[0] == expected


def test_a_selected_output_is_that_of_the_step_in_the_selector():
    step = for_each("IterationOutput.Body.OutputParameters['Score']")

    assert resolved("Steps.Each.Selected.OutputParameters['Score']", step).type == "Float"


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("IterationOutput.Body.OutputParameters['Score']", None),
        ("IterationOutput.Nope.OutputParameters['Score']", "unknown-step"),
        ("IterationOutput.Body", "whole-step"),
        ("IterationOutput.Body.OutputParameters['x']", "unknown-output"),
    ],
)
def test_the_field_of_a_selector_is_checked(field: str, kind: str | None):
    facts = facts_of(for_each(field))

    selector = next(each for each in facts.index[Reference] if each.text == field)
    found = facts.resolution(selector).fault
    assert (None if found is None else found.kind) == kind
