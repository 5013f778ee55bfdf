from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pipelint.catalog import STEP_TYPES, Shape, shape
from tests.analysis.resolutions import TRAIN, fault, for_each, known, resolutions, resolved

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


# ForEach


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
