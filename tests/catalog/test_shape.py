"""Shapes: the typed access to what a place takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pipelint
from pipelint.catalog import DEFINITION, STEP_TYPES, shape, shape_names


def test_every_shape_can_be_made_and_leads_to_shapes() -> None:
    kinds = {
        name: {inner for m in shape(name).members if (inner := shape(name).member(m)) is None}
        for name in shape_names()
    }

    assert set().union(*kinds.values()) == set()


def test_same_name_gives_the_same_shape() -> None:
    assert shape("TrainingJobName") is shape("TrainingJobName")


def test_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="NoSuchShape"):
        shape("NoSuchShape")


def test_unknown_step_type_has_no_shape_of_its_own() -> None:
    with pytest.raises(KeyError, match="Trainign"):
        shape("Step.Trainign")


def test_generated_shape_keeps_its_limits() -> None:
    value = shape("HyperParameterValue")
    hyper_parameters = shape("HyperParameters")

    assert (value.kind, value.min, value.max, value.pattern) == ("string", 0, 2500, ".*")
    assert (hyper_parameters.kind, hyper_parameters.max) == ("map", 100)
    assert hyper_parameters.key is shape("HyperParameterKey")
    assert hyper_parameters.item is value


def test_long_and_double_are_integer_and_float() -> None:
    assert shape("MaxRuntimeInSeconds").kind == "integer"
    assert shape("emr:NonNegativeDouble").kind == "float"


def test_enum_is_closed_unless_it_grows() -> None:
    mode = shape("ProcessingS3InputMode")
    instance = shape("ProcessingInstanceType")

    assert (mode.enum, mode.growing) == (frozenset({"File", "Pipe"}), False)
    assert instance.enum is not None
    assert ("ml.m5.xlarge" in instance.enum, instance.growing) == (True, True)


def test_structure_has_no_item() -> None:
    with pytest.raises(KeyError, match="StoppingCondition"):
        _ = shape("StoppingCondition").item


def test_unknown_member_has_no_shape() -> None:
    assert shape("StoppingCondition").member("MaxRuntime") is None
    assert shape("StoppingCondition").member("MaxRuntimeInSeconds") is shape("MaxRuntimeInSeconds")


@pytest.mark.parametrize("name", sorted(STEP_TYPES))
def test_step_is_selected_by_its_type(name: str) -> None:
    step = shape("Step").select({"Type": name})

    assert step is shape(f"Step.{name}")
    assert step.member("Arguments") is shape(STEP_TYPES[name].arguments)


@pytest.mark.parametrize("value", [{"Type": "CreateModel"}, {"Type": 3}, {}, "Training", None])
def test_anything_else_is_a_step_of_unknown_type(value: object) -> None:
    step = shape("Step").select(value)

    assert step is shape("Step.?")
    assert (step.open, step.member("Arguments")) == (True, shape("Any"))


def test_condition_is_selected_by_its_type() -> None:
    assert shape("Condition").select({"Type": "Or"}) is shape("Condition.Or")
    assert shape("Condition").select({"Type": "And"}) is shape("Condition.?")
    assert shape("Condition.Or").member("Conditions") is shape("ConditionList")
    assert shape("Condition.Not").member("Condition") is shape("Condition")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Train", "DependencyName"),
        ({"Step": "Train", "Trigger": "Any"}, "DependencyTrigger"),
        ([], "DependencyName"),
        (None, "DependencyName"),
    ],
)
def test_dependency_is_selected_by_its_json_kind(value: object, name: str) -> None:
    assert shape("Dependency").select(value) is shape(name)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (["a", "b"], "IterableItemList"),
        ({"Get": "Parameters.Items"}, "IterableItemText"),
        (True, "IterableItemText"),
    ],
)
def test_items_of_a_for_each_are_a_list_or_a_text(value: object, name: str) -> None:
    assert shape("IterableItems").select(value) is shape(name)


def test_other_shapes_select_themselves() -> None:
    assert shape("Parameter").select({"Type": "String"}) is shape("Parameter")


def test_json_text_of_a_job_can_be_descended_into() -> None:
    document = shape(STEP_TYPES["Job"].roots["JobConfigDocument"])

    assert document.kind == "string"
    assert document.member("ServiceOutput") is document


def test_bedrock_request_is_capital_at_its_top_and_either_below() -> None:
    request = shape("BedrockModelImportArguments")
    source = request.member("ModelDataSource")

    assert request.required == ("ImportedModelName", "JobName", "ModelDataSource")
    assert request.member("modelDataSource") is None
    assert source is not None
    assert source.member("S3DataSource") is source.member("s3DataSource")
    assert source.canonical("S3DataSource") == "s3DataSource"
    assert (source.union, source.required) == (True, ())


def test_emr_serverless_response_takes_either_case() -> None:
    response = shape("emr-serverless:GetJobRunResponse")

    assert response.member("JobRun") is response.member("jobRun")
    assert response.canonical("JobRan") == "JobRan"


def test_shape_shows_its_name() -> None:
    assert repr(shape(DEFINITION)) == "shape('Definition')"


def test_loading_the_catalog_imports_nothing_slow() -> None:
    top = Path(pipelint.__file__).parents[1]
    script = (
        f"import sys; sys.path.insert(0, {str(top)!r})\n"
        "from pipelint.catalog import shape\n"
        "shape('CreateTrainingJobRequest')\n"
        "print(*sys.modules)"
    )
    command = [sys.executable, "-I", "-S", "-c", script]

    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()

    slow = {"botocore", "dataclasses", "importlib.metadata", "importlib.resources", "typing"}
    assert slow & set(loaded) == set()
