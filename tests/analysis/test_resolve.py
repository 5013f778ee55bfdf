from __future__ import annotations

import pytest

from pipelint.analysis import Resolution, Unresolved
from pipelint.catalog import EXECUTION_VARIABLES
from pipelint.model import Reference
from tests.analysis.resolutions import (
    TRAIN,
    facts_of,
    fault,
    for_each,
    known,
    resolutions,
    resolved,
)

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


def test_the_current_item_is_known_in_a_body():
    facts = facts_of(for_each())

    [reference] = facts.index[Reference]
    assert facts.resolution(reference) == Resolution("Any")


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
