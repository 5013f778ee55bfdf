"""Which class and shape each value of a definition gets."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelint.model import (
    ELEMENTS,
    Argument,
    Branch,
    CacheConfig,
    Dependency,
    Document,
    Join,
    JsonGet,
    Node,
    Output,
    Parameter,
    Pipeline,
    PropertyFile,
    Reference,
    RetryPolicy,
    Step,
    is_definition,
)
from tests.model.definitions import at, index_of, model_of, pipeline_of, step
from tests.property.definitions import junk

GET = {"Get": "Parameters.Count"}
JOIN = {"Std:Join": {"On": "/", "Values": ["a", GET]}}
READ = {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Eval.PropertyFiles.Report"}, "Path": "a.b"}}
CHECK = step(
    "Check",
    "Condition",
    Arguments={
        "Conditions": [
            {"Type": "Not", "Condition": {"Type": "Equals", "LeftValue": GET, "RightValue": 1}},
            {"Type": "Or", "Conditions": [{"Type": "In", "QueryValue": 1, "Values": [JOIN]}]},
        ],
        "IfSteps": [step("Good"), step("Inner", "Condition", Arguments={"ElseSteps": [step("X")]})],
        "ElseSteps": [step("Bad", "Fail", Arguments={"ErrorMessage": "no"})],
    },
)
EACH = step("Each", "ForEach", Arguments={"IterableItems": [1, GET], "ForEachBody": [step("Body")]})


def names(elements: list[Any]) -> list[str | None]:
    return [element.name for element in elements]


def paths(elements: list[Any]) -> list[str]:
    return [".".join(map(str, element.path)) for element in elements]


# The document


def test_a_definition_has_its_steps_and_parameters() -> None:
    pipeline = pipeline_of(step("A"), CHECK, Parameters=[{"Name": "P"}, 1, {"Name": "Q"}])

    assert [one.name for one in pipeline.steps] == ["A", "Check"]
    assert [one.name for one in pipeline.parameters] == ["P", "Q"]


@pytest.mark.parametrize(
    "value",
    [
        {"Steps": []},
        {"Version": "2020-12-01"},
        {"Parameters": []},
        {"Version": "2020-12-01", "Steps": 1, "Parameters": {}},
    ],
)
def test_any_one_of_the_members_makes_a_definition(value: dict[str, object]) -> None:
    document, index = model_of(value)

    assert is_definition(value)
    assert index[Pipeline] == [document.pipeline]


@pytest.mark.parametrize(
    "value",
    [
        None,
        1,
        "Steps",
        [],
        [step("A")],
        {},
        {"Version": "2012-10-17", "Statement": []},
        {"Parameters": {}, "Resources": {}},
        {"Steps": {}},
    ],
)
def test_what_is_no_definition_has_a_document_and_nothing_else(value: object) -> None:
    document, index = model_of(value)

    assert not is_definition(value)
    assert document.pipeline is None
    assert document.value == value
    assert {kind: found for kind, found in index.items() if found} == {Document: [document]}


def test_the_index_has_every_class_that_a_rule_may_be_on() -> None:
    _, index = model_of({})

    assert all(isinstance(index[kind], list) for kind in (*ELEMENTS, Node))


# Steps


def test_steps_are_found_in_branches_and_bodies_in_file_order() -> None:
    index = index_of(step("First"), CHECK, EACH)

    assert names(index[Step]) == [
        *("First", "Check", "Good", "Inner", "X", "Bad", "Each", "Body"),
    ]


def test_the_parent_of_a_step_is_the_step_whose_list_holds_it() -> None:
    found = {one.name: one for one in index_of(CHECK, EACH)[Step]}

    parents = {name: one.parent_step and one.parent_step.name for name, one in found.items()}
    assert parents == {
        "Check": None,
        "Good": "Check",
        "Inner": "Check",
        "X": "Inner",
        "Bad": "Check",
        "Each": None,
        "Body": "Each",
    }


def test_a_step_is_its_own_step_and_that_of_all_in_it_but_of_steps_inside() -> None:
    pipeline = pipeline_of(CHECK)
    check = pipeline.steps[0]

    inner = at(check, "Arguments", "IfSteps", 0)
    assert (check.step, inner.step) == (check, inner)
    assert at(check, "Arguments", "IfSteps").step is check
    assert at(check, "Arguments", "Conditions", 0, "Condition").step is check
    assert at(inner, "Arguments").step is inner
    assert (pipeline.step, at(pipeline, "Steps").step) == (None, None)


def test_sides_are_branches_where_they_are_lists() -> None:
    index = index_of(CHECK, step("Odd", "Condition", Arguments={"IfSteps": {}, "ElseSteps": None}))

    assert paths(index[Branch]) == [
        "Steps.0.Arguments.IfSteps",
        "Steps.0.Arguments.IfSteps.1.Arguments.ElseSteps",
        "Steps.0.Arguments.ElseSteps",
    ]


def test_a_body_and_the_steps_themselves_are_no_branches() -> None:
    assert index_of(EACH)[Branch] == []


def test_a_step_without_a_known_type_is_read_all_the_same() -> None:
    arguments = {"a": GET, "IfSteps": [step("Inner")]}
    [found] = index_of(step("A", "Athena", Arguments=arguments, DependsOn=["B"]))[Step]

    assert (found.definition, found.shape.name) == (None, "Step.?")
    assert [one.target for one in found.depends_on] == ["B"]
    assert type(found.get("Arguments", "a")) is Reference


def test_a_step_of_a_known_type_has_its_shape() -> None:
    [found] = pipeline_of(step("A", "Training")).steps

    assert found.shape.name == "Step.Training"
    assert at(found, "Arguments").shape.name == "CreateTrainingJobRequest"


# Elements of a step


def test_dependencies_are_strings_or_objects() -> None:
    index = index_of(step("A", DependsOn=["B", {"Step": "C", "Trigger": "Failed"}, 1, None, ["D"]]))

    found = [(one.target, one.trigger) for one in index[Dependency]]
    assert found[:2] == [("B", "Completed"), ("C", "Failed")]
    assert [one.shape.name for one in index[Dependency][:2]] == [
        "DependencyName",
        "DependencyTrigger",
    ]
    assert {target for target, _ in found[2:]} <= {None}


def test_the_other_elements_of_a_step_are_found() -> None:
    index = index_of(
        step(
            "A",
            "Processing",
            CacheConfig={"Enabled": True},
            RetryPolicies=[{"ExceptionType": []}, 1],
            PropertyFiles=[{"PropertyFileName": "F"}],
        ),
        step("B", "Lambda", OutputParameters=[{"OutputName": "o", "OutputType": "Float"}]),
    )

    assert paths(index[CacheConfig]) == ["Steps.0.CacheConfig"]
    assert paths(index[RetryPolicy]) == ["Steps.0.RetryPolicies.0"]
    assert names(index[PropertyFile]) == ["F"]
    assert [(one.name, one.type) for one in index[Output]] == [("o", "Float")]


def test_elements_that_a_type_does_not_take_are_found_as_well() -> None:
    index = index_of(step("A", "Fail", CacheConfig={}, RetryPolicies=[{}], PropertyFiles=[{}]))

    assert [len(index[kind]) for kind in (CacheConfig, RetryPolicy, PropertyFile)] == [1, 1, 1]


def test_conditions_are_found_inside_conditions() -> None:
    [check] = pipeline_of(CHECK).steps

    negation, either = check.conditions
    assert [(one.type, one.shape.name) for one in negation.inner] == [
        ("Equals", "Condition.Equals")
    ]
    assert [one.type for one in either.inner] == ["In"]
    assert [type(one) for one in negation.inner[0].operands] == [Reference, Argument]
    assert [type(one) for one in either.inner[0].operands] == [Argument, Join]


def test_an_unknown_condition_is_read_with_all_that_conditions_hold() -> None:
    conditions = [{"Type": "And", "Conditions": [{"Type": "Equals", "LeftValue": GET}]}]
    [check] = pipeline_of(step("C", "Condition", Arguments={"Conditions": conditions})).steps

    assert check.conditions[0].shape.name == "Condition.?"
    assert [one.type for one in check.conditions[0].inner] == ["Equals"]


# Arguments and expressions


def test_values_in_arguments_are_arguments_and_others_are_not() -> None:
    pipeline = pipeline_of(
        step("A", Arguments={"ResourceConfig": {"InstanceCount": 1}}, Description="d")
    )
    [one] = pipeline.steps

    kinds = {node.path[2:]: type(node) for node in one.walk()}
    assert kinds == {
        (): Step,
        ("Name",): Node,
        ("Type",): Node,
        ("Arguments",): Argument,
        ("Arguments", "ResourceConfig"): Argument,
        ("Arguments", "ResourceConfig", "InstanceCount"): Argument,
        ("Description",): Node,
    }


def test_what_is_inside_a_nested_step_is_argument_only_in_its_own_arguments() -> None:
    [check] = pipeline_of(CHECK).steps

    inner = at(check, "Arguments", "IfSteps", 0)
    assert type(inner.get("Name")) is Node
    assert type(inner.get("Arguments")) is Argument


@pytest.mark.parametrize(
    ("value", "kind"),
    [(GET, Reference), (JOIN, Join), (READ, JsonGet)],
    ids=["Get", "Join", "Read"],
)
def test_an_expression_stands_under_its_own_class_only(
    value: dict[str, object], kind: type[Node]
) -> None:
    index = index_of(step("A", Arguments={"OutputDataConfig": {"S3OutputPath": value}}))

    place = ("Steps", 0, "Arguments", "OutputDataConfig", "S3OutputPath")
    assert next(one.path for one in index[kind]) == place
    assert place not in [one.path for one in index[Argument]]
    assert [type(one) for one in index[Node] if one.path == place] == [kind]


def test_an_expression_keeps_the_shape_of_its_place() -> None:
    [found] = index_of(step("A", Arguments={"ResourceConfig": {"InstanceCount": GET}}))[Reference]

    assert found.shape.name == "TrainingInstanceCount"


def test_what_is_inside_an_expression_is_of_any_shape() -> None:
    [join] = index_of(step("A", Arguments={"OutputDataConfig": {"S3OutputPath": JOIN}}))[Join]

    assert {part.shape.name for part in join.parts} == {"Any"}
    assert [type(part) for part in join.parts] == [Argument, Reference]


@pytest.mark.parametrize(
    "value",
    [
        {"Get": 1},
        {"Get": None},
        {"Get": "Parameters.A", "Other": 1},
        {"Std:Join": []},
        {"Std:Join": "a"},
        {"Std:JsonGet": "a"},
        {"get": "Parameters.A"},
        {},
    ],
)
def test_what_is_not_written_like_an_expression_is_data(value: dict[str, object]) -> None:
    index = index_of(step("A", "Lambda", Arguments={"a": value}))

    assert [index[kind] for kind in (Reference, Join, JsonGet)] == [[], [], []]


def test_an_entry_of_a_map_may_be_called_get() -> None:
    environment = {"Get": "yes"}
    index = index_of(step("A", Arguments={"Environment": environment}))

    assert index[Reference] == []
    assert index[Argument][-1].path == ("Steps", 0, "Arguments", "Environment", "Get")


def test_a_path_in_place_of_a_map_is_a_reference() -> None:
    [found] = index_of(step("A", Arguments={"Environment": GET}))[Reference]

    assert found.shape.kind == "map"


def test_expressions_in_place_of_structures_and_lists_are_expressions() -> None:
    arguments = {"ResourceConfig": GET, "InputDataConfig": GET, "VpcConfig": {"Subnets": JOIN}}
    index = index_of(step("A", Arguments=arguments))

    assert [one.shape.kind for one in index[Reference]][:2] == ["structure", "list"]
    assert [one.shape.kind for one in index[Join]] == ["list"]


def test_expressions_in_place_of_elements_are_no_elements() -> None:
    index = index_of(GET, step("A", DependsOn=[GET], RetryPolicies=GET), Parameters=[GET])

    assert [len(index[kind]) for kind in (Step, Parameter, RetryPolicy)] == [1, 0, 0]
    assert paths(index[Reference]) == [
        *("Steps.0", "Steps.1.DependsOn.0", "Steps.1.RetryPolicies", "Parameters.0"),
    ]


# The walk


def test_the_index_holds_all_values_in_file_order() -> None:
    index = index_of(CHECK, EACH)

    pipeline = index[Pipeline][0]
    assert [id(node) for node in index[Node]] == [id(node) for node in pipeline.walk()]
    for kind in ELEMENTS:
        if kind is not Document:
            known = [node for node in pipeline.walk() if type(node) is kind]
            assert [id(node) for node in index[kind]] == [id(node) for node in known]


def lookup(value: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(("Version", "Parameters", "Metadata")), junk()), junk())
def test_wrong_kinds_anywhere_are_read(members: dict[str, object], steps: object) -> None:
    document, index = model_of({**members, "Steps": [steps]})
    if document.pipeline is None:
        assert not document.complete
        return

    for node in index[Node]:
        assert lookup(document.value, node.path) is node.value
        for key, child in node.children.items():
            assert (child.parent, child.key) == (node, key)
